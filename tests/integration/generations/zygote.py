"""Processes to kill: this one has loaded everything once, and forks in some milliseconds what a test asks for.

Started with ``python -m tests.integration.generations.zygote``; speaks JSON lines on its standard input and output.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any, cast

import dbos  # noqa: F401 - loaded before the first fork

from tests.integration.generations import scenes


class Zygote:
    """Starts, stops and kills processes that play a scene.

    Args:
        folder: for what they write on standard error.
    """

    def __init__(self, folder: Path) -> None:
        self.journal = folder / "zygote.log"
        self._alive: set[int] = set()
        with self.journal.open("wb") as journal:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.integration.generations.zygote"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=journal,
                cwd=Path(__file__).parents[3],
            )

    def fork(self, scene: str, **given: object) -> int:
        """Start a process that plays a scene; its id."""
        pid = int(self._ask({"scene": scene, "given": given})["pid"])
        self._alive.add(pid)
        return pid

    def wait(self, pid: int) -> int:
        """Wait until it ends; its exit status, negative for the signal that killed it."""
        self._alive.discard(pid)
        return int(self._ask({"wait": pid})["status"])

    def kill(self, pid: int) -> None:
        """End it as a power cut would."""
        os.kill(pid, signal.SIGKILL)
        assert self.wait(pid) == -signal.SIGKILL

    def end(self, pid: int) -> None:
        """Kill it where it still lives."""
        if pid in self._alive:
            self.kill(pid)

    def close(self) -> None:
        """End the process that forks."""
        self._process.communicate(timeout=20)

    def _ask(self, command: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(command).encode() + b"\n")
        self._process.stdin.flush()
        return cast("dict[str, Any]", json.loads(self._process.stdout.readline()))


def main() -> None:
    """Fork what is asked for."""
    scenes.engine()
    gc.freeze()
    for line in iter(sys.stdin.readline, ""):
        match json.loads(line):
            case {"scene": str(name), "given": dict(given)}:
                pid = os.fork()
                if pid == 0:
                    _play(name, given)
                answer: dict[str, int] = {"pid": pid}
            case {"wait": int(pid)}:
                answer = {"status": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}
            case other:
                raise ValueError(other)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _play(name: str, given: dict[str, Any]) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    try:
        asyncio.run(getattr(scenes, name)(**given))
        code = 0
    except BaseException:  # noqa: BLE001 - nothing of a child may go on in the parent's loop
        traceback.print_exc()
        code = 1
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
