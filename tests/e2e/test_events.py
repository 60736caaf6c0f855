"""``definitie events``: what a webhook did not take is seen, and offered to it again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from storage.database import opened
from storage.identifiers import new_id
from storage.location import database_at
from storage.migrate import upgrade
from storage.models import WebhookDeliveryRow, WebhookRow
from storage.repositories.audit import AuditFilter
from tests.e2e.command import start

LATE = {"register": ("DefinitionCreated", "DefinitionUpdated"), "tweede": ()}
LEFT = {
    "nl": {"register": "0 wachten, 2 opgegeven", "tweede": "0 wachten, 0 opgegeven", "again": "2 wachten, 0 opgegeven"},
    "en": {"register": "0 waiting, 2 given up", "tweede": "0 waiting, 0 given up", "again": "2 waiting, 0 given up"},
}


async def filled(url: str) -> dict[str, UUID]:
    """Two webhooks, of which the first was given up twice; ids of webhooks by name."""
    await upgrade(url)
    moment, made = datetime.now(UTC), {}
    async with opened(url) as database, database.unit() as unit:
        for name, types in LATE.items():
            row = WebhookRow(id=new_id(), name=name, url="https://ontvanger.example/x", secret="-")
            made[name] = (await unit.webhooks.add(row)).id
            for position, kind in enumerate(types, 1):
                unit.session.add(
                    WebhookDeliveryRow(
                        id=new_id(), webhook_id=row.id, position=position, type=kind, subject="definition/1",
                        event={"id": f"e{position}"}, state="dead", attempts=100, error="500",
                        since=moment, next_at=moment,
                    )
                )  # fmt: skip
    return made


async def acts(url: str) -> list[tuple[str, str | None, object]]:
    """What is on record, oldest first."""
    async with opened(url) as database, database.unit() as unit:
        found = await unit.audit.page(AuditFilter(), None, 10)
    return [(act.row.action, act.row.actor, act.row.after) for act in reversed(found)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_was_given_up_is_seen_and_offered_again(tmp_path: Path, language: str) -> None:
    with database_at(None, tmp_path) as url:
        keys = asyncio.run(filled(url))

        def events(*arguments: str | UUID) -> tuple[int, list[str], str]:
            process = start("events", *map(str, arguments), "--data", tmp_path, "--lang", language)
            out, said = process.communicate(timeout=60)
            return process.returncode, out.splitlines(), said

        code, lines, _ = events("webhooks")
        assert code == 0
        assert [line.split("  ")[0] for line in lines] == [str(key) for key in keys.values()]
        assert all(LEFT[language][name] in line for name, line in zip(keys, lines, strict=True))

        code, lines, said = events("deliveries", "register", "--limit", "2")
        assert (code, len(lines), "--after 2" in said) == (0, 2, True)
        assert ("DefinitionCreated" in lines[0], lines[0].endswith("500")) == (True, True)
        first = lines[0].split("  ")[0]

        for asked in (("redeliver", "derde"), ("redeliver", "tweede", "--delivery", first), ("deliveries", "derde")):
            code, lines, said = events(*asked)
            assert (code, lines, "events webhooks" in said) == (2, [], True), asked

        code, lines, said = events("redeliver", keys["register"], "--delivery", first)
        assert (code, [line.rpartition(" ")[2] for line in lines], said) == (0, ["1"], "")
        code, lines, _ = events("redeliver", "register")
        assert (code, [line.rpartition(" ")[2] for line in lines]) == (0, ["1"])
        assert LEFT[language]["again"] in events("webhooks")[1][0]
        code, lines, said = events("deliveries", "register")
        assert (code, lines, bool(said)) == (0, [], True)
        assert asyncio.run(acts(url)) == [("webhook.redelivered", "cli", {"count": 1})] * 2


def test_two_of_one_name_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    with database_at(None, tmp_path) as url:
        keys = list(asyncio.run(filled(url)).values())

        async def renamed() -> None:
            async with opened(url) as database, database.unit() as unit:
                for row in await unit.webhooks.all():
                    row.name, row.state = "register", "failed"

        asyncio.run(renamed())
        process = start("events", "redeliver", "register", "--data", tmp_path)
        out, said = process.communicate(timeout=60)
        assert (process.returncode, out) == (2, "")
        assert all(str(key) in said for key in keys)
        process = start("events", "redeliver", str(keys[0]), "--data", tmp_path)
        out, said = process.communicate(timeout=60)
        assert (process.returncode, "gestopt" in said) == (0, True), "nothing is sent before it is active again"
