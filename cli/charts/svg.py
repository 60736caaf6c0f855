"""Plots as SVG, to stand inside a page: text stays text, and prints sharp at any size."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from html import escape

from cli.charts.model import Bars, Chart, Lines, number, ticks

WIDTH = 760
LINE = 26
CHARACTER = 7.9
"""Width of a character of the labels, on average."""
LONGEST_LABEL = 46


def svg(chart: Chart, language: str) -> str:
    """The drawing, with its title and description for screen readers."""
    if isinstance(chart, Lines):
        height, body = 330, list(_lines(chart, language))
    elif chart.upright:
        height, body = 250, list(_columns(chart, language))
    else:
        height = LINE * len(chart.labels) + 16 + _legend_height(chart)
        body = list(_bars(chart, language))
    head = (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{chart.key}-t {chart.key}-d">'
        f'<title id="{chart.key}-t">{escape(chart.title)}</title><desc id="{chart.key}-d">{escape(chart.about)}</desc>'
    )
    return "".join([head, *body, "</svg>"])


def _text(x: float, y: float, words: str, *, anchor: str = "start", kind: str = "") -> str:
    style = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{style}>{escape(words)}</text>'


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def shortened(label: str) -> str:
    """A label that fits beside a bar."""
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"


def _legend_height(chart: Bars) -> int:
    return 24 if len(chart.series) > 1 else 0


def _legend(entries: Sequence[tuple[str, str]], x: float, y: float) -> Iterator[str]:
    for name, colour in entries:
        yield _rect(x, y - 9, 11, 11, colour)
        yield _text(x + 16, y, name)
        x += 16 + len(name) * CHARACTER + 22


def _bars(chart: Bars, language: str) -> Iterator[str]:
    left = max(len(shortened(label)) for label in chart.labels) * CHARACTER + 12 if chart.labels else 0
    room = WIDTH - left - 70
    top = _legend_height(chart)
    if top:
        yield from _legend([(each.name, each.colour) for each in chart.series], left, 13)
    for at, label in enumerate(chart.labels):
        y = top + at * LINE + 6
        yield _text(left - 8, y + 14, shortened(label), anchor="end")
        x, total = left, 0.0
        for each in chart.series:
            width = each.values[at] / chart.highest * room
            total += each.values[at]
            if width > 0:
                yield _rect(x, y, max(width, 1), LINE - 7, each.colour)
            x += width
        yield _text(x + 6, y + 14, number(total, language, chart.decimals), kind="value")


def _columns(chart: Bars, language: str) -> Iterator[str]:
    top, floor, left = 26, 218, 10
    step = (WIDTH - 2 * left) / max(len(chart.labels), 1)
    for at, label in enumerate(chart.labels):
        x, y, total = left + at * step, float(floor), 0.0
        for each in chart.series:
            height = each.values[at] / chart.highest * (floor - top)
            total += each.values[at]
            y -= height
            if height > 0:
                yield _rect(x + step * 0.08, y, step * 0.84, height, each.colour)
        yield _text(x + step / 2, y - 5, number(total, language, chart.decimals), anchor="middle", kind="value")
        yield _text(x + step / 2, floor + 18, label, anchor="middle")
    yield f'<line x1="{left}" x2="{WIDTH - left}" y1="{floor}" y2="{floor}" class="axis"/>'


def _scale(low: float, high: float, start: float, end: float, *, log: bool) -> Callable[[float], float]:
    def place(value: float) -> float:
        if log:
            share = (math.log10(value) - math.log10(low)) / ((math.log10(high) - math.log10(low)) or 1)
        else:
            share = (value - low) / ((high - low) or 1)
        return start + share * (end - start)

    return place


def _lines(chart: Lines, language: str) -> Iterator[str]:
    left, right, top, floor = 84, WIDTH - 24, 44, 270
    ys = [y for curve in chart.curves for _, y in curve.points]
    if not ys:
        return
    marks = ticks(min(ys) if chart.log_y else 0, max(ys), log=chart.log_y)
    at_y = _scale(marks[0], marks[-1], floor, top, log=chart.log_y)
    at_x = _scale(chart.xs[0], chart.xs[-1], left + 12, right - 12, log=chart.log_x)
    if len(chart.curves) > 1:
        yield from _legend([(curve.name, curve.colour) for curve in chart.curves], left, 14)
    for mark in marks:
        said = number(mark, language, chart.decimals if abs(mark - round(mark)) > 1e-9 else 0)
        yield f'<line x1="{left}" x2="{right}" y1="{at_y(mark):.1f}" y2="{at_y(mark):.1f}" class="grid"/>'
        yield _text(left - 8, at_y(mark) + 4, said, anchor="end")
    for x in chart.xs:
        yield _text(at_x(x), floor + 20, number(x, language), anchor="middle")
    yield f'<line x1="{left}" x2="{right}" y1="{floor}" y2="{floor}" class="axis"/>'
    yield _text((left + right) / 2, floor + 44, chart.x, anchor="middle", kind="name")
    yield _text(8, 34, chart.y, kind="name")
    for curve in chart.curves:
        path = " ".join(f"{at_x(x):.1f},{at_y(y):.1f}" for x, y in curve.points)
        yield f'<polyline points="{path}" fill="none" stroke="{curve.colour}" stroke-width="2.5"/>'
        for x, y in curve.points:
            yield f'<circle cx="{at_x(x):.1f}" cy="{at_y(y):.1f}" r="4" fill="{curve.colour}"/>'
