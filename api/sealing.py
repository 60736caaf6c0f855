"""Adds what was done to the chain of the audit log, within a second, and tells the log of the service how far it is.

The newest link, noted where the database's owner cannot change it, is what shows that nobody made the chain anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from api.beside import beside
from storage.database import Database
from storage.errors import StorageError

SECONDS = 1.0
AT_ONCE = 1000
TELL_EVERY = 60
"""Rounds between two lines in the log, where anything was added meanwhile."""
log = structlog.get_logger(__name__)


async def seal(database: Database) -> tuple[int, str] | None:
    """Add all that waits; the newest link that was made here.

    Raises:
        StorageError: where the database cannot do it now.
    """
    newest: tuple[int, str] | None = None
    while True:
        async with database.unit() as unit:
            made = await unit.audit.seal(AT_ONCE)
        if made is None:
            return newest
        newest = (made.sequence, made.digest)


@asynccontextmanager
async def sealing(database: Database) -> AsyncIterator[None]:
    """Do so every second while the block lasts; a database that does not answer is asked again the next time."""

    async def run() -> None:
        newest: tuple[int, str] | None = None
        rounds = 0
        while True:
            try:
                newest = await seal(database) or newest
            except StorageError as error:
                log.warning("audit-not-sealed", reason=str(error))
            rounds += 1
            if newest is not None and rounds >= TELL_EVERY:
                log.info("audit-sealed", sequence=newest[0], digest=newest[1])
                newest, rounds = None, 0
            await asyncio.sleep(SECONDS)

    async with beside(run(), "sealing"):
        yield
