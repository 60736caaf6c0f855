"""The plan: the active rules of a profile, compiled once, immutable, shared by all threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.compile.clauses import ClauseCompiler, Judge
from engine.compile.conditions import Condition
from engine.compile.fixes import FixFinder, compile_fix
from engine.compile.needs import Needs, merged, needs_of
from engine.compile.searches import SearchCompiler, Wrap
from engine.compile.words import WordTable
from engine.features.registry import Registry
from engine.features.view import Resources
from engine.language.environment import Environment
from engine.packs.model import Pack, Rule, RuleClause
from engine.ports import Analyzer
from engine.spans import DEFINITIE

Config = Mapping[str, int | bool | str]


@dataclass(frozen=True, slots=True)
class PlannedClause:
    """One clause, ready to run."""

    clause: RuleClause
    judge: Judge
    fix: FixFinder | None


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


@dataclass(frozen=True, slots=True)
class Plan:
    """All active rules in the order in which they report."""

    rules: tuple[PlannedRule, ...]
    needs: Needs


@dataclass(frozen=True, slots=True)
class RuleCompiler:
    """Compiles the rules of one pack. Word tables of lexicons are shared by all its rules."""

    pack: Pack
    registry: Registry
    analyzer: Analyzer | None
    tables: dict[tuple[str, bool], WordTable]

    def rule(self, rule: Rule, overrides: Config, wrap: Wrap | None = None) -> PlannedRule:
        """The rule with the profile's config; ``wrap`` lets ``explain`` watch every node."""
        config = {field.name: field.default for field in rule.config} | dict(overrides)
        selectors = {name: selector.syntax for name, selector in self.pack.selectors.items()}
        environment = Environment(
            self.registry, self.pack.lexicons.keys(), selectors, {field.name: field.type.value for field in rule.config}
        )
        searches = SearchCompiler(
            registry=self.registry, lexicons=self.pack.lexicons, selectors=selectors, config=config,
            analyzer=self.analyzer, tables=self.tables, wrap=wrap,
        )  # fmt: skip
        gates, clauses, needs = [], [], []
        for clause in rule.clauses:
            need = needs_of(clause.syntax, environment)
            needs.append(need)
            compiler = ClauseCompiler(searches, (need.fields or (DEFINITIE,))[0])
            if clause.syntax.verb == "applies":
                gates.append(compiler.gate(clause.syntax))
            else:
                fix = compile_fix(clause.fix, searches) if clause.fix is not None else None
                clauses.append(PlannedClause(clause, compiler.clause(clause.syntax), fix))
        penalty = rule.penalty if rule.penalty is not None else self.pack.score.penalty[rule.severity]
        resources = Resources(self.pack.language, self.pack.abbreviations)
        return PlannedRule(
            rule, config, tuple(gates), tuple(clauses), merged(needs), rule.code == self.pack.empty_rule, penalty,
            resources,
        )  # fmt: skip


def make_plan(rules: Iterable[PlannedRule]) -> Plan:
    """The plan of compiled rules, in the order given."""
    planned = tuple(rules)
    return Plan(planned, merged(rule.needs for rule in planned))
