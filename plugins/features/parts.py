"""Definitions that only say what something is made of: ``bestaat uit``, ``omvat``, ``met`` and a list, a bare list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span
from plugins.features.catalog import REGISTRY
from plugins.features.differentia import parts_around
from plugins.features.genus import heads_at, read
from plugins.features.opening import Opening, Start
from plugins.features.parts_clauses import parts_clause
from plugins.features.parts_list import (
    AUXILIARY,
    BEINGS,
    COLLECTIONS,
    COMPOSED,
    COMPRISE,
    CONSIST,
    CONTAIN,
    EXTENTS,
    FIXED_OBJECTS,
    HAVE,
    JOINED,
    JOINERS,
    MAX_ADVERBS,
    MAX_LINE,
    MIN_LINES,
    MIN_PARTS,
    PART_ENDINGS,
    PART_NAMES,
    PARTS,
    UNITS,
    are_parts,
    members,
)
from plugins.features.word_bits import ADJ, ADV, ATTRIBUTE, DET, FIN, INF, NOUN, NUM, PUNCT, REL, VERB, Words

if TYPE_CHECKING:
    from engine.features.view import View


@REGISTRY.feature(
    "parts_only",
    Type.SEARCH,
    text={
        "nl": "De plaats waar een definitie alleen onderdelen noemt: na ‘bestaat uit’, ‘omvat’, ‘samengesteld uit’, na "
        "‘met’ en een rij onderdelen, of een rij zonder meer.",
        "en": "The place where a definition gives nothing but parts: behind “bestaat uit”, “omvat”, “samengesteld "
        "uit”, behind “met” and a list of parts, or a list by itself.",
    },
    example="forbid parts_only",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Silent where the text gives another characteristic too (an attribute before the genus, a further clause), "
    "where the genus is a part itself, where a collection is given without a list, and for an extent in time or space. "
    "Whether what follows ‘met’ is a part is told from its form: an article, number or plural, and no abstract ending.",
)
def parts_only(view: View) -> Sequence[Span]:
    """The words that give the parts, at most one span.

    Raises:
        MissingInputError: without an analyzer.
    """
    words, found = read(view)
    end = words.last
    while end > words.first and words.must(end - 1, PUNCT):
        end -= 1
    if _by_line(view) or _bare_list(words, end):
        return [words.span(words.first, max(end, words.first + 1))]
    if found.head is None or (found.start is Start.FINITE and found.head is None):
        return _span(words, *_construction(words, found.first, end))
    if not found.certain or found.start not in (Start.NOUN, Start.PRONOUN):
        return []
    heads = heads_at(view)
    if len(heads) > 1:
        return _list(words, found, heads, end)
    genus = words.word(found.head)
    before = _composed_before(words, found, end)
    if before is not None:
        return [words.span(*before)]
    attributed = any(full and place.end <= words.starts[found.head] for place, full in parts_around(view))
    part = genus in PARTS or (genus.endswith(PART_ENDINGS) and not genus.startswith(UNITS))
    if part or attributed:
        return []
    start, stop = _construction(words, found.head + 1, end)
    if start is None and genus not in BEINGS:
        start = parts_clause(words, found.head + 1, end, collection=genus in COLLECTIONS)
    single = start is not None and words.word(start) != "van" and len(members(words, start, end)) < 2
    if single and genus in COLLECTIONS:
        return []
    begin = _with_start(words, found.head + 1)
    if start is None and begin and genus not in BEINGS:
        return _span(words, found.head + 1 if are_parts(words, begin, end) else None, end)
    return _span(words, start, stop)


def _by_line(view: View) -> bool:
    """Whether the text is a list with one short phrase a line and nothing else."""
    lines = [line.split() for line in view.raw(DEFINITIE).splitlines() if line.strip()]
    return len(lines) >= MIN_LINES and all(len(line) <= MAX_LINE for line in lines)


def _bare_list(words: Words, end: int) -> bool:
    """Whether the text is three or more short noun phrases with nothing but commas, bullets or ``en`` between them."""
    members, nouns = 0, 0
    for at in range(words.first, end):
        word = words.word(at)
        marker = (len(word) == 1 and word.isalnum()) or word in (".", ")")
        if word in JOINERS:
            members += 1 if nouns else 0
            nouns = 0
        elif marker or words.must(at, DET | NUM | ATTRIBUTE):
            continue
        elif words.may(at, NOUN) and not nouns:
            nouns = 1
        else:
            return False
    return members >= MIN_PARTS and nouns == 1


def _composed_before(words: Words, found: Opening, end: int) -> tuple[int, int] | None:
    """A composition before the genus with nothing behind it: ``uit klaver en gras samengesteld mengsel``."""
    head, first = found.head or found.first, found.first
    while first < head and words.must(first, DET):
        first += 1
    composed = words.word(head - 1) in COMPOSED | CONSIST | {"bestaand"}
    return (first, head) if composed and words.word(first) == "uit" and head + 1 >= end else None


def _span(words: Words, start: int | None, end: int) -> list[Span]:
    return [] if start is None else [words.span(start, end)]


def _construction(words: Words, start: int, end: int) -> tuple[int | None, int]:
    """Where a verb of composition stands directly behind ``start``, with all that follows as its object."""
    at = start + 1 if words.word(start) == "," else start
    begin = at
    if words.may(at, REL) or words.word(at) in ("die", "dat", "welke"):
        at += 1
    steps = 0
    if (words.word(at), words.word(at + 1)) == ("in", "hoofdzaak"):
        at += 2
    while steps < MAX_ADVERBS and at < end and words.must(at, ADV | ADJ):
        at += 1
        steps += 1
    verb = words.word(at)
    if verb in COMPOSED and words.word(at + 1) in AUXILIARY:
        at, verb = at + 1, words.word(at)
    elif verb in AUXILIARY and words.word(at + 1) in COMPOSED:
        at, verb = at + 1, words.word(at + 1)
    formed = verb == "gevormd" and words.word(at + 1) == "door"
    formed = formed and (words.must(at + 2, NUM) or len(members(words, at + 2, end)) > 1)
    out = at + 1
    while verb in CONSIST and out < at + MAX_ADVERBS and words.must(out, ADV | ADJ):
        out += 1
    consists = verb in CONSIST | COMPOSED and words.word(out) == "uit" and words.word(out + 1) not in FIXED_OBJECTS
    if formed or consists:
        return _alone(words, begin, out + 1, end)
    if verb in ("stelt", "stellen") and [words.word(at + step) for step in (1, 2, 3)] == ["zich", "samen", "uit"]:
        return _alone(words, begin, at + 4, end)
    if verb in CONTAIN and len(members(words, at + 1, end)) > 1:
        return _alone(words, begin, at + 1, end)
    if verb in COMPRISE:
        extent = _is_extent(words, at + 1, end) or words.word(start - 1) in EXTENTS
        return (None, end) if extent else _alone(words, begin, at + 1, end)
    return _closing(words, begin, at, end)


def _closing(words: Words, begin: int, at: int, end: int) -> tuple[int | None, int]:
    """The verb at the end of a relative clause: ``dat uit een frame en wielen bestaat``, ``die huis en tuin omvat``."""
    if begin == at or end - at < 2:
        return None, end
    last = end - 1
    if words.word(last) in AUXILIARY and words.word(last - 1) in COMPOSED:
        last -= 1
    if words.word(last) in COMPOSED and words.word(last - 1) in AUXILIARY:
        last -= 1
    if words.word(begin) == "waarvan" and any(words.word(place) in PART_NAMES for place in range(at, at + 2)):
        return (begin, end) if words.word(end - 1) in AUXILIARY | {"vormen"} else (None, end)
    if words.word(begin) in ("waarin", "waartoe") and words.word(end - 1) in JOINED | AUXILIARY:
        joined = not JOINED.isdisjoint((words.word(end - 1), words.word(end - 2), words.word(end - 3)))
        return (begin, end) if joined and len(members(words, at, end)) > 1 else (None, end)
    if words.word(end - 1) in CONTAIN and len(members(words, at, end)) > 1:
        return begin, end
    if words.word(end - 1) in HAVE and words.word(begin) in ("die", "dat"):
        return (begin, end) if are_parts(words, at, end - 1) else (None, end)
    closed = words.word(end - 1) in CONSIST | COMPRISE or last < end - 1
    if not closed or words.word(end - 1) in CONTAIN or any(words.must(place, REL) for place in range(at, end)):
        return None, end
    if words.word(end - 1) in COMPRISE:
        extent = _is_extent(words, at, end) or words.word(begin - 1) in EXTENTS
        return (None, end) if extent else (begin, end)
    listed = words.word(at + 1) != "een" or len(members(words, at, end)) > 1
    fixed = words.word(at + 1) in FIXED_OBJECTS
    return (begin, end) if words.word(at) == "uit" and listed and not fixed else (None, end)


def _alone(words: Words, begin: int, at: int, end: int) -> tuple[int | None, int]:
    """The construction, unless a further clause about the genus follows the parts."""
    for place in range(at + 1, end):
        goes_on = words.may(place, REL) or words.word(place) in ("die", "dat")
        if goes_on and words.word(place - 1) in (",", "en", "maar"):
            return None, end
        if words.word(place) in ("om", "teneinde", "ten", "ter") and words.word(place - 1) != "en":
            return None, end
    if words.word(at) == "het" and words.may(at + 1, INF):  # bestaat uit het dulden van: an act is no part
        return None, end
    clauses = any(words.may(place, REL) for place in range(at, end))
    if not clauses and words.must(end - 1, FIN):  # bestaat uit A en B en een gemeente bestuurt
        return None, end
    single = words.word(at) == "een" and len(members(words, at, end)) == 1
    return (begin, end) if at < end and not single else (None, end)


def _is_extent(words: Words, start: int, end: int) -> bool:
    return any(words.word(at) in EXTENTS for at in range(start, min(end, start + 5)))


def _with_start(words: Words, at: int) -> int:
    """Where the list behind ``met``, ``met daarin`` or ``voorzien van`` begins; 0 if there is none of these."""
    if words.word(at) == "met":
        return at + (2 if words.word(at + 1) in ("daarin", "daarop", "daaraan", "als") else 1)
    if words.word(at) in (":", "namelijk", "zijnde"):
        return at + 1
    return at + 2 if (words.word(at), words.word(at + 1)) in (("voorzien", "van"), ("te", "weten")) else 0


def _list(words: Words, found: Opening, heads: Sequence[int], end: int) -> list[Span]:
    """A bare list: nouns joined by ``en``, with nothing behind them."""
    joined = words.word(heads[-1] - 1) == "en" or "en" in [words.word(at) for at in range(heads[-2] + 1, heads[-1])]
    if not joined or any(words.may(at, REL) or words.must(at, VERB) for at in range(heads[-1] + 1, end)):
        return []
    if heads[-1] + 1 < end:
        return []
    return [words.span(found.first, heads[-1] + 1)]
