"""The thread that judges small records: it takes what waits, a few at a time, and never waits for more.

One thread, because the engine holds the interpreter's lock while it works; batching what waits spreads the fixed cost
of the analyzer over more records just when there is much to do.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from api.host.judged import Judged
from engine.engine import Engine
from engine.features.corpus import CorpusIndex
from engine.model import Definition
from engine.render import Renderer

BATCH = 16
"""Records judged in one go (DESIGN §7)."""
WAITING_MAX = 5000
"""Records that may wait; more are refused, for they would wait longer than their sender does."""


class OverloadedError(Exception):
    """More work waits than can be done in time."""


@dataclass(frozen=True, slots=True)
class Task:
    """How records are judged: by which engine, against which corpus, said in which language."""

    engine: Engine
    renderer: Renderer
    corpus: CorpusIndex | None


@dataclass(frozen=True, slots=True)
class _Job:
    task: Task
    definition: Definition
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[Judged]


class Worker:
    """A thread of its own; ``close`` ends it after what it is doing."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Records that wait."""
        return self._jobs.qsize()

    async def judge(self, task: Task, definition: Definition) -> Judged:
        """Judge one record.

        Raises:
            OverloadedError: when too many wait.
        """
        if self._jobs.qsize() >= WAITING_MAX:
            raise OverloadedError
        loop = asyncio.get_running_loop()
        job = _Job(task, definition, loop, loop.create_future())
        self._jobs.put(job)
        return await job.answer

    def close(self) -> None:
        """End the thread."""
        self._jobs.put(None)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            jobs, ends = [job], False
            while len(jobs) < BATCH and not ends:
                try:
                    another = self._jobs.get_nowait()
                except queue.Empty:
                    break
                if another is None:
                    ends = True
                else:
                    jobs.append(another)
            for _, same in groupby(jobs, key=lambda each: (id(each.task.engine), id(each.task.corpus))):
                _judge(list(same))
            if ends:
                return


def _judge(jobs: Sequence[_Job]) -> None:
    task = jobs[0].task
    # Who has gone away meanwhile needs no answer.
    wanted = [job for job in jobs if not job.answer.cancelled()]
    try:
        reports = list(task.engine.validate_many([job.definition for job in wanted], task.corpus))
        found = [(job, Judged.of(report, job.task.renderer)) for job, report in zip(wanted, reports, strict=True)]
    except Exception as error:  # noqa: BLE001 - goes to those who asked, not into the thread
        for job in wanted:
            _tell(job, error)
        return
    for job, judged in found:
        _tell(job, judged)


def _tell(job: _Job, what: Judged | Exception) -> None:
    def settle() -> None:
        if job.answer.done():
            return
        if isinstance(what, Judged):
            job.answer.set_result(what)
        else:
            job.answer.set_exception(what)

    if not job.loop.is_closed():
        job.loop.call_soon_threadsafe(settle)
