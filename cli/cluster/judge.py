"""What a worker does: get the compiled packs once, then judge partitions and write their reports.

It says what became of a partition as plain data, errors included: a partition that fails does not stop the others.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from cli.cluster.manifest import attempts_name, part_name
from cli.cluster.partitions import Partition
from cli.cluster.parts import WRITERS, PartWriter
from cli.cluster.plain import problem_to_data, tally_to_data
from cli.cluster.storage import Folder, version_of
from cli.judging import Judging, batches
from cli.request import Request
from cli.tally import Tally
from engine.engine import Engine
from engine.errors import Mark, Problem, ProblemsError
from engine.features.corpus import CorpusIndex
from engine.model import Definition
from engine.ports import Analyzer
from plugins.formats.items import Scheme, Undefined
from plugins.shipped import unship

STOPPING: Final = ("output-unwritable", "other-program")
"""Problems that every other partition will have too."""
ATTEMPTS: Final = 3
"""How often a partition is begun: a record that ends its worker would else end every other one too."""
GIVEN: Final = ""
"""The key of the index of ``--corpus``; other keys are URLs of files that were cut."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of a worker: how to judge, and where the reports go."""

    request: Request
    output: str
    output_format: str


class PartitionJudge:
    """Judges partitions. Packs and indexes are fetched when they are first needed, and kept."""

    def __init__(self, job: Job, packs: Callable[[], bytes], indexes: Mapping[str, Callable[[], bytes]]) -> None:
        """Prepare a worker.

        Args:
            job: what is asked.
            packs: gives what ``plugins.shipped`` made.
            indexes: give what :func:`shared` made, by the URL of a file that was cut, or ``GIVEN``.
        """
        self._request = replace(job.request, format="jsonl", timings=False)
        self._job = job
        self._packs = packs
        self._indexes = indexes
        self._loaded: Engine | None = None
        self._index: tuple[str, CorpusIndex] | None = None

    def __call__(self, partition: Partition) -> dict[str, Any]:
        """Judge a partition.

        Returns:
            ``number``, with ``part`` (the name of the file), ``bytes``, ``tally``, ``problems`` and ``again`` (it was
            begun before), or with ``failed`` (problems) and ``stop`` (the other partitions would have them too).
        """
        try:
            return self._judge(partition)
        except ProblemsError as error:
            problems = error.problems
        except Exception as error:  # noqa: BLE001 - told, so that the other partitions go on
            reason = f"{type(error).__name__}: {error}".splitlines()[0]
            values = {"partition": str(partition.number), "reason": reason}
            problems = (Problem("partition-failed", partition.mark, values=values),)
        return {
            "number": partition.number,
            "failed": [problem_to_data(problem) for problem in problems],
            "stop": any(problem.code in STOPPING for problem in problems),
        }

    def _judge(self, partition: Partition) -> dict[str, Any]:
        engine = self._engine()
        for file in partition.files:
            if version_of(file) != (file.size, file.version):
                raise ProblemsError([Problem("input-changed", Mark(file.name, 1, 1))])
        folder = Folder(self._job.output)
        begun = _begin(folder, partition.number)
        if begun >= ATTEMPTS:
            values = {"partition": str(partition.number), "file": partition.files[0].name}
            raise ProblemsError([Problem("partition-lost", partition.mark, values=values)])
        tally = Tally({rule.code: rule.severity for rule in engine.rules})
        problems: list[Problem] = []
        name = part_name(partition.number, self._job.output_format)
        with folder.writing(name) as stream:
            writer = WRITERS[self._job.output_format](stream)
            for scheme in partition.schemes(engine.packs[0].language):
                if isinstance(scheme, Problem):
                    problems.append(scheme)
                else:
                    self._scheme(scheme, self._index_for(partition, scheme), writer, tally, problems)
            writer.end()
            size = stream.tell()
        return {
            "number": partition.number, "part": name, "bytes": size, "tally": tally_to_data(tally),
            "problems": [problem_to_data(problem) for problem in problems], "again": begun > 0,
        }  # fmt: skip

    def _scheme(
        self, scheme: Scheme, index: CorpusIndex | None, writer: PartWriter, tally: Tally, problems: list[Problem]
    ) -> None:
        judging = Judging(self._request, self._engine(), index)
        for batch in batches(_records(scheme, tally, problems)):
            judged = judging(batch)
            tally.merge(judged.tally)
            for text in judged.texts:
                writer.add(text)

    def _engine(self) -> Engine:
        if self._loaded is None:
            self._loaded = unship(self._packs(), self._request.profile, self._request.only)
        return self._loaded

    def _index_for(self, partition: Partition, scheme: Scheme) -> CorpusIndex | None:
        """The shared index where there is one; else the scheme's own, as without a cluster."""
        engine = self._engine()
        key = GIVEN if GIVEN in self._indexes else partition.files[0].url
        if key in self._indexes:
            if self._index is None or self._index[0] != key:
                self._index = None
                self._index = key, unshared(self._indexes[key](), engine.analyzer)
            return self._index[1]
        members = scheme.entries() if engine.compares and not partition.cut else ()
        return engine.index(members) if members else None


def shared(index: CorpusIndex, analyzer: Analyzer | None) -> bytes:
    """An index with all tables it has by now, as data for another process of ours; the analyzer stays behind."""

    class Pickler(pickle.Pickler):
        def persistent_id(self, obj: object) -> str | None:
            return "analyzer" if obj is analyzer and obj is not None else None

    stream = io.BytesIO()
    Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(index)
    return stream.getvalue()


def unshared(content: bytes, analyzer: Analyzer | None) -> CorpusIndex:
    """What :func:`shared` was given, with the analyzer of this process."""

    class Unpickler(pickle.Unpickler):
        def persistent_load(self, pid: object) -> object:
            return analyzer

    found = Unpickler(io.BytesIO(content)).load()
    if not isinstance(found, CorpusIndex):
        raise TypeError(type(found).__name__)
    return found


def _begin(folder: Folder, number: int) -> int:
    """Note that a partition is begun, where the death of this process leaves it; how often it was begun before."""
    name = attempts_name(number)
    before = int(folder.find(name) or b"0")
    if before < ATTEMPTS:
        with folder.writing(name) as stream:
            stream.write(b"%d" % (before + 1))
    return before


def _records(scheme: Scheme, tally: Tally, problems: list[Problem]) -> Iterator[Definition]:
    for item in scheme.items():
        if isinstance(item, Problem):
            problems.append(item)
        elif isinstance(item, Undefined):
            tally.undefined.append(item)
        else:
            yield item
