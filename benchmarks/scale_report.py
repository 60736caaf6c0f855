"""The report on scale: the figures of :mod:`benchmarks.scale` in words, tables and plots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.report import BenchReport, Section
from cli.charts.model import COLOURS, Curve, Lines


def scale_report(figures: Mapping[str, Any], about: Mapping[str, str], language: str) -> BenchReport:
    """The report, in Dutch or English."""
    nl = language == "nl"
    return BenchReport(
        title="Schaal van Definitie" if nl else "Scale of Definitie",
        intro="Hoe tijd en geheugen groeien met regels, definities en processen. Kijk naar de vorm van de lijnen."
        if nl
        else "How time and memory grow with rules, definitions and processes. Look at the shape of the lines.",
        about=about,
        figures=figures,
        sections=list(_sections(figures, language)),
        language=language,
    )


def _sections(figures: Mapping[str, Any], language: str) -> Iterator[Section]:
    nl = language == "nl"
    rules, corpora, jobs = figures["rules"], figures["corpora"], figures["jobs"]
    yield Section(
        "Meer regels" if nl else "More rules",
        "Regels zonder aanwijzing in de tekst kosten niets; een ‘require’ wordt altijd beoordeeld."
        if nl
        else "Rules without a sign in the text cost nothing; a ‘require’ is always judged.",
        _lines("rules", "Tijd per definitie" if nl else "Time for each definition", "regels" if nl else "rules", "µs",
               {kind: _points(rows, "us") for kind, rows in rules.items()}),
        ("soort", "regels", "µs per definitie", "laden s", "piek MiB") if nl
        else ("kind", "rules", "µs each", "load s", "peak MiB"),
        [(kind, row["size"], row["us"], row["load_s"], row["peak_mb"]) for kind, rows in rules.items() for row in rows],
    )  # fmt: skip
    definitions = "definities" if nl else "definitions"
    yield Section(
        "Grotere corpora" if nl else "Larger corpora",
        chart=_lines("index", "Index maken" if nl else "Building the index", definitions, "s",
                     {"s": _points(corpora, "index_s")}, log_y=True),
        header=(definitions, "index s", "index MiB", "µs elk", "wijziging ms", "geraakt ms", "geraakt", "piek MiB")
        if nl
        else (definitions, "index s", "index MiB", "µs each", "change ms", "touched ms", "touched", "peak MiB"),
        rows=[
            (row["size"], row["index_s"], row["index_mb"], row["us"], row["change_ms"], row["touched_ms"],
             row["touched"], row["peak_mb"])
            for row in corpora
        ],
    )  # fmt: skip
    yield Section(
        "Beoordelen tegen een corpus" if nl else "Judging against a corpus",
        chart=_lines("judge", "Tijd per definitie" if nl else "Time for each definition", definitions, "µs",
                     {"µs": _points(corpora, "us")}),
    )  # fmt: skip
    yield Section(
        "Meer processen" if nl else "More processes",
        chart=_lines("jobs", "Doorvoer van check --jobs" if nl else "Throughput of check --jobs", "jobs",
                     f"{definitions}/s", {definitions: _points(jobs, "per_second")}, log_x=False),
        header=("jobs", f"{definitions}/s", "deel van lineair" if nl else "share of linear"),
        rows=[(row["size"], row["per_second"], row["of_linear"]) for row in jobs],
    )  # fmt: skip


def _points(rows: Sequence[Mapping[str, Any]], name: str) -> tuple[tuple[float, float], ...]:
    return tuple((float(row["size"]), max(float(row[name]), 1e-3)) for row in rows)


def _lines(
    key: str, title: str, x: str, y: str, curves: Mapping[str, tuple[tuple[float, float], ...]],
    *, log_x: bool = True, log_y: bool = False,
) -> Lines:  # fmt: skip
    drawn = tuple(Curve(name, points, COLOURS[at % len(COLOURS)]) for at, (name, points) in enumerate(curves.items()))
    return Lines(key, title, f"{y} ↑, {x} →.", x, y, drawn, log_x=log_x, log_y=log_y, decimals=1)
