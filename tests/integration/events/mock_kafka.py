"""A cluster of brokers in this process: the mock of librdkafka, which any client can talk to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from confluent_kafka import Consumer, Producer

BROKERS = 3


@dataclass(frozen=True, slots=True)
class Record:
    """A message of a topic."""

    partition: int
    key: bytes
    value: bytes
    headers: dict[str, bytes]


@contextmanager
def mock_kafka() -> Iterator[str]:
    """Brokers for as long as the block lasts; their addresses."""
    owner = Producer({"bootstrap.servers": "mock", "test.mock.num.brokers": BROKERS, "log_level": 0})
    brokers = owner.list_topics(timeout=10).brokers.values()
    yield ",".join(f"{broker.host}:{broker.port}" for broker in brokers)
    del owner


def records(servers: str, topic: str, count: int, seconds: float = 20) -> list[Record]:
    """So many messages of a topic, each partition in its order."""
    consumer = Consumer(
        {"bootstrap.servers": servers, "group.id": "proef", "auto.offset.reset": "earliest", "log_level": 0}
    )
    consumer.subscribe([topic])
    found: list[Record] = []
    try:
        until = time.monotonic() + seconds
        while len(found) < count and time.monotonic() < until:
            message = consumer.poll(0.1)
            if message is not None and message.error() is None:
                given = cast("list[tuple[str, bytes]]", message.headers() or [])
                found.append(
                    Record(message.partition() or 0, message.key() or b"", message.value() or b"", dict(given))
                )
    finally:
        consumer.close()
    return found
