"""What was written to the outbox, as it lies there; the service itself reads by position."""

from __future__ import annotations

from sqlalchemy import select

from storage.models import OutboxRow
from storage.unit import UnitOfWork


async def written(unit: UnitOfWork) -> list[OutboxRow]:
    """All events that a transaction sees, by their numbers."""
    return list(await unit.session.scalars(select(OutboxRow).order_by(OutboxRow.number)))
