"""The run behind ``definitie packs diff``: find both packs, compare them, judge definitions, and write the report."""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from cli.complain import Complaints
from cli.guard import FINDINGS, SUCCESS, UNUSABLE
from cli.output import Output
from cli.packdiff.making import report_of
from cli.packdiff.model import DiffReport, Impact
from cli.packdiff.sides import Side, side
from cli.packdiff.stored import from_database
from cli.packdiff.texts import words
from cli.progress import ProgressBar
from engine.engine import Engine
from engine.errors import Problem
from engine.packs.diff import compare
from plugins import load_engine
from plugins.manager import analyzers, features, pack_folders


@dataclass(frozen=True, slots=True)
class DiffRequest:
    """What was asked for on the command line."""

    old: str
    new: str
    corpus: tuple[str, ...]
    profile: str | None
    check: bool
    format: str
    jobs: int
    database: str | None
    language: str


def run_diff(request: DiffRequest, *, stdout: TextIO, stderr: TextIO) -> int:
    """Compare two packs, and return the exit status.

    0; 1 where ``check`` is asked for and the version says too little; 2 where definitions could not be read.

    Raises:
        PackError: one of them does not load, or is not there.
        InputError: git or the database does not have it.
        OSError: a file cannot be read.
    """
    if request.format == "html" and importlib.util.find_spec("jinja2") is None:
        stderr.write(words("needs-html", request.language) + "\n")
        return UNUSABLE
    complaints = Complaints(Output(stderr), request.language)
    with tempfile.TemporaryDirectory(prefix="definitie-diff-") as folder:
        stored = from_database(request.database)
        sides = side(request.old, Path(folder) / "old", stored), side(request.new, Path(folder) / "new", stored)
        report = _report(request, sides, complaints, stderr)
    _write(report, request.format, stdout)
    if complaints.errors:
        return UNUSABLE
    return FINDINGS if request.check and not report.steps.said else SUCCESS


def _report(request: DiffRequest, sides: tuple[Side, Side], complaints: Complaints, stderr: TextIO) -> DiffReport:
    old = _engine(sides[0], request.profile)
    new = old if sides[1].folder == sides[0].folder else _engine(sides[1], request.profile)
    diff = compare(old.packs[0], new.packs[0])
    impact = _impact(old, new, request, complaints, stderr) if request.corpus else None
    return report_of(diff, (request.old, request.new), impact, request.language)


def _engine(where: Side, profile: str | None) -> Engine:
    """The engine for one side. What was written for this run only is not cached: nobody asks for it again."""
    if not where.made:
        return load_engine([where.folder], profile=profile, verify=False)
    return Engine.load(
        [where.folder], profile=profile, analyzers=analyzers(), features=features(), search=pack_folders(), verify=False
    )


def _impact(old: Engine, new: Engine, request: DiffRequest, complaints: Complaints, stderr: TextIO) -> Impact:
    from cli.packdiff.gather import impact  # noqa: PLC0415 - readers are loaded where there is something to read

    bar = ProgressBar(stderr, words("judging", request.language))

    def complain(problem: Problem) -> None:
        bar.clear()
        complaints.add([problem])

    # Elsewhere processes share no memory with ours, and engines do not travel.
    jobs = request.jobs if sys.platform == "linux" else 1
    try:
        return impact(
            old, new, request.corpus, request.language, jobs=jobs, complain=complain,
            progress=lambda done: bar.show(done, None),
        )  # fmt: skip
    finally:
        bar.clear()


def _write(report: DiffReport, form: str, stdout: TextIO) -> None:
    """Write the report in a form."""
    if form == "text":
        from cli.packdiff.text import write_text  # noqa: PLC0415 - one form is asked for

        write_text(report, Output(stdout))
    else:
        stdout.write(FORMS[form](report))


def _json(report: DiffReport) -> str:
    return json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n"


def _markdown(report: DiffReport) -> str:
    from cli.packdiff.markdown import markdown  # noqa: PLC0415 - one form is asked for

    return markdown(report)


def _page(report: DiffReport) -> str:
    from cli.packdiff.page import page  # noqa: PLC0415 - jinja2 is in an extra

    return page(report)


FORMS: dict[str, Callable[[DiffReport], str]] = {"json": _json, "md": _markdown, "html": _page}
"""Forms beside the text, by the name of the option."""
