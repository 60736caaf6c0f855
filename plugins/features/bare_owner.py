"""A differentia that says no more than whose or where: ``van een ziekenhuis``, ``binnen een gevangenis``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import Span
from plugins.features.catalog import REGISTRY
from plugins.features.genus import read
from plugins.features.noun_class import WORDS, Classes, NounClass, classes_at
from plugins.features.owner_words import (
    ABOUT,
    ANYONE,
    CONTENT_GENERA,
    GIVEN,
    LIGHT_VERBS,
    LONG,
    PEOPLE,
    PLACING,
    RELATIVES,
    SKIPPED,
    STATES,
    TAKES,
    TELLS_WITH_VAN,
    UTTERANCES,
    VAGUE_ATTRIBUTES,
    WIDE,
    WIDE_ENDINGS,
)
from plugins.features.phrase_end import looked_through
from plugins.features.word_bits import DET, NOUN, POSS, PROPN, Words

if TYPE_CHECKING:
    from engine.features.view import View

OWNERS: Final = frozenset(
    {
        NounClass.ORGANISATION, NounClass.PERSON, NounClass.PLACE, NounClass.COLLECTION, NounClass.THING,
        NounClass.DOCUMENT, NounClass.ACTIVITY, NounClass.RESULT,
    }
)  # fmt: skip
PERSONS: Final = frozenset({NounClass.PERSON})
MAX_VERBS: Final = 4
MAX_PHRASES: Final = 3
"""The phrase itself, one more with ‘van’, and one coordinated with it."""


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
    limits="One phrase with ‘van’, ‘in’, ‘bij’, ‘voor’ or the like and a known noun, one more with ‘van’ or joined, or "
    "a clause that adds only a light verb (‘dat een overheid gebruikt’); a compound behind ‘de’ (‘bij de "
    "kantonrechter’) does tell, and so does what a list, report or proof is of. Nothing else may stand before or "
    "behind the genus. Whether that is too little depends on the genus: see the rule.",
)
def bare_owner(view: View) -> Sequence[Span]:
    """The whole body, if genus and differentia are no more than that; none where a reading is open.

    Raises:
        MissingInputError: without an analyzer.
    """
    return _spans(view, wide=False)


@REGISTRY.feature(
    "bare_domain",
    Type.SEARCH,
    text={
        "nl": "Een toespitsing die alleen een heel ruim gebied of een grond noemt: ‘in de zorg’, ‘volgens de wet’, "
        "‘met betrekking tot het milieu’.",
        "en": "A differentia that only names a very wide domain or ground: “in de zorg”, “volgens de wet”.",
    },
    example="forbid bare_domain",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Such words are listed; behind ‘van’ the names of lands are left out. As `bare_owner` otherwise.",
)
def bare_domain(view: View) -> Sequence[Span]:
    """The whole body, if what is said about the genus is no more than a wide domain; whatever the genus is.

    Raises:
        MissingInputError: without an analyzer.
    """
    return _spans(view, wide=True)


def _spans(view: View, *, wide: bool) -> Sequence[Span]:
    words, found = read(view)
    if found.head is None or not found.certain or not found.bare:
        return []
    genus = looked_through(words, found.head)
    at = genus + 1
    clause = words.word(at) in RELATIVES
    if clause:
        at += 1
        if words.word(at) in LIGHT_VERBS:
            at += 1
    if clause and not wide and (end := _noun_phrase(view, words, at)) is not None and _light_end(words, end):
        return [words.span(found.first, _last(words))]
    for number in range(MAX_PHRASES):
        end = _phrase(view, words, at, genus, first=number == 0, wide=wide)
        if end is None:
            return []
        at = end
        if _ends(words, at) and not clause:
            return [words.span(found.first, at)]
        if clause and (_ends(words, at) or _light_end(words, at)):
            return [words.span(found.first, _last(words))]
    return []


def _last(words: Words) -> int:
    return words.last - 1 if words.lower[words.last - 1] in (".", ";") else words.last


def _ends(words: Words, at: int) -> bool:
    return at >= words.last or (at == words.last - 1 and words.lower[at] in (".", ";"))


def _light_end(words: Words, at: int) -> bool:
    """Whether all that follows is one or a few verbs that say nothing."""
    return at < _last(words) <= at + MAX_VERBS and all(
        words.lower[each] in LIGHT_VERBS for each in range(at, _last(words))
    )


def _noun_phrase(view: View, words: Words, at: int) -> int | None:
    """The token behind an article and a body or anyone, as the subject of a clause."""
    if not words.must(at, DET):
        return None
    noun = at + 2 if words.word(at + 1) in VAGUE_ATTRIBUTES else at + 1
    if noun >= words.last or not words.must(noun, NOUN):
        return None
    bodies = classes_at(view, words.span(noun, noun + 1)) == {NounClass.ORGANISATION}
    return noun + 1 if bodies or words.lower[noun] in ANYONE else None


def _placed(words: Words, at: int, *, first: bool) -> tuple[int, str] | None:
    """The token behind the preposition, and the preposition; ``None`` if there is none that places."""
    if not first:
        if words.word(at) == "van":
            return at + 1, "van"
        if words.word(at) in ("of", "en"):
            return (at + 2 if words.word(at + 1) in PLACING else at + 1), words.word(at)
        return None
    if words.word(at) in SKIPPED:
        at += 1
    for phrase in LONG:
        if words.lower[at : at + len(phrase)] == phrase:
            return at + len(phrase), "over"
    if words.word(at) in PLACING or words.word(at) in ABOUT:
        word = words.word(at)
        if words.word(at + 1) in ("of", "en") and words.word(at + 2) in PLACING:
            at += 2
        return at + 1, word
    return None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A preposition, its noun and what stands between them."""

    genus: int
    word: str
    start: int
    noun: int
    determined: bool
    vague: bool
    first: bool


def _phrase(view: View, words: Words, at: int, genus: int, *, first: bool, wide: bool) -> int | None:
    """The token behind a preposition, an article and a noun without telling attributes; ``None`` if there are none."""
    placed = _placed(words, at, first=first)
    if placed is None:
        return None
    start, word = placed
    determined = words.must(start, DET | POSS)
    noun = start + determined
    vague = words.word(noun) in VAGUE_ATTRIBUTES and noun + 1 < words.last and words.may(noun + 1, NOUN)
    phrase = _Phrase(genus, word, start, noun + vague, determined, vague, first)
    if phrase.noun >= words.last or _brings(view, words, phrase):
        return None
    bare = _is_wide(words, phrase) or (not wide and (_is_domain(words, phrase) or _is_owner(view, words, phrase)))
    return phrase.noun + 1 if bare else None


def _brings(view: View, words: Words, phrase: _Phrase) -> bool:
    """Whether the preposition brings what the genus asks for, or for whom it is: that tells."""
    if phrase.first and words.word(phrase.genus) in TAKES.get(phrase.word, ()):
        return True
    if phrase.word == "in" and words.lower[phrase.noun] in PEOPLE:
        return True
    return phrase.first and phrase.word in ("aan", "voor") and not _given(view, words, phrase)


def _is_wide(words: Words, phrase: _Phrase) -> bool:
    noun = words.lower[phrase.noun]
    return noun in WIDE and (phrase.word != "van" or noun not in TELLS_WITH_VAN)


def _is_domain(words: Words, phrase: _Phrase) -> bool:
    inside = phrase.first and phrase.word in ("in", "uit", "binnen", "bij")
    return inside and words.lower[phrase.noun].endswith(WIDE_ENDINGS)


def _is_owner(view: View, words: Words, phrase: _Phrase) -> bool:
    """Whether the noun is anyone, or a body, place or thing that is named without more."""
    noun, origin = phrase.noun, phrase.first and phrase.word == "van"
    if phrase.word in ABOUT:
        return False
    if words.lower[noun] in ANYONE and (phrase.first or phrase.determined):
        return not (origin and _tells(words, phrase, PERSONS))
    if not words.must(noun, NOUN) or words.may(noun, PROPN) or _is_state(words, phrase):
        return False
    if phrase.word in ("of", "en") and not phrase.determined:
        return False
    classes = classes_at(view, words.span(noun, noun + 1))
    if origin and _tells(words, phrase, classes):
        return False
    return classes <= OWNERS if classes else words.word(phrase.start) == "een"


def _is_state(words: Words, phrase: _Phrase) -> bool:
    """Whether the phrase tells a state (``in dienst``) or one in particular (``bij de kantonrechter``)."""
    if not phrase.first:
        return False
    noun = words.lower[phrase.noun]
    if words.word(phrase.start) in ("de", "het"):
        return noun not in WORDS
    plural = phrase.word == "in" and noun.endswith(("en", "s"))
    return phrase.word in STATES and not (phrase.determined or phrase.vague or plural)


def _given(view: View, words: Words, phrase: _Phrase) -> bool:
    """Whether ``aan`` or ``voor`` can only place the genus; before a plural it says for whom, which tells."""
    placed = classes_at(view, words.span(phrase.genus, phrase.genus + 1)) & GIVEN
    return bool(placed) and (phrase.determined or words.lower[phrase.noun] in WIDE)


def _tells(words: Words, phrase: _Phrase, classes: Classes) -> bool:
    """Whether ``van`` and the noun say what the genus is about, or who in particular utters it."""
    if (
        words.word(phrase.genus) in UTTERANCES
        and NounClass.PERSON in classes
        and words.lower[phrase.noun] not in ANYONE
    ):
        return True
    by_someone = phrase.determined and (NounClass.ORGANISATION in classes or classes == {NounClass.PERSON})
    return words.word(phrase.genus) in CONTENT_GENERA and not by_someone
