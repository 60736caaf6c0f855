"""Somebody who asks ``/validate`` at a steady pace, and remembers when each answer came and which version gave it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import NamedTuple

from benchmarks.load import BETWEEN_SECONDS, VALIDATE, Texts
from benchmarks.timing import quantile
from benchmarks.wire import Wire, request

CONNECTIONS = 8


class Asked(NamedTuple):
    """One answer: when it was asked for (seconds since 1970), how long it took (ms), the version it was judged by."""

    at: float
    took: float
    version: str


@dataclass(slots=True)
class Asking:
    """Asks until it is stopped.

    Args:
        port: of the service.
        key: to the service.
        pace: requests a second, over all connections.
        pack: whose version is remembered.
    """

    port: int
    key: str
    pace: float
    pack: str
    answers: list[Asked] = field(default_factory=list)
    errors: int = 0
    stopped: bool = False

    def stop(self) -> None:
        """Ask no more."""
        self.stopped = True

    def figures(self, since: float = 0.0, until: float = float("inf")) -> dict[str, float]:
        """What was seen of what was asked between two moments (seconds since 1970); times in ms."""
        times = sorted(each.took for each in self.answers if since <= each.at < until) or [float("nan")]
        return {"asked": len(times), "p50": quantile(times, 0.5), "p95": quantile(times, 0.95),
                "p99": quantile(times, 0.99), "longest": times[-1]}  # fmt: skip

    def last_by(self, version: str) -> float:
        """When the last request was sent that was judged by a version (seconds since 1970); 0 where none was."""
        return max((each.at for each in self.answers if each.version == version), default=0.0)

    async def run(self, first: int) -> None:
        """Ask until it is stopped; ``first`` is the number of the first text."""
        texts = Texts(first)
        due = time.perf_counter()

        async def one(number: int) -> None:
            nonlocal due
            await asyncio.sleep(number * BETWEEN_SECONDS)
            wire = await Wire.open(self.port)
            while not self.stopped:
                due += 1 / self.pace
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                data = request("POST", VALIDATE, self.key, json.dumps(texts.next()).encode())
                at, began = time.time(), time.perf_counter()
                try:
                    answer = await wire.ask(data)
                except (OSError, TimeoutError):
                    if not self.stopped:
                        self.errors += 1
                        wire = await Wire.open(self.port)
                    continue
                took = (time.perf_counter() - began) * 1000
                if answer.status == 200:
                    version = json.loads(answer.body)["packs"][self.pack]["version"]
                    self.answers.append(Asked(at, took, version))
                else:
                    self.errors += 1
            wire.close()

        await asyncio.gather(*(one(number) for number in range(CONNECTIONS)))


@contextmanager
def asking(port: int, key: str, pace: float, pack: str) -> Iterator[Asking]:
    """Somebody asks while the block lasts."""
    who = Asking(port, key, pace, pack)
    thread = Thread(target=lambda: asyncio.run(who.run(int(time.time()) % 10_000_000 * 1000)), daemon=True)
    thread.start()
    try:
        yield who
    finally:
        who.stop()
        thread.join(60)
