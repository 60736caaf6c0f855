"""The ledger of calls in tables: the same meaning as ``generator.ledger.MemoryLedger``, for many processes at once.

Each method is one transaction. It locks the totals of run, day and month, in that order, so calls at the same time
are decided one after the other, and two transactions never wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from generator.budgets import Budgets, Spent, Totals, require_fit
from generator.calls import BROKEN_OFF
from generator.data import from_data, to_data
from generator.ledger import INTERRUPTED, REPEATS, Account, Entry, State, ended, intent, places
from plugins.generating import Answer, Attempt, CallError
from storage.database import Database
from storage.models import GenerationAttemptRow
from storage.unit import UnitOfWork


@dataclass(frozen=True, slots=True)
class StoredLedger:
    """A ledger (``generator.ledger.Ledger``) in a database. The run of an account is the id of a run's row.

    Args:
        database: where it is.
        closing: whether this process ends. A call that is broken off by that stays as it is: who goes on with the run
            makes it again, as after a crash.
    """

    database: Database
    closing: Callable[[], bool] = bool

    async def reserve(self, attempt: Attempt, account: Account, budgets: Budgets, at: datetime) -> Entry:
        """As ``Ledger.reserve``."""
        async with self.database.unit() as unit:
            totals = _totals(await unit.attempts.hold(places(account, at)))
            tries = await unit.attempts.tries(attempt.key)
            last = tries[-1] if tries else None
            if last is not None and last.state != State.INTENT:
                return entry_of(last)
            if len(tries) <= REPEATS:
                require_fit(budgets, totals, attempt)
                if last is not None:
                    await _end(unit, last, CallError(INTERRUPTED, None))
                entry = intent(attempt, account, at)
                await unit.attempts.add(_row(entry, len(tries)))
                await _book(unit, entry, 1)
                return entry
            await _end(unit, tries[-1], CallError(INTERRUPTED, None))
        raise CallError(INTERRUPTED, None, recorded=True)

    async def settle(self, key: str, result: Answer | CallError) -> Entry:
        """As ``Ledger.settle``."""
        async with self.database.unit() as unit:
            row = await _open(unit, key)
            if self.closing() and isinstance(result, CallError) and result.reason == BROKEN_OFF:
                return entry_of(row)
            return await _end(unit, row, result)

    async def release(self, key: str) -> None:
        """As ``Ledger.release``."""
        async with self.database.unit() as unit:
            try:
                row = await _open(unit, key)
            except LookupError:
                return
            await _book(unit, entry_of(row), -1)
            await unit.attempts.remove(row)

    async def close(self, run: UUID) -> None:
        """Book every call of a run whose end nobody saw as unknown: a run that ended has nothing reserved."""
        async with self.database.unit() as unit:
            for row in await unit.attempts.open_of(run):
                await unit.attempts.hold(places(_account(row), row.reserved_at))
                await unit.session.refresh(row)
                if row.state == State.INTENT:
                    await _end(unit, row, CallError(INTERRUPTED, None))

    async def totals(self, account: Account, at: datetime) -> Totals:
        """As ``Ledger.totals``."""
        async with self.database.unit() as unit:
            return _totals(await unit.attempts.totals(places(account, at)))

    async def entries(self, run: str) -> list[Entry]:
        """As ``Ledger.entries``."""
        async with self.database.unit() as unit:
            return [entry_of(row) for row in await unit.attempts.of(UUID(run))]


def entry_of(row: GenerationAttemptRow) -> Entry:
    """The entry that a row keeps."""
    return from_data(Entry, row.entry)


async def _open(unit: UnitOfWork, key: str) -> GenerationAttemptRow:
    tries = await unit.attempts.tries(key)
    if tries and tries[-1].state == State.INTENT:
        await unit.attempts.hold(places(_account(tries[-1]), tries[-1].reserved_at))
        await unit.session.refresh(tries[-1])
        if tries[-1].state == State.INTENT:
            return tries[-1]
    raise LookupError(key)


async def _end(unit: UnitOfWork, row: GenerationAttemptRow, result: Answer | CallError) -> Entry:
    before = entry_of(row)
    after = ended(before, result)
    await _book(unit, before, -1)
    await _book(unit, after, 1)
    _write(row, after)
    row.settled_at = datetime.now(UTC)
    await unit.session.flush()
    return after


async def _book(unit: UnitOfWork, entry: Entry, sign: int) -> None:
    tokens = entry.usage.input_tokens + entry.usage.output_tokens
    await unit.attempts.book(places(entry.account, entry.at), sign * tokens, sign * entry.cost)


def _account(row: GenerationAttemptRow) -> Account:
    return Account(str(row.run_id), row.account)


def _row(entry: Entry, number: int) -> GenerationAttemptRow:
    row = GenerationAttemptRow(
        key=entry.attempt.key,
        number=number,
        run_id=UUID(entry.account.run),
        account=entry.account.user,
        provider=entry.attempt.provider,
        model=entry.attempt.model,
        prompt_version=entry.attempt.prompt_version,
        input_price=entry.attempt.input_price,
        output_price=entry.attempt.output_price,
        currency=entry.attempt.currency,
        reserved_at=entry.at,
    )
    _write(row, entry)
    return row


def _write(row: GenerationAttemptRow, entry: Entry) -> None:
    row.state, row.reason, row.cost = entry.state, entry.reason, entry.cost
    row.input_tokens, row.output_tokens = entry.usage.input_tokens, entry.usage.output_tokens
    row.entry = to_data(entry)


def _totals(found: Sequence[tuple[int, Decimal]]) -> Totals:
    return Totals(*(Spent(tokens, money) for tokens, money in found))
