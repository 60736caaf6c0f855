"""Definitions in the store: saved with a version each time, listed by keyset, found by term."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from engine.model import Definition
from engine.record import record_to_dict
from storage.errors import NotFoundError, StaleVersionError
from storage.identifiers import new_id
from storage.models import (
    DefinitionRow,
    DefinitionVersionRow,
    SchemeChangeRow,
    SchemeRow,
    SourceRow,
    Status,
    SynonymRow,
)
from storage.paging import Page, page_of, read_cursor
from storage.records import lists_differ, term_key, to_record, write_record
from storage.repositories.revalidations import needs_review

WITH_SCHEME = joinedload(DefinitionRow.scheme)
STREAM_ROWS = 500

# Made once: to put together a question takes as long as to ask it.
ONE = (
    select(DefinitionRow)
    .where(DefinitionRow.id == bindparam("key"))
    .options(WITH_SCHEME)
    .execution_options(populate_existing=True)
)
ONE_LOCKED = ONE.with_for_update(of=DefinitionRow)
SYNONYMS = (
    select(SynonymRow)
    .where(SynonymRow.definition_id.in_(bindparam("keys", expanding=True)))
    .order_by(SynonymRow.position)
    .execution_options(populate_existing=True)
)
SOURCES = (
    select(SourceRow)
    .where(SourceRow.definition_id.in_(bindparam("keys", expanding=True)))
    .order_by(SourceRow.position)
    .execution_options(populate_existing=True)
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which definitions a list shows; ``None`` is no limit.

    ``visible_to``: only what this user may see besides established ones: his own, and those in review.
    Scores are from 0 to 1, bounds included.
    """

    category: str | None = None
    status: str | None = None
    scheme_id: UUID | None = None
    search: str | None = None
    score_min: Decimal | None = None
    score_max: Decimal | None = None
    owner_id: UUID | None = None
    needs_review: bool = False
    everything: bool = False
    visible_to: UUID | None = None


class Definitions:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        record: Definition,
        *,
        status: Status = Status.DRAFT,
        owner_id: UUID | None = None,
        scheme_id: UUID | None = None,
        reason: str | None = None,
        key: UUID | None = None,
        score: Decimal | None = None,
    ) -> DefinitionRow:
        """A new definition, with its first version; ``key`` is for who had to know its id before."""
        row = DefinitionRow(status=status.value, owner_id=owner_id, scheme_id=scheme_id, version=1)
        row.id = key or new_id()
        row.validation_score = score
        row.synonyms, row.sources = [], []
        write_record(row, record)
        row.iri = record.origin.iri if record.origin is not None else None
        self._session.add(row)
        await self._session.flush()
        scheme = None if scheme_id is None else await self._session.get(SchemeRow, scheme_id)
        set_committed_value(row, "scheme", scheme)
        await self._keep(row, record, owner_id, reason)
        return row

    async def get(self, key: UUID, *, for_update: bool = False) -> DefinitionRow:
        """The definition with its synonyms, sources and scheme; locked until the transaction ends where asked.

        Raises:
            NotFoundError: where there is none.
        """
        question = ONE_LOCKED if for_update else ONE
        row = (await self._session.scalars(question, {"key": key})).one_or_none()
        if row is None:
            raise NotFoundError(f"no definition {key}")
        await self._complete([row])
        return row

    async def locked(self, key: UUID, expected: int) -> DefinitionRow:
        """The definition, locked, at the version that the caller has seen.

        Raises:
            NotFoundError: where there is none.
            StaleVersionError: where it has another version.
        """
        row = await self.get(key, for_update=True)
        if row.version != expected:
            raise StaleVersionError(expected, row.version)
        return row

    async def save(
        self,
        row: DefinitionRow,
        record: Definition,
        *,
        status: Status | None = None,
        author_id: UUID | None = None,
        reason: str | None = None,
    ) -> DefinitionRow:
        """The row (got by ``locked``) with the record and status put in, and a version kept."""
        if lists_differ(row, record):
            row.synonyms.clear()
            row.sources.clear()
            await self._session.flush()
        write_record(row, record)
        row.version += 1
        row.updated_at = func.now()  # the database's clock, as in created_at
        if status is not None:
            row.status = status.value
        await self._session.flush()
        await self._keep(row, record, author_id, reason)
        return row

    async def delete(self, row: DefinitionRow) -> None:
        """Remove it, with all its versions and reports."""
        was = None if row.status == Status.ARCHIVED else record_to_dict(to_record(row))
        await self._session.delete(row)
        await self._touch(row.scheme_id, row.id, was)

    async def page(self, which: Filter, *, cursor: str | None = None, limit: int = 50) -> Page[DefinitionRow]:
        """A page of the list, oldest first.

        Raises:
            InvalidCursorError: for a cursor that is none.
        """
        question = listed(which).order_by(DefinitionRow.id).limit(limit + 1).options(WITH_SCHEME)
        if cursor is not None:
            question = question.where(DefinitionRow.id > read_cursor(cursor))
        rows = (await self._session.scalars(question)).all()
        await self._complete(rows)
        return page_of(rows, limit, lambda row: row.id)

    async def stream(self, which: Filter) -> AsyncIterator[DefinitionRow]:
        """All of the list, a page at a time."""
        cursor: str | None = None
        while True:
            page = await self.page(which, cursor=cursor, limit=STREAM_ROWS)
            for row in page.items:
                yield row
            self._session.expunge_all()
            cursor = page.next_cursor
            if cursor is None:
                return

    async def by_term(self, term: str, scheme_id: UUID | None) -> Sequence[UUID]:
        """The ids of the definitions of a scheme (or of none) whose term or synonym is this one, oldest first."""
        key = term_key(term)
        synonym = select(SynonymRow.definition_id).where(SynonymRow.term_key == key)
        question = (
            select(DefinitionRow.id)
            .where(or_(DefinitionRow.term_key == key, DefinitionRow.id.in_(synonym)))
            .where(DefinitionRow.scheme_id.is_not_distinct_from(scheme_id))
            .where(DefinitionRow.status != Status.ARCHIVED)
            .order_by(DefinitionRow.id)
        )
        return (await self._session.scalars(question)).all()

    async def hold_term(self, term: str) -> None:
        """Let nobody else who holds the same term go on until this transaction ends: for terms outside any scheme."""
        await self._session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(term_key(term), 0))))

    async def versions(self, key: UUID) -> Sequence[DefinitionVersionRow]:
        """All versions of a definition, newest first."""
        question = (
            select(DefinitionVersionRow)
            .where(DefinitionVersionRow.definition_id == key)
            .order_by(DefinitionVersionRow.version.desc())
        )
        return (await self._session.scalars(question)).all()

    async def version(self, key: UUID, number: int) -> DefinitionVersionRow:
        """One version.

        Raises:
            NotFoundError: where there is none.
        """
        question = select(DefinitionVersionRow).where(
            DefinitionVersionRow.definition_id == key, DefinitionVersionRow.version == number
        )
        row = (await self._session.scalars(question)).one_or_none()
        if row is None:
            raise NotFoundError(f"definition {key} has no version {number}")
        return row

    async def _complete(self, rows: Sequence[DefinitionRow]) -> None:
        """Load the synonyms and sources of rows; nothing is asked for what was stated not to be there."""
        synonyms: dict[UUID, list[SynonymRow]] = {row.id: [] for row in rows if row.has_synonyms}
        sources: dict[UUID, list[SourceRow]] = {row.id: [] for row in rows if row.has_sources}
        if synonyms:
            for synonym in await self._session.scalars(SYNONYMS, {"keys": list(synonyms)}):
                synonyms[synonym.definition_id].append(synonym)
        if sources:
            for source in await self._session.scalars(SOURCES, {"keys": list(sources)}):
                sources[source.definition_id].append(source)
        for row in rows:
            set_committed_value(row, "synonyms", synonyms.get(row.id, []))
            set_committed_value(row, "sources", sources.get(row.id, []))

    async def _keep(self, row: DefinitionRow, record: Definition, author_id: UUID | None, reason: str | None) -> None:
        """A version of the row as it is now, and the scheme a revision further; written with the next flush at last."""
        kept = record_to_dict(record) | {"id": str(row.id)}
        self._session.add(
            DefinitionVersionRow(
                definition_id=row.id,
                version=row.version,
                record=kept,
                status=row.status,
                reason=reason,
                author_id=author_id,
            )
        )
        await self._touch(row.scheme_id, row.id)

    async def _touch(self, scheme_id: UUID | None, definition_id: UUID, deleted: dict[str, Any] | None = None) -> None:
        if scheme_id is None:
            return
        revision = await self._session.scalar(
            update(SchemeRow)
            .where(SchemeRow.id == scheme_id)
            .values(revision=SchemeRow.revision + 1, updated_at=func.now())
            .returning(SchemeRow.revision)
        )
        self._session.add(
            SchemeChangeRow(scheme_id=scheme_id, revision=revision, definition_id=definition_id, entry=deleted)
        )


def listed(which: Filter) -> Select[DefinitionRow]:
    """The question that a filter stands for, without order or page."""
    question = select(DefinitionRow)
    if which.category is not None:
        question = question.where(DefinitionRow.category == which.category)
    if which.status is not None:
        question = question.where(DefinitionRow.status == which.status)
    if which.scheme_id is not None:
        question = question.where(DefinitionRow.scheme_id == which.scheme_id)
    if which.owner_id is not None:
        question = question.where(DefinitionRow.owner_id == which.owner_id)
    if which.needs_review:
        question = question.where(DefinitionRow.status == Status.ESTABLISHED, needs_review().exists())
    if which.search is not None:
        found = func.websearch_to_tsquery("dutch", which.search)
        question = question.where(DefinitionRow.search.op("@@")(found))
    if which.score_min is not None:
        question = question.where(DefinitionRow.validation_score >= which.score_min)
    if which.score_max is not None:
        question = question.where(DefinitionRow.validation_score <= which.score_max)
    if not which.everything:
        seen = DefinitionRow.status == Status.ESTABLISHED
        if which.visible_to is not None:
            seen = or_(seen, DefinitionRow.status == Status.REVIEW, DefinitionRow.owner_id == which.visible_to)
        question = question.where(seen)
    return question
