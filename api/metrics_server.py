"""``/metrics`` on a port of its own, so that it need not be shown to who may use the service.

The figures of all worker processes are in one folder; whoever serves them adds these up.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
PREFIX = "definitie-metrics-"


@contextmanager
def metrics_folder() -> Iterator[Path]:
    """A folder for the figures of this process and those it starts, while the block lasts.

    To be entered before ``prometheus_client`` is imported: it looks for the folder then.
    """
    remove_left_behind()
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder:
        os.environ[FOLDER] = folder
        yield Path(folder)
        # The library writes to its files until the process ends; they can go now.
        del os.environ[FOLDER]


@contextmanager
def metrics_server(folder: Path, host: str, port: int) -> Iterator[int]:
    """Serve ``/metrics`` while the block lasts; the port (another one where 0 was asked for).

    Raises:
        OSError: where the port cannot be listened on.
    """
    from prometheus_client import CollectorRegistry, Metric, start_http_server  # noqa: PLC0415 - see ``metrics_folder``
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415
    from prometheus_client.registry import Collector  # noqa: PLC0415

    class Living(Collector):
        """Leaves out how processes stood that ended; what they counted stays."""

        def collect(self) -> Iterable[Metric]:
            forget_dead(folder)
            found: Iterable[Metric] = all_of_them.collect()  # type: ignore[no-untyped-call]
            return found

    all_of_them = MultiProcessCollector(None, path=str(folder))  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    registry.register(Living())
    server, thread = start_http_server(port, addr=host, registry=registry)
    try:
        yield int(server.server_port)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def remove_left_behind() -> None:
    """Remove the folders of services that were killed: the name of a folder begins with the process that made it."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        number = folder.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdigit() and not psutil.pid_exists(int(number)):
            shutil.rmtree(folder, ignore_errors=True)  # of another user: not ours to remove


def forget_dead(folder: Path) -> None:
    """Remove what processes that ended said of how they stand."""
    for file in folder.glob("gauge_live*.db"):
        number = file.stem.rpartition("_")[2]
        if not (number.isdigit() and psutil.pid_exists(int(number))):
            file.unlink(missing_ok=True)
