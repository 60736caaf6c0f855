"""Requirements that hold a number between bounds, grouped by what is counted, so that those that hold cost nothing.

``require count(words) between 5 and 80`` of a thousand rules asks the number once. Sorted by their bounds, the
requirements that it breaks are found by bisection; only those are judged. A number that is missing or uncertain breaks
none and keeps none: then all of the group are judged.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from engine.compile.run import Run
from engine.compile.sieve import Place
from engine.compile.values import Number, Value


@dataclass(frozen=True, slots=True)
class Bound:
    """What is counted, and the least and most that it may be; ``None`` without such a bound."""

    value: Value
    low: int | None = None
    high: int | None = None


def bound_of(value: Value, sign: str, number: int) -> Bound | None:
    """The bounds of a comparison; ``None`` for one that is no interval (``!=``)."""
    match sign:
        case "=":
            return Bound(value, number, number)
        case "<" | "<=":
            return Bound(value, None, number if sign == "<=" else number - 1)
        case ">" | ">=":
            return Bound(value, number if sign == ">=" else number + 1, None)
    return None


class Group:
    """All requirements on one number. Immutable once built."""

    def __init__(self, bounds: Iterable[tuple[Place, Bound]]) -> None:
        entered = list(bounds)
        self._value = entered[0][1].value
        self._all = [place for place, _ in entered]
        lows = sorted((bound.low, place) for place, bound in entered if bound.low is not None)
        highs = sorted((bound.high, place) for place, bound in entered if bound.high is not None)
        self._lows, self._low_places = [low for low, _ in lows], [place for _, place in lows]
        self._highs, self._high_places = [high for high, _ in highs], [place for _, place in highs]

    def to_judge(self, run: Run) -> list[Place]:
        """The requirements that do not certainly hold."""
        try:
            seen = self._value(run, None)
        except Exception:  # noqa: BLE001 - each rule that asks it again tells of the failure, and of its own name
            return self._all
        if not isinstance(seen, Number) or seen.low != seen.high:
            return self._all
        number = seen.low
        broken = self._low_places[bisect_right(self._lows, number) :]
        return broken + self._high_places[: bisect_left(self._highs, number)]


def grouped(bounds: Iterable[tuple[Place, Bound]]) -> tuple[Group, ...]:
    """Requirements by what they count."""
    groups: dict[Value, list[tuple[Place, Bound]]] = {}
    for place, bound in bounds:
        groups.setdefault(bound.value, []).append((place, bound))
    return tuple(map(Group, groups.values()))
