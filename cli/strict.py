"""The work behind ``definitie test --strict``: which mistakes the examples of a pack would notice, what is unused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, TextIO

from cli.engines import engine_for
from cli.guard import FINDINGS, SUCCESS
from cli.output import Output, shortened, visible
from cli.progress import ProgressBar
from cli.testing import at, tell
from cli.texts import say
from engine.engine import Engine
from engine.packs.examples import check_examples
from engine.packs.model import Rule
from engine.timings import Timings
from engine.trust.mutants import Kind
from engine.trust.overlap import Overlap, overlaps
from engine.trust.run import scores
from engine.trust.score import RuleScore
from engine.trust.unused import Unused, unused

SLOWEST = 5
SHOWN = 8
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Strict:
    """What is asked: rules (all if empty), the least score of each, processes, and how it is told."""

    codes: Sequence[str]
    least: float
    jobs: int
    language: str
    as_json: bool = False


def run_strict(name: str, asked: Strict, *, stdout: TextIO, stderr: TextIO) -> int:
    """Put a pack to the strict test; the exit status: 1 where a clause is not exercised or a score is too low.

    A whole pack is put to the ordinary test first, and to no other where that fails.

    Raises:
        PackError: the pack does not load, or there is no such rule.
    """
    engine = engine_for([name])
    rules = _rules(engine, asked.codes)
    whole = not asked.codes
    examples = check_examples(engine, [rule.code for rule in rules])
    if (
        whole
        and not asked.as_json
        and (status := tell(engine.packs[0], examples, asked.language, stdout=stdout, stderr=stderr))
    ):
        return status
    bar = ProgressBar(stderr, say("strict-progress", asked.language))
    scored: list[RuleScore] = []
    try:
        for score in scores(engine, [rule.code for rule in rules], partial(engine_for, [name]), asked.jobs):
            scored.append(score)
            bar.show(len(scored), len(rules))
    finally:
        bar.clear()
    found = Found(
        scored,
        examples.uncovered,
        unused(engine.packs[0], engine.analyzer) if whole else [],
        overlaps(engine) if whole else [],
        _slowest(engine) if whole else [],
    )
    if asked.as_json:
        stdout.write(json.dumps(found.data(), ensure_ascii=False, indent=1) + "\n")
    else:
        _tell(Output(stdout), found, asked)
    low = [score for score in scored if score.score is not None and score.score < asked.least]
    return FINDINGS if examples.uncovered or low or any(score.wrong for score in scored) else SUCCESS


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found."""

    scores: Sequence[RuleScore]
    uncovered: Sequence[tuple[str, str]]
    unused: Sequence[Unused]
    overlaps: Sequence[Overlap]
    slowest: Sequence[tuple[str, float]]

    def total(self, kind: Kind | None = None) -> tuple[int, int]:
        """Mistakes noticed and tried, of one kind or of all."""
        kinds = tuple(Kind) if kind is None else (kind,)
        noticed = sum(score.noticed.get(each, 0) for score in self.scores for each in kinds)
        return noticed, sum(score.tried.get(each, 0) for score in self.scores for each in kinds)

    def data(self) -> dict[str, Any]:
        """The same as JSON data."""
        noticed, tried = self.total()
        return {
            "score": round(noticed / tried, 4) if tried else None,
            "kinds": {kind.value: dict(zip(("noticed", "tried"), self.total(kind), strict=True)) for kind in Kind},
            "rules": [
                {
                    "code": score.code,
                    "score": None if score.score is None else round(score.score, 4),
                    "tried": {kind.value: count for kind, count in score.tried.items()},
                    "noticed": {kind.value: count for kind, count in score.noticed.items()},
                    "survivors": [asdict(each) for each in score.survivors],
                    "wrong": [
                        {"definitie": example.definition.definitie, "problem": problem, "at": at(example.mark)}
                        for example, problem in score.wrong
                    ],
                }
                for score in self.scores
            ],
            "uncovered": [{"code": code, "clause": clause} for code, clause in self.uncovered],
            "unused": [asdict(each) for each in self.unused],
            "overlaps": [asdict(each) for each in self.overlaps],
            "slowest": [{"code": code, "share": round(share, 3)} for code, share in self.slowest],
        }


def _rules(engine: Engine, codes: Sequence[str]) -> list[Rule]:
    known = {rule.code: rule for rule in engine.packs[0].rules}
    if not codes:
        return list(known.values())
    return [engine.restricted([code]).rules[0] for code in codes]


def _slowest(engine: Engine) -> list[tuple[str, float]]:
    """The rules that take most time over all examples, with their share of it."""
    timings = Timings()
    timed = engine.timed(timings)
    rules = engine.packs[0].rules
    for _ in timed.validate_many(each.definition for rule in rules for each in (*rule.passing, *rule.failing)):
        pass
    total = sum(timing.seconds for timing in timings.rules.values()) or 1.0
    ordered = sorted(timings.rules.items(), key=lambda pair: -pair[1].seconds)[:SLOWEST]
    return [(code, timing.seconds / total) for code, timing in ordered]


def _tell(output: Output, found: Found, asked: Strict) -> None:
    language = asked.language
    for score in found.scores:
        _rule(output, score, asked)
    if found.uncovered and asked.codes:  # of a whole pack they are told with the examples
        output.line((say("uncovered", language), "bold red"))
        for code, clause in found.uncovered:
            output.line((f"  {code}: {clause}", ""))
    if found.unused:
        output.line((say("strict-unused", language, count=len(found.unused)), "bold"))
        for each in found.unused:
            key = "strict-unused-lexicon" if each.entry is None else "strict-covered"
            values = {"lexicon": each.lexicon, "entry": each.entry, "other": each.covered_by}
            output.line((f"  {say(key, language, **values)}", ""))
    if found.overlaps:
        output.line((say("strict-overlaps", language), "bold"))
        for pair in found.overlaps:
            same = f" ({say('strict-family', language, family=pair.family)})" if pair.family else ""
            told = say("strict-overlap", language, code=pair.code, other=pair.other, n=pair.shared, of=pair.examples)
            output.line((f"  {told}{same}", ""))
    if found.slowest:
        told = ", ".join(f"{code} {share:.0%}" for code, share in found.slowest)
        output.line((say("strict-slowest", language, rules=told), ""))
    _total(output, found, language)


def _rule(output: Output, score: RuleScore, asked: Strict) -> None:
    if score.score is None:
        return
    low = score.score < asked.least
    counts = ", ".join(
        f"{say(f'mutant-{kind.value}', asked.language)} {score.noticed[kind]}/{score.tried[kind]}"
        for kind in score.tried
        if score.tried[kind]
    )
    output.line((f"{score.code:<14} {score.score:.2f}  ", "bold red" if low else "green"), (counts, ""))
    for example, problem in score.wrong[:SHOWN]:
        text = shortened(visible(example.definition.definitie), LONGEST)
        output.line(
            (f"    {say('strict-wrong', asked.language)} {text} ", "red"), (f"{at(example.mark)} {problem}", "dim")
        )
    shown = score.survivors if asked.codes else score.survivors[:SHOWN] if low else ()
    for each in shown:
        output.line((f"    {say(f'mutant-{each.kind.value}', asked.language)} {each.place}: ", "dim"),
                    (shortened(each.change, LONGEST), ""))  # fmt: skip
    if low and len(score.survivors) > len(shown):
        output.line((f"    {say('strict-more', asked.language, count=len(score.survivors) - len(shown))}", "dim"))


def _total(output: Output, found: Found, language: str) -> None:
    noticed, tried = found.total()
    if not tried:
        return
    parts = ", ".join(
        f"{say(f'mutant-{kind.value}', language)} {noticed_of / tried_of:.2f}"
        for kind in Kind
        for noticed_of, tried_of in [found.total(kind)]
        if tried_of
    )
    output.line((say("strict-total", language, score=f"{noticed / tried:.2f}", noticed=noticed, tried=tried), "bold"),
                (f" ({parts})", ""))  # fmt: skip
