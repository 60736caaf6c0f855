"""A batch: records come in and reports go out over one connection, at the pace of whoever is slower.

Chunks are judged side by side and sent in order. A chunk begins when one of ``host.parallel`` places is free, and gives
it back when its answers were sent; so a client that does not read is soon not read from either, and memory is bounded.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import structlog
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.connection import GoneError, left, put
from api.host.engine_host import CHUNK, Corpus, EngineHost, Loaded, is_long
from api.host.judged import Judged
from api.host.pool import Manner
from api.host.worker import OverloadedError
from api.lines import Line, LineSplitter
from api.problems import Problem
from api.records import record_of
from engine.model import Definition

NDJSON = "application/x-ndjson"
CONTENT_TYPES = (NDJSON, "application/ndjson", "application/jsonl", "application/json")
LINE_BYTES = 1_000_000
"""Longest line: more than any definition, and little enough to hold some of."""
CHUNK_BYTES = 1_000_000
"""Of lines in a chunk, so that few long ones do as many short ones."""
INLINE = 16
"""Records that are judged beside the single ones, from the cache too; more go to a process."""
PAUSE = 0.005
"""Seconds without input after which a chunk that is not full is judged: someone may wait for its answers."""
IDLE = 120.0
"""Seconds that a stream may stand still, in either direction, before it is ended."""

log = structlog.get_logger(__name__)


class Places:
    """How many batches a process has under way.

    Args:
        most: at the same time.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken = 0

    def take(self) -> Callable[[], None] | None:
        """Take a place: what gives it back (once), or ``None`` where all are taken."""
        if self.taken >= self.most:
            return None
        self.taken += 1
        held = [True]

        def give_back() -> None:
            if held.pop() if held else False:
                self.taken -= 1

        return give_back


@dataclass(frozen=True, slots=True)
class Conversation:
    """Judges what comes in on a connection, by the packs that were in use when it began (``loaded``).

    ``language`` and ``request_id`` are for the problems of single lines.
    """

    host: EngineHost
    manner: Manner
    corpus: Corpus | None
    language: str
    request_id: str
    loaded: Loaded | None = None
    idle: float = IDLE

    async def run(self, receive: Receive, send: Send) -> None:
        """Read, judge and send until the input ends, or the client goes away or stands still: then nothing is left."""
        try:
            async with asyncio.TaskGroup() as group:
                answers: asyncio.Queue[asyncio.Task[bytes] | None] = asyncio.Queue()
                places = asyncio.Semaphore(self.host.parallel)

                async def begin(lines: Sequence[Line]) -> None:
                    await places.acquire()
                    answers.put_nowait(group.create_task(self._answer(lines)))

                reading = group.create_task(self._read(receive, begin, lambda: answers.put_nowait(None)))
                while (answer := await answers.get()) is not None:
                    await put(send, await answer, self.idle)
                    places.release()
                await put(send, b"", self.idle, more=False)
                reading.cancel()
        except* GoneError:
            log.info("batch-left")
        except* TimeoutError:
            log.info("batch-stalled")

    async def _read(
        self, receive: Receive, begin: Callable[[Sequence[Line]], Awaitable[None]], end: Callable[[], None]
    ) -> None:
        splitter, chunk = LineSplitter(LINE_BYTES), _Filling()
        coming = asyncio.ensure_future(receive())
        try:
            while True:
                await asyncio.wait((coming,), timeout=PAUSE if chunk.lines else self.idle)
                if not coming.done():
                    if not chunk.lines:
                        raise TimeoutError
                    await begin(chunk.taken())
                    continue
                message = coming.result()
                if message["type"] == "http.disconnect":
                    raise GoneError
                more = message.get("more_body", False)
                lines = splitter.feed(message.get("body", b""))
                for line in lines if more else [*lines, *splitter.end()]:
                    if chunk.add(line):
                        await begin(chunk.taken())
                if not more:
                    break
                coming = asyncio.ensure_future(receive())
            if chunk.lines:
                await begin(chunk.taken())
            end()
            await left(receive)
        finally:
            coming.cancel()

    async def _answer(self, lines: Sequence[Line]) -> bytes:
        """What is said of some lines, a line each."""
        read = [self._record(line) for line in lines]
        judged = iter(await self._judged([each for each in read if isinstance(each, Definition)]))
        said = (next(judged) if isinstance(each, Definition) else each for each in read)
        return b"".join(
            each.line + b"\n" if isinstance(each, Judged) else self._told(each, line.number)
            for each, line in zip(said, lines, strict=True)
        )

    def _record(self, line: Line) -> Definition | Problem:
        if line.text is None:
            return Problem("too-large", limit=LINE_BYTES)
        try:
            return record_of(line.text)
        except Problem as problem:
            return problem

    async def _judged(self, records: Sequence[Definition]) -> Sequence[Judged | Problem]:
        try:
            return await self._together(records)
        except Exception as error:
            if len(records) == 1:
                log.error("record-not-judged", exc_info=error)
                return [Problem("internal", request_id=self.request_id)]
        # One of them ends its process, for one: the others are judged all the same.
        return [(await self._judged([each]))[0] for each in records]

    async def _together(self, records: Sequence[Definition]) -> list[Judged]:
        if len(records) <= INLINE and not any(map(is_long, records)):
            with suppress(OverloadedError):  # the processes have a queue of their own
                return await asyncio.gather(
                    *(self.host.validate(each, self.manner, self.corpus, self.loaded) for each in records)
                )
        return await self.host.validate_chunk(records, self.manner, self.corpus, self.loaded)

    def _told(self, problem: Problem, number: int) -> bytes:
        document = problem.document(self.language) | {"line": number}
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


class _Filling:
    """A chunk that fills up."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._bytes = 0

    def add(self, line: Line) -> bool:
        """Add a line; whether it is full."""
        self.lines.append(line)
        self._bytes += line.size
        return len(self.lines) >= CHUNK or self._bytes >= CHUNK_BYTES

    def taken(self) -> list[Line]:
        """What it holds; it is empty then."""
        lines, self.lines, self._bytes = self.lines, [], 0
        return lines


class BatchResponse(Response):
    """The answer to a batch. Not the framework's streaming answer, which reads what the client still has to send.

    Args:
        talk: with the client.
        place: gives back the place that the batch takes.
    """

    media_type = NDJSON

    def __init__(self, talk: Conversation, place: Callable[[], None]) -> None:
        super().__init__(headers={"X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._talk = talk
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            await self._talk.run(receive, send)
        finally:
            self._place()
