"""A receiver of webhooks on this machine, which behaves as it is told to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

OK = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Posted:
    """A request that came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


def status(code: int, *headers: str) -> bytes:
    """An answer without a body."""
    lines = [f"HTTP/1.1 {code} X", *headers, "Content-Length: 0", "", ""]
    return "\r\n".join(lines).encode()


@dataclass(slots=True)
class Receiver:
    """What came in, and what is answered: ``behave`` gives the bytes, ``None`` hangs, ``b""`` hangs up."""

    port: int = 0
    got: list[Posted] = field(default_factory=list)
    taken: list[Posted] = field(default_factory=list)
    behave: Callable[[Posted], bytes | None] = lambda _: OK
    news: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/events"

    def positions(self) -> list[int]:
        """Of what was taken."""
        return [int(each.event["sequence"]) for each in self.taken]

    def firsts(self, subject: str) -> list[int]:
        """Positions of what was taken of a subject, each where it came first."""
        found = [int(each.event["sequence"]) for each in self.taken if each.event["subject"] == subject]
        return list(dict.fromkeys(found))

    async def until(self, done: Callable[[], bool], seconds: float = 10) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(seconds):
            while not done():
                self.news.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.05):
                        await self.news.wait()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.tasks.discard(task)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        posted = Posted(head[0].split(" ")[1], headers, body)
        self.got.append(posted)
        said = self.behave(posted)
        if said is None:
            await asyncio.Event().wait()
            return False
        if said.startswith((b"HTTP/1.1 200", b"HTTP/1.1 204")):
            self.taken.append(posted)
        self.news.set()
        writer.write(said)
        await writer.drain()
        return bool(said)


@asynccontextmanager
async def receiving(receiver: Receiver | None = None) -> AsyncIterator[Receiver]:
    """A receiver for as long as the block lasts; one that was there before keeps its port."""
    made = receiver or Receiver()
    server = await asyncio.start_server(made.answer, "127.0.0.1", made.port)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        for task in list(made.tasks):
            task.cancel()
        if made.tasks:
            await asyncio.wait(made.tasks, timeout=5)
