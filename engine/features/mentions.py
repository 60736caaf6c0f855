"""Where the words of a term stand in a definition: as one word or inflection, or as content words together.

A match is certain when the words are spelled alike or can only be forms of the same lemmas; where only some of
several readings agree it is possible, and the rule stays silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from engine.features.catalog import BUILTIN
from engine.features.registry import Need, Parameter, Type
from engine.features.sameness import FUNCTION_WORDS, token_keys
from engine.features.termwords import Likeness, TermWord
from engine.features.tokens import Kind
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span, in_order
from engine.truth import OPEN, MissingInputError

if TYPE_CHECKING:
    from engine.features.view import View

SEGMENT_ENDS: Final = frozenset({",", ";", ":", ".", "(", ")", "…", "!", "?"})
SENTENCE_ENDS: Final = frozenset({";", ":", ".", "…", "!", "?"})
SPARE: Final = 3
"""Content words of a term may stand among at most this many other tokens."""
APART: Final = 20
"""A quality of the term that is said of its head by a verb (``stof die als gevaarlijk geldt``) may stand this far."""
AFTER_PREDICATE: Final = frozenset({"VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON", "PUNCT"})


@dataclass(frozen=True, slots=True)
class Hit:
    """Token ``at`` is content word ``word`` of the term, certainly or possibly; ``inflected`` if spelled otherwise."""

    at: int
    word: int
    certain: bool = True
    inflected: bool = False


@BUILTIN.feature(
    "mentions",
    Type.SEARCH,
    text={
        "nl": "De plaatsen in de definitie waar de woorden van het argument staan, ook verbogen of vervoegd. Van een "
        "begrip van meer woorden moeten alle inhoudswoorden bij elkaar staan, in welke volgorde dan ook.",
        "en": "The places in the definition where the words of the argument stand, inflected or not. Of a term of "
        "more words all content words must stand together, in any order.",
    },
    example="forbid mentions(term)",
    parameters=(Parameter("of", Type.SEARCH, "What to look for, such as `term` or `synonyms`."),),
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="A compound that contains the word is another word, and so are a comparative and a finite verb or function "
    "word that is spelled like the noun. Without an analyzer only the same spelling is found.",
)
def mentions(view: View, of: Sequence[Span]) -> Sequence[Span]:
    """Mentions in the body of what the spans ``of`` say; no two of one term overlap.

    Raises:
        MissingInputError: without an analyzer, if no place has the same spelling.
    """
    tokens = view.tokens(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    keys = token_keys(tokens)
    found: set[Span] = set()
    for term in of:
        words = _content(view, term)
        hits = _hits(view, words, keys, range(first, last))
        places = [*_together(hits, keys, len(words))]
        if not any(certain for _, _, certain in places):
            places = [*_said_of_head(view, hits, keys, len(words))] or places
        for start, end, certain in places:
            place = Span(DEFINITIE, tokens.starts[start], tokens.ends[end])
            found.add(place if certain else place.but(OPEN))
    if not found and view.analyzer is None and of:
        raise MissingInputError(ReasonCode.NO_ANALYZER)
    return in_order(found)


def _content(view: View, term: Span) -> list[TermWord]:
    """The distinct content words of a span; all its words if it has no other."""
    tokens = view.tokens(term.field)
    first, last = tokens.covering(term.start, term.end)
    keys = token_keys(tokens, label=term.field != DEFINITIE)
    places = {keys[at]: at for at in range(first, last) if tokens.kinds[at] in (Kind.WORD, Kind.NUMBER)}
    words = [word for word in places if word not in FUNCTION_WORDS] or list(places)
    return [TermWord(word, term.field, places[word]) for word in words]


def _hits(view: View, words: Sequence[TermWord], keys: Sequence[str], region: range) -> list[Hit]:
    """Every token of the region that is one of the words, in order."""
    likeness = Likeness(view, words)
    hits = []
    for at in region:
        same = likeness.spelled(at, keys[at])
        if same is not None:
            hits.append(Hit(at, same))
            continue
        form = likeness.form(at, keys[at])
        if form is not None:
            hits.append(Hit(at, form[0], certain=form[1], inflected=True))
    return hits


def _together(hits: Iterable[Hit], keys: Sequence[str], count: int) -> Iterator[tuple[int, int, bool]]:
    """Leftmost shortest windows, inside one segment, that hold every word: first and last token, and certainty."""
    window: list[Hit] = []
    previous = -1
    for hit in hits:
        if count > 1 and any(keys[at] in SEGMENT_ENDS for at in range(previous + 1, hit.at)):
            window.clear()
        previous = hit.at
        window.append(hit)
        while window[-1].at - window[0].at >= count + SPARE:
            window.pop(0)
        if len(window) >= count and len({item.word for item in window}) == count:
            while any(item.word == window[0].word for item in window[1:]):
                window.pop(0)
            certain = {item.word for item in window if item.certain}
            yield window[0].at, window[-1].at, len(certain) == count and _belong(window, keys)
            window.clear()


def _belong(window: Sequence[Hit], keys: Sequence[str]) -> bool:
    """Whether words that stand together say what the term says: spelled alike, or in its order, or close together.

    ``aansluiting met een waarde kleiner dan`` does not certainly mention the term ``kleine aansluiting``.
    """
    if not any(hit.inflected for hit in window) or all(one.word <= other.word for one, other in pairwise(window)):
        return True
    places = {hit.at for hit in window}
    between = (keys[at] for at in range(window[0].at, window[-1].at) if at not in places)
    return all(key in FUNCTION_WORDS for key in between)


def _said_of_head(view: View, hits: Sequence[Hit], keys: Sequence[str], count: int) -> Iterator[tuple[int, int, bool]]:
    """A term of a quality and a thing whose quality is said of the thing: ``verblijf dat naar zijn aard tijdelijk is``.

    A quality that stands before another noun (``bijzondere kosten``) belongs to that noun.
    """
    if count != 2 or view.analyzer is None:
        return
    readings = view.readings(DEFINITIE)
    head = next((hit for hit in hits if hit.word == 1 and hit.certain), None)
    if head is None:
        return
    for hit in hits:
        if hit.word or not hit.certain or not 0 < hit.at - head.at <= APART:
            continue
        if any(keys[at] in SENTENCE_ENDS for at in range(head.at, hit.at)):
            return
        quality = {reading.tag for reading in readings[hit.at]}
        behind = {reading.tag for reading in readings[hit.at + 1]} if hit.at + 1 < len(readings) else {"PUNCT"}
        if quality and quality <= {"ADJ", "VERB", "ADV"} and behind and behind <= AFTER_PREDICATE:
            yield head.at, hit.at, True
            return
