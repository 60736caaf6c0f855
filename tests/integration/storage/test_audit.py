"""The audit log cannot be changed, and who changes it all the same (as the owner of the database can) is found out."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest
from sqlalchemy import text

from storage.chain import FaultKind, Verified, verify
from storage.database import Database
from storage.errors import StorageError
from storage.migrate import downgrade, upgrade
from storage.unit import Actor
from tests.integration.conftest import execute

EVA = Actor("user:eva", None, "verzoek-1")


async def note(database: Database, *actions: str, reason: str | None = None) -> None:
    for action in actions:
        async with database.unit(EVA) as unit:
            after = {"status": "review", "score": 0.8, "number": 2**60} | ({"reason": reason} if reason else {})
            await unit.audit.add(action, "definition/1", before={"status": "draft"}, after=after)


async def seal(database: Database) -> None:
    async with database.unit() as unit:
        await unit.audit.seal()


async def checked(database: Database, expected: tuple[int, str] | None = None) -> Verified:
    async with database.unit() as unit:
        return await verify(unit.session, expected)


async def kinds(database: Database, expected: tuple[int, str] | None = None) -> list[tuple[FaultKind, int | None]]:
    return [(fault.kind, fault.number) for fault in (await checked(database, expected)).faults]


def as_owner(*statements: str) -> list[str]:
    """Statements with the triggers of the table out of the way: what whoever owns the database can do."""
    return ["SET session_replication_role = replica", *statements, "SET session_replication_role = origin"]


async def test_every_act_gets_a_link_in_turn(database: Database) -> None:
    await note(database, "one", "two", "three")
    assert (await checked(database)).waiting == 3
    await seal(database)
    found = await checked(database)
    assert (found.acts, found.waiting, found.faults) == (3, 0, [])
    assert found.head is not None
    await note(database, "four")
    await seal(database)
    assert await kinds(database, found.head) == []


@pytest.mark.parametrize("table", ["audit_log", "audit_chain"])
@pytest.mark.parametrize("done", ["UPDATE {} SET number = 7", "DELETE FROM {}", "TRUNCATE {}"])
async def test_nothing_is_changed_or_removed(database: Database, table: str, done: str) -> None:
    await note(database, "one")
    await seal(database)
    with pytest.raises(StorageError, match="only added to"):
        async with database.unit() as unit:
            await unit.session.execute(text(done.format(table)))
    assert (await checked(database)).acts == 1


async def test_a_partition_cannot_be_emptied_behind_its_back(database: Database, database_url: str) -> None:
    await note(database, "one")
    async with database.unit() as unit:
        part = await unit.session.scalar(text("SELECT tableoid::regclass::text FROM audit_log"))
    for done in ("TRUNCATE {}", "DELETE FROM {}", "UPDATE {} SET action = 'x'"):
        with pytest.raises(asyncpg.ObjectNotInPrerequisiteStateError, match="only added to"):
            await execute(database_url, done.format(part))


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ('UPDATE audit_log SET after = \'{"status": "established"}\' WHERE number = 2', (FaultKind.CHANGED, 2)),
        ("UPDATE audit_log SET actor = 'user:jan' WHERE number = 2", (FaultKind.CHANGED, 2)),
        ("UPDATE audit_log SET created_at = created_at + interval '1 second' WHERE number = 2", (FaultKind.CHANGED, 2)),
        ("DELETE FROM audit_log WHERE number = 2", (FaultKind.REMOVED, 2)),
        ("DELETE FROM audit_chain WHERE sequence = 2", (FaultKind.LINK_MISSING, None)),
        (
            "INSERT INTO audit_log (number, action, subject, created_at) "
            "VALUES (99, 'x', 'y', now() - interval '1 hour')",
            (FaultKind.ADDED, 99),
        ),
        ('UPDATE audit_personal SET data = \'{"reason": "anders"}\'', (FaultKind.PERSONAL_CHANGED, 1)),
    ],
)
async def test_tampering_is_found(
    database: Database, database_url: str, statement: str, found: tuple[FaultKind, int | None]
) -> None:
    await note(database, "one", "two", "three", reason="klopt zo")
    await seal(database)
    await execute(database_url, *as_owner(statement))
    assert found in await kinds(database)


async def test_a_chain_that_was_made_anew_is_found_by_a_link_that_was_noted(
    database: Database, database_url: str
) -> None:
    await note(database, "one", "two", "three")
    await seal(database)
    noted = (await checked(database)).head
    await execute(
        database_url,
        *as_owner(
            "UPDATE audit_log SET actor = 'user:jan' WHERE number = 2",
            "DELETE FROM audit_chain",
            "INSERT INTO audit_pending SELECT number, created_at FROM audit_log",
        ),
    )
    await seal(database)
    assert await kinds(database) == []
    assert await kinds(database, noted) == [(FaultKind.OTHER_CHAIN, 3)]


async def test_the_end_that_was_cut_off_is_found_by_a_link_that_was_noted(
    database: Database, database_url: str
) -> None:
    await note(database, "one", "two")
    await seal(database)
    noted = (await checked(database)).head
    await execute(
        database_url,
        *as_owner("DELETE FROM audit_chain WHERE sequence = 2", "DELETE FROM audit_log WHERE number = 2"),
    )
    assert await kinds(database) == []
    assert await kinds(database, noted) == [(FaultKind.OTHER_CHAIN, None)]


async def test_what_a_person_typed_can_be_erased_and_the_chain_stays_whole(database: Database) -> None:
    await note(database, "one", reason="mijn adres is …")
    await seal(database)
    async with database.unit() as unit:
        (act,) = await unit.audit.of("definition/1")
        assert act.after == {"status": "review", "score": 0.8, "number": 2**60}
        assert await unit.audit.erase("user:eva") == 1
    found = await checked(database)
    assert (found.acts, found.erased, found.faults) == (1, 1, [])


async def test_a_late_commit_gets_its_link_later(database: Database) -> None:
    written, go_on = asyncio.Event(), asyncio.Event()

    async def late() -> None:
        async with database.unit(EVA) as unit:
            await unit.audit.add("late", "definition/1")
            written.set()
            await go_on.wait()

    waiting = asyncio.create_task(late())
    await written.wait()
    await note(database, "early")
    await seal(database)
    assert (await checked(database)).acts == 1
    go_on.set()
    await waiting
    await seal(database)
    assert (await checked(database)).acts == 2
    assert await kinds(database) == []


async def test_several_make_one_chain(database: Database) -> None:
    await note(database, *(str(number) for number in range(20)))
    await asyncio.gather(*(seal(database) for _ in range(5)))
    await seal(database)
    found = await checked(database)
    assert (found.acts, found.waiting, found.faults) == (20, 0, [])


async def test_every_quarter_has_its_partition_and_what_is_outside_is_kept(
    database: Database, database_url: str
) -> None:
    await execute(
        database_url,
        "SELECT audit_prepare('2031-05-05')",
        "INSERT INTO audit_log (action, subject, created_at) VALUES ('x', 'y', '2031-04-01'), ('x', 'y', '2001-01-01')",
    )
    async with database.unit() as unit:
        await unit.audit.prepare()
        await unit.audit.prepare()
        question = text("SELECT tableoid::regclass::text FROM audit_log ORDER BY number")
        assert list(await unit.session.scalars(question)) == ["audit_log_2031q2", "audit_log_rest"]
    assert (await checked(database)).waiting + len(await kinds(database)) == 2


async def test_what_was_in_the_log_before_the_chain_comes_into_it(database: Database, database_url: str) -> None:
    await downgrade(database_url, "0006")
    await execute(
        database_url,
        "INSERT INTO audit_log (action, subject, created_at) VALUES ('a', 'b', '2026-01-05'), ('c', 'd', '2026-06-05')",
    )
    await upgrade(database_url)
    await note(database, "new")
    await seal(database)
    assert (await checked(database)).acts == 3
    async with database.unit() as unit:
        assert [row.number for row in await unit.audit.of("definition/1")] == [3]
    await downgrade(database_url, "0006")
    await upgrade(database_url)
    await seal(database)
    assert (await checked(database)).acts == 3
