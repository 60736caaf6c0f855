"""The traps of DBOS: what it does by default, shown, and that it does not happen here."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from api import durable as module
from api.durable import SCHEMA, VERSION, Course, Durable
from storage.database import Database
from tests.integration.generations.scenes import POLL_SECONDS, mark, marking, seen, until
from tests.integration.generations.zygote import Zygote

Fork = Callable[..., int]


async def begin(database: Database, workflow: str = "marks/1", key: UUID | None = None) -> UUID:
    """Put a workflow into the queue."""
    made = key or uuid4()
    async with database.unit() as unit:
        await Durable(database, {workflow: marking(database)}).enqueue(unit, workflow, made)
    return made


async def rows(database: Database, what: str) -> list[tuple[object, ...]]:
    async with database.unit() as unit:
        return [tuple(row) for row in (await unit.session.execute(text(what.format(schema=SCHEMA)))).all()]


async def test_a_second_process_does_not_run_what_a_live_one_runs(database: Database, fork: Fork) -> None:
    """Trap 1: the executor id is ‘local’ everywhere, and who starts takes up all work of that name."""
    url = database.engine.url.render_as_string(hide_password=False)
    first = fork("work", url=url)
    await until(database, "up")
    key = await begin(database)
    await until(database, "two")
    second = fork("work", url=url, sweeps=True)
    await until(database, "looked", by=second)
    assert await seen(database, "two") == [(key, first)]
    await mark(database, "go")
    assert await until(database, "three") == [(key, first)]


async def test_with_the_default_name_it_would_run_twice(database: Database, fork: Fork) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    fork("work", url=url, executor="local")
    await until(database, "up")
    key = await begin(database)
    await until(database, "two")
    fork("work", url=url, executor="local")
    assert [run for run, _ in await until(database, "two", 2)] == [key, key], "while the first one still runs"


async def test_work_of_a_killed_process_is_taken_over_and_goes_on_where_it_was(
    database: Database, fork: Fork, zygote: Zygote
) -> None:
    """Trap 4: nobody looks after the work of a process that is gone."""
    url = database.engine.url.render_as_string(hide_password=False)
    first = fork("work", url=url)
    await until(database, "up")
    key = await begin(database)
    await until(database, "two")
    zygote.kill(first)
    idle = fork("work", url=url)
    await until(database, "looked", by=idle)
    assert await seen(database, "two") == [(key, first)], "without a sweeper nobody takes it"
    zygote.kill(idle)
    second = fork("work", url=url, sweeps=True)
    assert await until(database, "two", 2) == [(key, first), (key, second)]
    await mark(database, "go")
    assert await until(database, "three") == [(key, second)]
    assert await seen(database, "one") == [(key, first)], "what was done is not done again"


async def test_work_goes_on_under_another_release_as_long_as_its_name_is_known(
    database: Database, fork: Fork, zygote: Zygote
) -> None:
    """Trap 2: work of another application version is never taken up again. The version is constant here."""
    url = database.engine.url.render_as_string(hide_password=False)
    first = fork("work", url=url)
    await until(database, "up")
    key = await begin(database)
    await until(database, "two")
    zygote.kill(first)
    await mark(database, "go")
    new = fork("work", url=url, bodies=["marks/2"], sweeps=True)
    await until(database, "looked", by=new)
    assert await seen(database, "three") == [], "a release that has forgotten the name leaves it alone"
    zygote.kill(new)
    both = fork("work", url=url, bodies=["marks/2", "marks/1"], sweeps=True)
    assert await until(database, "three") == [(key, both)]


async def test_work_of_another_version_would_stay_where_it_is(
    database: Database, fork: Fork, monkeypatch: pytest.MonkeyPatch
) -> None:
    fork("work", url=database.engine.url.render_as_string(hide_password=False), sweeps=True)
    monkeypatch.setattr(module, "VERSION", f"{VERSION}-2")
    await begin(database)
    await until(database, "looked")
    assert await seen(database, "one") == []


async def test_what_is_written_down_is_json_and_reads_as_it_was(database: Database) -> None:
    """Trap 3: the default serializer is pickle, which runs what is in it."""
    outcomes: list[object] = []

    async def body(key: UUID, course: Course) -> None:
        async def give() -> dict[str, object]:
            return {"term": "sluis ‘x’", "number": 1.5, "list": [1, None, True]}

        outcomes.append(await course.step("give", give))
        await course.step("end", lambda: mark(database, "end", key))

    durable = Durable(database, {"json/1": body}, poll=POLL_SECONDS)
    await durable.start()
    async with database.unit() as unit:
        await durable.enqueue(unit, "json/1", uuid4())
    await until(database, "end")
    await durable.stop()
    asked = "SELECT serialization, output FROM {schema}.operation_outputs WHERE function_name = 'give'"
    kept = await rows(database, asked)
    assert [(how, json.loads(str(what))) for how, what in kept] == [("portable_json", outcomes[0])]
    kinds = await rows(database, "SELECT serialization FROM {schema}.workflow_status")
    assert kinds == [("portable_json",)]


async def test_threads_are_left_when_it_ends(database: Database) -> None:
    """Trap 5: ``run_step_async`` and its kin put DBOS's threads in place of the loop's, and close them at the end."""
    durable = Durable(database, {"marks/1": marking(database)}, poll=POLL_SECONDS)
    await mark(database, "go")
    await durable.start()
    await begin(database)
    await until(database, "three")
    await durable.stop()
    assert await asyncio.to_thread(lambda: 7) == 7
    await durable.start()
    await begin(database)
    await until(database, "three", 2)
    await durable.stop()


async def test_what_dbos_logs_goes_the_way_of_all_logs_and_holds_no_words(
    database: Database, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    durable = Durable(database, {})
    await durable.start()
    logging.getLogger("dbos").warning("Error serializing object: %s", "geheime definitie")
    await durable.stop()
    assert [record.getMessage() for record in caplog.records if record.name == "dbos"] == ["Error serializing object"]
    assert capfd.readouterr().err == ""


async def test_work_begins_with_the_transaction_that_asks_for_it(database: Database) -> None:
    async def refused(unit_fails: bool) -> None:
        async with database.unit() as unit:
            await Durable(database, {"marks/1": marking(database)}).enqueue(unit, "marks/1", uuid4())
            if unit_fails:
                raise RuntimeError

    with pytest.raises(RuntimeError):
        await refused(True)
    assert await rows(database, "SELECT * FROM {schema}.workflow_status") == []
    await refused(False)
    assert len(await rows(database, "SELECT * FROM {schema}.workflow_status")) == 1


async def test_steps_that_run_at_once_keep_their_numbers(database: Database) -> None:
    async def body(key: UUID, course: Course) -> None:
        async def slow(number: int) -> int:
            await asyncio.sleep(0.02 * (3 - number))
            return number

        steps = [course.step(f"candidate-{each}", partial(slow, each)) for each in range(3)]
        assert await asyncio.gather(*steps) == [0, 1, 2]
        await course.step("end", lambda: mark(database, "end", key))

    durable = Durable(database, {"order/1": body}, poll=POLL_SECONDS)
    await durable.start()
    async with database.unit() as unit:
        await durable.enqueue(unit, "order/1", uuid4())
    await until(database, "end")
    await durable.stop()
    asked = "SELECT function_name FROM {schema}.operation_outputs WHERE function_name LIKE 'cand%' ORDER BY function_id"
    assert [row[0] for row in await rows(database, asked)] == ["candidate-0", "candidate-1", "candidate-2"]
