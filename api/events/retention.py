"""Forgets events that everybody has, after some days; and, past a hard bound, also what somebody has not.

The second is announced: in the log, and by an event that says what the receiver will not get.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from api.events.feed import Feed
from storage.database import Database
from storage.errors import StorageError
from storage.listening import Listener
from storage.models import EventSinkRow, WebhookRow

LOCK = "retention"
EVERY_SECONDS = 600.0
AT_ONCE = 5000

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Retention:
    """Of the outbox.

    Args:
        database: has it.
        sinks: names of the receivers that there are now.
        days: for who comes late.
        days_max: for a receiver that is behind.
        clock: the time in UTC.
    """

    database: Database
    sinks: Sequence[str]
    days: float
    days_max: float
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def run(self, feed: Feed, listener: Listener) -> None:
        """Every ten minutes, in one process, until it is cancelled."""
        while not feed.closed:
            if await listener.hold(LOCK):
                try:
                    await self.forget()
                except StorageError as error:
                    log.warning("events-not-forgotten", reason=str(error))
            await asyncio.sleep(EVERY_SECONDS)

    async def forget(self) -> int:
        """Forget what is to be forgotten now; how many events that is."""
        now = self.clock()
        async with self.database.unit() as unit:
            slowest = await unit.sinks.slowest(self.sinks)
            last = (await unit.events.bounds()).last
        count = await self._up_to(now - timedelta(days=self.days), last if slowest is None else slowest)
        bound = now - timedelta(days=max(self.days, self.days_max))
        lost = await self._let_go(bound)
        return count + await self._up_to(bound, lost)

    async def _up_to(self, before: datetime, position: int) -> int:
        count = 0
        while True:
            async with self.database.unit() as unit:
                gone = await unit.events.forget(before=before, up_to=position, most=AT_ONCE)
            count += gone
            if gone < AT_ONCE:
                return count

    async def _let_go(self, bound: datetime) -> int:
        """Move who is behind over what is older than the bound, and say so; the position up to which that is."""
        async with self.database.unit() as unit:
            position = await unit.events.position_before(bound)
            rows: list[EventSinkRow | WebhookRow] = [row for row in await unit.sinks.all() if row.name in self.sinks]
            for row in [*rows, *await unit.webhooks.all()]:
                if row.position >= position:
                    continue
                subject = f"sink/{row.name}" if isinstance(row, EventSinkRow) else f"webhook/{row.id}"
                first, row.position = row.position + 1, position
                log.error("events-lost", subject=subject, first=first, last=position)
                unit.outbox.put("EventsForgotten", subject, {"first": first, "last": position})
            await unit.session.flush()
        return position
