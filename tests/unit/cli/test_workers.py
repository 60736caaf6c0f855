"""Work in several processes: in order, bounded, and complete also where a process dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from cli.workers import AHEAD, Lost, WorkerError, Workers


def squares(pieces: Sequence[int]) -> list[int]:
    return [piece * piece for piece in pieces]


def batched(number: int, size: int = 3) -> list[list[int]]:
    return [list(range(start, min(start + size, number))) for start in range(0, number, size)]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_answers_come_in_the_order_of_the_work(jobs: int) -> None:
    with Workers(squares, jobs) as workers:
        answers = [part for done in workers.run(batched(100)) for part in done.parts]
    assert answers == [squares(batch) for batch in batched(100)]


def test_no_work_starts_no_process() -> None:
    with Workers(squares, 2) as workers:
        assert list(workers.run([])) == []


def test_work_is_read_only_as_far_ahead_as_memory_allows() -> None:
    read: list[int] = []

    def endless() -> Iterator[list[int]]:
        while True:
            read.append(len(read))
            yield [len(read)]

    with Workers(squares, 2) as workers:
        for number, done in zip(range(50), workers.run(endless()), strict=False):
            assert done.parts == ([(number + 1) ** 2],)
            assert len(read) - number <= 2 * AHEAD


def test_processes_that_are_no_copies_of_ours_get_the_work_sent() -> None:
    from multiprocessing import get_context  # noqa: PLC0415 - only this test starts processes another way

    with Workers(squares, 1, get_context("spawn")) as workers:
        assert [done.parts for done in workers.run([[2], [3]])] == [([4],), ([9],)]


class Dying:
    """Squares that kill their process at some pieces: each time, or (with a folder for marks) the first time only."""

    def __init__(self, *pieces: int, marks: Path | None = None) -> None:
        self.pieces = pieces
        self.marks = marks

    def __call__(self, pieces: Sequence[int]) -> list[int]:
        for piece in set(pieces) & set(self.pieces):
            mark = self.marks / str(piece) if self.marks is not None else None
            if mark is None or not mark.exists():
                if mark is not None:
                    mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return squares(pieces)


def flat(parts: Sequence[object]) -> list[object]:
    return [one for part in parts for one in (part if isinstance(part, list) else [part])]


@pytest.mark.parametrize("culprits", [(4,), (0, 1, 2), (3, 5, 19), (19,)])
def test_a_piece_that_kills_its_process_is_named_and_all_others_are_done(culprits: tuple[int, ...]) -> None:
    with Workers(Dying(*culprits), 2) as workers:
        found = flat([part for done in workers.run(batched(20)) for part in done.parts])
    assert found == [Lost(number, "signal 9") if number in culprits else number * number for number in range(20)]


def test_a_process_that_dies_by_chance_loses_nothing(tmp_path: Path) -> None:
    with Workers(Dying(4, 10, marks=tmp_path), 2) as workers:
        done = list(workers.run(batched(20)))
    assert flat([part for one in done for part in one.parts]) == [number * number for number in range(20)]
    assert [number for number, one in enumerate(done) if one.again] == [1, 3]


def test_a_piece_on_which_the_work_fails_is_named_too() -> None:
    def divide(pieces: Sequence[int]) -> list[int]:
        return [12 // piece for piece in pieces]

    with Workers(divide, 2) as workers:
        (done,) = workers.run([[1, 0, 3]])
    assert done.parts == ([12], Lost(0, "ZeroDivisionError: integer division or modulo by zero"), [4])


def test_processes_that_cannot_live_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is dead before it gets work is replaced, but not for ever."""
    workers = Workers(squares, 1)
    worker = workers._start()
    worker.process.kill()
    worker.process.join()
    monkeypatch.setattr("cli.workers.MOST_IDLE_DEATHS", 0)
    with workers, pytest.raises(WorkerError, match="exit -9"):
        workers._bury(worker)


@pytest.mark.parametrize("ending", ["finished", "left early", "error in the source"])
def test_no_process_is_left(ending: str) -> None:
    workers = Workers(squares, 2)

    def source() -> Iterator[list[int]]:
        yield from batched(30)
        if ending == "error in the source":
            raise KeyboardInterrupt

    seen = []
    try:
        with workers:
            for _ in workers.run(source()):
                seen += [each.process for each in workers._workers if each.process not in seen]
                if ending == "left early":
                    break
    except KeyboardInterrupt:
        assert ending == "error in the source"
    assert seen
    assert not any(process.is_alive() for process in seen)
