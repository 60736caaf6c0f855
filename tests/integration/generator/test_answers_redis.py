"""Answers in a real Valkey, shared by all processes."""

from __future__ import annotations

from redis.asyncio import Redis
from redis.exceptions import RedisError

from api.generations.opening import models_for
from api.metrics import Metrics
from generator.answers import DAY, RedisAnswers
from generator.budgets import Budgets
from generator.models_read import Cache, ModelSettings
from plugins.generating import Answer, Usage
from tests.integration.generator.asks import World, a_provider, an_ask
from tests.integration.generator.scripted import Scripted, says

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


async def test_what_one_process_asked_another_does_not_pay_for(valkey_url: str) -> None:
    async with Redis.from_url(valkey_url) as client, Scripted([says("ruimte voor meldingen")]) as server:
        models = ModelSettings((a_provider(server.url),), Budgets(), Cache(10, None, 1))
        texts = []
        for _ in range(2):
            generator = models_for(models, client, Metrics().models)
            assert generator is not None
            (proposal,) = await generator.propose(an_ask(), World().calls())
            texts.append(proposal.text)
    assert texts == ["ruimte voor meldingen"] * 2
    assert len(server.received) == 1
