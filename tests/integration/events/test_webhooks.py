"""Webhooks, with receivers that fail in every way that they can."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from api.events.feed import Feed
from api.events.relay import Relay, relaying
from api.metrics import Metrics
from api.webhooks.hook import Hook, Tools
from api.webhooks.manager import Manager
from api.webhooks.noting import Patience
from api.webhooks.secrets import Sealer, new_webhook_secret
from api.webhooks.targets import Targets, networks
from storage.database import Database
from storage.identifiers import new_id
from storage.models import WebhookDeliveryRow, WebhookRow
from tests.integration.events.receiver import OK, Posted, Receiver, receiving, status
from tests.integration.outbox import written

SEALER = Sealer({"a": b"0" * 32})
QUICK = Patience(seconds=0.5, first=0.02, longest=0.1, hours=1, tries=1000)


async def write(database: Database, *subjects: str) -> None:
    async with database.unit() as unit:
        for subject in subjects:
            unit.outbox.put("UserActionPerformed", subject, {"action": "user.changed", "actor": None})
        await unit.session.flush()


async def register(database: Database, url: str, secret: str | None = None, **values: Any) -> UUID:
    key = new_id()
    async with database.unit() as unit:
        sealed = SEALER.seal(secret or new_webhook_secret(), key)
        await unit.webhooks.add(WebhookRow(id=key, name="proef", url=url, secret=sealed, **values))
    return key


async def row_of(database: Database, key: UUID) -> WebhookRow:
    async with database.unit() as unit:
        return await unit.webhooks.get(key)


async def waiting(database: Database, key: UUID, state: str | None = None) -> list[WebhookDeliveryRow]:
    async with database.unit() as unit:
        return list(await unit.webhooks.deliveries(key, state, 0, 1000))


@asynccontextmanager
async def relayed(database: Database) -> AsyncIterator[tuple[Feed, Relay]]:
    feed = Feed(database)
    async with relaying(database, feed) as relay:
        await feed.refresh()
        yield feed, relay


def tools_of(database: Database, feed: Feed, patience: Patience = QUICK, **changed: Any) -> Tools:
    allowed = Targets(networks("127.0.0.0/8"))
    return Tools(database, feed, SEALER, changed.pop("targets", allowed), Metrics(), patience, **changed)


@asynccontextmanager
async def delivered(database: Database, key: UUID, patience: Patience = QUICK, **changed: Any) -> AsyncIterator[None]:
    """Deliveries to one webhook go on while the block lasts."""
    async with relayed(database) as (feed, _):
        task = asyncio.create_task(Hook(key, tools_of(database, feed, patience, **changed)).run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait({task})
            if not task.cancelled():
                task.result()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as made:
        yield made


async def test_what_is_posted_is_signed_and_whole(database: Database, receiver: Receiver) -> None:
    secret = new_webhook_secret()
    key = await register(database, receiver.url, secret)
    async with delivered(database, key):
        await write(database, "user/1")
        await receiver.until(lambda: bool(receiver.taken))
    (posted,) = receiver.taken
    assert posted.headers["content-type"] == "application/cloudevents+json"
    assert posted.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert Webhook(secret).verify(posted.body, posted.headers)["subject"] == "user/1"
    assert posted.headers["webhook-id"] == posted.event["id"]
    with pytest.raises(WebhookVerificationError):
        Webhook(new_webhook_secret()).verify(posted.body, posted.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(posted.body.replace(b"user/1", b"user/2"), posted.headers)


async def test_for_a_while_two_secrets_sign(database: Database, receiver: Receiver) -> None:
    old, new = new_webhook_secret(), new_webhook_secret()
    key = await register(database, receiver.url, new)
    async with database.unit() as unit:
        row = await unit.webhooks.get(key)
        row.old_secret, row.old_until = SEALER.seal(old, key), datetime.now(UTC) + timedelta(hours=1)
    async with delivered(database, key):
        await write(database, "user/1")
        await receiver.until(lambda: len(receiver.taken) == 1)
        for secret in (old, new):
            Webhook(secret).verify(receiver.taken[0].body, receiver.taken[0].headers)
        async with database.unit() as unit:
            (await unit.webhooks.get(key)).old_until = datetime.now(UTC)
        await write(database, "user/1")
        await receiver.until(lambda: len(receiver.taken) == 2)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(receiver.taken[1].body, receiver.taken[1].headers)
    Webhook(new).verify(receiver.taken[1].body, receiver.taken[1].headers)


async def test_only_what_is_wanted_is_posted(database: Database, receiver: Receiver) -> None:
    key = await register(database, receiver.url, types=["UserActionPerformed"], subject="user/2")
    async with delivered(database, key):
        await write(database, "user/1", "user/2")
        async with database.unit() as unit:
            await unit.outbox.add("DefinitionCreated", "user/2", {})
        await write(database, "user/2")
        await receiver.until(lambda: len(receiver.taken) == 2)
        await noted(database, key, 4)
    assert receiver.positions() == [2, 4]


def fails_once(answer: bytes | None) -> Callable[[Posted], bytes | None]:
    seen: set[str] = set()

    def behave(posted: Posted) -> bytes | None:
        if posted.event["id"] in seen or posted.event["subject"] != "user/bad":
            return OK
        seen.add(posted.event["id"])
        return answer

    return behave


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (status(500), "500"),
        (status(302, "Location: http://127.0.0.1:1/inside"), "302"),
        (status(429, "Retry-After: 0"), "429"),
        (None, "timeout"),
        (b"", "RemoteProtocolError"),
        (b"nonsense\r\n\r\n", "RemoteProtocolError"),
    ],
)
async def test_what_fails_is_tried_again_in_its_order(
    answer: bytes | None, error: str, database: Database, receiver: Receiver
) -> None:
    """The rest of its subject waits; other subjects go on."""
    key = await register(database, receiver.url)
    receiver.behave = fails_once(answer)
    async with delivered(database, key, replace(QUICK, first=1.0, longest=1.0)):
        await write(database, "user/bad", "user/bad", "user/good")
        await receiver.until(lambda: "user/good" in {each.event["subject"] for each in receiver.taken})
        await settled(database, key, 2)
        held = await waiting(database, key)
        assert [(each.position, each.attempts) for each in held] == [(1, 1), (2, 0)]
        assert held[0].error == error
        await receiver.until(lambda: len(receiver.firsts("user/bad")) == 2)
    assert receiver.firsts("user/bad") == [1, 2]
    assert {each.path for each in receiver.got} == {"/events"}


async def noted(database: Database, key: UUID, position: int) -> None:
    """Wait until it is on record that the events up to a position were dealt with."""
    async with asyncio.timeout(10):
        while (await row_of(database, key)).position < position:
            await asyncio.sleep(0.01)


async def settled(database: Database, key: UUID, count: int) -> None:
    """Wait until so many deliveries are on record."""
    async with asyncio.timeout(10):
        while len(await waiting(database, key)) != count:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("size", [1_000_000, 50_000])
async def test_a_long_answer_is_not_read_to_its_end(size: int, database: Database, receiver: Receiver) -> None:
    key = await register(database, receiver.url)
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n".encode()
    receiver.behave = lambda _: head + b"x" * (size // 2)  # and the rest never comes
    async with delivered(database, key):
        await write(database, "user/1")
        await receiver.until(lambda: len(receiver.taken) == 1)
        await noted(database, key, 1)
    assert await waiting(database, key) == []


async def test_a_receiver_that_was_down_gets_everything_in_order(database: Database) -> None:
    subjects = [f"user/{number % 7}" for number in range(250)]
    down = Receiver()
    async with receiving(down):
        key = await register(database, down.url)
    async with delivered(database, key):
        await write(database, *subjects)
        async with asyncio.timeout(10):
            while (await row_of(database, key)).failures < 3:
                await asyncio.sleep(0.02)
        assert (await row_of(database, key)).position < 250  # it does not pile up: the position is held
        async with receiving(down):
            await down.until(lambda: len(set(down.positions())) == 250)
            await write(database, "user/0")
            await down.until(lambda: 251 in down.positions())
            await noted(database, key, 251)
    for subject in set(subjects):
        expected = [place + 1 for place, each in enumerate(subjects) if each == subject]
        assert down.firsts(subject) == ([*expected, 251] if subject == "user/0" else expected)
    row = await row_of(database, key)
    assert (row.state, row.failures, row.error, row.position) == ("active", 0, None, 251)


async def test_a_receiver_that_stays_down_is_not_tried_for_ever(database: Database) -> None:
    async with receiving() as gone:
        key = await register(database, gone.url)
    async with delivered(database, key, replace(QUICK, hours=0.5 / 3600)):
        await write(database, "user/1", "user/2", "user/3", "user/1")
        async with asyncio.timeout(10):
            while (await row_of(database, key)).state == "active":
                await asyncio.sleep(0.02)
    async with database.unit() as unit:
        told = (await written(unit))[-1]
    assert (told.type, told.subject) == ("WebhookFailed", f"webhook/{key}")
    assert await waiting(database, key, "dead") == []
    async with receiving(gone):
        async with database.unit() as unit:
            (await unit.webhooks.get(key)).state = "active"
            await unit.webhooks.start_again(key, datetime.now(UTC))
        async with delivered(database, key):
            await gone.until(lambda: len(set(gone.positions())) == 4)
    assert gone.firsts("user/1") == [1, 4]


async def test_an_event_that_alone_is_refused_is_given_up_and_can_be_redelivered(
    database: Database, receiver: Receiver
) -> None:
    key = await register(database, receiver.url)
    receiver.behave = lambda posted: status(500) if posted.event["sequence"].endswith("02") else OK
    async with delivered(database, key, replace(QUICK, tries=4)):
        await write(database, "user/1", "user/bad", "user/bad")
        number = 0
        async with asyncio.timeout(20):
            while not await waiting(database, key, "dead"):
                number += 1
                await write(database, f"user/other-{number}")
                await asyncio.sleep(0.02)
        await receiver.until(lambda: 3 in receiver.positions())
        (dead,) = await waiting(database, key, "dead")
        assert (dead.position, dead.attempts >= 4, dead.error) == (2, True, "500")
        async with database.unit() as unit:
            told = [row for row in await written(unit) if row.type == "DeliveryFailed"]
        assert [row.event["data"]["event"] for row in told] == [dead.event["id"]]
        receiver.behave = lambda _: OK
        async with database.unit() as unit:
            assert await unit.webhooks.revive(key, datetime.now(UTC)) == 1
        await receiver.until(lambda: 2 in receiver.positions())
    again = next(each for each in receiver.taken if each.event["sequence"].endswith("02"))
    assert again.headers["webhook-id"] == dead.event["id"]


async def test_one_event_that_is_refused_does_not_hold_the_others(database: Database, receiver: Receiver) -> None:
    key = await register(database, receiver.url)
    receiver.behave = lambda posted: status(500) if posted.event["subject"] == "user/bad" else OK
    async with delivered(database, key, replace(QUICK, first=0.01, longest=60)):
        await write(database, "user/bad")
        async with asyncio.timeout(10):
            while [each.attempts for each in await waiting(database, key)] != [6]:
                await asyncio.sleep(0.01)
        await write(database, "user/good")
        await receiver.until(lambda: receiver.positions() == [2], 5)


async def test_a_receiver_that_wants_no_more_gets_no_more(database: Database, receiver: Receiver) -> None:
    key = await register(database, receiver.url)
    receiver.behave = lambda _: status(410)
    async with delivered(database, key):
        await write(database, "user/1")
        async with asyncio.timeout(10):
            while (await row_of(database, key)).state == "active":
                await asyncio.sleep(0.01)
    assert (await row_of(database, key)).state == "failed"
    assert len(receiver.got) == 1


async def test_a_receiver_that_asks_to_wait_is_not_hurried(database: Database, receiver: Receiver) -> None:
    key = await register(database, receiver.url)
    receiver.behave = lambda _: status(503, "Retry-After: 600")
    async with delivered(database, key):
        await write(database, "user/1")
        await settled(database, key, 1)
    (held,) = await waiting(database, key)
    assert held.next_at - datetime.now(UTC) > timedelta(seconds=500)


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6), rate=st.sampled_from([0.1, 0.4, 0.8]))
def test_whatever_fails_nothing_is_lost_and_no_subject_out_of_order(
    seed: int, rate: float, new_database: Callable[[], str]
) -> None:
    """Receivers that fail at random, a deliverer that is stopped at random moments, and writers that go on."""

    async def run() -> None:
        chance = random.Random(seed)  # noqa: S311 - to be had again
        database = Database(new_database(), pool_size=3)
        answers = [status(500), b"", status(302, "Location: /x")]
        async with receiving(
            Receiver(behave=lambda _: chance.choice(answers) if chance.random() < rate else OK)
        ) as there:
            key = await register(database, there.url)
            for _ in range(4):
                async with delivered(database, key, replace(QUICK, first=0.001, longest=0.01)):
                    await write(database, *(f"user/{chance.randrange(4)}" for _ in range(10)))
                    await asyncio.sleep(chance.random() * 0.15)
            there.behave = lambda _: OK
            async with delivered(database, key, replace(QUICK, first=0.001, longest=0.01)):
                await there.until(lambda: len(set(there.positions())) == 40)
            async with database.unit() as unit:
                written = await unit.events.after(0, 100)
            for subject in {each.subject for each in written}:
                assert there.firsts(subject) == [each.position for each in written if each.subject == subject]
        await database.close()

    asyncio.run(run())


async def test_one_process_delivers_and_another_takes_over(database: Database, receiver: Receiver) -> None:
    await register(database, receiver.url)
    async with AsyncExitStack() as stack:
        managers = []
        for _ in range(2):
            feed, relay = await stack.enter_async_context(relayed(database))
            managers.append(asyncio.create_task(Manager(tools_of(database, feed), relay.listener).run()))
        await write(database, *["user/1"] * 20)
        await receiver.until(lambda: len(receiver.taken) == 20)
        await asyncio.sleep(0.1)
        assert receiver.positions() == list(range(1, 21))  # once each
        managers[0].cancel()
        await asyncio.wait({managers[0]})
    async with relayed(database) as (feed, relay):
        other = asyncio.create_task(Manager(tools_of(database, feed), relay.listener).run())
        await write(database, "user/1")
        await receiver.until(lambda: receiver.positions() == list(range(1, 22)))
        other.cancel()
        await asyncio.wait({other, managers[1]}, timeout=5)


async def test_a_secret_that_cannot_be_read_is_no_reason_to_send_unsigned(
    database: Database, receiver: Receiver
) -> None:
    key = await register(database, receiver.url)
    async with relayed(database) as (feed, _):
        tools = replace(tools_of(database, feed), sealer=Sealer({"b": b"1" * 32}))
        task = asyncio.create_task(Hook(key, tools).run())
        await write(database, "user/1")
        await settled(database, key, 1)
        task.cancel()
        await asyncio.wait({task})
    assert receiver.got == []
    assert [each.error for each in await waiting(database, key)] == ["secret-unreadable"]
