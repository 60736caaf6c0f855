"""The run behind ``check --ray``: find files, go on where an earlier run stopped, judge what is left, and add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from typing import Any, Protocol, TextIO

from cli.cluster.judge import GIVEN, Job, shared
from cli.cluster.manifest import Manifest, clear, earlier, identity_of, ours
from cli.cluster.partitions import Partition, entries_of, partitions_of, scheme_of
from cli.cluster.plain import problem_from_data, tally_from_data
from cli.cluster.storage import Folder, StoredFile, find_files
from cli.complain import Complaints
from cli.engines import engine_for
from cli.guard import FINDINGS, INTERRUPTED, SUCCESS, UNUSABLE
from cli.judging import prepare
from cli.output import Output
from cli.progress import ProgressBar
from cli.request import Request
from cli.summary import write_summary
from cli.tally import Tally
from cli.texts import say
from engine.engine import Engine
from engine.errors import InputError, Problem
from engine.model import Definition
from plugins.shipped import ship


class Cluster(Protocol):
    """Who judges partitions: Ray, or in a test this process itself."""

    def judged(
        self, job: Job, packs: bytes, indexes: Iterable[tuple[str, bytes]], partitions: Sequence[Partition]
    ) -> Iterator[dict[str, Any]]:
        """What became of each partition, as it comes; see ``cli.cluster.judge``."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where reports go, and how: a URL or path, ``jsonl`` or ``parquet``, and whether an earlier run is thrown away."""

    output: str
    format: str = "jsonl"
    restart: bool = False


def run_on_cluster(
    request: Request, place: Place, cluster: AbstractContextManager[Cluster], *, stdout: TextIO, stderr: TextIO,
    remote: bool = True,
) -> int:  # fmt: skip
    """Check files on a cluster and return the exit status.

    Args:
        request: what was asked; ``format`` and ``jobs`` play no part.
        place: where the reports go.
        cluster: entered only when there is something to judge.
        stdout: for the summary.
        stderr: for progress and complaints.
        remote: workers are other processes, that do not see what is in the memory of this one.

    Raises:
        PackError: a pack does not load.
        InputError: files or folder cannot be used, or the earlier run in the folder cannot go on.
    """
    engine = engine_for(request.packs, request.profile, request.only, verify=True)
    run = _Run(request, place, engine, stdout, stderr)
    inputs, problems = find_files(request.paths)
    run.complaints.add(problems)
    corpus, problems = find_files(request.corpus)
    run.complaints.add(problems)
    if not inputs:
        return UNUSABLE
    if remote:
        _outside_memory([*inputs, *corpus], run.folder)
    manifest = run.manifest(inputs, corpus)
    return run.work(manifest, cluster, corpus)


class _Run:
    """One run: the engine, where words and reports go, and what was complained about."""

    def __init__(self, request: Request, place: Place, engine: Engine, stdout: TextIO, stderr: TextIO) -> None:
        self.request = request
        self.place = place
        self.engine = engine
        self.folder = Folder(place.output)
        self.output = Output(stdout)
        self.errors = Output(stderr)
        self.complaints = Complaints(self.errors, request.language)
        self.bar = ProgressBar(stderr, say("checking", request.language))
        self.severities = {rule.code: rule.severity for rule in engine.rules}

    def manifest(self, inputs: Sequence[StoredFile], corpus: Sequence[StoredFile]) -> Manifest:
        """The manifest of the earlier run, or a new one; written, so that what cannot be written is known at once."""
        identity = identity_of(self.request, self.place.format, self.engine, inputs, corpus)
        names = self.folder.sizes()
        if self.place.restart:
            clear(self.folder, names)
            names = {}
        found = earlier(self.folder, names, identity)
        if found is None:
            found = Manifest(identity, tuple(partitions_of(inputs)))
        elif found.finished:
            done, total = len(found.finished), len(found.partitions)
            self.errors.line((say("ray-resumed", self.request.language, done=done, total=total), ""))
        return found

    def work(self, manifest: Manifest, cluster: AbstractContextManager[Cluster], corpus: Sequence[StoredFile]) -> int:
        """Judge what is missing and add up; the exit status."""
        missing = manifest.missing(self.folder.sizes())
        told = _InOrder(manifest, self)
        told.go_on()
        self._tidy()
        manifest.write(self.folder)
        interrupted = False
        failed: set[int] = set()
        try:
            if missing:
                failed = self._judge(manifest, missing, cluster, corpus, told)
        except KeyboardInterrupt:
            interrupted = True
        finally:
            self.bar.clear()
            manifest.write(self.folder)
        lost = [each for each in missing if each.number not in manifest.finished and each.number not in failed]
        if interrupted:
            done, total = len(manifest.finished), len(manifest.partitions)
            said = say("ray-interrupted", self.request.language, done=done, total=total)
            self.errors.line((said, "bold"))
        elif not told.stopped:
            self.complaints.add(_lost(each) for each in lost)
        with suppress(InputError):  # what stays behind is removed by the next run
            self._tidy()
        told.all()
        tally = self._tally(manifest)
        write_summary(self.output, tally, replace(self.request, format="text"), self.complaints.errors)
        self.output.line((say("ray-written", self.request.language, path=self.folder.name), ""))
        self.output.flush()
        if interrupted:
            return INTERRUPTED
        if self.complaints.errors:
            return UNUSABLE
        level = self.request.fails_at(self.engine.profile.block_at)
        return FINDINGS if level is not None and tally.at_or_above(level) else SUCCESS

    def _judge(
        self, manifest: Manifest, missing: Sequence[Partition], cluster: AbstractContextManager[Cluster],
        corpus: Sequence[StoredFile], told: _InOrder,
    ) -> set[int]:  # fmt: skip
        """Have partitions judged; the numbers of those that failed. Ends early where all others would fail too."""
        job = Job(self.request, self.folder.url, self.place.format)
        failed: set[int] = set()
        again = 0
        done = sum(each["tally"]["records"] for each in manifest.finished.values())
        total = _records(manifest.partitions)
        with cluster as workers:
            for result in workers.judged(job, ship(self.request.packs), self._indexes(missing, corpus), missing):
                if "failed" in result:
                    failed.add(result["number"])
                    self.say(problem_from_data(each) for each in result["failed"])
                    told.stopped |= result["stop"]
                    if told.stopped:
                        break
                    continue
                again += bool(result.pop("again"))
                manifest.add(result, self.folder)
                told.go_on()
                done += result["tally"]["records"]
                self.bar.show(done, total)
        if again:
            self.say([Problem("partitions-again", values={"count": str(again)}, warning=True)])
        return failed

    def _indexes(self, missing: Sequence[Partition], corpus: Sequence[StoredFile]) -> Iterator[tuple[str, bytes]]:
        """The indexes that more than one partition needs, each made once: here."""
        language = self.engine.packs[0].language
        if self.request.corpus:
            entries, problems = entries_of(corpus, language)
            self.say(problems)
            index = self.engine.index(entries)
            prepare(index)
            yield GIVEN, shared(index, self.engine.analyzer)
            return
        if not self.engine.compares:
            return
        for file in dict.fromkeys(each.files[0] for each in missing if each.cut):
            entries = scheme_of(file).entries()
            if entries:
                index = self.engine.index(entries)
                prepare(index)
                first = next((entry for entry in entries if entry.definitie is not None), entries[0])
                # Makes the tables of features, which otherwise every worker would make for itself.
                self.engine.validate(Definition(first.begrip, first.definitie or "", first.id), index)
                yield file.url, shared(index, self.engine.analyzer)

    def say(self, problems: Iterable[Problem]) -> None:
        """Complain, with the bar out of the way."""
        self.bar.clear()
        self.complaints.add(problems)

    def _tidy(self) -> None:
        """Remove what workers that died were writing, and how often partitions were begun."""
        self.folder.remove([name for name in self.folder.sizes() if name.startswith(".") and ours(name)])

    def _tally(self, manifest: Manifest) -> Tally:
        tally = Tally(self.severities)
        for number in sorted(manifest.finished):
            tally.merge(tally_from_data(manifest.finished[number]["tally"], self.severities))
        return tally


class _InOrder:
    """Tells the problems of finished partitions in the order of the input, as soon as all before have finished."""

    def __init__(self, manifest: Manifest, run: _Run) -> None:
        self._waiting = [each.number for each in reversed(manifest.partitions)]
        self._finished: Mapping[int, dict[str, Any]] = manifest.finished
        self._run = run
        self.stopped = False

    def go_on(self) -> None:
        """Tell what can be told by now."""
        while self._waiting and self._waiting[-1] in self._finished:
            self._tell(self._waiting.pop())

    def all(self) -> None:
        """Tell the rest, whatever did not finish."""
        while self._waiting:
            number = self._waiting.pop()
            if number in self._finished:
                self._tell(number)

    def _tell(self, number: int) -> None:
        self._run.say(problem_from_data(each) for each in self._finished[number]["problems"])


def _records(partitions: Sequence[Partition]) -> int | None:
    """How many records there are, where all partitions know that."""
    counts = [each.records for each in partitions]
    return None if None in counts else sum(count or 0 for count in counts)


def _lost(partition: Partition) -> Problem:
    values = {"partition": str(partition.number), "file": partition.files[0].name}
    return Problem("partition-lost", partition.mark, values=values)


def _outside_memory(files: Sequence[StoredFile], folder: Folder) -> None:
    urls = [file.url for file in files] + [folder.url]
    inside = [url for url in urls if url.startswith("memory://")]
    if inside:
        raise InputError([Problem("memory-on-ray", values={"url": url}) for url in inside])
