"""What is to end at once is told when the process is asked to end, and the server's own handler still runs."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from types import FrameType

import pytest

from api.closing import told_when_closing


@pytest.fixture
def caught() -> Iterator[list[int]]:
    """A server's own handler, and what it caught."""
    found: list[int] = []

    def handler(number: int, _frame: FrameType | None) -> None:
        found.append(number)

    before = signal.signal(signal.SIGTERM, handler)
    yield found
    signal.signal(signal.SIGTERM, before)


async def test_both_are_told(caught: list[int]) -> None:
    told = asyncio.Event()
    own = signal.getsignal(signal.SIGTERM)
    with told_when_closing(told.set):
        signal.raise_signal(signal.SIGTERM)
        await asyncio.wait_for(told.wait(), 5)
    assert caught == [signal.SIGTERM]
    assert signal.getsignal(signal.SIGTERM) is own
    told.clear()
    signal.raise_signal(signal.SIGTERM)
    await asyncio.sleep(0)
    assert not told.is_set()
    assert caught == [signal.SIGTERM, signal.SIGTERM]


async def test_elsewhere_than_in_the_main_thread_nothing_is_done(caught: list[int]) -> None:
    own = signal.getsignal(signal.SIGTERM)

    def other() -> object:
        async def run() -> object:
            with told_when_closing(lambda: None):
                return signal.getsignal(signal.SIGTERM)

        return asyncio.run(run())

    assert await asyncio.to_thread(other) is own
