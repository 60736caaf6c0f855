"""A cluster that is this process: all of ``check --ray`` but Ray itself, in a fraction of the time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from cli.cluster.judge import Job, PartitionJudge
from cli.cluster.partitions import Partition
from cli.cluster.run import Place, run_on_cluster
from cli.request import Request
from tests.e2e.command import PACK

Before = Callable[[Partition], None]


def nothing(_: Partition) -> None:
    """What happens before a partition, unless a test says otherwise."""


@dataclass
class Here:
    """Judges partitions one by one, and knows which.

    ``before`` can make something happen; of the partitions in ``gives_up`` nothing is heard.
    """

    before: Before = nothing
    gives_up: frozenset[int] = frozenset()
    asked: list[int] = field(default_factory=list)

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def judged(
        self, job: Job, packs: bytes, indexes: Iterable[tuple[str, bytes]], partitions: Sequence[Partition]
    ) -> Iterator[dict[str, Any]]:
        kept = {key: partial(bytes, content) for key, content in indexes}
        judge = PartitionJudge(job, lambda: packs, kept)
        for each in partitions:
            if each.number in self.gives_up:
                continue
            self.before(each)
            self.asked.append(each.number)
            # As it travels between processes.
            yield json.loads(json.dumps(judge(Partition.from_data(json.loads(json.dumps(each.to_data()))))))


@dataclass
class Ran:
    """A run that ended: its exit status, what it said, and which partitions it judged."""

    status: int
    stdout: str
    stderr: str
    judged: list[int]


def request(
    *paths: str | Path, pack: str = PACK, corpus: Sequence[str | Path] = (), only: Sequence[str] = ()
) -> Request:
    """A request as the command line makes it."""
    return Request(
        paths=tuple(map(str, paths)), packs=(pack,), profile=None, format="text", fail_level=None, only=tuple(only),
        corpus=tuple(map(str, corpus)), begrip=None, definitie=None, language="nl", all_outcomes=None,
    )  # fmt: skip


def run(
    asked: Request, output: str | Path, *, before: Before = nothing, lost: Sequence[int] = (), remote: bool = False,
    **place: Any,
) -> Ran:  # fmt: skip
    """Run on this process."""
    cluster, stdout, stderr = Here(before, frozenset(lost)), StringIO(), StringIO()
    where = Place(str(output), **place)
    status = run_on_cluster(asked, where, cluster, stdout=stdout, stderr=stderr, remote=remote)
    return Ran(status, stdout.getvalue(), stderr.getvalue(), cluster.asked)


def reports(folder: Path) -> list[str]:
    """All reports in a folder, in the order of the partitions."""
    return [line for part in sorted(folder.glob("part-*.jsonl")) for line in part.read_text("utf-8").splitlines()]
