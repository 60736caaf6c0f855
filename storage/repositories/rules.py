"""Packs, rules and reports in the store: the mirror of what the engine loaded and said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from storage.errors import NotFoundError
from storage.models import PackRow, ValidationReportRow, ValidationRuleRow

AWAITED = timedelta(minutes=1)
"""Until then an awaited version is the active one, or will not be."""


@dataclass(frozen=True, slots=True)
class RuleMirror:
    """A rule as it is written into the mirror."""

    code: str
    theme: str
    severity: str
    check: str
    config: Mapping[str, Any]
    verdict_digest: str
    content_digest: str


class Packs:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def mirror(self, name: str, version: str, digest: str, rules: Iterable[RuleMirror]) -> PackRow:
        """Write a pack that was loaded, once for each digest, and mark it as the active one of its name."""
        await self.keep(name, version, digest, rules)
        await self.activate(name, digest)
        return await self.get(name, digest)

    async def keep(
        self,
        name: str,
        version: str,
        digest: str,
        rules: Iterable[RuleMirror],
        *,
        archive: bytes | None = None,
        archive_digest: str | None = None,
        signature: str | None = None,
    ) -> None:
        """Write a pack, once for each digest, with the files it was loaded from. What is known already stays."""
        made = await self._session.execute(
            insert(PackRow)
            .values(
                name=name,
                version=version,
                digest=digest,
                archive=archive,
                archive_digest=archive_digest,
                signature=signature,
            )
            .on_conflict_do_nothing(index_elements=["name", "digest"])
            .returning(PackRow.id)
        )
        key = made.scalar_one_or_none()
        if key is not None:
            self._session.add_all(
                ValidationRuleRow(
                    pack_id=key,
                    rule_code=rule.code,
                    category=rule.theme,
                    severity=rule.severity,
                    pattern=rule.check,
                    config=dict(rule.config),
                    verdict_digest=rule.verdict_digest,
                    content_digest=rule.content_digest,
                )
                for rule in rules
            )
            await self._session.flush()
            return
        known = (PackRow.name == name, PackRow.digest == digest)
        if archive is not None:
            await self._session.execute(
                update(PackRow)
                .where(*known, PackRow.archive.is_(None))
                .values(archive=archive, archive_digest=archive_digest)
            )
        if signature is not None:  # of these very files, or it says nothing of what is kept
            await self._session.execute(
                update(PackRow)
                .where(*known, PackRow.signature.is_(None), PackRow.archive_digest == archive_digest)
                .values(signature=signature)
            )

    async def mark_awaited(self, name: str, digest: str) -> None:
        """Mark a version that is kept as about to become the active one, so that others load it already."""
        await self._session.execute(
            update(PackRow).where(PackRow.name == name, PackRow.digest == digest).values(awaited_at=func.now())
        )

    async def awaited_digests(self) -> dict[str, str]:
        """Name → content digest of the versions that were marked as awaited in the last minute, the newest of each."""
        rows = await self._session.execute(
            select(PackRow.name, PackRow.digest)
            .where(PackRow.awaited_at > func.now() - AWAITED, PackRow.active.is_(False))
            .order_by(PackRow.awaited_at)
        )
        return {row.name: row.digest for row in rows}

    async def activate(self, name: str, digest: str, by: str | None = None) -> None:
        """Mark a version as the active one of its name; ``by`` whom, ``None`` for the service itself."""
        await self._session.execute(
            update(PackRow).where(PackRow.name == name, PackRow.digest != digest, PackRow.active).values(active=False)
        )
        await self._session.execute(
            update(PackRow)
            .where(PackRow.name == name, PackRow.digest == digest, PackRow.active.is_(False))
            .values(active=True, activated_at=func.now(), activated_by=by)
        )

    async def hold(self, name: str) -> str | None:
        """The digest of the active version, which nobody else changes until this transaction ends."""
        await self._session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"pack/{name}", 0))))
        return await self._session.scalar(select(PackRow.digest).where(PackRow.name == name, PackRow.active))

    async def get(self, name: str, digest: str) -> PackRow:
        """One version, with its archive.

        Raises:
            NotFoundError: where it is not there.
        """
        question = select(PackRow).where(PackRow.name == name, PackRow.digest == digest)
        row = (await self._session.scalars(_whole(question))).one_or_none()
        if row is None:
            raise NotFoundError(f"no pack {name} {digest}")
        return row

    async def by_digest(self, digest: str) -> PackRow:
        """The version of whatever pack with a digest, with its archive.

        Raises:
            NotFoundError: where there is none.
        """
        row = (await self._session.scalars(_whole(select(PackRow).where(PackRow.digest == digest)))).first()
        if row is None:
            raise NotFoundError(f"no pack {digest}")
        return row

    async def named(self, name: str, wanted: str) -> PackRow:
        """The version that a number (of several the newest) or a digest names, with its archive.

        Raises:
            NotFoundError: where it is not there.
        """
        question = (
            select(PackRow)
            .where(PackRow.name == name, or_(PackRow.version == wanted, PackRow.digest == wanted))
            .order_by(PackRow.id.desc())
            .limit(1)
        )
        row = (await self._session.scalars(_whole(question))).one_or_none()
        if row is None:
            raise NotFoundError(f"no pack {name} {wanted}")
        return row

    async def active(self) -> Sequence[PackRow]:
        """The active versions, without their archives."""
        return (await self._session.scalars(select(PackRow).where(PackRow.active).order_by(PackRow.name))).all()

    async def versions(self, name: str) -> Sequence[PackRow]:
        """All versions of a pack, newest first, without their archives."""
        question = select(PackRow).where(PackRow.name == name).order_by(PackRow.id.desc())
        return (await self._session.scalars(question)).all()

    async def active_digests(self) -> dict[str, str]:
        """Name → content digest of the packs that are active."""
        rows = await self._session.execute(select(PackRow.name, PackRow.digest).where(PackRow.active))
        return {row.name: row.digest for row in rows}

    async def rules(self, pack_id: UUID) -> Sequence[ValidationRuleRow]:
        """The rules of a pack version, by code."""
        question = select(ValidationRuleRow).where(ValidationRuleRow.pack_id == pack_id)
        return (await self._session.scalars(question.order_by(ValidationRuleRow.rule_code))).all()


def _whole(question: Select[PackRow]) -> Select[PackRow]:
    return question.options(undefer(PackRow.archive)).execution_options(populate_existing=True)


class Reports:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self, definition_id: UUID, version: int, report: Mapping[str, Any], pack_digest: str
    ) -> ValidationReportRow:
        """Keep the report of a version."""
        row = ValidationReportRow(
            definition_id=definition_id,
            version=version,
            report=dict(report),
            decision=report.get("decision"),
            pack_digest=pack_digest,
        )
        self._session.add(row)
        await self._session.flush()
        return row

    async def latest(self, definition_id: UUID) -> ValidationReportRow | None:
        """The newest report of a definition; ``None`` where there is none."""
        question = (
            select(ValidationReportRow)
            .where(ValidationReportRow.definition_id == definition_id)
            .order_by(ValidationReportRow.id.desc())
            .limit(1)
        )
        return (await self._session.scalars(question)).one_or_none()
