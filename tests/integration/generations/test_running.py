"""A run in the service: from an order to a draft, with its trace and its ledger; and what keeps it from that."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from api.durable import SCHEMA
from api.generations.office import Office
from api.generations.running import Runner
from api.problems import Problem
from generator.budgets import Budgets, Limit
from generator.model import Limits, StopReason
from plugins import load_engine
from storage.database import Database
from storage.models import GenerationRunRow, Role, RunState
from storage.repositories.definitions import Filter
from tests.integration.generations.scenes import PACK, PATIENCE, office_of, order, until_ended
from tests.integration.generations.writer import RIGHT, Writer


@pytest.fixture
async def owner(database: Database) -> UUID:
    """A user who asks."""
    async with database.unit() as unit:
        return (await unit.users.add("eva", "-", Role.USER)).id


@asynccontextmanager
async def opened(
    database: Database, writer: Writer, budgets: Budgets | None = None, **changed: Any
) -> AsyncIterator[Office]:
    """An office that takes part for as long as the block lasts."""
    office = office_of(database, writer, budgets, **changed)
    await office.open()
    try:
        yield office
    finally:
        await office.close()
        office.services.host.close()
        office.services.passwords.close()


async def eventually(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.01)


async def ask(office: Office, owner: UUID, begrip: str = "sluis", **changed: Any) -> GenerationRunRow:
    async with office.services.database.unit() as unit:
        return await office.order(unit, order(begrip, **changed), owner, f"user:{owner}")


async def test_what_is_accepted_becomes_a_draft_and_all_that_led_to_it_is_kept(database: Database, owner: UUID) -> None:
    async with opened(database, Writer()) as office:
        asked = await ask(office, owner)
        assert (asked.state, asked.stop_reason) == (RunState.QUEUED, None)
        row = await until_ended(database, asked.id)
    assert (row.state, row.stop_reason, row.stale) == (RunState.DONE, StopReason.ACCEPTED, False)
    async with database.unit() as unit:
        draft = await unit.definitions.get(row.id)
        history = await unit.generations.history(row.id)
        attempts = await unit.attempts.of(row.id)
    assert row.definition_id == draft.id
    assert (draft.begrip, draft.definitie, draft.status, draft.owner_id) == ("sluis", RIGHT, "draft", owner)
    assert [(each.iteration, each.attempt) for each in history] == [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]
    assert history[1].details["findings"][0]["code"] == "WOORD-01"
    assert {each.definition_id for each in history} == {draft.id}
    assert [(each.state, each.input_tokens, each.output_tokens) for each in attempts] == [("settled", 100, 20)] * 4


async def test_what_is_not_accepted_is_never_kept_and_shown_with_its_findings(database: Database, owner: UUID) -> None:
    async with opened(database, Writer(rounds=99)) as office:
        row = await until_ended(database, (await ask(office, owner)).id)
    kept: Any = row.result
    assert row.stop_reason == StopReason.OSCILLATION, "the same is found in every text"
    assert kept["outcome"]["definition"] is None
    assert kept["outcome"]["best"]["decision"] == "rejected"
    assert kept["saved"] == {"status": "not-saved"}
    async with database.unit() as unit:
        assert (await unit.definitions.page(Filter(everything=True))).items == ()


async def test_the_same_is_not_asked_twice_at_once_and_no_more_than_is_allowed(database: Database, owner: UUID) -> None:
    writer = Writer(held=asyncio.Event())
    async with opened(database, writer, generations_user=2) as office:
        first = await ask(office, owner)
        with pytest.raises(Problem) as caught:
            await ask(office, owner)
        assert (caught.value.code, caught.value.members["existing"]) == (
            "generation-running",
            f"/api/v1/generations/{first.id}",
        )
        await ask(office, owner, "kade")
        with pytest.raises(Problem) as caught:
            await ask(office, owner, "dijk")
        assert caught.value.code == "generations-full"
        assert writer.held is not None
        writer.held.set()
        assert (await until_ended(database, first.id)).stop_reason == StopReason.ACCEPTED
        again = await ask(office, owner, save=False)
        assert (await until_ended(database, again.id)).stop_reason == StopReason.ACCEPTED


async def test_many_at_once_ask_for_the_same_and_one_runs(database: Database, owner: UUID) -> None:
    async with opened(database, Writer(held=asyncio.Event())) as office:
        answers = await asyncio.gather(*(ask(office, owner) for _ in range(6)), return_exceptions=True)
    rows = [each for each in answers if isinstance(each, GenerationRunRow)]
    refused = [each.code for each in answers if isinstance(each, Problem)]
    assert (len(rows), refused) == (1, ["generation-running"] * 5)


async def test_a_run_stops_when_somebody_asks_and_pays_for_what_it_began(database: Database, owner: UUID) -> None:
    writer = Writer(held=asyncio.Event())
    async with opened(database, writer) as office:
        run = (await ask(office, owner)).id
        await eventually(lambda: len(writer.calls) == 2)
        async with database.unit() as unit:
            assert await unit.generations.ask_to_stop(run)
        row = await until_ended(database, run)
        async with database.unit() as unit:
            attempts = await unit.attempts.of(run)
            assert not await unit.generations.ask_to_stop(run)
    assert (row.state, row.stop_reason, row.definition_id) == (RunState.DONE, StopReason.CANCELLED, None)
    # Nobody knows whether the service went on with it: all that was reserved counts.
    assert [(each.state, each.input_tokens, each.output_tokens) for each in attempts] == [("unknown", 200, 50)] * 2


async def test_a_draft_is_withdrawn_and_the_run_fails_when_its_end_cannot_be_written(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = []

    async def broken(runner: Runner, run: UUID, *_: object) -> None:
        async with database.unit() as unit:
            saved.append((await unit.definitions.get(run)).definitie)
        raise ValueError("the disk of the trace is broken")

    monkeypatch.setattr(Runner, "_finish", broken)
    async with opened(database, Writer()) as office:
        row = await until_ended(database, (await ask(office, owner)).id)
    assert saved == [RIGHT]
    assert (row.state, row.stop_reason, row.definition_id) == (RunState.FAILED, None, None)
    assert row.result == {"fault": "ValueError"}
    async with database.unit() as unit:
        assert (await unit.definitions.page(Filter(everything=True))).items == ()
        assert {each.state for each in await unit.attempts.of(row.id)} == {"settled"}
        done = [each.action for each in await unit.audit.of(f"definition/{row.id}")]
    assert done == ["definition.created", "definition.deleted"]


async def test_a_budget_of_nothing_ends_the_run_and_calls_nobody(database: Database, owner: UUID) -> None:
    writer = Writer()
    async with opened(database, writer) as office:
        for limits in (Limits(0), Limits(3, tokens=0)):
            wanted = replace(order("sluis").request, limits=limits)
            row = await until_ended(database, (await ask(office, owner, request=wanted)).id)
            assert row.stop_reason == StopReason.BUDGET_EXHAUSTED
    assert writer.calls == []


async def test_a_day_of_a_user_is_a_budget_across_runs(database: Database, owner: UUID) -> None:
    budgets = Budgets(user_day=Limit(tokens=4 * 120 + 2 * 250))
    async with opened(database, Writer(), budgets=budgets) as office:
        first = await until_ended(database, (await ask(office, owner)).id)
        second = await until_ended(database, (await ask(office, owner, "kade")).id)
    assert first.stop_reason == StopReason.ACCEPTED
    kept: Any = second.result
    assert (second.stop_reason, kept["outcome"]["detail"]) == (StopReason.BUDGET_EXHAUSTED, "writer: budget (user-day)")
    assert kept["outcome"]["best"]["decision"] == "rejected", "the first round still fitted"


async def test_a_run_keeps_its_packs_when_others_come_into_use(database: Database, owner: UUID, tmp_path: Path) -> None:
    """The pack changes while the writer thinks; the run is judged by the one it began with, and says so."""
    folder = tmp_path / "eigen"
    shutil.copytree(PACK, folder)
    rule = folder / "rules" / "vorm" / "WOORD-01.yaml"
    rule.write_text(rule.read_text().replace("eigenlijk", "waterbouwkundig"))
    writer = Writer(rounds=1, held=asyncio.Event())
    async with opened(database, writer) as office:
        asked = await ask(office, owner)
        await eventually(lambda: len(writer.calls) == 2)
        office.services.host.swap(load_engine([folder], verify=False), [str(folder)])
        assert writer.held is not None
        writer.held.set()
        row = await until_ended(database, asked.id)
    kept: Any = row.result
    assert (row.stop_reason, row.stale) == (StopReason.ACCEPTED, True)
    assert [pack["digest"] for pack in kept["outcome"]["packs"].values()] == [asked.pack_digest]


async def test_work_that_was_broken_off_by_the_end_of_a_process_goes_on_in_the_next(
    database: Database, owner: UUID
) -> None:
    writer = Writer(held=asyncio.Event())
    async with opened(database, writer) as office:
        run = (await ask(office, owner)).id
        await eventually(lambda: len(writer.calls) == 2)
    async with database.unit() as unit:
        assert (await unit.generations.get(run)).state == RunState.RUNNING
    second = Writer()
    async with opened(database, second):
        row = await until_ended(database, run)
    assert row.stop_reason == StopReason.ACCEPTED
    assert second.calls[:2] == writer.calls, "what had no answer is asked once more"


async def test_a_run_that_nothing_will_end_is_ended(database: Database, owner: UUID) -> None:
    async with opened(database, Writer(held=asyncio.Event())) as office:
        run = (await ask(office, owner)).id
    async with database.unit() as unit:
        await unit.session.execute(text(f"UPDATE {SCHEMA}.workflow_status SET status = 'ERROR'"))  # noqa: S608
    async with opened(database, Writer()):
        row = await until_ended(database, run)
    assert (row.state, row.result) == (RunState.FAILED, {"fault": "GivenUp"})
    async with database.unit() as unit:
        assert "intent" not in {each.state for each in await unit.attempts.of(run)}
