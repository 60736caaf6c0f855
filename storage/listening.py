"""A connection of its own to the database, to be told of events, and to hold locks for as long as a process lives.

A lock of a session (``pg_try_advisory_lock``) is given back by the database itself when its holder is killed. It takes
a connection that is the process's own: behind a pooler that shares connections between transactions this cannot work.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import Any

import asyncpg
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import CONNECT_SECONDS, Database, translated
from storage.errors import StorageError
from storage.repositories.events import CHANNEL

ANSWER_SECONDS = 10.0
NAMESPACE = "definitie:"
LOST = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)


class Listener:
    """One connection.

    Args:
        database: to connect to.
        told: called at every notification, and when the connection is lost.
    """

    def __init__(self, database: Database, told: Callable[[], None]) -> None:
        self._engine = create_async_engine(
            database.engine.url,
            poolclass=NullPool,
            connect_args={
                "timeout": CONNECT_SECONDS,
                "server_settings": {"application_name": "definitie-events", "tcp_keepalives_idle": "10"},
            },
        )
        self._told = told
        self._connection: AsyncConnection | None = None
        self._driver: Any = None
        self._held: set[str] = set()
        self._lock = asyncio.Lock()

    @property
    def connected(self) -> bool:
        """Whether it hears anything."""
        return self._driver is not None and not self._driver.is_closed()

    async def connect(self) -> None:
        """Connect and listen; what was held before is not held any more.

        Raises:
            StorageError: where that fails.
        """
        await self.close()
        try:
            self._connection = await self._engine.connect()
            raw = await self._connection.get_raw_connection()
            driver = raw.driver_connection
            if driver is None:
                raise StorageError("the database gave no connection to listen on")
            await driver.add_listener(CHANNEL, lambda *_: self._told())
            driver.add_termination_listener(lambda *_: self._lost())
        except (SQLAlchemyError, *LOST) as error:
            await self.close()
            raise translated(error) from error
        self._driver = driver

    async def hold(self, name: str) -> bool:
        """Whether this process is the one that holds a name, among all that use this database. Never waits for it."""
        async with self._lock:
            if not self.connected:
                return False
            if name in self._held:
                return True
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    got = await self._driver.fetchval("SELECT pg_try_advisory_lock($1)", key_of(name))
            except LOST:
                self._lost()
                return False
            if got:
                self._held.add(name)
            return bool(got)

    async def release(self, name: str) -> None:
        """Hold it no longer."""
        async with self._lock:
            if name not in self._held:
                return
            self._held.discard(name)
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    await self._driver.fetchval("SELECT pg_advisory_unlock($1)", key_of(name))
            except LOST:
                self._lost()

    async def close(self) -> None:
        """Close the connection; the database gives back what it held."""
        connection, self._connection, self._driver = self._connection, None, None
        self._held.clear()
        if connection is not None:
            try:
                await connection.invalidate()
                await connection.close()
            except (SQLAlchemyError, *LOST):
                pass  # it is lost either way

    def _lost(self) -> None:
        self._driver = None
        self._held.clear()
        self._told()


def key_of(name: str) -> int:
    """The key of the advisory lock of a name: 64 bits of its SHA-256."""
    return int.from_bytes(hashlib.sha256((NAMESPACE + name).encode()).digest()[:8], "big", signed=True)
