"""How runs end, and with what: the loop with writers that answer what they are told to."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from engine.engine import Engine
from engine.model import Context, Decision, Source
from generator.judging import Jury
from generator.local import LocalSteps
from generator.loop import generate
from generator.model import Limits, Request, Round, StopReason, TroubleKind
from plugins.generating import Ask, BudgetError, Calls, Proposal, SourceText, UnavailableError, Usage
from tests.unit.engine.packs.proef import changed, write
from tests.unit.generator.writers import EXAMPLE, GOOD, PURPOSE, RECORD, Sleeper, Writer, run, steps

FOUR = "gebouw, zoals een bunker, waar noodoproepen (112) binnenkomen"


async def test_a_good_text_is_accepted_at_once(jury: Jury) -> None:
    writer = Writer([[GOOD]])
    result = await run(jury, writer)
    assert result.stop is StopReason.ACCEPTED
    assert result.accepted is not None
    assert result.accepted.definitie == GOOD
    assert result.pins[0].name == "astra-nl"
    assert len(writer.asked) == 1


async def test_a_rejected_text_is_refined_until_it_is_accepted(jury: Jury) -> None:
    writer = Writer([[PURPOSE], [EXAMPLE], [GOOD]])
    result = await run(jury, writer)
    assert result.stop is StopReason.ACCEPTED
    assert [done.best for done in result.rounds] == [(1, 1), (2, 1), (3, 1)]
    assert PURPOSE in writer.asked[1].prompt.user
    assert "zegt waarvoor" in writer.asked[1].prompt.user


async def test_it_refines_from_the_best_not_the_last(jury: Jury) -> None:
    writer = Writer([[EXAMPLE], [PURPOSE], [FOUR]])
    result = await run(jury, writer)
    assert result.best is not None
    assert result.best.text == EXAMPLE
    assert EXAMPLE in writer.asked[2].prompt.user
    assert PURPOSE not in writer.asked[2].prompt.user


async def test_fixes_are_made_before_judging(jury: Jury) -> None:
    result = await run(jury, Writer([["Een " + GOOD]]))
    assert result.stop is StopReason.ACCEPTED
    assert result.best is not None
    assert result.best.text == GOOD
    assert [change.code for change in result.best.judged.changes] == ["ARAI-06"]
    assert result.best.proposal.text == "Een " + GOOD


@pytest.mark.parametrize(
    ("answers", "limits", "stop", "rounds"),
    [
        ([[PURPOSE], [EXAMPLE], [FOUR]], Limits(rounds=2), StopReason.BEST_EFFORT, 2),
        ([[PURPOSE], []], Limits(), StopReason.BEST_EFFORT, 2),
        ([[PURPOSE], [PURPOSE]], Limits(), StopReason.OSCILLATION, 2),
        ([[EXAMPLE], [PURPOSE], [EXAMPLE.upper() + "."]], Limits(rounds=9), StopReason.OSCILLATION, 3),
        ([[EXAMPLE], [PURPOSE], [FOUR], [GOOD]], Limits(rounds=9), StopReason.STAGNATED, 3),
        ([[GOOD]], Limits(rounds=0), StopReason.BUDGET_EXHAUSTED, 0),
        ([[GOOD]], Limits(seconds=0), StopReason.BUDGET_EXHAUSTED, 0),
        ([[BudgetError("money")]], Limits(), StopReason.BUDGET_EXHAUSTED, 1),
        ([[PURPOSE], [BudgetError("tokens")]], Limits(), StopReason.BUDGET_EXHAUSTED, 2),
        ([[UnavailableError("no model is there")]], Limits(), StopReason.PROVIDER_UNAVAILABLE, 1),
        ([[PURPOSE], [UnavailableError("gone")]], Limits(), StopReason.PROVIDER_UNAVAILABLE, 2),
        ([[]], Limits(), StopReason.PROVIDER_UNAVAILABLE, 1),
        ([[""]], Limits(), StopReason.PROVIDER_UNAVAILABLE, 1),
        ([["x" * 1_000_000]], Limits(), StopReason.PROVIDER_UNAVAILABLE, 1),
    ],
)
async def test_every_end_has_its_reason_and_no_rejected_text_is_accepted(
    jury: Jury, answers: list[list[object]], limits: Limits, stop: StopReason, rounds: int
) -> None:
    result = await run(jury, Writer(answers), limits=limits)  # type: ignore[arg-type]
    assert (result.stop, len(result.rounds)) == (stop, rounds)
    assert result.accepted is None
    said = [text for answer in answers for text in answer if text in (PURPOSE, EXAMPLE)]
    assert (result.best is not None) is bool(said and rounds)


async def test_a_set_of_findings_seen_before_is_an_oscillation_too(jury: Jury) -> None:
    result = await run(jury, Writer([[PURPOSE], [EXAMPLE], ["zaal om noodoproepen te ontvangen"]]))
    assert result.stop is StopReason.OSCILLATION


async def test_one_new_candidate_is_enough_to_go_on(jury: Jury) -> None:
    result = await run(jury, Writer([[PURPOSE, EXAMPLE], [PURPOSE, FOUR], [GOOD]]), candidates=2)
    assert result.stop is StopReason.ACCEPTED
    assert [len(done.candidates) for done in result.rounds] == [2, 2, 1]


async def test_more_candidates_than_asked_for_are_left_out(jury: Jury) -> None:
    result = await run(jury, Writer([[PURPOSE, EXAMPLE, GOOD]]), candidates=2, limits=Limits(rounds=1))
    assert [candidate.text for candidate in result.rounds[0].candidates] == [PURPOSE, EXAMPLE]


async def test_the_next_generator_is_asked_where_one_has_nothing_new(jury: Jury) -> None:
    first, second = Writer([[PURPOSE], [PURPOSE]], name="first"), Writer([[GOOD]], name="second")
    result = await run(jury, first, second)
    assert result.stop is StopReason.ACCEPTED
    assert [candidate.generator for candidate in result.rounds[1].candidates] == ["first", "second"]
    assert [trouble.kind for trouble in result.rounds[1].troubles] == [TroubleKind.REPEATED]
    assert len(second.asked) == 1


async def test_a_generator_that_fails_sinks_nothing_else(jury: Jury) -> None:
    broken, missing = Writer([[RuntimeError("broken")]], name="broken"), Writer([], name="missing")
    result = await generate(
        Request(RECORD, generators=("broken", "absent", "missing", "good"), candidates=1, seed=1),
        jury,
        steps(jury, broken, missing, Writer([[GOOD]], name="good")),
    )
    assert result.stop is StopReason.ACCEPTED
    kinds = [(trouble.generator, trouble.kind) for trouble in result.rounds[0].troubles]
    assert kinds == [
        ("broken", TroubleKind.FAILED), ("absent", TroubleKind.UNKNOWN), ("missing", TroubleKind.NOTHING)
    ]  # fmt: skip
    assert "broken" in result.rounds[0].troubles[0].detail


async def test_a_generator_that_hangs_is_named_and_passed_over(jury: Jury) -> None:
    around = steps(jury, Sleeper(), Writer([[GOOD]]), patience=0.01)
    result = await generate(Request(RECORD, generators=("sleeper", "writer"), seed=1), jury, around)
    assert result.stop is StopReason.ACCEPTED
    assert [(each.generator, each.kind) for each in result.rounds[0].troubles] == [("sleeper", TroubleKind.TIMEOUT)]


async def test_cancelling_keeps_the_best_candidate(jury: Jury) -> None:
    around = steps(jury, Writer([[PURPOSE], []]), Sleeper())
    around.noted = lambda done: around.cancel()
    result = await generate(Request(RECORD, generators=("writer", "sleeper"), candidates=1, seed=1), jury, around)
    assert result.stop is StopReason.CANCELLED
    assert result.best is not None
    assert result.best.text == PURPOSE
    assert result.accepted is None


async def test_a_question_under_way_is_given_up_when_the_run_is_cancelled(jury: Jury) -> None:
    class Stopping(Sleeper):
        async def propose(self, ask: Ask, calls: Calls) -> list[Proposal]:
            around.cancel()
            return await super().propose(ask, calls)

    around = steps(jury, Stopping())
    result = await generate(Request(RECORD, generators=("sleeper",), seed=1), jury, around)
    assert result.stop is StopReason.CANCELLED


async def test_time_is_measured_from_the_start_of_the_run(jury: Jury) -> None:
    moments = iter(range(0, 1000, 10))
    around = steps(jury, Writer([[PURPOSE], [EXAMPLE]]), clock=lambda: float(next(moments)))
    limits = Limits(rounds=9, seconds=15)
    result = await generate(Request(RECORD, generators=("writer",), candidates=1, limits=limits, seed=1), jury, around)
    assert (result.stop, result.detail) == (StopReason.BUDGET_EXHAUSTED, "time")
    assert result.rounds[0].ended > result.rounds[0].began >= 0


async def test_a_generator_without_an_account_is_held_to_the_budget_by_what_it_says(jury: Jury) -> None:
    costly = Proposal(PURPOSE, usage=Usage(600, 400), cost=Decimal("0.5"))
    for limits, name in ((Limits(tokens=1000), "tokens"), (Limits(money=Decimal("0.5")), "money")):
        result = await run(jury, Writer([[costly], [GOOD]]), limits=limits)
        assert (result.stop, result.detail) == (StopReason.BUDGET_EXHAUSTED, name)
        assert (result.spent.input_tokens, result.spent.cost) == (600, Decimal("0.5"))


async def test_a_person_is_asked_where_only_a_person_can_say_more(tmp_path: Path) -> None:
    files = changed("proef/rules/vorm/LEN-01.yaml", "check:", 'check:\n  duidelijk: |\n    judge "Is dit duidelijk?"')
    files = changed("proef/pack.yaml", "required_for_acceptance: [ESS-01]", "required_for_acceptance: [LEN-01]", files)
    write(tmp_path, files)
    asking = Jury.of(Engine.load([tmp_path / "proef"]))
    writer = Writer([[GOOD], [GOOD]])
    result = await run(asking, writer)
    assert (result.stop, result.undecided) == (StopReason.NEEDS_HUMAN, ("LEN-01",))
    assert result.accepted is None
    assert result.best is not None
    assert result.best.text == GOOD
    assert len(writer.asked) == 1


async def test_an_answer_in_another_language_is_neither_accepted_nor_handed_to_a_person(jury: Jury) -> None:
    english = "room in which emergency calls from all over the region are received and are passed on to the police"
    writer = Writer([[english], [GOOD]])
    result = await run(jury, writer)
    assert result.rounds[0].candidates[0].foreign
    assert "niet in het Nederlands" in writer.asked[1].prompt.user
    assert result.stop is StopReason.ACCEPTED
    assert result.best is not None
    assert result.best.text == GOOD


async def test_sources_of_the_writer_come_before_those_it_was_shown(jury: Jury) -> None:
    shown = (SourceText("Wet meldkamers", "De meldkamer is dag en nacht bezet."), SourceText("Elders", "Niets."))
    own = Proposal(GOOD, sources=(Source("Wet", "artikel 1"),))
    result = await run(jury, Writer([[own]]), sources=shown)
    assert result.accepted is not None
    assert result.accepted.sources == (Source("Wet", "artikel 1"),)
    result = await run(jury, Writer([[GOOD]]), sources=shown)
    assert result.accepted is not None
    assert result.accepted.sources == (Source("Wet meldkamers"),)


async def test_a_run_is_marked_where_the_packs_changed_meanwhile(jury: Jury) -> None:
    class Moving(LocalSteps):
        async def digest(self) -> str:
            return "sha256:other"

    around = Moving(jury, {"writer": Writer([[GOOD]])})
    result = await generate(Request(RECORD, generators=("writer",), seed=1), jury, around)
    assert result.stale
    assert result.pins == jury.pins
    assert not (await run(jury, Writer([[GOOD]]))).stale


async def test_questions_are_named_numbered_and_seeded(jury: Jury) -> None:
    writer = Writer([[PURPOSE], [GOOD]])
    context = Context(legal=("strafrecht",))
    await run(jury, writer, key="run-7", seed=40, record=replace(RECORD, context=context), candidates=2)
    assert [(ask.key, ask.round, ask.seed, ask.count) for ask in writer.asked] == [
        ("run-7/1/writer", 1, 40, 2), ("run-7/2/writer", 2, 41, 2)
    ]  # fmt: skip
    assert writer.asked[0].digest == jury.digest
    assert writer.asked[0].context == context


async def test_rounds_are_told_as_they_end(jury: Jury) -> None:
    told: list[Round] = []
    around = steps(jury, Writer([[PURPOSE], [GOOD]]), noted=told.append)
    result = await generate(Request(RECORD, generators=("writer",), candidates=1, seed=1), jury, around)
    assert told == list(result.rounds)
    assert [done.number for done in told] == [1, 2]


async def test_runs_at_the_same_time_do_not_see_each_other(jury: Jury) -> None:
    first, second = await asyncio.gather(run(jury, Writer([[PURPOSE], [GOOD]])), run(jury, Writer([[EXAMPLE], []])))
    assert (first.stop, second.stop) == (StopReason.ACCEPTED, StopReason.BEST_EFFORT)
    assert second.best is not None
    assert second.best.text == EXAMPLE


@pytest.mark.parametrize(
    "text", ["", "\u202egnirts", "ruimte\x00waar", "ｒｕｉｍｔｅ waar oproepen komen", "🙂" * 50, "a" * 19_999]
)
async def test_no_text_breaks_a_run(jury: Jury, text: str) -> None:
    result = await run(jury, Writer([[text], [GOOD]]), record=replace(RECORD, begrip="meld\u202ekamer🙂"))
    assert result.stop in (StopReason.ACCEPTED, StopReason.PROVIDER_UNAVAILABLE)
    assert (result.accepted is None) is (result.best is None)
    assert result.best is None or result.best.decision is Decision.ACCEPTED
