"""The plan: the active rules of a profile, compiled once, immutable, shared by all threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from engine.compile.bounds import Bound, Group, grouped
from engine.compile.clauses import HOLDS, NO_PART, Body, ClauseCompiler, ClauseResult, Guard, Parts, not_judged
from engine.compile.conditions import Condition
from engine.compile.fixes import FixFinder, compile_fix
from engine.compile.needs import Needs, merged, needs_of
from engine.compile.run import Run
from engine.compile.said import Said, Trigger
from engine.compile.searches import SearchCompiler, Wrap
from engine.compile.sieve import Candidates, Sieve
from engine.compile.words import WordTable
from engine.features.registry import Registry
from engine.features.view import Resources
from engine.language.environment import Environment
from engine.model import Reason, Unjudged
from engine.packs.model import Pack, Rule, RuleClause
from engine.ports import Analyzer
from engine.spans import DEFINITIE

Config = Mapping[str, int | bool | str]
Made = tuple["Guard | None", Body, "FixFinder | None"]
"""Guard, verb and fix of a clause, as closures."""


class PlannedClause:
    """One clause, compiled when it is first judged; ``triggers`` are those of the parts of a ``forbid``.

    Threads that are first at the same time compile the same thing; one of the results is kept.
    """

    __slots__ = ("_compiled", "_make", "_unjudged", "always", "bound", "clause", "minor", "open", "triggers")

    def __init__(
        self, clause: RuleClause, make: Callable[[], Made], triggers: tuple[Trigger, ...], bound: Bound | None,
        *, total: bool = False,
    ) -> None:  # fmt: skip
        self.clause = clause
        self.triggers = triggers
        self.bound = bound
        self.always = tuple(part for part, trigger in enumerate(triggers) if not trigger)
        """Parts that the filter cannot leave out."""
        self._make = make
        self._compiled: Made | None = None
        self._unjudged: Unjudged | None = None

        told = bound is not None or bool(triggers and not self.always)
        self.open = not told or clause.syntax.guard is not None
        """Whether it can matter where the filter has no candidate for it."""
        self.minor = self.open and told and total
        """Whether it then matters only where no other clause took part: its guard cannot be missing."""

    def _made(self) -> Made:
        compiled = self._compiled
        if compiled is None:
            compiled = self._compiled = self._make()
        return compiled

    @property
    def fix(self) -> FixFinder | None:
        """What proposes the fix of a finding."""
        return self._made()[2]

    def unjudged(self, reason: Reason) -> Unjudged:
        """The clause as one that could not be judged; made once for the same reason in a row of records."""
        last = self._unjudged
        if last is None or last.reason is not reason:
            last = self._unjudged = Unjudged(self.clause.name, reason)
        return last

    def judge(self, run: Run, parts: Parts = None) -> ClauseResult:
        """What the clause says of a record, with all parts of its search (``None``) or only some (none: it holds)."""
        guard, body, _ = self._compiled or self._made()
        if guard is not None:
            truth = guard(run)
            if truth is not True:
                return NO_PART if truth is False else not_judged(truth)
        return HOLDS if parts is not None and not parts else body(run, parts)


@dataclass(frozen=True, slots=True)
class PlannedRule:
    """One rule, ready to run. ``gates`` are its ``applies when`` conditions."""

    rule: Rule
    config: Config
    gates: tuple[Condition, ...]
    clauses: tuple[PlannedClause, ...]
    needs: Needs
    judges_empty: bool
    penalty: int
    resources: Resources
    open: tuple[int, ...]
    """Positions of the clauses that can say something without a candidate too."""
    standing: tuple[tuple[PlannedClause, Parts], ...]
    """Those of them to judge without any candidate, with the parts that the filter cannot leave out."""
    minor: tuple[int, ...]
    """Positions of the clauses that without a candidate only tell whether the rule takes part."""

    @property
    def steady(self) -> bool:
        """Whether it is evaluated without a candidate too."""
        return bool(self.gates or self.standing) or len(self.minor) == len(self.clauses)


@dataclass(frozen=True)
class Plan:
    """All active rules in the order in which they report."""

    rules: tuple[PlannedRule, ...]
    needs: Needs

    @cached_property
    def steady(self) -> tuple[int, ...]:
        """Positions of the rules that are evaluated for every record."""
        return tuple(position for position, rule in enumerate(self.rules) if rule.steady)

    @cached_property
    def _steadily(self) -> frozenset[int]:
        return frozenset(self.steady)

    def asked(self, candidates: Candidates) -> Sequence[int]:
        """Positions of the rules to evaluate for a record with these candidates, in order."""
        return self.steady if candidates.keys() <= self._steadily else sorted({*self.steady, *candidates})

    @cached_property
    def sieve(self) -> Sieve:
        """The filter over all rules."""
        return Sieve(
            ((number, position, part), trigger)
            for number, rule in enumerate(self.rules)
            for position, clause in enumerate(rule.clauses)
            for part, trigger in enumerate(clause.triggers)
        )

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Requirements on numbers, by what they count."""
        return grouped(
            ((number, position, 0), clause.bound)
            for number, rule in enumerate(self.rules)
            for position, clause in enumerate(rule.clauses)
            if clause.bound is not None
        )

    def candidates(self, run: Run, said: Said) -> Candidates:
        """The clauses that can matter to a record beside those that always do, with their parts."""
        found = self.sieve.candidates(said)
        for group in self.groups:
            for number, position, _ in group.to_judge(run):
                found.setdefault(number, {}).setdefault(position, [])
        return found

    @cached_property
    def by_code(self) -> Mapping[str, PlannedRule]:
        """Rules by code."""
        return {rule.rule.code: rule for rule in self.rules}

    @cached_property
    def themes(self) -> Mapping[str, str]:
        """The theme of each family, in the order of the plan: that of its first rule."""
        themes: dict[str, str] = {}
        for rule in self.rules:
            themes.setdefault(rule.rule.family, rule.rule.theme)
        return themes


@dataclass(frozen=True, slots=True)
class RuleCompiler:
    """Compiles the rules of one pack. Word tables of lexicons are shared by all its rules."""

    pack: Pack
    registry: Registry
    analyzer: Analyzer | None
    tables: dict[tuple[str, bool], WordTable]
    shared: dict[object, Any] = field(default_factory=dict)
    """Closures of what several rules ask alike."""

    def rule(self, rule: Rule, overrides: Config, wrap: Wrap | None = None) -> PlannedRule:
        """The rule with the profile's config; ``wrap`` lets ``explain`` watch every node."""
        config = {each.name: each.default for each in rule.config} | dict(overrides)
        selectors = {name: selector.syntax for name, selector in self.pack.selectors.items()}
        environment = Environment(
            self.registry, self.pack.lexicons.keys(), selectors, {each.name: each.type.value for each in rule.config}
        )
        searches = SearchCompiler(
            registry=self.registry, lexicons=self.pack.lexicons, selectors=selectors, config=config,
            analyzer=self.analyzer, tables=self.tables, shared=self.shared, wrap=wrap,
        )  # fmt: skip
        gates, clauses, needs = [], [], []
        for clause in rule.clauses:
            need = needs_of(clause.syntax, environment)
            needs.append(need)
            compiler = ClauseCompiler(searches, (need.fields or (DEFINITIE,))[0])
            if clause.syntax.verb == "applies":
                gates.append(compiler.gate(clause.syntax))
            else:
                clauses.append(_planned(clause, compiler))
        penalty = rule.penalty if rule.penalty is not None else self.pack.score.penalty[rule.severity]
        resources = Resources(self.pack.language, self.pack.abbreviations)
        return PlannedRule(
            rule, config, tuple(gates), tuple(clauses), merged(needs), rule.code == self.pack.empty_rule, penalty,
            resources, tuple(place for place, clause in enumerate(clauses) if clause.open and not clause.minor),
            _standing(clauses), tuple(place for place, clause in enumerate(clauses) if clause.minor),
        )  # fmt: skip


def _planned(clause: RuleClause, compiler: ClauseCompiler) -> PlannedClause:
    def make() -> Made:
        fix = compile_fix(clause.fix, compiler.searches) if clause.fix is not None else None
        return *compiler.clause(clause.syntax), fix

    guard = clause.syntax.guard
    total = guard is not None and compiler.searches.triggers.total(guard)
    return PlannedClause(
        clause, make, compiler.triggers(clause.syntax), compiler.bound(clause.syntax), total=total
    )  # fmt: skip


def _standing(clauses: Sequence[PlannedClause]) -> tuple[tuple[PlannedClause, Parts], ...]:
    """The clauses to judge where the filter has no candidate: those that can say something then."""
    asked = [clause for clause in clauses if clause.open and not clause.minor]
    return tuple((clause, clause.always if clause.triggers else None) for clause in asked)


def make_plan(rules: Iterable[PlannedRule]) -> Plan:
    """The plan of compiled rules, in the order given."""
    planned = tuple(rules)
    return Plan(planned, merged(rule.needs for rule in planned))
