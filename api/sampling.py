"""Looks every second how the process stands, for what is no event: queues, pools, caches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.pool import QueuePool

from api.beside import beside
from api.services import Services

SECONDS = 1.0


def look(services: Services) -> None:
    """Note how things stand."""
    pool = services.database.engine.pool
    services.metrics.looked(
        services.host.cache.hits,
        services.host.waiting,
        services.batches.taken,
        pool if isinstance(pool, QueuePool) else None,
    )
    host = services.host
    services.metrics.pooled(host.alive, host.tally.judged, host.tally.broken)


@asynccontextmanager
async def sampling(services: Services) -> AsyncIterator[None]:
    """Look every second while the block lasts."""

    async def run() -> None:
        while True:
            look(services)
            await asyncio.sleep(SECONDS)

    async with beside(run(), "sampling"):
        yield
