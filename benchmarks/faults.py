"""What the service does when it is hit: ``python -m benchmarks.faults [--only NAME] [--seconds N]``.

First things are killed with ``kill -9`` while twelve clients write: a worker, the whole service, the database, one
connection of it, and Valkey. Each client remembers what was acknowledged, and after each kill every one of these
writes is read back, with its version. Then come the clients and texts that a service meets in bad company
(:mod:`benchmarks.hostile`). The rows end up in ``docs/reliability.md``. It ends with 1 where anything was lost.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.hostile import HOSTILE, Row
from benchmarks.house import House, house
from benchmarks.machine import about
from benchmarks.writers import Book, write_under, written

CALM_SECONDS = 3.0
"""Of load before the blow, and again after the service is ready."""
AWAY_SECONDS = 3.0
"""How long what nobody starts again stays away."""


@dataclass(frozen=True, slots=True)
class Blow:
    """Something that is killed; ``strike`` comes back when the rest is up to the service."""

    name: str
    strike: Callable[[House], None]
    recovered: Callable[[House], bool]


def kill_worker(service: House) -> None:
    """The oldest worker."""
    os.kill(service.workers()[0].pid, signal.SIGKILL)


def kill_service(service: House) -> None:
    """The process that was started; then start it again, as whatever supervises it does."""
    service.kill()
    service.start()


def kill_database(service: House) -> None:
    """The process that leads the database."""
    os.kill(service.postgres()[0].pid, signal.SIGKILL)


def kill_connection(service: House) -> None:
    """One process of the database that serves a connection: all of them then start anew."""
    pids = [each.pid for each in service.postgres() if "postgres definitie" in " ".join(each.cmdline())]
    os.kill(pids[0], signal.SIGKILL)


def kill_valkey(service: House) -> None:
    """Valkey, which something else starts again a while later."""
    assert service.valkey is not None
    port = service.valkey.port
    os.kill(service.cache()[0].pid, signal.SIGKILL)
    time.sleep(AWAY_SECONDS)
    service.restart_valkey(port)


def whole(service: House) -> bool:
    """All workers are there, and ready."""
    return len(service.workers()) == service.workers_wanted and service.ready()


STRIKES: dict[str, Callable[[House], None]] = {
    "service": kill_service,
    "database": kill_database,
    "connection": kill_connection,
    "Valkey": kill_valkey,
}
"""What can be killed while something else is measured."""
BLOWS = (
    Blow("worker killed", kill_worker, whole),
    Blow("service killed, started again", kill_service, whole),
    Blow("database killed", kill_database, whole),
    Blow("connection of the database killed", kill_connection, whole),
    Blow("Valkey killed, started again after 3 s", kill_valkey, whole),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Hit it, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [blow.name for blow in BLOWS] + list(HOSTILE)
    parser.add_argument(
        "--only", action="append", choices=names, metavar="NAME", help=f"this alone: {', '.join(names)}"
    )
    parser.add_argument("--rounds", type=int, default=1, help="how often each thing is killed (default 1)")
    options = parser.parse_args(arguments)
    wanted = options.only or names
    rows: list[Row] = []
    with house(redis=True) as service:
        key = service.key()
        for blow in [blow for blow in BLOWS if blow.name in wanted] * options.rounds:
            rows.append(asyncio.run(hit(service, key, blow)))
            print(rows[-1].line(), flush=True)
        for name in [name for name in HOSTILE if name in wanted]:
            rows.append(HOSTILE[name](service, key))
            print(rows[-1].line(), flush=True)
    print("", *(f"{name}: {value}" for name, value in about().items() if value), sep="\n")
    return int(not all(row.right for row in rows))


async def hit(service: House, key: str, blow: Blow) -> Row:
    """Write, strike, wait until it is ready, write on, and read all back."""
    book = Book(service.port, key)
    stop = asyncio.Event()
    writing = asyncio.create_task(write_under(book, stop))
    await asyncio.sleep(CALM_SECONDS)
    before, began = book.acknowledged, time.perf_counter()
    looks = asyncio.create_task(asyncio.to_thread(_away, service, blow))
    await asyncio.to_thread(blow.strike, service)
    seconds = await looks
    await asyncio.sleep(CALM_SECONDS)
    stop.set()
    await writing
    after = book.acknowledged
    lost = await written(book)
    said = ", ".join(f"{count}× {what}" for what, count in book.failed.most_common(4)) or "none"
    seen = (
        f"ready again after {seconds:.1f} s; {before} writes acknowledged before, {after - before} after; "
        f"longest wait of a client {book.longest(began):.1f} s; failed requests: {said}; "
        f"read back {after} writes: {len(lost)} lost, {book.twice} done twice"
    )
    return Row(blow.name, seen + "".join(f"\n    LOST {each}" for each in lost[:5]), right=not lost and not book.twice)


def _away(service: House, blow: Blow) -> float:
    """Seconds until it is whole after it was struck."""
    began = time.perf_counter()
    time.sleep(0.3)  # so that it has been seen to be away
    ended = began + 150
    while time.perf_counter() < ended:
        if blow.recovered(service):
            return time.perf_counter() - began
        time.sleep(0.05)
    return float("inf")


if __name__ == "__main__":
    sys.exit(main())
