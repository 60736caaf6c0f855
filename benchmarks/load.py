"""The load generator of ``benchmarks.service``: a process of its own, so that its processor time can be told apart.

Reads what to do as JSON from standard input and writes what it saw as JSON. Closed loop: every connection sends its
next request when the last was answered, so times are those of a service that is kept busy all the time.
"""

from __future__ import annotations

import asyncio
import json
import resource
import socket
import sys
import time
from array import array
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from itertools import count

from benchmarks.texts import real_definitions
from benchmarks.timing import quantile
from benchmarks.wire import Answer, Wire, error_of, request

DEFINITIONS = "/api/v1/definitions"
VALIDATE = "/api/v1/validate"
SEEN = 500
"""Texts that come back all the time: as many as fit any cache."""
STILL_SECONDS = 60
"""Longest silence of a stream."""
LINES = 256
"""Records that a batch is sent at a time."""
AHEAD = 2048
"""Records that a batch may have sent before their reports came: what lies in sockets says nothing of speed."""
END = b"\r\n0\r\n\r\n"
"""Of a stream in pieces."""
TAIL = 5
"""Words of the other record."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to do: ``kind`` is one of ``KINDS``, ``first`` the number of the first text nobody has seen yet."""

    kind: str
    port: int
    key: str
    seconds: float
    connections: int
    first: int = 0


@dataclass(slots=True)
class Seen:
    """What came of it. Times in milliseconds."""

    texts: str = ""
    seconds: float = 0.0
    done: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    times: array[float] = field(default_factory=lambda: array("d"))
    processor_seconds: float = 0.0

    def document(self) -> dict[str, object]:
        """As it is written."""
        times = sorted(self.times)
        found = {f"p{part}": quantile(times, part / 100) for part in (50, 95, 99)} if times else {}
        facts = {name: value for name, value in asdict(self).items() if name not in {"times", "errors"}}
        return facts | found | {"longest": times[-1] if times else 0.0, "errors": dict(self.errors)}


class Texts:
    """Records nobody has seen, in words that people use: a real one, numbered, with the beginning of another after it.

    Made-up words would not do: most of the time would go to the analyzer, that has to guess what they are.
    """

    def __init__(self, first: int) -> None:
        self.source, found = real_definitions(5000)
        self._records = [(each.begrip, each.definitie, each.category) for each in found]
        self._tails = [" ".join(each.definitie.split()[:TAIL]) for each in found]
        self._numbers = count(first)

    def next(self) -> dict[str, str]:
        """Another record."""
        return self.numbered(next(self._numbers))

    def numbered(self, number: int) -> dict[str, str]:
        """The record of a number, always the same."""
        turn, place = divmod(number, len(self._records))
        begrip, definitie, category = self._records[place]
        tail = self._tails[(place * 13 + turn * 7 + 1) % len(self._tails)]
        text = {"begrip": f"{begrip[:200]} {number}", "definitie": f"{definitie} of {tail}"}
        return text if category is None else text | {"category": category.value}


BETWEEN_SECONDS = 0.03
"""Between two connections: those that come at once are all taken by the worker that wakes up first, and stay there."""


class Load:
    """One run of a job."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.texts = Texts(job.first)
        self.seen = Seen(texts=self.texts.source)
        self._until = 0.0

    async def run(self, turn: Callable[[Wire], Awaitable[None]]) -> None:
        """Let all connections take turns until the time is over."""
        self._until = time.perf_counter() + self.job.seconds
        await asyncio.gather(*(self._connection(turn, number) for number in range(self.job.connections)))

    async def _connection(self, turn: Callable[[Wire], Awaitable[None]], number: int) -> None:
        await asyncio.sleep(number * BETWEEN_SECONDS)
        wire = await Wire.open(self.job.port)
        while time.perf_counter() < self._until:
            try:
                await turn(wire)
            except (OSError, TimeoutError) as error:
                self.seen.errors[type(error).__name__] += 1
                wire.close()
                wire = await Wire.open(self.job.port)
        wire.close()

    async def ask(self, wire: Wire, data: bytes, expected: int = HTTPStatus.OK) -> Answer:
        """One request, timed and counted."""
        began = time.perf_counter()
        answer = await wire.ask(data)
        self.seen.times.append((time.perf_counter() - began) * 1000)
        if answer.status == expected:
            self.seen.done += 1
        else:
            self.seen.errors[f"{answer.status} {error_of(answer.body)}"] += 1
        return answer

    async def new(self, wire: Wire) -> None:
        """Judge a text nobody has seen."""
        await self.ask(wire, request("POST", VALIDATE, self.job.key, _json(self.texts.next())))

    async def known(self, wire: Wire) -> None:
        """Judge a text that was seen before."""
        number = len(self.seen.times) % SEEN
        await self.ask(wire, request("POST", VALIDATE, self.job.key, _json(self.texts.numbered(number))))

    async def crud(self, wire: Wire) -> None:
        """A definition from its beginning to its end: made, read five times, changed twice, listed, deleted."""
        key, record = self.job.key, self.texts.next()
        made = await self.ask(wire, request("POST", DEFINITIONS, key, _json(record)), HTTPStatus.CREATED)
        if made.status != HTTPStatus.CREATED:
            return
        place, tag = f"{DEFINITIONS}/{json.loads(made.body)['id']}", made.header(b"etag") or ""
        for changes in range(3):
            for _ in range(2 if changes < 2 else 1):
                await self.ask(wire, request("GET", place, key))
            if changes == 2:
                break
            body = _json(record | {"definitie": f"{record['definitie']} {changes}"})
            changed = await self.ask(wire, request("PUT", place, key, body, {"If-Match": tag}))
            tag = changed.header(b"etag") or tag
        await self.ask(wire, request("GET", f"{DEFINITIONS}?limit=20", key))
        await self.ask(wire, request("DELETE", place, key, headers={"If-Match": tag}), HTTPStatus.NO_CONTENT)

    async def batch(self) -> None:
        """Streams of records, one a connection; what is counted are reports."""
        self._until = time.perf_counter() + self.job.seconds
        await asyncio.gather(*(self._stream() for _ in range(self.job.connections)))

    async def _stream(self) -> None:
        line = socket.create_connection(("127.0.0.1", self.job.port))
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)  # else megabytes wait in it when time is over
        reader, writer = await asyncio.open_connection(sock=line, limit=1 << 20)
        head = f"POST {VALIDATE}/batch HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {self.job.key}\r\n"
        writer.write(f"{head}Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        sent = got = 0

        async def send() -> None:
            nonlocal sent
            while time.perf_counter() < self._until:
                if sent - got > AHEAD:
                    await asyncio.sleep(0.002)
                    continue
                body = b"".join(_json(self.texts.next()) + b"\n" for _ in range(LINES))
                writer.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")
                sent += LINES
                await writer.drain()
            writer.write(b"0\r\n\r\n")

        sending = asyncio.create_task(send())
        if b" 200 " not in await reader.readline():
            self.seen.errors["no stream"] += 1
        held = tail = b""
        while tail != END:
            part = await asyncio.wait_for(reader.read(1 << 20), STILL_SECONDS)
            if not part:
                self.seen.errors["stream cut"] += 1
                break
            data = held + part
            held = b"\r" if data.endswith(b"\r") else b""
            # A report ends with a line feed alone, a piece of the stream with both.
            got += data.count(b"\n") - data.count(b"\r\n")
            if b'"urn:definitie:problem' in data:
                self.seen.errors["problem"] += 1
            tail = (tail + part)[-len(END) :]
        await sending
        writer.close()
        self.seen.done += got
        if got != sent:
            self.seen.errors["records without report"] += sent - got


def _json(record: dict[str, str]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()


async def carry_out(job: Job) -> Seen:
    """Do a job."""
    load = Load(job)
    turns: dict[str, Callable[[Wire], Awaitable[None]]] = {"new": load.new, "known": load.known, "crud": load.crud}
    began, used = time.perf_counter(), _used()
    await (load.batch() if job.kind == "batch" else load.run(turns[job.kind]))
    load.seen.seconds = time.perf_counter() - began
    load.seen.processor_seconds = _used() - used
    return load.seen


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    import uvloop

    job = Job(**json.load(sys.stdin))
    json.dump(uvloop.run(carry_out(job)).document(), sys.stdout)
