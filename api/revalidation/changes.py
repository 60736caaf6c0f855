"""What of a report that one version of the packs gave has to be asked again of another.

Decided by plans, not files: what a rule is asked with is its verdict digest, the configuration that the profile gives
it, and what the pack tells features. A change of severity, family or penalty only weighs otherwise what was said.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.compile.plan import PlannedRule
from engine.engine import Engine
from engine.features.registry import Need


@dataclass(frozen=True, slots=True)
class Changes:
    """Codes of rules.

    Args:
        asked: can say something else of any record, or are new.
        worded: say the same in other words: they matter where they have a finding.
        gone: were asked before.
        weighed: whether scores or decisions can differ though nothing else does.
    """

    asked: frozenset[str]
    worded: frozenset[str]
    gone: frozenset[str]
    weighed: bool

    @property
    def none(self) -> bool:
        """Whether every report would be the same."""
        return not (self.asked or self.worded or self.gone or self.weighed)


def changes_between(old: Engine, new: Engine) -> Changes:
    """What differs for records that ``old`` judged, now that ``new`` does; both under the profile that they run."""
    before, after = old.plan.by_code, new.plan.by_code
    both = before.keys() & after.keys()
    asked = {code for code in after if code not in both or _question(before[code]) != _question(after[code])}
    worded = {code for code in both - asked if _words(before[code]) != _words(after[code])}
    return Changes(
        frozenset(asked),
        frozenset(worded),
        frozenset(before.keys() - both),
        _weights(old) != _weights(new),
    )


def compared(engine: Engine) -> frozenset[str]:
    """The rules that look at the other entries of a scheme."""
    return frozenset(rule.rule.code for rule in engine.plan.rules if Need.CORPUS in rule.needs.layers)


def _question(planned: PlannedRule) -> tuple[object, ...]:
    resources = planned.resources
    return (
        planned.rule.verdict_digest,
        sorted(planned.config.items()),
        planned.judges_empty,
        resources.language,
        sorted(resources.abbreviations.items()),
    )


def _words(planned: PlannedRule) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    clauses = planned.rule.clauses
    return [(clause.name, dict(clause.message), dict(clause.suggestion)) for clause in clauses]


def _weights(engine: Engine) -> tuple[object, ...]:
    rules = [
        (each.rule.code, each.rule.severity, each.rule.family, each.rule.theme, each.penalty)
        for each in engine.plan.rules
    ]
    profile = engine.profile
    return rules, engine.packs[0].score, engine.profile_name, profile.block_at, profile.required_for_acceptance
