"""The only module that knows Ray: partitions go through Ray Data to a pool of workers, and come back judged.

Ray finds room for workers, sends them the packs and indexes through its object store, replaces those that die and has
their partitions done again. What it gives up is handed out once more in a next round; how often a partition may be
begun is bounded by the workers themselves (``cli.cluster.judge``).

Ray reports its use to its makers unless told not to; it is told not to, before it is loaded.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, redirect_stdout
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from cli.cluster.judge import Job, PartitionJudge
from cli.cluster.partitions import Partition
from cli.guard import DEBUG
from engine.errors import InputError, Problem

SETTINGS: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
"""Read by Ray when it is loaded, and handed on to its processes."""
ADDRESS: Final = "RAY_ADDRESS"
STANDARD_ERROR: Final = 2
FRUITLESS: Final = 3
"""Rounds in a row that may bring nothing before what is left counts as lost."""


class RayCluster:
    """The cluster that ``RAY_ADDRESS`` names, else one on this machine. Use it as a context."""

    def __init__(self, workers: int | None = None) -> None:
        """Prepare; nothing is started yet.

        Args:
            workers: most workers at once; by default one for each core of the cluster.
        """
        self._workers = workers
        self._started = False
        self._open = ExitStack()

    def __enter__(self) -> RayCluster:
        for name, value in SETTINGS.items():
            os.environ.setdefault(name, value)
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        try:
            import ray  # noqa: PLC0415 - loaded for --ray only
        except ImportError as error:
            raise InputError([Problem("ray-not-installed", values={"package": error.name or "ray"})]) from error
        # Ray tells of lost workers on standard output, where only our own words belong.
        elsewhere = sys.stderr if os.environ.get(DEBUG) else self._open.enter_context(Path(os.devnull).open("w"))
        self._open.enter_context(redirect_stdout(elsewhere))
        if ray.is_initialized():
            return self
        address = os.environ.get(ADDRESS)
        own = None if address else False  # what belongs to a cluster of others cannot be chosen
        try:
            with _muted():
                ray.init(
                    address=address or "local", num_cpus=None if address else self._workers, include_dashboard=own,
                    log_to_driver=False, logging_level=logging.CRITICAL,
                )  # fmt: skip
        except (OSError, RuntimeError, ValueError) as error:
            raise _failed(error) from error
        self._started = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._started:
            import ray  # noqa: PLC0415 - loaded by now

            ray.shutdown()
        self._open.close()

    def judged(
        self, job: Job, packs: bytes, indexes: Iterable[tuple[str, bytes]], partitions: Sequence[Partition]
    ) -> Iterator[dict[str, Any]]:
        """Judge partitions; what became of each, as it comes. What was lost time and again is absent.

        Args:
            job: what is asked of each worker.
            packs: compiled packs, sent once and kept in the object store of each machine.
            indexes: of corpora, likewise.
            partitions: what is to be judged.

        Raises:
            InputError: Ray itself failed.
        """
        import ray  # noqa: PLC0415 - loaded by now

        shared = {key: ray.put(content) for key, content in indexes}
        arguments = (job, ray.put(packs), shared)
        left = {each.number: each for each in partitions}
        fruitless = 0
        while left and fruitless < FRUITLESS:
            before = len(left)
            for result in self._round(arguments, list(left.values())):
                if left.pop(result["number"], None) is not None:
                    yield result
            fruitless = 0 if len(left) < before else fruitless + 1

    def _round(self, arguments: tuple[Any, ...], partitions: Sequence[Partition]) -> Iterator[dict[str, Any]]:
        """Hand all partitions to a pool of workers, each as a block of its own."""
        import ray  # noqa: PLC0415 - loaded by now
        import ray.data  # noqa: PLC0415
        from ray.exceptions import RayError  # noqa: PLC0415

        cluster_resources: Callable[[], dict[str, float]] = ray.cluster_resources
        _quiet(ray.data.DataContext.get_current())
        cores = max(1, int(cluster_resources().get("CPU", 1)))
        size = max(1, min(self._workers or cores, cores, len(partitions)))
        worker: Any = RayWorker  # made once for each process, which its types do not say
        rows = [{"partition": json.dumps(each.to_data())} for each in partitions]
        judged = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
            worker,
            fn_constructor_args=arguments,
            compute=ray.data.ActorPoolStrategy(
                min_size=1, max_size=size, initial_size=size, max_tasks_in_flight_per_actor=1
            ),
            num_cpus=1,
        )
        try:
            for row in judged.iter_rows():
                yield json.loads(row["result"])
        except RayError as error:
            logging.getLogger(__name__).debug("a round ended early: %s", error)


class RayWorker:
    """A worker in its own process; made by Ray Data, that calls it with a row for each partition."""

    def __init__(self, job: Job, packs: object, indexes: Mapping[str, object]) -> None:
        import ray  # noqa: PLC0415 - this runs in a process of Ray

        get: Any = ray.get
        self._judge = PartitionJudge(
            job, partial(get, packs), {key: partial(get, index) for key, index in indexes.items()}
        )

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Judge the partition of a row."""
        return {"result": json.dumps(self._judge(Partition.from_data(json.loads(row["partition"]))))}


def _quiet(context: Any) -> None:
    """No bars and tables of Ray's own; a lost block is no error of the run; a long partition is no standstill."""
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.max_errored_blocks = -1
    context.execution_no_progress_timeout_s = -1
    if not os.environ.get(DEBUG):
        logging.getLogger("ray").setLevel(logging.CRITICAL)
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)


@contextmanager
def _muted() -> Iterator[None]:
    """Keep the part of Ray that is no Python from telling on standard error that it was told to be silent."""
    if os.environ.get(DEBUG):
        yield
        return
    sys.stderr.flush()
    kept = os.dup(STANDARD_ERROR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STANDARD_ERROR)
    try:
        yield
    finally:
        os.dup2(kept, STANDARD_ERROR)
        os.close(kept)
        os.close(nowhere)


def _failed(error: Exception) -> InputError:
    reason = (str(error) or type(error).__name__).splitlines()[0]
    return InputError([Problem("ray-failed", values={"reason": reason})])
