"""Judge labelled cases with an engine that has all rules, drafts included."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.accuracy.cases import Case, Sample
from benchmarks.accuracy.metrics import Judged
from engine.engine import Engine
from engine.model import Outcome, Report, RuleOutcome


def judge_cases(engine: Engine, cases: Sequence[Case]) -> list[Judged]:
    """Every case whose rule the engine has, with its outcome and whether the place is right."""
    known = {rule.code for rule in engine.rules}
    asked = [case for case in cases if case.rule in known]
    reports = engine.validate_many(case.record for case in asked)
    return [judged(case, outcome_of(report, case.rule)) for case, report in zip(asked, reports, strict=True)]


def outcome_of(report: Report, code: str) -> RuleOutcome:
    """The outcome of one rule in a report."""
    return next((each for each in report.outcomes if each.code == code), RuleOutcome(code, Outcome.PASS))


def judged(case: Case, outcome: RuleOutcome) -> Judged:
    """The case with its outcome; ``placed`` where it names a match and the rule objects."""
    placed = None
    if case.match is not None and outcome.findings:
        placed = any(
            finding.match is None or case.match in finding.match or finding.match in case.match
            for finding in outcome.findings
        )
    return Judged(case.id, case.rule, case.expect, case.hard, case.test, outcome.outcome, placed)


def scores(engine: Engine, samples: Sequence[Sample]) -> dict[str, list[float]]:
    """The scores of whole definitions, by quality."""
    found: dict[str, list[float]] = {"good": [], "bad": [], "salad": []}
    for sample, report in zip(samples, engine.validate_many(s.record for s in samples), strict=True):
        found[sample.quality].append((report.score or 0) / 100)
    return found
