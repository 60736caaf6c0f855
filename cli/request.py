"""What was asked of ``definitie check``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line; ``fail_level`` ``None`` leaves it to the profile."""

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
