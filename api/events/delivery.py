"""Brings the events to one receiver: in order, at least once, by one process at a time.

What was taken is noted after it was taken. A process that is killed in between is followed by one that sends the same
again: twice is possible, lost or out of order is not. Even two that both believe they are the one send the same rows
in the same order, so that what a receiver sees first is always in order.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

import structlog

from api.events.envelope import Event
from api.events.feed import Feed
from api.metrics import Metrics
from storage.database import Database
from storage.errors import StorageError
from storage.listening import Listener

BATCH = 200
SEND_SECONDS = 30.0
IDLE_SECONDS = 1.0
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 10.0

log = structlog.get_logger(__name__)


class SinkError(Exception):
    """A receiver did not take what was sent. The message says why in a few words, and holds no secret."""


class Sink(Protocol):
    """A receiver."""

    name: str

    async def held(self, position: int) -> int:
        """The position up to which it still has what it took, given that this is how far it was brought.

        Raises:
            SinkError: where it cannot tell.
        """
        ...

    async def send(self, events: Sequence[Event]) -> None:
        """Send events, and come back when all of them are taken.

        Raises:
            SinkError: where some may not be.
        """
        ...

    async def close(self) -> None:
        """Close its connections."""
        ...


class Deliverer:
    """For one receiver, in one process.

    Args:
        database: has how far the receiver is.
        feed: of the process.
        listener: holds the lock of the receiver.
        sink: the receiver.
        metrics: of the process.
        pause: longest pause between tries, in seconds.
    """

    def __init__(
        self,
        database: Database,
        feed: Feed,
        listener: Listener,
        sink: Sink,
        metrics: Metrics,
        *,
        pause: float = LONGEST_PAUSE,
    ) -> None:
        self._database, self._feed, self._listener, self._sink = database, feed, listener, sink
        self._metrics = metrics
        self._pause = pause
        self._failures = 0
        self._position: int | None = None

    async def run(self) -> None:
        """Until it is cancelled."""
        name = self._sink.name
        try:
            while not self._feed.closed:
                if not await self._listener.hold(name):
                    self._position = None
                    self._metrics.lagging(name, 0, 0.0)
                    await self._feed.wait(self._feed.last, IDLE_SECONDS)
                    continue
                try:
                    await self._round()
                    self._failures = 0
                except (SinkError, TimeoutError) as error:
                    await self._failed(str(error) or "timeout")
                except StorageError as error:
                    self._position = None
                    log.warning("delivery-not-noted", sink=name, reason=str(error))
                    await asyncio.sleep(IDLE_SECONDS)
        finally:
            await self._sink.close()

    async def _round(self) -> None:
        position = await self._opened() if self._position is None else self._position
        async with asyncio.timeout(SEND_SECONDS):
            held = await self._sink.held(position)
        if held < position:
            log.warning("delivery-repeated", sink=self._sink.name, since=held, until=position)
            position = held
        events = await self._feed.read(position, BATCH)
        if not events:
            self._position = position
            self._metrics.lagging(self._sink.name, 0, 0.0)
            await self._feed.wait(position, IDLE_SECONDS)
            return
        self._lag(position, events)
        async with asyncio.timeout(SEND_SECONDS):
            await self._sink.send(events)
        position = events[-1].position
        async with self._database.unit() as unit:
            await unit.sinks.advance(self._sink.name, position)
        self._position = position
        self._metrics.delivered(self._sink.name, len(events))

    async def _opened(self) -> int:
        async with self._database.unit() as unit:
            row = await unit.sinks.open(self._sink.name)
            return row.position

    async def _failed(self, reason: str) -> None:
        self._failures += 1
        self._position = None  # what was taken of it is not known: start from what was noted
        self._metrics.undelivered(self._sink.name)
        log.warning("delivery-failed", sink=self._sink.name, reason=reason, failures=self._failures)
        try:
            async with self._database.unit() as unit:
                await unit.sinks.failed(self._sink.name, reason)
        except StorageError as error:
            log.warning("delivery-not-noted", sink=self._sink.name, reason=str(error))
        await asyncio.sleep(pause_after(self._failures, FIRST_PAUSE, self._pause))

    def _lag(self, position: int, events: Sequence[Event]) -> None:
        seconds = (datetime.now(UTC) - events[0].written_at).total_seconds()
        self._metrics.lagging(self._sink.name, self._feed.last - position, max(0.0, seconds))


def pause_after(failures: int, first: float, longest: float) -> float:
    """Seconds to wait after so many failures in a row: twice as long each time, up to the longest.

    Never exactly, so that those who failed together do not come back together; half of it is fixed, so that it grows.
    """
    whole: float = min(longest, first * 2 ** min(failures - 1, 40))
    return whole * random.uniform(0.5, 1.0)  # noqa: S311 - nothing is kept secret with it
