"""Databases with the schema of durable work in them, and processes to kill."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from sqlalchemy import make_url

from api.durable import Durable
from storage.database import Database
from storage.embedded import EmbeddedServer
from tests.integration.conftest import execute
from tests.integration.generations.scenes import MARKS
from tests.integration.generations.zygote import Zygote
from tests.integration.service.conftest import plain_logs

__all__ = ["plain_logs"]

DURABLE = "proef_duurzaam"


async def prepare(url: str) -> None:
    """Make the schema, as the first process does."""
    database = Database(url)
    durable = Durable(database, {})
    await durable.start()
    await durable.stop()
    await database.close()
    await execute(url, MARKS)


@pytest.fixture(scope="session")
def durable_database(server: EmbeddedServer, new_database: Callable[[], str]) -> Callable[[], str]:
    """Makes a database with all tables and the schema of DBOS, and gives its URL."""
    origin = new_database()
    asyncio.run(prepare(origin))
    server.run("createdb", "--template", str(make_url(origin).database), DURABLE)
    made = 0

    def make() -> str:
        nonlocal made
        made += 1
        name = f"{DURABLE}_{made}"
        server.run("createdb", "--template", DURABLE, name)
        return server.url(name)

    return make


@pytest.fixture
def database_url(durable_database: Callable[[], str]) -> str:
    """A database of the test's own."""
    return durable_database()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The connection to it."""
    opened = Database(database_url, pool_size=5)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    """Makes processes."""
    made = Zygote(tmp_path_factory.mktemp("zygote"))
    yield made
    made.close()


@pytest.fixture
def fork(zygote: Zygote) -> Iterator[Callable[..., int]]:
    """Starts a process that plays a scene, and kills it when the test is over."""
    alive: list[int] = []

    def make(scene: str, **given: object) -> int:
        alive.append(zygote.fork(scene, **given))
        return alive[-1]

    yield make
    for pid in alive:
        zygote.end(pid)
