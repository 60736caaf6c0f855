"""Keeps the feed of a process up to date: woken by what it wrote itself, by what others tell, and every second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog

from api.beside import beside
from api.events.feed import Feed
from storage.database import Database, nothing
from storage.errors import StorageError
from storage.listening import Listener

POLL_SECONDS = 1.0
"""What was written elsewhere and not told (by the command line, or while nobody listened) is found within this time."""
RETRY_SECONDS = 1.0
TOGETHER_SECONDS = 0.05
"""What is written within this time after an event is read together with it."""

log = structlog.get_logger(__name__)


class Relay:
    """Of a process.

    Args:
        database: has the outbox.
        feed: to keep up to date.
    """

    def __init__(self, database: Database, feed: Feed) -> None:
        self._feed = feed
        self._woken = asyncio.Event()
        self.listener = Listener(database, self._woken.set)

    def wake(self) -> None:
        """There may be something new."""
        self._woken.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            if not self.listener.connected:
                with suppress(StorageError):
                    await self.listener.connect()
            try:
                await self._feed.refresh()
            except StorageError as error:
                log.warning("events-not-read", reason=str(error))
                await asyncio.sleep(RETRY_SECONDS)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._woken.wait()
                    await asyncio.sleep(TOGETHER_SECONDS)
            self._woken.clear()


@asynccontextmanager
async def relaying(database: Database, feed: Feed) -> AsyncIterator[Relay]:
    """Keep a feed up to date while the block lasts."""
    relay = Relay(database, feed)
    database.announced = relay.wake
    try:
        async with beside(relay.run(), "event-relay"):
            try:
                yield relay
            finally:
                database.announced = nothing
                feed.close()
    finally:
        await relay.listener.close()
