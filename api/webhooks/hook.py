"""Brings the events to one webhook, in the process that holds the lock of all webhooks.

What it does not take waits in a table (``webhook_deliveries``), and whatever follows of the same subject waits behind
it, while other subjects go on. Position and what waits are noted in one transaction after each round. A receiver that
is down holds its position instead, and is tried with one event at a time until it answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import structlog

from api.events.envelope import Event, event_of
from api.events.feed import Feed
from api.metrics import Metrics
from api.webhooks.noting import Noting, Patience
from api.webhooks.posting import Answer, Poster
from api.webhooks.rounds import DOWN_AFTER, Item, Round
from api.webhooks.secrets import Sealer, UnsealableError
from api.webhooks.targets import Targets
from storage.database import Database
from storage.errors import NotFoundError, StorageError
from storage.models import WebhookDeliveryRow, WebhookRow
from storage.repositories.events import Written

BATCH = 100
IDLE_SECONDS = 1.0
OWN_TROUBLE = frozenset({"DeliveryFailed", "WebhookFailed", "EventsForgotten"})
SINK = "webhook"

log = structlog.get_logger(__name__)


def now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Tools:
    """What all webhooks are delivered with."""

    database: Database
    feed: Feed
    sealer: Sealer
    targets: Targets
    metrics: Metrics
    patience: Patience
    public_url: str | None = None
    clock: Callable[[], datetime] = now


class Hook:
    """The deliverer of one webhook.

    Args:
        webhook_id: of it.
        tools: to deliver with.
    """

    def __init__(self, webhook_id: UUID, tools: Tools) -> None:
        self._id = webhook_id
        self._tools = tools
        self._noting = Noting(webhook_id, tools.patience)
        self._poster: Poster | None = None
        self._url = ""

    async def run(self) -> None:
        """Until it is cancelled, or the webhook is not active any more."""
        try:
            while not self._tools.feed.closed:
                try:
                    if not await self.round():
                        return
                except NotFoundError:
                    return
                except StorageError as error:
                    log.warning("delivery-not-noted", sink=SINK, reason=str(error))
                    await asyncio.sleep(IDLE_SECONDS)
        finally:
            if self._poster is not None:
                await self._poster.close()

    async def round(self) -> bool:
        """Deliver what can be delivered now, or wait a moment where that is nothing; whether to go on."""
        tools, moment = self._tools, self._tools.clock()
        async with tools.database.unit() as unit:
            row = await unit.webhooks.get(self._id)
            if row.state != "active":
                return False
            if row.next_at is not None and row.next_at > moment:
                await self._rest(row, (row.next_at - moment).total_seconds())
                return True
            down = row.failures >= DOWN_AFTER
            due = await unit.webhooks.due(self._id, moment, 1 if down else 20)
            upcoming = await unit.webhooks.next_due(self._id)
        events = [] if down and due else await tools.feed.read(row.position, 1 if down else BATCH)
        if not due and not events:
            seconds = IDLE_SECONDS if upcoming is None else (upcoming - moment).total_seconds()
            await tools.feed.wait(row.position, max(0.0, min(IDLE_SECONDS, seconds)))
            return True
        await self._deliver(row, due[:1] if down else due, events)
        return True

    async def _rest(self, row: WebhookRow, seconds: float) -> None:
        self._lag(row)
        await asyncio.sleep(min(IDLE_SECONDS, seconds))

    async def _deliver(self, row: WebhookRow, due: Sequence[WebhookDeliveryRow], events: Sequence[Event]) -> None:
        tools = self._tools
        wanted = [event for event in events if wants(row, event)]
        async with tools.database.unit() as unit:
            blocked = await unit.webhooks.blocked(self._id, (event.subject for event in wanted)) if wanted else set()
        fresh = [_fresh(event) for event in wanted if event.subject not in blocked]
        behind = [_fresh(event) for event in wanted if event.subject in blocked]
        secrets = self._secrets(row)
        poster = await self._posting_to(row.url)

        async def post(item: Item) -> Answer:
            if not secrets:
                return Answer(False, "secret-unreadable")
            return await poster.post(row.url, secrets, item.event_id, item.body)

        done = Round(post)
        await done.run([*(_waiting(each, tools.public_url) for each in due), *fresh])
        position = events[-1].position if events else row.position
        async with tools.database.unit() as unit:
            await self._noting.note(unit, done, behind, position, tools.clock())
        tools.metrics.delivered(SINK, len(done.taken))
        for item in done.failed:
            tools.metrics.undelivered(SINK)
            log.warning("delivery-failed", sink=SINK, webhook=str(self._id), reason=item.answer and item.answer.reason)
        self._lag(row)

    def _lag(self, row: WebhookRow) -> None:
        self._tools.metrics.lagging(f"{SINK}/{self._id}", max(0, self._tools.feed.last - row.position), 0.0)

    def _secrets(self, row: WebhookRow) -> list[str]:
        sealed = [row.secret]
        if row.old_secret is not None and row.old_until is not None and row.old_until > self._tools.clock():
            sealed.append(row.old_secret)
        try:
            return [self._tools.sealer.open(each, row.id) for each in sealed]
        except UnsealableError:
            log.error("webhook-secret-unreadable", webhook=str(row.id))
            return []

    async def _posting_to(self, url: str) -> Poster:
        if self._poster is None or self._url != url:
            if self._poster is not None:
                await self._poster.close()
            self._poster, self._url = Poster(self._tools.targets, self._tools.patience.seconds), url
        return self._poster


def wants(row: WebhookRow, event: Event) -> bool:
    """Whether a webhook is to get an event. Of its own trouble it is not told: that would make more of it."""
    if event.type in OWN_TROUBLE and event.subject == f"webhook/{row.id}":
        return False
    if row.types is not None and event.type not in row.types:
        return False
    return row.subject is None or event.subject.startswith(row.subject)


def _fresh(event: Event) -> Item:
    return Item(event.position, event.subject, event.id, event.body, event=event)


def _waiting(row: WebhookDeliveryRow, public_url: str | None) -> Item:
    event = event_of(Written(row.position, row.type, row.subject, row.event, row.created_at, None), public_url)
    return Item(row.position, row.subject, event.id, event.body, delivery_id=row.id)
