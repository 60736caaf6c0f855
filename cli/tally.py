"""What a run adds up to: findings per severity and rule, what was not evaluated and why, the worst records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from heapq import nsmallest

from engine.model import Decision, Finding, Origin, Outcome, ReasonCode, Report, Severity
from plugins.formats.items import Undefined

WORST = 5
"""Records named as the worst of a run."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A record with findings, as the summary names it."""

    begrip: str
    definitie: str
    id: str | None
    origin: Origin | None
    score: int | None
    findings: int
    code: str
    number: int

    @property
    def order(self) -> tuple[int, int, int]:
        """Lowest score first, then most findings, then as read."""
        return (100 if self.score is None else self.score, -self.findings, self.number)


@dataclass(slots=True)
class Tally:
    """Counts of one run; ``severities`` gives the severity of each active rule by its code."""

    severities: dict[str, Severity]
    records: int = 0
    with_findings: int = 0
    decisions: Counter[Decision] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    unjudged: dict[ReasonCode, Counter[str]] = field(default_factory=dict)
    partly: dict[ReasonCode, Counter[str]] = field(default_factory=dict)
    questions: Counter[str] = field(default_factory=Counter)
    worst: list[Bad] = field(default_factory=list)
    undefined: list[Undefined] = field(default_factory=list)

    def add(self, report: Report) -> None:
        """Count one report."""
        self.records += 1
        if report.decision is not None:
            self.decisions[report.decision] += 1
        found: list[tuple[str, Finding]] = []
        for outcome in report.outcomes:
            found += [(outcome.code, finding) for finding in outcome.findings]
            self.findings[outcome.code] += len(outcome.findings)
            self.questions[outcome.code] += outcome.outcome is Outcome.NEEDS_JUDGEMENT
            if outcome.outcome is Outcome.NOT_EVALUATED and outcome.reason is not None:
                self.unjudged.setdefault(outcome.reason.code, Counter())[outcome.code] += 1
            else:
                for reason in {clause.reason.code for clause in outcome.unjudged}:
                    self.partly.setdefault(reason, Counter())[outcome.code] += 1
        if found:
            self._remember(report, found)

    def merge(self, other: Tally) -> None:
        """Add what other records add up to, which come after ours."""
        for bad in other.worst:
            self._keep(replace(bad, number=self.records + bad.number))
        self.records += other.records
        self.with_findings += other.with_findings
        self.decisions.update(other.decisions)
        self.findings.update(other.findings)
        self.questions.update(other.questions)
        for mine, others in ((self.unjudged, other.unjudged), (self.partly, other.partly)):
            for reason, counts in others.items():
                mine.setdefault(reason, Counter()).update(counts)
        self.undefined += other.undefined

    def at_or_above(self, level: Severity) -> int:
        """How many findings are at least as severe as ``level``."""
        return sum(count for code, count in self.findings.items() if self.severities[code].rank <= level.rank)

    def by_severity(self) -> list[tuple[Severity, list[tuple[str, int]]]]:
        """For each severity that was found, worst first: its rules with their findings, most first."""
        rows = []
        for severity in Severity:
            codes = [
                (code, count) for code, count in self.findings.items() if count and self.severities[code] is severity
            ]
            if codes:
                rows.append((severity, sorted(codes, key=lambda pair: (-pair[1], pair[0]))))
        return rows

    def _remember(self, report: Report, found: list[tuple[str, Finding]]) -> None:
        self.with_findings += 1
        definition = report.definition
        code = min((code for code, _ in found), key=lambda code: self.severities[code].rank)
        bad = Bad(
            definition.begrip, definition.definitie, definition.id, definition.origin, report.score, len(found), code,
            self.records,
        )  # fmt: skip
        self._keep(bad)

    def _keep(self, bad: Bad) -> None:
        if len(self.worst) < WORST or bad.order < self.worst[-1].order:
            self.worst = nsmallest(WORST, [*self.worst, bad], key=lambda record: record.order)
