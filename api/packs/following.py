"""Keeps a process on the versions that are active, and its figures on what is judged again; looks twice a second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from api.beside import beside
from api.metrics import Metrics
from api.packs.library import Library, NotKeptError
from storage.database import Database
from storage.errors import StorageError

SECONDS = 0.5
"""Between two looks: with the time that loading takes, a change is followed within two seconds (DESIGN section 7)."""
REST_SECONDS = 30.0
"""How long a version that does not load here is not tried again."""

log = structlog.get_logger(__name__)


class Following:
    """Of a process.

    Args:
        database: names the active versions.
        library: loads them.
        metrics: are told how far judging again is.
    """

    def __init__(self, database: Database, library: Library, metrics: Metrics) -> None:
        self._database = database
        self._library = library
        self._metrics = metrics

    async def look(self) -> None:
        """Follow what is active now, and load what soon will be.

        Raises:
            StorageError: where the database cannot do it now.
            NotKeptError: where a version cannot be loaded.
        """
        async with self._database.unit(reading=True) as unit:
            active = await unit.packs.active_digests()
            awaited = await unit.packs.awaited_digests()
            latest = await unit.revalidations.latest()
        if latest is not None:
            self._metrics.revalidated(latest.total, latest.checked, latest.evaluated, latest.changed, latest.to_review)
        await self._library.use(active)
        await self._library.expect(awaited)

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                await self.look()
                await asyncio.sleep(SECONDS)
            except StorageError as error:
                log.debug("packs-not-followed", reason=str(error))
                await asyncio.sleep(SECONDS)
            except NotKeptError as error:
                log.error("packs-not-followed", digest=str(error))
                await asyncio.sleep(REST_SECONDS)


async def count_touched(database: Database, metrics: Metrics) -> None:
    """Keep figures on the definitions that wait since others of their scheme changed, until it is cancelled.

    Work of the process that leads: there is one queue, and every count of it says the same.

    Args:
        database: has the queue.
        metrics: are told how long it is, and that it is empty when another leads.
    """
    try:
        while True:
            try:
                async with database.unit(reading=True) as unit:
                    metrics.touched(await unit.touched.count())
            except StorageError as error:
                log.debug("touched-not-counted", reason=str(error))
            await asyncio.sleep(SECONDS)
    finally:
        metrics.touched(0)


@asynccontextmanager
async def running(following: Following) -> AsyncIterator[None]:
    """Follow while the block lasts."""
    async with beside(following.run(), "pack-following"):
        yield
