"""Clients that write and remember what was acknowledged, to be held against what is there afterwards."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count

from benchmarks.load import DEFINITIONS
from benchmarks.wire import Answer, Wire, error_of, request

WRITERS = 12
CHANGES = 3
PATIENCE = 15.0
"""Seconds that a client waits for one answer."""
PAUSE = 0.1
"""Before a request that failed is sent again."""
TRIES = 600


@dataclass(slots=True)
class Book:
    """What the clients were told.

    Args:
        port: of the service.
        key: to sign in with.
    """

    port: int
    key: str
    versions: dict[str, dict[int, str]] = field(default_factory=dict)
    """Definition → version → the text that was acknowledged."""
    failed: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    twice: int = 0
    """Writes that an Idempotency-Key should have kept from being done again."""
    waits: list[tuple[float, float]] = field(default_factory=list)
    run: str = field(default_factory=lambda: f"{time.time_ns():x}")

    def note(self, definition: str, version: int, text: str) -> None:
        """A write was acknowledged."""
        self.versions.setdefault(definition, {})[version] = text
        self.acknowledged += 1

    def longest(self, since: float) -> float:
        """The longest that a client had to wait for a write that began or ended after a moment."""
        return max((end - begin for begin, end in self.waits if end >= since), default=0.0)


class Client:
    """Asks until it is answered, on a new connection where the old one broke."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._wire: Wire | None = None

    async def ask(self, data: bytes) -> Answer | None:
        """An answer, or nothing where it broke or failed: then nobody knows whether it was done."""
        try:
            if self._wire is None:
                self._wire = await asyncio.wait_for(Wire.open(self._book.port), PATIENCE)
            answer = await self._wire.ask(data, PATIENCE)
        except (OSError, TimeoutError) as error:
            self._book.failed[type(error).__name__] += 1
            self.close()
            await asyncio.sleep(PAUSE)
            return None
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self._book.failed[f"{answer.status} {error_of(answer.body)}"] += 1
            await asyncio.sleep(PAUSE)
            return None
        return answer

    async def surely(self, data: bytes) -> Answer | None:
        """An answer however often it has to be asked for; nothing where it never comes."""
        began = time.perf_counter()
        for _ in range(TRIES):
            answer = await self.ask(data)
            if answer is not None and error_of(answer.body) != "idempotency-running":
                self._book.waits.append((began, time.perf_counter()))
                return answer
            if answer is not None:
                self._book.failed["409 idempotency-running"] += 1
                await asyncio.sleep(PAUSE)
        return None

    def close(self) -> None:
        """Hang up."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None


async def write_under(book: Book, stop: asyncio.Event) -> None:
    """Let all clients write until they are told to stop."""
    numbers = count()
    await asyncio.gather(*(_writer(book, stop, numbers) for _ in range(WRITERS)))


async def _writer(book: Book, stop: asyncio.Event, numbers: count[int]) -> None:
    client = Client(book)
    while not stop.is_set():
        number = next(numbers)
        record = {"begrip": f"begrip {book.run} {number}", "definitie": f"voorwerp nummer {number}"}
        body, once = json.dumps(record).encode(), {"Idempotency-Key": f"{book.run}-{number}"}
        made = await client.surely(request("POST", DEFINITIONS, book.key, body, once))
        if made is None or made.status != HTTPStatus.CREATED:
            # With this key it cannot be a duplicate of anything but itself.
            book.twice += made is not None and made.status == HTTPStatus.CONFLICT
            book.failed[f"{made.status} {error_of(made.body)}" if made else "never answered"] += 1
            continue
        definition, version = str(json.loads(made.body)["id"]), 1
        book.note(definition, version, record["definitie"])
        for change in range(CHANGES):
            text = f"{record['definitie']} wijziging {change}"
            put = request(
                "PUT", f"{DEFINITIONS}/{definition}", book.key, json.dumps(record | {"definitie": text}).encode(),
                {"If-Match": f'"{version}"'},
            )  # fmt: skip
            changed = await client.ask(put)
            if changed is None or changed.status != HTTPStatus.OK:
                if changed is not None:
                    book.failed[f"{changed.status} {error_of(changed.body)}"] += 1
                break  # done or not: what it is now is not ours to say
            version += 1
            book.note(definition, version, text)
    client.close()


async def written(book: Book) -> list[str]:
    """Read every acknowledged write back; those that are not there as they were acknowledged."""
    wanted = [
        (definition, version, text) for definition, all_ in book.versions.items() for version, text in all_.items()
    ]
    lost: list[str] = []

    async def read(part: int) -> None:
        client = Client(book)
        for definition, version, text in wanted[part::WRITERS]:
            answer = await client.surely(request("GET", f"{DEFINITIONS}/{definition}/versions/{version}", book.key))
            if answer is None or answer.status != HTTPStatus.OK:
                lost.append(f"{definition} version {version}: {answer.status if answer else 'no answer'}")
            elif json.loads(answer.body)["record"]["definitie"] != text:
                lost.append(f"{definition} version {version}: another text")
        client.close()

    await asyncio.gather(*map(read, range(WRITERS)))
    return lost
