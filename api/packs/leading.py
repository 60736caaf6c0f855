"""Locks that live as long as a connection to the database does: whoever held one has died when it is free again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from storage.database import Database, translated

ACTIVATION = "definitie/activation"
"""Held while a version is proven and activated: one at a time, in all processes together."""
LEADING = "definitie/leading"
"""Held by the process that watches sources and lets definitions be judged again."""

Alive = Callable[[], Awaitable[None]]
"""Raises ``StorageError`` where the lock is lost."""


@asynccontextmanager
async def lock(database: Database, name: str) -> AsyncIterator[Alive | None]:
    """Hold a lock while the block lasts, if nobody else does.

    Args:
        database: of the service.
        name: of the lock.

    Yields:
        What asks whether it is still held; ``None`` where another has it.

    Raises:
        StorageError: where the database cannot do it now.
    """
    try:
        connection = await database.engine.connect()
    except (SQLAlchemyError, OSError) as error:
        raise translated(error) from error
    try:
        # Not in a transaction, which would be ended for standing still.
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        key = {"name": name}

        async def ask(question: str) -> bool:
            try:
                return bool(await connection.scalar(text(question), key))
            except (SQLAlchemyError, OSError) as error:
                raise translated(error) from error

        async def alive() -> None:
            await ask("SELECT CAST(:name AS text) IS NOT NULL")

        held = await ask("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")

        try:
            yield alive if held else None
        finally:
            if held:
                with suppress(SQLAlchemyError, OSError):  # with the connection the lock is gone too
                    await connection.execute(text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))"), key)
    finally:
        with suppress(SQLAlchemyError, OSError):
            await connection.close()
