"""What the tests of activation share: a pack of a test's own that it can change, and a service that runs on it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from api.bootstrap import assemble, open_host
from api.metrics import Metrics
from api.packs.start import begin
from api.services import Services
from api.settings import Settings
from storage.database import Database
from tests.integration.outbox import written

PACK = Path(__file__).parents[2] / "e2e" / "packs" / "eigen"
PACKS = "/api/v1/packs/eigen"
RECORD = {"begrip": "kazerne", "definitie": "gebouw van leger"}
"""Three words: enough for KORT-01 as it is, too few where it wants four."""


@dataclass(frozen=True, slots=True)
class PackFolder:
    """A copy of the pack ``eigen`` that is 1.2.0 at first."""

    path: Path

    @classmethod
    def copied(cls, into: Path) -> PackFolder:
        """A new copy."""
        shutil.copytree(PACK, into)
        return cls(into)

    def version(self, version: str) -> None:
        """Give it a version."""
        manifest = self.path / "pack.yaml"
        lines = manifest.read_text(encoding="utf-8").splitlines()
        changed = [f"version: {version}" if line.startswith("version:") else line for line in lines]
        manifest.write_text("\n".join(changed) + "\n", encoding="utf-8")

    def rule(self, code: str, old: str, new: str) -> None:
        """Replace a text in a rule."""
        file = self.path / "rules" / "vorm" / f"{code}.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


def longer(folder: PackFolder) -> None:
    """Make it 1.3.0, in which KORT-01 wants four words."""
    folder.version("1.3.0")
    folder.rule("KORT-01", "default: 3", "default: 4")
    folder.rule("KORT-01", "definitie: gebouw van het leger", "definitie: groot gebouw van het leger")


@asynccontextmanager
async def process(settings: Settings, url: str) -> AsyncIterator[Services]:
    """The services of one process, on a database that others may use too."""
    database, metrics = Database(url, pool_size=4), Metrics()
    begun = await begin(settings, url)
    host = open_host(settings, None, metrics, begun.engine, begun.packs)
    services = assemble(settings, database, None, host, metrics)
    await services.readiness.start()
    yield services
    host.close()
    services.passwords.close()
    await database.close()


async def events(services: Services, kind: str) -> list[dict[str, Any]]:
    """All events of a kind."""
    async with services.database.unit() as unit:
        return [row.event for row in await written(unit) if row.type == kind]


async def findings(client: httpx.AsyncClient, **query: str) -> tuple[str, list[str]]:
    """The version that judged ``RECORD``, and the rules that object."""
    answer = await client.post("/api/v1/validate", json=RECORD, params=query)
    assert answer.status_code == 200, answer.text
    report = answer.json()
    failed = [each["code"] for each in report["outcomes"] if each["outcome"] == "fail"]
    return report["packs"]["eigen"]["version"], failed
