"""Packs, rules and reports in the store: the mirror of what the engine loaded and said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import PackRow, ValidationReportRow, ValidationRuleRow


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
        made = await self._session.execute(
            insert(PackRow)
            .values(name=name, version=version, digest=digest)
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
        await self._session.execute(
            update(PackRow).where(PackRow.name == name, PackRow.digest != digest, PackRow.active).values(active=False)
        )
        await self._session.execute(
            update(PackRow)
            .where(PackRow.name == name, PackRow.digest == digest, PackRow.active.is_(False))
            .values(active=True, activated_at=func.now())
        )
        question = select(PackRow).where(PackRow.name == name, PackRow.digest == digest)
        return (await self._session.scalars(question.execution_options(populate_existing=True))).one()

    async def active_digests(self) -> dict[str, str]:
        """Name → content digest of the packs that are active."""
        rows = await self._session.execute(select(PackRow.name, PackRow.digest).where(PackRow.active))
        return {row.name: row.digest for row in rows}

    async def rules(self, pack_id: UUID) -> Sequence[ValidationRuleRow]:
        """The rules of a pack version, by code."""
        question = select(ValidationRuleRow).where(ValidationRuleRow.pack_id == pack_id)
        return (await self._session.scalars(question.order_by(ValidationRuleRow.rule_code))).all()


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
