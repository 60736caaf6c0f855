"""A benchmark report: figures as JSON, and the same as one HTML page with plots and tables that needs nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cli.charts.model import Bars, Chart, Lines, number
from cli.charts.svg import svg

FOLDER = Path(__file__).resolve().parent
Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report; ``rows`` have as many cells as ``header``."""

    title: str
    text: str = ""
    chart: Chart | None = None
    header: tuple[str, ...] = ()
    rows: Sequence[Sequence[Cell]] = ()


@dataclass(frozen=True, slots=True)
class BenchReport:
    """Everything that was measured, and what a reader has to know to weigh it."""

    title: str
    intro: str
    about: Mapping[str, str]
    figures: Mapping[str, Any]
    sections: Sequence[Section] = field(default=())
    language: str = "nl"


def write(report: BenchReport, *, json_file: str | None, html_file: str | None) -> None:
    """Write the report into the files that are named.

    Raises:
        OSError: one cannot be written.
    """
    if json_file is not None:
        data = {"about": dict(report.about), **report.figures}
        Path(json_file).write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if html_file is not None:
        Path(html_file).write_text(page(report), encoding="utf-8")


def page(report: BenchReport) -> str:
    """The page; every text is escaped."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
        report=report,
        drawing=lambda chart: Markup(svg(chart, report.language)),  # noqa: S704 - drawn by us, with every text escaped
        cell=lambda value: _cell(value, report.language),
        is_number=lambda value: isinstance(value, int | float),
        table=lambda chart: _table(chart, report.language),
    )


def text_of(report: BenchReport) -> str:
    """The report for a terminal: every table, aligned."""
    lines = [report.title, *(f"  {name}: {value}" for name, value in report.about.items() if value)]
    for section in report.sections:
        lines += ["", section.title]
        rows = [[*section.header], *[[_cell(value, report.language) for value in row] for row in section.rows]]
        if not section.rows and section.chart is not None:
            header, drawn = _table(section.chart, report.language)
            rows = [header, *drawn]
        widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
        for row in rows:
            lines.append(
                "  " + "  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip()
            )
    return "\n".join(lines)


def _cell(value: Cell, language: str) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return number(value, language, 0 if isinstance(value, int) or abs(value) >= 100 else 3 if abs(value) < 1 else 2)


def _table(chart: Chart, language: str) -> tuple[list[str], list[list[str]]]:
    """The header and rows that say what a plot shows."""
    if isinstance(chart, Bars):
        rows = [
            [label, *(number(each.values[at], language, chart.decimals) for each in chart.series)]
            for at, label in enumerate(chart.labels)
        ]
        return [chart.first, *(each.name for each in chart.series)], rows
    assert isinstance(chart, Lines)
    points = [dict(curve.points) for curve in chart.curves]
    rows = [
        [number(x, language), *(_cell(curve.get(x), language) for curve in points)] for x in chart.xs
    ]  # fmt: skip
    return [chart.x, *(curve.name for curve in chart.curves)], rows
