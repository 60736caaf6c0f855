"""Whose turn it is: requests and tokens in any 60 seconds, and calls at once, for one provider.

The window slides exactly: what was asked in the last 60 seconds is remembered call by call, so that no burst at the
edge of a minute takes double. Who came first goes first.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from plugins.generating import CallError
from plugins.generators.openai.failures import Reason
from plugins.generators.openai.model import Limits

WINDOW = 60.0
"""Seconds over which requests and tokens are counted."""


@dataclass(slots=True)
class Turn:
    """One call in the window. ``tokens`` is what it may take, and what it took once that is known."""

    at: float
    tokens: int


class Turns:
    """The turns of one provider, for one event loop.

    Args:
        limits: of the provider.
        clock: seconds; only differences count.
        sleep: waits so many seconds.
    """

    def __init__(
        self, limits: Limits, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._window: deque[Turn] = deque()
        self._queue = asyncio.Lock()
        self._places = asyncio.Semaphore(limits.concurrent)
        self._not_before = 0.0

    def hold(self, seconds: float) -> None:
        """Let nobody through for so long: the provider asked for it."""
        self._not_before = max(self._not_before, self._clock() + seconds)

    @asynccontextmanager
    async def turn(self, tokens: int) -> AsyncIterator[Turn]:
        """Wait for a turn and keep a place while the block lasts.

        Args:
            tokens: that the call may take.

        Raises:
            CallError: ``busy``, where the wait would be too long, or the call alone is more than a minute allows.
        """
        if tokens > self._limits.tokens:
            raise CallError(Reason.BUSY)
        patience = self._clock() + self._limits.wait
        async with self._places:
            async with self._queue:
                turn = await self._wait(tokens, patience)
            yield turn

    async def _wait(self, tokens: int, patience: float) -> Turn:
        while (until := self._free_at(tokens)) > (now := self._clock()):
            if until > patience:
                raise CallError(Reason.BUSY)
            await self._sleep(until - now)
        turn = Turn(self._clock(), tokens)
        self._window.append(turn)
        return turn

    def _free_at(self, tokens: int) -> float:
        """The moment from which a call fits, if nothing else happens."""
        now = self._clock()
        while self._window and self._window[0].at + WINDOW <= now:
            self._window.popleft()
        requests, used, free = len(self._window), sum(turn.tokens for turn in self._window), self._not_before
        for turn in self._window:
            if requests < self._limits.requests and used + tokens <= self._limits.tokens:
                break
            requests, used, free = requests - 1, used - turn.tokens, max(free, turn.at + WINDOW)
        return free
