"""What was done with users and keys, in the audit log and as an event. No name and no secret goes into either."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storage.unit import UnitOfWork

EVENT = "UserActionPerformed"


async def note(
    unit: UnitOfWork,
    action: str,
    subject: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Note an action (``user.changed``) on a subject (``user/<id>``) in the transaction that does it."""
    await unit.audit.add(action, subject, before=before, after=after)
    await unit.outbox.add(EVENT, subject, {"action": action, "actor": unit.actor.name})
