"""``definitie check --jobs``: more processes, the same answer; and what becomes of a run that loses some of them."""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from cli import judging
from cli.checking import run_check
from cli.engines import engine_for
from cli.judging import Judged, Judging, batches
from cli.request import Request
from engine.engine import BATCH
from engine.model import Definition
from tests.e2e.command import PACK, check, start

NUMBER = 3 * BATCH
LINES = [
    json.dumps({"id": str(number), "begrip": f"begrip {number}", "definitie": text})
    for number in range(NUMBER)
    for text in [["eigenlijk een gebouw", "gebouw", "persoon die de wacht houdt", " "][number % 4]]
]
BAD = '{"begrip": "zonder definitie"'


@pytest.fixture
def scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with bad lines here and there, judged in batches small enough that every process gets some."""
    monkeypatch.setattr(judging, "RECORDS", 10)
    path = tmp_path / "kader.jsonl"
    path.write_text("\n".join([*LINES[:5], BAD, *LINES[5:100], BAD, *LINES[100:], ""]))
    return path


@pytest.mark.parametrize("options", [[], ["--only", "WOORD-01"], ["--corpus", "kader.jsonl"]], ids=" ".join)
@pytest.mark.parametrize("output", ["text", "jsonl", "json"])
def test_more_jobs_say_the_same(output: str, options: list[str], scheme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(scheme.parent)
    results = [check("kader.jsonl", "--format", output, "--jobs", jobs, *options) for jobs in ("1", "3")]
    assert results[0].stdout == results[1].stdout
    assert results[0].stderr == results[1].stderr
    assert results[0].exit_code == results[1].exit_code == 2
    assert results[0].stdout.count("begrip 17") >= 1


def test_jobs_0_is_one_for_each_core(scheme: Path) -> None:
    assert check(scheme, "--jobs", "0").stdout == check(scheme).stdout


def test_timings_of_all_processes_add_up(scheme: Path) -> None:
    counts = []
    for jobs in ("1", "3"):
        result = check(scheme, "--timings", "--jobs", jobs, "--format", "jsonl")
        assert len(result.stdout.splitlines()) == NUMBER
        table = result.stderr[result.stderr.index("Tijd per regel") :].splitlines()
        rows = [line.split() for line in table if line.split()[-1:] and line.split()[-1].endswith("-01")]
        counts.append({row[-1]: row[-4:-1] for row in rows})
    assert counts[0] == counts[1]
    assert counts[0]["WOORD-01"][2] == str(NUMBER // 4)


def test_standard_input_is_judged_in_parallel_too(scheme: Path) -> None:
    content = scheme.read_bytes()
    results = [check("-", "--only", "WOORD-01", "--jobs", jobs, stdin=content) for jobs in ("1", "2")]
    assert results[0].stdout == results[1].stdout


@pytest.mark.parametrize("jobs", ["-1", "two"])
def test_a_number_of_jobs_that_is_none(jobs: str, scheme: Path) -> None:
    assert check(scheme, "--jobs", jobs).exit_code == 2


# --- what can go wrong -----------------------------------------------------------------------------------


def request(path: Path) -> Request:
    return Request((str(path),), (PACK,), None, "jsonl", None, (), (), None, None, "nl", None, jobs=2)


def run(path: Path, monkeypatch: pytest.MonkeyPatch, dies: Callable[[Definition], bool]) -> tuple[int, list[str], str]:
    """Check a file with processes that are killed at some records: exit status, begrippen reported, complaints."""
    judge = Judging.__call__

    def judge_or_die(self: Judging, records: Sequence[Definition]) -> Judged:
        if any(dies(record) for record in records):
            os.kill(os.getpid(), signal.SIGKILL)
        return judge(self, records)

    monkeypatch.setattr(Judging, "__call__", judge_or_die)
    stdout, stderr = StringIO(), StringIO()
    status = run_check(request(path), stdin=BytesIO(), stdout=stdout, stderr=stderr)
    return status, [json.loads(line)["begrip"] for line in stdout.getvalue().splitlines()], stderr.getvalue()


def test_a_record_that_kills_its_process_is_named_and_the_others_are_judged(
    scheme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, reported, complaints = run(scheme, monkeypatch, lambda record: record.begrip in ("begrip 7", "begrip 111"))
    assert status == 2
    assert reported == [f"begrip {number}" for number in range(NUMBER) if number not in (7, 111)]
    assert f"{scheme}:9:1: het beoordelen van ‘begrip 7’ lukte niet" in complaints
    assert f"{scheme}:114:1: het beoordelen van ‘begrip 111’ lukte niet" in complaints


def test_a_process_that_dies_once_is_told_and_changes_nothing(
    tmp_path: Path, scheme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "died"

    def once(record: Definition) -> bool:
        first = record.begrip == "begrip 7" and not mark.exists()
        if first:
            mark.touch()
        return first

    scheme.write_text("\n".join(LINES))
    status, reported, complaints = run(scheme, monkeypatch, once)
    assert (status, reported) == (1, [f"begrip {number}" for number in range(NUMBER)])
    assert complaints.count("een van de processen (--jobs) viel weg") == 1


def children(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("ending", ["ctrl-c", "killed", "closed pipe"])
def test_no_process_stays_behind(ending: str) -> None:
    """Whatever ends the run: the processes are gone when it is, or as soon as they notice."""
    with start("check", "-", "--pack", PACK, "--only", "WOORD-01", "--jobs", "2", "--format", "jsonl") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write("\n".join(LINES * 12) + "\n")
        process.stdin.flush()
        process.stdout.readline()
        workers = children(process.pid)
        assert workers
        if ending == "ctrl-c":
            for each in [process.pid, *workers]:
                os.kill(each, signal.SIGINT)
        elif ending == "killed":
            process.kill()
        else:
            process.stdout.close()
            with suppress(BrokenPipeError):
                process.stdin.write("\n".join(LINES * 40) + "\n")
        with suppress(BrokenPipeError):
            process.stdin.close()
        complaints = process.stderr.read()  # ends when the last process that could write to it is gone
    assert process.returncode == {"ctrl-c": 130, "killed": -signal.SIGKILL, "closed pipe": 0}[ending]
    assert "Traceback" not in complaints
    assert ("Onderbroken" in complaints) is (ending == "ctrl-c")


# --- the parts -------------------------------------------------------------------------------------------


def test_what_is_sent_to_a_process_that_is_no_copy_judges_the_same(scheme: Path) -> None:
    engine = engine_for([PACK])
    records = [Definition("post", "gebouw"), Definition("wacht", "gebouw")]
    index = engine.index([])
    here = Judging(request(scheme), engine, index)
    there = pickle.loads(pickle.dumps(here))  # noqa: S301 - what this process itself wrote
    assert there.engine is not engine
    assert there(records) == here(records)


def test_batches_are_bounded_by_records_and_by_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "RECORDS", 3)
    monkeypatch.setattr(judging, "CHARACTERS", 10)
    records = [Definition("x", "y" * length) for length in (1, 1, 1, 1, 20, 1, 1)]
    assert [[len(record.definitie) for record in batch] for batch in batches(iter(records))] == [
        [1, 1, 1], [1, 20], [1, 1],
    ]  # fmt: skip
    assert list(batches(iter([]))) == []


def test_a_terminal_gets_reports_wrapped_by_itself(scheme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(TextIOWrapper):
        def isatty(self) -> bool:
            return True

    stdout = Terminal(BytesIO(), encoding="utf-8")
    status = run_check(request(scheme), stdin=BytesIO(), stdout=stdout, stderr=StringIO())
    stdout.seek(0)
    assert status == 2
    assert stdout.read().count('"begrip":') == NUMBER
