"""Work that goes on beside the requests: begun with a block and ended with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress


@asynccontextmanager
async def beside(work: Coroutine[None, None, None], name: str) -> AsyncIterator[None]:
    """Let something run while the block lasts; then it is cancelled and waited for.

    Args:
        work: runs until it is cancelled.
        name: of its task, as a debugger shows it.

    Raises:
        Exception: at the end of the block, what the work ended with before its time.
    """
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
