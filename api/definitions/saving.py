"""How a definition is saved: judged first, with nothing locked; then locked, compared, and written in one go.

1. What was read and judged is judged outside any transaction: a long text costs nobody a lock or a connection.
2. Then one transaction locks the row and compares its version with the one that the caller has seen. Every save makes
   a new version, so an equal version means that nothing it was judged by or admitted for has changed.
3. It holds the scheme (or, outside any, the term), always after the row, so that two never wait for each other. From
   here on nobody adds a twin, and twins are looked for.
4. The report says which revision of the scheme it is about. If others saved meanwhile, it is still true of that
   revision, and is kept as such: the next save elsewhere would make it old anyway. Only who establishes a definition
   needs the scheme as it is: then it is judged again, in the transaction, against what little was changed.
5. Row, version, report, audit log and events are written, and all are there or none.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from fastapi import Request

from api.definitions.duplicates import Twin, find_twins, refuse_twins
from api.definitions.journal import note_saved, state_of, subject_of
from api.definitions.judging import Verdict, judge
from api.definitions.policy import shortcomings
from api.definitions.workflow import Bar, Step, editable, last_author
from api.dependencies import unit_of
from api.identity.journal import note
from api.identity.principal import Principal
from api.problems import FieldError, Problem
from api.services import Services
from engine.model import Definition
from engine.record import record_to_dict
from storage.errors import NotFoundError, StaleVersionError
from storage.identifiers import new_id
from storage.models import DefinitionRow
from storage.records import to_record
from storage.unit import UnitOfWork

UNKNOWN_SCHEME = FieldError(
    "/scheme", ("is geen bekend begrippenkader", "is no scheme that is known"), "unknown-scheme"
)
Saved = tuple[DefinitionRow, Verdict]
"""A definition as it now is, and what was said of it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where definitions are saved for one request; for nobody's request (``None``) where work goes on without one."""

    services: Services
    request: Request | None
    who: Principal

    async def create(
        self, record: Definition, scheme: str | None, reason: str | None, *, force: bool, key: UUID | None = None
    ) -> Saved:
        """A new draft of who asks, with an id of its own unless one is given.

        Raises:
            Problem: ``duplicate``, or ``invalid`` for an unknown scheme.
        """
        scheme_id = await scheme_named(self.services, scheme)
        key = key or new_id()
        record = replace(record, id=str(key))
        verdict = await judge(self.services, record, scheme_id)
        async with self._unit() as unit:
            await hold(unit, scheme_id, record.begrip)
            twins = await self._twins(unit, record, scheme_id, verdict, force=force)
            row = await unit.definitions.add(
                record, key=key, owner_id=self.who.user_id, scheme_id=scheme_id, reason=reason, score=verdict.score
            )
            await note_saved(unit, row, verdict, "created", details=_forced(twins, reason))
        return row, verdict

    async def change(
        self, row: DefinitionRow, record: Definition, expected: int, reason: str | None, *, force: bool, action: str
    ) -> tuple[DefinitionRow, Verdict | None]:
        """Another record for a definition; no verdict where it is the one it has.

        Args:
            row: as it was read, to be changed by who asks.
            record: as it is to be; its id and IRI stay those of the row.
            expected: version that the caller has seen.
            reason: kept with the version.
            force: although there is a twin.
            action: for the audit log.

        Raises:
            StaleVersionError: where it has another version.
            Problem: ``wrong-state`` or ``duplicate``.
        """
        _current(row, expected)
        editable(row.status)
        known = to_record(row)
        record = replace(record, id=known.id, origin=known.origin, corpus=None)
        if record == known:
            return row, None
        verdict = await judge(self.services, record, row.scheme_id)
        async with self._unit() as unit:
            row = await unit.definitions.locked(row.id, expected)
            await hold(unit, row.scheme_id, record.begrip)
            twins = []
            if (record.begrip, record.definitie) != (known.begrip, known.definitie):
                twins = await self._twins(unit, record, row.scheme_id, verdict, force=force)
            before = state_of(row)
            row.validation_score = verdict.score
            row = await unit.definitions.save(row, record, author_id=self.who.user_id, reason=reason)
            details = {"fields": changed_fields(known, record)} | _forced(twins, reason)
            await note_saved(unit, row, verdict, action, before=before, details=details)
        return row, verdict

    async def step(self, row: DefinitionRow, step: Step, expected: int, reason: str | None) -> Saved:
        """A definition in its next status.

        Raises:
            StaleVersionError: where it has another version.
            Problem: ``wrong-state``, ``four-eyes``, ``not-approvable`` or ``override-off``.
        """
        _current(row, expected)
        step.check(row.status)
        if step.bar is Bar.OVERRIDDEN and not self.services.settings.approve_override:
            raise Problem("override-off")
        record = to_record(row)
        verdict = await judge(self.services, record, row.scheme_id)
        async with self._unit() as unit:
            row = await unit.definitions.locked(row.id, expected)
            if step.four_eyes and last_author(await unit.definitions.versions(row.id)) == self.who.user_id:
                raise Problem("four-eyes")
            details: dict[str, Any] = {} if reason is None else {"reason": reason}
            if step.bar is not Bar.NONE:
                verdict = await self._judged_now(unit, row, record, verdict)
                details |= self._meet(step, verdict, record)
            before = state_of(row)
            row.validation_score = verdict.score
            row = await unit.definitions.save(
                row, record, status=step.target, author_id=self.who.user_id, reason=reason
            )
            await note_saved(unit, row, verdict, step.done, before=before, details=details)
        return row, verdict

    async def delete(self, row: DefinitionRow, expected: int) -> None:
        """Remove a definition with its versions and reports; the audit log keeps its record.

        Raises:
            StaleVersionError: where it has another version.
        """
        async with self._unit() as unit:
            row = await unit.definitions.locked(row.id, expected)
            before = state_of(row) | {"record": record_to_dict(to_record(row))}
            await unit.definitions.delete(row)
            await note(unit, "definition.deleted", subject_of(row), before=before)

    def _unit(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return self.services.database.unit(self.who.actor(None)) if self.request is None else unit_of(self.request)

    async def _twins(
        self, unit: UnitOfWork, record: Definition, scheme_id: UUID | None, verdict: Verdict, *, force: bool
    ) -> list[Twin]:
        twins = await find_twins(unit, record, scheme_id, verdict.corpus)
        if not force:
            await refuse_twins(unit, self.who, twins)
        return twins

    async def _judged_now(self, unit: UnitOfWork, row: DefinitionRow, record: Definition, verdict: Verdict) -> Verdict:
        if row.scheme_id is None or verdict.corpus is None:
            return verdict
        if await unit.schemes.hold(row.scheme_id) == verdict.corpus.name.revision:
            return verdict
        return await judge(self.services, record, row.scheme_id, unit)

    def _meet(self, step: Step, verdict: Verdict, record: Definition) -> dict[str, Any]:
        short = shortcomings(verdict, record, self.services.settings)
        if step.bar is Bar.OVERRIDDEN:
            return {"overridden": [each.code for each in short]}
        if short:
            raise Problem("not-approvable", errors=short, reason=", ".join(each.code for each in short))
        return {}


async def scheme_named(services: Services, name: str | None) -> UUID | None:
    """The id of the scheme that somebody names for a definition; ``None`` where none is named.

    Raises:
        Problem: ``invalid`` for an unknown one.
    """
    if name is None:
        return None
    try:
        async with services.database.unit() as unit:
            return (await unit.schemes.by_name(name)).id
    except NotFoundError:
        raise Problem("invalid", errors=[UNKNOWN_SCHEME]) from None


async def hold(unit: UnitOfWork, scheme_id: UUID | None, term: str) -> None:
    """Let nobody else save into the scheme, or a definition of this term outside any, until the transaction ends.

    Raises:
        NotFoundError: where the scheme is gone.
    """
    if scheme_id is None:
        await unit.definitions.hold_term(term)
    else:
        await unit.schemes.hold(scheme_id)


def changed_fields(old: Definition, new: Definition) -> list[str]:
    """The names of the fields in which two records differ."""
    before, after = record_to_dict(old), record_to_dict(new)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _current(row: DefinitionRow, expected: int) -> None:
    if row.version != expected:
        raise StaleVersionError(expected, row.version)


def _forced(twins: list[Twin], reason: str | None) -> dict[str, Any]:
    details: dict[str, Any] = {} if reason is None else {"reason": reason}
    if twins:
        details["forced_beside"] = [str(twin.id) for twin in twins[:10]]
    return details
