"""All ways in which events leave the service, started together: receivers of settings, webhooks, and forgetting."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog

from api.events.delivery import Deliverer, Sink
from api.events.feed import Feed
from api.events.retention import Retention
from api.events.sinks.kafka import KafkaTopic
from api.events.sinks.redis_stream import RedisStream
from api.metrics import Metrics
from api.settings import Settings
from api.webhooks.hook import Tools
from api.webhooks.manager import Manager
from api.webhooks.noting import Patience
from api.webhooks.secrets import Sealer
from api.webhooks.targets import Targets
from storage.database import Database
from storage.listening import Listener

SASL = "SCRAM-SHA-512"
AGAIN_SECONDS = 5.0
SPREAD_SECONDS = 0.5
Job = Callable[[], Coroutine[Any, Any, None]]

log = structlog.get_logger(__name__)


def sink_names(settings: Settings) -> list[str]:
    """The names of the receivers that settings name."""
    named = {RedisStream.name: settings.event_redis_url, KafkaTopic.name: settings.event_kafka_servers}
    return [name for name, given in named.items() if given is not None]


def sinks_of(settings: Settings, feed: Feed) -> list[Sink]:
    """The receivers that settings name."""
    found: list[Sink] = []
    if settings.event_redis_url is not None:
        url = settings.event_redis_url.get_secret_value()
        found.append(RedisStream(url, settings.event_redis_stream, settings.event_redis_length, feed))
    if settings.event_kafka_servers is not None:
        found.append(KafkaTopic(settings.event_kafka_servers, settings.event_kafka_topic, **kafka_options(settings)))
    return found


def kafka_options(settings: Settings) -> dict[str, object]:
    """How Kafka is spoken with."""
    options: dict[str, object] = {"security_protocol": settings.event_kafka_protocol}
    if settings.event_kafka_protocol != "PLAINTEXT":
        from aiokafka.helpers import create_ssl_context  # noqa: PLC0415 - in the extra ``kafka``

        options["ssl_context"] = create_ssl_context()
    if settings.event_kafka_user is not None and settings.event_kafka_password is not None:
        options |= {
            "sasl_mechanism": SASL,
            "sasl_plain_username": settings.event_kafka_user,
            "sasl_plain_password": settings.event_kafka_password.get_secret_value(),
        }
    return options


def patience_of(settings: Settings) -> Patience:
    """How long webhooks are waited for."""
    return Patience(
        seconds=settings.webhook_seconds,
        first=settings.webhook_pause,
        hours=settings.webhook_hours,
        tries=settings.webhook_tries,
    )


@asynccontextmanager
async def delivering(
    settings: Settings,
    database: Database,
    feed: Feed,
    listener: Listener,
    metrics: Metrics,
    sealer: Sealer,
    targets: Targets,
) -> AsyncIterator[None]:
    """Deliver events while the block lasts, for as far as no other process does.

    Args:
        settings: name the receivers.
        database: has the outbox.
        feed: of the process.
        listener: holds the locks.
        metrics: of the process.
        sealer: opens the secrets of webhooks.
        targets: what webhooks may lead to.
    """
    sinks = sinks_of(settings, feed)
    tools = Tools(database, feed, sealer, targets, metrics, patience_of(settings), settings.public_url)
    names = [sink.name for sink in sinks]
    retention = Retention(database, names, settings.event_days, settings.event_days_max)
    jobs: dict[str, Job] = {sink.name: Deliverer(database, feed, listener, sink, metrics).run for sink in sinks}
    jobs |= {"webhooks": Manager(tools, listener).run, "retention": lambda: retention.run(feed, listener)}
    tasks = {asyncio.create_task(_kept(name, feed, job), name=f"events-{name}") for name, job in jobs.items()}
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


async def _kept(name: str, feed: Feed, job: Job) -> None:
    """Run a job, again where it ends by a fault of ours: the others go on, and its lag shows in ``/ready``."""
    # Workers start together: who is first takes the lock, so that each is likely to get some.
    await asyncio.sleep(random.uniform(0, SPREAD_SECONDS))  # noqa: S311 - nothing is kept secret with it
    while not feed.closed:
        try:
            await job()
        except Exception as error:
            log.error("delivery-ended", sink=name, exc_info=error)
            await asyncio.sleep(AGAIN_SECONDS)
