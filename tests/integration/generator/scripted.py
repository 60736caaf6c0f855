"""An OpenAI-compatible HTTP server that does what a script says: it answers, fails, dawdles and breaks off.

Real HTTP on a real port of this machine, written byte by byte, since most of what goes wrong is below what a web
framework can be told to do. It keeps what it received.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

Reply = Callable[[asyncio.StreamWriter], Awaitable[None]]
"""Writes the answer to one request."""
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came in."""

    target: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def prompt(self) -> str:
        """All messages, one after the other."""
        return "\n".join(message["content"] for message in self.body["messages"])


def head(status: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} Scripted", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode()


def raw(
    body: bytes,
    *,
    status: int = 200,
    kind: str = JSON,
    length: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """These bytes. ``length`` is what is promised, where that is not how many there are."""

    async def reply(writer: asyncio.StreamWriter) -> None:
        promised = len(body) if length is None else length
        all_headers = {"content-type": kind, "content-length": str(promised), **(headers or {})}
        writer.write(head(status, all_headers) + body)
        await writer.drain()

    return reply


def completion(message: Mapping[str, Any], *, finish: str = "stop", tokens: tuple[int, int] | None = (90, 12)) -> bytes:
    data: dict[str, Any] = {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "scripted-1",
        "choices": [{"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}],
    }  # fmt: skip
    if tokens is not None:
        data["usage"] = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}
    return json.dumps(data).encode()


def says(text: str, *, finish: str = "stop", tokens: tuple[int, int] | None = (90, 12)) -> Reply:
    """A good answer with this text."""
    return raw(completion({"content": text}, finish=finish, tokens=tokens))


def fails(status: int, code: str = "", words: str = "", **headers: str) -> Reply:
    """An error as OpenAI words it."""
    error = {"error": {"message": words, "type": "scripted", "param": None, "code": code or None}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return raw(json.dumps(error).encode(), status=status, headers=named)


async def silent(writer: asyncio.StreamWriter) -> None:
    """No answer at all, until the client has had enough."""
    await writer.wait_closed()


async def hangs_up(writer: asyncio.StreamWriter) -> None:
    """No answer, and the connection is closed."""


async def dawdles(writer: asyncio.StreamWriter) -> None:
    """A good answer, one byte at a time and never the last one: no single wait is long."""
    writer.write(head(200, {"content-type": JSON, "content-length": "100000"}))
    while not writer.is_closing():
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.01)


async def enormous(writer: asyncio.StreamWriter) -> None:
    """Ten megabytes, as long as somebody reads them."""
    writer.write(head(200, {"content-type": JSON, "transfer-encoding": "chunked"}))
    for _ in range(100):
        writer.write(b"%x\r\n%s\r\n" % (100_000, b"x" * 100_000))
        await writer.drain()
    writer.write(b"0\r\n\r\n")
    await writer.drain()


@dataclass
class Scripted:
    """The server; a context manager.

    Args:
        script: an answer for each request, in order. A request beyond it is a 599, which no script needs.
    """

    script: Sequence[Reply]
    received: list[Received] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    _server: asyncio.Server | None = None
    _serving: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        """Its address, with the version."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"

    async def __aenter__(self) -> Scripted:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("ascii").split("\r\n")
            headers = {
                name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)
            }
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            number = len(self.received)
            self.received.append(Received(first.split()[1], headers, json.loads(body)))
            await (self.script[number] if number < len(self.script) else raw(b"{}", status=599))(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client had enough
        finally:
            self.at_once -= 1
            writer.close()
