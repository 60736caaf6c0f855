"""Which definition uses which terms, and where following them leads back: the graph of term uses and its cycles.

Terms are found by a trie over the identities of their words, longest term first, in whole tokens. A use of one of an
entry's own labels is no edge (that is a matter of one definition, not of the corpus), so a cycle has at least two
entries. A label of several entries refers to all of them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from engine.features.sameness import Lemmas, token_keys
from engine.features.text import Text
from engine.features.tokens import tokenize
from engine.model import ReasonCode
from engine.truth import MissingInputError

MAX_VISITED = 10_000
"""Work budget of one search for a way back, in entries visited."""

Label = tuple[str, ...]
"""A term or synonym as identities of its words."""


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """A label that stands at the tokens ``start:end`` of a text."""

    start: int
    end: int
    label: Label


class UseGraph:
    """The uses of all labels in all texts of a corpus. Built once, then only read."""

    def __init__(self, texts: Sequence[Sequence[str]], labels: Sequence[Sequence[str]], lemmas: Lemmas) -> None:
        self._lemmas = lemmas
        self.labels: list[frozenset[Label]] = [self.labels_of(own) for own in labels]
        self._root = _Node()
        self._entries_of: defaultdict[Label, list[int]] = defaultdict(list)
        for index, own in enumerate(self.labels):
            for label in sorted(own):
                self._entries_of[label].append(index)
                self._insert(label)
        self._words = frozenset(identity for label in self._entries_of for identity in label)
        self._texts = [self.identities(text) for text in texts]
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(self._texts):
            for identity in sorted(set(text)):
                self._holding[identity].append(index)
        self.edges: list[list[int]] = [self._edges(index) for index in range(len(labels))]
        self.users: list[list[int]] = [[] for _ in labels]
        for index, targets in enumerate(self.edges):
            for target in targets:
                self.users[target].append(index)
        self.component: list[int] = components(self.edges)

    def labels_of(self, labels: Sequence[str]) -> frozenset[Label]:
        """Labels as identities; blank ones left out."""
        keys = (token_keys(tokenize(Text(label).text), label=True) for label in labels)
        said = (words for words in keys if any(any(map(str.isalnum, word)) for word in words))
        return frozenset(tuple(map(self._lemmas.identity, words)) for words in said)

    def identities(self, keys: Sequence[str]) -> Label:
        """The identity of each word of a text; of several lemmas the one of a label, where the context says so."""
        return self._lemmas.in_context(keys, self._words)

    def _insert(self, label: Label) -> None:
        node = self._root
        for identity in label:
            node = node.children.setdefault(identity, _Node())
        node.label = label

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
        node, at = self._root, start
        while at < len(text) and text[at] in node.children:
            node, at = node.children[text[at]], at + 1
            if node.label is not None:
                best = Use(start, at, node.label)
        for label in own:
            longer = best is None or len(label) >= best.end - start
            if longer and text[start] == label[0] and tuple(text[start : start + len(label)]) == label:
                best = Use(start, start + len(label), label)
        return best

    def entries_of(self, label: Label) -> Sequence[int]:
        """The entries that have a label as term or synonym."""
        return self._entries_of.get(label, ())

    def _edges(self, index: int) -> list[int]:
        own = self.labels[index]
        found = (entry for use in self.uses(self._texts[index], own) for entry in self.entries_of(use.label))
        return sorted({entry for entry in found if entry != index})

    def users_of(self, own: Collection[Label]) -> frozenset[int]:
        """Entries, without one of these labels themselves, whose text uses one of them."""
        users = set()
        for label in own:
            for index in self._holding.get(label[0], ()):
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


def components(edges: Sequence[Sequence[int]]) -> list[int]:
    """The number of the strongly connected component of each node (Tarjan 1972, without recursion)."""
    count = len(edges)
    order, low, component = [-1] * count, [0] * count, [-1] * count
    stack: list[int] = []
    seen = found = 0
    for root in range(count):
        if order[root] >= 0:
            continue
        work = [(root, iter(edges[root]))]
        order[root] = low[root] = seen
        seen += 1
        stack.append(root)
        while work:
            node, targets = work[-1]
            target = next((t for t in targets if order[t] < 0 or component[t] < 0), None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == order[node]:
                    while component[node] < 0:
                        component[stack.pop()] = found
                    found += 1
            elif order[target] < 0:
                order[target] = low[target] = seen
                seen += 1
                stack.append(target)
                work.append((target, iter(edges[target])))
            else:
                low[node] = min(low[node], order[target])
    return component
