"""``definitie audit``: a log that is whole, one that was tampered with, and a link that was noted before."""

from __future__ import annotations

import asyncio
from pathlib import Path

import asyncpg
import pytest

from storage.database import Database
from storage.location import database_at
from storage.migrate import upgrade
from storage.unit import Actor
from tests.e2e.command import start


def audit(*arguments: str | Path) -> tuple[int, str, str]:
    process = start("audit", *arguments)
    out, said = process.communicate(timeout=60)
    return process.returncode, out, said


async def act(url: str, *actions: str) -> None:
    database = Database(url)
    for action in actions:
        async with database.unit(Actor("cli")) as unit:
            await unit.audit.add(action, "definition/1")
            await unit.session.flush()
        async with database.unit() as unit:
            await unit.audit.seal()
    await database.close()


async def tamper(url: str) -> None:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute("SET session_replication_role = replica")
    await connection.execute("UPDATE audit_log SET actor = 'user:jan' WHERE number = 2")
    await connection.close()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_story_of_a_log(tmp_path: Path, language: str) -> None:
    with database_at(None, tmp_path) as url:
        place = ("--data", tmp_path, "--lang", language)
        asyncio.run(upgrade(url))
        code, _, said = audit("head", *place)
        assert (code, bool(said)) == (2, True)
        asyncio.run(act(url, "one", "two", "three"))
        code, noted, _ = audit("head", *place)
        assert (code, noted.partition(":")[0]) == (0, "3")
        code, out, _ = audit("verify", "--expect", noted.strip(), *place)
        assert code == 0, out
        assert noted.strip() in out
        asyncio.run(tamper(url))
        code, out, _ = audit("verify", *place)
        assert code == 1
        assert (
            out.splitlines()[0]
            == {
                "nl": "Handeling 2 (schakel 2) is veranderd.",
                "en": "Act 2 (link 2) was changed.",
            }[language]
        )
        code, out, _ = audit("verify", "--expect", f"4:{'0' * 64}", *place)
        assert (code, len(out.splitlines())) == (1, 4)
        code, out, said = audit("verify", "--expect", "drie", *place)
        assert (code, out, bool(said)) == (2, "", True)
