"""A service that stays open for all tests of a module, with people in it; called from tests that are not async."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal

from api.app import create_app
from api.bootstrap import assemble
from api.generations.opening import office_for
from api.host.engine_host import EngineHost
from engine.model import Definition
from storage.database import Database
from storage.models import (
    ActivationRow,
    GenerationRunRow,
    Origin,
    RevalidationRow,
    RevalidationState,
    Role,
    RunState,
    Status,
)
from tests.integration.service.conftest import PASSWORD, client_of, settings_for

SCHEME = "proef"


COPIED = (
    "owner_id", "actor", "workflow", "begrip", "request", "options", "result", "stop_reason", "pack_digest", "profile",
)  # fmt: skip


@dataclass(frozen=True)
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

    def generation(self, *, live: bool) -> str:
        """The id of a run of generation: one that nobody carries out, or one like the first, that ended."""
        made, first = uuid4(), UUID(self.first_run)

        async def copy() -> str:
            async with self.database.unit() as unit:
                row = await unit.generations.get(first)
                facts = {name: getattr(row, name) for name in COPIED}
                state = RunState.QUEUED if live else RunState.DONE
                await unit.generations.add(GenerationRunRow(**facts, id=made, fingerprint=made.hex, state=state))
                for each in await unit.generations.history(row.id):
                    await unit.generations.note(
                        made, each.iteration, each.attempt, prompt=each.prompt, response=each.response,
                        details=each.details, finished_at=each.created_at,
                    )  # fmt: skip
            return str(made)

        return self.portal.call(copy)

    @cached_property
    def first_run(self) -> str:
        """The id of a run that was carried out."""
        text = "Onder een sas wordt verstaan: werk tussen twee waterstanden waarin schepen worden geschut."
        body = {"begrip": "sas", "sources": [{"title": "Handboek", "text": text}], "save": False}
        request = self.client.build_request("POST", "/api/v1/generations", json=body, headers={"Prefer": "wait=20"})
        answer = self.send(request)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["id"])

    def pack(self) -> str:
        """The name of the pack, which was activated before, after which all was judged again."""
        assert self.send(self.client.build_request("GET", "/ready")).status_code == 200  # it is kept by now

        async def make() -> str:
            async with self.database.unit() as unit:
                (row,) = await unit.packs.active()
                packs = {"items": [[row.name, row.digest]]}
                known = {"from_digest": row.digest, "to_digest": row.digest}
                activation = ActivationRow(name=row.name, origin=Origin.SOURCE, outcome="activated", **known)
                await unit.activations.add(activation)
                unit.session.add(
                    RevalidationRow(
                        name=row.name,
                        packs=packs,
                        set_digest=row.digest,
                        state=RevalidationState.DONE,
                        rules=[],
                        **known,
                    )
                )
                return row.name

        return self.portal.call(make)

    def ask(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """What is answered to a body."""
        answer = self.send(self.client.build_request(method, path, json=body))
        assert answer.is_success, answer.text
        return answer.json()


@contextmanager
def opened(host: EngineHost, database_url: str, folder: Path) -> Iterator[World]:
    """A world on an empty database."""
    settings = settings_for(folder, approve_override=True, generations_user=1000, generators="source")
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
        services.office = office_for(services)
        assert services.office is not None
        services.office.executors.sweeps = False  # what no workflow will end stays as it is
        portal.call(services.office.open)
        world = World(portal, client, database)
        assert world.first_run
        # From here on runs only wait: threads that work beside a test disturb what hypothesis expects of chance.
        portal.call(services.office.durable.stop)
        yield world
        portal.call(client.aclose)
        portal.call(services.office.close)
        portal.call(database.close)
    services.passwords.close()
