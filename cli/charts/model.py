"""A plot as data, so that the page and the picture show the same, and a table can stand beside both."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Point = tuple[float, float]
COLOURS: Final = ("#2a5d8f", "#c0571b", "#3d7d47", "#7b4d94", "#8a6d00", "#a3324e")
"""Told apart by readers who see no red or green, and in print by their lightness."""


@dataclass(frozen=True, slots=True)
class Series:
    """One name of the legend, with a value for each label."""

    name: str
    values: tuple[float, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Values beside each other: ``upright`` columns, or lying bars; the series of a label are stacked.

    ``about`` says in a sentence what is to be seen; it is read aloud to who cannot see it. ``decimals`` is that of the
    values, ``first`` the heading of the labels.
    """

    key: str
    title: str
    about: str
    first: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    upright: bool = False
    decimals: int = 0

    @property
    def highest(self) -> float:
        """The largest stack; at least 1."""
        stacks = (sum(each.values[at] for each in self.series) for at in range(len(self.labels)))
        return max(max(stacks, default=0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Curve:
    """One name of the legend, with its points."""

    name: str
    points: tuple[Point, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Curves over a quantity, on logarithmic axes where ``log_x`` or ``log_y``."""

    key: str
    title: str
    about: str
    x: str
    y: str
    curves: tuple[Curve, ...]
    log_x: bool = False
    log_y: bool = False
    decimals: int = 0

    @property
    def xs(self) -> list[float]:
        """All places on the horizontal axis, ascending."""
        return sorted({x for curve in self.curves for x, _ in curve.points})


Chart = Bars | Lines


def number(value: float, language: str, decimals: int = 0) -> str:
    """A number as a reader of the language writes it: ``1.234,5`` or ``1,234.5``."""
    said = f"{value:,.{decimals}f}"
    return said.translate(str.maketrans(",.", ".,")) if language == "nl" else said


def ticks(low: float, high: float, *, log: bool) -> Sequence[float]:
    """Round numbers along an axis from ``low`` to ``high``."""
    if log:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        return [10.0**power for power in range(first, last + 1)]
    span = max(high - low, 1e-9)
    step = 10.0 ** math.floor(math.log10(span))
    while span / step < 4:
        step /= 2
    first, last = math.floor(low / step), math.ceil(high / step)
    return [at * step for at in range(first, last + 1)]
