"""What everybody has is forgotten after some days; what somebody has not, only past the bound, and announced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from api.events.feed import Feed
from api.events.retention import Retention
from api.webhooks.secrets import Sealer, new_webhook_secret
from storage.database import Database
from storage.identifiers import new_id
from storage.models import WebhookRow
from tests.integration.conftest import execute
from tests.integration.outbox import written


async def write(database: Database, count: int, days_ago: float, url: str) -> None:
    """Events that were written some days ago."""
    async with database.unit() as unit:
        for _ in range(count):
            unit.outbox.put("UserActionPerformed", "user/1", {"action": "user.changed", "actor": None})
        await unit.session.flush()
    await Feed(database).refresh()
    age = f"interval '{days_ago} days'"
    recent = "created_at > now() - interval '1 minute'"
    await execute(url, f"UPDATE outbox SET created_at = created_at - {age} WHERE {recent}")  # noqa: S608 - our own words


async def kept(database: Database) -> list[int]:
    async with database.unit() as unit:
        return [each.position for each in await unit.events.after(0, 1000)]


async def sink(database: Database, name: str, position: int) -> None:
    async with database.unit() as unit:
        await unit.sinks.open(name)
        await unit.sinks.advance(name, position)


@pytest.mark.parametrize(
    ("position", "left"),
    [(None, [4, 5]), (5, [4, 5]), (2, [3, 4, 5]), (0, [1, 2, 3, 4, 5])],
)
async def test_what_a_receiver_has_not_is_kept(
    position: int | None, left: list[int], database: Database, database_url: str
) -> None:
    await write(database, 3, 8, database_url)
    await write(database, 2, 6, database_url)
    if position is not None:
        await sink(database, "redis", position)
    assert await Retention(database, ["redis"], 7, 30).forget() == 5 - len(left)
    assert await kept(database) == left


async def test_a_receiver_that_no_setting_names_holds_nothing(database: Database, database_url: str) -> None:
    await write(database, 3, 8, database_url)
    await sink(database, "kafka", 0)
    await Retention(database, ["redis"], 7, 30).forget()
    assert await kept(database) == []


async def test_past_the_bound_it_goes_and_that_is_announced(database: Database, database_url: str) -> None:
    key = new_id()
    async with database.unit() as unit:
        sealed = Sealer({"a": b"0" * 32}).seal(new_webhook_secret(), key)
        await unit.webhooks.add(WebhookRow(id=key, name="x", url="https://ontvanger.example/", secret=sealed))
    await write(database, 3, 31, database_url)
    await write(database, 2, 29, database_url)
    await sink(database, "redis", 1)
    await Retention(database, ["redis"], 7, 30).forget()
    assert await kept(database) == [4, 5]
    async with database.unit() as unit:
        told = [row.event for row in await written(unit) if row.type == "EventsForgotten"]
        assert {each["subject"]: each["data"] for each in told} == {
            "sink/redis": {"first": 2, "last": 3},
            f"webhook/{key}": {"first": 1, "last": 3},
        }
        assert (await unit.webhooks.get(key)).position == 3
    await Retention(database, ["redis"], 7, 30).forget()
    async with database.unit() as unit:
        assert len([row for row in await written(unit) if row.type == "EventsForgotten"]) == 2


async def test_who_is_behind_is_named_with_the_age_of_what_it_has_not(database: Database, database_url: str) -> None:
    await write(database, 3, 1, database_url)
    await sink(database, "redis", 1)
    await sink(database, "kafka", 3)
    async with database.unit() as unit:
        (found,) = await unit.sinks.behind(["redis", "kafka"])
        assert (found.name, found.events) == ("redis", 2)
        assert found.since is not None
        assert datetime.now(UTC) - found.since > timedelta(hours=23)
        assert await unit.sinks.behind(["kafka"]) == []
