"""Events over one connection for as long as the client likes: server-sent events (HTML standard, section 9.2).

A client that comes back says with ``Last-Event-ID`` what it had, in any process. Nothing is queued for it: it reads
from the feed at its own pace, and one that does not read is cut off.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

import structlog
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.connection import GoneError, left, put
from api.events.envelope import Event
from api.events.feed import Feed
from api.events.seen import seen
from api.identity.principal import Principal
from api.problems import Problem
from storage.errors import StorageError

MEDIA_TYPE = "text/event-stream"
RETRY_MILLISECONDS = 2000
HEARTBEAT_SECONDS = 15.0
SEND_SECONDS = 30.0
"""How long a client may leave what it is sent."""
BUSY_SECONDS = 5
"""After which a client may come back that found all places for streams taken."""
PAGE = 200
GONE = "gone"

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Wish:
    """What a client wants.

    Args:
        after: the position that it had last.
        types: of events; all where empty.
        subject: how it begins; all where ``None``.
        follow: wait for what is still to come.
        seconds: longest life of the stream.
    """

    after: int
    types: frozenset[str] = frozenset()
    subject: str | None = None
    follow: bool = True
    seconds: float = 3600.0

    def wants(self, event: Event) -> bool:
        """Whether an event is one of those."""
        return (not self.types or event.type in self.types) and (
            self.subject is None or event.subject.startswith(self.subject)
        )


@dataclass(slots=True)
class Talk:
    """With one client.

    Args:
        feed: of the process.
        wish: of the client.
        who: it is.
        identify: who it is now; raises ``Problem`` where it may not go on.
        sent: is told of every event that was sent.
        heartbeat: seconds between signs of life.
        patience: seconds that a client may leave what it is sent.
    """

    feed: Feed
    wish: Wish
    who: Principal
    identify: Callable[[], Awaitable[Principal | None]]
    sent: Callable[[int], None] = lambda _: None
    heartbeat: float = HEARTBEAT_SECONDS
    patience: float = SEND_SECONDS
    _cursor: int = field(init=False)
    _beaten: float = field(init=False)

    def __post_init__(self) -> None:
        self._cursor = self.wish.after

    async def run(self, send: Send) -> None:
        """Send until the client, the service, or the time ends it."""
        until = time.monotonic() + self.wish.seconds
        self._beaten = time.monotonic()
        await put(send, f"retry: {RETRY_MILLISECONDS}\n{self._mark()}".encode(), self.patience)
        while not self.feed.closed and time.monotonic() < until:
            page = await self.feed.read(self._cursor, PAGE)
            if page and page[0].position > self._cursor + 1:
                await put(send, gone(page[0].position), self.patience)
                break
            if page:
                await self._pass_on(send, page)
            elif not self.wish.follow:
                await put(send, self._mark().encode(), self.patience)
                break
            else:
                rest = min(until, self._beaten + self.heartbeat) - time.monotonic()
                await self.feed.wait(self._cursor, max(0.0, rest))
            if time.monotonic() >= self._beaten + self.heartbeat and not await self._beat(send):
                break
        await put(send, b"", self.patience, more=False)

    async def _pass_on(self, send: Send, page: list[Event]) -> None:
        wanted = [event for event in page if self.wish.wants(event) and seen(self.who, event)]
        self._cursor = page[-1].position
        if wanted:
            await put(send, b"".join(map(block, wanted)), self.patience)
            self.sent(len(wanted))

    async def _beat(self, send: Send) -> bool:
        """Give a sign of life, with the position, so that who sees little does not fall behind; whether to go on."""
        self._beaten = time.monotonic()
        try:
            who = await self.identify()
        except (Problem, StorageError):
            return False
        if who is None:
            return False
        self.who = who
        await put(send, f": \n{self._mark()}".encode(), self.patience)
        return True

    def _mark(self) -> str:
        return f"id: {self._cursor}\n\n"


def block(event: Event) -> bytes:
    """An event as it is sent. Its JSON has no line breaks."""
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (event.position, event.type.encode(), event.body)


def gone(oldest: int) -> bytes:
    """What is sent to a client that is so slow that what it should get next was forgotten."""
    return f"event: {GONE}\ndata: {json.dumps({'oldest': oldest})}\n\n".encode()


class Speaker(Protocol):
    """What an answer that goes on says."""

    async def run(self, send: Send) -> None:
        """Send all of it, and the end."""
        ...


class EventStream(Response):
    """The answer that goes on.

    Args:
        talk: with the client.
        place: gives back the place that the stream takes.
    """

    media_type = MEDIA_TYPE

    def __init__(self, talk: Speaker, place: Callable[[], None]) -> None:
        super().__init__(headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"})
        del self.headers["content-length"]
        self._talk = talk
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            async with asyncio.TaskGroup() as group:
                watching = group.create_task(left(receive))
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
                await self._talk.run(send)
                watching.cancel()
        except* GoneError:
            log.info("stream-left")
        except* TimeoutError:
            log.info("stream-stalled")
        except* StorageError as errors:
            log.warning("stream-ended", reason=str(errors.exceptions[0]))
        finally:
            self._place()
