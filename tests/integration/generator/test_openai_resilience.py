"""Retries, waits, breakers, turns and the last word when nobody can answer. No test waits: time is made up."""

from __future__ import annotations

import asyncio

import pytest

from plugins.generating import UnavailableError
from plugins.generators.openai.keys import Key
from plugins.generators.openai.model import Limits, Model
from plugins.generators.openai.turns import WINDOW
from tests.integration.generator.asks import PRICE, World, a_provider, an_ask, reasons_in
from tests.integration.generator.scripted import Reply, Scripted, dawdles, fails, says

TEXT = "ruimte waar noodoproepen binnenkomen"


async def test_a_call_that_fails_is_made_again_and_every_attempt_stands_in_the_ledger() -> None:
    world = World()
    async with Scripted([fails(500), fails(503), says(TEXT)]) as server:
        (proposal,) = await world.generator(a_provider(server.url)).propose(an_ask(), world.calls())
    assert proposal.text == TEXT
    assert await world.states() == [("failed", "server-error"), ("failed", "server-error"), ("settled", None)]
    assert [entry.attempt.key for entry in await world.entries()] == [f"run/1/1/hoofd/klein/{n}" for n in (1, 2, 3)]


async def test_waits_double_with_chance_on_top_up_to_a_bound() -> None:
    world = World()
    resilience = {"retries": 6, "backoff": 1.0, "backoff_max": 12.0, "jitter": 0.5, "failures": 100}
    async with Scripted([fails(500)] * 7) as server:
        with pytest.raises(UnavailableError):
            await world.generator(a_provider(server.url, resilience=resilience)).propose(an_ask(), world.calls())
    assert world.seen.waits == [1.25, 2.5, 5.0, 10.0, 15.0, 15.0]


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", 7.0),
        ("0.5", 0.625),
        ("Tue, 24 Nov 2026 12:00:09 GMT", 9.0),
        ("Tue, 24 Nov 2026 12:00:09 -0000", 9.0),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0.625),
        ("-3", 0.625),
        ("nan", 0.625),
        ("straks", 0.625),
        ("Tue, 99 Nov 2026 12:00:09 GMT", 0.625),
    ],
)
async def test_a_retry_after_is_honoured(header: str, wait: float) -> None:
    world = World()
    async with Scripted([fails(429, retry_after=header), says(TEXT)]) as server:
        await world.generator(a_provider(server.url)).propose(an_ask(), world.calls())
    assert world.seen.waits == [wait]


async def test_who_asks_for_a_long_wait_is_left_alone_for_that_long() -> None:
    world = World()
    async with Scripted([fails(429, retry_after="3600"), says(TEXT)]) as first, Scripted([says(TEXT)] * 2) as second:
        generator = world.generator(a_provider(first.url), a_provider(second.url, "tweede"))
        (one,) = await generator.propose(an_ask(), world.calls())
        (two,) = await generator.propose(an_ask(key="run/2"), world.calls())
        world.time.seconds += 3_600
        (three,) = await generator.propose(an_ask(key="run/3"), world.calls())
    assert [one.provider, two.provider, three.provider] == ["tweede", "tweede", "hoofd"]
    assert world.seen.waits == []


async def test_nobody_is_left_alone_for_ever() -> None:
    world = World()
    async with Scripted([fails(429, retry_after="1e15"), says(TEXT)]) as server:
        generator = world.generator(a_provider(server.url))
        with pytest.raises(UnavailableError, match="rate-limited"):
            await generator.propose(an_ask(), world.calls())
        world.time.seconds += 3_600
        assert await generator.propose(an_ask(key="run/2"), world.calls())


async def test_at_the_end_every_provider_is_named_with_its_reason() -> None:
    world = World()
    keyless = a_provider("http://127.0.0.1:1/v1", "sleutelloos", Model("m", price=PRICE))
    keyless = type(keyless)(keyless.name, keyless.base_url, keyless.models, Key("WEG", None, {}))
    async with Scripted([fails(401)]) as first, Scripted([fails(500)] * 4) as second:
        generator = world.generator(a_provider(first.url), a_provider(second.url, "tweede"), keyless)
        with pytest.raises(UnavailableError) as caught:
            await generator.propose(an_ask(), world.calls())
    assert reasons_in(str(caught.value)) == {
        "hoofd/klein": "authentication", "tweede/klein": "server-error", "sleutelloos/m": "no-key",
    }  # fmt: skip


async def test_five_failures_open_the_breaker_and_three_good_probes_close_it() -> None:
    world = World()
    script: list[Reply] = [fails(500)] * 5 + [says(TEXT)] * 3
    async with Scripted(script) as server:
        generator = world.generator(a_provider(server.url, resilience={"retries": 0}))
        for number in range(5):
            with pytest.raises(UnavailableError, match="server-error"):
                await generator.propose(an_ask(key=f"a{number}"), world.calls())
        with pytest.raises(UnavailableError, match="circuit-open"):
            await generator.propose(an_ask(key="a5"), world.calls())
        assert len(server.received) == 5
        world.time.seconds += 60
        for number in range(3):
            assert await generator.propose(an_ask(key=f"b{number}"), world.calls())
    assert world.seen.circuits == [("hoofd", "opened"), ("hoofd", "half-opened"), ("hoofd", "closed")]


async def test_a_failed_probe_opens_the_breaker_again() -> None:
    world = World()
    async with Scripted([fails(500)] * 6) as server:
        generator = world.generator(a_provider(server.url, resilience={"retries": 0}))
        for number in range(5):
            with pytest.raises(UnavailableError):
                await generator.propose(an_ask(key=f"a{number}"), world.calls())
        world.time.seconds += 60
        for number in range(2):
            with pytest.raises(UnavailableError):
                await generator.propose(an_ask(key=f"b{number}"), world.calls())
    assert len(server.received) == 6
    assert [state for _, state in world.seen.circuits] == ["opened", "half-opened", "opened"]


async def test_a_breaker_that_opens_ends_the_retries() -> None:
    world = World()
    async with Scripted([fails(500)] * 3) as server:
        generator = world.generator(a_provider(server.url, resilience={"retries": 9, "failures": 3}))
        with pytest.raises(UnavailableError, match="server-error"):
            await generator.propose(an_ask(), world.calls())
    assert len(server.received) == 3


async def test_no_more_requests_in_any_minute_than_allowed() -> None:
    world = World()
    async with Scripted([says(TEXT)] * 7) as server:
        generator = world.generator(a_provider(server.url, limits=Limits(requests=3, wait=1_000)))
        assert len(await generator.propose(an_ask(count=7), world.calls())) == 7
    assert world.time.slept == [WINDOW, WINDOW]


async def test_tokens_count_as_taken_once_they_are_known() -> None:
    world = World()
    async with Scripted([says(TEXT, tokens=(20, 5))] * 3) as server:
        generator = world.generator(a_provider(server.url, limits=Limits(tokens=200)))
        for number in range(3):
            await generator.propose(an_ask(key=f"a{number}"), world.calls())
    assert world.time.slept == []


async def test_who_would_wait_too_long_goes_to_the_next_provider() -> None:
    world = World()
    async with Scripted([says(TEXT)]) as first, Scripted([says(TEXT)]) as second:
        generator = world.generator(
            a_provider(first.url, limits=Limits(requests=1, wait=30)), a_provider(second.url, "tweede")
        )
        found = await generator.propose(an_ask(count=2), world.calls())
    assert [proposal.provider for proposal in found] == ["hoofd", "tweede"]


async def test_no_more_calls_at_once_than_allowed() -> None:
    world = World()

    async def after_a_while(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        await says(TEXT)(writer)

    async with Scripted([after_a_while] * 6) as server:
        generator = world.generator(a_provider(server.url, limits=Limits(concurrent=2)))
        assert len(await generator.propose(an_ask(count=6), world.calls())) == 6
    assert server.most_at_once == 2


async def test_samples_begin_in_order_and_one_that_fails_leaves_the_others() -> None:
    world = World()
    async with Scripted([says("een"), fails(400), says("drie")]) as server:
        generator = world.generator(a_provider(server.url, limits=Limits(concurrent=1), seeds=True))
        found = await generator.propose(an_ask(count=3), world.calls())
    assert [received.body["seed"] for received in server.received] == [7001, 7002, 7003]
    assert [proposal.text for proposal in found] == ["een", "drie"]


async def test_a_cancelled_question_leaves_nothing_behind() -> None:
    world = World()
    async with Scripted([dawdles, says(TEXT)]) as server:
        generator = world.generator(a_provider(server.url, limits=Limits(concurrent=1)))
        task = asyncio.create_task(generator.propose(an_ask(), world.calls()))
        while not server.received:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await world.states() == [("unknown", "broken-off")]
        assert await generator.propose(an_ask(key="run/2"), world.calls())
        await generator.close()
    assert world.seen.circuits == []
