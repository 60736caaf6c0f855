"""Migrations: Alembic, driven from the program, so that nobody needs its command line or a file of settings."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.urls import with_driver

HEAD = "0003"
"""The newest migration, which this version of the program needs."""
FOLDER = Path(__file__).resolve().parent / "migrations"
LOCK = 0x64656669
"""Key of the advisory lock that keeps two processes from migrating at the same time (``defi`` in ASCII)."""


def settings(connection: Connection | None = None) -> Config:
    """Alembic's settings, with the connection that ``migrations/env.py`` is to use."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


async def upgrade(url: str, to: str = "head") -> None:
    """Bring the database up to a migration. Safe to start twice at once: the second waits, and finds it done."""
    await _run(url, lambda config: command.upgrade(config, to))


async def downgrade(url: str, to: str) -> None:
    """Bring the database down to a migration (``base``: no tables at all)."""
    await _run(url, lambda config: command.downgrade(config, to))


async def _run(url: str, step: Callable[[Config], None]) -> None:
    engine = create_async_engine(with_driver(url), poolclass=NullPool)

    def work(connection: Connection) -> None:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        step(settings(connection))

    try:
        async with engine.begin() as connection:
            await connection.run_sync(work)
    finally:
        await engine.dispose()


def upgrade_now(url: str, to: str = "head") -> None:
    """``upgrade`` for callers without an event loop."""
    asyncio.run(upgrade(url, to))
