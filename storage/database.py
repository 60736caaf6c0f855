"""The connection to PostgreSQL, and the unit of work that every use of it goes through."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from pydantic_core import from_json, to_json
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine

from storage.errors import ConflictError, NotMigratedError, StorageError
from storage.migrate import HEAD
from storage.unit import ANONYMOUS, Actor, UnitOfWork
from storage.urls import with_driver

CONNECT_SECONDS = 5
STATEMENT_SECONDS = 30
OLDEST_SERVER = 150000


class Database:
    """A pool of connections to one database.

    Args:
        url: of a PostgreSQL (15 or newer); ``postgresql://…`` is understood, asyncpg is the driver.
        pool_size: connections kept open; twice as many are opened under load.
    """

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.engine: AsyncEngine = create_async_engine(
            with_driver(url),
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,
            json_serializer=_to_json,
            json_deserializer=from_json,
            pool_timeout=CONNECT_SECONDS,
            connect_args={
                "timeout": CONNECT_SECONDS,
                "server_settings": {
                    "application_name": "definitie",
                    "statement_timeout": str(STATEMENT_SECONDS * 1000),
                    "idle_in_transaction_session_timeout": str(STATEMENT_SECONDS * 1000),
                },
            },
        )
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)
        self._reading = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self.announced: Callable[[], None] = nothing
        """Called after a transaction that wrote events was committed by this process."""

    @asynccontextmanager
    async def unit(self, actor: Actor = ANONYMOUS, *, reading: bool = False) -> AsyncIterator[UnitOfWork]:
        """One transaction: committed when the block ends, rolled back when it raises.

        Args:
            actor: who does it; stands in audit log and versions.
            reading: nothing is written: then no transaction is begun and ended, which saves two of three or four
                round trips. Each statement saw the newest that was committed anyway.

        Raises:
            StorageError: where the database cannot be reached or refuses for a reason of its own (full, read-only).
        """
        async with self._sessions(bind=self._reading if reading else self.engine) as session:
            try:
                async with session.begin():
                    work = UnitOfWork(session, actor)
                    yield work
            except (DBAPIError, OSError) as error:
                raise translated(error) from error
        if work.announced:
            self.announced()

    async def ready(self) -> None:
        """Whether the database answers and has the tables of this version.

        Raises:
            StorageError: naming what is wrong.
        """
        try:
            async with self.engine.connect() as connection:
                server = int(await connection.scalar(text("SHOW server_version_num")) or 0)
                migrated = await connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL"))
                revision = (
                    await connection.scalar(text("SELECT version_num FROM alembic_version")) if migrated else None
                )
        except (SQLAlchemyError, OSError) as error:
            raise translated(error) from error
        if server < OLDEST_SERVER:
            raise StorageError(f"PostgreSQL 15 or newer is needed; this one says {server}")
        if revision != HEAD:
            raise NotMigratedError(
                f"the database is at migration {revision or 'none'}, {HEAD} is needed: run ‘definitie db upgrade’"
            )

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


def _to_json(value: object) -> str:
    return to_json(value).decode()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """A database for one task, with the tables of this version, closed when the block ends.

    Raises:
        StorageError: where it does not answer or has other tables.
    """
    database = Database(url, pool_size=1)
    try:
        await database.ready()
        yield database
    finally:
        await database.close()


def nothing() -> None:
    """Nobody wants to know."""


def translated(error: BaseException) -> StorageError:
    """An error of driver or database in our own words; an error of ours is given back as it is."""
    if isinstance(error, StorageError):
        return error
    if isinstance(error, IntegrityError):
        refused = getattr(error.orig, "__cause__", None)
        return ConflictError(getattr(refused, "constraint_name", None) or "unknown")
    cause = getattr(error, "orig", None) or error
    reason = str(getattr(cause, "__cause__", None) or cause).splitlines() or [type(error).__name__]
    return StorageError(f"the database did not do it: {reason[0]}")
