"""What holds for every run, whatever its writers answer: laws of the loop, over random answers."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model import Decision, Definition
from generator.data import from_data, to_data
from generator.judging import Jury
from generator.local import LocalSteps
from generator.loop import generate
from generator.model import Judged, Limits, Request, Result, StopReason
from generator.select import best_of, weight
from plugins.generating import BudgetError, UnavailableError
from tests.unit.generator.writers import EXAMPLE, GOOD, PURPOSE, RECORD, Said, Writer

TEXTS = (
    PURPOSE, EXAMPLE, GOOD, "", "iets", "een ruimte", "Een ruimte waar (zoals 112) meldingen komen enzovoort",
    "room where all of the emergency calls are received by the police and passed on", "meldkamer is een meldkamer",
    "x" * 25_000,
)  # fmt: skip
FAULTS = (BudgetError("money"), UnavailableError("gone"), RuntimeError("broken"))

answers = st.lists(st.lists(st.sampled_from(TEXTS + FAULTS), max_size=3), max_size=5)


@dataclass(slots=True)
class Remembering(LocalSteps):
    """Steps that judge a text once: the laws are about the loop."""

    known: dict[str, Judged] = field(default_factory=dict)

    async def judge(self, definition: Definition) -> Judged:
        """As ever, or as before."""
        if definition.definitie not in self.known:
            self.known[definition.definitie] = self.jury.judge(definition)
        return self.known[definition.definitie]


@pytest.fixture(scope="module")
def known() -> dict[str, Judged]:
    return {}


def run(jury: Jury, known: dict[str, Judged], said: list[list[list[Said]]], request: Request) -> Result:
    writers = {name: Writer(each, name=name) for name, each in zip(request.generators, said, strict=True)}
    steps = Remembering(jury, writers, clock=lambda: 0.0, known=known)
    return asyncio.run(generate(request, jury, steps))


@settings(max_examples=150)
@given(first=answers, second=answers, rounds=st.integers(0, 5), candidates=st.integers(1, 3))
def test_laws(
    jury: Jury,
    known: dict[str, Judged],
    first: list[list[Said]],
    second: list[list[Said]],
    rounds: int,
    candidates: int,
) -> None:
    request = Request(
        replace(RECORD), generators=("first", "second"), candidates=candidates, limits=Limits(rounds=rounds), seed=7
    )
    result = run(jury, known, [first, second], request)
    every = [candidate for done in result.rounds for candidate in done.candidates]

    assert len(result.rounds) <= rounds
    assert [done.number for done in result.rounds] == list(range(1, len(result.rounds) + 1))
    assert [(each.round, each.number) for each in every] == sorted((each.round, each.number) for each in every)

    assert result.best == best_of(every)
    assert all(weight(result.best) <= weight(each) for each in every if result.best is not None)
    accepted = result.best is not None and result.best.decision is Decision.ACCEPTED
    assert (result.stop is StopReason.ACCEPTED) is accepted
    assert (result.accepted is not None) is accepted

    for before, after in zip(result.rounds, result.rounds[1:], strict=False):
        shown = best_of([each for each in every if each.round <= before.number])
        assert shown is not None
        assert json.dumps(shown.text, ensure_ascii=False)[1:20] in after.prompt.user
        assert any(candidate.round == after.number for candidate in after.candidates) or after.troubles

    assert run(jury, known, [first, second], request) == result
    assert from_data(Result, json.loads(json.dumps(to_data(result)))) == result
