"""Quality reports as CSV, for spreadsheets: one table of definitions, one of findings, one of rules, one of changes.

Comma-separated UTF-8 with a mark in front, by which spreadsheets know the encoding; scores with a point.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from cli.quality.model import QualityReport
from plugins.formats.csv_file import guarded

Cell = str | int | float | None


def tables_of(report: QualityReport) -> Iterator[tuple[str, str]]:
    """The names of the tables with their text."""
    yield "definities", _csv(
        ("key", "id", "begrip", "definitie", "scheme", "collections", "owners", "file", "line", "score", "decision",
         "coverage", "findings", "codes", "open"),
        ((row.key, row.id, row.begrip, row.definitie, row.scheme, _list(row.collections), _list(row.owners),
          row.file, row.line, _score(row.score), row.decision, row.coverage, len(row.findings),
          _list(sorted({finding.code for finding in row.findings})), _list(sorted({each.code for each in row.open})))
         for row in report.definitions),
    )  # fmt: skip
    yield "bevindingen", _csv(
        ("key", "begrip", "code", "clause", "severity", "field", "start", "end", "match", "message"),
        ((row.key, row.begrip, found.code, found.clause, found.severity, found.field, found.start, found.end,
          found.match, found.message)
         for row in report.definitions for found in row.findings),
    )  # fmt: skip
    yield (
        "regels",
        _csv(
            ("code", "title", "severity", "theme", "findings", "definitions"),
            (
                (rule.code, rule.title, rule.severity, rule.theme, rule.findings, rule.definitions)
                for rule in report.rules
            ),
        ),
    )
    yield "groepen", _csv(
        ("kind", "name", "definitions", "mean", "accepted", "open", "rejected", "findings"),
        ((group.kind, group.name, group.figures.definitions, _score(group.figures.mean), group.figures.accepted,
          group.figures.open, group.figures.rejected, group.figures.findings) for group in report.groups),
    )  # fmt: skip
    if report.comparison is not None:
        yield "verschillen", _csv(
            ("kind", "key", "begrip", "before", "after", "decision_before", "decision_after", "rewritten", "solved",
             "arisen"),
            ((each.kind, each.key, each.begrip, _score(each.before), _score(each.after), each.decision_before,
              each.decision_after, str(each.rewritten).lower(), _list(each.solved), _list(each.arisen))
             for each in report.comparison.changes),
        )  # fmt: skip


def _csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return "\ufeff" + text.getvalue()


def _list(values: Iterable[str]) -> str:
    return " | ".join(values)


def _score(hundredths: float | None) -> float | None:
    return None if hundredths is None else round(hundredths / 100, 4)
