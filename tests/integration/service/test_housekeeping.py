"""What is over is removed; what is still needed stays."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from api import housekeeping
from api.housekeeping import tidy
from storage.database import Database
from storage.identifiers import new_id
from storage.models import Role

NOW = datetime.now(UTC)
PAST, COMING = NOW - timedelta(hours=1), NOW + timedelta(hours=1)


async def fill(database: Database) -> None:
    async with database.unit() as unit:
        user = await unit.users.add("eva", "geen wachtwoord", Role.USER)
        for name, until in (("oud", PAST), ("nieuw", COMING)):
            await unit.idempotency.claim("user:1", name, "0" * 64, until)
            await unit.tokens.add(name, new_id(), user.id, until)


async def test_only_what_is_over_goes(database: Database) -> None:
    await fill(database)
    assert await tidy(database) == (1, 1)
    assert await tidy(database) == (0, 0)
    async with database.unit() as unit:
        assert await unit.tokens.locked("nieuw") is not None
        assert await unit.idempotency.claim("user:1", "nieuw", "0" * 64, COMING) is not None


async def test_it_is_done_again_and_again_and_ends_with_the_service(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    times, done = count(1), asyncio.Event()

    async def counted(_database: Database) -> tuple[int, int]:
        if next(times) == 3:
            done.set()
        return 0, 0

    monkeypatch.setattr(housekeeping, "SECONDS", 0)
    monkeypatch.setattr(housekeeping, "tidy", counted)
    before = asyncio.all_tasks()
    async with housekeeping.housekeeping(database):
        await asyncio.wait_for(done.wait(), 10)
    assert asyncio.all_tasks() == before
