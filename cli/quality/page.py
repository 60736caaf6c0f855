"""A quality report as one HTML page that needs nothing else: to read, to mail and to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from markupsafe import Markup, escape

from cli.charts.model import Bars, number
from cli.charts.svg import svg
from cli.pages import template
from cli.quality.charts import SEVERITIES, by_kind, charts_of
from cli.quality.figures import where_of, worst_of
from cli.quality.model import QualityReport, Row
from cli.quality.texts import percent, score, words

WORST = 20
MOST_CHANGES = 40
MOST_UNDEFINED = 60
MOST_GROUPS = 60
"""Rows of the tables on the page; the CSV and JSON files have all."""
KINDS = (("scheme", "schemes"), ("collection", "collections"), ("owner", "owners"), ("context", "contexts"))


def page(report: QualityReport) -> str:
    """The page, in the language of the report; every text of the data is escaped."""
    language = report.language
    charts = {chart.key: chart for chart in charts_of(report)}
    return template("quality/report.html.j2").render(
        report=report,
        packs_said=", ".join(f"{pack.name} {pack.version}" for pack in report.packs),
        charts=charts,
        drawing=lambda chart: Markup(svg(chart, language)),  # noqa: S704 - drawn by us, with every text escaped
        totals=lambda chart: _totals(chart, language),
        t=partial(_translated, language),
        score=lambda value, decimals=2: score(value, language, decimals),
        signed=lambda value: _signed(value, language),
        n=lambda value: number(value, language),
        percent=lambda part, whole: percent(part, whole, language),
        marked=marked,
        spans=_spans,
        where=where_of,
        worst=worst_of(report.definitions, WORST),
        kinds=[(kind, title, by_kind(report.groups, kind)) for kind, title in KINDS],
        colours=SEVERITIES,
        changes=_changes(report),
        most_changes=MOST_CHANGES, most_groups=MOST_GROUPS, most_undefined=MOST_UNDEFINED,
    )  # fmt: skip


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """A text with the places of findings marked; places that touch or overlap are one."""
    said, at = Markup(), 0
    for start, end in _merged(spans):
        said += escape(text[at:start]) + Markup("<mark>") + escape(text[start:end]) + Markup("</mark>")
        at = end
    return said + escape(text[at:])


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _spans(row: Row) -> list[tuple[int, int]]:
    return [
        (found.start, found.end)
        for found in row.findings
        if found.field == "/definitie" and found.start is not None and found.end is not None
    ]


def _totals(chart: Bars, language: str) -> list[tuple[str, Sequence[str]]]:
    """The values of a plot as rows of a table."""
    return [
        (label, [number(each.values[at], language, chart.decimals) for each in chart.series])
        for at, label in enumerate(chart.labels)
    ]


def _changes(report: QualityReport) -> dict[str, list[object]]:
    changes: dict[str, list[object]] = {"worse": [], "better": [], "new": [], "gone": [], "other": []}
    for change in report.comparison.changes if report.comparison is not None else ():
        changes[change.kind].append(change)
    return changes


def _signed(hundredths: float, language: str) -> str:
    sign = "+" if hundredths > 0 else "−" if hundredths < 0 else "±"
    return sign + number(abs(hundredths) / 100, language, 3)


def _translated(language: str, key: str, **values: object) -> str:
    return words(key, language, **values)
