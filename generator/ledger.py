"""What calls cost: an entry for every call, reserved before it and settled after it.

A ledger decides and books in one indivisible step, so that calls at the same time never share what is left. This one
lives in memory, for the command line and for tests; the service keeps its own in tables, with the same meaning.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from threading import Lock
from typing import Protocol

from generator.budgets import Budgets, Spent, Totals, require_fit
from plugins.generating import Answer, Attempt, CallError, Usage

REPEATS = 1
"""How often a call is made again whose end nobody saw (DESIGN §8: at most one repeat after a crash)."""
INTERRUPTED = "interrupted"
"""Reason of a call whose end nobody saw."""
Place = tuple[str, str]
"""Scope and name of a total."""


class State(StrEnum):
    """How a call stands. A call whose cost nobody knows counts for all that was reserved."""

    INTENT = "intent"
    SETTLED = "settled"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Account:
    """On whose account calls are made."""

    run: str
    user: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One call in the ledger.

    Attributes:
        attempt: the call, with provider, model, prompt version and the unit prices used.
        account: who pays.
        at: when it was reserved; decides its day and month.
        state: how it stands.
        usage: tokens taken, or reserved while its end is unknown.
        cost: of those tokens, in ``attempt.currency``.
        reason: why it failed.
        wait: seconds that the service asked to wait.
        answer: what it gave.
    """

    attempt: Attempt
    account: Account
    at: datetime
    state: State
    usage: Usage
    cost: Decimal
    reason: str | None = None
    wait: float | None = None
    answer: Answer | None = None


class Ledger(Protocol):
    """Keeps the entries. Every method is indivisible."""

    async def reserve(self, attempt: Attempt, account: Account, budgets: Budgets, at: datetime) -> Entry:
        """Reserve the most that a call can take, or give the entry of the same call where it has ended.

        A call that was reserved before and whose end nobody saw is booked as unknown and reserved once more.

        Returns:
            An entry in state ``INTENT``: the call has to be made. Any other: it was made, with that result.

        Raises:
            BudgetError: it does not fit; nothing was changed.
            CallError: ``interrupted``, where it was repeated before.
        """
        ...

    async def settle(self, key: str, result: Answer | CallError) -> Entry:
        """Book what a reserved call took and give back the rest.

        Raises:
            LookupError: nothing is reserved under this key.
        """
        ...

    async def release(self, key: str) -> None:
        """Give back a reservation of a call that was never made. Nothing happens where there is none."""
        ...

    async def totals(self, account: Account, at: datetime) -> Totals:
        """Spent and reserved by the account's run, its user on this day and everybody in this month."""
        ...

    async def entries(self, run: str) -> list[Entry]:
        """All calls of a run, in the order of their reservation."""
        ...


def ended(entry: Entry, result: Answer | CallError) -> Entry:
    """The entry after its call: tokens and cost of an answer, or of a failure as far as they are known."""
    if isinstance(result, Answer):
        cost = entry.attempt.cost(result.usage)
        return replace(entry, state=State.SETTLED, usage=result.usage, cost=cost, answer=result)
    if result.usage is None:
        return replace(entry, state=State.UNKNOWN, reason=result.reason, wait=result.wait)
    cost = entry.attempt.cost(result.usage)
    return replace(
        entry, state=State.FAILED, usage=result.usage, cost=cost, reason=result.reason, wait=result.wait
    )  # fmt: skip


def intent(attempt: Attempt, account: Account, at: datetime) -> Entry:
    """A new entry: all that the call can take is reserved."""
    return Entry(attempt, account, at, State.INTENT, attempt.most, attempt.cost(attempt.most))


def day(at: datetime) -> str:
    """The day to which a moment counts (UTC)."""
    return at.astimezone(UTC).strftime("%Y-%m-%d")


def month(at: datetime) -> str:
    """The month to which a moment counts (UTC)."""
    return at.astimezone(UTC).strftime("%Y-%m")


class MemoryLedger:
    """A ledger in memory; serves many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._calls: dict[str, list[Entry]] = {}
        self._order: list[tuple[str, int]] = []
        self._sums: defaultdict[Place, Spent] = defaultdict(Spent)

    async def reserve(self, attempt: Attempt, account: Account, budgets: Budgets, at: datetime) -> Entry:
        with self._lock:
            tries = self._calls.get(attempt.key, [])
            if tries and tries[-1].state is not State.INTENT:
                return tries[-1]
            if len(tries) > REPEATS:
                tries[-1] = ended(tries[-1], CallError(INTERRUPTED, None))
                raise CallError(INTERRUPTED, None, recorded=True)
            require_fit(budgets, self._totals(account, at), attempt)
            if tries:
                tries[-1] = ended(tries[-1], CallError(INTERRUPTED, None))
            entry = intent(attempt, account, at)
            self._order.append((attempt.key, len(tries)))
            self._calls.setdefault(attempt.key, tries).append(entry)
            self._book(entry)
            return entry

    async def settle(self, key: str, result: Answer | CallError) -> Entry:
        with self._lock:
            tries = self._calls.get(key, [])
            if not tries or tries[-1].state is not State.INTENT:
                raise LookupError(key)
            self._unbook(tries[-1])
            tries[-1] = ended(tries[-1], result)
            self._book(tries[-1])
            return tries[-1]

    async def release(self, key: str) -> None:
        with self._lock:
            tries = self._calls.get(key, [])
            if tries and tries[-1].state is State.INTENT:
                self._unbook(tries.pop())
                self._order.remove((key, len(tries)))

    async def totals(self, account: Account, at: datetime) -> Totals:
        with self._lock:
            return self._totals(account, at)

    async def entries(self, run: str) -> list[Entry]:
        with self._lock:
            found = [self._calls[key][number] for key, number in self._order]
        return [entry for entry in found if entry.account.run == run]

    def _totals(self, account: Account, at: datetime) -> Totals:
        return Totals(*(self._sums[place] for place in places(account, at)))

    def _book(self, entry: Entry) -> None:
        for place in places(entry.account, entry.at):
            self._sums[place] = self._sums[place].plus(entry.usage, entry.cost)

    def _unbook(self, entry: Entry) -> None:
        for place in places(entry.account, entry.at):
            self._sums[place] = self._sums[place].minus(entry.usage, entry.cost)


def places(account: Account, at: datetime) -> tuple[Place, Place, Place]:
    """Where a call counts. Who is nobody (the command line) shares a day with no one else."""
    return (("run", account.run), ("day", f"{day(at)} {account.user or ''}"), ("month", month(at)))
