"""The ledger of calls in the store: entries, and totals whose locks let one call at a time decide whether it fits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import GenerationAttemptRow, GenerationTotalRow

Place = tuple[str, str]
"""Scope and name of a total."""


class Attempts:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def hold(self, places: Sequence[Place]) -> list[tuple[int, Decimal]]:
        """Tokens and money of some totals, which nobody else changes until the transaction ends.

        Args:
            places: always in the same order of scopes, so that two never wait for each other.
        """
        found = []
        for scope, name in places:
            await self._session.execute(
                insert(GenerationTotalRow).values(scope=scope, name=name).on_conflict_do_nothing()
            )
            question = (
                select(GenerationTotalRow.tokens, GenerationTotalRow.money)
                .where(GenerationTotalRow.scope == scope, GenerationTotalRow.name == name)
                .with_for_update()
            )
            tokens, money = (await self._session.execute(question)).one()
            found.append((tokens, money))
        return found

    async def totals(self, places: Sequence[Place]) -> list[tuple[int, Decimal]]:
        """Tokens and money of some totals as they are now; nothing where nothing was booked."""
        found = []
        for scope, name in places:
            question = select(GenerationTotalRow.tokens, GenerationTotalRow.money).where(
                GenerationTotalRow.scope == scope, GenerationTotalRow.name == name
            )
            row = (await self._session.execute(question)).one_or_none()
            found.append((0, Decimal(0)) if row is None else (row[0], row[1]))
        return found

    async def book(self, places: Sequence[Place], tokens: int, money: Decimal) -> None:
        """Add to some totals that this transaction holds; what is below zero gives back."""
        for scope, name in places:
            await self._session.execute(
                update(GenerationTotalRow)
                .where(GenerationTotalRow.scope == scope, GenerationTotalRow.name == name)
                .values(tokens=GenerationTotalRow.tokens + tokens, money=GenerationTotalRow.money + money)
            )

    async def tries(self, key: str) -> Sequence[GenerationAttemptRow]:
        """All times that a call was reserved, first to last."""
        question = select(GenerationAttemptRow).where(GenerationAttemptRow.key == key)
        return (await self._session.scalars(question.order_by(GenerationAttemptRow.number))).all()

    async def add(self, row: GenerationAttemptRow) -> None:
        """A new entry."""
        self._session.add(row)
        await self._session.flush()

    async def remove(self, row: GenerationAttemptRow) -> None:
        """An entry of a call that was never made."""
        await self._session.delete(row)
        await self._session.flush()

    async def of(self, run_id: UUID) -> Sequence[GenerationAttemptRow]:
        """All entries of a run, in the order of their reservation."""
        question = select(GenerationAttemptRow).where(GenerationAttemptRow.run_id == run_id)
        return (await self._session.scalars(question.order_by(GenerationAttemptRow.id))).all()

    async def open_of(self, run_id: UUID) -> Sequence[GenerationAttemptRow]:
        """Entries of a run whose end is not known."""
        question = select(GenerationAttemptRow).where(
            GenerationAttemptRow.run_id == run_id, GenerationAttemptRow.state == "intent"
        )
        return (await self._session.scalars(question)).all()
