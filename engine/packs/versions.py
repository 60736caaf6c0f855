"""Version ranges such as ``>=1,<2``, as ``engine:`` in ``pack.yaml`` says them."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

_PART = re.compile(r"\s*(>=|<=|>|<|==)\s*(\d{1,6}(?:\.\d{1,6}){0,2})\s*")
_OPERATORS: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "==": operator.eq,
}  # fmt: skip


def version_fits(version: str, wanted: str) -> bool | None:
    """Whether a version lies in a range.

    Args:
        version: ``major.minor.patch``.
        wanted: parts such as ``>=1`` with commas between; parts of a number that are left out count as 0.

    Returns:
        The answer; ``None`` if ``wanted`` is not such a range.
    """
    parts = [_PART.fullmatch(part) for part in wanted.split(",")]
    fits = True
    for part in parts:
        if part is None:
            return None
        fits = fits and _OPERATORS[part.group(1)](_numbers(version), _numbers(part.group(2)))
    return fits


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(number) for number in version.split(".")]
    return (*numbers, *[0] * (3 - len(numbers)))
