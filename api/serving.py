"""Runs the service: a socket, the figures beside it, and one process or several that answer.

Nothing here imports the application at the top: the folder for the figures must be named before it is loaded.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from pydantic import SecretStr

from api import logs
from api.metrics_server import metrics_folder, metrics_server
from api.settings import PREFIX, Settings
from storage.location import database_at
from storage.migrate import upgrade

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from api.packs.start import Opening

GRACE_SECONDS = 20
"""How long requests may go on after the service was told to stop."""
KEEP_ALIVE_SECONDS = 15
SILENT_SECONDS = 30
"""How long a worker may not answer the process that started it: on a busy machine five seconds killed living ones."""
BACKLOG = 2048
HEAPS = "MALLOC_ARENA_MAX"
"""How many heaps glibc keeps in a process that is started with it. By itself it gives every thread one; ours wait for
the interpreter anyway, and in one heap what one thread frees another can use (20 MB a worker after 3,000 texts)."""


class ServingError(Exception):
    """The service does not start. ``code`` is the key of what is said, filled with ``values``."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the service is found."""

    service: str
    metrics: str


def serve(settings: Settings, started: Callable[[Addresses], None]) -> None:
    """Run the service until it is told to stop (SIGINT or SIGTERM).

    Args:
        settings: of the service.
        started: is told where it is found, before it answers there.

    Raises:
        ServingError: for a port that is taken, or a process that does not start.
        PackError: for packs that do not load.
        StorageError: where the embedded database does not start.
    """
    logs.configure(settings.log_level)
    with ExitStack() as stack:
        stack.enter_context(_ended_by(signal.SIGTERM))
        folder = stack.enter_context(metrics_folder())
        from api.packs.start import begin  # noqa: PLC0415 - see above

        listener = stack.enter_context(_listen(settings.host, settings.port))
        metrics_port = stack.enter_context(_metrics(folder, settings))
        url = settings.database_url.get_secret_value() if settings.database_url is not None else None
        address = stack.enter_context(database_at(url, settings.data_folder))
        if url is None:  # ours alone, so nobody else decides when its tables change
            asyncio.run(upgrade(address))
        # Also where the workers load them themselves: faults are told here, and what is compiled is kept for them.
        opening = asyncio.run(begin(settings, address))
        known = settings.model_copy(update={"database_url": SecretStr(address)})
        started(Addresses(_address(settings.host, listener.getsockname()[1]), _address(settings.host, metrics_port)))
        if settings.workers == 1:
            _serve_here(known, opening, listener)
        else:
            del opening
            gc.collect()
            _serve_in_workers(known, listener, embedded=url is None)


def make_app() -> FastAPI:
    """The application of a worker process, which ends when the process that started it does."""
    from api.app import create_app  # noqa: PLC0415 - see above

    settings = Settings.from_environment()
    logs.configure(settings.log_level)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    return create_app(settings)


def _serve_here(settings: Settings, opening: Opening, listener: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415 - see above

    from api.app import create_app  # noqa: PLC0415

    server = uvicorn.Server(_config(create_app(settings, opening=opening), settings))
    try:
        # When it has ended it sends itself the signal that it caught.
        with _ignored(signal.SIGINT), _ignored(signal.SIGTERM):
            server.run(sockets=[listener])
    except SystemExit:
        raise ServingError("not-started") from None


def _serve_in_workers(settings: Settings, listener: socket.socket, *, embedded: bool) -> None:
    from uvicorn.config import STARTUP_FAILURE  # noqa: PLC0415 - see above
    from uvicorn.supervisors import Multiprocess  # noqa: PLC0415

    if embedded and settings.database_url is not None:
        os.environ[f"{PREFIX}DATABASE_URL"] = settings.database_url.get_secret_value()  # a socket, without a password
    os.environ[f"{PREFIX}DATA_FOLDER"] = str(settings.data_folder)
    os.environ.setdefault(HEAPS, "1")
    supervisor = Multiprocess(_config("api.serving:make_app", settings), sockets=[listener])
    supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        raise ServingError("not-started")


def _config(app: FastAPI | str, settings: Settings) -> uvicorn.Config:
    import uvicorn  # noqa: PLC0415 - see above

    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        workers=settings.workers,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_worker_healthcheck=SILENT_SECONDS,
    )


@contextmanager
def _listen(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (OSError, OverflowError) as error:
        raise _cannot_listen(error, host, port, "PORT") from None
    with listener:
        listener.set_inheritable(True)
        yield listener


@contextmanager
def _metrics(folder: Path, settings: Settings) -> Iterator[int]:
    with ExitStack() as stack:
        try:
            port = stack.enter_context(metrics_server(folder, settings.host, settings.metrics_port))
        except OSError as error:
            raise _cannot_listen(error, settings.host, settings.metrics_port, "METRICS_PORT") from None
        yield port


def _cannot_listen(error: Exception, host: str, port: int, setting: str) -> ServingError:
    reason = getattr(error, "strerror", None) or str(error)
    return ServingError("cannot-listen", host=host, port=port, reason=reason, setting=PREFIX + setting)


def _address(host: str, port: int) -> str:
    """An address that works on this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"


@contextmanager
def _ended_by(number: signal.Signals) -> Iterator[None]:
    """Let a signal end the block as Ctrl-C does, so that what was opened is closed."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(number, end)
    try:
        yield
    finally:
        signal.signal(number, before)


@contextmanager
def _ignored(number: signal.Signals) -> Iterator[None]:
    before = signal.signal(number, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(number, before)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
