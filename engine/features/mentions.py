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
from engine.features.sameness import FUNCTION_WORDS, Lemmas, token_keys
from engine.features.tokens import Kind
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span, in_order
from engine.truth import OPEN, MissingInputError

if TYPE_CHECKING:
    from engine.features.view import View

SEGMENT_ENDS: Final = frozenset({",", ";", ":", ".", "(", ")", "…", "!", "?"})
SPARE: Final = 3
"""Content words of a term may stand among at most this many other tokens."""


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
    limits="A compound that contains the word is another word. Without an analyzer only the same spelling is found.",
)
def mentions(view: View, of: Sequence[Span]) -> Sequence[Span]:
    """Mentions in the body of what the spans ``of`` say; no two of one term overlap.

    Raises:
        MissingInputError: without an analyzer, if no place has the same spelling.
    """
    tokens = view.tokens(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    keys = token_keys(tokens)
    lemmas = Lemmas(view.analyzer)
    found: set[Span] = set()
    for term in of:
        words = _content(view, term)
        hits = _hits(words, keys, range(first, last), lemmas)
        for start, end, certain in _together(hits, keys, len(words)):
            place = Span(DEFINITIE, tokens.starts[start], tokens.ends[end])
            found.add(place if certain else place.but(OPEN))
    if not found and view.analyzer is None and of:
        raise MissingInputError(ReasonCode.NO_ANALYZER)
    return in_order(found)


def _content(view: View, term: Span) -> list[str]:
    """The distinct content words of a span, as keys; all its words if it has no other."""
    tokens = view.tokens(term.field)
    first, last = tokens.covering(term.start, term.end)
    keys = token_keys(tokens, label=term.field != DEFINITIE)
    words = [keys[at] for at in range(first, last) if tokens.kinds[at] in (Kind.WORD, Kind.NUMBER)]
    return list(dict.fromkeys([word for word in words if word not in FUNCTION_WORDS] or words))


def _hits(words: Sequence[str], keys: Sequence[str], region: range, lemmas: Lemmas) -> list[Hit]:
    """Every token of the region that is one of the words, in order."""
    literal = {word: index for index, word in enumerate(words)}
    by_lemma: dict[str, int] = {}
    for index, word in enumerate(words):
        for lemma in lemmas.of(word):
            by_lemma.setdefault(lemma, index)
    hits = []
    for at in region:
        key = keys[at]
        if key in literal:
            hits.append(Hit(at, literal[key]))
            continue
        if not by_lemma:
            continue
        readings = lemmas.of(key)
        shared = [by_lemma[lemma] for lemma in readings if lemma in by_lemma]
        if shared:
            index = min(shared)
            hits.append(Hit(at, index, certain=readings == lemmas.of(words[index]), inflected=True))
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
