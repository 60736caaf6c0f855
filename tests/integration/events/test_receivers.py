"""The receivers that settings name are delivered to for as long as the service runs, and start again by themselves."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from redis.asyncio import Redis

from api.events import receivers
from api.events.delivery import Deliverer
from api.events.feed import Feed
from api.events.receivers import delivering, sink_names
from api.events.relay import relaying
from api.metrics import Metrics
from api.settings import Settings, SettingsError
from api.webhooks.secrets import Sealer
from api.webhooks.targets import Targets
from storage.database import Database


def settings_of(folder: Path, **named: Any) -> Settings:
    return Settings.model_validate({"data_folder": folder} | named)


async def test_a_receiver_of_the_settings_gets_events_also_after_a_fault_of_ours(
    database: Database, valkey_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_of(tmp_path, event_redis_url=SecretStr(valkey_url), event_redis_stream="proef")
    assert sink_names(settings) == ["redis"]
    faults = iter([ZeroDivisionError])
    whole = Deliverer.run

    async def run(deliverer: Deliverer) -> None:
        for fault in faults:
            raise fault
        await whole(deliverer)

    monkeypatch.setattr(Deliverer, "run", run)
    monkeypatch.setattr(receivers, "AGAIN_SECONDS", 0.01)
    feed = Feed(database)
    client = Redis.from_url(valkey_url)
    sealer = Sealer({"a": b"0" * 32})
    async with (
        relaying(database, feed) as relay,
        delivering(settings, database, feed, relay.listener, Metrics(), sealer, Targets()),
    ):
        async with database.unit() as unit:
            await unit.outbox.add("UserActionPerformed", "user/1", {"action": "user.changed", "actor": None})
        async with asyncio.timeout(20):
            while not await client.xlen("proef"):
                await asyncio.sleep(0.02)
    await client.aclose()
    assert next(faults, None) is None


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DEFINITIE_WEBHOOK_NETWORKS", "10.0.0.0/99"),
        ("DEFINITIE_EVENT_KAFKA_PROTOCOL", "HTTP"),
        ("DEFINITIE_PUBLIC_URL", "definities.example"),
        ("DEFINITIE_EVENT_DAYS", "0"),
    ],
)
def test_a_setting_that_will_not_do_is_named(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        Settings.from_environment({variable: value})
