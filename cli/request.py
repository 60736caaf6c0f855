"""What was asked of ``definitie check``."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.model import Severity


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line.

    ``fail_level`` ``None`` leaves it to the profile; ``jobs`` is the number of processes, at least 1.
    """

    paths: tuple[str, ...]
    packs: tuple[str, ...]
    profile: str | None
    format: str
    fail_level: str | None
    only: tuple[str, ...]
    corpus: tuple[str, ...]
    begrip: str | None
    definitie: str | None
    language: str
    all_outcomes: bool | None
    jobs: int = 1
    timings: bool = False

    def fails_at(self, block_at: Severity | None) -> Severity | None:
        """The severity at which findings make the run fail: the one asked for, else the profile's; ``None``: never."""
        from engine.model import Severity  # noqa: PLC0415 - not for who asks for help only

        if self.fail_level is None:
            return block_at
        return None if self.fail_level == "never" else Severity(self.fail_level)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
