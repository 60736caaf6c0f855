"""What a change of one definition means for the others of its scheme: found in rounds, and queued to be judged again.

A save adds to ``scheme_changes`` in its own transaction, and to nothing else: what it touches is found afterwards, from
the revision that the last round of the scheme went up to. So a save costs the same however many it touches, and one
that was committed is never passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Integer, any_, bindparam, delete, exists, func, select, tuple_
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from engine.model import Entry
from storage.models import (
    DefinitionRow,
    DefinitionVersionRow,
    SchemeChangeRow,
    SchemeRoundRow,
    SchemeRow,
    Status,
    TouchedRow,
)
from storage.records import entry_of_record


@dataclass(frozen=True, slots=True)
class Before:
    """What leads from a scheme as it is back to how it was: entries it had, and ids of what it did not have then.

    ``known`` is false where that cannot be told, of what was changed and then deleted.
    """

    changed: tuple[UUID, ...]
    entries: tuple[Entry, ...]
    absent: tuple[str, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Queued:
    """A definition in the queue, with the revision of its scheme that put it there last."""

    definition_id: UUID
    revision: int


class Touched:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def waiting(self) -> bool:
        """Whether anything is to be looked for or judged."""
        something = exists(_changed()) | exists(select(TouchedRow.definition_id))
        return bool(await self._session.scalar(select(something)))

    async def count(self, most: int = 10_000) -> int:
        """How many are in the queue, as far as is counted."""
        some = select(TouchedRow.definition_id).limit(most).subquery()
        return await self._session.scalar(select(func.count()).select_from(some)) or 0

    async def scheme(self) -> tuple[UUID, int] | None:
        """A scheme that changed since its last round, and the revision that this one went up to."""
        since = func.coalesce(SchemeRoundRow.revision, 0)
        row = (await self._session.execute(_changed().add_columns(since).order_by(SchemeRow.id).limit(1))).first()
        return None if row is None else (row[0], row[1])

    async def before(self, scheme_id: UUID, since: int) -> Before:
        """How a scheme was at a revision, told from how it is at any later one."""
        # One question: a version belongs to as many changes as are seen with it.
        found = await self._session.execute(
            select(SchemeChangeRow.definition_id, SchemeChangeRow.entry, DefinitionRow.version)
            .outerjoin(DefinitionRow, DefinitionRow.id == SchemeChangeRow.definition_id)
            .where(SchemeChangeRow.scheme_id == scheme_id, SchemeChangeRow.revision > since)
            .order_by(SchemeChangeRow.revision)
        )
        rows: list[tuple[UUID, dict[str, Any] | None, int | None]] = [(row[0], row[1], row[2]) for row in found]
        times = Counter(key for key, _, _ in rows)
        versions = {key: version - times[key] for key, _, version in rows if version is not None}
        kept = await self._entries({key: version for key, version in versions.items() if version > 0})
        gone = {key: entry for key, entry, version in rows if version is None}
        for key, entry in gone.items():
            if entry and times[key] == 1:
                kept[key] = entry_of_record(entry, key)
        known = all(times[key] == 1 for key in gone)
        absent = tuple(str(key) for key in times if key not in kept)
        return Before(tuple(times), tuple(kept.values()), absent, known)

    async def _entries(self, versions: dict[UUID, int]) -> dict[UUID, Entry]:
        wanted = func.unnest(
            bindparam("keys", list(versions), type_=ARRAY(PG_UUID(as_uuid=True))),
            bindparam("versions", list(versions.values()), type_=ARRAY(Integer)),
        ).table_valued("key", "version").render_derived(name="wanted")  # fmt: skip
        rows = await self._session.execute(
            select(DefinitionVersionRow.definition_id, DefinitionVersionRow.record)
            .join(
                wanted,
                (DefinitionVersionRow.definition_id == wanted.c.key)
                & (DefinitionVersionRow.version == wanted.c.version),
            )
            .where(DefinitionVersionRow.status != Status.ARCHIVED)
            .order_by(DefinitionVersionRow.definition_id)
        )
        return {key: entry_of_record(record, key) for key, record in rows}

    async def queue(self, scheme_id: UUID, revision: int, definitions: Iterable[UUID] | None) -> None:
        """Note that a round went up to a revision, and what it found: some definitions, or (``None``) all that live."""
        found = (
            select(DefinitionRow.id, bindparam("revision", revision, type_=Integer))
            .where(DefinitionRow.scheme_id == scheme_id, DefinitionRow.status != Status.ARCHIVED)
            .order_by(DefinitionRow.id)
        )
        if definitions is not None:
            found = found.where(DefinitionRow.id == _any(sorted(set(definitions))))
        new = insert(TouchedRow).from_select(["definition_id", "revision"], found)
        await self._session.execute(
            new.on_conflict_do_update(
                index_elements=["definition_id"],
                set_={"revision": func.greatest(TouchedRow.revision, new.excluded.revision)},
            )
        )
        went = insert(SchemeRoundRow).values(scheme_id=scheme_id, revision=revision)
        await self._session.execute(
            went.on_conflict_do_update(
                index_elements=["scheme_id"],
                set_={"revision": func.greatest(SchemeRoundRow.revision, went.excluded.revision)},
            )
        )

    async def first(self, limit: int) -> Sequence[Queued]:
        """The first in the queue, by their ids."""
        rows = await self._session.execute(
            select(TouchedRow.definition_id, TouchedRow.revision).order_by(TouchedRow.definition_id).limit(limit)
        )
        return [Queued(key, revision) for key, revision in rows]

    async def done(self, judged: Iterable[Queued]) -> None:
        """These were judged again; what a later revision put there once more stays."""
        pairs = [(each.definition_id, each.revision) for each in judged]
        if pairs:
            await self._session.execute(
                delete(TouchedRow).where(tuple_(TouchedRow.definition_id, TouchedRow.revision).in_(pairs))
            )


def _changed() -> Any:
    return (
        select(SchemeRow.id)
        .outerjoin(SchemeRoundRow, SchemeRoundRow.scheme_id == SchemeRow.id)
        .where(SchemeRow.revision > func.coalesce(SchemeRoundRow.revision, 0))
    )


def _any(keys: list[UUID]) -> Any:
    return any_(bindparam(None, keys, type_=ARRAY(PG_UUID(as_uuid=True)), unique=True))
