"""Judging whole schemes for a quality report: every definition as a row, with what it belongs to."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cli.quality.model import FileRead, Found, Open, Row
from engine.engine import Engine
from engine.errors import Problem
from engine.model import Definition, Outcome, Report, RuleOutcome
from engine.render import Renderer, coverage_of
from plugins.formats.items import Belonging, Scheme, Undefined
from plugins.formats.reading import read_schemes

NOTHING = Belonging()
ASKS = "needs_judgement"


@dataclass(slots=True)
class Gathered:
    """All that was read and judged."""

    rows: list[Row] = field(default_factory=list)
    undefined: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


def gather(
    engine: Engine, paths: Sequence[str], language: str, progress: Callable[[int, int], None] | None = None
) -> Gathered:
    """Judge all definitions in some files.

    Args:
        engine: the rules.
        paths: files, as for ``check``; those in RDF are read as one graph.
        language: of the messages of findings.
        progress: told after every definition how many are done, of how many that are known by then.

    Returns:
        Rows in the order of the files, and what could not be read.
    """
    gathered = Gathered(files=[FileRead(path, _digest(path)) for path in dict.fromkeys(paths)])
    renderer = Renderer(engine, language=language)
    severities = {rule.code: rule.severity.value for rule in engine.rules}
    seen: Counter[str] = Counter()
    total = 0
    for scheme in read_schemes(paths, language=engine.packs[0].language):
        if isinstance(scheme, Problem):
            gathered.problems.append(scheme)
            continue
        title = scheme.title or (Path(scheme.name).name if Path(scheme.name).suffix else scheme.name)
        gathered.titles.append(title)
        members = scheme.entries()
        total += sum(entry.definitie is not None for entry in members)
        belonging = scheme.belonging() if scheme.belonging is not None else {}
        index = engine.index(members) if members else None
        for report in engine.validate_many(_records(scheme, gathered), index):
            gathered.rows.append(_row(report, renderer, severities, title, belonging, seen))
            if progress is not None:
                progress(len(gathered.rows), max(total, len(gathered.rows)))
    return gathered


def _records(scheme: Scheme, gathered: Gathered) -> Iterator[Definition]:
    for item in scheme.items():
        if isinstance(item, Problem):
            gathered.problems.append(item)
        elif isinstance(item, Undefined):
            gathered.undefined.append(item.begrip)
        else:
            yield item


def _row(
    report: Report,
    renderer: Renderer,
    severities: Mapping[str, str],
    scheme: str,
    belonging: Mapping[str, Belonging],
    seen: Counter[str],
) -> Row:
    record = report.definition
    name = record.id if record.id is not None else record.begrip
    seen[name] += 1
    belongs = belonging.get(record.id or "", NOTHING)
    context = record.context.organizational if record.context is not None else None
    findings = [
        Found(
            outcome.code, finding.clause, severities[outcome.code],
            renderer.message(outcome.code, finding, record.begrip),
            finding.field, finding.start, finding.end, finding.match,
        )
        for outcome in report.outcomes
        for finding in outcome.findings
    ]  # fmt: skip
    unjudged = [Open(outcome.code, reason) for outcome in report.outcomes if (reason := _open(outcome)) is not None]
    return Row(
        key=name if seen[name] == 1 else f"{name} ({seen[name]})",
        id=record.id,
        begrip=record.begrip,
        definitie=record.definitie,
        scheme=scheme,
        collections=belongs.collections,
        owners=belongs.owners,
        contexts=context or (),
        file=record.origin.file if record.origin is not None else None,
        line=record.origin.line if record.origin is not None else None,
        score=report.score,
        decision=None if report.decision is None else report.decision.value,
        coverage=coverage_of(report),
        findings=tuple(findings),
        open=tuple(unjudged),
    )


def _open(outcome: RuleOutcome) -> str | None:
    """Why a rule came to no answer; ``None`` where it did."""
    if outcome.outcome is Outcome.NEEDS_JUDGEMENT:
        return ASKS
    if outcome.outcome is Outcome.NOT_EVALUATED and outcome.reason is not None:
        return outcome.reason.code.value
    return None


def _digest(path: str) -> str | None:
    """The digest of a file's bytes; reading it for its records tells what is wrong with one that has none."""
    try:
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
