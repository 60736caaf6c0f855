"""Re-validations in the store: what is to be judged again, how far it is, and what somebody has to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, any_, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, selectinload

from storage.models import (
    DefinitionRow,
    RevalidationRow,
    RevalidationState,
    ReviewRow,
    Status,
    ValidationReportRow,
)

OPEN = (RevalidationState.WAITING, RevalidationState.RUNNING)


@dataclass(frozen=True, slots=True)
class Kept:
    """A definition with the newest report on it, which is ``None`` where there is none."""

    row: DefinitionRow
    report: ValidationReportRow | None


@dataclass(frozen=True, slots=True)
class Renewed:
    """A report that takes the place of an older one; ``score`` from 0 to 1."""

    definition_id: UUID
    version: int
    report: Mapping[str, Any]
    decision: str | None
    score: Decimal | None
    pack_digest: str


class Revalidations:
    """Of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def begin(self, row: RevalidationRow) -> RevalidationRow:
        """Note that all is to be judged again; what was under way is superseded, and its rest is done with this."""
        await self._session.execute(
            update(RevalidationRow)
            .where(RevalidationRow.state.in_(OPEN))
            .values(state=RevalidationState.SUPERSEDED, finished_at=func.now())
        )
        row.total = await self._session.scalar(select(func.count()).select_from(_living())) or 0
        self._session.add(row)
        await self._session.flush()
        return row

    async def open(self) -> RevalidationRow | None:
        """The one that is to be done or under way; ``None`` where there is none."""
        question = select(RevalidationRow).where(RevalidationRow.state.in_(OPEN)).order_by(RevalidationRow.id.desc())
        return (await self._session.scalars(question.limit(1))).one_or_none()

    async def locked(self, key: UUID) -> RevalidationRow | None:
        """The one of this key, which nobody else changes until this transaction ends; ``None`` where it is not open."""
        question = (
            select(RevalidationRow)
            .where(RevalidationRow.id == key, RevalidationRow.state.in_(OPEN))
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return (await self._session.scalars(question)).one_or_none()

    async def latest(self, name: str | None = None) -> RevalidationRow | None:
        """The newest one, of a pack where a name is given."""
        question = select(RevalidationRow).order_by(RevalidationRow.id.desc()).limit(1)
        if name is not None:
            question = question.where(RevalidationRow.name == name)
        return (await self._session.scalars(question)).one_or_none()

    async def packs_of(self, set_digest: str) -> list[tuple[str, str]] | None:
        """Names and digests of the packs that are known together by this digest; ``None`` where none are."""
        question = select(RevalidationRow.packs).where(RevalidationRow.set_digest == set_digest).limit(1)
        found = await self._session.scalar(question)
        return None if found is None else [(str(name), str(digest)) for name, digest in found["items"]]

    async def some(self, after: UUID | None, target: str, limit: int) -> Sequence[Kept]:
        """Definitions whose newest report was not given by the packs of a digest and is not known to hold for them.

        Args:
            after: the definition that was done last.
            target: the digest.
            limit: how many at most, in the order of their ids.
        """
        newest = _newest()
        other = (newest.pack_digest != target) & (func.coalesce(newest.holds_for, "") != target)
        question = _with_report(newest).where(or_(newest.id.is_(None), other)).limit(limit)
        if after is not None:
            question = question.where(DefinitionRow.id > after)
        return await self._kept(question)

    async def these(self, keys: Sequence[UUID]) -> Sequence[Kept]:
        """Some definitions, those of them that live, whatever gave their reports."""
        return await self._kept(_with_report(_newest()).where(DefinitionRow.id == _any(list(keys))))

    async def of_scheme(self, scheme_id: UUID, limit: int) -> Sequence[Kept]:
        """The first definitions of a scheme."""
        return await self._kept(_with_report(_newest()).where(DefinitionRow.scheme_id == scheme_id).limit(limit))

    async def _kept(self, question: Select[Any]) -> Sequence[Kept]:
        return [Kept(row, report) for row, report in (await self._session.execute(question)).all()]

    async def unchanged(self, seen: Mapping[UUID, int]) -> set[UUID]:
        """Those of some definitions that still have the version they were seen at; locked until the end."""
        rows = await self._session.execute(
            select(DefinitionRow.id, DefinitionRow.version)
            .where(DefinitionRow.id == _any(list(seen)))
            .order_by(DefinitionRow.id)
            .with_for_update(key_share=True)
        )
        return {key for key, version in rows if seen[key] == version}

    async def holds(self, reports: Sequence[UUID], target: str) -> None:
        """Note of reports that packs of this digest say the same."""
        await self._session.execute(
            update(ValidationReportRow)
            .where(ValidationReportRow.id == _any(list(reports)))
            .values(holds_for=target)
            .execution_options(synchronize_session=False)
        )

    async def renew(self, reports: Sequence[Renewed]) -> None:
        """Keep new reports beside the old ones, and their scores with the definitions, whose versions stay."""
        if not reports:
            return
        self._session.add_all(
            ValidationReportRow(
                definition_id=each.definition_id,
                version=each.version,
                report=dict(each.report),
                decision=each.decision,
                pack_digest=each.pack_digest,
            )
            for each in reports
        )
        await self._session.flush()
        scored = func.unnest(
            bindparam("keys", [each.definition_id for each in reports], type_=ARRAY(PG_UUID(as_uuid=True))),
            bindparam("scores", [None if each.score is None else str(each.score) for each in reports],
                      type_=ARRAY(String)),
        ).table_valued("key", "score").render_derived(name="scored")  # fmt: skip
        await self._session.execute(
            update(DefinitionRow)
            .where(DefinitionRow.id == scored.c.key)
            .values(validation_score=scored.c.score.cast(DefinitionRow.validation_score.type))
            .execution_options(synchronize_session=False)
        )

    async def to_review(self, rows: Sequence[ReviewRow]) -> None:
        """Note what somebody has to look at; what was noted before of the same definitions is replaced."""
        for row in rows:
            values = {
                "version": row.version,
                "revalidation_id": row.revalidation_id,
                "codes": row.codes,
                "decision": row.decision,
            }
            await self._session.execute(
                insert(ReviewRow)
                .values(definition_id=row.definition_id, **values)
                .on_conflict_do_update(index_elements=["definition_id"], set_=values | {"created_at": func.now()})
            )

    async def reviewed(self, definitions: Sequence[UUID]) -> None:
        """Nobody has to look at these any more."""
        if definitions:
            await self._session.execute(delete(ReviewRow).where(ReviewRow.definition_id == _any(list(definitions))))

    async def reviews(self, name: str, after: UUID | None, limit: int) -> Sequence[tuple[ReviewRow, DefinitionRow]]:
        """Established definitions that fail since a pack or their scheme changed, oldest first, with what fails."""
        question = (
            select(ReviewRow, DefinitionRow)
            .join(DefinitionRow, DefinitionRow.id == ReviewRow.definition_id)
            .outerjoin(RevalidationRow, RevalidationRow.id == ReviewRow.revalidation_id)
            .where(
                or_(RevalidationRow.name == name, ReviewRow.revalidation_id.is_(None)),
                ReviewRow.version == DefinitionRow.version,
                DefinitionRow.status == Status.ESTABLISHED,
            )
            .order_by(DefinitionRow.id)
            .limit(limit)
        )
        if after is not None:
            question = question.where(DefinitionRow.id > after)
        return [(review, row) for review, row in (await self._session.execute(question)).all()]


def _living() -> Any:
    return select(DefinitionRow.id).where(DefinitionRow.status != Status.ARCHIVED).subquery()


def _with_report(newest: Any) -> Select[Any]:
    """Definitions that live with their newest reports, by their ids."""
    return (
        select(DefinitionRow, newest)
        .outerjoin(newest, newest.definition_id == DefinitionRow.id)
        .where(DefinitionRow.status != Status.ARCHIVED)
        .order_by(DefinitionRow.id)
        .options(
            selectinload(DefinitionRow.synonyms),
            selectinload(DefinitionRow.sources),
            selectinload(DefinitionRow.scheme),
        )
    )


def _newest() -> Any:
    """The newest report of the definition of the question around it."""
    inner = (
        select(ValidationReportRow)
        .where(ValidationReportRow.definition_id == DefinitionRow.id)
        .order_by(ValidationReportRow.id.desc())
        .limit(1)
        .correlate(DefinitionRow)
        .lateral("newest")
    )
    return aliased(ValidationReportRow, inner)


def _any(keys: list[UUID]) -> Any:
    return any_(bindparam(None, keys, type_=ARRAY(PG_UUID(as_uuid=True)), unique=True))


def needs_review() -> Select[Any]:
    """The ids of definitions that fail by packs that came after they were established."""
    return select(ReviewRow.definition_id).where(
        ReviewRow.definition_id == DefinitionRow.id, ReviewRow.version == DefinitionRow.version
    )
