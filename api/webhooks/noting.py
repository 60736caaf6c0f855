"""What came of a round, noted in one transaction: what was taken, what waits and until when, what is given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from api.events.delivery import pause_after
from api.webhooks.rounds import DOWN_AFTER, Item, Round
from storage.models import WebhookDeliveryRow, WebhookRow
from storage.repositories.webhooks import DEAD
from storage.unit import UnitOfWork


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a receiver is waited for.

    Args:
        seconds: for one try.
        first: pause after the first try in vain, in seconds; each next one is twice as long.
        longest: pause, in seconds.
        hours: after which an event is given up while others are taken, or the webhook where none is.
        tries: after which an event is given up while others are taken.
    """

    seconds: float = 10.0
    first: float = 5.0
    longest: float = 3600.0
    hours: float = 72.0
    tries: int = 100


class Noting:
    """For one webhook.

    Args:
        webhook_id: of it.
        patience: with its receiver.
    """

    def __init__(self, webhook_id: UUID, patience: Patience) -> None:
        self._id = webhook_id
        self._patience = patience

    async def note(
        self, unit: UnitOfWork, done: Round, behind: Sequence[Item], position: int, moment: datetime
    ) -> None:
        """Note a round.

        Args:
            unit: to note it in.
            done: the round.
            behind: events that were not tried, since an earlier one of their subject waits.
            position: up to which events were read.
            moment: when it ended.
        """
        row = await unit.webhooks.get(self._id, for_update=True)
        self._count(unit, row, done, moment)
        await unit.webhooks.taken(item.delivery_id for item in done.taken if item.delivery_id is not None)
        for item in done.failed:
            await self._failed(unit, row, item, moment)
        for item in [*done.untried, *behind]:
            if item.event is not None:
                unit.session.add(self._waiting(item, moment, moment))
        row.position = max(row.position, position)
        await unit.session.flush()

    def _count(self, unit: UnitOfWork, row: WebhookRow, done: Round, moment: datetime) -> None:
        """How the receiver itself is doing."""
        if done.taken:
            row.failures, row.failing_since, row.next_at, row.error = 0, None, None, None
        if not done.failed:
            return
        answer = done.failed[-1].answer
        row.error = answer.reason if answer is not None else None
        if answer is not None and answer.gone:
            self._give_up(unit, row)
            return
        if done.taken and not done.down:
            return
        row.failing_since = row.failing_since or moment
        if not done.down and row.failures < DOWN_AFTER:
            # Few events that fail may fail by themselves: each waits, and new ones are tried all the same.
            row.failures = min(row.failures + 1, DOWN_AFTER - 1)
        else:
            row.failures = max(row.failures + 1, DOWN_AFTER)
            wait = pause_after(row.failures - DOWN_AFTER + 1, self._patience.first, self._patience.longest)
            row.next_at = moment + timedelta(seconds=max(wait, answer.wait if answer is not None else 0))
        if moment - row.failing_since >= timedelta(hours=self._patience.hours):
            self._give_up(unit, row)

    def _give_up(self, unit: UnitOfWork, row: WebhookRow) -> None:
        """Try it no more; what it did not get waits until it is enabled again."""
        row.state = "failed"
        since = None if row.failing_since is None else row.failing_since.isoformat()
        unit.outbox.put("WebhookFailed", f"webhook/{row.id}", {"reason": row.error or "", "since": since})

    async def _failed(self, unit: UnitOfWork, row: WebhookRow, item: Item, moment: datetime) -> None:
        reason, asked = ("", 0) if item.answer is None else (item.answer.reason, item.answer.wait)
        if item.delivery_id is None:
            wait = timedelta(seconds=max(asked, pause_after(1, self._patience.first, self._patience.longest)))
            unit.session.add(self._waiting(item, moment, moment + wait, attempts=1, error=reason))
            return
        waiting = await unit.session.get(WebhookDeliveryRow, item.delivery_id)
        if waiting is None:
            return
        waiting.attempts += 1
        waiting.error = reason
        pause = pause_after(waiting.attempts, self._patience.first, self._patience.longest)
        waiting.next_at = moment + timedelta(seconds=max(asked, pause))
        over = moment - waiting.since >= timedelta(hours=self._patience.hours)
        # While nothing else is taken it is the receiver that fails, and no event is given up for that.
        others_taken = row.failing_since is None or row.failing_since > waiting.since
        if (over or waiting.attempts >= self._patience.tries) and others_taken:
            waiting.state = DEAD
            told = {
                "event": item.event_id,
                "type": waiting.type,
                "attempts": waiting.attempts,
                "reason": reason,
            }
            unit.outbox.put("DeliveryFailed", f"webhook/{self._id}", told)

    def _waiting(
        self, item: Item, moment: datetime, next_at: datetime, *, attempts: int = 0, error: str | None = None
    ) -> WebhookDeliveryRow:
        event = item.event
        if event is None:
            raise ValueError("an event that waits already")
        left_out = {"sequence", "partitionkey", "dataschema"}
        return WebhookDeliveryRow(
            webhook_id=self._id,
            position=event.position,
            type=event.type,
            subject=event.subject,
            event={name: value for name, value in event.document.items() if name not in left_out},
            attempts=attempts,
            since=moment,
            next_at=next_at,
            error=error,
        )
