"""Some definitions at a time are judged again: read, judged with nothing locked, then written in one transaction.

That transaction also moves the cursor on, so a crash at any moment repeats at most what was not written. What somebody
saved meanwhile is left alone: it was judged when it was saved, or is found in the next round.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from api.corpora import Corpora
from api.definitions.journal import VALIDATED, state_of, subject_of
from api.host.engine_host import Loaded
from api.packs.announcing import subject_of as pack_subject
from api.packs.library import Library, NotKeptError
from api.packs.sets import set_digest
from api.revalidation.changes import Changes, changes_between
from api.revalidation.merging import Again, Merging, Stored, changed_codes, failing, same
from engine.model import Decision
from storage.database import Database
from storage.errors import NotFoundError
from storage.models import RevalidationRow, ReviewRow, Status
from storage.records import to_record
from storage.repositories.revalidations import Kept, Renewed
from storage.unit import Actor, UnitOfWork

SOME = 250
"""Definitions in one transaction, at most."""
STEPS = 20
"""How often progress is told at most, apart from beginning and end."""
PROGRESSED = "RevalidationProgressed"
ACTOR = Actor()
"""The service itself."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A definition with what is said of it now."""

    kept: Kept
    again: Again
    codes: tuple[str, ...]
    """Rules that say something else."""

    @property
    def document(self) -> dict[str, Any]:
        """The report that was stored; empty where there is none."""
        return {} if self.kept.report is None else self.kept.report.report

    @property
    def differs(self) -> bool:
        """Whether it is worth an event: another outcome, decision or score."""
        old = self.document
        return bool(self.codes) or any(old.get(name) != self.again.report[name] for name in ("decision", "score"))


@dataclass(slots=True)
class Checking:
    """One re-validation.

    Args:
        database: where the definitions are.
        library: of versions, those among them that gave the reports that are stored.
        corpora: the schemes.
        key: of the re-validation.
        loaded: the packs to judge by.
        rate: definitions a second at most, and so in one go.
    """

    database: Database
    library: Library
    corpora: Corpora
    key: UUID
    loaded: Loaded
    rate: int
    _merging: Merging = field(init=False)
    _target: str = field(init=False)
    _names: tuple[str, ...] = field(init=False)
    _changes: dict[str, Changes | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        packs = self.loaded.engine.packs
        self._merging = Merging(self.loaded.engine)
        self._names = tuple(pack.name for pack in packs)
        self._target = set_digest([pack.content_digest for pack in packs])

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
            kept = await unit.revalidations.some(cursor, self._target, min(SOME, self.rate))
        judged = await self._judged(kept) if kept else []
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

    async def _judged(self, kept: Sequence[Kept]) -> list[Judged]:
        stored = [
            Stored(to_record(each.row), None if each.report is None else each.report.report, await self._since(each))
            for each in kept
        ]
        places: dict[UUID | None, list[int]] = {}
        for place, each in enumerate(kept):
            places.setdefault(each.row.scheme_id, []).append(place)
        found: dict[int, Again] = {}
        for scheme, here in places.items():
            corpus = None if scheme is None else (await self.corpora.of(scheme)).index
            said = await asyncio.to_thread(self._merging.again, [stored[place] for place in here], corpus)
            found.update(zip(here, said, strict=True))
        return [
            Judged(each, found[place], tuple(changed_codes(stored[place].report or {}, found[place].report)))
            for place, each in enumerate(kept)
        ]

    async def _since(self, kept: Kept) -> Changes | None:
        """What changed since the report of a definition; ``None`` where that cannot be told."""
        report = kept.report
        if report is None or report.report.get("profile") != self.loaded.engine.profile_name:
            return None
        known = report.holds_for or report.pack_digest
        if known not in self._changes:
            self._changes[known] = await self._between(kept)
        return self._changes[known]

    async def _between(self, kept: Kept) -> Changes | None:
        report = kept.report
        assert report is not None  # noqa: S101 - asked of those that have one
        packs = {name: pack["digest"] for name, pack in report.report["packs"].items()}
        if report.holds_for is not None:
            async with self.database.unit(ACTOR) as unit:
                packs = dict(await unit.revalidations.packs_of(report.holds_for) or ())
        if tuple(packs) != self._names:
            return None
        try:
            old = await self.library.loaded("+".join(packs.values()))
        except (NotFoundError, NotKeptError):
            return None
        return await asyncio.to_thread(changes_between, old.engine, self.loaded.engine)

    async def _write(self, unit: UnitOfWork, row: RevalidationRow, judged: Sequence[Judged]) -> None:
        free = await unit.revalidations.unchanged({each.kept.row.id: each.kept.row.version for each in judged})
        mine = [each for each in judged if each.kept.row.id in free]
        equal = {
            each.kept.report.id: each for each in mine if each.kept.report and same(each.document, each.again.report)
        }
        written = [each for each in mine if each.kept.report is None or each.kept.report.id not in equal]
        await unit.revalidations.holds(list(equal), self._target)
        await unit.revalidations.renew([self._renewed(each) for each in written])
        told = [each for each in written if each.differs]
        for each in told:
            unit.outbox.put(VALIDATED, subject_of(each.kept.row), self._event(each))
        reviews = [review for each in told if (review := self._review(each)) is not None]
        await unit.revalidations.reviewed([each.kept.row.id for each in told])
        await unit.revalidations.to_review(reviews)
        before = row.checked
        row.first_at = row.first_at or datetime.now(UTC)
        row.checked += len(judged)
        row.total = max(row.total, row.checked)
        row.evaluated += sum(each.again.asked for each in judged)
        row.changed += len(told)
        row.to_review += len(reviews)
        if row.checked * STEPS // row.total != before * STEPS // row.total:
            progress(unit, row)

    def _renewed(self, each: Judged) -> Renewed:
        row, again = each.kept.row, each.again
        score = None if again.score is None else Decimal(again.score) / 100
        return Renewed(row.id, row.version, again.report, again.decision, score, self._target)

    def _event(self, each: Judged) -> dict[str, Any]:
        row, again = each.kept.row, each.again
        return {
            "id": str(row.id),
            "scheme": None if row.scheme is None else row.scheme.name,
            **state_of(row),
            "decision": again.decision,
            "score": None if again.score is None else again.score / 100,
            "findings": again.findings,
            "pack_digest": self._target,
            "cause": "rules",
            "rules": list(each.codes),
        }

    def _review(self, each: Judged) -> ReviewRow | None:
        row, again = each.kept.row, each.again
        new = sorted(failing(again.report) - failing(each.document))
        if row.status != Status.ESTABLISHED or again.decision != Decision.REJECTED or not new:
            return None
        return ReviewRow(
            definition_id=row.id, version=row.version, revalidation_id=self.key, codes=new, decision=again.decision
        )


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
