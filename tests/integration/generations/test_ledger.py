"""The ledger in tables does what the one in memory does, and decides right for many who call at once."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from api.generations.ledger import StoredLedger
from generator.budgets import Budgets, Limit, Spent
from generator.calls import BROKEN_OFF
from generator.ledger import Account, Ledger, MemoryLedger, State
from plugins.generating import Attempt, BudgetError, CallError, Usage
from storage.database import Database
from storage.identifiers import new_id
from storage.models import GenerationRunRow
from tests.unit.generator.booking import NOON, an_answer, an_attempt

BUDGETS = Budgets(run=Limit(tokens=900), user_day=Limit(tokens=1500, money=Decimal("0.01")), month=Limit(tokens=4000))


async def runs(database: Database, count: int) -> list[UUID]:
    """Runs that calls can be made for."""
    made = [new_id() for _ in range(count)]
    async with database.unit() as unit:
        for key in made:
            await unit.generations.add(
                GenerationRunRow(
                    id=key, workflow="x", fingerprint=key.hex, begrip="x", request={}, options={}, pack_digest="x",
                    profile="x",
                )
            )  # fmt: skip
    return made


async def tried(work: Awaitable[object]) -> object:
    """What comes of it: an entry, or the refusal in words."""
    try:
        return await work
    except (BudgetError, CallError, LookupError) as error:
        return f"{type(error).__name__}: {error}"


async def test_it_does_what_the_one_in_memory_does(database: Database) -> None:
    accounts = [Account(str(run), user) for run in await runs(database, 3) for user in ("eva", None)]
    ledgers: tuple[Ledger, Ledger] = (StoredLedger(database), MemoryLedger())
    chance = random.Random(20260)  # noqa: S311
    outcomes = set()
    for _ in range(150):
        account = chance.choice(accounts)
        key = f"{account.run}/{account.user}/{chance.randrange(4)}"
        attempt, at = an_attempt(key), NOON + timedelta(hours=chance.choice((0, 1, 13, 400)))
        answer = an_answer(chance.randrange(100), chance.randrange(50))
        failure = CallError("timeout", chance.choice((None, Usage(), Usage(5, 0))), wait=2.0)
        deeds: list[Callable[[Ledger], Awaitable[object]]] = [
            lambda ledger, a=attempt, b=account, c=at: ledger.reserve(a, b, BUDGETS, c),  # type: ignore[misc]
            lambda ledger, a=key, b=answer: ledger.settle(a, b),  # type: ignore[misc]
            lambda ledger, a=key, b=failure: ledger.settle(a, b),  # type: ignore[misc]
            lambda ledger, a=key: ledger.release(a),  # type: ignore[misc]
        ]
        deed = chance.choices(deeds, (5, 2, 1, 1))[0]
        stored, known = [await tried(deed(ledger)) for ledger in ledgers]
        assert stored == known
        assert await ledgers[0].totals(account, at) == await ledgers[1].totals(account, at)
        outcomes.add(known if isinstance(known, str) else str(getattr(known, "state", "released")))
    for account in accounts:
        assert await ledgers[0].entries(account.run) == await ledgers[1].entries(account.run)
    assert {"intent", "settled", "failed", "unknown", "released"} <= outcomes
    assert any(each.startswith("BudgetError") for each in outcomes)


async def test_calls_at_the_same_time_never_share_what_is_left(database: Database) -> None:
    ledger, keys = StoredLedger(database), await runs(database, 4)
    most = an_attempt().most.input_tokens + an_attempt().most.output_tokens
    budgets = Budgets(run=Limit(), month=Limit(tokens=5 * most))

    async def one(number: int) -> object:
        account = Account(str(keys[number % 4]), f"user {number % 3}")
        return await tried(ledger.reserve(an_attempt(f"{number}"), account, budgets, NOON))

    found = await asyncio.gather(*(one(number) for number in range(20)))
    assert sum(not isinstance(each, str) for each in found) == 5
    assert {each for each in found if isinstance(each, str)} == {"BudgetError: month"}
    assert (await ledger.totals(Account(""), NOON)).month.tokens == 5 * most


async def test_when_a_run_is_closed_nothing_is_left_open(database: Database) -> None:
    ledger, (run, other) = StoredLedger(database), await runs(database, 2)
    for key, each in (("a", run), ("b", run), ("c", other)):
        await ledger.reserve(an_attempt(key), Account(str(each)), Budgets(), NOON)
    await ledger.settle("a", an_answer(1, 1))
    await ledger.close(run)
    assert [entry.state for entry in await ledger.entries(str(run))] == [State.SETTLED, State.UNKNOWN]
    assert [entry.state for entry in await ledger.entries(str(other))] == [State.INTENT]
    total = (await ledger.totals(Account(str(run)), NOON)).run
    assert total == Spent(2, an_attempt().cost(Usage(1, 1))).plus(
        an_attempt().most, an_attempt().cost(an_attempt().most)
    )


@pytest.mark.parametrize(("closing", "state"), [(True, State.INTENT), (False, State.UNKNOWN)])
async def test_what_the_end_of_a_process_breaks_off_is_left_to_the_next(
    database: Database, closing: bool, state: State
) -> None:
    ledger, (run,) = StoredLedger(database, lambda: closing), await runs(database, 1)
    attempt: Attempt = an_attempt("a")
    await ledger.reserve(attempt, Account(str(run)), Budgets(), NOON)
    assert (await ledger.settle("a", CallError(BROKEN_OFF, None))).state == state
