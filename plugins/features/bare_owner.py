"""A differentia that says no more than whose or where: ``van een ziekenhuis``, ``binnen een gevangenis``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import Span
from plugins.features.catalog import REGISTRY
from plugins.features.genus import read
from plugins.features.noun_class import WORDS, NounClass, classes_at
from plugins.features.phrase_end import looked_through
from plugins.features.word_bits import DET, NOUN, POSS, PROPN, Words

if TYPE_CHECKING:
    from engine.features.view import View

PLACING: Final = frozenset({"van", "binnen", "uit", "in", "bij", "door", "voor", "aan", "op"})
STATES: Final = frozenset({"in", "op", "aan"})
"""Before a singular noun without article these tell a state, which does distinguish: ``in dienst``, ``op proef``."""
OWNERS: Final = frozenset(
    {
        NounClass.ORGANISATION, NounClass.PERSON, NounClass.PLACE, NounClass.COLLECTION, NounClass.THING,
        NounClass.DOCUMENT, NounClass.ACTIVITY, NounClass.RESULT,
    }
)  # fmt: skip
MAX_PHRASES: Final = 2


@REGISTRY.feature(
    "bare_owner",
    Type.SEARCH,
    text={
        "nl": "Een toespitsing die alleen zegt van wie iets is of waar het is, zonder verder kenmerk: ‘van een "
        "ziekenhuis’.",
        "en": "A differentia that only says whose something is or where it is, without any other characteristic.",
    },
    example="forbid bare_owner",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="One phrase with ‘van’, ‘in’, ‘bij’, ‘voor’ or the like and a known noun, and at most one more with ‘van’; "
    "a compound behind ‘de’ (‘bij de kantonrechter’) does tell. Nothing else may stand before or behind the genus. "
    "Whether that is too little depends on the genus: see the rule.",
)
def bare_owner(view: View) -> Sequence[Span]:
    """The whole body, if genus and differentia are no more than that; none where a reading is open.

    Raises:
        MissingInputError: without an analyzer.
    """
    words, found = read(view)
    if found.head is None or not found.certain or not found.bare:
        return []
    at = looked_through(words, found.head) + 1
    for number in range(MAX_PHRASES):
        end = _phrase(view, words, at, first=number == 0)
        if end is None:
            return []
        at = end
        if _ends(words, at):
            return [words.span(found.first, at)]
    return []


def _ends(words: Words, at: int) -> bool:
    return at >= words.last or (at == words.last - 1 and words.lower[at] in (".", ";"))


def _phrase(view: View, words: Words, at: int, *, first: bool) -> int | None:
    """The token behind a preposition, an article and a noun without attributes; ``None`` if there are none."""
    if words.word(at) not in (PLACING if first else {"van"}):
        return None
    noun = at + 2 if words.must(at + 1, DET | POSS) else at + 1
    if noun >= words.last or not words.must(noun, NOUN) or words.may(noun, PROPN):
        return None
    if first and noun == at + 1 and words.word(at) in STATES and not words.lower[noun].endswith(("en", "s")):
        return None
    if first and words.word(at + 1) in ("de", "het") and words.lower[noun] not in WORDS:
        return None
    classes = classes_at(view, words.span(noun, noun + 1))
    known = classes <= OWNERS if classes else words.word(at + 1) == "een"
    return noun + 1 if known else None
