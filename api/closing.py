"""Told at once when the process is asked to end: what streams must end by itself, or the server waits for it in vain.

The server (uvicorn) catches SIGINT and SIGTERM, waits for open connections, and only then ends the application. This
stands in front of its handlers, and passes the signal on.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
Handler = Callable[[int, FrameType | None], object]


@contextmanager
def told_when_closing(tell: Callable[[], None]) -> Iterator[None]:
    """Call something, on the loop that runs now, when the process is asked to end while the block lasts.

    Outside the main thread (in tests) no signal comes, and nothing is done.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before: dict[signal.Signals, Handler] = {}

    def caught(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(tell)
        before[signal.Signals(number)](number, frame)

    for number in SIGNALS:
        known = signal.getsignal(number)
        if callable(known):
            before[number] = known
            signal.signal(number, caught)
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is caught:
                signal.signal(number, handler)
