"""The embedded PostgreSQL keeps its data, is shared, and comes back after it was killed."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.model import Definition
from storage.database import Database
from storage.embedded import EmbeddedServer, lives
from storage.errors import StorageError
from storage.location import database_at
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


def test_what_runs_it_starts_it_again_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with database_at(folder=tmp_path) as url:
        asyncio.run(upgrade(url))
        asyncio.run(keep(url, "sluis"))
        killed = leader(tmp_path)
        os.kill(killed, signal.SIGKILL)
        assert soon(lambda: leader(tmp_path) not in {0, killed})
        assert asyncio.run(kept(url)) == ["sluis"]
        again = leader(tmp_path)
    assert not lives(again)


def leader(folder: Path) -> int:
    """The process of a server that is ready; 0 where there is none."""
    try:
        words = (folder / "postgres" / "postmaster.pid").read_text().split()
    except OSError:
        return 0
    return int(words[0]) if "ready" in words else 0


def soon(done: Callable[[], bool]) -> bool:
    """Whether something is so within a minute."""
    until = time.monotonic() + 60
    while not done():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
