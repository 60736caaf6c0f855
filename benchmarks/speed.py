"""How fast is the engine, against what people would write instead: a loop of compiled regular expressions.

``python -m benchmarks.speed [--records N] [--json]``. Prints definitions a second (all rules, and the rules that a
regular expression can say), time of one call, start-up time and memory. The loop gets the same clauses: every
``forbid`` of words, phrases, lexicons (all forms), gaps and word classes is turned into the pattern that a person would
write for it (``benchmarks.patterns``). Findings of both sides overlap or not; both are counted. No figure is a test.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.patterns import pattern_of
from benchmarks.texts import real_definitions
from engine.compile.plan import RuleCompiler, make_plan
from engine.engine import Engine
from engine.model import Definition
from plugins import load_engine

ROUNDS = 3


@dataclass(frozen=True)
class Clause:
    """One clause that both sides can judge."""

    code: str
    name: str
    pattern: re.Pattern[str]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1000, help="how many records to judge (default 1000)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    figures = measure(options.records)
    print(json.dumps(figures, indent=2, ensure_ascii=False) if options.json else table(figures))


def measure(number: int) -> dict[str, object]:
    """All figures, by name."""
    engine = load_engine(["astra-nl"], verify=False)
    source, definitions = real_definitions(number)
    shared, clauses = shared_engine(engine)
    full = best(lambda: [engine.validate(record) for record in definitions])
    batch = best(lambda: list(engine.validate_many(definitions)))
    ours = best(lambda: list(shared.validate_many(definitions)))
    loop = best(lambda: [regex_loop(clauses, record) for record in definitions])
    found, expected, both, differing = compare(shared, clauses, definitions)
    return {
        "machine": machine(),
        "texts": f"{len(definitions)} records from {source}",
        "rules": len(engine.rules),
        "definitions_per_second": round(number / batch),
        "call_ms": round(1000 * full / number, 3),
        "shared_clauses": len(clauses),
        "shared_engine_per_second": round(number / ours),
        "regex_loop_per_second": round(number / loop),
        "ratio_engine_to_loop": round(loop / ours, 2),
        "findings_engine": found,
        "findings_loop": expected,
        "findings_of_both": both,
        "differing": differing,
        "start_up_s": start_up(),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def best(run: Callable[[], object]) -> float:
    """Seconds of the fastest of ``ROUNDS`` runs."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


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


def start_up() -> dict[str, float]:
    """Seconds of whole processes: help, and one definition checked. The fastest of ``ROUNDS``."""
    program = [sys.executable, "-c", "from cli.main import main; main()"]
    commands = {
        "help": ["--help"],
        "check_one": ["check", "--begrip", "weg", "--definitie", "strook grond voor het verkeer van voertuigen"],
    }
    root = Path(__file__).resolve().parents[1]

    def run(extra: Sequence[str]) -> object:
        return subprocess.run([*program, *extra], capture_output=True, check=False, cwd=root)

    return {name: round(best(lambda extra=extra: run(extra)), 2) for name, extra in commands.items()}  # type: ignore[misc]


def table(figures: dict[str, object]) -> str:
    """The figures for reading."""
    differing = figures["differing"]
    lines = [f"{name:26} {value}" for name, value in figures.items() if name != "differing"]
    lines.append(f"{'differing':26} {len(differing) if isinstance(differing, list) else differing}")
    if isinstance(differing, list):
        lines += [f"  {each}" for each in differing[:20]]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
