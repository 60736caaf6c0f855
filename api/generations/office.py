"""Where runs are asked for, waited for and stopped. Opened once a process; it may be there before its database is."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog
from sqlalchemy import text

from api.beside import beside
from api.durable import SCHEMA, Durable
from api.generations.executors import SWEEP_SECONDS, Executors
from api.generations.ledger import StoredLedger
from api.generations.running import WORKFLOW, Runner
from api.problems import Problem
from api.routing import BASE
from generator.budgets import Budgets
from generator.data import to_data
from generator.model import Request
from plugins.generating import Generator
from storage.errors import StorageError
from storage.identifiers import new_id
from storage.listening import Listener
from storage.models import GenerationRunRow, RunState
from storage.repositories.generation import LIVE
from storage.unit import UnitOfWork

if TYPE_CHECKING:
    from api.services import Services

LOOK_SECONDS = 0.1
"""Between looks at a run that somebody waits for."""
AGAIN_SECONDS = 2.0
"""Before the next try to begin, where the database was not there."""
STRANDED = text(
    "SELECT run.id FROM generation_runs AS run "  # noqa: S608 - the schema is a word of ours
    f"LEFT JOIN {SCHEMA}.workflow_status AS work ON work.workflow_uuid = CAST(run.id AS text) "
    "WHERE run.state IN ('queued', 'running') "
    "AND (work.status IS NULL OR work.status NOT IN ('ENQUEUED', 'PENDING', 'DELAYED'))"
)
"""Runs that no workflow will end: it failed in its very last step, or was given up since it killed every process."""
GIVEN_UP = "GivenUp"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: the request to the loop, and what becomes of the result.

    Args:
        request: with limits that lie within those of the service.
        profile: to judge by.
        scheme: name of the scheme that it is to be part of.
        save: whether an accepted definition is kept as a draft.
        force: although the term is there already.
        reason: kept with the version.
    """

    request: Request
    profile: str
    scheme: str | None = None
    save: bool = True
    force: bool = False
    reason: str | None = None

    @property
    def options(self) -> dict[str, Any]:
        """All but the request, as data."""
        return {"scheme": self.scheme, "save": self.save, "force": self.force, "reason": self.reason}

    def fingerprint(self, digest: str) -> str:
        """What tells one order from another: SHA-256 of all of it and of the packs that will judge it."""
        told = json.dumps(
            [to_data(replace(self.request, key="")), self.profile, self.options, digest], sort_keys=True
        )  # fmt: skip
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


@dataclass(slots=True)
class Office:
    """Generation in a process.

    Args:
        services: of the process.
        generators: that there are, by name.
        budgets: of the service.
        sweep: seconds between looks after other processes.
        poll: seconds between looks into the queue.
    """

    services: Services
    generators: Mapping[str, Generator]
    budgets: Budgets = field(default_factory=Budgets)
    sweep: float = SWEEP_SECONDS
    poll: float | None = None
    sweeps: bool = True
    durable: Durable = field(init=False)
    ledger: StoredLedger = field(init=False)
    runner: Runner = field(init=False)
    executors: Executors = field(init=False)
    ready: bool = False

    def __post_init__(self) -> None:
        database = self.services.database
        self.ledger = StoredLedger(database, lambda: self.durable.closing)
        self.runner = Runner(self.services, self.generators, self.budgets, self.ledger)
        self.durable = Durable(database, {WORKFLOW: self.runner}, concurrency=self.services.settings.generations)
        if self.poll is not None:
            self.durable.poll = self.poll
        listener = Listener(database, lambda: None)
        self.executors = Executors(self.durable, listener, self.stranded, every=self.sweep, sweeps=self.sweeps)

    async def open(self) -> None:
        """Take part: the lock of this process first, then its work, then an eye on the others.

        Raises:
            StorageError: where the database cannot be reached or has not the tables of this version.
        """
        await self.services.database.ready()
        await self.executors.start()
        await self.durable.start()
        self.executors.watch()
        self.ready = True

    async def close(self) -> None:
        """Give up what is under way, to be gone on with, and then the lock."""
        self.ready = False
        await self.durable.stop()
        await self.executors.stop()
        for generator in self.generators.values():
            close = getattr(generator, "close", None)
            if close is not None:
                await close()

    async def order(self, unit: UnitOfWork, order: Order, owner: UUID, actor: str | None) -> GenerationRunRow:
        """Ask for a run; it begins when the transaction of this unit is committed.

        Raises:
            Problem: ``store-unavailable``, ``generation-running`` or ``generations-full``.
        """
        if not self.ready:
            raise Problem("store-unavailable", headers={"Retry-After": "2"})
        await unit.generations.hold_owner(owner)
        digest = self.services.host.digest
        fingerprint = order.fingerprint(digest)
        live = await unit.generations.live_of(owner)
        for row in live:
            if row.fingerprint == fingerprint:
                raise running(row.id)
        most = self.services.settings.generations_user
        if len(live) >= most:
            raise Problem("generations-full", headers={"Retry-After": "5"}, most=most)
        key = new_id()
        row = GenerationRunRow(
            id=key, owner_id=owner, actor=actor, workflow=WORKFLOW, fingerprint=fingerprint,
            begrip=order.request.record.begrip, request=to_data(replace(order.request, key=str(key))),
            options=order.options, state=RunState.QUEUED, pack_digest=digest, profile=order.profile,
        )  # fmt: skip
        await unit.generations.add(row)
        await self.durable.enqueue(unit, WORKFLOW, key)
        return row

    async def wait(self, run: UUID, seconds: float) -> GenerationRunRow:
        """The run when it has ended, or as it is when the time is over or the process ends."""
        until = time.monotonic() + seconds
        while True:
            async with self.services.database.unit() as unit:
                row = await unit.generations.get(run)
            if row.state not in LIVE or time.monotonic() >= until or self.services.feed.closed:
                return row
            await asyncio.sleep(min(LOOK_SECONDS, max(0.0, until - time.monotonic())))

    async def stranded(self) -> None:
        """End the runs that no workflow will end."""
        async with self.services.database.unit() as unit:
            found = (await unit.session.scalars(STRANDED)).all()
        for run in found:
            log.error("generation-given-up", run=str(run))
            await self.runner.undo(run, GIVEN_UP)


@asynccontextmanager
async def working(office: Office | None) -> AsyncIterator[None]:
    """Let an office take part for as long as the block lasts, from when its database is there."""
    if office is None:
        yield
        return

    async def begin() -> None:
        while not office.ready:
            try:
                await office.open()
            except StorageError as error:
                log.warning("generation-not-ready", reason=str(error), exc_info=error)
                await asyncio.sleep(AGAIN_SECONDS)

    try:
        async with beside(begin(), "generation-start"):
            yield
    finally:
        await office.close()


def running(run: UUID) -> Problem:
    """The same was asked before, and is under way."""
    where = f"{BASE}/generations/{run}"
    return Problem(
        "generation-running",
        headers={"Link": f'<{where}>; rel="duplicate"'},
        members={"existing": where},
        existing=where,
    )
