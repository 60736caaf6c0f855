"""What is computed at most once for one record, one region or one text: shared work, dropped with its owner."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


class Memo:
    """Remembers results by key. Not shared between threads."""

    def __init__(self) -> None:
        self._memo: dict[object, object] = {}

    def once(self, key: object, compute: Callable[[], Result]) -> Result:
        """Compute at most once. ``key`` must name the computation and all it depends on besides the owner."""
        if key not in self._memo:
            self._memo[key] = compute()
        return self._memo[key]  # type: ignore[return-value]
