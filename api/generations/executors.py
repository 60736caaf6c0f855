"""Nobody's work is left undone: one process looks for work of processes that are gone, and puts it into the queue.

Every process holds an advisory lock by the name of its executor; PostgreSQL gives it back when the process ends,
however it ends. Whoever holds the lock of the sweeper looks whose lock is free. A process that only lost its
connection takes its lock again at once, so a lock must be found free twice; and where that was not enough, DBOS lets
only one of two write down the steps of a workflow.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog
from sqlalchemy import text

from api.durable import NAME, SCHEMA, Durable
from storage.listening import Listener

SWEEP_SECONDS = 1.0
FREE_LOOKS = 2
"""Times that a lock must be found free, one after the other."""
KEPT_SECONDS = 24 * 3600
"""How long the steps of a workflow that ended are kept; what people ask for stands in tables of our own."""
FORGET_MOST = 200
SWEEPER = "generation-sweeper"

PENDING = text(
    f"SELECT DISTINCT executor_id FROM {SCHEMA}.workflow_status "  # noqa: S608
    "WHERE status = 'PENDING' AND application_name = :name"
)
ENDED = text(
    f"SELECT workflow_uuid FROM {SCHEMA}.workflow_status WHERE application_name = :name "  # noqa: S608
    "AND status IN ('SUCCESS', 'ERROR') AND updated_at < :before ORDER BY updated_at LIMIT :most"
)

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Executors:
    """The lock of this process, and its share in looking after the others.

    Args:
        durable: the work.
        listener: a connection of its own, which holds the locks.
        stranded: called by the sweeper to end runs that no workflow will end.
        every: seconds between looks.
        sweeps: whether this process may be the sweeper.
    """

    durable: Durable
    listener: Listener
    stranded: Callable[[], Awaitable[None]]
    every: float = SWEEP_SECONDS
    sweeps: bool = True
    free: dict[str, int] = field(default_factory=dict)
    _task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Hold the lock of this process. Before its first workflow, so that none is ever seen without.

        Raises:
            StorageError: where the database cannot be reached.
        """
        await self._hold()

    def watch(self) -> None:
        """Keep the lock, and look after others, from now on."""
        self._task = asyncio.create_task(self._watch(), name="generation-sweeper")

    async def stop(self) -> None:
        """Give the lock back. After the last workflow of this process was given up."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.listener.close()

    async def sweep(self) -> int:
        """Look once; how many workflows were taken over."""
        async with self.durable.database.unit() as unit:
            found = await unit.session.scalars(PENDING, {"name": NAME})
            others = {each for each in found if each and each != self.durable.executor}
        self.free = {name: count for name, count in self.free.items() if name in others}
        taken = 0
        for executor in sorted(others):
            if not await self._is_free(executor):
                self.free.pop(executor, None)
                continue
            self.free[executor] = self.free.get(executor, 0) + 1
            if self.free[executor] >= FREE_LOOKS:
                taken += await self.durable.take_over(executor)
                log.warning("workflows-taken-over", executor=executor, count=taken)
        await self._forget()
        await self.stranded()
        return taken

    async def _forget(self) -> None:
        before = int((time.time() - KEPT_SECONDS) * 1000)
        async with self.durable.database.unit() as unit:
            found = await unit.session.scalars(ENDED, {"name": NAME, "before": before, "most": FORGET_MOST})
            old = found.all()
        if old:
            await self.durable.forget(old)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self.every)
            try:
                await self._hold()
                if self.sweeps and await self.listener.hold(SWEEPER):
                    await self.sweep()
            except Exception as error:
                # Whatever it was, the next look comes: without a sweeper runs of dead processes stand still.
                log.error("generation-sweep-failed", exc_info=error)

    async def _hold(self) -> None:
        if not self.listener.connected:
            await self.listener.connect()
        if not await self.listener.hold(_lock(self.durable.executor)):
            # The sweeper may be looking at it this very moment; it is ours again when that is over.
            log.warning("executor-lock-not-held")

    async def _is_free(self, executor: str) -> bool:
        free = await self.listener.hold(_lock(executor))
        if free:
            await self.listener.release(_lock(executor))
        return free


def _lock(executor: str) -> str:
    return f"executor/{executor}"
