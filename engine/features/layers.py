"""Immutable lookups that can be changed cheaply: a large base that is shared, and a small layer of what differs.

A corpus in a long-running service changes one definition at a time; copying every table for that would cost more than
judging it. A changed lookup shares the base with the one it came from, and neither sees the other's change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Final, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Places = tuple[int, ...]
NOWHERE: Final[Places] = ()
FOLD_FROM: Final = 1024
"""Keys in the upper layer from which it is folded into a new base, unless the base is much larger still."""


class Lookup(Generic[Key]):
    """The places of each key, ascending. A key without places is not in it."""

    __slots__ = ("_base", "_over")

    def __init__(self, base: Mapping[Key, Places], over: Mapping[Key, Places] | None = None) -> None:
        self._base = base
        self._over: Mapping[Key, Places] = over or {}

    @classmethod
    def of(cls, pairs: Iterable[tuple[Key, int]]) -> Lookup[Key]:
        """A lookup of pairs of a key and a place; the places of one key must come in ascending order."""
        groups: defaultdict[Key, list[int]] = defaultdict(list)
        for key, place in pairs:
            places = groups[key]
            if not places or places[-1] != place:
                places.append(place)
        return cls({key: tuple(places) for key, places in groups.items()})

    def get(self, key: Key, default: Places = NOWHERE) -> Places:
        """The places of a key; ``default`` (none) where it is unknown."""
        found = self._over.get(key)
        if found is None:
            return self._base.get(key, default)
        return found or default

    def __contains__(self, key: Key) -> bool:
        return bool(self.get(key))

    def __iter__(self) -> Iterator[Key]:
        yield from (key for key in self._base if key not in self._over)
        yield from (key for key, places in self._over.items() if places)

    def changed(self, taken: Iterable[tuple[Key, int]], given: Iterable[tuple[Key, int]]) -> Lookup[Key]:
        """The same lookup without the pairs in ``taken`` and with those in ``given``."""
        moves: defaultdict[Key, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        for key, place in taken:
            moves[key][0].add(place)
        for key, place in given:
            moves[key][1].add(place)
        over = dict(self._over)
        for key, (away, new) in moves.items():
            old = self.get(key)
            if away != new:
                over[key] = tuple(sorted({*old} - away | new))
        if len(over) > max(FOLD_FROM, len(self._base) // 4):
            folded = {key: places for key, places in {**self._base, **over}.items() if places}
            return Lookup(folded)
        return Lookup(self._base, over)
