"""The other entries of a scheme, indexed once so that each record is looked up without comparing it with all.

Immutable and without run state: one index serves all records and threads of a run. Its revision tells when what
was judged with it must be judged again.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.features.body import split_lead_in
from engine.features.graph import UseGraph
from engine.features.sameness import Lemmas, normal_key, text_key, token_keys
from engine.features.text import Text
from engine.features.tokens import tokenize
from engine.model import Definition, Entry
from engine.ports import Analyzer


@dataclass(frozen=True, slots=True)
class Analysed:
    """One text of the corpus: its tokens, as keys, from the body on, and the key of the body as a whole."""

    keys: tuple[str, ...]
    text_key: str


def word_counts(keys: Iterable[str]) -> Counter[str]:
    """How often each word or number occurs among the keys of a text."""
    return Counter(key for key in keys if any(map(str.isalnum, key)))


def similarity(one: Counter[str], other: Counter[str]) -> int:
    """Per cent of words that two texts share: Dice's coefficient over bags of words, rounded down.

    Twice the number of shared words, divided by the number of words of both (Dice 1945). Order does not count; two
    texts without words are not similar.
    """
    total = one.total() + other.total()
    return 200 * (one & other).total() // total if total else 0


class CorpusIndex:
    """Lookups over the entries of one corpus. Made by :meth:`build`."""

    def __init__(self, entries: tuple[Entry, ...], analyzer: Analyzer | None) -> None:
        self.entries = entries
        self._analyzer = analyzer

    @classmethod
    def build(cls, entries: Sequence[Entry], analyzer: Analyzer | None) -> CorpusIndex:
        """An index over ``entries``. An entry without definition is only a term.

        Args:
            entries: in the order of the source; an entry without id is known by its term and place.
            analyzer: recognises inflected terms; without one only the same spelling is recognised.
        """
        return cls(tuple(entries), analyzer)

    @cached_property
    def revision(self) -> str:
        """``sha256:…`` over all entries, in their order."""
        rows = [[entry.id, entry.begrip, entry.definitie, list(entry.synonyms)] for entry in self.entries]
        canonical = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        return "sha256:" + hashlib.sha256(canonical).hexdigest()

    @cached_property
    def lemmas(self) -> Lemmas:
        """The lemmas of the words of this corpus."""
        return Lemmas(self._analyzer)

    @cached_property
    def analysed(self) -> tuple[Analysed | None, ...]:
        """The analysis of each entry's text; ``None`` for an entry without definition."""
        return tuple(None if entry.definitie is None else _analysed(entry) for entry in self.entries)

    @cached_property
    def _by_id(self) -> Mapping[str, int]:
        return {entry.id: index for index, entry in reversed(list(enumerate(self.entries))) if entry.id is not None}

    @cached_property
    def by_text(self) -> Mapping[str, tuple[int, ...]]:
        """Entries by :func:`text_key` of their body; texts that say nothing are left out."""
        pairs = ((one.text_key, index) for index, one in enumerate(self.analysed) if one is not None)
        return _grouped((key, index) for key, index in pairs if key)

    @cached_property
    def by_term(self) -> Mapping[str, tuple[int, ...]]:
        """Entries by :func:`text_key` of their term."""
        return _grouped((text_key(entry.begrip), index) for index, entry in enumerate(self.entries))

    @cached_property
    def by_synonym(self) -> Mapping[str, tuple[int, ...]]:
        """Entries by :func:`text_key` of each of their synonyms."""
        pairs = ((text_key(label), index) for index, entry in enumerate(self.entries) for label in entry.synonyms)
        return _grouped((key, index) for key, index in pairs if key)

    @cached_property
    def graph(self) -> UseGraph:
        """Which entry uses the terms of which others in its definition."""
        texts = [() if one is None else one.keys for one in self.analysed]
        labels = [[entry.begrip, *entry.synonyms] for entry in self.entries]
        return UseGraph(texts, labels, self.lemmas)

    def index_of(self, definition: Definition) -> int | None:
        """The place of the entry that is the record itself; ``None`` if it is not in the corpus.

        The same id; where one of the two has no id, the first entry with the same term and text.
        """
        if definition.id is not None and definition.id in self._by_id:
            return self._by_id[definition.id]
        key = Text(definition.definitie).text
        for index in self.by_term.get(text_key(definition.begrip), ()):
            entry = self.entries[index]
            known = entry.id is not None and definition.id is not None
            if not known and entry.definitie is not None and Text(entry.definitie).text == key:
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
        found = {index for key in keys for index in self.by_term.get(key, ())}
        found.update(self.by_synonym.get(text_key(definition.begrip), ()))
        return frozenset(found - {own})


def _analysed(entry: Entry) -> Analysed:
    text = Text(entry.definitie or "").text
    tokens = tokenize(text)
    body = split_lead_in(tokens, tokenize(Text(entry.begrip).text), text)[1]
    first, last = tokens.covering(body.start, body.end)
    return Analysed(tuple(token_keys(tokens)[first:last]), normal_key(text[body.start : body.end]))


def _grouped(pairs: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for key, index in pairs:
        groups[key].append(index)
    return {key: tuple(dict.fromkeys(indices)) for key, indices in groups.items()}
