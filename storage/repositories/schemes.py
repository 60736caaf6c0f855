"""Concept schemes in the store, and their definitions as a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from engine.model import Entry
from storage.errors import NotFoundError
from storage.models import DefinitionRow, SchemeRow, Status
from storage.records import to_entry


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

    async def entries(self, key: UUID) -> tuple[Entry, ...]:
        """Its definitions (archived ones left out) as the corpus that they see."""
        question = (
            select(DefinitionRow)
            .where(DefinitionRow.scheme_id == key, DefinitionRow.status != Status.ARCHIVED)
            .order_by(DefinitionRow.id)
            .options(selectinload(DefinitionRow.synonyms))
        )
        return tuple(to_entry(row) for row in await self._session.scalars(question))

    async def delete(self, row: SchemeRow) -> None:
        """Remove an empty scheme; one that still has definitions is refused by the database."""
        await self._session.delete(row)
        await self._session.flush()
