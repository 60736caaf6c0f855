"""How large a body may be: refused by its announced length before it is read, and counted while it comes in.

The framework has such a limit, but answers with plain text where this service answers with problems.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, respond

STREAMS = frozenset({"/api/v1/validate/batch"})
"""Addresses that read line by line, for as long as lines come, and limit the length of a line themselves."""
READ_AWAY_SECONDS = 5.0


class BodyLimit:
    """Refuses larger bodies.

    Args:
        app: what gets the others.
        limit: in bytes.
    """

    def __init__(self, app: ASGIApp, *, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"} or scope["path"] in STREAMS:
            await self._app(scope, receive, send)
            return
        announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if not announced.isdigit() or int(announced) > self._limit:
            if not any(name == b"expect" for name, _ in scope["headers"]):
                await self._read_away(receive)
            await respond(self._problem(), scope)(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            if message["type"] == "http.request":
                size += len(message.get("body", b""))
                if size > self._limit:
                    raise self._problem()
            return message

        await self._app(scope, counted, send)

    async def _read_away(self, receive: Receive) -> None:
        """Take in what a client sends that does not listen before it has sent all: else it never hears the answer.

        Nothing of it is kept, and no more is read than may be sent at all, for a few seconds.
        """
        size, more = 0, True
        with suppress(TimeoutError):
            async with asyncio.timeout(READ_AWAY_SECONDS):
                while more and size <= 2 * self._limit:
                    message = await receive()
                    size += len(message.get("body", b""))
                    more = message.get("more_body", False)

    def _problem(self) -> Problem:
        return Problem("too-large", headers={"Connection": "close"}, limit=self._limit)
