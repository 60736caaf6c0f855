"""What the tests of judging again share: a service with stored definitions, on a pack that a test can change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
from pydantic import SecretStr

from api.definitions.judging import judge
from api.revalidation.process import work
from api.services import Services
from storage.models import RevalidationRow
from storage.records import to_record
from storage.repositories.definitions import Filter
from tests.integration.service.packs import PACKS, PackFolder, events

EVERYTHING = Filter(everything=True)
TEXTS = {
    "kort": "gebouw van leger",
    "lang": "groot gebouw van het leger",
    "fout": "eigenlijk een gebouw van het leger",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A service on a pack that a test can change, its administrator, and the ids of stored definitions by their terms.

    Each has its report; there are three of each of ``TEXTS``.
    """

    services: Services
    admin: httpx.AsyncClient
    folder: PackFolder
    url: str
    stored: dict[str, UUID]

    async def save(self, term: str, text: str) -> UUID:
        """A new definition of the scheme."""
        body = {"begrip": term, "definitie": text, "scheme": "proef"}
        answer = await self.admin.post("/api/v1/definitions", json=body | {"force": True, "reason": "proef"})
        assert answer.status_code == 201, answer.text
        self.stored[term] = UUID(answer.json()["id"])
        return self.stored[term]

    def forget(self, key: UUID) -> None:
        """It is not there any more."""
        for term in [term for term, each in self.stored.items() if each == key]:
            del self.stored[term]

    async def activate(self) -> Any:
        """Make what is in the folder the active version; what is answered."""
        return (await self.admin.post(f"{PACKS}/activate", json={"source": True})).json()

    async def work(self) -> None:
        """What the process does, here."""
        changed = {"database_url": SecretStr(self.url), "revalidation_rate": 1_000_000}
        await work(self.services.settings.model_copy(update=changed))

    async def judged_again(self) -> RevalidationRow:
        """The same; the re-validation that was done last."""
        await self.work()
        async with self.services.database.unit() as unit:
            row = await unit.revalidations.latest()
        assert row is not None
        return row

    async def reports(self) -> dict[UUID, dict[str, Any]]:
        """The newest report of every definition, without what says what it was made with."""
        async with self.services.database.unit() as unit:
            rows = [row async for row in unit.definitions.stream(EVERYTHING)]
            kept = {row.id: await unit.reports.latest(row.id) for row in rows}
        return {key: said(row.report) for key, row in kept.items() if row is not None}

    async def in_full(self) -> dict[UUID, dict[str, Any]]:
        """What judging every definition in full says now."""
        async with self.services.database.unit() as unit:
            rows = [row async for row in unit.definitions.stream(EVERYTHING)]
        return {row.id: said((await judge(self.services, to_record(row), row.scheme_id)).document) for row in rows}

    async def told(self, cause: str) -> list[dict[str, Any]]:
        """The events of definitions that were judged again for a cause."""
        return [
            each for each in await events(self.services, "DefinitionValidated") if each["data"].get("cause") == cause
        ]


def said(report: dict[str, Any]) -> dict[str, Any]:
    """What a report says: not by which versions, nor what of a rule that passes."""
    told = {name: value for name, value in report.items() if name not in {"packs", "corpus_revision"}}
    return told | {"outcomes": [each for each in report["outcomes"] if each["outcome"] != "pass" or each["unjudged"]]}


async def set_up(services: Services, admin: httpx.AsyncClient, folder: PackFolder, url: str) -> Scene:
    """The scene as every test begins with it: each definition has been judged beside all others."""
    await admin.post("/api/v1/schemes", json={"name": "proef", "title": "Proef"})
    made = Scene(services, admin, folder, url, {})
    for number in range(3):
        for kind, text in TEXTS.items():
            await made.save(f"{kind} {number}", f"{text} {number}")
    await made.work()
    return made
