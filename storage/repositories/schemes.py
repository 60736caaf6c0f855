"""Concept schemes in the store, and their definitions as a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from engine.model import Entry
from storage.errors import NotFoundError
from storage.models import DefinitionRow, SchemeChangeRow, SchemeRow, Status
from storage.records import to_entry

READS = 3
"""Tries at reading a scheme between two changes of it."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What brings a corpus up to a revision: entries that are new or changed, and ids of those that went."""

    revision: int
    entries: tuple[Entry, ...]
    gone: tuple[str, ...]


class Schemes:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, name: str, title: str, iri: str | None = None) -> SchemeRow:
        """A new scheme; ``name`` is what it goes by in addresses."""
        row = SchemeRow(name=name, title=title, iri=iri, revision=0)
        self._session.add(row)
        await self._session.flush()
        await self._session.refresh(row)
        return row

    async def all(self) -> Sequence[SchemeRow]:
        """All schemes, by name."""
        return (await self._session.scalars(select(SchemeRow).order_by(SchemeRow.name))).all()

    async def by_name(self, name: str) -> SchemeRow:
        """The scheme of this name.

        Raises:
            NotFoundError: where there is none.
        """
        row = (await self._session.scalars(select(SchemeRow).where(SchemeRow.name == name))).one_or_none()
        if row is None:
            raise NotFoundError(f"no scheme {name!r}")
        return row

    async def revision(self, key: UUID) -> int:
        """How often its definitions were changed.

        Raises:
            NotFoundError: where there is no such scheme.
        """
        found = await self._session.scalar(select(SchemeRow.revision).where(SchemeRow.id == key))
        if found is None:
            raise NotFoundError(f"no scheme {key}")
        return found

    async def hold(self, key: UUID) -> int:
        """Its revision, which nobody else changes until this transaction ends.

        Raises:
            NotFoundError: where there is no such scheme.
        """
        # FOR NO KEY UPDATE: rows that refer to the scheme may still be written, and those take its lock in turn.
        question = select(SchemeRow.revision).where(SchemeRow.id == key).with_for_update(key_share=True)
        found = await self._session.scalar(question)
        if found is None:
            raise NotFoundError(f"no scheme {key}")
        return found

    async def corpus(self, key: UUID) -> tuple[int, tuple[Entry, ...]]:
        """Its revision, and its definitions (archived ones left out) as the corpus that they see.

        Raises:
            NotFoundError: where there is no such scheme.
        """
        for _ in range(READS):
            revision = await self.revision(key)
            entries = await self._entries(key)
            if await self.revision(key) == revision:
                return revision, entries
        # It changes all the time: its writers wait once.
        return await self.hold(key), await self._entries(key)

    async def _entries(self, key: UUID) -> tuple[Entry, ...]:
        question = self._visible().where(DefinitionRow.scheme_id == key).execution_options(populate_existing=True)
        return tuple(map(to_entry, await self._session.scalars(question)))

    async def changes(self, key: UUID, since: int) -> Changes:
        """What was changed in it after a revision."""
        later = (SchemeChangeRow.scheme_id == key, SchemeChangeRow.revision > since)
        rows = await self._session.execute(
            select(SchemeChangeRow.revision, SchemeChangeRow.definition_id)
            .where(*later)
            .order_by(SchemeChangeRow.revision)
        )
        changed = [(revision, definition) for revision, definition in rows]
        touched = {definition for _, definition in changed}
        # Not the ids themselves: an import can have changed more than a statement has parameters.
        now = await self._session.scalars(
            self._visible().where(
                DefinitionRow.id.in_(select(SchemeChangeRow.definition_id).where(*later)),
                DefinitionRow.scheme_id == key,
            )
        )
        entries = tuple(map(to_entry, now))
        gone = tuple(sorted({str(each) for each in touched} - {entry.id or "" for entry in entries}))
        return Changes(changed[-1][0] if changed else since, entries, gone)

    @staticmethod
    def _visible() -> Select[DefinitionRow]:
        return (
            select(DefinitionRow)
            .where(DefinitionRow.status != Status.ARCHIVED)
            .order_by(DefinitionRow.id)
            .options(selectinload(DefinitionRow.synonyms))
        )

    async def delete(self, row: SchemeRow) -> None:
        """Remove an empty scheme; one that still has definitions is refused by the database."""
        await self._session.delete(row)
        await self._session.flush()
