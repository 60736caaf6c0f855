"""Many new definitions of one scheme, written together: some statements for hundreds, where one at a time takes ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, update
from sqlalchemy.ext.asyncio import AsyncSession

from engine.model import Definition
from engine.record import record_to_dict
from storage.models import DefinitionRow, DefinitionVersionRow, SchemeChangeRow, SchemeRow, Status, ValidationReportRow
from storage.records import write_record

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Judged:
    """A definition to be, with its report; ``record.id`` is the id that it gets."""

    record: Definition
    report: Mapping[str, Any]
    score: Decimal | None
    decision: str | None
    pack_digest: str

    @property
    def key(self) -> UUID:
        """Its id."""
        return UUID(self.record.id)


class Imports:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, items: Sequence[Judged], scheme_id: UUID, owner_id: UUID | None, reason: str | None) -> None:
        """Add definitions of status ``imported``, each with its first version and its report.

        Args:
            items: with ids that nothing has yet.
            scheme_id: of a scheme that this transaction holds.
            owner_id: of all of them.
            reason: kept with each version.
        """
        for start in range(0, len(items), AT_ONCE):
            await self._some(items[start : start + AT_ONCE], scheme_id, owner_id, reason)

    async def _some(self, items: Sequence[Judged], scheme_id: UUID, owner_id: UUID | None, reason: str | None) -> None:
        self._session.add_all(_row(item, scheme_id, owner_id) for item in items)
        await self._session.flush()
        last = await self._session.scalar(
            update(SchemeRow)
            .where(SchemeRow.id == scheme_id)
            .values(revision=SchemeRow.revision + len(items), updated_at=func.now())
            .returning(SchemeRow.revision)
        )
        first = (last or 0) - len(items) + 1
        for number, item in enumerate(items, first):
            kept = record_to_dict(item.record) | {"id": str(item.key)}
            self._session.add_all(
                (
                    SchemeChangeRow(scheme_id=scheme_id, revision=number, definition_id=item.key),
                    DefinitionVersionRow(
                        definition_id=item.key,
                        version=1,
                        record=kept,
                        status=Status.IMPORTED.value,
                        reason=reason,
                        author_id=owner_id,
                    ),
                    ValidationReportRow(
                        definition_id=item.key,
                        version=1,
                        report=dict(item.report),
                        decision=item.decision,
                        pack_digest=item.pack_digest,
                    ),
                )
            )
        await self._session.flush()
        self._session.expunge_all()


def _row(item: Judged, scheme_id: UUID, owner_id: UUID | None) -> DefinitionRow:
    row = DefinitionRow(
        id=item.key,
        status=Status.IMPORTED.value,
        owner_id=owner_id,
        scheme_id=scheme_id,
        version=1,
        synonyms=[],
        sources=[],
    )
    write_record(row, item.record)
    row.iri = item.record.origin.iri if item.record.origin is not None else None
    row.validation_score = item.score
    return row
