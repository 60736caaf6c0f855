"""Work that survives the process that does it: DBOS Transact in the same PostgreSQL, in a schema of its own.

The only module that knows DBOS. What it does by default would do harm here, so each of these is set otherwise, and
``tests/integration/generations/test_traps.py`` shows for each what happens without:

- every process has an executor id of its own, and holds an advisory lock by that name for as long as it lives;
- the application version is constant; the version of what a workflow does stands in its name, and what has another
  name stays registered for as long as work by that name may be under way;
- values are JSON, so an outcome is always a value: exceptions would come back as another type;
- workflows run on DBOS's own loop, and only what their steps do on the service's: on that one DBOS would put its
  threads in place of the loop's, and leave none when it ends;
- work begins as a row of a queue, written in the transaction of whoever wants it done.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast
from uuid import UUID, uuid4

from sqlalchemy import make_url, text

from storage.database import Database
from storage.errors import StorageError
from storage.unit import UnitOfWork

if TYPE_CHECKING:
    from dbos import DBOS, DBOSConfig

NAME = "definitie"
VERSION = "definitie"
"""Of the application, as DBOS sees it: work of another one is never taken up again, so there is only this one."""
SCHEMA = "durable"
QUEUE = "generations"
POOL = 5
"""Connections of DBOS: one is held by its background jobs, the others write down the steps."""
POLL_SECONDS = 0.2
TAKEN_UP_MOST = 20
"""Times that work is taken up again; then it is given up, since it may be what kills the process."""
RETRIES = 8
"""Of a step that found the database away: half a minute in all."""
RETRY_SECONDS = 0.2
LOGGER = "dbos"

Json = Any
T = TypeVar("T")


class Course(Protocol):
    """How a workflow reaches the world: everything that it does itself gives the same each time it is done again."""

    def step(self, name: str, work: Callable[[], Awaitable[Json]]) -> Awaitable[Json]:
        """Do something once, on the loop of the service; where it was done before, its outcome is read instead.

        Args:
            name: of the step; the same at this place every time.
            work: gives its outcome, as JSON. What it raises comes back as another type when it is read.
        """
        ...

    async def here(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do something on the loop of the service, every time anew: to open what the workflow works with."""
        ...


Body = Callable[[UUID, Course], Awaitable[None]]
"""What a workflow does with the id it was started with."""


@dataclass(slots=True)
class Durable:
    """DBOS in this process; one at a time, since it is one for the whole process.

    Args:
        database: in which the workflows are written down.
        bodies: by name of workflow.
        concurrency: workflows that this process carries out at once.
        poll: seconds between looks into the queue.
        executor: name of this process among all.
    """

    database: Database
    bodies: Mapping[str, Body]
    concurrency: int = 16
    poll: float = POLL_SECONDS
    executor: str = field(default_factory=lambda: uuid4().hex)
    closing: bool = False
    _dbos: DBOS | None = None
    _loop: asyncio.AbstractEventLoop | None = None
    _doing: set[asyncio.Task[Any]] = field(default_factory=set)
    _steps: dict[str, Callable[..., Awaitable[Json]]] = field(default_factory=dict)

    async def start(self) -> None:
        """Make or bring up the schema, and take work from the queue from now on.

        Raises:
            StorageError: where the database cannot be reached or refuses.
        """
        self.closing, self._loop = False, asyncio.get_running_loop()
        try:
            await asyncio.to_thread(self._launch)
        except Exception as error:
            await self.stop()
            raise StorageError(f"durable runs are not available: {type(error).__name__}") from error

    async def stop(self) -> None:
        """Give up what is under way, to be taken up again by another process or later, and end DBOS."""
        self.closing = True  # what still comes from the queue ends at once
        if self._dbos is not None:
            destroy, self._dbos = self._dbos.destroy, None
            await asyncio.to_thread(destroy, destroy_registry=True)
            await asyncio.gather(*self._doing, return_exceptions=True)
            self._steps.clear()

    async def enqueue(self, unit: UnitOfWork, workflow: str, key: UUID) -> None:
        """Start a workflow when the transaction of this unit is committed, and only then.

        Args:
            unit: also writes what the workflow is about.
            workflow: name of a body.
            key: of the workflow; the same one is never carried out twice.
        """
        if workflow not in self.bodies:
            raise LookupError(workflow)
        await unit.session.execute(
            text(
                f"SELECT {SCHEMA}.enqueue_workflow(workflow_name => :workflow, queue_name => :queue, "
                "positional_args => ARRAY[to_json(CAST(:key AS text))], workflow_id => :key, "
                "app_version => :version, application_name => :name)"
            ),
            {"workflow": workflow, "queue": QUEUE, "key": str(key), "version": VERSION, "name": NAME},
        )

    def step(self, name: str, work: Callable[[], Awaitable[Json]]) -> Awaitable[Json]:
        """As ``Course.step``, within a workflow.

        Not a coroutine function: the number of a step is drawn when it is asked for, so that several that are asked
        for in order and then done at once have the same numbers every time.
        """
        if name not in self._steps:
            self._steps[name] = self._made(name)
        return self._steps[name](work)

    async def here(self, work: Callable[[], Awaitable[T]]) -> T:
        """As ``Course.here``."""
        assert self._loop is not None  # noqa: S101 - a workflow runs only after the start
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._followed(work), self._loop))

    async def take_over(self, executor: str) -> int:
        """Put what a dead process had under way back into the queue; how much there was.

        What a live process has is its own: the row names it, and then nothing is done.
        """
        from dbos import DBOS  # noqa: PLC0415

        return len(await asyncio.to_thread(DBOS._recover_pending_workflows, [executor]))

    async def forget(self, workflows: Sequence[str]) -> None:
        """Remove workflows that ended, with their steps."""
        from dbos import DBOS  # noqa: PLC0415

        await asyncio.to_thread(DBOS.delete_workflows, [*workflows])

    def _launch(self) -> None:
        # In a thread without a loop: DBOS takes that of the thread for its workflows, or else makes one of its own.
        from dbos import DBOS, DBOSPortableJSONSerializer  # noqa: PLC0415 - 0.5 s and 30 MB, only for who generates

        _quiet()
        settings: DBOSConfig = {
            "name": NAME,
            "system_database_url": system_url(self.database),
            "dbos_system_schema": SCHEMA,
            "executor_id": self.executor,
            "application_version": VERSION,
            "serializer": DBOSPortableJSONSerializer(),
            "sys_db_pool_size": POOL,
            "max_executor_threads": self.concurrency + 4,
            "use_listen_notify": False,
            "notification_listener_polling_interval_sec": POLL_SECONDS,
            "log_level": "WARNING",
            "enable_otlp": False,
        }
        self._dbos = DBOS(config=settings)
        for name, body in self.bodies.items():
            self._register(name, body)
        DBOS.launch()
        DBOS.register_queue(
            QUEUE, worker_concurrency=self.concurrency, polling_interval_sec=self.poll, on_conflict="always_update"
        )

    def _register(self, name: str, body: Body) -> None:
        from dbos import DBOS  # noqa: PLC0415

        async def workflow(key: str) -> None:
            if self.closing:
                raise asyncio.CancelledError
            await body(UUID(key), self)

        DBOS.workflow(name=name, max_recovery_attempts=TAKEN_UP_MOST)(workflow)

    def _made(self, name: str) -> Callable[..., Awaitable[Json]]:
        from dbos import DBOS  # noqa: PLC0415

        async def step(work: Callable[[], Awaitable[Json]]) -> Json:
            return await self.here(work)

        made = DBOS.step(
            name=name,
            retries_allowed=True,
            interval_seconds=RETRY_SECONDS,
            max_attempts=RETRIES,
            should_retry=is_database_away,
        )(step)
        return cast("Callable[..., Awaitable[Json]]", made)

    async def _followed(self, work: Callable[[], Awaitable[T]]) -> T:
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        self._doing.add(task)
        try:
            return await work()
        finally:
            self._doing.discard(task)


def system_url(database: Database) -> str:
    """The address of a database as DBOS's driver (psycopg) reads it."""
    url = make_url(database.engine.url).set(drivername="postgresql+psycopg")
    ssl = url.query.get("ssl")
    url = url.difference_update_query(["ssl", "prepared_statement_cache_size", "prepared_statement_name_func"])
    if isinstance(ssl, str):
        url = url.update_query_dict({"sslmode": ssl})
    return url.render_as_string(hide_password=False)


def is_database_away(error: BaseException) -> bool:
    """Whether a step may succeed when it is tried again: the database could not be reached, and nothing else."""
    return type(error) is StorageError


def plain(value: object) -> Json:
    """A value as JSON has it: what a step gives the first time is what it gives when it is read."""
    return json.loads(json.dumps(value))


def _quiet() -> None:
    """Let DBOS log as the service does: what follows a colon may be what somebody typed."""
    log = logging.getLogger(LOGGER)
    if not any(isinstance(each, _Words) for each in log.filters):
        log.addHandler(logging.NullHandler())  # else it would write to the console in a form of its own
        log.addFilter(_Words())


class _Words(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = str(record.msg).partition(":")[0], ()
        return True
