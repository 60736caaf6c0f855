"""The chain over the audit log: what a link is made of, and how the whole is checked.

A link is SHA-256 over the link before it and the canonical JSON (RFC 8785) of one act. Who changes, removes or adds an
act must make every later link anew; who notes the newest link elsewhere (the service logs it) sees that too.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import rfc8785
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import AuditLinkRow, AuditPersonalRow, AuditRow

START = "0" * 64
"""What stands before the first link."""
AT_ONCE = 2000
LARGEST = 2**53 - 1
"""Of the whole numbers that RFC 8785 can write; larger ones are written as text."""
WAITING = timedelta(minutes=5)
"""Longest time that an act may be without a link: the service adds it within seconds."""
FAULTS_MAX = 1000


class FaultKind(StrEnum):
    """What can be wrong with the log."""

    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    LINK_MISSING = "link-missing"
    PERSONAL_CHANGED = "personal-changed"
    OTHER_CHAIN = "other-chain"


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the log is not what it was. ``number`` is of the act, ``sequence`` of the link, where known."""

    kind: FaultKind
    number: int | None
    sequence: int | None


@dataclass(slots=True)
class Verified:
    """What was found: acts that are in the chain, acts that wait for it, erased parts, and faults."""

    acts: int = 0
    waiting: int = 0
    erased: int = 0
    faults: list[Fault] = field(default_factory=list)
    head: tuple[int, str] | None = None

    def note(self, kind: FaultKind, number: int | None, sequence: int | None) -> None:
        """A fault; beyond ``FAULTS_MAX`` only the first are kept."""
        if len(self.faults) < FAULTS_MAX:
            self.faults.append(Fault(kind, number, sequence))


def link(previous: str, row: AuditRow) -> str:
    """The digest of an act after another, in hexadecimal."""
    return hashlib.sha256(bytes.fromhex(previous) + rfc8785.dumps(_told(row))).hexdigest()


def personal_digest(salt: bytes, data: Mapping[str, Any]) -> str:
    """What the act keeps of what is stored apart; with the salt gone nobody can guess what it was."""
    return hashlib.sha256(salt + rfc8785.dumps(_plain(dict(data)))).hexdigest()


async def verify(session: AsyncSession, expected: tuple[int, str] | None = None) -> Verified:
    """Check every act and link.

    Args:
        session: a transaction that sees one moment (REPEATABLE READ).
        expected: a link that was noted before: its sequence and digest.
    """
    found = Verified()
    digest, sequence = START, 0
    async for known, row, personal in _links(session):
        sequence += 1
        while sequence < known.sequence:
            found.note(FaultKind.LINK_MISSING, None, sequence)
            sequence += 1
        if row is None:
            found.note(FaultKind.REMOVED, known.number, known.sequence)
        else:
            _check(found, digest, known, row, personal)
        if expected is not None and expected[0] == known.sequence and expected[1] != known.digest:
            found.note(FaultKind.OTHER_CHAIN, known.number, known.sequence)
        digest = known.digest
        found.acts += 1
        found.head = (known.sequence, known.digest)
    if expected is not None and (found.head is None or found.head[0] < expected[0]):
        found.note(FaultKind.OTHER_CHAIN, None, expected[0])
    await _unlinked(session, found)
    return found


def _check(
    found: Verified, previous: str, known: AuditLinkRow, row: AuditRow, personal: AuditPersonalRow | None
) -> None:
    if link(previous, row) != known.digest:
        found.note(FaultKind.CHANGED, row.number, known.sequence)
    if row.personal_digest is None:
        return
    if personal is None:
        found.erased += 1
    elif personal_digest(personal.salt, personal.data) != row.personal_digest:
        found.note(FaultKind.PERSONAL_CHANGED, row.number, known.sequence)


async def _links(session: AsyncSession) -> AsyncIterator[tuple[AuditLinkRow, AuditRow | None, AuditPersonalRow | None]]:
    last = 0
    while True:
        question = (
            select(AuditLinkRow, AuditRow, AuditPersonalRow)
            .outerjoin(AuditRow, AuditRow.number == AuditLinkRow.number)
            .outerjoin(AuditPersonalRow, AuditPersonalRow.id == AuditRow.personal_id)
            .where(AuditLinkRow.sequence > last)
            .order_by(AuditLinkRow.sequence)
            .limit(AT_ONCE)
        )
        rows = (await session.execute(question)).all()
        for known, row, personal in rows:
            yield known, row, personal
            last = known.sequence
        session.expunge_all()
        if len(rows) < AT_ONCE:
            return


async def _unlinked(session: AsyncSession, found: Verified) -> None:
    now = datetime.now(UTC)
    question = (
        select(AuditRow.number, AuditRow.created_at)
        .outerjoin(AuditLinkRow, AuditLinkRow.number == AuditRow.number)
        .where(AuditLinkRow.number.is_(None))
        .order_by(AuditRow.number)
    )
    for number, created_at in await session.execute(question):
        if now - created_at > WAITING:
            found.note(FaultKind.ADDED, number, None)
        else:
            found.waiting += 1


def _told(row: AuditRow) -> dict[str, Any]:
    return {
        "number": str(row.number),
        "actor": row.actor,
        "action": row.action,
        "subject": row.subject,
        "before": _plain(row.before),
        "after": _plain(row.after),
        "personal": None if row.personal_id is None else [str(row.personal_id), row.personal_digest],
        "request": row.request_id,
        "at": row.created_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def _plain(value: Any) -> Any:
    """JSON data that RFC 8785 can write."""
    if isinstance(value, dict):
        return {name: _plain(child) for name, child in value.items()}
    if isinstance(value, list):
        return [_plain(child) for child in value]
    if isinstance(value, int) and abs(value) > LARGEST:
        return str(value)
    return value
