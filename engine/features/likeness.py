"""Duplicates of a definition in its corpus, and synonyms that should share a text but do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from engine.features.catalog import BUILTIN
from engine.features.entries import similarity, word_counts
from engine.features.registry import Need, Parameter, Type
from engine.features.sameness import normal_key, text_key, token_keys
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span

if TYPE_CHECKING:
    from engine.features.view import View

MAX_EQUAL: Final = 1000
"""Work budget: most entries with one text that are looked through for one that is no stated synonym."""
MAX_NAMESAKES: Final = 100
"""Work budget: most entries of one term that a text is compared with word by word."""


@BUILTIN.feature(
    "duplicate",
    Type.SEARCH,
    text={
        "nl": "Een ander begrip in het begrippenkader met dezelfde tekst, of hetzelfde begrip met bijna die tekst. "
        "Opgegeven synoniemen horen een tekst te delen en tellen niet. {other} noemt het andere begrip.",
        "en": "Another entry of the scheme with the same text, or nearly the same text under the same term. Stated "
        "synonyms must share a text and do not count. {other} names the other entry.",
    },
    example="forbid duplicate(similarity: 90)",
    parameters=(Parameter("similarity", Type.NUMBER, "Per cent of shared words from which texts are nearly equal."),),
    needs=(Need.CORPUS,),
    fields=("/definitie", "/begrip", "/synonyms"),
    variables=("other", "other_id"),
    reasons=(ReasonCode.NO_CORPUS,),
    limits="Nearly the same is measured in words, whatever their order; the first other entry is named.",
)
def duplicate(view: View, similarity: int) -> Sequence[Span]:
    """A span about the whole definition if another entry has its text; variables ``other`` and ``other_id``.

    Raises:
        MissingInputError: without a corpus.
    """
    found = next(_duplicates(view, similarity), None)
    return [] if found is None else [_about(view, found)]


def _duplicates(view: View, percent: int) -> Iterator[int]:
    corpus, record, key = view.corpus, view.definition, _own_key(view)
    if not key:
        return
    own, term = corpus.index_of(record), text_key(record.begrip)
    equal = [index for index in corpus.by_text.get(key)[: MAX_EQUAL + 1] if index != own]
    synonyms = corpus.stated_synonyms(record) if equal else frozenset()
    yield from (i for i in equal if i not in synonyms or text_key(corpus.entries[i].begrip) == term)
    namesakes = [index for index in corpus.by_term.get(term)[: MAX_NAMESAKES + 1] if index != own]
    counts = word_counts(_own_keys(view)) if namesakes else Counter()
    for index in namesakes:
        other = corpus.analysed[index]
        if other is not None and other.text_key and similarity(counts, word_counts(other.keys)) >= percent:
            yield index


@BUILTIN.feature(
    "differing_synonym",
    Type.SEARCH,
    text={
        "nl": "Een begrip dat als synoniem is opgegeven, hier of daar, en een andere tekst heeft. {other} noemt het.",
        "en": "An entry that is stated as a synonym, here or there, and has another text. {other} names it.",
    },
    example="forbid differing_synonym",
    needs=(Need.CORPUS,),
    fields=("/definitie", "/begrip", "/synonyms"),
    variables=("other", "other_id"),
    reasons=(ReasonCode.NO_CORPUS,),
    limits="A synonym without definition differs from nothing. The first one that differs is named.",
)
def differing_synonym(view: View) -> Sequence[Span]:
    """A span about the whole definition if a stated synonym has another text; variables ``other`` and ``other_id``.

    Raises:
        MissingInputError: without a corpus.
    """
    corpus = view.corpus
    synonyms = sorted(corpus.stated_synonyms(view.definition))
    key = _own_key(view) if synonyms else ""
    for index in synonyms if key else ():
        other = corpus.analysed[index]
        if other is not None and other.text_key and other.text_key != key:
            return [_about(view, index)]
    return []


def _own_key(view: View) -> str:
    return normal_key(view.text(DEFINITIE).text[view.body.start : view.body.end])


def _own_keys(view: View) -> list[str]:
    tokens = view.tokens(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    return token_keys(tokens)[first:last]


def _about(view: View, index: int) -> Span:
    entry = view.corpus.entries[index]
    variables = {"other": entry.begrip, "other_id": entry.id or ""}
    return Span(DEFINITIE, 0, len(view.text(DEFINITIE).text), variables=variables, whole=True)
