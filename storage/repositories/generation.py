"""Runs of generation in the store: who asked what, the trace of each run, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import NotFoundError
from storage.models import GenerationRow, GenerationRunRow, RunState
from storage.paging import Page, page_of, read_cursor

LIVE = (RunState.QUEUED, RunState.RUNNING)


class Generations:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def hold_owner(self, owner_id: UUID) -> None:
        """Let nobody else begin a run of this owner until the transaction ends, so that they can be counted."""
        await self._session.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": f"generation/{owner_id}"}
        )

    async def add(self, row: GenerationRunRow) -> GenerationRunRow:
        """A new run."""
        self._session.add(row)
        await self._session.flush()
        await self._session.refresh(row)
        return row

    async def live_of(self, owner_id: UUID) -> Sequence[GenerationRunRow]:
        """The runs of an owner that are waiting or under way, oldest first."""
        question = (
            select(GenerationRunRow)
            .where(GenerationRunRow.owner_id == owner_id, GenerationRunRow.state.in_(LIVE))
            .order_by(GenerationRunRow.id)
        )
        return (await self._session.scalars(question)).all()

    async def get(self, key: UUID, *, lock: bool = False) -> GenerationRunRow:
        """A run as it is now.

        Args:
            key: its id.
            lock: let nobody else change it until the transaction ends.

        Raises:
            NotFoundError: where there is none.
        """
        question = select(GenerationRunRow).where(GenerationRunRow.id == key)
        question = question.execution_options(populate_existing=True)
        row = (await self._session.scalars(question.with_for_update() if lock else question)).one_or_none()
        if row is None:
            raise NotFoundError(f"no run {key}")
        return row

    async def page(
        self, owner_id: UUID | None, state: str | None, cursor: str | None, limit: int
    ) -> Page[GenerationRunRow]:
        """Runs, newest first.

        Args:
            owner_id: whose; ``None`` for those of everybody.
            state: only those in this state.
            cursor: from the page before.
            limit: runs on a page.

        Raises:
            InvalidCursorError: for a cursor of another list.
        """
        question = select(GenerationRunRow).order_by(GenerationRunRow.id.desc()).limit(limit + 1)
        if owner_id is not None:
            question = question.where(GenerationRunRow.owner_id == owner_id)
        if state is not None:
            question = question.where(GenerationRunRow.state == state)
        if cursor is not None:
            question = question.where(GenerationRunRow.id < read_cursor(cursor))
        return page_of((await self._session.scalars(question)).all(), limit, lambda row: row.id)

    async def begin(self, key: UUID) -> GenerationRunRow:
        """Mark a run as under way; one that is already keeps the moment it began.

        Raises:
            NotFoundError: where there is none.
        """
        await self._session.execute(
            update(GenerationRunRow)
            .where(GenerationRunRow.id == key, GenerationRunRow.state == RunState.QUEUED)
            .values(state=RunState.RUNNING, started_at=func.now())
        )
        return await self.get(key)

    async def ask_to_stop(self, key: UUID) -> bool:
        """Note that a run should stop; whether it had not ended yet."""
        asked = await self._session.execute(
            update(GenerationRunRow)
            .where(GenerationRunRow.id == key, GenerationRunRow.state.in_(LIVE))
            .values(cancelled_at=func.coalesce(GenerationRunRow.cancelled_at, func.now()))
            .returning(GenerationRunRow.id)
        )
        return asked.one_or_none() is not None

    async def stop_asked(self, key: UUID) -> bool:
        """Whether somebody asked a run to stop."""
        question = select(GenerationRunRow.cancelled_at).where(GenerationRunRow.id == key)
        return (await self._session.scalar(question)) is not None

    async def live_ids(self) -> Sequence[UUID]:
        """All runs that are waiting or under way."""
        question = select(GenerationRunRow.id).where(GenerationRunRow.state.in_(LIVE)).order_by(GenerationRunRow.id)
        return (await self._session.scalars(question)).all()

    async def note(
        self,
        run_id: UUID,
        iteration: int,
        attempt: int,
        *,
        prompt: str,
        response: str | None,
        details: Mapping[str, Any],
        finished_at: datetime,
    ) -> None:
        """Keep a candidate (or, as attempt 0, a round) of a run; once, however often it is told."""
        await self._session.execute(
            insert(GenerationRow)
            .values(
                run_id=run_id,
                iteration=iteration,
                attempt=attempt,
                prompt=prompt,
                response=response,
                details=dict(details),
                finished_at=finished_at,
            )
            .on_conflict_do_nothing(index_elements=["run_id", "iteration", "attempt"])
        )

    async def link(self, run_id: UUID, definition_id: UUID | None) -> None:
        """Say which definition came of a run, in its trace too; ``None`` takes it back."""
        for table in (GenerationRow, GenerationRunRow):
            column = GenerationRow.run_id if table is GenerationRow else GenerationRunRow.id
            await self._session.execute(update(table).where(column == run_id).values(definition_id=definition_id))

    async def rounds_after(self, run_id: UUID, iteration: int) -> Sequence[GenerationRow]:
        """The rounds of a run after this one, in order."""
        question = (
            select(GenerationRow)
            .where(GenerationRow.run_id == run_id, GenerationRow.attempt == 0, GenerationRow.iteration > iteration)
            .order_by(GenerationRow.iteration)
        )
        return (await self._session.scalars(question)).all()

    async def history(self, run_id: UUID) -> Sequence[GenerationRow]:
        """The whole trace of a run: rounds and candidates, in order."""
        question = (
            select(GenerationRow)
            .where(GenerationRow.run_id == run_id)
            .order_by(GenerationRow.iteration, GenerationRow.attempt)
        )
        return (await self._session.scalars(question)).all()
