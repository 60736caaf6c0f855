"""Starts the embedded PostgreSQL again when it ended without being told to: killed, out of memory, a machine in need.

An installed PostgreSQL has the system's own supervisor for this. The embedded one is a child of nobody, so the process
that started it looks after it; connections come back by themselves, since the socket stays where it was.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from storage.embedded import EmbeddedServer, lives
from storage.errors import StorageError

LOOK_SECONDS = 0.5
RETRY_SECONDS = 5.0
"""After a start that failed: recovery takes its time, and a full disk stays full for a while."""
END_SECONDS = 20.0

log = logging.getLogger(__name__)


@contextmanager
def watched(server: EmbeddedServer) -> Iterator[None]:
    """Look after a server that runs, for as long as the block lasts.

    Args:
        server: started already; the block is left before it is stopped.
    """
    ended = threading.Event()
    thread = threading.Thread(target=_watch, args=(server, ended), name="postgres-watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(END_SECONDS)


def _watch(server: EmbeddedServer, ended: threading.Event) -> None:
    pid, pause = server.pid, LOOK_SECONDS
    while not ended.wait(pause):
        pause = LOOK_SECONDS
        if lives(pid):
            continue
        log.error("the embedded PostgreSQL ended; it is started again")
        try:
            server.start()
        except StorageError as error:
            pause = RETRY_SECONDS
            log.error("the embedded PostgreSQL did not start (%s)", type(error).__name__)
        else:
            pid = server.pid
            log.warning("the embedded PostgreSQL runs again")
