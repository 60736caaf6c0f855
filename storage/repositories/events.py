"""The outbox as its readers see it: events in an order that holds, and how far each reader is.

A row gets its number when it is written and is seen when its transaction commits, so a reader that goes by number can
pass a row that commits later, and never see it. Readers here go by position. Positions are given to committed rows
only, by one transaction at a time (who locks the row of ``outbox_counter``), without gaps: what is at or below a
position that somebody saw is complete. Of one subject they keep the order of the changes, since a change waits for the
one before it to commit (both lock the same row) and is numbered after it. Positions survive a backup, and do not wait
for the oldest transaction that runs; transaction ids (``pg_snapshot_xmin``) would do neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import DefinitionRow, EventSinkRow, OutboxCounterRow, OutboxRow, WebhookRow

CHANNEL = "definitie_events"
"""On which PostgreSQL tells that positions were given. Told here and not when rows are written: a transaction that
notifies waits for every other one that does, so changes would no longer commit side by side."""
DEFINITION = "definition/"
GIVE = text("""
    UPDATE outbox SET position = :last + waiting.place
    FROM (
        SELECT number, row_number() OVER (ORDER BY number) AS place
        FROM (SELECT number FROM outbox WHERE position IS NULL ORDER BY number LIMIT :most) AS first
    ) AS waiting
    WHERE outbox.number = waiting.number
""")


@dataclass(frozen=True, slots=True)
class Written:
    """An event at its position, with the owner of the definition that it is about, where there is one."""

    position: int
    type: str
    subject: str
    event: dict[str, Any]
    written_at: datetime
    owner_id: UUID | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which positions can be read: above ``forgotten``, up to ``last``."""

    forgotten: int
    last: int


@dataclass(frozen=True, slots=True)
class Behind:
    """A receiver that has not got everything: how many events, and since when."""

    name: str
    events: int
    since: datetime | None


class Events:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def waiting(self) -> bool:
        """Whether there are events without a position."""
        return bool(await self._session.scalar(select(exists().where(OutboxRow.position.is_(None)))))

    async def place(self, most: int = 1000) -> int:
        """Give the committed events that have none a position, and tell who listens.

        Args:
            most: at once, so that the lock is short.

        Returns:
            How many.
        """
        last = await self._session.scalar(select(OutboxCounterRow.last).with_for_update())
        # A statement of its own, begun after the lock was had: it sees all that whoever had it before has placed.
        done = await self._session.execute(GIVE, {"last": last, "most": most})
        count = int(done.rowcount)  # type: ignore[attr-defined]  # of an UPDATE there is one
        if count:
            await self._session.execute(update(OutboxCounterRow).values(last=OutboxCounterRow.last + count))
            await self._session.execute(select(func.pg_notify(CHANNEL, "")))
        return count

    async def after(self, position: int, limit: int) -> list[Written]:
        """The events after a position, in order."""
        question = (
            select(OutboxRow.position, OutboxRow.type, OutboxRow.subject, OutboxRow.event, OutboxRow.created_at)
            .where(OutboxRow.position > position)
            .order_by(OutboxRow.position)
            .limit(limit)
        )
        rows = (await self._session.execute(question)).all()
        owners = await self._owners(row.subject for row in rows)
        return [
            Written(row.position or 0, row.type, row.subject, row.event, row.created_at, owners.get(row.subject))
            for row in rows
        ]

    async def bounds(self) -> Bounds:
        """What can be read now."""
        last = await self._session.scalar(select(OutboxCounterRow.last)) or 0
        oldest = await self._session.scalar(select(func.min(OutboxRow.position)))
        return Bounds(last if oldest is None else oldest - 1, last)

    async def _owners(self, subjects: Iterable[str]) -> dict[str, UUID | None]:
        keys = {subject: _key(subject) for subject in set(subjects)}
        wanted = [key for key in keys.values() if key is not None]
        if not wanted:
            return {}
        found = await self._session.execute(
            select(DefinitionRow.id, DefinitionRow.owner_id).where(DefinitionRow.id.in_(wanted))
        )
        known = {row.id: row.owner_id for row in found}
        return {subject: known.get(key) for subject, key in keys.items() if key is not None}

    async def forget(self, *, before: datetime, up_to: int, most: int = 5000) -> int:
        """Drop events that are both old and at or below a position.

        Args:
            before: written before this moment.
            up_to: the position.
            most: at once.

        Returns:
            How many.
        """
        old = (
            select(OutboxRow.number)
            .where(OutboxRow.position <= up_to, OutboxRow.created_at < before)
            .order_by(OutboxRow.position)
            .limit(most)
        )
        gone = await self._session.execute(delete(OutboxRow).where(OutboxRow.number.in_(old)))
        return int(gone.rowcount)  # type: ignore[attr-defined]  # of a DELETE there is one

    async def position_before(self, moment: datetime) -> int:
        """The position of the last event that was written before a moment; 0 where there is none."""
        question = (
            select(OutboxRow.position)
            .where(OutboxRow.position.is_not(None), OutboxRow.created_at < moment)
            .order_by(OutboxRow.position.desc())
            .limit(1)
        )
        return await self._session.scalar(question) or 0


class Sinks:
    """How far the receivers of all events are."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open(self, name: str) -> EventSinkRow:
        """The row of a sink; a new one starts with the oldest event that there is."""
        new = insert(EventSinkRow).values(name=name, position=0).on_conflict_do_nothing()
        await self._session.execute(new)
        return (await self._session.scalars(select(EventSinkRow).where(EventSinkRow.name == name))).one()

    async def advance(self, name: str, position: int) -> None:
        """It has everything up to a position. Never goes back: another process may have got further."""
        await self._session.execute(
            update(EventSinkRow)
            .where(EventSinkRow.name == name)
            .values(
                position=func.greatest(EventSinkRow.position, position),
                failures=0,
                error=None,
                updated_at=func.now(),
            )
        )

    async def failed(self, name: str, error: str) -> None:
        """It did not take what was sent."""
        await self._session.execute(
            update(EventSinkRow)
            .where(EventSinkRow.name == name)
            .values(failures=EventSinkRow.failures + 1, error=error[:200], updated_at=func.now())
        )

    async def all(self) -> Sequence[EventSinkRow]:
        """All of them."""
        return (await self._session.scalars(select(EventSinkRow).order_by(EventSinkRow.name))).all()

    async def behind(self, names: Iterable[str]) -> list[Behind]:
        """Those of these sinks, and of the active webhooks, that have not got everything."""
        last = await self._session.scalar(select(OutboxCounterRow.last)) or 0
        wanted = set(names)
        rows = [(row.name, row.position) for row in await self.all() if row.name in wanted]
        hooks = select(WebhookRow.id, WebhookRow.position, WebhookRow.state).order_by(WebhookRow.id)
        rows += [
            (f"webhook/{key}", position)
            for key, position, state in (await self._session.execute(hooks)).all()
            if state != "disabled"
        ]
        found = []
        for name, position in rows:
            if position < last:
                oldest = select(func.min(OutboxRow.created_at)).where(OutboxRow.position == position + 1)
                found.append(Behind(name, last - position, await self._session.scalar(oldest)))
        return found

    async def slowest(self, names: Iterable[str]) -> int | None:
        """The lowest position of these sinks and of all webhooks; ``None`` where there are none."""
        of_sinks = select(func.min(EventSinkRow.position)).where(EventSinkRow.name.in_(list(names)))
        of_webhooks = select(func.min(WebhookRow.position))
        found = [await self._session.scalar(of_sinks), await self._session.scalar(of_webhooks)]
        return min((position for position in found if position is not None), default=None)


def _key(subject: str) -> UUID | None:
    if not subject.startswith(DEFINITION):
        return None
    try:
        return UUID(subject.removeprefix(DEFINITION))
    except ValueError:
        return None
