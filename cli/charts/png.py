"""Plots as PNG, for documents and slides. Matplotlib is in the extra ``reports``, and loaded only here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cli.charts.model import Bars, Chart, Lines, number
from cli.charts.svg import shortened

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INCHES = 8.0
DOTS = 150
"""Dots to the inch."""
WORDS = "#1b1b1b"


def write_png(chart: Chart, path: Path, language: str) -> None:
    """Draw a plot into a file; the same plot gives the same bytes.

    Raises:
        ModuleNotFoundError: without matplotlib.
        OSError: the file cannot be written.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - heavy, and in an extra
    from matplotlib.figure import Figure  # noqa: PLC0415

    lying = isinstance(chart, Bars) and not chart.upright
    height = 1.1 + 0.3 * len(chart.labels) if isinstance(chart, Bars) and lying else 4.0
    figure = Figure(figsize=(INCHES, height), dpi=DOTS, layout="constrained")
    FigureCanvasAgg(figure)
    axes: Axes = figure.add_subplot()
    axes.set_title(chart.title, loc="left", color=WORDS, fontsize=12)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if isinstance(chart, Lines):
        _lines(chart, axes, language)
    elif chart.upright:
        _columns(chart, axes, language)
    else:
        _bars(chart, axes, language)
    names = len(chart.curves) if isinstance(chart, Lines) else len(chart.series)
    if names > 1:
        axes.legend(frameon=False, fontsize=9)
    figure.savefig(path, metadata={"Software": None})


def _bars(chart: Bars, axes: Axes, language: str) -> None:
    places = list(range(len(chart.labels)))
    done = [0.0] * len(places)
    for each in chart.series:
        axes.barh(places, each.values, left=done, color=each.colour, label=each.name, height=0.7)
        done = [so_far + value for so_far, value in zip(done, each.values, strict=True)]
    for place, total in zip(places, done, strict=True):
        said = number(total, language, chart.decimals)
        axes.annotate(said, (total, place), (4, 0), textcoords="offset points", va="center", fontsize=9)
    axes.set_yticks(places, [shortened(label) for label in chart.labels], fontsize=9)
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def _columns(chart: Bars, axes: Axes, language: str) -> None:
    places = list(range(len(chart.labels)))
    done = [0.0] * len(places)
    for each in chart.series:
        axes.bar(places, each.values, bottom=done, color=each.colour, label=each.name, width=0.84)
        done = [so_far + value for so_far, value in zip(done, each.values, strict=True)]
    for place, total in zip(places, done, strict=True):
        said = number(total, language, chart.decimals)
        axes.annotate(said, (place, total), (0, 3), textcoords="offset points", ha="center", fontsize=9)
    axes.set_xticks(places, chart.labels, fontsize=9)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)


def _lines(chart: Lines, axes: Axes, language: str) -> None:
    for curve in chart.curves:
        xs, ys = zip(*curve.points, strict=True)
        axes.plot(xs, ys, "o-", color=curve.colour, label=curve.name)
    if chart.log_x:
        axes.set_xscale("log")
    if chart.log_y:
        axes.set_yscale("log")
    else:
        axes.set_ylim(bottom=0)
    axes.set_xticks(chart.xs, [number(x, language) for x in chart.xs], fontsize=9)
    axes.minorticks_off()
    axes.set_xlabel(chart.x)
    axes.set_ylabel(chart.y)
    axes.grid(axis="y", color="#dddddd")
