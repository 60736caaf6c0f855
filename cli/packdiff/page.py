"""The report as one HTML page that needs nothing else: to read, to mail and to print."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup, escape

from cli.charts.model import number
from cli.packdiff.model import DiffReport, Impact
from cli.packdiff.said import (
    Example,
    clipped,
    effects_text,
    examples_of,
    fields_to_show,
    impact_lines,
    moved_text,
    score_text,
    state,
    step_lines,
    title_of,
    value_text,
    work_line,
    worst_first,
)
from cli.packdiff.texts import words
from cli.pages import template
from cli.quality.charts import SEVERITIES

MOST_ROWS, MOST_EXAMPLES, MOST_WORDS = 200, 6, 60
KINDS = ("fails", "passes", "elsewhere", "other")


def page(report: DiffReport) -> str:
    """The page, in the language of the report; every text of packs and definitions is escaped."""
    language = report.language
    return template("packdiff/page.html.j2").render(
        report=report,
        title=title_of(report),
        steps=step_lines(report),
        t=lambda key, **values: words(key, language, **values),
        n=lambda value: number(value, language),
        score=partial(score_text, language=language),
        moved=partial(moved_text, language=language),
        state=partial(state, language=language),
        value=lambda value: clipped(value_text(value), 600),
        fields=partial(fields_to_show, language=language),
        effects=partial(effects_text, language=language),
        figures=lambda impact: impact_lines(impact, language),
        work=lambda impact: work_line(impact, language),
        examples=_examples,
        example=marked,
        rows=_rows,
        kinds=KINDS,
        colours=SEVERITIES,
        most_rows=MOST_ROWS, most_words=MOST_WORDS,
        total=lambda impact, kind: sum(getattr(rule, kind) for rule in impact.rules),
        decided=lambda impact: sum(moved.count for moved in impact.decisions),
    )  # fmt: skip


def marked(example: Example) -> Markup:
    """The text of an example with its finding marked."""
    if example.start is None or example.end is None:
        return escape(example.text)
    before, inside, after = (
        escape(part)
        for part in (
            example.text[: example.start], example.text[example.start : example.end], example.text[example.end :]
        )
    )  # fmt: skip
    return before + Markup("<mark>") + inside + Markup("</mark>") + after


def _examples(impact: Impact, code: str, kind: str) -> list[Example]:
    return examples_of(impact, code, kind, MOST_EXAMPLES)


def _rows(impact: Impact) -> list[object]:
    return [*worst_first(impact.rows)[:MOST_ROWS]]
