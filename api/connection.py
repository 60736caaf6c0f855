"""An answer that goes on over one connection: sent at the pace of its client, and given up when that goes away."""

from __future__ import annotations

import asyncio
from typing import NoReturn

from starlette.types import Receive, Send


class GoneError(Exception):
    """The client went away."""


async def put(send: Send, body: bytes, seconds: float, *, more: bool = True) -> None:
    """Send a piece of the answer.

    Args:
        send: to the client.
        body: the piece.
        seconds: for which it may be left.
        more: whether others follow.

    Raises:
        GoneError: the client is not there any more.
        TimeoutError: the client does not take it.
    """
    async with asyncio.timeout(seconds):
        try:
            await send({"type": "http.response.body", "body": body, "more_body": more})
        except OSError:
            raise GoneError from None


async def left(receive: Receive) -> NoReturn:
    """Wait until the client goes away.

    Raises:
        GoneError: then.
    """
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise GoneError
