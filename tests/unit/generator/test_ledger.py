"""The ledger and the calls on it, case by case."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from generator.budgets import Budgets, Limit, Spent
from generator.calls import LocalCalls
from generator.ledger import Account, MemoryLedger, State
from plugins.generating import Answer, BudgetError, CallError, Left, Meter, Usage
from tests.unit.generator.booking import NOON, an_answer, an_attempt, at_once

ACCOUNT = Account("run", "u")


def the_calls(ledger: MemoryLedger | None = None, **other: object) -> LocalCalls:
    return LocalCalls(ledger or MemoryLedger(), Budgets(**other), ACCOUNT, lambda: NOON)  # type: ignore[arg-type]


async def answer() -> Answer:
    return an_answer(80, 10)


async def test_an_entry_has_the_unit_prices_that_were_used() -> None:
    calls = the_calls()
    await calls.make(an_attempt(), answer)
    (entry,) = await calls.ledger.entries("run")
    assert (entry.attempt.input_price, entry.attempt.output_price, entry.cost) == (
        Decimal(1),
        Decimal(2),
        Decimal("0.0001"),
    )
    assert (entry.state, entry.usage, entry.at, entry.account) == (State.SETTLED, Usage(80, 10), NOON, ACCOUNT)
    assert (calls.spent.input_tokens, calls.spent.output_tokens, calls.spent.cost) == (80, 10, entry.cost)
    assert (await calls.totals()).run == Spent(90, entry.cost)


async def test_the_same_call_is_made_once() -> None:
    calls = the_calls()
    first = await calls.make(an_attempt(), answer)

    async def again() -> Answer:
        raise AssertionError("it was made again")

    assert await calls.make(an_attempt(), again) is first


async def test_a_failure_is_remembered_as_well() -> None:
    calls = the_calls()
    made: list[int] = []

    async def fails() -> Answer:
        made.append(1)
        raise CallError("rate-limited", wait=3.0)

    for recorded in (False, True):
        with pytest.raises(CallError) as caught:
            await calls.make(an_attempt(), fails)
        assert (caught.value.reason, caught.value.wait, caught.value.recorded) == ("rate-limited", 3.0, recorded)
    assert made == [1]


async def test_a_call_whose_end_nobody_saw_is_repeated_once() -> None:
    ledger = MemoryLedger()
    for _ in range(2):
        entry = await ledger.reserve(an_attempt(), ACCOUNT, Budgets(), NOON)
        assert entry.state is State.INTENT
    with pytest.raises(CallError, match="interrupted"):
        await ledger.reserve(an_attempt(), ACCOUNT, Budgets(), NOON)
    assert [entry.state for entry in await ledger.entries("run")] == [State.UNKNOWN, State.UNKNOWN]
    assert (await ledger.totals(ACCOUNT, NOON)).run.tokens == 300


async def test_what_nobody_foresaw_counts_in_full() -> None:
    calls = the_calls()

    async def breaks() -> Answer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await calls.make(an_attempt(), breaks)
    (entry,) = await calls.ledger.entries("run")
    assert (entry.state, entry.usage) == (State.UNKNOWN, Usage(100, 50))


async def test_a_call_may_take_more_than_was_thought_and_then_nothing_is_left() -> None:
    calls = the_calls(run=Limit(tokens=200))

    async def much() -> Answer:
        return an_answer(500, 50)

    await calls.make(an_attempt(), much)
    assert await calls.left() == Left(tokens=0, seconds=300.0)
    with pytest.raises(BudgetError, match="tokens"):
        await calls.make(an_attempt("run/2"), answer)


async def test_what_is_left_is_that_of_the_narrowest_budget() -> None:
    calls = the_calls(run=Limit(1_000, Decimal(1)), user_day=Limit(400), month=Limit(money=Decimal("0.5")))
    await calls.make(an_attempt(), answer)
    assert isinstance(calls, Meter)
    assert await calls.left() == Left(310, Decimal("0.4999"), 300.0)


async def test_time_runs_out() -> None:
    moments = [NOON, NOON + timedelta(seconds=299), NOON + timedelta(seconds=300)]
    calls = LocalCalls(MemoryLedger(), Budgets(), ACCOUNT, lambda: moments[0])
    moments[0] = moments[1]
    await calls.make(an_attempt(), answer)
    moments[0] = moments[2]
    with pytest.raises(BudgetError, match="time"):
        await calls.make(an_attempt("run/2"), answer)


async def test_a_time_out_of_the_call_itself_is_not_the_time_of_the_run() -> None:
    async def times_out() -> Answer:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        await the_calls().make(an_attempt(), times_out)


async def test_a_cancelled_call_is_booked_before_it_ends() -> None:
    calls = the_calls()

    async def waits() -> Answer:
        await asyncio.Event().wait()
        raise AssertionError

    task = asyncio.create_task(calls.make(an_attempt(), waits))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    (entry,) = await calls.ledger.entries("run")
    assert (entry.state, entry.reason) == (State.UNKNOWN, "broken-off")


@pytest.mark.parametrize(
    ("at", "same_day", "same_month"),
    [
        (NOON.replace(hour=23), True, True),
        (NOON + timedelta(days=1), False, True),
        (NOON + timedelta(days=10), False, False),
        (datetime(2026, 11, 25, 0, 30, tzinfo=timezone(timedelta(hours=1))), True, True),
        (datetime(2027, 11, 24, 12, tzinfo=UTC), False, False),
    ],
)
def test_days_and_months_are_those_of_utc(at: datetime, same_day: bool, same_month: bool) -> None:
    ledger = MemoryLedger()
    at_once(ledger.reserve(an_attempt(), ACCOUNT, Budgets(), NOON))
    assert bool(at_once(ledger.totals(Account("", "u"), at)).user_day.tokens) is same_day
    assert bool(at_once(ledger.totals(Account(""), at)).month.tokens) is same_month


def test_users_have_budgets_of_their_own() -> None:
    ledger, budgets = MemoryLedger(), Budgets(user_day=Limit(tokens=200))
    at_once(ledger.reserve(an_attempt("1"), Account("a", "u"), budgets, NOON))
    with pytest.raises(BudgetError, match="user-day"):
        at_once(ledger.reserve(an_attempt("2"), Account("b", "u"), budgets, NOON))
    at_once(ledger.reserve(an_attempt("3"), Account("c", "v"), budgets, NOON))


def test_money_of_another_currency_does_not_fit() -> None:
    attempt = replace(an_attempt(), currency="EUR")
    with pytest.raises(BudgetError, match="priced in EUR"):
        at_once(MemoryLedger().reserve(attempt, ACCOUNT, Budgets(month=Limit(money=Decimal(9))), NOON))


def test_only_what_is_reserved_is_settled_or_released() -> None:
    ledger = MemoryLedger()
    with pytest.raises(LookupError):
        at_once(ledger.settle("nergens", an_answer(1, 1)))
    at_once(ledger.release("nergens"))
    at_once(ledger.reserve(an_attempt(), ACCOUNT, Budgets(), NOON))
    at_once(ledger.release("run/1"))
    assert at_once(ledger.entries("run")) == []
    assert at_once(ledger.totals(Account(""), NOON)).month.tokens == 0
