"""What was given up is offered to a webhook again, by the route and by ``definitie events``; both go on record."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from api.identity.journal import note
from storage.errors import NotFoundError
from storage.unit import UnitOfWork


async def redeliver(unit: UnitOfWork, webhook_id: UUID, delivery_id: UUID | None = None) -> int:
    """Let what a webhook was given up for be tried again, from now on and as often as at first.

    Args:
        unit: of who asks.
        webhook_id: of the webhook.
        delivery_id: one delivery; all that were given up unless given.

    Returns:
        How many.

    Raises:
        NotFoundError: where the webhook is not there, or the delivery is not one that was given up.
    """
    row = await unit.webhooks.get(webhook_id)
    count = await unit.webhooks.revive(row.id, datetime.now(UTC), delivery_id)
    if delivery_id is not None and not count:
        raise NotFoundError(str(delivery_id))
    await note(unit, "webhook.redelivered", f"webhook/{row.id}", after={"count": count})
    return count
