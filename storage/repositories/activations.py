"""What was tried with versions of packs, in the order in which it was tried."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import ActivationRow, Origin


class Activations:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, row: ActivationRow) -> ActivationRow:
        """Note a try."""
        self._session.add(row)
        await self._session.flush()
        return row

    async def of(self, name: str, limit: int = 50) -> Sequence[ActivationRow]:
        """The latest tries with a pack, newest first."""
        question = (
            select(ActivationRow).where(ActivationRow.name == name).order_by(ActivationRow.number.desc()).limit(limit)
        )
        return (await self._session.scalars(question)).all()

    async def latest(self) -> dict[str, ActivationRow]:
        """The latest try with each pack, by name."""
        newest = select(func.max(ActivationRow.number)).group_by(ActivationRow.name)
        rows = await self._session.scalars(select(ActivationRow).where(ActivationRow.number.in_(newest)))
        return {row.name: row for row in rows}

    async def seen(self, name: str, archive_digest: str) -> bool:
        """Whether these very files were tried as what the source of the pack holds."""
        question = select(ActivationRow.number).where(
            ActivationRow.name == name,
            ActivationRow.archive_digest == archive_digest,
            ActivationRow.origin.in_((Origin.START, Origin.SOURCE)),
        )
        return await self._session.scalar(question.limit(1)) is not None

    async def before(self, name: str, digest: str) -> str | None:
        """The digest that was active before this one was activated last; ``None`` where none was."""
        question = (
            select(ActivationRow.from_digest)
            .where(ActivationRow.name == name, ActivationRow.to_digest == digest, ActivationRow.outcome == "activated")
            .order_by(ActivationRow.number.desc())
            .limit(1)
        )
        return await self._session.scalar(question)
