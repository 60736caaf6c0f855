"""Three-valued truth with two kinds of unknown (RULE-LANGUAGE, "Truth has three values").

``OPEN``: it was seen and cannot be told. ``Missing``: an input or an analyzer is not there. Kleene's tables,
with one addition: what stays unknown is *missing* if any part of it is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from engine.model import Reason, ReasonCode


@dataclass(frozen=True, slots=True)
class Open:
    """Seen, and cannot be told."""


@dataclass(frozen=True, slots=True)
class Missing:
    """An input or an analyzer is not there."""

    reason: Reason


Unknown = Open | Missing
Truth = bool | Open | Missing

OPEN: Final = Open()
NO_ANALYZER: Final = Missing(Reason(ReasonCode.NO_ANALYZER))


class MissingInputError(Exception):
    """Raised by a feature that needs an input which is not there; the evaluator turns it into ``Missing``."""

    def __init__(self, code: ReasonCode, detail: str | None = None) -> None:
        super().__init__(code.value)
        self.missing = Missing(Reason(code, detail))


def unknown_of(parts: Iterable[Truth]) -> Unknown | None:
    """The unknown that a compound of ``parts`` is left with: missing before open, ``None`` if all are known."""
    found: Unknown | None = None
    for part in parts:
        if isinstance(part, Missing):
            return part
        if isinstance(part, Open):
            found = part
    return found


def all_of(parts: Iterable[Truth]) -> Truth:
    """Kleene's *and*."""
    seen = list(parts)
    if any(part is False for part in seen):
        return False
    unknown = unknown_of(seen)
    return True if unknown is None else unknown


def any_of(parts: Iterable[Truth]) -> Truth:
    """Kleene's *or*."""
    seen = list(parts)
    if any(part is True for part in seen):
        return True
    unknown = unknown_of(seen)
    return False if unknown is None else unknown


def negate(truth: Truth) -> Truth:
    """Kleene's *not*."""
    return (not truth) if isinstance(truth, bool) else truth
