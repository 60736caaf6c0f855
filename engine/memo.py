"""What is computed at most once for one record, one region or one text: shared work, dropped with its owner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

Result = TypeVar("Result")
ABSENT: Final = object()


class Memo:
    """Remembers results by key. Not shared between threads."""

    def __init__(self) -> None:
        self.known: dict[object, Any] = {}
        """What was computed, by key: for what is asked so often that a call is felt."""

    def once(self, key: object, compute: Callable[[], Result]) -> Result:
        """Compute at most once. ``key`` must name the computation and all it depends on besides the owner."""
        found: Result = self.known.get(key, ABSENT)
        if found is ABSENT:
            found = self.known[key] = compute()
        return found
