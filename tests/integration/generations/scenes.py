"""What the processes of the tests do until they are done, stopped or killed."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from uuid import UUID

from sqlalchemy import text

from api.bootstrap import assemble
from api.durable import Body, Course, Durable
from api.generations.executors import Executors
from api.generations.ledger import StoredLedger
from api.generations.office import Office, Order
from api.host.cache import ReportCache
from api.host.engine_host import EngineHost
from api.services import Services
from engine.engine import Engine
from engine.model import Definition
from generator.budgets import Budgets
from generator.ledger import Entry
from generator.model import Limits, Request
from plugins import load_engine
from plugins.generating import Attempt, Generator
from storage.database import Database
from storage.listening import Listener
from storage.models import GenerationRunRow
from storage.repositories.generation import LIVE
from tests.integration.generations.writer import Writer
from tests.integration.service.conftest import settings_for

PACK = str(Path(__file__).parents[2] / "e2e" / "packs" / "eigen")
SWEEP_SECONDS = 0.1
PATIENCE = 90
"""Seconds that a test waits for what takes one: machines of tests have much else to do."""
POLL_SECONDS = 0.02
MARKS = "CREATE TABLE marks (number serial, run uuid, what text, pid int)"


@lru_cache(maxsize=1)
def engine() -> Engine:
    """An engine of few rules, loaded once for all processes."""
    return load_engine([PACK], verify=False)


async def mark(database: Database, what: str, run: UUID | None = None) -> int:
    """Leave a mark that the test can see; its number."""
    question = text("INSERT INTO marks (run, what, pid) VALUES (:run, :what, :pid) RETURNING number")
    async with database.unit() as unit:
        return int(await unit.session.scalar(question, {"run": run, "what": what, "pid": os.getpid()}))


async def seen(database: Database, what: str) -> list[tuple[UUID | None, int]]:
    """The marks of this kind: of which run, by which process."""
    question = text("SELECT run, pid FROM marks WHERE what = :what ORDER BY number")
    async with database.unit() as unit:
        return [(row[0], row[1]) for row in (await unit.session.execute(question, {"what": what})).all()]


async def until(
    database: Database, what: str, count: int = 1, *, by: int | None = None
) -> list[tuple[UUID | None, int]]:
    """Wait for marks of a kind, of a process where one is named."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = [each for each in await seen(database, what) if by in {None, each[1]}]
            if len(found) >= count:
                return found
            await asyncio.sleep(0.01)


def marking(database: Database) -> Body:
    """A workflow of three steps, the second of which waits for the mark ``go``."""

    async def body(key: UUID, course: Course) -> None:
        await course.step("one", lambda: mark(database, "one", key))
        await course.step("two", lambda: _two(database, key))
        await course.step("three", lambda: mark(database, "three", key))

    return body


async def _two(database: Database, key: UUID) -> int:
    await mark(database, "two", key)
    await until(database, "go")
    return 2


async def work(
    url: str, *, executor: str | None = None, bodies: Sequence[str] = ("marks/1",), sweeps: bool = False
) -> None:
    """Carry out what is in the queue, until stopped. Leaves a mark when it begins, and one half a second later."""
    database = Database(url, pool_size=3)
    given: dict[str, Any] = {} if executor is None else {"executor": executor}
    durable = Durable(database, dict.fromkeys(bodies, marking(database)), poll=POLL_SECONDS, **given)
    executors = Executors(durable, Listener(database, lambda: None), _nothing, every=SWEEP_SECONDS, sweeps=sweeps)
    await executors.start()
    await durable.start()
    executors.watch()
    await mark(database, "up")
    await asyncio.sleep(0.5)
    await mark(database, "looked")
    await asyncio.Event().wait()


async def _nothing() -> None:
    pass


def services_of(database: Database, **changed: object) -> Services:
    """The services of a process that generates, on a database."""
    settings = settings_for(Path(gettempdir()) / "definitie-proef", **changed)
    host = EngineHost(engine(), [PACK], processes=1, cache=ReportCache())
    return assemble(settings, database, None, host)


def office_of(
    database: Database, writer: Generator, budgets: Budgets | None = None, *, sweeps: bool = True, **changed: object
) -> Office:
    """An office with one writer, quick in all that it does."""
    services = services_of(database, **changed)
    services.office = Office(
        services, {writer.name: writer}, budgets or Budgets(), sweep=SWEEP_SECONDS, poll=POLL_SECONDS, sweeps=sweeps
    )
    return services.office


def order(begrip: str, candidates: int = 2, **changed: Any) -> Order:
    """An order for a definition of a term."""
    request = Request(Definition(begrip, ""), generators=("writer",), candidates=candidates, limits=Limits(3), seed=7)
    return replace(Order(request, "standaard"), **changed)


async def until_ended(database: Database, run: UUID) -> GenerationRunRow:
    """The run when it has ended."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with database.unit() as unit:
                row = await unit.generations.get(run)
            if row.state not in LIVE:
                return row
            await asyncio.sleep(0.02)


@dataclass(slots=True)
class Moments:
    """Counts the moments at which a process can be killed with something at stake, and kills it at one of them."""

    kill_at: int = 0
    passed: list[str] = field(default_factory=list)

    def moment(self, name: str) -> None:
        """Here."""
        self.passed.append(name)
        if len(self.passed) == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Let this process pass these moments: a call reserved, made, settled; a step done, not yet noted."""
        reserve, settle = StoredLedger.reserve, StoredLedger.settle

        async def reserving(ledger: StoredLedger, attempt: Attempt, *rest: Any) -> Entry:
            entry = await reserve(ledger, attempt, *rest)
            self.moment(f"reserved {attempt.key}")
            return entry

        async def settling(ledger: StoredLedger, key: str, result: Any) -> Entry:
            self.moment(f"answered {key}")
            entry = await settle(ledger, key, result)
            self.moment(f"settled {key}")
            return entry

        setattr(StoredLedger, "reserve", reserving)  # noqa: B010 - this process is thrown away
        setattr(StoredLedger, "settle", settling)  # noqa: B010
        original = Durable.step

        def step(durable: Durable, name: str, work: Callable[[], Awaitable[Any]]) -> Awaitable[Any]:
            async def watched() -> Any:
                outcome = await work()
                self.moment(f"step {name}")
                return outcome

            return original(durable, name, watched)

        setattr(Durable, "step", step)  # noqa: B010


async def generate(url: str, begrip: str, owner: str, candidates: int, kill_at: int = 0) -> None:
    """Order a run and carry it out, up to the moment at which this process is killed; its moments as marks."""
    database = Database(url, pool_size=3)
    moments = Moments(kill_at)
    moments.watch()
    writer = Writer(called=lambda key: _called(database, key))
    office = office_of(database, writer, sweeps=False, generations_user=1000)
    await office.open()
    async with database.unit() as unit:
        row = await office.order(unit, order(begrip, candidates), UUID(owner), f"user:{owner}")
    await until_ended(database, row.id)
    for each in moments.passed:
        await mark(database, f"moment {each.replace(f'{row.id}/', '')}", row.id)


async def _called(database: Database, key: str) -> None:
    await mark(database, f"call {key.split('/', 1)[1]}", UUID(key.split("/", maxsplit=1)[0]))


async def recover(url: str) -> None:
    """Go on with all that dead processes left, until nothing is under way."""
    database = Database(url, pool_size=5)
    office = office_of(database, Writer(called=lambda key: _called(database, key)), generations=50)
    await office.open()
    async with asyncio.timeout(PATIENCE):
        while True:
            async with database.unit() as unit:
                if not await unit.generations.live_ids():
                    break
            await asyncio.sleep(0.05)
    await office.close()
    await database.close()


async def seen_of(database: Database, pattern: str) -> list[tuple[str, UUID | None]]:
    """The marks like this (SQL), each with its run, in order."""
    question = text("SELECT what, run FROM marks WHERE what LIKE :pattern ORDER BY number")
    async with database.unit() as unit:
        return [(row[0], row[1]) for row in (await unit.session.execute(question, {"pattern": pattern})).all()]
