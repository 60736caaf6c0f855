"""Apply the fixes of findings, in rounds to a fixed point (DESIGN §5, "Fix").

In each round the fixes are tried leftmost first; the first after which the numbers of errors, warnings and infos, in
that order, have fallen is kept, and the next round looks at the new text. So fixes never overlap, it ends, and a fix
that would do harm is not made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from engine.model import Definition, Fix, Report, Severity
from engine.spans import DEFINITIE


@dataclass(frozen=True, slots=True)
class AppliedFix:
    """One fix that was kept: the rule it came from and what it changed in the text of that moment."""

    code: str
    fix: Fix
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """The record as given, the record after all fixes, its report, and what was changed."""

    original: Definition
    definition: Definition
    report: Report
    applied: tuple[AppliedFix, ...]


def apply_fix(text: str, fix: Fix) -> str:
    """The text with one fix made."""
    return text[: fix.start] + fix.text + text[fix.end :]


def fix_definition(
    definition: Definition, validate: Callable[[Definition], Report], severities: Mapping[str, Severity]
) -> Fixed:
    """Fix the text of a definition. ``validate`` judges a record, ``severities`` are those of the rules by code."""
    current, report = definition, validate(definition)
    applied: list[AppliedFix] = []
    while True:
        better = _round(current, report, validate, severities)
        if better is None:
            return Fixed(definition, current, report, tuple(applied))
        current, report, step = better
        applied.append(step)


def _round(
    current: Definition, report: Report, validate: Callable[[Definition], Report], severities: Mapping[str, Severity]
) -> tuple[Definition, Report, AppliedFix] | None:
    """The first fix, from the left, that makes the record better."""
    fixes = sorted(
        (finding.fix.start, finding.fix.end, outcome.code, finding.fix.text)
        for outcome in report.outcomes
        for finding in outcome.findings
        if finding.fix is not None and finding.field == DEFINITIE
    )
    weight = _weight(report, severities)
    for start, end, code, replacement in fixes:
        fix = Fix(start, end, replacement)
        text = apply_fix(current.definitie, fix)
        if not any(character.isalnum() for character in text):
            continue
        candidate = replace(current, definitie=text)
        after = validate(candidate)
        if _weight(after, severities) < weight:
            return candidate, after, AppliedFix(code, fix, current.definitie, text)
    return None


def _weight(report: Report, severities: Mapping[str, Severity]) -> tuple[int, ...]:
    found = [severities[outcome.code] for outcome in report.outcomes for _ in outcome.findings]
    return tuple(found.count(severity) for severity in Severity)
