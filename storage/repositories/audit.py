"""The audit log: rows that are only ever added, in the transaction of what they tell of; and the chain over them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from storage.chain import START, link, personal_digest
from storage.identifiers import new_id
from storage.models import AuditLinkRow, AuditPendingRow, AuditPersonalRow, AuditRow

PERSONAL = ("reason",)
"""Members of ``after`` that people type, and that can therefore tell of people: kept apart from the chain."""
SALT_BYTES = 16
LOCK = 0x61756474
"""Key of the advisory lock of who makes the chain (``audt`` in ASCII)."""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which acts a list shows; ``None`` is no limit. ``since`` is included, ``until`` is not."""

    actor: str | None = None
    action: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """An act with what was kept apart of it (``None``: nothing, or erased) and its link, where it has one already."""

    row: AuditRow
    personal: Mapping[str, Any] | None
    link: AuditLinkRow | None


class Audit:
    """Of one transaction and actor."""

    def __init__(self, session: AsyncSession, actor: str | None, request_id: str | None) -> None:
        self._session = session
        self._actor = actor
        self._request_id = request_id

    async def add(
        self,
        action: str,
        subject: str,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Note what was done (``definition.updated``) to what (``definition/…``)."""
        self.put(action, subject, before=before, after=after)
        await self._session.flush()

    def put(
        self,
        action: str,
        subject: str,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """The same, to be written with the next flush: for many at once."""
        kept = None if after is None else {name: value for name, value in after.items() if name not in PERSONAL}
        row = AuditRow(
            actor=self._actor,
            action=action,
            subject=subject,
            before=None if before is None else dict(before),
            after=kept,
            request_id=self._request_id,
        )
        typed = {name: value for name, value in (after or {}).items() if name in PERSONAL}
        if typed:
            row.personal_id, salt = new_id(), secrets.token_bytes(SALT_BYTES)
            row.personal_digest = personal_digest(salt, typed)
            self._session.add(AuditPersonalRow(id=row.personal_id, actor=self._actor, salt=salt, data=typed))
        self._session.add(row)

    async def of(self, subject: str) -> Sequence[AuditRow]:
        """All that was done to a subject, oldest first."""
        question = select(AuditRow).where(AuditRow.subject == subject).order_by(AuditRow.number)
        return (await self._session.scalars(question)).all()

    async def page(self, which: AuditFilter, before: int | None, limit: int) -> list[Act]:
        """Acts, newest first.

        Args:
            which: of them.
            before: the number of the last act that was seen.
            limit: how many at most.
        """
        question = _listed(which).order_by(AuditRow.number.desc()).limit(limit)
        if before is not None:
            question = question.where(AuditRow.number < before)
        rows = (await self._session.scalars(question)).all()
        keys = [row.personal_id for row in rows if row.personal_id is not None]
        apart = await self._session.execute(
            select(AuditPersonalRow.id, AuditPersonalRow.data).where(AuditPersonalRow.id.in_(keys))
        )
        personal: dict[UUID, Mapping[str, Any]] = dict(apart.all())
        numbers = [row.number for row in rows]
        links = await self._session.scalars(select(AuditLinkRow).where(AuditLinkRow.number.in_(numbers)))
        linked = {each.number: each for each in links}
        return [
            Act(row, personal.get(row.personal_id) if row.personal_id else None, linked.get(row.number)) for row in rows
        ]

    async def erase(self, actor: str) -> int:
        """Erase what an actor typed; how many acts it belonged to. The acts themselves stay."""
        gone = await self._session.execute(
            delete(AuditPersonalRow).where(AuditPersonalRow.actor == actor).returning(AuditPersonalRow.id)
        )
        return len(gone.all())

    # --- the chain -----------------------------------------------------------------------------------

    async def seal(self, limit: int = 1000) -> AuditLinkRow | None:
        """Add acts that were committed to the chain; the newest link, or ``None`` where there was nothing to add.

        One at a time makes links; who comes meanwhile adds nothing.
        """
        if not await self._session.scalar(select(func.pg_try_advisory_xact_lock(LOCK))):
            return None
        # The order is that of the chain, not of the numbers: an act that is committed late comes later.
        waiting = select(AuditRow).join(AuditPendingRow, AuditPendingRow.number == AuditRow.number)
        rows = (await self._session.scalars(waiting.order_by(AuditRow.number).limit(limit))).all()
        if not rows:
            return None
        last = await self.head()
        sequence, digest = (0, START) if last is None else (last.sequence, last.digest)
        newest: AuditLinkRow | None = None
        for sequence, row in enumerate(rows, sequence + 1):  # noqa: B020 - goes on where the chain ended
            digest = link(digest, row)
            newest = AuditLinkRow(sequence=sequence, number=row.number, digest=digest)
            self._session.add(newest)
        numbers = [row.number for row in rows]
        await self._session.flush()
        await self._session.execute(delete(AuditPendingRow).where(AuditPendingRow.number.in_(numbers)))
        return newest

    async def head(self) -> AuditLinkRow | None:
        """The newest link of the chain."""
        question = select(AuditLinkRow).order_by(AuditLinkRow.sequence.desc()).limit(1)
        return (await self._session.scalars(question)).one_or_none()

    async def prepare(self) -> None:
        """Make the partitions of this quarter and the next."""
        await self._session.execute(text("SELECT audit_prepare(now()), audit_prepare(now() + interval '3 months')"))


def _listed(which: AuditFilter) -> Select[AuditRow]:
    question = select(AuditRow)
    if which.actor is not None:
        question = question.where(AuditRow.actor == which.actor)
    if which.action is not None:
        question = question.where(AuditRow.action == which.action)
    if which.subject is not None:
        question = question.where(AuditRow.subject == which.subject)
    if which.since is not None:
        question = question.where(AuditRow.created_at >= which.since)
    if which.until is not None:
        question = question.where(AuditRow.created_at < which.until)
    return question
