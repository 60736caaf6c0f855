"""A deliverer that is killed (``kill -9``) before or after the receiver took something: twice may be, lost may not."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

from redis.asyncio import Redis

from api.webhooks.secrets import Sealer, new_webhook_secret
from storage.database import Database
from storage.identifiers import new_id
from storage.models import WebhookRow
from tests.integration.events.dying import KEYS, STREAM
from tests.integration.events.receiver import receiving

ROOT = Path(__file__).resolve().parents[3]
COUNT = 60
SUBJECTS = 4
DEATHS = (("after", 2), ("before", 2))


async def deliver(what: str, url: str, receiver: str, stage: str, count: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.integration.events.dying", what, url, receiver, stage, str(count), cwd=ROOT
    )


async def dies_and_dies(what: str, url: str, receiver: str, done: Callable[[], Awaitable[bool]]) -> None:
    """Deliver in processes that are killed, then in one that is not, until all is there."""
    for stage, count in DEATHS:
        process = await deliver(what, url, receiver, stage, count)
        assert await asyncio.wait_for(process.wait(), 60) == -signal.SIGKILL
    process = await deliver(what, url, receiver, "never", 1)
    try:
        async with asyncio.timeout(60):
            while not await done():
                await asyncio.sleep(0.05)
    finally:
        process.kill()
        await process.wait()


async def write(database: Database) -> list[str]:
    subjects = [f"user/{number % SUBJECTS}" for number in range(COUNT)]
    async with database.unit() as unit:
        for subject in subjects:
            unit.outbox.put("UserActionPerformed", subject, {"action": "user.changed", "actor": None})
        await unit.session.flush()
    return subjects


async def test_a_stream_gets_all_in_order(database: Database, database_url: str, valkey_url: str) -> None:
    await write(database)
    client = Redis.from_url(valkey_url)

    async def sequences() -> list[int]:
        found = await client.xrange(STREAM) or []
        return [int(cast("dict[bytes, bytes]", fields)[b"sequence"]) for _, fields in found]

    async def done() -> bool:
        return len(set(await sequences())) == COUNT

    await dies_and_dies("stream", database_url, valkey_url, done)
    found = await sequences()
    await client.aclose()
    assert list(dict.fromkeys(found)) == list(range(1, COUNT + 1))
    assert len(found) > COUNT  # what was sent and not noted was sent again


async def test_a_webhook_gets_all_in_order(database: Database, database_url: str) -> None:
    async with receiving() as receiver:
        key = new_id()
        async with database.unit() as unit:
            sealed = Sealer(KEYS).seal(new_webhook_secret(), key)
            await unit.webhooks.add(WebhookRow(id=key, name="x", url=receiver.url, secret=sealed))
        subjects = await write(database)

        async def done() -> bool:
            return len(set(receiver.positions())) == COUNT

        await dies_and_dies("webhooks", database_url, receiver.url, done)
        for subject in set(subjects):
            expected = [place + 1 for place, each in enumerate(subjects) if each == subject]
            assert receiver.firsts(subject) == expected
        assert len(receiver.taken) > COUNT
