"""Work spread over processes, with the answers in the order of the work: what ``check --jobs`` runs on.

Not ``concurrent.futures``: its pool is lost when one process dies, and its queue has no bound. Here every process has
a pipe of its own and one piece of work at a time, so that no two sides ever wait for each other to read; who dies is
replaced, and what it held is done again one by one, which tells the culprit. On Linux the processes are copies of
ours (fork), made when all that they read is there, and share its memory; elsewhere they get it sent.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, TypeVar

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

AHEAD: Final = 4
"""Batches for each process that may be under way or waiting for their turn: what bounds memory."""
MOST_IDLE_DEATHS: Final = 8
"""Processes for each job that may die without any work before the run gives up."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[Piece]):
    """A piece of work on which a process died or failed, also when it was the only one it had, and of what."""

    piece: Piece
    reason: str


@dataclass(frozen=True, slots=True)
class Done(Generic[Piece, Answer]):
    """What became of one batch: answers and lost pieces, in order; ``again`` if a process died and it was redone."""

    parts: tuple[Answer | Lost[Piece], ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Failure:
    """What a process says where its work raised an error."""

    reason: str


@dataclass(slots=True)
class _Task(Generic[Piece]):
    """A batch, or one piece of a batch that is being redone. ``place`` is then its place in the batch."""

    number: int
    pieces: Sequence[Piece]
    place: int | None = None


@dataclass(slots=True)
class _Worker(Generic[Piece]):
    process: BaseProcess
    pipe: Connection
    task: _Task[Piece] | None = None


class WorkerError(RuntimeError):
    """Processes die before they get any work: something is wrong that redoing does not mend."""


class Workers(Generic[Piece, Answer]):
    """Processes that do one kind of work. Use it as a context: at its end no process is left."""

    def __init__(
        self, work: Callable[[Sequence[Piece]], Answer], jobs: int, context: BaseContext | None = None
    ) -> None:
        """Prepare; processes start at the first batch.

        Args:
            work: done to batches and, after a death, to single pieces; sent to processes that are no copy of ours.
            jobs: number of processes, at least 1.
            context: how processes are started; by default copies where that is safe.
        """
        self._work = work
        self._jobs = jobs
        self._context = context or multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._workers: list[_Worker[Piece]] = []
        self._waiting: deque[_Task[Piece]] = deque()
        self._parts: dict[int, list[Answer | Lost[Piece] | None]] = {}
        self._redone: set[int] = set()
        self._idle_deaths = 0

    def __enter__(self) -> Workers[Piece, Answer]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.pipe.close()
            worker.process.join()
        self._workers = []
        gc.unfreeze()

    def run(self, batches: Iterable[Sequence[Piece]]) -> Iterator[Done[Piece, Answer]]:
        """Do all batches, read as they are needed; what became of each, in their order."""
        source = enumerate(batches)
        exhausted = False
        turn = 0
        while True:
            while not exhausted and len(self._parts) < self._jobs * AHEAD:
                numbered = next(source, None)
                exhausted = numbered is None
                if numbered is not None:
                    self._waiting.append(_Task(*numbered))
                    self._parts[numbered[0]] = [None]
                    self._hand_out()
            while turn in self._parts and None not in self._parts[turn]:
                parts = tuple(part for part in self._parts.pop(turn) if part is not None)
                yield Done(parts, turn in self._redone)
                turn += 1
            if self._parts:
                self._hand_out()
                self._collect()
            elif exhausted:
                return

    def _hand_out(self) -> None:
        """Give waiting work to whoever has none."""
        while self._waiting:
            worker = next((each for each in self._workers if each.task is None), None)
            if worker is None:
                if len(self._workers) >= self._jobs:
                    return
                worker = self._start()
            worker.task = self._waiting.popleft()
            try:
                worker.pipe.send(worker.task.pieces)
            except OSError:
                self._bury(worker)

    def _collect(self) -> None:
        """Wait for an answer or a death, and take what is there."""
        for pipe in wait([worker.pipe for worker in self._workers]):
            worker = next(each for each in self._workers if each.pipe is pipe)
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            task, worker.task = worker.task, None
            if task is not None and isinstance(answer, _Failure):
                self._again(task, answer.reason)
            elif task is not None:
                self._parts[task.number][task.place or 0] = answer

    def _bury(self, worker: _Worker[Piece]) -> None:
        """Forget a process that died; what it held is done again."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        status = worker.process.exitcode
        if worker.task is not None:
            self._again(worker.task, f"exit {status}" if status is None or status >= 0 else f"signal {-status}")
            return
        self._idle_deaths += 1
        if self._idle_deaths > MOST_IDLE_DEATHS * self._jobs:
            raise WorkerError(f"exit {status}")

    def _again(self, task: _Task[Piece], reason: str) -> None:
        """Do a batch again piece by piece; a piece that was by itself is lost."""
        if task.place is not None:
            self._parts[task.number][task.place] = Lost(task.pieces[0], reason)
            return
        self._redone.add(task.number)
        self._parts[task.number] = [None] * len(task.pieces)
        singles = [_Task(task.number, [piece], place) for place, piece in enumerate(task.pieces)]
        self._waiting.extendleft(reversed(singles))

    def _start(self) -> _Worker[Piece]:
        ours, theirs = self._context.Pipe()
        gc.freeze()  # what is there now is read only: keep the collector from touching, and so copying, its pages
        others = [worker.pipe for worker in self._workers]
        forked = self._context.get_start_method() == "fork"
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self._work, [*others, ours] if forked else []), daemon=True
        )
        process.start()
        theirs.close()
        worker: _Worker[Piece] = _Worker(process, ours)
        self._workers.append(worker)
        return worker


def _serve(pipe: Connection, work: Callable[[Sequence[Any]], object], inherited: Sequence[Connection]) -> None:
    """The life of a process: take work and answer, until the other side closes the pipe.

    Ctrl-C goes to all processes of a terminal; only the one that started us acts on it. ``inherited`` are the ends of
    pipes that came along in the copy: while we held them open, nobody would learn of the other side's death.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in inherited:
        end.close()
    try:
        while True:
            pieces = pipe.recv()
            try:
                answer = work(pieces)
            except Exception as error:  # noqa: BLE001 - told to the other side, which finds and names the piece
                answer = _Failure(f"{type(error).__name__}: {error}")
            pipe.send(answer)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
