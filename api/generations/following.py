"""A run as it goes, over one connection: every round as it ends, and then how it ended (server-sent events).

Read from the table of rounds, so any process can tell of a run in any other, and a client that comes back with
``Last-Event-ID`` goes on after the round that it had. The end has the number after the last round.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.types import Send

from api.connection import put
from api.definitions.duplicates import address_of
from api.events.stream import HEARTBEAT_SECONDS, SEND_SECONDS
from storage.database import Database
from storage.models import GenerationRunRow
from storage.repositories.generation import LIVE

RETRY_MILLISECONDS = 1000
LOOK_SECONDS = 0.2
"""Between looks into the table."""


@dataclass(slots=True)
class Follower:
    """Tells one client of one run.

    Args:
        database: where the run is.
        key: its id.
        after: round that the client had last; 0 for none.
        seconds: longest life of the connection.
        closing: whether the process ends.
    """

    database: Database
    key: UUID
    after: int
    seconds: float
    closing: Callable[[], bool]

    async def run(self, send: Send) -> None:
        """Send rounds until the run has ended, the time is over or the process ends."""
        until = time.monotonic() + self.seconds
        beaten = time.monotonic()
        await put(send, f"retry: {RETRY_MILLISECONDS}\n\n".encode(), SEND_SECONDS)
        while not self.closing() and time.monotonic() < until:
            # The state first: a run that has ended has no rounds that are not there yet.
            row, rounds = await self._read()
            for number, details in rounds:
                await put(send, event("round", number, {"round": number, **details}), SEND_SECONDS)
                self.after = number
            if row.state not in LIVE:
                await put(send, event("end", self.after + 1, end_of(row)), SEND_SECONDS)
                break
            if time.monotonic() >= beaten + HEARTBEAT_SECONDS:
                beaten = time.monotonic()
                await put(send, b": \n\n", SEND_SECONDS)
            await asyncio.sleep(LOOK_SECONDS)
        await put(send, b"", SEND_SECONDS, more=False)

    async def _read(self) -> tuple[GenerationRunRow, list[tuple[int, dict[str, Any]]]]:
        async with self.database.unit() as unit:
            row = await unit.generations.get(self.key)
            rounds = await unit.generations.rounds_after(self.key, self.after)
        return row, [(each.iteration, each.details) for each in rounds]


def end_of(row: GenerationRunRow) -> dict[str, Any]:
    """How a run ended, in short."""
    outcome: Any = (row.result or {}).get("outcome") or {}
    return {
        "state": row.state,
        "stop_reason": row.stop_reason,
        "detail": outcome.get("detail"),
        "stale": row.stale,
        "definition": None if row.definition_id is None else address_of(row.definition_id),
        "best": None if outcome.get("best") is None else outcome["best"]["text"],
        "spent": outcome.get("spent"),
    }


def event(name: str, number: int, data: dict[str, Any]) -> bytes:
    """A block of the stream."""
    text = f"id: {number}\nevent: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
    return text.encode("utf-8", "replace")
