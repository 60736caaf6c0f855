"""``nested``: the text of another concept's definition inside this one, where its term would do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Parameter, Type
from engine.features.sameness import normal_key, token_keys
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span
from plugins.features.catalog import REGISTRY
from plugins.features.copied import own_content
from plugins.features.runs import Content, Run, content_of, longest_run

if TYPE_CHECKING:
    from engine.features.corpus import CorpusIndex
    from engine.features.entries import Analysed
    from engine.features.layers import Lookup
    from engine.features.sameness import Lemmas
    from engine.features.view import View

MAX_SHARED: Final = 40
"""Two words that follow each other in more definitions than this are a standing phrase, not the text of one concept."""
MAX_CANDIDATES: Final = 60
"""Work budget: most other definitions that a text is compared with."""
GAP: Final = 1
LONG: Final = 6
"""Content words from which a definition may be repeated with a word added, left out or replaced."""
NEARLY: Final = 83
"""Per cent of the words of a long definition that must be there, away from the beginning of this one."""
DENYING: Final = frozenset({"niet", "geen", "zonder", "anders", "behalve", "uitgezonderd"})
ANYONE: Final = frozenset("iemand degene diegene wie datgene hetgeen iets persoon personen mensen partij".split())
"""Words that may stand for the genus of the other definition."""
MIN_LITERAL: Final = 5
"""Tokens from which a definition that stands there word for word is nested, however few its content words."""
REACH: Final = 4
BEFORE: Final = 2
"""Tokens before a run in which a denial still concerns it."""


def word_pairs(content: Content) -> Iterator[tuple[str, str]]:
    """The content words of a definition that follow each other, two by two: texts are found by them."""
    return pairwise(content.words)


@REGISTRY.feature(
    "nested",
    Type.SEARCH,
    text={
        "nl": "Een stuk van de definitie waarin de tekst van een ander begrip uit het kader staat. {other} noemt dat "
        "begrip.",
        "en": "A piece of the definition that holds the text of another term's definition. {other} names that term.",
    },
    example="forbid nested(words: 4)",
    parameters=(Parameter("words", Type.NUMBER, "Fewest content words of the other definition.", 4),),
    needs=(Need.TOKENS, Need.CORPUS),
    fields=("/definitie", "/begrip", "/synonyms"),
    variables=("other",),
    reasons=(ReasonCode.NO_CORPUS,),
    limits="Words are compared by lemma, in order or all together. The whole other definition must be there; of a "
    "long one a word may "
    "be missing or added, unless both texts begin with it, since neighbours begin alike. Where one text denies what "
    "the "
    "other says nothing is nested. Equal texts are duplicates, not nesting. Other wording is not seen.",
)
def nested(view: View, words: int = 4) -> Sequence[Span]:
    """One span for each other concept whose text is nested, none inside another; variable ``other``.

    Raises:
        MissingInputError: without a corpus.
    """
    corpus = view.corpus
    own = own_content(view, corpus.lemmas)
    tokens = view.tokens(DEFINITIE)
    found: list[Span] = []
    for index, run in sorted(_runs(view, corpus, own, words), key=lambda item: -item[1].shared):
        variables = {"other": corpus.entries[index].begrip}
        start, end = tokens.starts[own.at[run.start]], tokens.ends[own.at[run.end - 1]]
        span = Span(DEFINITIE, start, end, variables=variables)
        if not any(span.overlaps(other) for other in found):
            found.append(span)
    return sorted(found, key=lambda span: span.start)


def _runs(view: View, corpus: CorpusIndex, own: Content, words: int) -> Iterator[tuple[int, Run]]:
    kept = corpus.facet(content, word_pairs)
    left_out = {corpus.index_of(view.definition)} | corpus.stated_synonyms(view.definition)
    key = normal_key(view.text(DEFINITIE).text[view.body.start : view.body.end])
    for index in candidates(kept.places, own, words):
        other, analysed = kept.values[index], corpus.analysed[index]
        if index in left_out or other is None or analysed is None or analysed.text_key == key:
            continue
        run = longest_run(own.words, other.words, GAP)
        texts = (token_keys(view.tokens(DEFINITIE)), analysed.keys)
        literal = len(analysed.keys) >= MIN_LITERAL and _stands_in(analysed.keys, texts[0])
        if (run is not None and literal and run.shared == len(other.words)) or (
            run is not None and run.shared >= words and _is_nested(run, own, other, texts)
        ):
            yield index, run
        elif (swapped := _in_other_order(own, other, words)) is not None and _denies_alike(swapped, own, other, texts):
            yield index, swapped


def content(one: Analysed, lemmas: Lemmas) -> Content:
    """The content words of one text of a corpus."""
    return content_of(one.keys, lemmas)


def candidates(holding: Lookup[tuple[str, str]], own: Content, words: int) -> list[int]:
    """Entries that share enough pairs of words, those with most first; at most ``MAX_CANDIDATES``."""
    counts: defaultdict[int, int] = defaultdict(int)
    for pair in dict.fromkeys(pairwise(own.words)):
        places = holding.get(pair)
        for index in places if len(places) <= MAX_SHARED else ():
            counts[index] += 1
    likely = [index for index, count in counts.items() if 2 * count >= words - 1]
    return sorted(likely, key=lambda index: (-counts[index], index))[:MAX_CANDIDATES]


def _is_nested(run: Run, own: Content, other: Content, texts: tuple[Sequence[str], Sequence[str]]) -> bool:
    """Whether a run holds the other definition.

    All of it without a gap; of a long one nearly all, away from both beginnings; or all but a replaced genus.
    """
    if not _denies_alike(run, own, other, texts):
        return False
    if _genus_replaced(run, own, other, texts[0]):
        return True
    whole = run.shared == len(other.words)
    if whole and run.end - run.start == run.shared:
        return True
    if len(other.words) < LONG:
        return False
    if whole:
        return True
    return run.start > 1 and 100 * run.shared >= NEARLY * len(other.words) and len(own.words) - run.shared > 1


def _denies_alike(run: Run, own: Content, other: Content, texts: tuple[Sequence[str], Sequence[str]]) -> bool:
    mine, theirs = texts
    here = DENYING & set(_between(mine, own, run.start, run.end))
    return bool(here) == bool(DENYING & set(_between(theirs, other, run.other_start, run.other_end)))


def _genus_replaced(run: Run, own: Content, other: Content, mine: Sequence[str]) -> bool:
    """Whether all but the genus of the other definition stands behind a word for anyone: ``degene die …``."""
    rest = (
        run.other_end == len(other.words)
        and run.other_start in (1, 2)
        and run.shared == run.other_end - run.other_start
    )
    before = set(mine[max(0, own.at[run.start] - REACH) : own.at[run.start]])
    return rest and run.shared > 2 and run.start > 0 and run.end - run.start == run.shared and bool(ANYONE & before)


def _stands_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether a sequence of words stands in another, word for word."""
    return f" {' '.join(part).rstrip(' .;')} " in f" {' '.join(whole)} "


def _in_other_order(own: Content, other: Content, words: int) -> Run | None:
    """Where all words of the other definition stand together in another order; each word once."""
    size = len(other.words)
    if size <= words or len(own.words) <= size:
        return None
    wanted = Counter(other.words)
    window = Counter(own.words[: size - 1])
    for end in range(size, len(own.words) + 1):
        window[own.words[end - 1]] += 1
        if not wanted - window:
            return Run(end - size, end, 0, size, size)
        window[own.words[end - size]] -= 1
    return None


def _between(keys: Sequence[str], content: Content, start: int, end: int) -> Sequence[str]:
    """The words of a text from one content word to another, with those just before the first."""
    return keys[max(0, content.at[start] - BEFORE) : content.at[end - 1] + 1]
