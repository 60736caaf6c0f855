"""``definitie packs diff`` against versions that the service stores, in a real database."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from engine.features.builtin import BUILTIN
from engine.packs.archive import archive_digest, pack_archive
from engine.packs.load import load_pack
from storage.database import Database
from tests.e2e.command import definitie
from tests.unit.engine.packs.proef import FILES, changed, write

FIRST = FILES
SECOND = changed(
    "proef/pack.yaml", "1.0.0", "1.1.0", changed("proef/lexicons/doelwoorden.yaml", "opdat", "zodat"),
)  # fmt: skip


@pytest.fixture
def digests(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The content digests of two versions that are stored, and of one that is known without its files."""
    for variable in ("DATABASE_URL", "DEFINITIE_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    return asyncio.run(store(database_url, tmp_path))


async def store(url: str, folder: Path) -> list[str]:
    found = []
    database = Database(url)
    async with database.unit() as unit:
        for name, files in (("een", FIRST), ("twee", SECOND)):
            write(folder / name, files)
            pack = load_pack(folder / name / "proef", BUILTIN)
            archive = pack_archive(folder / name / "proef")
            await unit.packs.keep(
                pack.name, pack.version, pack.content_digest, [], archive=archive,
                archive_digest=archive_digest(archive),
            )  # fmt: skip
            found.append(pack.content_digest)
        await unit.packs.keep("proef", "0.1.0", "sha256:oud", [])
    await database.close()
    return found


def rules(*arguments: str) -> list[str]:
    result = definitie("packs", "diff", *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return [rule["code"] for rule in json.loads(result.stdout)["rules"]]


def test_a_stored_version_is_named_by_number_or_digest(digests: list[str], database_url: str) -> None:
    database = ("--database", database_url)
    assert rules("proef@1.0.0", "proef@1.1.0", *database) == ["ESS-01"]
    assert rules("proef@1.0.0", "een/proef", *database) == []
    assert rules(f"proef@{digests[1]}", "twee/proef", *database) == []
    assert rules(f"proef@{digests[0][:16]}", "een/proef", *database) == []


def test_the_database_can_come_from_the_environment(
    digests: list[str], database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert rules("proef@1.1.0", "twee/proef") == []


@pytest.mark.parametrize("wanted", ["proef@9.9.9", "ander@1.0.0", "proef@sha256:0", "proef@0.1.0"])
def test_what_is_not_stored_is_said(wanted: str, digests: list[str], database_url: str) -> None:
    result = definitie("packs", "diff", wanted, "een/proef", "--database", database_url)
    assert result.exit_code == 2
    name, version = wanted.split("@")
    assert f"de dienst heeft geen {name} {version} bewaard" in result.stderr


def test_a_database_that_does_not_answer_is_said(digests: list[str]) -> None:
    url = "postgresql://nobody@127.0.0.1:1/niets"
    result = definitie("packs", "diff", "proef@1.0.0", "een/proef", "--database", url)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert "mis in het programma zelf" not in result.stderr
