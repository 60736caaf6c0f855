"""``en`` and ``of`` in one series without grouping: noun phrases, single words, or clauses side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import Span
from engine.truth import OPEN
from plugins.features.catalog import REGISTRY
from plugins.features.coordination import GROUPERS, NO_MEMBERS, grouped_at, index_of, joins_clauses
from plugins.features.phrases import Phrase, noun_phrases
from plugins.features.syntax import BEFORE_NOUN, NOMINAL, Part, Syntax, syntax_of

if TYPE_CHECKING:
    from engine.features.view import View

PLAIN_CONJUNCTIONS: Final = frozenset({"en", "of"})
ALIKE: Final = ((Part.VERB,), (Part.ADJ, Part.PARTICIPLE))
"""Words of one kind, of which three stand in one series."""
PLACES: Final = frozenset({"in", "op", "bij", "aan", "langs", "naast", "onder", "boven", "achter"})
LOOK_TE: Final = 7
"""Tokens from a conjunction to the ``te`` of its last infinitive, at most."""
CUTS: Final = frozenset({",", ";", ":", ".", "(", ")"})


@REGISTRY.feature(
    "mixed_conjunctions",
    Type.SEARCH,
    text={
        "nl": "‘en’ en ‘of’ in één rij zonder groepering: ‘ouders en voogden of verzorgers’.",
        "en": "‘en’ and ‘of’ in one series without grouping.",
    },
    example="forbid mixed_conjunctions",
    needs=(Need.MORPHOLOGY,),
    reasons=(ReasonCode.NO_ANALYZER,),
    signs=[("en",), ("of",)],
    limits="The members are noun phrases, single verbs or adjectives, or verbs with objects in one relative clause.",
)
def mixed_conjunctions(view: View) -> Sequence[Span]:
    """From the first member to the last of a series with both conjunctions."""
    syntax = syntax_of(view)
    starts, ends = index_of(noun_phrases(syntax))
    places = [at for at in range(syntax.first + 1, syntax.last - 1) if syntax.word(at) in PLAIN_CONJUNCTIONS]
    found = []
    for one, two in pairwise(places):
        if syntax.word(one) == syntax.word(two) or "/" in (syntax.word(one + 1), syntax.word(two + 1)):
            continue
        series = _series(syntax, starts, ends, one, two)
        if series is not None and not _grouped(syntax, series[0]):
            found.append(syntax.span(*series, None if all(syntax.readings[at] for at in range(*series)) else OPEN))
    return found


def _grouped(syntax: Syntax, start: int) -> bool:
    """A noun before the first member may name them; before a verb, adjective or preposition it does not."""
    if syntax.is_(start, *NOMINAL, *BEFORE_NOUN) and not syntax.is_(start, Part.ADJ, Part.PARTICIPLE):
        return grouped_at(syntax, start)
    return any(syntax.word(at) in GROUPERS for at in range(max(syntax.first, start - 3), start))


def _series(
    syntax: Syntax, starts: Mapping[int, Phrase], ends: Mapping[int, Phrase], one: int, two: int
) -> tuple[int, int] | None:
    """First and last token of three members of one kind around two conjunctions."""
    if any(_no_member(syntax, at + 1) for at in (one, two)) or syntax.word(two - 1) == ",":
        return None
    if two == one + 2 and all(syntax.has(at, "VERB", "inf") for at in (one - 1, one + 1, two + 1)):
        return one - 1, two + 2
    if two == one + 2 and any(all(syntax.is_(at, *parts) for at in (one - 1, one + 1, two + 1)) for parts in ALIKE):
        return one - 1, two + 2
    other = _clauses_with(syntax, one, two) or _infinitives(syntax, one, two)
    other = other or _phrases(syntax, starts, ends, one, two)
    if other is not None:
        return other
    before, middle, after = ends.get(one), starts.get(one + 1), starts.get(two + 1)
    if before is not None and middle is not None and _attributes(syntax, before, middle):
        return None
    if before is None or middle is None or after is None or joins_clauses(syntax, before, after):
        return _clauses(syntax, one, two)
    inner = starts.get(middle.end + 1) if syntax.is_(middle.end, Part.ADP) else None
    if inner is not None and (inner.determiner is None) == (after.determiner is None):
        inner = None
    if two not in (middle.end, inner.end if inner else two + 1):
        return None
    return before.start, after.end


def _attributes(syntax: Syntax, before: Phrase, middle: Phrase) -> bool:
    """``gehuwde of samenwonende ouders``: the first conjunction joins attributes."""
    attribute = (Part.ADJ, Part.PARTICIPLE)
    bare = syntax.word(before.head).endswith("e") and any(syntax.may(before.head, part) for part in attribute)
    return bare and bool(syntax.readings[before.head]) and syntax.is_(middle.start, *attribute)


def _no_member(syntax: Syntax, at: int) -> bool:
    """``twee of meer``; not ``en jonger is dan``."""
    return syntax.word(at) in NO_MEMBERS and not syntax.is_(at + 1, Part.VERB)


def _clauses_with(syntax: Syntax, one: int, two: int) -> tuple[int, int] | None:
    """``die … of die … en die …``: three clauses with the same relative word."""
    word = syntax.word(one + 1)
    if word != syntax.word(two + 1) or not any(syntax.is_(at + 1, Part.REL) for at in (one, two)):
        return None
    start = next((at for at in range(one - 1, syntax.first, -1) if syntax.word(at) == word), None)
    return None if start is None else (start, two + 2)


def _infinitives(syntax: Syntax, one: int, two: int) -> tuple[int, int] | None:
    """``te kopen of te huren en te bewonen``: the second and the third may have an object before ``te``."""
    if not all(syntax.word(at - 2) == "te" and syntax.has(at - 1, "VERB", "inf") for at in (one, two)):
        return None
    last = next((at for at in range(two + 1, min(two + LOOK_TE, syntax.last - 1)) if syntax.word(at) == "te"), None)
    if last is None or not syntax.has(last + 1, "VERB", "inf") or any(_opens(syntax, at) for at in range(one, last)):
        return None
    return one - 2, last + 2


def _phrases(
    syntax: Syntax, starts: Mapping[int, Phrase], ends: Mapping[int, Phrase], one: int, two: int
) -> tuple[int, int] | None:
    """``met leden of met donateurs en met vrijwilligers``: three prepositions that are the same, or of place."""
    before, middle, after = ends.get(one), starts.get(one + 2), starts.get(two + 2)
    if before is None or middle is None or after is None or middle.end != two:
        return None
    words = {syntax.word(at) for at in (before.start - 1, one + 1, two + 1)}
    alike = len(words) == 1 and syntax.is_(one + 1, Part.ADP)
    return (before.start - 1, after.end) if alike or words <= PLACES else None


def _clauses(syntax: Syntax, one: int, two: int) -> tuple[int, int] | None:
    """``die een aanvraag indient of bezwaar maakt en een besluit ontvangt``: three verbs with their objects."""
    if not (syntax.is_(one - 1, Part.VERB) and syntax.is_(two - 1, Part.VERB)):
        return None
    start = one - 1
    while start > syntax.first and not syntax.is_(start, Part.REL) and syntax.word(start) not in CUTS:
        start -= 1
    end = next((at for at in range(two + 1, syntax.last) if syntax.word(at) in CUTS), syntax.last)
    last = next((at for at in range(end - 1, two, -1) if syntax.is_(at, Part.VERB)), None)
    between = range(one + 1, last or two)
    if not syntax.is_(start, Part.REL) or last is None or any(_opens(syntax, at) for at in between):
        return None
    return start + 1, last + 1


def _opens(syntax: Syntax, at: int) -> bool:
    return syntax.is_(at, Part.REL, Part.SCONJ) or syntax.word(at) in CUTS
