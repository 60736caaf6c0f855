"""HTTP/1.1 over one connection, as lean as Python can: what a load generator spends is taken from what it measures."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

SECONDS = 30.0
"""Longest wait for an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; ``head`` is everything before the body."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: bytes) -> str | None:
        """A header by its name in lower case."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.lower() == name:
                return value.strip().decode("latin-1")
        return None


class Wire(asyncio.Protocol):
    """A connection that stays open. One request at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Answer] | None = None
        self._data = bytearray()

    @classmethod
    async def open(cls, port: int) -> Wire:
        """Connect to a port on loopback.

        Raises:
            OSError: nobody listens.
        """
        _, wire = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return wire

    async def ask(self, request: bytes, seconds: float = SECONDS) -> Answer:
        """Send a request and wait for its answer.

        Raises:
            ConnectionError: the connection ended first.
            TimeoutError: it took too long.
        """
        if self._transport is None or self._transport.is_closing():
            raise ConnectionResetError
        loop = asyncio.get_running_loop()
        self._waiting = loop.create_future()
        timer = loop.call_later(seconds, self._end, TimeoutError())
        self._transport.write(request)
        try:
            return await self._waiting
        finally:
            timer.cancel()

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # that of uvloop is one in all but name

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(ConnectionResetError())

    def data_received(self, data: bytes) -> None:
        self._data += data
        end = self._data.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._data[:end])
        length = _length(head)
        if len(self._data) < end + 4 + length:
            return
        body = bytes(self._data[end + 4 : end + 4 + length])
        self._data.clear()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(Answer(int(head[9:12]), head, body))

    def _end(self, error: Exception) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(error)
        self.close()


def _length(head: bytes) -> int:
    start = head.lower().find(b"\r\ncontent-length:")
    if start < 0:
        return 0
    stop = head.find(b"\r\n", start + 2)
    return int(head[start + 17 : stop if stop >= 0 else None])


def request(
    method: str, path: str, key: str | None = None, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> bytes:
    """A request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}"]
    if body:
        lines.append("Content-Type: application/json")
    if key is not None:
        lines.append(f"X-API-Key: {key}")
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def error_of(body: bytes) -> str:
    """The code of a problem."""
    try:
        return str(json.loads(body).get("code", "?"))
    except (ValueError, AttributeError):
        return "?"
