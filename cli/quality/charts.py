"""The plots of a quality report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cli.charts.model import Bars, Series, number
from cli.quality.model import BINS, Figures, Group, QualityReport
from cli.quality.texts import score, words

GOOD, UNSURE, BAD, PLAIN = "#3d7d47", "#d9a400", "#b3402e", "#2a5d8f"
SEVERITIES = {"error": BAD, "warning": UNSURE, "info": PLAIN}
MOST_BARS = 25
"""Bars of one plot; the tables have all."""


def charts_of(report: QualityReport) -> Iterator[Bars]:
    """The plots that have something to show."""
    if report.figures.definitions:
        yield scores(report)
        yield decisions(report)
    if report.rules:
        yield findings(report)
    if report.comparison is not None:
        yield changes(report)


def scores(report: QualityReport) -> Bars:
    """How the scores are distributed."""
    figures, language = report.figures, report.language
    step = 100 // BINS
    labels = [f"{score(at * step, language, 1)}–{score((at + 1) * step, language, 1)}" for at in range(BINS)]
    about = words(
        "scores-about", language, full=figures.histogram[-1], total=figures.definitions,
        lowest=score(figures.lowest, language),
    )  # fmt: skip
    return Bars(
        "scores", words("scores-chart", language), about, words("score", language),
        (*labels, score(100, language)),
        (Series(words("number", language), tuple(map(float, figures.histogram)), PLAIN),), upright=True,
    )  # fmt: skip


def decisions(report: QualityReport) -> Bars:
    """What was decided, in all and by scheme."""
    language, figures = report.language, report.figures
    schemes = [group for group in report.groups if group.kind == "scheme"]
    rows: list[tuple[str, Figures]] = [(words("all", language), figures)]
    rows += [(group.name, group.figures) for group in schemes[: MOST_BARS - 1]]
    about = words(
        "decisions-about", language, total=figures.definitions, accepted=figures.accepted, open=figures.open,
        rejected=figures.rejected,
    )  # fmt: skip

    def values(count: Callable[[Figures], int]) -> tuple[float, ...]:
        return tuple(float(count(each)) for _, each in rows)

    return Bars(
        "decisions", words("decisions-chart" if schemes else "decisions", language), about,
        words("scheme", language), tuple(name for name, _ in rows),
        (
            Series(words("accepted", language), values(lambda each: each.accepted), GOOD),
            Series(words("open", language), values(lambda each: each.open), UNSURE),
            Series(words("rejected", language), values(lambda each: each.rejected), BAD),
        ),
    )  # fmt: skip


def findings(report: QualityReport) -> Bars:
    """The rules with most findings, by severity."""
    language, rules = report.language, report.rules[:MOST_BARS]
    about = words(
        "findings-about", language, count=number(report.figures.findings, language), rules=len(report.rules),
        first=rules[0].code,
    )  # fmt: skip
    series = [
        Series(words(name, language), tuple(float(r.findings) if r.severity == name else 0.0 for r in rules), colour)
        for name, colour in SEVERITIES.items()
        if any(rule.severity == name for rule in rules)
    ]
    return Bars(
        "findings", words("findings-chart", language), about, words("rule", language),
        tuple(f"{rule.code} {rule.title}" for rule in rules), tuple(series),
    )  # fmt: skip


def changes(report: QualityReport) -> Bars:
    """What became of the definitions since the previous report."""
    found, language = report.comparison, report.language
    if found is None:
        return Bars("changes", "", "", "", (), ())
    kinds = ("better", "worse", "new", "gone", "other", "same")
    counts: dict[str, int] = {
        "better": found.better, "worse": found.worse, "new": found.new, "gone": found.gone, "other": found.other,
        "same": found.same,
    }  # fmt: skip
    about = words("changes-about", language, **counts)
    values = tuple(float(counts[kind]) for kind in kinds)
    return Bars(
        "changes", words("changes-chart", language), about, words("what", language),
        tuple(words(kind, language) for kind in kinds), (Series(words("definitions", language), values, PLAIN),),
    )  # fmt: skip


def by_kind(groups: Sequence[Group], kind: str) -> list[Group]:
    """The groups of one kind, lowest mean first."""
    own = [group for group in groups if group.kind == kind]
    return sorted(own, key=lambda group: (1000.0 if group.figures.mean is None else group.figures.mean, group.name))
