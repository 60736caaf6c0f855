"""The service as its users meet it: an app on a real database, and clients that are signed in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import UUID

import httpx
import pytest
import structlog
from fastapi import FastAPI
from pydantic import SecretStr

from api.app import create_app
from api.bootstrap import assemble
from api.host.cache import ReportCache
from api.host.engine_host import EngineHost
from api.logs import exceptions_without_words
from api.services import Services
from api.settings import Settings
from engine.engine import Engine
from plugins import load_engine
from storage.database import Database
from storage.models import Role, SchemeRow
from tests.integration.service.fitting import unfit_events
from tests.integration.service.packs import PackFolder, process
from tests.integration.service.scene import Scene, set_up

PASSWORD = "een lang wachtwoord"
PACK = str(Path(__file__).parents[2] / "e2e" / "packs" / "eigen")
LIMITS = ("limit_anonymous", "limit_user", "limit_key", "sign_in_address")


@dataclass(frozen=True, slots=True)
class Person:
    """A user of a test."""

    id: UUID
    name: str
    role: str
    password: str = PASSWORD


def settings_for(folder: Path, **changed: object) -> Settings:
    """Settings that are quick in tests, and limit nothing unless said otherwise."""
    values: dict[str, object] = {
        "data_folder": folder,
        "token_keys": SecretStr("test=" + "0123456789abcdef" * 2),
        "argon2_passes": 1,
        "argon2_kibibytes": 8,
        "argon2_lanes": 1,
        "access_log": False,
        "packs": PACK,
        "processes": 1,
        "pack_ahead": 0,
        "event_stream_seconds": 0.05,
        **dict.fromkeys(LIMITS, "1000/s burst 10000"),
    }
    return Settings.model_validate(values | changed)


def client_of(app: FastAPI, **headers: str) -> httpx.AsyncClient:
    """A client of an app in this process."""
    transport = httpx.ASGITransport(app, client=("192.0.2.1", 123))
    return httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers)


@pytest.fixture(autouse=True)
def plain_logs() -> Iterator[None]:
    """Logs as the service writes them: the library's own way draws a page for every exception."""
    structlog.configure([exceptions_without_words, structlog.processors.JSONRenderer()])
    yield
    structlog.reset_defaults()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of the app."""
    return settings_for(tmp_path)


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine of the app: few rules, so that it is there at once."""
    return load_engine([PACK], verify=False)


@pytest.fixture(scope="session")
def host(engine: Engine) -> Iterator[EngineHost]:
    """The engine in its host, for all tests of the process."""
    opened = EngineHost(engine, [PACK], processes=1, cache=ReportCache())
    yield opened
    opened.close()


@pytest.fixture
async def services(settings: Settings, database: Database, host: EngineHost) -> AsyncIterator[Services]:
    """What the app works with."""
    made = assemble(settings, database, None, host)
    yield made
    made.passwords.close()
    assert await unfit_events(database) == []  # those that this test wrote


@pytest.fixture
def app(settings: Settings, services: Services) -> FastAPI:
    """The app."""
    return create_app(settings, services)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client that is not signed in."""
    async with client_of(app) as anonymous:
        yield anonymous


@pytest.fixture
def person(services: Services) -> Callable[..., Awaitable[Person]]:
    """Makes a user of a role."""
    numbers = count(1)

    async def make(role: str = "user", name: str | None = None) -> Person:
        hashed = await services.passwords.hash(PASSWORD)
        async with services.database.unit() as unit:
            row = await unit.users.add(name or f"{role}-{next(numbers)}", hashed, Role(role))
        return Person(row.id, row.name, row.role)

    return make


@pytest.fixture
async def sign_in(
    app: FastAPI, services: Services, person: Callable[..., Awaitable[Person]]
) -> AsyncIterator[Callable[..., Awaitable[httpx.AsyncClient]]]:
    """Gives a client that is signed in as a new user of a role, or as one that is there already."""
    opened: list[httpx.AsyncClient] = []

    async def make(role: str = "user", who: Person | None = None) -> httpx.AsyncClient:
        known = who or await person(role)
        session = await services.sign_in.with_password(known.name, known.password, address="192.0.2.1")
        opened.append(client_of(app, authorization=f"Bearer {session.access_token}"))
        return opened[-1]

    yield make
    for one in opened:
        await one.aclose()


@pytest.fixture
def make_scheme(services: Services) -> Callable[..., Awaitable[SchemeRow]]:
    """Makes a scheme."""

    async def make(name: str, iri: str | None = None) -> SchemeRow:
        async with services.database.unit() as unit:
            return await unit.schemes.add(name, f"Begrippenkader {name}", iri)

    return make


# --- a service on a pack of its own, that a test can change ----------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> PackFolder:
    """The pack, where the service takes it from."""
    return PackFolder.copied(tmp_path / "bron" / "eigen")


@pytest.fixture
def own_settings(tmp_path: Path, folder: PackFolder) -> Settings:
    """The settings of that service."""
    return settings_for(tmp_path / "data", packs=str(folder.path))


@pytest.fixture
async def one(own_settings: Settings, database_url: str) -> AsyncIterator[Services]:
    """A process of it."""
    async with process(own_settings, database_url) as opened:
        yield opened


@asynccontextmanager
async def admin_of(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    """A client of its administrator, to one process."""
    async with services.database.unit() as unit:
        if all(row.name != "beheer" for row in await unit.users.all()):
            await unit.users.add("beheer", await services.passwords.hash(PASSWORD), Role.ADMIN)
    session = await services.sign_in.with_password("beheer", PASSWORD, address="192.0.2.1")
    app = create_app(services.settings, services)
    async with client_of(app, authorization=f"Bearer {session.access_token}") as client:
        yield client


@pytest.fixture
async def admin(one: Services) -> AsyncIterator[httpx.AsyncClient]:
    """A client of its administrator."""
    async with admin_of(one) as client:
        yield client


@pytest.fixture
async def scene(admin: httpx.AsyncClient, one: Services, folder: PackFolder, database_url: str) -> Scene:
    """That service, with stored definitions."""
    return await set_up(one, admin, folder, database_url)
