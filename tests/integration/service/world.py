"""A service that stays open for all tests of a module, with people in it; called from tests that are not async."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal

from api.app import create_app
from api.bootstrap import assemble
from api.host.engine_host import EngineHost
from engine.model import Definition
from storage.database import Database
from storage.models import Role, Status
from tests.integration.service.conftest import PASSWORD, client_of, settings_for

SCHEME = "proef"


@dataclass(frozen=True, slots=True)
class World:
    """The service, an administrator who asks, and another one (``eva``)."""

    portal: BlockingPortal
    client: httpx.AsyncClient
    database: Database

    def send(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request."""
        return self.portal.call(self.client.send, request)

    def definition(self, record: Definition, status: Status, scheme: str | None = SCHEME, *, versions: int = 1) -> str:
        """The id of a new definition of eva."""

        async def make() -> str:
            async with self.database.unit() as unit:
                key = None if scheme is None else (await unit.schemes.by_name(scheme)).id
                owner = next(each.id for each in await unit.users.all() if each.name == "eva")
                row = await unit.definitions.add(record, status=status, scheme_id=key, owner_id=owner)
                return str(row.id)

        made = self.portal.call(make)
        for version in range(1, versions):
            body = {"begrip": record.begrip, "definitie": f"{record.definitie} {version}"}
            request = self.client.build_request(
                "PUT", f"/api/v1/definitions/{made}", json=body, headers={"If-Match": f'"{version}"'}
            )
            assert self.send(request).status_code == 200
        return made

    def user(self, name: str = "eva") -> str:
        """The id of a user."""

        async def find() -> str:
            async with self.database.unit() as unit:
                return str(next(each.id for each in await unit.users.all() if each.name == name))

        return self.portal.call(find)

    def ask(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """What is answered to a body."""
        answer = self.send(self.client.build_request(method, path, json=body))
        assert answer.is_success, answer.text
        return answer.json()


@contextmanager
def opened(host: EngineHost, database_url: str, folder: Path) -> Iterator[World]:
    """A world on an empty database."""
    settings = settings_for(folder, approve_override=True)
    database = Database(database_url, pool_size=5)
    services = assemble(settings, database, None, host)

    async def people() -> str:
        hashed = await services.passwords.hash(PASSWORD)
        async with database.unit() as unit:
            for name in ("beheer", "eva"):
                await unit.users.add(name, hashed, Role.ADMIN)
            await unit.schemes.add(SCHEME, "Begrippenkader proef")
        return (await services.sign_in.with_password("beheer", PASSWORD, address="192.0.2.1")).access_token

    with start_blocking_portal() as portal:
        client = client_of(create_app(settings, services), authorization=f"Bearer {portal.call(people)}")
        yield World(portal, client, database)
        portal.call(client.aclose)
        portal.call(database.close)
    services.passwords.close()
