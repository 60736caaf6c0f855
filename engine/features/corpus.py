"""The other entries of a scheme, indexed once so that each record is looked up without comparing it with all.

Immutable and without run state: one index serves all records and threads of a run. Its revision tells when what
was judged with it must be judged again. A changed corpus is another index that shares what is equal; which records
the change touches is told by :mod:`engine.features.touched`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

from engine.features.entries import (
    GONE,
    Analysed,
    analyse_entry,
    digest_of,
    ids_of,
    labels_of,
    statement_key,
    statement_keys,
    synonym_keys,
    term_keys,
    text_keys,
)  # fmt: skip
from engine.features.graph import UseGraph
from engine.features.layers import Lookup
from engine.features.sameness import Lemmas, text_key
from engine.model import Definition, Entry
from engine.ports import Analyzer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Facet(Generic[T]):
    """What a feature keeps of every text of a corpus, and the places of the keys it looks texts up by."""

    values: Sequence[T | None]
    places: Lookup[Any]


Make = Callable[[Analysed, Lemmas], T]
Keys = Callable[[T], Iterable[Hashable]]


TABLES: Final[Mapping[str, Callable[[Entry], Iterable[Any]]]] = {
    "by_id": ids_of, "by_term": term_keys, "by_synonym": synonym_keys, "by_statement": statement_keys,
}  # fmt: skip
"""Lookups of entries as given, and the keys of one entry in each."""


class CorpusIndex:
    """Lookups over the entries of one corpus. Made by :meth:`build`; each table is computed when first asked for."""

    def __init__(self, entries: tuple[Entry, ...], analyzer: Analyzer | None) -> None:
        self.entries = entries
        """All entries by their places; ``GONE`` where one was removed."""
        self._analyzer = analyzer
        self._facets: dict[tuple[Make[Any], Keys[Any]], Facet[Any]] = {}

    @classmethod
    def build(cls, entries: Sequence[Entry], analyzer: Analyzer | None) -> CorpusIndex:
        """An index over ``entries``. An entry without definition is only a term.

        Args:
            entries: in the order of the source; an entry without id is known by its term and place.
            analyzer: recognises inflected terms; without one only the same spelling is recognised.
        """
        return cls(tuple(entries), analyzer)

    def with_changes(self, added: Sequence[Entry] = (), removed: Iterable[str] = ()) -> CorpusIndex:
        """The index of the corpus after a change; this one stays as it is.

        It answers as an index built anew would, but only what the change touches is computed. The places of other
        entries stay the same.

        Args:
            added: new entries, which come last; one with an id that is known already replaces the entries that have
                it, at their place.
            removed: ids of entries that go; unknown ones are ignored.
        """
        changes = self._changes(added, removed)
        if not changes:
            return self
        size = max(len(self.entries), *(at + 1 for at in changes))
        entries = [*self.entries, *[GONE] * (size - len(self.entries))]
        for at, entry in changes.items():
            entries[at] = entry
        new = CorpusIndex(tuple(entries), self._analyzer)
        _carry_over(self, new, sorted(changes))
        return new

    def _changes(self, added: Sequence[Entry], removed: Iterable[str]) -> dict[int, Entry]:
        changes = {at: GONE for name in removed for at in self.places_of(name)}
        free: dict[str, list[int]] = {}
        end = len(self.entries)
        for entry in added:
            if entry.id is not None and entry.id not in free:
                free[entry.id] = list(self.places_of(entry.id))
                changes.update(dict.fromkeys(free[entry.id], GONE))
            places = free.get(entry.id or "", [])
            at = places.pop(0) if places else end
            end += at == end
            changes[at] = entry
        return {at: entry for at, entry in changes.items() if at >= len(self.entries) or entry != self.entries[at]}

    def places_of(self, name: str) -> tuple[int, ...]:
        """The places of the entries with an id; more than one where a concept has several definitions."""
        return self.by_id.get(name)

    @cached_property
    def revision(self) -> str:
        """``sha256:…`` over all entries, in their order."""
        return "sha256:" + hashlib.sha256(b"".join(self.digests)).hexdigest()

    @cached_property
    def digests(self) -> Sequence[bytes]:
        """The digest of each entry; empty for one that is gone."""
        return [digest_of(entry) for entry in self.entries]

    @cached_property
    def lemmas(self) -> Lemmas:
        """The lemmas of the words of this corpus."""
        return Lemmas(self._analyzer)

    @cached_property
    def analysed(self) -> Sequence[Analysed | None]:
        """The analysis of each entry's text; ``None`` for an entry without definition."""
        words: dict[str, str] = {}
        return [analyse_entry(entry, words) for entry in self.entries]

    @cached_property
    def by_id(self) -> Lookup[str]:
        """Entries by their id."""
        return Lookup.of(_pairs(enumerate(self.entries), ids_of))

    @cached_property
    def by_text(self) -> Lookup[str]:
        """Entries by :func:`text_key` of their body; texts that say nothing are left out."""
        return Lookup.of(_pairs(enumerate(self.analysed), text_keys))

    @cached_property
    def by_term(self) -> Lookup[str]:
        """Entries by :func:`text_key` of their term."""
        return Lookup.of(_pairs(enumerate(self.entries), term_keys))

    @cached_property
    def by_statement(self) -> Lookup[bytes]:
        """Entries by :func:`statement_key`."""
        return Lookup.of(_pairs(enumerate(self.entries), statement_keys))

    @cached_property
    def by_synonym(self) -> Lookup[str]:
        """Entries by :func:`text_key` of each of their synonyms."""
        return Lookup.of(_pairs(enumerate(self.entries), synonym_keys))

    @cached_property
    def graph(self) -> UseGraph:
        """Which entry uses the terms of which others in its definition."""
        texts = [() if one is None else one.keys for one in self.analysed]
        return UseGraph(texts, [labels_of(entry) for entry in self.entries], self.lemmas)

    def facet(self, make: Make[T], keys: Keys[T]) -> Facet[T]:
        """What a feature computes of every text, once for this index, and only anew for what changes.

        Args:
            make: from the analysis of one text to what the feature needs of it.
            keys: from that to the keys by which the feature finds texts. A record is judged again when a changed text
                shares one with it (see :mod:`engine.features.touched`).
        """
        found = self._facets.get((make, keys))
        if found is None:
            values = [None if one is None else make(one, self.lemmas) for one in self.analysed]
            found = self._facets[make, keys] = Facet(values, Lookup.of(_pairs(enumerate(values), _keys_of(keys))))
        return found

    @property
    def facets(self) -> Mapping[tuple[Make[Any], Keys[Any]], Facet[Any]]:
        """The facets that were asked for until now."""
        return dict(self._facets)

    def index_of(self, definition: Definition) -> int | None:
        """The place of the entry that is the record itself; ``None`` if it is not in the corpus.

        The same id; where one of the two has no id, the first entry with the same term and text.
        """
        if definition.id is not None and definition.id in self.by_id:
            return self.by_id.get(definition.id)[0]
        for index in self.by_statement.get(statement_key(definition.begrip, definition.definitie)):
            if self.entries[index].id is None or definition.id is None:
                return index
        return None

    def entry_of(self, definition: Definition) -> Entry | None:
        """The entry that is the record itself, if it is in the corpus."""
        index = self.index_of(definition)
        return None if index is None else self.entries[index]

    def stated_synonyms(self, definition: Definition) -> frozenset[int]:
        """Entries that are a stated synonym of the record's term, on either side; the record itself left out."""
        own = self.index_of(definition)
        labels = {*(definition.synonyms or ()), *(self.entries[own].synonyms if own is not None else ())}
        keys = {text_key(label) for label in labels} - {""}
        found = {index for key in keys for index in self.by_term.get(key)}
        found.update(self.by_synonym.get(text_key(definition.begrip)))
        return frozenset(found - {own})


def _carry_over(old: CorpusIndex, new: CorpusIndex, places: Sequence[int]) -> None:
    """Give a changed index the tables that the old one had computed, with the entries at ``places`` renewed."""
    known = old.__dict__
    new.__dict__["lemmas"] = old.lemmas
    before = [(at, old.entries[at]) for at in places if at < len(old.entries)]
    after = [(at, new.entries[at]) for at in places]
    for name, of_entry in TABLES.items():
        if name in known:
            new.__dict__[name] = known[name].changed(_pairs(before, of_entry), _pairs(after, of_entry))
    if "digests" in known:
        new.digests = _patched(old.digests, {at: digest_of(entry) for at, entry in after}, b"")
    if "analysed" not in known:
        return
    analysed = {at: analyse_entry(entry, {}) for at, entry in after}
    new.analysed = _patched(old.analysed, analysed, None)
    was = [(at, old.analysed[at]) for at, _ in before]
    if "by_text" in known:
        new.by_text = old.by_text.changed(_pairs(was, text_keys), _pairs(analysed.items(), text_keys))
    if "graph" in known:
        texts = {at: () if one is None else one.keys for at, one in analysed.items()}
        new.graph = old.graph.changed({at: (texts[at], labels_of(entry)) for at, entry in after})
    for (make, keys_of), facet in old.facets.items():
        values = {at: None if one is None else make(one, new.lemmas) for at, one in analysed.items()}
        had = [(at, facet.values[at]) for at, _ in before]
        keys = _keys_of(keys_of)
        places_of = facet.places.changed(_pairs(had, keys), _pairs(values.items(), keys))
        new._facets[make, keys_of] = Facet(_patched(facet.values, values, None), places_of)


def _patched(rows: Sequence[T], changes: Mapping[int, T], empty: T) -> Sequence[T]:
    found = [*rows, *[empty] * (max(changes) + 1 - len(rows))]
    for at, value in changes.items():
        found[at] = value
    return found


def _pairs(rows: Iterable[tuple[int, T]], keys: Callable[[T], Iterable[Any]]) -> Iterator[tuple[Any, int]]:
    return ((key, place) for place, row in rows for key in keys(row))


def _keys_of(keys: Keys[T]) -> Callable[[T | None], Iterable[Hashable]]:
    return lambda value: () if value is None else dict.fromkeys(keys(value))
