"""Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a request that is sent again gets the first answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import IdempotencyRow


class IdempotencyKeys:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def claim(self, principal: str, key: str, request_digest: str, expires_at: datetime) -> IdempotencyRow | None:
        """Take the key for a new request, or give the row of the request that has it (``None``: it is yours now).

        A key whose time is over is taken anew.
        """
        await self._session.execute(
            delete(IdempotencyRow).where(
                IdempotencyRow.principal == principal,
                IdempotencyRow.key == key,
                IdempotencyRow.expires_at < func.now(),
            )
        )
        claimed = await self._session.execute(
            insert(IdempotencyRow)
            .values(principal=principal, key=key, request_digest=request_digest, expires_at=expires_at)
            .on_conflict_do_nothing(index_elements=["principal", "key"])
            .returning(IdempotencyRow.id)
        )
        if claimed.one_or_none() is not None:
            return None
        return await self._row(principal, key)

    async def answer(self, principal: str, key: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Keep the answer for the next time."""
        row = await self._row(principal, key)
        if row is not None:
            row.status, row.headers, row.body = status, dict(headers), body
            await self._session.flush()

    async def extend(self, principal: str, key: str, expires_at: datetime) -> None:
        """Keep the key for longer: done in the transaction of the change, it tells that the change was made."""
        row = await self._row(principal, key)
        if row is not None:
            row.expires_at = expires_at
            await self._session.flush()

    async def release(self, principal: str, key: str, until: datetime) -> None:
        """Give the key back: the request failed for a reason that a second try may not meet.

        One that is kept beyond ``until`` was extended, so the change was made, whatever its sender heard of it (the
        connection may end between a commit and its answer): that stays.
        """
        await self._session.execute(
            delete(IdempotencyRow).where(
                IdempotencyRow.principal == principal,
                IdempotencyRow.key == key,
                IdempotencyRow.expires_at <= until,
            )
        )

    async def forget_old(self) -> int:
        """Remove keys whose time is over; how many there were."""
        gone = await self._session.execute(
            delete(IdempotencyRow).where(IdempotencyRow.expires_at < func.now()).returning(IdempotencyRow.id)
        )
        return len(gone.all())

    async def _row(self, principal: str, key: str) -> IdempotencyRow | None:
        question = select(IdempotencyRow).where(IdempotencyRow.principal == principal, IdempotencyRow.key == key)
        return (await self._session.scalars(question)).one_or_none()
