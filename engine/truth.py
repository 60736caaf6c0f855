"""Three-valued truth with two kinds of unknown (RULE-LANGUAGE, "Truth has three values").

``OPEN``: it was seen and cannot be told. ``Missing``: an input or an analyzer is not there. Kleene's tables,
with one addition: what stays unknown is *missing* if any part of it is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
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
        super().__init__(code)
        self.missing = _missing(code) if detail is None else Missing(Reason(code, detail))


@cache
def _missing(code: ReasonCode) -> Missing:
    """What is missing for a reason without detail: one object each."""
    return Missing(Reason(code))


def all_of(parts: Iterable[Truth]) -> Truth:
    """Kleene's *and*; what stays unknown is missing before it is open."""
    unknown: Unknown | None = None
    for part in parts:
        if part is False:
            return False
        if part is not True and not isinstance(unknown, Missing):
            unknown = part
    return True if unknown is None else unknown


def any_of(parts: Iterable[Truth]) -> Truth:
    """Kleene's *or*; what stays unknown is missing before it is open."""
    unknown: Unknown | None = None
    for part in parts:
        if part is True:
            return True
        if part is not False and not isinstance(unknown, Missing):
            unknown = part
    return False if unknown is None else unknown


def negate(truth: Truth) -> Truth:
    """Kleene's *not*."""
    return (not truth) if isinstance(truth, bool) else truth
