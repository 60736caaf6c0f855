"""Rules that see the same thing: one of which nearly every example is also found, in the same place, by another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from engine.model import Finding, Outcome, Report
from engine.packs.examples import Judge
from engine.packs.model import Example, Rule

LEAST = 3
"""Failing examples that a rule must have before anything is said of it."""
SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Overlap:
    """Of so many failing examples of a rule, so many are also found by another; ``family`` where they share one."""

    code: str
    other: str
    shared: int
    examples: int
    family: str | None


def overlaps(engine: Judge) -> list[Overlap]:
    """All pairs of active rules, by code.

    Args:
        engine: judges by the profile whose rules are compared.
    """
    found = []
    by_code = {rule.code: rule for rule in engine.rules}
    for rule in engine.rules:
        examples = [example for example in rule.failing if example.profile is None]
        if len(examples) < LEAST:
            continue
        reports = engine.validate_many(example.definition for example in examples)
        beside: Counter[str] = Counter()
        for example, report in zip(examples, reports, strict=True):
            beside.update(_beside(rule, example, report))
        for other, shared in sorted(beside.items()):
            if shared / len(examples) >= SHARE:
                same = by_code[other].family == rule.family
                found.append(Overlap(rule.code, other, shared, len(examples), rule.family if same else None))
    return found


def _beside(rule: Rule, example: Example, report: Report) -> set[str]:
    """The other rules with a finding where this one has the finding of its example."""
    failed = {outcome.code: outcome.findings for outcome in report.outcomes if outcome.outcome is Outcome.FAIL}
    own = [each for each in failed.get(rule.code, ()) if example.match in (None, each.match)]
    return {
        code
        for code, findings in failed.items()
        if code != rule.code and any(_touch(mine, theirs) for mine in own for theirs in findings)
    }


def _touch(one: Finding, other: Finding) -> bool:
    if one.field != other.field:
        return False
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return (one.start, other.start) == (None, None)
    return one.start < other.end and other.start < one.end
