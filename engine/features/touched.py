"""Which records of a corpus a change touches: only those are judged again.

Found by lookup keys, in the corpus before the change and in the one after it. Too many is allowed, too few is not:
a record that is left out has the same report before and after.
"""

from __future__ import annotations

from engine.features.components import reach
from engine.features.corpus import CorpusIndex
from engine.features.entries import GONE
from engine.features.graph import UseGraph
from engine.features.sameness import text_key

STEPS = 8
"""How many definitions away a record is looked from: the longest chain of genera that a rule follows."""
MIN_PART = 3
"""Letters from which a term can be a part of a compound."""


def touched(before: CorpusIndex, after: CorpusIndex, *, steps: int = STEPS) -> frozenset[int]:
    """The places, in ``after``, of the entries whose reports can differ between two revisions of one corpus.

    Args:
        before: an index.
        after: what :meth:`CorpusIndex.with_changes` made of it, in one or more times.
        steps: how far the change is followed along definitions that use each other's terms. ``1`` gives the entries
            that the change touches directly, which a service can judge first.
    """
    known = len(before.entries)
    changed = [
        at for at, entry in enumerate(after.entries) if at >= known or entry is not before.entries[at]
    ]  # fmt: skip
    if not changed:
        return frozenset()
    found: set[int] = set()
    for corpus in (before, after):
        own = {at for at in changed if at < len(corpus.entries)}
        sharing = own.union(*(_sharing(corpus, at) for at in own))
        found |= reach(corpus.graph.users, sharing | _around(corpus.graph, own), steps - 1)
    return frozenset(at for at in found if after.entries[at] != GONE)


def _sharing(corpus: CorpusIndex, at: int) -> set[int]:
    """Entries with the same text or term, stated synonyms on either side, and those that share what a feature keeps."""
    entry, analysed = corpus.entries[at], corpus.analysed[at]
    term, synonyms = text_key(entry.begrip), [text_key(synonym) for synonym in entry.synonyms]
    groups = [corpus.by_term.get(term), corpus.by_synonym.get(term)]
    groups += (lookup.get(key) for key in synonyms for lookup in (corpus.by_term, corpus.by_synonym))
    if analysed is not None:
        groups.append(corpus.by_text.get(analysed.text_key))
    for (_, keys), facet in corpus.facets.items():
        value = facet.values[at]
        if value is not None:
            groups += (facet.places.get(key) for key in keys(value))
    return {place for group in groups for place in group}


def _around(graph: UseGraph, changed: set[int]) -> set[int]:
    """Entries that use a changed entry's labels or have them in their own, and all in one circle with any of these."""
    labels = {label for at in changed for label in graph.labels[at]}
    users: set[int] = set()
    for label in labels:
        users |= graph.holding_all(label)
        users |= set(graph.words.get(label[0])).intersection(*(graph.words.get(word) for word in label[1:]))
    parts = {label[-1] for label in labels if len(label[-1]) >= MIN_PART}
    users |= _compounds(graph, parts)
    circles = {graph.component[at] for at in changed | users}
    return users | {at for at, number in enumerate(graph.component) if number in circles}


def _compounds(graph: UseGraph, parts: set[str]) -> set[int]:
    """Entries with a word, in a label or a text, of which one of these words is a part."""
    whole = {piece for part in parts for piece in part.split("|")}
    found: set[int] = set()
    for lookup in (graph.words, graph.holding):
        for word in lookup:
            if any(piece in word for piece in whole):
                found.update(lookup.get(word))
    return found
