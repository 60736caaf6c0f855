"""Limits: a bucket for each principal, shared through Valkey, with the headers of the draft and 429 beyond it."""

from __future__ import annotations

from pathlib import Path

import pytest
from redis.asyncio import Redis

from api.app import create_app
from api.bootstrap import assemble
from api.edge.gate import network_of
from api.host.engine_host import EngineHost
from api.limits import Limiter
from storage.database import Database
from tests.integration.service.conftest import client_of, settings_for

ASKED = "/api/v1/openapi.json"


async def test_beyond_the_burst_comes_429_with_the_time_to_wait(
    database: Database, tmp_path: Path, host: EngineHost
) -> None:
    settings = settings_for(tmp_path, limit_anonymous="1/m burst 2")
    async with client_of(create_app(settings, assemble(settings, database, None, host))) as client:
        answers = [await client.get(ASKED) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["ratelimit-policy"] for answer in answers] == ['"anonymous";q=2;w=120'] * 3
    assert [answer.headers["ratelimit"].split(";")[1] for answer in answers] == ["r=1", "r=0", "r=0"]
    assert answers[2].json()["code"] == "rate-limited"
    assert 58 <= int(answers[2].headers["retry-after"]) <= 60


async def test_an_address_that_does_not_exist_counts_too(database: Database, tmp_path: Path, host: EngineHost) -> None:
    settings = settings_for(tmp_path, limit_anonymous="1/m burst 1")
    async with client_of(create_app(settings, assemble(settings, database, None, host))) as client:
        assert [(await client.get("/nowhere")).status_code for _ in range(2)] == [404, 429]


async def test_principals_do_not_share_a_bucket() -> None:
    limiter = Limiter({"user": "1/h burst 1", "key": "1/h burst 1"})
    taken = [await limiter.take(name, key) for name, key in [("user", "a"), ("user", "b"), ("key", "a"), ("user", "a")]]
    assert [enough for enough, _ in taken] == [True, True, True, False]


async def test_a_bucket_in_valkey_is_one_for_all_processes(valkey_url: str) -> None:
    async with Redis.from_url(valkey_url) as one, Redis.from_url(valkey_url) as other:
        here, there = (Limiter({"user": "1/h burst 2"}, client) for client in (one, other))
        taken = [await limiter.take("user", "eva") for limiter in (here, there, here)]
        assert [enough for enough, _ in taken] == [True, True, False]
        assert 3500 < await there.wait("user", "eva") <= 3600
        names = [name.decode() async for name in one.scan_iter()]
    assert names == ["definitie:limit:user:v1:gcra:eva"]


async def test_without_valkey_a_process_counts_for_itself_and_returns_to_it(valkey_url: str) -> None:
    now = 0.0
    async with Redis.from_url(valkey_url) as there, Redis.from_url("redis://127.0.0.1:1/0") as gone:
        limiter = Limiter({"user": "1/h burst 2"}, gone, clock=lambda: now)
        answers = [(await limiter.take("user", "eva"))[0] for _ in range(3)]
        assert (answers, limiter.shared) == ([True, True, False], False)
        gone.connection_pool = there.connection_pool  # it answers again
        now = 0.9
        assert not (await limiter.take("user", "eva"))[0]
        now = 1.1
        assert (await limiter.take("user", "eva"))[0]
        assert limiter.shared


@pytest.mark.parametrize(
    ("host", "bucket"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("testclient", "testclient"),
    ],
)
def test_a_machine_cannot_take_another_bucket_by_another_address(host: str, bucket: str) -> None:
    assert network_of(host) == bucket
