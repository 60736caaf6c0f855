"""Migrations: Alembic, driven from the program, so that nobody needs its command line or a file of settings.

Alembic is imported where it is used: it takes 12 MB, and a process that only asks for the newest migration has no need
of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.errors import StorageError
from storage.urls import with_driver

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0009"
"""The newest migration, which this version of the program needs."""
FOLDER = Path(__file__).resolve().parent / "migrations"
LOCK = 0x64656669
"""Key of the advisory lock that keeps two processes from migrating at the same time (``defi`` in ASCII)."""


def settings(connection: Connection | None = None) -> Config:
    """Alembic's settings, with the connection that ``migrations/env.py`` is to use."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


async def upgrade(url: str, to: str = "head") -> None:
    """Bring the database up to a migration. Safe to start twice at once: the second waits, and finds it done."""
    from alembic import command  # noqa: PLC0415 - see above

    await _run(url, lambda config: command.upgrade(config, to))


async def downgrade(url: str, to: str) -> None:
    """Bring the database down to a migration (``base``: no tables at all)."""
    from alembic import command  # noqa: PLC0415 - see above

    await _run(url, lambda config: command.downgrade(config, to))


async def _run(url: str, step: Callable[[Config], None]) -> None:
    from alembic.util import CommandError  # noqa: PLC0415 - see above

    engine = create_async_engine(with_driver(url), poolclass=NullPool)

    def work(connection: Connection) -> None:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        step(settings(connection))

    try:
        async with engine.begin() as connection:
            await connection.run_sync(work)
    except CommandError as error:
        raise StorageError(f"{error}: the program knows the migrations up to {HEAD}") from error
    except (SQLAlchemyError, OSError) as error:
        raise StorageError(f"the database could not be migrated: {error}") from error
    finally:
        await engine.dispose()
