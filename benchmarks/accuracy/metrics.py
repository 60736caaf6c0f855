"""Figures over judged cases: counts, precision, recall, F1, their macro mean with a bootstrap interval, and AUC.

Precision, recall and F1 are those of "the rule objects" (van Rijsbergen, Information Retrieval, 1979). The interval is
a percentile bootstrap over cases within each rule (Efron & Tibshirani, 1993). AUC is the share of pairs of one good
and one bad definition in which the good one has the higher score, ties counting half (Mann–Whitney).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from engine.model import Outcome

FAIL = "fail"
SILENT = "silent"


@dataclass(frozen=True)
class Judged:
    """What became of one case."""

    id: str
    rule: str
    expect: str
    hard: bool
    test: bool
    outcome: Outcome
    placed: bool | None

    @property
    def right(self) -> bool:
        """Whether the outcome is what the case expects."""
        if self.expect == SILENT:
            return self.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE)
        return self.outcome == self.expect


@dataclass(frozen=True)
class Counts:
    """Right and wrong objections of one rule; ``undecided`` are cases that it left open or did not evaluate."""

    hits: int = 0
    false_alarms: int = 0
    misses: int = 0
    undecided: int = 0
    cases: int = 0

    @property
    def precision(self) -> float:
        """Share of objections that are right; 1 without objections."""
        return self.hits / (self.hits + self.false_alarms) if self.hits + self.false_alarms else 1.0

    @property
    def recall(self) -> float:
        """Share of faults that are found; 1 without faults."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def count(cases: Sequence[Judged]) -> Counts:
    """The counts of cases of one rule."""
    fired = [case.outcome is Outcome.FAIL for case in cases]
    wanted = [case.expect == FAIL for case in cases]
    undecided = [
        case.expect in (FAIL, SILENT) and case.outcome in (Outcome.NOT_EVALUATED, Outcome.NEEDS_JUDGEMENT)
        for case in cases
    ]
    pairs = list(zip(fired, wanted, strict=True))
    return Counts(
        pairs.count((True, True)), pairs.count((True, False)), pairs.count((False, True)), sum(undecided), len(cases)
    )


def by_rule(cases: Sequence[Judged]) -> dict[str, list[Judged]]:
    """The cases of each rule, rules in order."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for case in cases:
        found[case.rule].append(case)
    return dict(sorted(found.items()))


def macro_f1(cases: Sequence[Judged]) -> float:
    """The mean F1 over rules."""
    rules = by_rule(cases)
    return sum(count(group).f1 for group in rules.values()) / len(rules) if rules else 0.0


def interval(cases: Sequence[Judged], *, rounds: int = 500, seed: int = 1) -> tuple[float, float]:
    """The 95 % interval of ``macro_f1``."""
    rules, chance = by_rule(cases), random.Random(seed)  # noqa: S311 - a bootstrap, no secret
    seen = sorted(macro_f1([chance.choice(group) for group in rules.values() for _ in group]) for _ in range(rounds))
    return seen[int(rounds * 0.025)], seen[int(rounds * 0.975)]


def share_right(cases: Sequence[Judged]) -> float:
    """The share of cases whose outcome is the expected one."""
    return sum(case.right for case in cases) / len(cases) if cases else 1.0


def auc(good: Sequence[float], bad: Sequence[float]) -> float:
    """How well a score tells good from bad: 1 perfectly, 0.5 like a coin."""
    pairs = [(a > b) + 0.5 * (a == b) for a in good for b in bad]
    return sum(pairs) / len(pairs) if pairs else 0.0
