"""Where the time of a run goes, by rule and by feature, for authors (``check --timings``). Costs nothing when off.

Rules are timed where they are evaluated; features by putting a clock around the functions of the registry and
compiling the rules against those. Times of features are part of those of the rules that ask them first: what several
rules ask is computed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any, Final

from engine.compile.plan import PlannedRule
from engine.compile.run import Run
from engine.evaluate import evaluate_rule
from engine.features.registry import Feature, Registry
from engine.model import RuleOutcome

ANALYSIS: Final = "(word classes)"
"""The name under which the analyzer's work on batches is kept, among the features."""


@dataclass(slots=True)
class Timing:
    """What was measured of one rule or feature.

    ``candidates``: how often the filter let something of the rule through; ``evaluations``: how often it was
    evaluated, or the feature computed; ``findings``: what was found.
    """

    seconds: float = 0.0
    candidates: int = 0
    evaluations: int = 0
    findings: int = 0

    def add(self, other: Timing) -> None:
        """Add another measurement."""
        self.seconds += other.seconds
        self.candidates += other.candidates
        self.evaluations += other.evaluations
        self.findings += other.findings


@dataclass(slots=True)
class Timings:
    """All measurements of a run, by code of the rule and by name of the feature. Not shared between threads."""

    rules: dict[str, Timing] = field(default_factory=dict)
    features: dict[str, Timing] = field(default_factory=dict)

    def merge(self, other: Timings) -> None:
        """Add the measurements of another run, perhaps in another process."""
        for mine, theirs in ((self.rules, other.rules), (self.features, other.features)):
            for name, timing in theirs.items():
                mine.setdefault(name, Timing()).add(timing)

    def taken(self) -> Timings:
        """What was measured since the last time this was asked."""
        found = Timings(self.rules, self.features)
        self.rules, self.features = {}, {}
        return found

    def evaluate_rule(
        self, rule: PlannedRule, run: Run, *, empty: bool, candidates: Mapping[int, Any] | None = None
    ) -> RuleOutcome:
        """``engine.evaluate.evaluate_rule``, timed. Without a filter everything is a candidate."""
        start = perf_counter()
        outcome = evaluate_rule(rule, run, empty=empty, candidates=candidates)
        passed = int(candidates is None or bool(candidates))
        timing = Timing(perf_counter() - start, passed, 1, len(outcome.findings))
        self.rules.setdefault(rule.rule.code, Timing()).add(timing)
        return outcome

    def registry(self, registry: Registry) -> Registry:
        """The same features, timed."""
        return Registry(replace(feature, function=self._timed(feature)) for feature in registry)

    def measure(self, name: str, work: Callable[[], Any]) -> Any:
        """Do some work and count its time under the name of a feature; gives what the work gives."""
        start = perf_counter()
        found = None
        try:
            found = work()
            if isinstance(found, Iterator):
                found = tuple(found)  # a generator does its work only now
        finally:
            timing = Timing(perf_counter() - start, 0, 1, len(found) if isinstance(found, tuple | list) else 0)
            self.features.setdefault(name, Timing()).add(timing)
        return found

    def _timed(self, feature: Feature) -> Callable[..., Any]:
        name, function = feature.name, feature.function
        return lambda *arguments, **options: self.measure(name, lambda: function(*arguments, **options))
