"""Cycles: following the terms that definitions use leads back to the term of this record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.features.catalog import BUILTIN
from engine.features.graph import Label, Use, UseGraph
from engine.features.registry import Need, Type
from engine.features.sameness import token_keys
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span

if TYPE_CHECKING:
    from engine.features.view import View


@BUILTIN.feature(
    "cycle",
    Type.SEARCH,
    text={
        "nl": "Een cirkel van definities: het eerste woord in deze tekst dat via andere definities terugleidt naar dit "
        "begrip. De kortste weg staat in {path}.",
        "en": "A circle of definitions: the first word in this text that leads back to this term through other "
        "definitions. The shortest way is in {path}.",
    },
    example="forbid cycle",
    needs=(Need.CORPUS,),
    fields=("/definitie", "/begrip", "/synonyms"),
    variables=("path",),
    reasons=(ReasonCode.NO_CORPUS, ReasonCode.LIMIT),
    limits="A term that uses itself is no circle here. A form of a term counts only if it can be nothing else.",
)
def cycle(view: View) -> Sequence[Span]:
    """The used term from which the way back is shortest (the first of several), with the variable ``path``.

    Raises:
        MissingInputError: without a corpus; ``limit`` if the way back is too long to look for.
    """
    corpus, record = view.corpus, view.definition
    graph, own = corpus.graph, corpus.index_of(record)
    labels = graph.labels_of([record.begrip, *(record.synonyms or ())])
    if own is not None:
        labels |= graph.labels[own]
    tokens = view.tokens(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    text = graph.identities(token_keys(tokens)[first:last])
    used: dict[int, Use] = {}
    for use in graph.uses(text, labels):
        for entry in graph.entries_of(use.label):
            used.setdefault(entry, use)
    way = _way_back(graph, own, [entry for entry in used if entry != own], labels)
    if way is None:
        return []
    use = used[way[0]]
    names = [record.begrip, *(corpus.entries[step].begrip for step in way), record.begrip]
    start, end = tokens.starts[first + use.start], tokens.ends[first + use.end - 1]
    return [Span(DEFINITIE, start, end, variables={"path": " → ".join(names)})]


def _way_back(graph: UseGraph, own: int | None, starts: list[int], labels: frozenset[Label]) -> list[int] | None:
    """The way from the used entries back to the record; within its component where the corpus knows this text."""
    if own is None or labels != graph.labels[own]:
        return graph.way_back(starts, graph.users_of(labels) - {own}, own) if starts else None
    if set(starts) == set(graph.edges[own]):
        starts = [entry for entry in starts if graph.component[entry] == graph.component[own]]
    return graph.way_back(starts, frozenset(graph.users[own]), own) if starts else None
