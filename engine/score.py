"""The score of a record, its coverage and its decision (DESIGN §5, "Score").

All arithmetic is in whole hundredths. Removing a finding never lowers the score: a family's deduction is a largest
choice out of its findings, and every family counts for one fixed theme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.compile.plan import Plan
from engine.model import Decision, Deduction, Finding, Outcome, RuleOutcome
from engine.packs.model import Profile, ScoreParameters

FULL = 100


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with the penalty of its rule, in hundredths."""

    finding: Finding
    code: str
    penalty: int


def largest_deduction(findings: Sequence[Weighed], limit: int) -> int:
    """The largest total penalty (hundredths) of at most ``limit`` findings that pairwise do not overlap.

    Findings without a span overlap each other. Weighted interval scheduling with a bound on the number.
    """
    placeless = [item.penalty for item in findings if item.finding.start is None]
    best = _best_placed(findings, limit)
    if not placeless or limit < 1:
        return best[limit]
    return max(best[limit], best[limit - 1] + max(placeless))


def _best_placed(findings: Sequence[Weighed], limit: int) -> list[int]:
    """For each number up to ``limit``: the largest total of at most that many findings with a span."""
    placed = sorted(
        ((_place(item), item.penalty) for item in findings if item.finding.start is not None),
        key=lambda entry: (entry[0][0], entry[0][2], entry[0][1]),
    )
    rows = [[0] * (limit + 1)]
    for index, ((field, start, _), penalty) in enumerate(placed):
        free = index
        while free > 0 and placed[free - 1][0][0] == field and placed[free - 1][0][2] > start:
            free -= 1
        taken = [0, *(rows[free][number - 1] + penalty for number in range(1, limit + 1))]
        rows.append([max(with_it, without) for with_it, without in zip(taken, rows[-1], strict=True)])
    return rows[-1]


def _place(item: Weighed) -> tuple[str, int, int]:
    finding = item.finding
    return finding.field, finding.start or 0, finding.end or 0


def deductions(plan: Plan, outcomes: Iterable[RuleOutcome], parameters: ScoreParameters) -> tuple[Deduction, ...]:
    """What every family takes off, largest first; themes are capped in the order of the plan."""
    families: dict[str, list[Weighed]] = {}
    for outcome in outcomes:
        if outcome.findings:
            rule = plan.by_code[outcome.code]
            weighed = [Weighed(finding, outcome.code, rule.penalty) for finding in outcome.findings]
            families.setdefault(rule.rule.family, []).extend(weighed)
    if not families:
        return ()
    left: dict[str, int] = defaultdict(lambda: parameters.theme_cap)
    found = []
    for family, theme in plan.themes.items():
        if family in families:
            points = min(largest_deduction(families[family], parameters.findings_per_family), left[theme])
            left[theme] -= points
            if points:
                codes = tuple(dict.fromkeys(item.code for item in families[family]))
                found.append(Deduction(family, points, codes))
    return tuple(sorted(found, key=lambda deduction: (-deduction.hundredths, deduction.family)))


def score(found: Sequence[Deduction], *, findings: bool, empty: bool) -> int:
    """The score in hundredths: 0 for an empty text, 100 only without findings."""
    if empty:
        return 0
    points = FULL - sum(deduction.hundredths for deduction in found)
    if findings:
        points = min(points, FULL - 1)
    return max(0, points)


def capped(points: int, caps: Mapping[str, int]) -> tuple[int, tuple[Deduction, ...]]:
    """The score under its bounds, and what the lowest bound took off, named by its parameter."""
    name = min(caps, key=lambda each: caps[each], default=None)
    if name is None or caps[name] >= points:
        return points, ()
    return caps[name], (Deduction(name, points - caps[name], ()),)


def coverage(plan: Plan, outcomes: Iterable[RuleOutcome]) -> tuple[int, int] | None:
    """(pass + fail, active − not_applicable), ``None`` for 0/0."""
    seen = [outcome.outcome for outcome in outcomes]
    applicable = len(plan.rules) - seen.count(Outcome.NOT_APPLICABLE)
    unjudged = seen.count(Outcome.NOT_EVALUATED) + seen.count(Outcome.NEEDS_JUDGEMENT)
    return (applicable - unjudged, applicable) if applicable else None


def decide(plan: Plan, outcomes: Iterable[RuleOutcome], profile: Profile) -> Decision:
    """``rejected``, ``open`` or ``accepted`` (DESIGN §3)."""
    seen = list(outcomes)
    failed = [outcome.code for outcome in seen if outcome.findings]
    if any(plan.by_code[code].rule.severity.rank <= profile.block_at.rank for code in failed):
        return Decision.REJECTED
    undecided = {o.code for o in seen if o.outcome in (Outcome.NOT_EVALUATED, Outcome.NEEDS_JUDGEMENT)}
    return Decision.OPEN if undecided & profile.required_for_acceptance else Decision.ACCEPTED
