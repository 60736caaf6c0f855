"""One run from its beginning to its end, whatever happens in between: the body of the workflow.

1. The run is pinned to the packs that were in use when it was asked for; they are loaded by digest where they are not
   in use any more.
2. The loop goes its rounds. What it does goes through steps.
3. What was accepted is saved as a draft, under the id of the run, so that it is never saved twice.
4. The end is written down, in one transaction with what it is about.

When a step after that fails for good, what was done is undone: the draft is withdrawn, what was reserved is given back,
and the run says that it failed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog

from api.definitions.saving import Desk
from api.durable import Course, Json
from api.generations.ledger import StoredLedger
from api.generations.steps import DurableSteps
from api.identity.journal import EVENT
from api.identity.principal import Level, Principal
from api.problems import Problem
from generator.budgets import Budgets, Limit
from generator.calls import LocalCalls
from generator.data import from_data, to_data
from generator.judging import Jury
from generator.ledger import Account
from generator.loop import LOOP_VERSION, generate
from generator.model import Limits, Request, Result
from generator.outcome import outcome_of
from plugins.generating import Generator
from storage.errors import NotFoundError
from storage.models import DefinitionRow, GenerationRunRow, RunState, Status
from storage.repositories.generation import LIVE
from storage.unit import Actor, UnitOfWork

if TYPE_CHECKING:
    from api.services import Services

WORKFLOW = f"generate/{LOOP_VERSION}"
"""Name of the workflow: what changes the order of its steps changes the version."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Runner:
    """Carries out runs.

    Args:
        services: of the process.
        generators: that there are, by name.
        budgets: of user and month; those of a run come with it.
        ledger: of calls.
    """

    services: Services
    generators: Mapping[str, Generator]
    budgets: Budgets
    ledger: StoredLedger

    async def __call__(self, run: UUID, course: Course) -> None:
        """Carry one out, or the rest of it."""
        begun = await course.step("begin", lambda: self._begin(run))
        if begun is None:
            return
        try:
            result = await self._generated(run, begun, course)
            saved = await course.step("save", lambda: self._save(run, begun, result))
            await course.step("finish", lambda: self._finish(run, result, saved))
        except Exception as error:
            log.error("generation-failed", run=str(run), exc_info=error)
            fault = type(error).__name__
            await course.step("undo", lambda: self.undo(run, fault))

    async def _begin(self, run: UUID) -> Json:
        async with self.services.database.unit() as unit:
            row = await unit.generations.begin(run)
            if row.state != RunState.RUNNING:
                return None
            return {
                "request": row.request,
                "options": row.options,
                "digest": row.pack_digest,
                "profile": row.profile,
                "actor": row.actor,
                "owner": None if row.owner_id is None else str(row.owner_id),
                "started": (row.started_at or datetime.now(UTC)).isoformat(),
            }

    async def _generated(self, run: UUID, begun: dict[str, Any], course: Course) -> Result:
        request = from_data(Request, begun["request"])
        jury = await course.here(lambda: self._jury(begun))
        calls = LocalCalls(
            self.ledger,
            given(self.budgets, request.limits),
            Account(str(run), begun["owner"]),
            started=datetime.fromisoformat(begun["started"]),
        )
        steps = DurableSteps(
            course, run, self.services.database, jury, self.generators, calls, self.ledger,
            in_use=lambda: self.services.host.digest,
        )  # fmt: skip
        return await generate(request, jury, steps)

    async def _jury(self, begun: dict[str, Any]) -> Jury:
        services = self.services
        loaded = await services.library.loaded(begun["digest"])
        manner = services.host.manner(begun["profile"], loaded=loaded)
        scheme = begun["options"]["scheme"]
        index = None
        if scheme is not None:
            async with services.database.unit() as unit:
                key = (await unit.schemes.by_name(scheme)).id
            index = (await services.corpora.of(key)).index
        return Jury.of(loaded.of(manner), corpus=index)

    async def _save(self, run: UUID, begun: dict[str, Any], result: Result) -> Json:
        accepted, options = result.accepted, begun["options"]
        if accepted is None or not options["save"] or begun["owner"] is None:
            return {"status": "not-saved"}
        async with self.services.database.unit() as unit:
            if await _row(unit, run) is not None:  # it was saved, and nobody lived to say so
                return {"status": "saved"}
        who = principal_of(begun["actor"], UUID(begun["owner"]))
        try:
            await Desk(self.services, None, who).create(
                accepted, options["scheme"], options["reason"], force=options["force"], key=run
            )
        except Problem as problem:
            return {"status": problem.code, "existing": problem.members.get("existing")}
        return {"status": "saved"}

    async def _finish(self, run: UUID, result: Result, saved: dict[str, Any]) -> Json:
        await self.ledger.close(run)
        async with self.services.database.unit() as unit:
            row = await unit.generations.get(run, lock=True)
            if row.state != RunState.RUNNING:
                return None
            if saved["status"] == "saved" and await _row(unit, run) is not None:
                await unit.generations.link(run, run)
            row.state, row.stop_reason, row.stale = RunState.DONE, result.stop, result.stale
            row.result = {"outcome": outcome_of(result), "saved": saved, "run": to_data(result)}
            _end(unit, row)
        return None

    async def undo(self, run: UUID, fault: str) -> Json:
        """Take back what a run did, and say that it failed. Safe to do twice, and of a run that ended.

        Args:
            run: its id.
            fault: the type of what went wrong.
        """
        await self.ledger.close(run)
        async with self.services.database.unit() as unit:
            row = await unit.generations.get(run, lock=True)
            if row.state not in LIVE:
                return None
            draft = await _row(unit, run)
            who = principal_of(row.actor, row.owner_id)
        if draft is not None and (draft.status, draft.version) == (Status.DRAFT, 1):  # nobody touched it since
            await Desk(self.services, None, who).delete(draft, 1)
        async with self.services.database.unit() as unit:
            row = await unit.generations.get(run, lock=True)
            if row.state in LIVE:
                row.state, row.result = RunState.FAILED, {"fault": fault}
                _end(unit, row)
        return None


def given(budgets: Budgets, limits: Limits) -> Budgets:
    """The budgets of a run with these limits."""
    seconds = budgets.seconds if limits.seconds is None else limits.seconds
    return replace(budgets, rounds=limits.rounds, seconds=seconds, run=Limit(limits.tokens, limits.money))


def principal_of(actor: str | None, owner: UUID | None) -> Principal:
    """In whose name a run saves: the one who asked for it, a person or a key."""
    kind, _, key = (actor or "").partition(":")
    return Principal(Level.USER, owner, UUID(key) if kind == "key" else None)


async def _row(unit: UnitOfWork, key: UUID) -> DefinitionRow | None:
    try:
        return await unit.definitions.get(key)
    except NotFoundError:
        return None


def _end(unit: UnitOfWork, row: GenerationRunRow) -> None:
    """Note the end of a run, for audit log and events; neither holds a text."""
    row.finished_at = datetime.now(UTC)
    unit.actor = Actor(row.actor, row.owner_id)
    subject = f"generation/{row.id}"
    unit.outbox.put(EVENT, subject, {"action": "generation.ended", "actor": row.actor})
    unit.audit.put("generation.ended", subject, after={"state": row.state, "stop": row.stop_reason})
