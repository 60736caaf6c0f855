"""Webhooks, and what waits for them or could not be delivered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Subquery, delete, func, select, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import NotFoundError
from storage.models import OutboxCounterRow, WebhookDeliveryRow, WebhookRow

WAITING, DEAD = "waiting", "dead"
HEADS, BEHIND = 20, 200
"""Subjects of which what waits is tried in one round, and events of theirs."""


class Webhooks:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, row: WebhookRow) -> WebhookRow:
        """Add one; it gets what is written from now on."""
        row.position = await self._session.scalar(select(OutboxCounterRow.last)) or 0
        self._session.add(row)
        await self._session.flush()
        await self._session.refresh(row)
        return row

    async def all(self) -> Sequence[WebhookRow]:
        """All of them, oldest first."""
        return (await self._session.scalars(select(WebhookRow).order_by(WebhookRow.id))).all()

    async def get(self, webhook_id: UUID, *, for_update: bool = False) -> WebhookRow:
        """One of them.

        Raises:
            NotFoundError: where it is not there.
        """
        question = select(WebhookRow).where(WebhookRow.id == webhook_id)
        row = await self._session.scalar(question.with_for_update() if for_update else question)
        if row is None:
            raise NotFoundError(str(webhook_id))
        return row

    async def delete(self, row: WebhookRow) -> None:
        """Delete one, with what waits for it."""
        await self._session.delete(row)
        await self._session.flush()

    async def deliveries(
        self, webhook_id: UUID, state: str | None, after: int, limit: int
    ) -> Sequence[WebhookDeliveryRow]:
        """What waits or is dead, in the order of the events."""
        question = select(WebhookDeliveryRow).where(
            WebhookDeliveryRow.webhook_id == webhook_id, WebhookDeliveryRow.position > after
        )
        if state is not None:
            question = question.where(WebhookDeliveryRow.state == state)
        return (await self._session.scalars(question.order_by(WebhookDeliveryRow.position).limit(limit))).all()

    async def count(self, webhook_id: UUID) -> dict[str, int]:
        """How many wait, and how many are dead."""
        question = (
            select(WebhookDeliveryRow.state, func.count())
            .where(WebhookDeliveryRow.webhook_id == webhook_id)
            .group_by(WebhookDeliveryRow.state)
        )
        found = (await self._session.execute(question)).tuples()
        return {WAITING: 0, DEAD: 0} | dict(found.all())

    async def due(self, webhook_id: UUID, moment: datetime, subjects: int = HEADS) -> list[WebhookDeliveryRow]:
        """What may be tried now: of each subject whose first waiting event is due, what waits, in order.

        Args:
            webhook_id: of the webhook.
            moment: now.
            subjects: at most; those first that were not tried for the longest time.
        """
        heads = _heads(webhook_id)
        found = await self._session.scalars(
            select(heads.c.subject).where(heads.c.next_at <= moment).order_by(heads.c.next_at).limit(subjects)
        )
        wanted = list(found)
        if not wanted:
            return []
        question = (
            select(WebhookDeliveryRow)
            .where(
                WebhookDeliveryRow.webhook_id == webhook_id,
                WebhookDeliveryRow.state == WAITING,
                WebhookDeliveryRow.subject.in_(wanted),
            )
            .order_by(WebhookDeliveryRow.position)
            .limit(BEHIND)
        )
        return list(await self._session.scalars(question))

    async def next_due(self, webhook_id: UUID) -> datetime | None:
        """When the next event that waits is due; ``None`` where nothing waits."""
        moment: datetime | None = await self._session.scalar(select(func.min(_heads(webhook_id).c.next_at)))
        return moment

    async def blocked(self, webhook_id: UUID, subjects: Iterable[str]) -> set[str]:
        """Those of these subjects of which something waits."""
        question = (
            select(WebhookDeliveryRow.subject)
            .distinct()
            .where(
                WebhookDeliveryRow.webhook_id == webhook_id,
                WebhookDeliveryRow.state == WAITING,
                WebhookDeliveryRow.subject.in_(set(subjects)),
            )
        )
        return set(await self._session.scalars(question))

    async def revive(self, webhook_id: UUID, moment: datetime, delivery_id: UUID | None = None) -> int:
        """Let dead deliveries, or one of them, be tried again; how many there are."""
        question = update(WebhookDeliveryRow).where(
            WebhookDeliveryRow.webhook_id == webhook_id, WebhookDeliveryRow.state == DEAD
        )
        if delivery_id is not None:
            question = question.where(WebhookDeliveryRow.id == delivery_id)
        done = await self._session.execute(
            question.values(state=WAITING, attempts=0, since=moment, next_at=moment, error=None)
        )
        return int(done.rowcount)  # type: ignore[attr-defined]  # of an UPDATE there is one

    async def start_again(self, webhook_id: UUID, moment: datetime) -> None:
        """Let all that waits count anew, and be due now."""
        await self._session.execute(
            update(WebhookDeliveryRow)
            .where(WebhookDeliveryRow.webhook_id == webhook_id, WebhookDeliveryRow.state == WAITING)
            .values(attempts=0, since=moment, next_at=moment)
        )

    async def taken(self, deliveries: Iterable[UUID]) -> None:
        """These were delivered."""
        keys = list(deliveries)
        if keys:
            await self._session.execute(delete(WebhookDeliveryRow).where(WebhookDeliveryRow.id.in_(keys)))


def _heads(webhook_id: UUID) -> Subquery:
    """Of each subject the first event that waits: the others wait behind it, whatever their own time."""
    return (
        select(WebhookDeliveryRow.subject, WebhookDeliveryRow.next_at, WebhookDeliveryRow.position)
        .ext(distinct_on(WebhookDeliveryRow.subject))
        .where(WebhookDeliveryRow.webhook_id == webhook_id, WebhookDeliveryRow.state == WAITING)
        .order_by(WebhookDeliveryRow.subject, WebhookDeliveryRow.position)
        .subquery()
    )
