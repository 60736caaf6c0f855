"""Answers in a real Valkey, shared by all processes."""

from __future__ import annotations

from redis.asyncio import Redis
from redis.exceptions import RedisError

from generator.answers import DAY, RedisAnswers
from plugins.generating import Answer, Usage

ANSWER = Answer("ruimte voor ‘meldingen’", Usage(90, 12), "stop", "klein")
KEY = "ab" * 32


async def test_an_answer_is_kept_for_some_days(valkey_url: str) -> None:
    async with Redis.from_url(valkey_url) as client:
        store = RedisAnswers(client, 30, (RedisError, OSError))
        assert await store.get(KEY) is None
        await store.put(KEY, ANSWER)
        assert await store.get(KEY) == ANSWER
        assert 29 * DAY < await client.ttl(RedisAnswers.PREFIX + KEY) <= 30 * DAY
        await client.set(RedisAnswers.PREFIX + KEY, b"stuk")
        assert await store.get(KEY) is None


async def test_a_server_that_is_gone_is_no_failure() -> None:
    gone = Redis.from_url("redis://127.0.0.1:1/0")
    store = RedisAnswers(gone, 30, (RedisError, OSError))
    await store.put(KEY, ANSWER)
    assert await store.get(KEY) is None
    await gone.aclose()
