"""Which definition uses which terms, and where following them leads back: the graph of term uses and its cycles.

Terms are found by the identities of their words, longest term first, in whole tokens. A use of one of an
entry's own labels is no edge (that is a matter of one definition, not of the corpus), so a cycle has at least two
entries. A label of several entries refers to all of them.

A graph never changes; :meth:`UseGraph.changed` makes another one that shares all that is equal.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from engine.features.components import components, renewed
from engine.features.layers import Lookup, Places
from engine.features.sameness import Lemmas, token_keys
from engine.features.text import Text
from engine.features.tokens import tokenize
from engine.model import ReasonCode
from engine.truth import MissingInputError

MAX_VISITED = 10_000
"""Work budget of one search for a way back, in entries visited."""

Label = tuple[str, ...]
"""A term or synonym as identities of its words."""
Stated = tuple[Sequence[str], Sequence[str]]
"""What an entry states: the keys of its text, and its labels as written."""


@dataclass(frozen=True, slots=True)
class Use:
    """A label that stands at the tokens ``start:end`` of a text."""

    start: int
    end: int
    label: Label


class UseGraph:
    """The uses of all labels in all texts of a corpus."""

    def __init__(self, texts: Sequence[Sequence[str]], labels: Sequence[Sequence[str]], lemmas: Lemmas) -> None:
        self._lemmas = lemmas
        self.labels: list[frozenset[Label]] = [self.labels_of(own) for own in labels]
        self._entries_of: Lookup[Label] = Lookup.of(
            (label, index) for index, own in enumerate(self.labels) for label in sorted(own)
        )
        self._lengths = _lengths({}, self._entries_of)
        self.words: Lookup[str] = Lookup.of(
            _each_word((label, index) for index, own in enumerate(self.labels) for label in sorted(own))
        )
        """The words of all labels, each with the entries that have it in a label."""
        self._keys: list[Sequence[str]] = list(texts)
        self._texts: list[Label] = lemmas.in_contexts(texts, self.words)
        self.holding: Lookup[str] = Lookup.of(_each_word((text, index) for index, text in enumerate(self._texts)))
        self._doubtful: Lookup[str] = Lookup.of(
            _each_word((lemmas.doubtful(keys), index) for index, keys in enumerate(texts))
        )
        self.edges: list[Places] = [self._edges(index) for index in range(len(labels))]
        self.users: list[Places] = _turned(self.edges)
        self.component: list[int] = components(self.edges)
        """The number of the strongly connected component of each entry."""

    def changed(self, changes: Mapping[int, Stated]) -> UseGraph:
        """The graph after some entries were replaced, emptied or added; only what they touch is computed anew."""
        old = self._grown(max(len(self.labels), *(at + 1 for at in changes)))
        new = copy(old)
        new._take_labels(old, changes)
        labels = [label for at in changes for graph in (old, new) for label in graph.labels[at]]
        words = {word for label in labels for word in label}
        doubtful = [word for word in words if (word in old.words) != (word in new.words)]
        again = set(changes).union(*(old._doubtful.get(word) for word in doubtful))
        new._take_texts(old, changes, sorted(again))
        again = again.union(*(graph.holding_all(label) for label in set(labels) for graph in (old, new)))
        new._take_edges(old, again)
        differing = [at for at in again if new.edges[at] != old.edges[at]]
        new.component = renewed(self.component, new.edges, differing)
        return new

    def _grown(self, size: int) -> UseGraph:
        """A copy whose lists are its own, with empty entries up to ``size``."""
        new, more = copy(self), size - len(self.labels)
        new.labels = [*self.labels, *[frozenset[Label]()] * more]
        new._keys, new._texts = [*self._keys, *[()] * more], [*self._texts, *[()] * more]
        new.edges, new.users = [*self.edges, *[()] * more], [*self.users, *[()] * more]
        return new

    def _take_labels(self, old: UseGraph, changes: Mapping[int, Stated]) -> None:
        self.labels = [*old.labels]
        for at, (_, labels) in changes.items():
            self.labels[at] = self.labels_of(labels)
        taken = [(label, at) for at in changes for label in old.labels[at]]
        given = [(label, at) for at in changes for label in self.labels[at]]
        self._entries_of = old._entries_of.changed(taken, given)
        self._lengths = _lengths(old._lengths, (label for label, _ in given))
        self.words = old.words.changed(_each_word(taken), _each_word(given))

    def _take_texts(self, old: UseGraph, changes: Mapping[int, Stated], again: Sequence[int]) -> None:
        self._keys, self._texts = [*old._keys], [*old._texts]
        for at, (keys, _) in changes.items():
            self._keys[at] = keys
        for at, text in zip(again, self._lemmas.in_contexts([self._keys[at] for at in again], self.words), strict=True):
            self._texts[at] = text
        self.holding = old.holding.changed(
            _each_word((old._texts[at], at) for at in again), _each_word((self._texts[at], at) for at in again)
        )
        self._doubtful = old._doubtful.changed(
            _each_word((self._lemmas.doubtful(old._keys[at]), at) for at in changes),
            _each_word((self._lemmas.doubtful(self._keys[at]), at) for at in changes),
        )

    def _take_edges(self, old: UseGraph, again: Collection[int]) -> None:
        self.edges, self.users = [*old.edges], [*old.users]
        for at in again:
            self.edges[at] = self._edges(at)
            for target in {*self.edges[at]} ^ {*old.edges[at]}:
                self.users[target] = tuple(sorted({*self.users[target]} ^ {at}))

    def labels_of(self, labels: Sequence[str]) -> frozenset[Label]:
        """Labels as identities; blank ones left out."""
        keys = (token_keys(tokenize(Text(label).text), label=True) for label in labels)
        said = (words for words in keys if any(any(map(str.isalnum, word)) for word in words))
        return frozenset(tuple(map(self._lemmas.identity, words)) for words in said)

    def identities(self, keys: Sequence[str]) -> Label:
        """The identity of each word of a text; of several lemmas the one of a label, where the context says so."""
        return self._lemmas.in_contexts([keys], self.words)[0]

    def uses(self, text: Sequence[str], own: Collection[Label]) -> Iterator[Use]:
        """The labels in a text (identities), leftmost and longest; ``own`` labels hide what stands inside them."""
        at = 0
        while at < len(text):
            use = self._longest(text, at, own)
            if use is None:
                at += 1
                continue
            if use.label not in own:
                yield use
            at = use.end

    def _longest(self, text: Sequence[str], start: int, own: Collection[Label]) -> Use | None:
        best: Use | None = None
        for length in self._lengths.get(text[start], ()):
            label = tuple(text[start : start + length])
            if len(label) == length and label in self._entries_of:
                best = Use(start, start + length, label)
                break
        for label in own:
            longer = best is None or len(label) >= best.end - start
            if longer and text[start] == label[0] and tuple(text[start : start + len(label)]) == label:
                best = Use(start, start + len(label), label)
        return best

    def entries_of(self, label: Label) -> Places:
        """The entries that have a label as term or synonym."""
        return self._entries_of.get(label)

    def _edges(self, index: int) -> Places:
        own = self.labels[index]
        found = (entry for use in self.uses(self._texts[index], own) for entry in self.entries_of(use.label))
        return tuple(sorted({entry for entry in found if entry != index}))

    def holding_all(self, label: Label) -> set[int]:
        """Entries whose text holds all words of a label, in whatever order."""
        rarest, *others = sorted((self.holding.get(word) for word in label), key=len)
        return set(rarest).intersection(*others)

    def users_of(self, own: Collection[Label]) -> frozenset[int]:
        """Entries, without one of these labels themselves, whose text uses one of them."""
        users = set()
        for label in own:
            for index in self.holding_all(label):
                if label in self.labels[index]:
                    continue
                labels = {label} | self.labels[index]
                if any(use.label == label for use in self._with(label, index, labels)):
                    users.add(index)
        return frozenset(users)

    def _with(self, label: Label, index: int, labels: Collection[Label]) -> Iterator[Use]:
        """Uses in a text when ``label`` is known too, although no entry may have it."""
        text, at = self._texts[index], 0
        while at < len(text):
            use = self._longest(text, at, labels)
            if use is not None and use.label == label:
                yield use
            at = at + 1 if use is None else use.end

    def way_back(self, starts: Sequence[int], goals: Collection[int], without: int | None) -> list[int] | None:
        """The shortest way from one of ``starts`` to one of ``goals``, never through ``without``; ``None`` if none.

        Raises:
            MissingInputError: ``limit``, after ``MAX_VISITED`` entries.
        """
        came_from: dict[int, int | None] = dict.fromkeys(starts)
        queue = deque(came_from)
        while queue:
            step: int | None = queue.popleft()
            if step in goals:
                path: list[int] = []
                while step is not None:
                    path.append(step)
                    step = came_from[step]
                return path[::-1]
            if len(came_from) > MAX_VISITED:
                raise MissingInputError(ReasonCode.LIMIT, f"meer dan {MAX_VISITED} begrippen op de weg terug")
            for target in self.edges[step] if step is not None else ():
                if target not in came_from and target != without:
                    came_from[target] = step
                    queue.append(target)
        return None


def _lengths(known: Mapping[str, tuple[int, ...]], labels: Iterable[Label]) -> Mapping[str, tuple[int, ...]]:
    """How many words the labels that begin with a word have, longest first. A length too many does no harm."""
    found: dict[str, set[int]] = {}
    for label in labels:
        if len(label) not in known.get(label[0], ()):
            found.setdefault(label[0], set(known.get(label[0], ()))).add(len(label))
    longest_first = {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}
    return {**known, **longest_first} if found else known


def _each_word(texts: Iterable[tuple[Iterable[str], int]]) -> Iterator[tuple[str, int]]:
    return ((word, at) for text, at in texts for word in text)


def _turned(edges: Sequence[Places]) -> list[Places]:
    """The edges the other way round."""
    users: list[list[int]] = [[] for _ in edges]
    for index, targets in enumerate(edges):
        for target in targets:
            users[target].append(index)
    return [tuple(own) for own in users]
