"""Some definitions at a time are judged again by other rules: read, judged with nothing locked, then written at once.

That transaction also moves the cursor on, so a crash at any moment repeats at most what was not written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from api.packs.announcing import subject_of as pack_subject
from api.revalidation.judging import ACTOR, Cause, Judged, Judging
from storage.database import Database
from storage.models import RevalidationRow
from storage.unit import UnitOfWork

SOME = 250
"""Definitions in one transaction, at most."""
STEPS = 20
"""How often progress is told at most, apart from beginning and end."""
PROGRESSED = "RevalidationProgressed"


@dataclass(frozen=True, slots=True)
class Checking:
    """One re-validation.

    Args:
        database: where the definitions are.
        judging: by the packs to judge by.
        key: of the re-validation.
        rate: definitions a second at most, and so in one go.
    """

    database: Database
    judging: Judging
    key: UUID
    rate: int

    async def some(self, cursor: UUID | None) -> tuple[int, UUID | None]:
        """Judge the next definitions again.

        Args:
            cursor: the last one that was done.

        Returns:
            How many there were, and the last of them.

        Raises:
            LostError: where it is no longer open, or another process does it.
            StorageError: where the database cannot do it now.
        """
        async with self.database.unit(ACTOR) as unit:
            kept = await unit.revalidations.some(cursor, self.judging.target, min(SOME, self.rate))
        judged = await self.judging.judged(kept) if kept else []
        async with self.database.unit(ACTOR) as unit:
            row = await self._held(unit, cursor)
            if kept:
                await self._write(unit, row, judged)
                row.cursor = kept[-1].row.id
            return len(kept), row.cursor

    async def again_from_start(self, cursor: UUID | None) -> None:
        """Look for what was saved by processes that had not switched yet.

        Raises:
            LostError: as ``some``.
        """
        async with self.database.unit(ACTOR) as unit:
            (await self._held(unit, cursor)).cursor = None

    async def _held(self, unit: UnitOfWork, cursor: UUID | None) -> RevalidationRow:
        row = await unit.revalidations.locked(self.key)
        if row is None or row.cursor != cursor:
            raise LostError
        return row

    async def _write(self, unit: UnitOfWork, row: RevalidationRow, judged: Sequence[Judged]) -> None:
        written = await self.judging.write(unit, judged, Cause.RULES, self.key)
        before = row.checked
        row.first_at = row.first_at or datetime.now(UTC)
        row.checked += len(judged)
        row.total = max(row.total, row.checked)
        row.evaluated += written.evaluated
        row.changed += written.changed
        row.to_review += written.to_review
        if row.checked * STEPS // row.total != before * STEPS // row.total:
            progress(unit, row)


class LostError(Exception):
    """It is done, packs changed again, or another process does it."""


def progress(unit: UnitOfWork, row: RevalidationRow) -> None:
    """Tell how far it is."""
    data = {
        "pack": row.name,
        "revalidation": str(row.id),
        "state": str(row.state),
        "total": row.total,
        "checked": row.checked,
        "evaluated": row.evaluated,
        "changed": row.changed,
        "to_review": row.to_review,
    }
    unit.outbox.put(PROGRESSED, pack_subject(row.name), data)
