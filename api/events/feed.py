"""The events of all processes, as this one reads them: the newest from memory, older ones from the database.

Every receiver in the process reads from here at its own pace, so a slow one holds nothing but itself.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from itertools import islice

from api.events.envelope import Event, event_of
from storage.database import Database
from storage.repositories.events import Bounds

REMEMBERED = 2000
PAGE = 500
AT_ONCE = 1000
"""Events that get their position in one transaction."""


class Feed:
    """Of a process.

    Args:
        database: has the outbox.
        public_url: of the service, where it is known.
    """

    def __init__(self, database: Database, public_url: str | None = None) -> None:
        self._database = database
        self._public_url = public_url
        self._recent: deque[Event] = deque(maxlen=REMEMBERED)
        self._lock = asyncio.Lock()
        self._changed = asyncio.Event()
        self._begun = False
        self.last = 0
        """Position of the newest event that this process knows of."""
        self.closed = False
        """Whether the service ends: then nobody waits here any more."""

    async def refresh(self) -> None:
        """Give a position to what was written, and read what is new.

        Raises:
            StorageError: where the database does not do it.
        """
        async with self._lock:
            await self._place()
            if not self._begun:
                self.last = (await self.bounds()).last
                self._begun = True
                self._wake()
                return
            while True:
                async with self._database.unit(reading=True) as unit:
                    page = await unit.events.after(self.last, PAGE)
                if not page:
                    return
                self._recent.extend(event_of(each, self._public_url) for each in page)
                self.last = page[-1].position
                self._wake()
                if len(page) < PAGE:
                    return

    async def _place(self) -> None:
        async with self._database.unit(reading=True) as unit:
            waiting = await unit.events.waiting()
        while waiting:
            async with self._database.unit() as unit:
                waiting = await unit.events.place(AT_ONCE) == AT_ONCE

    async def bounds(self) -> Bounds:
        """Which positions can be read now."""
        async with self._database.unit(reading=True) as unit:
            return await unit.events.bounds()

    async def read(self, after: int, limit: int) -> list[Event]:
        """The events after a position, in order, as far as this process knows of them.

        Where the first one is not the next position, those between are forgotten.
        """
        if after >= self.last:
            return []
        recent = self._recent
        if recent and recent[0].position <= after + 1:
            start = after + 1 - recent[0].position
            return list(islice(recent, start, start + limit))
        async with self._database.unit(reading=True) as unit:
            found = await unit.events.after(after, limit)
        return [event_of(each, self._public_url) for each in found]

    async def wait(self, after: int, seconds: float) -> None:
        """Wait until there is something after a position, the service ends, or the time is over."""
        if self.last > after or self.closed:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed.wait()

    def close(self) -> None:
        """Let nobody wait any more."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        if self.closed:
            self._changed.set()
