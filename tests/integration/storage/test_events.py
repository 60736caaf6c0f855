"""The outbox gives its events in an order that holds, whatever the order of numbers and commits."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from storage.database import Database
from storage.listening import Listener
from storage.repositories.events import Written
from tests.integration.conftest import execute
from tests.integration.outbox import written


async def write(database: Database, *subjects: str) -> None:
    async with database.unit() as unit:
        for subject in subjects:
            unit.outbox.put("DefinitionUpdated", subject, {})
        await unit.session.flush()


async def write_in_vain(database: Database) -> None:
    async with database.unit() as unit:
        await unit.outbox.add("DefinitionUpdated", "definition/never", {})
        raise ZeroDivisionError


async def placed(database: Database) -> int:
    async with database.unit() as unit:
        return await unit.events.place()


async def read(database: Database, position: int = 0, limit: int = 1000) -> list[Written]:
    async with database.unit() as unit:
        return await unit.events.after(position, limit)


async def test_who_commits_late_is_not_passed_over(database: Database) -> None:
    async with database.unit() as slow:
        await slow.outbox.add("DefinitionUpdated", "definition/slow", {})
        await write(database, "definition/quick")  # has the higher number, and commits first
        await placed(database)
        seen = await read(database)
        assert [each.subject for each in seen] == ["definition/quick"]
    await placed(database)
    assert [each.subject for each in await read(database, seen[-1].position)] == ["definition/slow"]


async def test_by_number_it_would_be_passed_over(database: Database) -> None:
    """What makes positions needed: this is what a reader that goes by number sees."""
    async with database.unit() as slow:
        await slow.outbox.add("DefinitionUpdated", "definition/slow", {})
        await write(database, "definition/quick")
        async with database.unit() as unit:
            (quick,) = await written(unit)
    async with database.unit() as unit:
        assert [row.subject for row in await written(unit) if row.number > quick.number] == []


async def test_positions_have_no_gaps_where_numbers_do(database: Database) -> None:
    await write(database, "definition/1", "definition/2")
    with pytest.raises(ZeroDivisionError):
        await write_in_vain(database)
    await write(database, "definition/3")
    async with database.unit() as unit:
        assert await unit.events.waiting()
    assert [await placed(database), await placed(database)] == [3, 0]
    assert [(each.position, each.subject) for each in await read(database)] == [
        (1, "definition/1"),
        (2, "definition/2"),
        (3, "definition/3"),
    ]
    async with database.unit() as unit:
        assert not await unit.events.waiting()


async def test_many_writers_and_placers_at_once(database: Database) -> None:
    """A reader that follows along sees every event once, and those of one subject in the order of its changes."""
    seen: list[Written] = []
    done = asyncio.Event()

    async def writer(name: int) -> None:
        for step in range(15):
            async with database.unit() as unit:
                for half in range(2):
                    unit.outbox.put("DefinitionUpdated", f"definition/{name}", {"step": 2 * step + half})
                await unit.outbox.add("DefinitionUpdated", "definition/shared", {})

    async def placer() -> None:
        while not done.is_set():
            await placed(database)

    async def reader() -> None:
        while not done.is_set() or await read(database, len(seen)):
            seen.extend(await read(database, len(seen), 7))

    others = [asyncio.create_task(each) for each in (placer(), placer(), reader())]
    await asyncio.gather(*map(writer, range(4)))
    await placed(database)
    done.set()
    await asyncio.gather(*others)
    assert [each.position for each in seen] == list(range(1, 4 * 15 * 3 + 1))
    assert len({each.event["id"] for each in seen}) == len(seen)
    for name in range(4):
        steps = [each.event["data"]["step"] for each in seen if each.subject == f"definition/{name}"]
        assert steps == list(range(30))


async def test_old_events_go_up_to_a_position(database: Database) -> None:
    await write(database, *["definition/1"] * 5)
    await placed(database)
    now = datetime.now(UTC)
    async with database.unit() as unit:
        assert await unit.events.forget(before=now - timedelta(hours=1), up_to=5) == 0
        assert await unit.events.forget(before=now + timedelta(hours=1), up_to=2) == 2
        bounds = await unit.events.bounds()
        assert (bounds.forgotten, bounds.last) == (2, 5)
        assert await unit.events.forget(before=now + timedelta(hours=1), up_to=5) == 3
        bounds = await unit.events.bounds()
        assert (bounds.forgotten, bounds.last) == (5, 5)
    await write(database, "definition/1")
    await placed(database)
    assert [each.position for each in await read(database)] == [6]


async def test_a_sink_never_goes_back(database: Database) -> None:
    async with database.unit() as unit:
        assert (await unit.sinks.open("redis")).position == 0
        await unit.sinks.failed("redis", "ConnectionError")
        await unit.sinks.advance("redis", 7)
        await unit.sinks.advance("redis", 5)
        await unit.sinks.open("kafka")
    async with database.unit() as unit:
        assert [(row.name, row.position, row.failures) for row in await unit.sinks.all()] == [
            ("kafka", 0, 0),
            ("redis", 7, 0),
        ]
        assert await unit.sinks.slowest(["redis", "kafka"]) == 0
        assert await unit.sinks.slowest(["redis"]) == 7
        assert await unit.sinks.slowest([]) is None


async def test_one_process_holds_a_name_until_it_ends(database: Database) -> None:
    first, second = Listener(database, lambda: None), Listener(database, lambda: None)
    await first.connect()
    await second.connect()
    assert [await first.hold("redis"), await first.hold("redis"), await second.hold("redis")] == [True, True, False]
    assert await second.hold("kafka")
    await first.close()
    for _ in range(100):
        if await second.hold("redis"):
            break
        await asyncio.sleep(0.02)
    assert [await first.hold("redis"), await second.hold("redis")] == [False, True]
    await second.release("redis")
    await first.connect()
    assert await first.hold("redis")
    await first.close()
    await second.close()


async def test_who_listens_is_told(database: Database, database_url: str) -> None:
    told = asyncio.Event()
    listener = Listener(database, told.set)
    await listener.connect()
    await write(database, "definition/1")
    assert not told.is_set()
    await placed(database)
    await asyncio.wait_for(told.wait(), 5)
    told.clear()
    kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'definitie-events'"
    await execute(database_url, f"{kill} AND datname = current_database()")
    await asyncio.wait_for(told.wait(), 5)
    assert not listener.connected
    assert not await listener.hold("redis")
    await listener.connect()
    assert listener.connected
    await listener.close()


async def test_the_process_that_wrote_is_told(database: Database) -> None:
    told: list[None] = []
    database.announced = lambda: told.append(None)
    async with database.unit() as unit:
        await unit.schemes.all()
    assert told == []
    await write(database, "definition/1")
    assert told == [None]
    with pytest.raises(ZeroDivisionError):
        await write_in_vain(database)
    assert told == [None]


@pytest.mark.parametrize("subject", ["definition/1", "definition/", "rule/astra-nl/ESS-01"])
async def test_a_subject_need_not_be_a_definition_that_exists(subject: str, database: Database) -> None:
    await write(database, subject)
    await placed(database)
    (event,) = await read(database)
    assert event.owner_id is None
