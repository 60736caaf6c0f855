"""Runs a deliverer for every active webhook, in the one process that holds their lock."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from uuid import UUID

import structlog

from api.webhooks.hook import Hook, Tools
from storage.errors import StorageError
from storage.listening import Listener

LOCK = "webhooks"
LOOK_SECONDS = 1.0

log = structlog.get_logger(__name__)


class Manager:
    """Of a process.

    Args:
        tools: to deliver with.
        listener: holds the lock.
    """

    def __init__(self, tools: Tools, listener: Listener) -> None:
        self._tools = tools
        self._listener = listener
        self._running: dict[UUID, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Until it is cancelled, or the service ends."""
        try:
            while not self._tools.feed.closed:
                await self._look()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            await self._end(set(self._running))

    async def _look(self) -> None:
        if not await self._listener.hold(LOCK):
            await self._end(set(self._running))
            return
        try:
            async with self._tools.database.unit() as unit:
                wanted = {row.id for row in await unit.webhooks.all() if row.state == "active"}
        except StorageError as error:
            log.warning("webhooks-not-read", reason=str(error))
            return
        await self._end({key for key, task in self._running.items() if task.done() or key not in wanted})
        for key in wanted - self._running.keys():
            hook = Hook(key, self._tools)
            self._running[key] = asyncio.create_task(hook.run(), name=f"webhook-{key}")

    async def _end(self, keys: set[UUID]) -> None:
        for key in keys:
            task = self._running.pop(key)
            task.cancel()
            with suppress(asyncio.CancelledError):
                try:
                    await task
                except Exception as error:
                    log.error("webhook-failed", webhook=str(key), exc_info=error)
