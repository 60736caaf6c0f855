"""The clauses of a pack that a regular expression can say too, and what a loop over those expressions finds.

Every ``forbid`` of words, phrases, lexicons (all forms), gaps and word classes is turned into the pattern that a person
would write for it (``benchmarks.patterns``). Findings of both sides overlap or not; both are counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.patterns import pattern_of
from engine.compile.plan import RuleCompiler, make_plan
from engine.engine import Engine
from engine.model import Definition


@dataclass(frozen=True)
class Clause:
    """One clause that both sides can judge."""

    code: str
    name: str
    pattern: re.Pattern[str]


def shared_engine(engine: Engine) -> tuple[Engine, list[Clause]]:
    """An engine of the clauses that a regular expression can say, and those expressions."""
    pack, rules, clauses = engine.packs[0], [], []
    for rule in engine.rules:
        said = []
        for clause in rule.clauses:
            pattern = pattern_of(clause.syntax, pack, engine.analyzer)
            if pattern is not None:
                said.append(clause)
                clauses.append(Clause(rule.code, clause.name, re.compile(pattern)))
        if said:
            rules.append(replace(rule, clauses=tuple(said)))
    compiler = RuleCompiler(pack, engine.registry, engine.analyzer, {})
    plan = make_plan(compiler.rule(rule, engine.profile.config.get(rule.code, {})) for rule in rules)
    return Engine(engine.packs, engine.profile, plan, engine.registry, engine.analyzer), clauses


def regex_loop(clauses: Sequence[Clause], record: Definition) -> list[tuple[str, str, int, int]]:
    """What a loop over the patterns finds in one record."""
    text = record.definitie
    return [(clause.code, clause.name, *hit.span()) for clause in clauses for hit in clause.pattern.finditer(text)]


def compare(
    engine: Engine, clauses: Sequence[Clause], definitions: Sequence[Definition]
) -> tuple[int, int, int, list[str]]:
    """Findings of the engine, of the loop, those of both (same clause, places that overlap), and the others."""
    ours, theirs, both, differing = 0, 0, 0, set()
    for record, report in zip(definitions, engine.validate_many(definitions), strict=True):
        found = [
            (outcome.code, finding.clause, finding.start, finding.end)
            for outcome in report.outcomes
            for finding in outcome.findings
            if finding.start is not None and finding.end is not None
        ]
        expected = regex_loop(clauses, record)
        shared = [one for one in found if any(_same(one, other) for other in expected)]
        ours, theirs, both = ours + len(found), theirs + len(expected), both + len(shared)
        for side, some, others in (("engine", found, expected), ("loop", expected, found)):
            for code, name, start, end in some:
                if not any(_same((code, name, start, end), other) for other in others):
                    differing.add(f"only {side}: {code}/{name} {record.definitie[start:end]!r}")
    return ours, theirs, both, sorted(differing)


def _same(one: tuple[str, str, int, int], other: tuple[str, str, int, int]) -> bool:
    return one[:2] == other[:2] and one[2] < other[3] and other[2] < one[3]
