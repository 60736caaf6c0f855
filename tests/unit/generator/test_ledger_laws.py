"""Laws of the money: whatever happens in whatever order, no budget is ever promised twice, and nothing gets lost."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from generator.budgets import Budgets, Limit, Spent
from generator.calls import LocalCalls
from generator.ledger import INTERRUPTED, Account, MemoryLedger, State
from plugins.generating import Answer, Attempt, BudgetError, CallError, Usage
from tests.unit.generator.booking import NOON, an_answer, an_attempt, at_once

SIZES = st.tuples(st.integers(0, 60), st.integers(0, 60))
LIMITS = st.builds(Limit, st.none() | st.integers(0, 400), st.none() | st.decimals(0, "0.001", places=6))
BUDGETS = st.builds(Budgets, run=LIMITS, user_day=LIMITS, month=LIMITS)
ACCOUNTS = st.builds(Account, st.sampled_from("ab"), st.sampled_from([None, "u", "v"]))


def within(spent: Spent, limit: Limit) -> bool:
    return (limit.tokens is None or spent.tokens <= limit.tokens) and (
        limit.money is None or spent.money <= limit.money
    )


class LedgerMachine(RuleBasedStateMachine):
    """A ledger next to a model of it: the sum of what every call took, or can have taken as long as nobody knows."""

    under_way: Bundle[Attempt] = Bundle("under_way")

    @initialize(budgets=BUDGETS)
    def begin(self, budgets: Budgets) -> None:
        self.ledger, self.budgets = MemoryLedger(), budgets
        self.booked: dict[str, list[tuple[Account, Spent]]] = {}
        self.open: set[str] = set()
        self.number = 0

    @rule(target=under_way, account=ACCOUNTS, size=SIZES)
    def reserve(self, account: Account, size: tuple[int, int]) -> Attempt:
        self.number += 1
        attempt = an_attempt(str(self.number), size)
        self._reserve(attempt, account)
        return attempt

    @rule(attempt=under_way)
    def crash_and_come_back(self, attempt: Attempt) -> None:
        """Nobody settled; the same call is reserved once more. What it can have taken stays booked."""
        booked = self.booked.get(attempt.key)
        if booked:
            self._reserve(attempt, booked[0][0])

    def _reserve(self, attempt: Attempt, account: Account) -> None:
        before = at_once(self.ledger.totals(account, NOON))
        try:
            entry = at_once(self.ledger.reserve(attempt, account, self.budgets, NOON))
        except (BudgetError, CallError) as error:
            if isinstance(error, CallError):
                self.open.remove(attempt.key)
            assert at_once(self.ledger.totals(account, NOON)) == before
            return
        if entry.reason == INTERRUPTED:
            assert at_once(self.ledger.totals(account, NOON)) == before
            return
        assert entry.state is State.INTENT
        self.open.add(attempt.key)
        most = Spent().plus(attempt.most, attempt.cost(attempt.most))
        self.booked.setdefault(attempt.key, []).append((account, most))

    @rule(attempt=consumes(under_way), part=st.fractions(0, 1))
    def settle(self, attempt: Attempt, part: float) -> None:
        usage = Usage(int(attempt.input_tokens * part), int(attempt.max_output_tokens * part))
        self._end(attempt, Answer("", usage, "stop", ""), Spent().plus(usage, attempt.cost(usage)))

    @rule(attempt=consumes(under_way))
    def fail(self, attempt: Attempt) -> None:
        self._end(attempt, CallError("server-error"), Spent())

    @rule(attempt=consumes(under_way))
    def lose(self, attempt: Attempt) -> None:
        booked = self.booked.get(attempt.key)
        self._end(attempt, CallError("timeout", None), booked[-1][1] if booked else Spent())

    @rule(attempt=consumes(under_way))
    def release(self, attempt: Attempt) -> None:
        at_once(self.ledger.release(attempt.key))
        if attempt.key in self.open:
            self.booked[attempt.key].pop()
            self.open.remove(attempt.key)

    def _end(self, attempt: Attempt, result: Answer | CallError, spent: Spent) -> None:
        if attempt.key in self.open:
            at_once(self.ledger.settle(attempt.key, result))
            booked = self.booked[attempt.key]
            booked[-1] = (booked[-1][0], spent)
            self.open.remove(attempt.key)

    @invariant()
    def nothing_is_lost_and_nothing_is_promised_twice(self) -> None:
        if not hasattr(self, "ledger"):
            return
        all_booked = [pair for pairs in self.booked.values() for pair in pairs]
        month = at_once(self.ledger.totals(Account(""), NOON)).month
        assert month == _sum(spent for _, spent in all_booked)
        assert within(month, self.budgets.month)
        for run in "ab":
            for user in (None, "u", "v"):
                totals = at_once(self.ledger.totals(Account(run, user), NOON))
                assert totals.run == _sum(spent for account, spent in all_booked if account.run == run)
                assert totals.user_day == _sum(spent for account, spent in all_booked if account.user == user)
                assert within(totals.run, self.budgets.run)
                assert within(totals.user_day, self.budgets.user_day)


def _sum(parts: object) -> Spent:
    total = Spent()
    for part in parts:  # type: ignore[attr-defined]
        total = Spent(total.tokens + part.tokens, total.money + part.money)
    return total


LedgerMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestLedger = LedgerMachine.TestCase


@given(
    budgets=BUDGETS,
    sizes=st.lists(SIZES, min_size=1, max_size=12),
    pauses=st.lists(st.integers(0, 4), min_size=12, max_size=12),
)
def test_calls_at_the_same_time_never_exceed_a_budget(
    budgets: Budgets, sizes: list[tuple[int, int]], pauses: list[int]
) -> None:
    ledger = MemoryLedger()
    calls = LocalCalls(ledger, budgets, Account("run", "u"), lambda: NOON)
    made: list[int] = []

    async def one(number: int) -> None:
        async def call() -> Answer:
            for _ in range(pauses[number]):
                await asyncio.sleep(0)
            totals = await calls.totals()
            assert within(totals.run, budgets.run)
            assert within(totals.user_day, budgets.user_day)
            assert within(totals.month, budgets.month)
            made.append(number)
            return an_answer(*(size // 2 for size in sizes[number]))

        with suppress(BudgetError):
            await calls.make(an_attempt(str(number), sizes[number]), call)

    async def all_of_them() -> Spent:
        async with asyncio.TaskGroup() as group:
            for number in range(len(sizes)):
                group.create_task(one(number))
        return (await calls.totals()).run

    assert asyncio.run(all_of_them()).tokens == sum(size // 2 for number in made for size in sizes[number])


def test_threads_never_share_what_is_left() -> None:
    ledger, budgets = MemoryLedger(), Budgets(run=Limit(tokens=1_000))

    def one(number: int) -> int:
        try:
            at_once(ledger.reserve(an_attempt(str(number), (30, 20)), Account("run"), budgets, NOON))
        except BudgetError:
            return 0
        return 50

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(200))) == 1_000


@given(size=SIZES, other=LIMITS)
def test_a_budget_of_zero_refuses_whatever_a_call_takes(size: tuple[int, int], other: Limit) -> None:
    nothing = (Limit(tokens=0), Limit(money=Decimal(0)))
    for limit in nothing:
        for budgets in (Budgets(run=limit), Budgets(run=other, user_day=limit), Budgets(run=other, month=limit)):
            with suppress(BudgetError):
                at_once(MemoryLedger().reserve(an_attempt("x", size), Account("run"), budgets, NOON))
                raise AssertionError("it was not refused")
