"""Does refining with findings pay? The loop with a simulated writer, against loops that leave something out.

``python -m benchmarks.refine`` runs all of them over the same terms with the same lots: the loop as it is; resampling
without any feedback; feedback of one finding a round; and refining from the last answer instead of the best. It also
measures what the loop itself takes of a round, without the writer. ``--json`` for the figures as data.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import Any

from benchmarks.machine import machine
from benchmarks.simulated import BREAKS, MENDS, Material, SimulatedWriter, material
from benchmarks.timing import quantile
from engine.model import Definition
from generator.judging import Jury
from generator.local import LocalSteps
from generator.loop import generate
from generator.material import CLOSE, OPEN, as_material
from generator.model import Candidate, Judged, Limits, Proposed, Request, Result, Round, StopReason
from generator.prompt import Prompts
from generator.tokens import estimate_tokens
from plugins import load_engine
from plugins.generating import Ask, Prompt

TERMS, ROUNDS, CANDIDATES = 1000, 3, 3
SEED = 2026


@dataclass(slots=True)
class Blind:
    """Every round asks as if it were the first."""

    inner: Prompts

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def prompt(self, best: Candidate | None) -> Prompt:
        """The prompt of a first round."""
        return self.inner.prompt(None)


@dataclass(slots=True)
class OneFinding(Blind):
    """Only the first finding is told."""

    def prompt(self, best: Candidate | None) -> Prompt:
        """The prompt with one objection."""
        prompt = self.inner.prompt(best)
        before, rest = prompt.user.split(OPEN)
        inside, after = rest.split(CLOSE)
        data = json.loads(inside)
        if "bezwaren" in data:
            data["bezwaren"] = data["bezwaren"][:1]
        return replace(prompt, user=before + as_material(data) + after)


@dataclass(slots=True)
class Last(Blind):
    """Refines from what came last, not from the best."""

    last: Candidate | None = None

    def prompt(self, best: Candidate | None) -> Prompt:
        """The prompt about the last answer."""
        return self.inner.prompt(self.last)

    def noted(self, done: Round) -> None:
        """Remember what came last."""
        self.last = done.candidates[-1] if done.candidates else self.last


VARIANTS: dict[str, Callable[[Prompts], Any]] = {
    "loop": lambda prompts: prompts,
    "resampling": Blind,
    "one finding": OneFinding,
    "keeps the last": Last,
}


@dataclass(slots=True)
class TimedSteps(LocalSteps):
    """Steps that know what the writer took of each round, so that the rest is the loop's own; and what judging took.

    In seconds of processor time, so that what else the machine does at the moment does not count.
    """

    writing: list[float] = field(default_factory=list)
    judging: float = 0.0

    async def propose(self, generator: str, ask: Ask) -> Proposed:
        """Ask, and take the time."""
        start = time.process_time()
        answer = await super(TimedSteps, self).propose(generator, ask)
        self.writing.append(time.process_time() - start)
        return answer

    async def judge(self, definition: Definition) -> Judged:
        """Judge, and take the time."""
        start = time.process_time()
        judged = await super(TimedSteps, self).judge(definition)
        self.judging += time.process_time() - start
        return judged


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one variant: shares of all terms, means over all terms."""

    variant: str
    candidates: int
    accepted: float
    rounds: float
    tokens: float
    tokens_an_accepted: float
    score: float
    stops: dict[str, int]
    prompts: dict[int, dict[str, float]]
    """Tokens of a prompt by round: the median and the most."""


def runs(jury: Jury, found: Material, variant: str, terms: int, candidates: int) -> tuple[Row, list[float], float]:
    """All runs of a variant; and the seconds that the loop itself took in each round, and of all that for judging."""
    results: list[Result] = []
    used, own, judging = 0, [], 0.0
    prompts: dict[int, list[int]] = {}
    for number in range(terms):
        good = found.good[number % len(found.good)]
        writer = SimulatedWriter(good.definitie, found.faults, SEED + number)
        result, seconds, judged = asyncio.run(_run(jury, good, writer, variant, candidates))
        results.append(result)
        own += seconds
        judging += judged
        for ask in writer.prompts:
            size = _count(ask.prompt.system) + _count(ask.prompt.user)
            prompts.setdefault(ask.round, []).append(size)
            used += candidates * size
        used += sum(_count(each.proposal.text) for done in result.rounds for each in done.candidates)
    accepted = sum(result.stop is StopReason.ACCEPTED for result in results)
    stops = {reason.value: sum(result.stop is reason for result in results) for reason in StopReason}
    row = Row(
        variant, candidates, accepted / terms, statistics.mean(len(result.rounds) for result in results),
        used / terms, used / max(1, accepted),
        statistics.mean(result.best.score if result.best else 0.0 for result in results),
        {reason: count for reason, count in stops.items() if count},
        {number: {"p50": quantile(sizes, 0.5), "max": max(sizes)} for number, sizes in sorted(prompts.items())},
    )  # fmt: skip
    return row, own, judging


async def _run(
    jury: Jury, good: Definition, writer: SimulatedWriter, variant: str, candidates: int
) -> tuple[Result, list[float], float]:
    request = Request(
        Definition(good.begrip, ""), generators=(writer.name,), candidates=candidates, seed=writer.seed,
        limits=Limits(rounds=ROUNDS),
    )  # fmt: skip
    prompts = VARIANTS[variant](Prompts.of(jury, request))
    steps = TimedSteps(jury, {writer.name: writer}, clock=time.process_time, noted=getattr(prompts, "noted", None))
    result = await generate(request, jury, steps, prompts)
    own = [done.ended - done.began - writing for done, writing in zip(result.rounds, steps.writing, strict=True)]
    return result, own, steps.judging


@lru_cache(maxsize=4096)
def _count(text: str) -> int:
    """Tokens in a vocabulary of today; as estimated where it is not installed."""
    encoding = _vocabulary()
    return estimate_tokens(text) if encoding is None else len(encoding.encode(text))


@lru_cache(maxsize=1)
def _vocabulary() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # it opens its own data in a way that is old
            import bpe_openai  # noqa: PLC0415 - only where it is installed
    except ImportError:
        return None
    return bpe_openai.get_encoding("o200k_base")


def measure(profile: str, terms: int, candidates: Sequence[int]) -> dict[str, Any]:
    """All figures, as data."""
    jury = Jury.of(load_engine(profile=profile, verify=False))
    found = material(jury.engine)
    rows: list[Row] = []
    own: list[float] = []
    judging = 0.0
    for count in candidates:
        for variant in VARIANTS:
            row, seconds, judged = runs(jury, found, variant, terms, count)
            rows.append(row)
            if variant == "loop":
                own += seconds
                judging += judged
    return {
        "machine": machine(),
        "profile": jury.engine.profile_name,
        "terms": terms,
        "rounds": ROUNDS,
        "mends": MENDS,
        "breaks": BREAKS,
        "good texts": len(found.good),
        "faults": len(found.faults),
        "rules": len({code for _, code in found.faults}),
        "vocabulary": "estimate" if _vocabulary() is None else "o200k_base",
        "rows": [asdict(row) for row in rows],
        "loop ms a round": {
            "p50": quantile(own, 0.5) * 1000,
            "p95": quantile(own, 0.95) * 1000,
            "rounds": len(own),
            "judging": judging / sum(own),
        },
    }


def _print(figures: dict[str, Any]) -> None:
    print(figures["machine"])
    print(
        f"{figures['terms']} terms, profile {figures['profile']}, at most {figures['rounds']} rounds; "
        f"{figures['faults']} faults of {figures['rules']} rules over {figures['good texts']} good texts; "
        f"tokens as {figures['vocabulary']} counts"
    )
    print(f"{'variant':<16}{'n':>3}{'accepted':>10}{'rounds':>8}{'tokens':>8}{'per accepted':>14}{'score':>7}")
    for row in figures["rows"]:
        print(
            f"{row['variant']:<16}{row['candidates']:>3}{row['accepted']:>10.1%}{row['rounds']:>8.2f}"
            f"{row['tokens']:>8.0f}{row['tokens_an_accepted']:>14.0f}{row['score']:>7.2f}"
        )
    sizes = next(row for row in reversed(figures["rows"]) if row["variant"] == "loop")["prompts"]
    print("prompt of the loop: " + ", ".join(
        f"round {number} {size['p50']:.0f} tokens (at most {size['max']:.0f})" for number, size in sizes.items()
    ))  # fmt: skip
    own = figures["loop ms a round"]
    print(
        f"the loop itself: p50 {own['p50']:.1f} ms, p95 {own['p95']:.1f} ms of processor time a round "
        f"({own['rounds']} rounds; {own['judging']:.0%} of it is judging)"
    )


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.refine", description=__doc__)
    parser.add_argument("--terms", type=int, default=TERMS)
    parser.add_argument("--candidates", type=int, nargs="+", default=[1, CANDIDATES])
    parser.add_argument("--profile", default="streng", help="streng: all rules block (default); standaard: only errors")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    figures = measure(asked.profile, asked.terms, asked.candidates)
    if asked.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
    else:
        _print(figures)


if __name__ == "__main__":
    main(sys.argv[1:])
