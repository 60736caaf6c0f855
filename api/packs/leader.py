"""Of all processes of the service one watches the sources of packs and lets definitions be judged again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

import structlog

from api.beside import beside
from api.packs.leading import LEADING, Alive, lock
from storage.database import Database
from storage.errors import StorageError

SECONDS = 2.0
"""Between two looks: whether the others left the lead, or it is still ours."""

Work = Callable[[], Coroutine[Any, Any, None]]
log = structlog.get_logger(__name__)


async def lead(database: Database, work: Sequence[Work]) -> None:
    """Do some work for as long as no other process does it, until it is cancelled.

    Args:
        database: of the service.
        work: runs side by side, and is begun anew where it ends with a fault.
    """
    while True:
        try:
            async with lock(database, LEADING) as alive:
                if alive is not None:
                    log.info("leading")
                    async with asyncio.TaskGroup() as group:
                        group.create_task(_beat(alive))
                        for each in work:
                            group.create_task(each())
        except* StorageError as errors:
            log.warning("lead-lost", reason=str(errors.exceptions[0]))
        except* Exception as errors:
            log.error("lead-broken", exc_info=errors.exceptions[0])
        await asyncio.sleep(SECONDS)


async def _beat(alive: Alive) -> None:
    while True:
        await asyncio.sleep(SECONDS)
        await alive()


@asynccontextmanager
async def leading(database: Database, work: Sequence[Work]) -> AsyncIterator[None]:
    """Take the lead, or wait for it, while the block lasts."""
    async with beside(lead(database, work), "leader"):
        yield
