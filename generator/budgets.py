"""What a run, a person and a month may take: limits, and whether a call still fits in them.

Who keeps the totals is a ledger's business (``generator.ledger``); what fits is decided here, once, for all ledgers.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from plugins.generating import Attempt, BudgetError, Left, Usage


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that may be spent; ``None`` where nothing bounds it, 0 where nothing may be called at all."""

    tokens: int | None = None
    money: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Budgets:
    """All limits.

    Attributes:
        rounds: of a run; the loop counts them.
        seconds: of a run, from its start.
        run: tokens and money of a run.
        user_day: of one user between midnight and midnight, UTC.
        month: of everybody together in a calendar month, UTC.
        currency: of all money; a call priced in another one is refused where money is bounded.
    """

    rounds: int = 3
    seconds: float = 300.0
    run: Limit = Limit(tokens=40_000)
    user_day: Limit = Limit()
    month: Limit = Limit()
    currency: str = "USD"

    @property
    def bounds_money(self) -> bool:
        """Whether any limit of money is set."""
        return any(limit.money is not None for limit in (self.run, self.user_day, self.month))


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent in one scope of the budgets, and what is reserved there for calls under way."""

    tokens: int = 0
    money: Decimal = Decimal(0)

    def plus(self, usage: Usage, money: Decimal) -> Spent:
        """This and so much more."""
        return Spent(self.tokens + usage.input_tokens + usage.output_tokens, self.money + money)

    def minus(self, usage: Usage, money: Decimal) -> Spent:
        """This without so much."""
        return Spent(self.tokens - usage.input_tokens - usage.output_tokens, self.money - money)


NOTHING = Spent()
"""No tokens, no money."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What was spent and is reserved in each scope."""

    run: Spent = NOTHING
    user_day: Spent = NOTHING
    month: Spent = NOTHING

    def minus(self, usage: Usage, money: Decimal) -> Totals:
        """These without so much in each scope."""
        return Totals(*(spent.minus(usage, money) for spent in (self.run, self.user_day, self.month)))


def require_fit(budgets: Budgets, totals: Totals, attempt: Attempt) -> None:
    """Refuse a call that could take more than is left.

    Args:
        budgets: the limits.
        totals: spent and reserved until now.
        attempt: the call, with the most that it can take.

    Raises:
        BudgetError: naming the first budget that it does not fit in; the run's come first.
    """
    if budgets.bounds_money:
        _require_price(budgets, attempt)
    for limit, booked, names in (
        (budgets.run, totals.run, ("tokens", "money")),
        (budgets.user_day, totals.user_day, ("user-day", "user-day")),
        (budgets.month, totals.month, ("month", "month")),
    ):
        after = booked.plus(attempt.most, attempt.cost(attempt.most))
        if limit.tokens is not None and (limit.tokens <= 0 or after.tokens > limit.tokens):
            raise BudgetError(names[0])
        if limit.money is not None and (limit.money <= 0 or after.money > limit.money):
            raise BudgetError(names[1])


def _require_price(budgets: Budgets, attempt: Attempt) -> None:
    if not attempt.priced:
        raise BudgetError("money", f"no price is known for {attempt.provider}/{attempt.model}")
    if attempt.currency != budgets.currency and attempt.cost(attempt.most):
        raise BudgetError("money", f"{attempt.provider}/{attempt.model} is priced in {attempt.currency}")


def what_is_left(budgets: Budgets, totals: Totals, seconds: float | None = None) -> Left:
    """What is left of the narrowest budget of each kind; never below zero."""
    pairs = ((budgets.run, totals.run), (budgets.user_day, totals.user_day), (budgets.month, totals.month))
    of_tokens = [limit.tokens - booked.tokens for limit, booked in pairs if limit.tokens is not None]
    of_money = [limit.money - booked.money for limit, booked in pairs if limit.money is not None]
    return Left(
        max(0, min(of_tokens)) if of_tokens else None,
        max(Decimal(0), min(of_money)) if of_money else None,
        seconds,
    )
