"""The run behind ``definitie bench quality``: judge, add up, compare, and write every file that was asked for."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TextIO

from cli.complain import Complaints
from cli.engines import engine_for
from cli.guard import SUCCESS, UNUSABLE
from cli.output import Output
from cli.progress import ProgressBar
from cli.quality.compare import compare, same_packs
from cli.quality.figures import figures_of, groups_of, rules_of, unjudged_of
from cli.quality.gather import Gathered, gather
from cli.quality.model import FORMAT, Comparison, PackUsed, QualityReport, Stamp
from cli.quality.previous import NoReportError, read_previous
from cli.quality.tables import tables_of
from cli.quality.texts import score, words
from cli.texts import say
from engine.engine import Engine
from engine.messages import render_problem

NEEDED: Mapping[str, str] = {"html": "jinja2", "png": "matplotlib"}
"""Formats and the package of the extra ``reports`` that each needs."""


@dataclass(frozen=True, slots=True)
class QualityRequest:
    """What was asked for: ``previous`` is a JSON report, ``compare`` are the files of the earlier date."""

    paths: tuple[str, ...]
    packs: tuple[str, ...]
    profile: str | None
    previous: str | None
    compare: tuple[str, ...]
    out: Path
    formats: tuple[str, ...]
    title: str | None
    language: str


def run_quality(request: QualityRequest, *, stdout: TextIO, stderr: TextIO) -> int:
    """Make a quality report and return the exit status: ``2`` where something could not be read or written, else ``0``.

    Raises:
        PackError: a pack does not load.
        OSError: a file cannot be written.
    """
    missing = [name for name in request.formats if name in NEEDED and not importlib.util.find_spec(NEEDED[name])]
    if missing:
        stderr.write(say("needs-reports", request.language, formats=", ".join(missing)) + "\n")
        return UNUSABLE
    engine = engine_for(request.packs, request.profile, verify=True)
    gathered = _judged(engine, request.paths, request.language, stderr)
    complaints = Complaints(Output(stderr), request.language)
    complaints.add(gathered.problems)
    comparison, notes, comparable = _compared(engine, request, gathered, stderr)
    report = report_of(engine, request, gathered)
    report = replace(report, comparison=comparison, notes=(*report.notes, *notes))
    for note in notes:
        stderr.write(note + "\n")
    for path in write_report(report, request.out, request.formats):
        stdout.write(f"{path}\n")
    said = say(
        "quality-made", request.language, definitions=report.figures.definitions,
        mean=score(report.figures.mean, request.language), findings=report.figures.findings,
    )  # fmt: skip
    stderr.write(said + "\n")
    readable = bool(report.figures.definitions) and comparable
    return SUCCESS if readable and not complaints.errors else UNUSABLE


def _judged(engine: Engine, paths: Sequence[str], language: str, stderr: TextIO) -> Gathered:
    bar = ProgressBar(stderr, say("checking", language))
    try:
        return gather(engine, paths, language, bar.show)
    finally:
        bar.clear()


def _compared(
    engine: Engine, request: QualityRequest, gathered: Gathered, stderr: TextIO
) -> tuple[Comparison | None, list[str], bool]:
    """The comparison, what its reader has to know of it, and whether what was asked for could be compared."""
    language = request.language
    if request.compare:
        earlier = _judged(engine, request.compare, language, stderr)
        name = ", ".join(Path(path).name for path in request.compare)
        comparison = compare(earlier.rows, gathered.rows, name=name, made=None, same_rules=True)
        notes = [note.replace("  ", " ") for note in _unread(earlier, language)]
        return comparison, [*notes, *_unlike(comparison, language)], not notes
    if request.previous is None:
        return None, [], True
    try:
        previous = read_previous(Path(request.previous), language)
    except NoReportError as error:
        return None, [str(error)], False
    same = same_packs(previous.packs, packs_of(engine)) and previous.profile == engine.profile_name
    comparison = compare(
        previous.definitions, gathered.rows, name=f"{Path(request.previous).name} ({previous.stamp.made[:10]})",
        made=previous.stamp.made, same_rules=same,
    )  # fmt: skip
    return comparison, [*_other_rules(previous, engine, language), *_unlike(comparison, language)], True


def _other_rules(previous: QualityReport, engine: Engine, language: str) -> list[str]:
    notes = []
    if not same_packs(previous.packs, packs_of(engine)):
        before, now = (
            ", ".join(f"{pack.name} {pack.version} {pack.verdict_digest[:15]}…" for pack in packs)
            for packs in (previous.packs, packs_of(engine))
        )
        notes.append(words("other-rules", language, before=before, now=now))
    if previous.profile != engine.profile_name:
        notes.append(words("other-profile", language, before=previous.profile, now=engine.profile_name))
    return notes


def _unlike(comparison: Comparison, language: str) -> list[str]:
    alike = comparison.better + comparison.worse + comparison.other + comparison.same
    return [] if alike or not comparison.before.definitions else [words("nothing-alike", language)]


def _unread(gathered: Gathered, language: str) -> list[str]:
    errors = [problem for problem in gathered.problems if not problem.warning]
    if not errors:
        return []
    first = " ".join(render_problem(errors[0], language).split())
    return [words("not-read", language, count=len(errors), first=first)]


def report_of(engine: Engine, request: QualityRequest, gathered: Gathered) -> QualityReport:
    """The report on what was gathered, without a comparison."""
    language = request.language
    notes = _unread(gathered, language)
    if not gathered.rows:
        notes.append(words("no-definitions", language))
    return QualityReport(
        format=FORMAT,
        stamp=_stamp(),
        language=language,
        title=request.title or _title(gathered, request.paths, language),
        profile=engine.profile_name,
        packs=packs_of(engine),
        files=tuple(gathered.files),
        notes=tuple(notes),
        figures=figures_of(gathered.rows),
        undefined=tuple(gathered.undefined),
        rules=rules_of(gathered.rows, engine, language),
        unjudged=unjudged_of(gathered.rows, language),
        groups=groups_of(gathered.rows),
        comparison=None,
        definitions=tuple(gathered.rows),
    )


def packs_of(engine: Engine) -> tuple[PackUsed, ...]:
    """The packs of an engine with their digests."""
    return tuple(PackUsed(pack.name, pack.version, pack.verdict_digest, pack.content_digest) for pack in engine.packs)


def _title(gathered: Gathered, paths: Sequence[str], language: str) -> str:
    names = list(dict.fromkeys(gathered.titles)) or [Path(path).name for path in paths]
    several = words("two" if len(names) == 2 else "several", language, first=names[0], count=len(names) - 1)
    return words("title", language, name=names[0] if len(names) == 1 else several)


def _stamp() -> Stamp:
    """Now, or the moment in ``SOURCE_DATE_EPOCH`` where whole files must be equal."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch and epoch.isdigit() else datetime.now(UTC)
    try:
        program = version("definitie")
    except PackageNotFoundError:
        program = "?"
    return Stamp(moment.strftime("%Y-%m-%d %H:%M UTC"), program)


def write_report(report: QualityReport, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write a report into a folder, which is made where it is not there; the files that were written.

    Raises:
        OSError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []

    def write(name: str, text: str) -> None:
        written.append(folder / name)
        written[-1].write_text(text, encoding="utf-8", newline="")

    if "html" in formats:
        from cli.quality.page import page  # noqa: PLC0415 - jinja2 is in an extra

        write("rapport.html", page(report))
    if "json" in formats:
        write("rapport.json", json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n")
    if "csv" in formats:
        for name, text in tables_of(report):
            write(f"{name}.csv", text)
    if "png" in formats:
        from cli.charts.png import write_png  # noqa: PLC0415 - loaded where it is asked for
        from cli.quality.charts import charts_of  # noqa: PLC0415

        for chart in charts_of(report):
            written.append(folder / f"{chart.key}.png")
            write_png(chart, written[-1], report.language)
    return written
