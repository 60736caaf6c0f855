"""Sources of packs are looked at by the service itself: folders, git repositories, signatures, and what is wrong."""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from api.mirror import files_of
from api.packs import watching as module
from api.packs.start import begin
from api.packs.watching import Watching
from api.services import Services
from api.settings import Settings
from plugins.signing import SignatureError, new_key, sign_archive
from storage.models import ActivationRow
from tests.integration.service.conftest import admin_of, settings_for
from tests.integration.service.packs import PACKS, PackFolder, longer, process

SECONDS = 60


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SETTLE_SECONDS", 0.01)
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.01)


def watching_of(services: Services, *, auto: bool = True) -> Watching:
    return Watching(services.database, services.host, services.sources, services.activator, auto=auto, git_seconds=0.05)


async def tries(services: Services) -> list[ActivationRow]:
    """What was tried, oldest first, the beginning left out."""
    async with services.database.unit() as unit:
        return [row for row in reversed(await unit.activations.of("eigen")) if row.origin != "start"]


def outcomes(rows: list[ActivationRow]) -> list[tuple[str, str | None]]:
    """What came of each: the version, or the code of the reason."""
    return [
        (row.outcome, row.to_version if row.outcome == "activated" else str((row.reason or {})["code"])) for row in rows
    ]


async def until(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(SECONDS):
        while not what():
            await asyncio.sleep(0.05)


async def test_a_change_in_the_folder_is_activated_by_itself(one: Services, folder: PackFolder) -> None:
    task = asyncio.create_task(watching_of(one).folders())
    try:
        await asyncio.sleep(0)
        longer(folder)
        await until(lambda: one.host.engine.packs[0].version == "1.3.0")
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert outcomes(await tries(one)) == [("activated", "1.3.0")]


async def test_what_was_offered_is_not_offered_again_by_itself(
    one: Services, folder: PackFolder, admin: httpx.AsyncClient
) -> None:
    watching = watching_of(one)
    await watching.look("eigen")
    assert await tries(one) == [], "nothing is new"
    longer(folder)
    await watching.look("eigen")
    await admin.post(f"{PACKS}/rollback")
    await watching.look("eigen")
    await watching_of(one).look("eigen")  # as after a restart
    assert outcomes(await tries(one)) == [("activated", "1.3.0"), ("activated", "1.2.0")]
    assert one.host.engine.packs[0].version == "1.2.0"


async def test_a_change_back_that_is_seen_is_taken(one: Services, folder: PackFolder, tmp_path: Path) -> None:
    shutil.copytree(folder.path, tmp_path / "oud")
    watching = watching_of(one)
    await watching.look("eigen")
    longer(folder)
    await watching.look("eigen")
    shutil.rmtree(folder.path)
    shutil.copytree(tmp_path / "oud", folder.path)
    await watching.look("eigen")
    assert outcomes(await tries(one)) == [("activated", "1.3.0"), ("activated", "1.2.0")]


async def test_without_leave_nothing_is_activated(one: Services, folder: PackFolder) -> None:
    watching = watching_of(one, auto=False)
    await watching.look("eigen")
    longer(folder)
    await watching.look("eigen")
    assert await tries(one) == []


async def test_a_folder_that_is_wrong_gone_and_back_is_told_once_each(one: Services, folder: PackFolder) -> None:
    watching = watching_of(one)
    await watching.look("eigen")
    good = (folder.path / "pack.yaml").read_text(encoding="utf-8")
    (folder.path / "pack.yaml").write_text("name: [", encoding="utf-8")
    for _ in range(2):
        await watching.look("eigen")
    aside = folder.path.rename(folder.path.with_name("weg"))
    for _ in range(2):
        await watching.look("eigen")
    aside.rename(folder.path)
    (folder.path / "pack.yaml").write_text(good, encoding="utf-8")
    await watching.look("eigen")
    assert outcomes(await tries(one)) == [("failed", "not-loadable"), ("failed", "source-gone"), ("activated", "1.2.0")]
    assert one.host.engine.packs[0].version == "1.2.0"


async def test_files_that_still_change_are_waited_for(
    one: Services, folder: PackFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching, pauses = watching_of(one), []
    await watching.look("eigen")
    folder.version("1.3.0")

    async def pause(_: float) -> None:
        pauses.append(1)
        if len(pauses) == 1:
            longer(folder)

    monkeypatch.setattr("api.packs.watching.asyncio.sleep", pause)
    await watching._settled("eigen")
    monkeypatch.undo()
    assert len(pauses) == 2, "once for the half, once for the whole"


# --- signatures ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trusting:
    """A service that demands signatures, and what makes one."""

    settings: Settings
    url: str
    private: bytes
    folder: PackFolder

    def sign(self, archive: bytes | None = None) -> str:
        """The signature of an archive, or of what the folder holds."""
        return sign_archive(archive or files_of(str(self.folder.path)), self.private)

    def sign_beside(self, version: str) -> None:
        """Put the signature of what the folder holds beside it."""
        beside = self.folder.path.parent / f"eigen-{version}.pack.tar.sig"
        beside.write_text(self.sign(), encoding="utf-8")


@pytest.fixture
def trusting(own_settings: Settings, database_url: str, tmp_path: Path, folder: PackFolder) -> Trusting:
    """The folder holds 1.2.0, which is not signed yet."""
    private, public = new_key()
    (tmp_path / "sleutels").mkdir()
    (tmp_path / "sleutels" / "redactie.pub").write_bytes(public)
    settings = own_settings.model_copy(update={"packs_keys": str(tmp_path / "sleutels")})
    return Trusting(settings, database_url, private, folder)


async def test_only_what_is_signed_is_taken(trusting: Trusting) -> None:
    trusting.sign_beside("1.2.0")
    old = files_of(str(trusting.folder.path))
    async with process(trusting.settings, trusting.url) as services, admin_of(services) as admin:
        longer(trusting.folder)
        archive = files_of(str(trusting.folder.path))
        body = {"archive": base64.b64encode(archive).decode()}
        wrong = ((None, "signature-missing"), ("x", "signature-wrong"), (trusting.sign(old), "signature-wrong"))
        for signature, code in wrong:
            answer = await admin.post(f"{PACKS}/activate", json=body | {"signature": signature})
            assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code), answer.text
        answer = await admin.post(f"{PACKS}/activate", json=body | {"signature": trusting.sign(archive)})
        assert answer.status_code == 200, answer.text
        versions = (await admin.get(f"{PACKS}/versions")).json()["items"]
        assert [(each["version"], each["signed"]) for each in versions] == [("1.3.0", True), ("1.2.0", True)]
        answer = await admin.post(f"{PACKS}/rollback")
        assert answer.status_code == 200, "the first version was signed as well"


async def test_the_signature_of_a_folder_lies_beside_it(trusting: Trusting) -> None:
    trusting.sign_beside("1.2.0")
    async with process(trusting.settings, trusting.url) as services:
        watching = watching_of(services)
        await watching.look("eigen")
        longer(trusting.folder)
        await watching.look("eigen")
        trusting.sign_beside("1.3.0")
        await watching.look("eigen")
        assert outcomes(await tries(services)) == [("failed", "signature-missing"), ("activated", "1.3.0")]


async def test_an_empty_database_begins_with_what_is_signed_only(trusting: Trusting) -> None:
    with pytest.raises(SignatureError) as refused:
        await begin(trusting.settings, trusting.url)
    assert [problem.code for problem in refused.value.problems] == ["signature-missing"]
    trusting.sign_beside("1.2.0")
    trusting.folder.rule("WOORD-01", "severity: error", "severity: info")
    with pytest.raises(SignatureError) as refused:
        await begin(trusting.settings, trusting.url)
    assert [problem.code for problem in refused.value.problems] == ["signature-other-file"]
    trusting.sign_beside("1.2.0")
    async with process(trusting.settings, trusting.url):
        pass
    longer(trusting.folder)
    opening = await begin(trusting.settings, trusting.url)
    assert [pack.version for pack in opening.engine.packs] == ["1.2.0"], "what is active needs nothing from the folder"


# --- git -------------------------------------------------------------------------------------------------------------


def git(folder: Path, *words: str) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder.parent), "GIT_CONFIG_GLOBAL": "/dev/null"}
    named = ("-c", "user.name=proef", "-c", "user.email=proef@example.org", "-c", "init.defaultBranch=main")
    command = ("git", *named, *words)
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> PackFolder:
    """A repository with the pack in it."""
    place = tmp_path / "archief"
    place.mkdir()
    pack = PackFolder.copied(place / "regels" / "eigen")
    git(place, "init", "--quiet")
    git(place, "add", ".")
    git(place, "commit", "--quiet", "-m", "begin")
    return pack


@pytest.fixture
async def following(
    tmp_path: Path, folder: PackFolder, repository: PackFolder, database_url: str
) -> AsyncIterator[Services]:
    """A service whose pack comes from the repository."""
    named = f"eigen=file://{tmp_path / 'archief'}#main:regels/eigen"
    settings = settings_for(tmp_path / "data", packs=str(folder.path), packs_git=named)
    async with process(settings, database_url) as services:
        yield services


async def test_a_branch_is_followed_and_a_rewritten_one_is_not(
    following: Services, repository: PackFolder, tmp_path: Path
) -> None:
    watching, place = watching_of(following), tmp_path / "archief"
    assert following.sources.folders == ()
    await watching.look("eigen")
    assert await tries(following) == [], "it holds what is active"
    longer(repository)
    git(place, "commit", "--quiet", "-am", "langer")
    await watching.look("eigen")
    assert following.host.engine.packs[0].version == "1.3.0"

    repository.version("9.9.9")
    git(place, "commit", "--quiet", "--amend", "-am", "herschreven")
    for _ in range(2):
        await watching.look("eigen")
    shutil.move(place, tmp_path / "weg")
    await watching.look("eigen")
    assert outcomes(await tries(following)) == [
        ("activated", "1.3.0"),
        ("failed", "source-rewritten"),
        ("failed", "source-gone"),
    ]
    assert following.host.engine.packs[0].version == "1.3.0"

    shutil.move(tmp_path / "weg", place)
    async with admin_of(following) as admin:
        answer = await admin.post(f"{PACKS}/activate", json={"source": True})
    assert (answer.status_code, answer.json()["version"]) == (200, "9.9.9"), "who asks for it by hand means it"
