"""Every process follows what is active, and has loaded it before, so that all change over at once."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from api.host.engine_host import EngineHost
from api.packs.following import Following
from api.services import Services
from api.settings import Settings
from engine.model import Definition
from tests.integration.service.conftest import admin_of
from tests.integration.service.packs import PACKS, PackFolder, findings, longer, process


@pytest.fixture
def own_settings(own_settings: Settings) -> Settings:
    return own_settings.model_copy(update={"pack_ahead": 0.001})


@pytest.fixture
async def other(own_settings: Settings, database_url: str) -> AsyncIterator[Services]:
    """Another process of the service."""
    async with process(own_settings, database_url) as services:
        yield services


@pytest.fixture
def following(other: Services) -> Following:
    """Keeps the other process on what is active."""
    return Following(other.database, other.library, other.metrics)


async def test_every_process_follows(
    one: Services, other: Services, following: Following, admin: httpx.AsyncClient, folder: PackFolder
) -> None:
    async with admin_of(other) as second:
        await following.look()
        before = other.host.engine
        longer(folder)
        await admin.post(f"{PACKS}/activate", json={"source": True})
        assert await findings(second) == ("1.2.0", [])
        await following.look()
        assert await findings(second) == ("1.3.0", ["KORT-01"])
        assert other.host.digest == one.host.digest
        assert before is not other.host.engine


async def test_others_load_what_is_awaited_and_do_not_use_it(
    other: Services,
    following: Following,
    admin: httpx.AsyncClient,
    folder: PackFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def crash(*_: object) -> None:
        raise ConnectionError

    old = other.host.digest
    longer(folder)
    with monkeypatch.context() as patched:
        patched.setattr("api.packs.activation.announce", crash)
        answer = await admin.post(f"{PACKS}/activate", json={"source": True})
    assert answer.status_code == 503
    await following.look()
    assert other.host.digest == old
    async with other.database.unit() as unit:
        (awaited,) = (await unit.packs.awaited_digests()).values()
    loaded = other.host.of(awaited)
    assert loaded is not None

    assert (await admin.post(f"{PACKS}/activate", json={"source": True})).status_code == 200
    async with other.database.unit() as unit:
        assert await unit.packs.awaited_digests() == {}, "it is the active one now"
    await following.look()
    assert other.host.loaded.engine is loaded.engine


async def test_what_was_asked_last_is_remembered_for_the_next_engine(host: EngineHost) -> None:
    record = Definition(begrip="kazerne", definitie="gebouw van het leger")
    await host.validate(record, host.manner())
    assert host.recent[-1] == record
