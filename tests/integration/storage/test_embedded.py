"""The embedded PostgreSQL keeps its data, is shared, and comes back after it was killed."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from engine.model import Definition
from storage.database import Database
from storage.embedded import EmbeddedServer, lives
from storage.errors import StorageError
from storage.migrate import upgrade
from storage.repositories.definitions import Filter


async def keep(url: str, term: str) -> None:
    database = Database(url)
    async with database.unit() as unit:
        await unit.definitions.add(Definition(term, "tekst"))
    await database.close()


async def kept(url: str) -> list[str]:
    database = Database(url)
    async with database.unit() as unit:
        terms = [row.begrip for row in (await unit.definitions.page(Filter(everything=True))).items]
    await database.close()
    return terms


def test_it_keeps_what_was_committed_when_stopped_and_when_killed(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path)
    url = server.start()
    asyncio.run(upgrade(url))
    asyncio.run(keep(url, "sluis"))
    server.stop()

    server = EmbeddedServer(tmp_path)
    url = server.start()
    asyncio.run(keep(url, "boei"))
    os.kill(server.pid, signal.SIGKILL)

    after = EmbeddedServer(tmp_path)
    try:
        assert asyncio.run(kept(after.start())) == ["sluis", "boei"]
    finally:
        after.stop()


def test_the_list_of_its_users_may_be_damaged_or_name_the_dead(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path)
    server.start()
    server.stop()
    for handles in ("no list", "[2147480000]"):
        (tmp_path / "postgres" / ".handle_pids.json").write_text(handles)
        again = EmbeddedServer(tmp_path)
        again.start()
        pid = again.pid
        again.stop()
        assert not lives(pid)


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="file"):
        EmbeddedServer(tmp_path / "file").start()
