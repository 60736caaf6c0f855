"""Indexed schemes that a process keeps: as many as fit, whatever their size, so that memory does not grow with use."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

SCHEMES = 20
"""Most schemes that are kept."""
ENTRIES = 20_000
"""Most entries that are kept in all: about 5 kB each (``python -m benchmarks.scale`` measures an index)."""


class Kept(Generic[Key, Value]):
    """Values by key, of which the one that was not used for the longest time goes first; the newest always stays.

    Args:
        size: the number of entries that a value holds.
        values: most values that are kept.
        entries: most entries of all values together, one value apart.
        gone: told of each key that goes.
    """

    def __init__(
        self,
        size: Callable[[Value], int],
        *,
        values: int = SCHEMES,
        entries: int = ENTRIES,
        gone: Callable[[Key], object] = lambda _key: None,
    ) -> None:
        self._size, self._most, self._entries, self._gone = size, values, entries, gone
        self._known: OrderedDict[Key, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def get(self, key: Key) -> Value | None:
        """The value of a key, used from now on; ``None`` for one that is not kept."""
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
        return found

    def put(self, key: Key, value: Value) -> None:
        """Keep a value, and let go of what no longer fits."""
        self._known[key] = value
        self._known.move_to_end(key)
        entries = sum(map(self._size, self._known.values()))
        while len(self._known) > 1 and (len(self._known) > self._most or entries > self._entries):
            key, value = self._known.popitem(last=False)
            entries -= self._size(value)
            self._gone(key)

    def clear(self) -> None:
        """Let go of all."""
        self._known.clear()
