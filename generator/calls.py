"""Make calls on an account: reserve, call, settle – and never make the same call twice without saying so."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from generator.budgets import Budgets, Totals, what_is_left
from generator.ledger import Account, Entry, Ledger, State
from generator.model import Spent
from plugins.generating import Answer, Attempt, BudgetError, CallError, Left

OUT_OF_TIME = "out-of-time"
"""Reason of a call that was cut off because the time of its run was over."""
BROKEN_OFF = "broken-off"
"""Reason of a call that was cancelled or raised what nobody foresaw."""


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


class LocalCalls:
    """Calls on one account within one process (``plugins.generating.Calls`` and ``Meter``).

    Args:
        ledger: where they are booked.
        budgets: what they may take.
        account: on whose account.
        clock: tells the moment.
        started: since when the time of the run counts; now unless given.
    """

    def __init__(
        self,
        ledger: Ledger,
        budgets: Budgets,
        account: Account,
        clock: Callable[[], datetime] = utc_now,
        started: datetime | None = None,
    ) -> None:
        self.ledger = ledger
        self.budgets = budgets
        self.account = account
        self._clock = clock
        self._started = clock() if started is None else started
        self._spent = Spent()

    @property
    def spent(self) -> Spent:
        """What the calls made through this object took, those that failed included."""
        return self._spent

    async def make(self, attempt: Attempt, call: Callable[[], Awaitable[Answer]]) -> Answer:
        """As ``Calls.make``; a call under way when the run's time is over is cut off, and its cost counts in full."""
        seconds = self._seconds_left()
        if seconds <= 0:
            raise BudgetError("time")
        entry = await self.ledger.reserve(attempt, self.account, self.budgets, self._clock())
        if entry.state is not State.INTENT:
            self._count(entry)
            return _recorded(entry)
        limit = asyncio.timeout(seconds)
        try:
            async with limit:
                answer = await call()
        except CallError as error:
            self._count(await self.ledger.settle(attempt.key, error))
            raise
        except BaseException as error:
            out_of_time = isinstance(error, TimeoutError) and limit.expired()
            reason = OUT_OF_TIME if out_of_time else BROKEN_OFF
            self._count(await self.ledger.settle(attempt.key, CallError(reason, None)))
            if out_of_time:
                raise BudgetError("time") from None
            raise
        self._count(await self.ledger.settle(attempt.key, answer))
        return answer

    async def left(self, question: str = "") -> Left:
        """As ``Meter.left``."""
        totals = await self.totals()
        if question:
            for entry in await self.ledger.entries(self.account.run):
                if entry.attempt.key.startswith(f"{question}/"):
                    totals = totals.minus(entry.usage, entry.cost)
        return what_is_left(self.budgets, totals, max(0.0, self._seconds_left()))

    async def totals(self) -> Totals:
        """What was spent and is reserved."""
        return await self.ledger.totals(self.account, self._clock())

    def _count(self, entry: Entry) -> None:
        self._spent = self._spent.plus(Spent(entry.usage.input_tokens, entry.usage.output_tokens, entry.cost))

    def _seconds_left(self) -> float:
        return self.budgets.seconds - (self._clock() - self._started).total_seconds()


def _recorded(entry: Entry) -> Answer:
    """What a call gave that was made before."""
    if entry.answer is None:
        raise CallError(entry.reason or BROKEN_OFF, entry.usage, wait=entry.wait, recorded=True)
    return entry.answer
