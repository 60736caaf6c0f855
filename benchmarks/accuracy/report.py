"""The accuracy report as one HTML page: figures per rule, and every misjudged case of the open part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from benchmarks.accuracy.cases import Case
from benchmarks.accuracy.metrics import Judged
from cli.charts.model import COLOURS, Bars, Series, number
from cli.charts.svg import svg

FOLDER = Path(__file__).resolve().parent
NAMES = {"open": "Open deel", "test": "Testdeel"}


def html_page(pack: str, figures: Mapping[str, Any], judged: Sequence[Judged], cases: Mapping[str, Case]) -> str:
    """The page; texts of cases are escaped."""
    template = Environment(loader=FileSystemLoader(FOLDER), autoescape=True).get_template("report.html.j2")
    wrong = [
        {"case": cases[each.id], "outcome": each.outcome, "marked": _marked(cases[each.id])}
        for each in judged
        if not each.test and not each.right
    ]
    parts = [(name, figures[key]) for key, name in NAMES.items() if figures[key]["cases"]]
    plots = {key: Markup(svg(_plot(key, figures[key]), "nl")) for key in NAMES if figures[key]["cases"]}  # noqa: S704
    plotted = [(name, part, plots[key]) for (name, part), key in zip(parts, plots, strict=True)]
    return template.render(pack=pack, figures=figures, parts=plotted, wrong=wrong)


def _plot(key: str, part: Mapping[str, Any]) -> Bars:
    """F1 of every rule, lowest first: there is most to gain."""
    rules = sorted(part["rules"].items(), key=lambda pair: (pair[1]["f1"], pair[0]))
    about = f"Lager is slechter; het gemiddelde is {number(part['macro_f1'], 'nl', 3)}."
    values = tuple(float(counts["f1"]) for _, counts in rules)
    return Bars(
        f"f1-{key}", "F1 per regel", about, "regel", tuple(code for code, _ in rules),
        (Series("F1", values, COLOURS[0]),), decimals=2,
    )  # fmt: skip


def _marked(case: Case) -> Markup:
    """The definition with the place that the case names marked."""
    text = case.record.definitie
    if not case.match or case.match not in text:
        return escape(text)
    before, after = text.split(case.match, 1)
    return escape(before) + Markup("<mark>") + escape(case.match) + Markup("</mark>") + escape(after)
