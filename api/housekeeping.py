"""Removes what is over: idempotency keys and refresh tokens past their time, which nothing would ever read again.

Also makes the partitions of the audit log before their quarter begins.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from api.beside import beside
from storage.database import Database
from storage.errors import StorageError

SECONDS = 600.0
log = structlog.get_logger(__name__)


async def tidy(database: Database) -> tuple[int, int]:
    """Remove all that is over, and make room for the acts to come; how many keys and tokens there were.

    Raises:
        StorageError: where the database cannot do it now.
    """
    async with database.unit() as unit:
        await unit.audit.prepare()
        return await unit.idempotency.forget_old(), await unit.tokens.forget_old()


@asynccontextmanager
async def housekeeping(database: Database) -> AsyncIterator[None]:
    """Tidy every ten minutes while the block lasts; a database that does not answer is asked again the next time."""

    async def run() -> None:
        while True:
            try:
                keys, tokens = await tidy(database)
            except StorageError as error:
                log.warning("not-tidied", reason=str(error))
            else:
                log.debug("tidied", keys=keys, tokens=tokens)
            await asyncio.sleep(SECONDS)

    async with beside(run(), "housekeeping"):
        yield
