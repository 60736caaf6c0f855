"""The outbox: events that are only ever added, in the transaction of what they tell of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from storage.identifiers import new_id
from storage.models import OutboxRow

SOURCE = "urn:definitie:service"


class Outbox:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, kind: str, subject: str, data: Mapping[str, Any]) -> None:
        """An event (CloudEvents 1.0) to be delivered after this transaction.

        Args:
            kind: ``DefinitionUpdated``, …
            subject: what it is about; events of one subject are delivered in order.
            data: its content.
        """
        self.put(kind, subject, data)
        await self._session.flush()

    def put(self, kind: str, subject: str, data: Mapping[str, Any]) -> None:
        """The same, to be written with the next flush: for many at once."""
        event = {
            "specversion": "1.0",
            "id": str(new_id()),
            "source": SOURCE,
            "type": kind,
            "subject": subject,
            "time": datetime.now(UTC).isoformat(),
            "datacontenttype": "application/json",
            "data": dict(data),
        }
        self._session.add(OutboxRow(type=kind, subject=subject, event=event))
