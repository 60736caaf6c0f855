"""One round of deliveries to one webhook: which events are tried, in which lanes, and what came of each.

Events of one subject are a lane: one after another, and what fails stops its lane. Lanes run side by side. After some
failures in a row without success the rest of the round is not tried: the receiver is down, not the event.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from api.events.envelope import Event
from api.webhooks.posting import Answer

SIDE_BY_SIDE = 8
DOWN_AFTER = 3
"""Failures in a row after which a receiver counts as down."""


@dataclass(slots=True)
class Item:
    """An event to be tried.

    Args:
        position: of the event.
        subject: of the event.
        event_id: of the event.
        body: of the event.
        event: itself, where it is tried for the first time.
        delivery_id: of the row that waits, where it was tried before or stood behind one that was.
        answer: what came of it; nothing while it was not tried.
    """

    position: int
    subject: str
    event_id: str
    body: bytes
    event: Event | None = None
    delivery_id: UUID | None = None
    answer: Answer | None = None


@dataclass(slots=True)
class Round:
    """Of one webhook.

    Args:
        post: posts one event.
    """

    post: Callable[[Item], Awaitable[Answer]]
    tried: list[Item] = field(default_factory=list)
    untried: list[Item] = field(default_factory=list)
    _failures: int = 0

    async def run(self, items: Iterable[Item]) -> None:
        """Try all that can be."""
        lanes: dict[str, list[Item]] = {}
        for item in sorted(items, key=lambda item: item.position):
            lanes.setdefault(item.subject, []).append(item)
        places = asyncio.Semaphore(SIDE_BY_SIDE)
        async with asyncio.TaskGroup() as group:
            for lane in lanes.values():
                group.create_task(self._lane(lane, places))

    async def _lane(self, lane: Sequence[Item], places: asyncio.Semaphore) -> None:
        for number, item in enumerate(lane):
            async with places:
                if self.down:
                    self.untried += lane[number:]
                    return
                item.answer = await self.post(item)
            self.tried.append(item)
            self._failures = 0 if item.answer.taken else self._failures + 1
            if not item.answer.taken:
                self.untried += lane[number + 1 :]
                return

    @property
    def down(self) -> bool:
        """Whether the receiver took nothing for some time."""
        return self._failures >= DOWN_AFTER

    @property
    def taken(self) -> list[Item]:
        """What was delivered."""
        return [item for item in self.tried if item.answer is not None and item.answer.taken]

    @property
    def failed(self) -> list[Item]:
        """What was tried in vain."""
        return [item for item in self.tried if item.answer is not None and not item.answer.taken]
