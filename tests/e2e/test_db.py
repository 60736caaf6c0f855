"""``definitie db`` on a bare machine: tables made, backed up, put back, and every mistake named."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from engine.model import Definition
from storage.database import Database
from storage.location import database_at
from storage.repositories.definitions import Filter
from tests.e2e.command import definitie, start


async def terms(url: str) -> list[str]:
    database = Database(url)
    await database.ready()
    async with database.unit() as unit:
        found = [row.begrip for row in (await unit.definitions.page(Filter(everything=True))).items]
    await database.close()
    return found


async def add(url: str, term: str) -> None:
    database = Database(url)
    async with database.unit() as unit:
        await unit.definitions.add(Definition(term, "tekst"))
    await database.close()


def run(*arguments: str | Path) -> tuple[int, str]:
    """The exit status and complaints of a process of its own: it shares the server with the test."""
    process = start(*arguments)
    _, said = process.communicate(timeout=60)
    return process.returncode, said


def test_what_was_backed_up_comes_back(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "kopie.dump"
    with database_at(None, data) as url:
        assert run("db", "upgrade", "--data", data) == (0, "")
        asyncio.run(add(url, "sluis"))
        assert run("db", "backup", copy, "--data", data) == (0, "")
        asyncio.run(add(url, "boei"))
        assert run("db", "restore", copy, "--yes", "--data", data) == (0, "")
        assert asyncio.run(terms(url)) == ["sluis"]

        copy.write_bytes(copy.read_bytes()[:-200])
        status, said = run("db", "restore", copy, "--yes", "--data", data)
        assert (status, asyncio.run(terms(url))) == (2, ["sluis"])
        assert "pg_restore" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("restore", "weg.dump", "--yes"), "weg.dump"),
        (("downgrade", "0999", "--yes"), "0999"),
        (("upgrade", "--database-url", "postgresql://postgres@127.0.0.1:9/x"), "127.0.0.1"),
        (("downgrade", "0001"), "0001"),
    ],
    ids=["no backup", "no such migration", "no server", "not confirmed"],
)
def test_mistakes_are_named(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = definitie("db", *arguments, "--data", str(tmp_path / "data"))
    assert done.exit_code in (1, 2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
