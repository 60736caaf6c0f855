"""From what somebody asks to an order: generators that are there, limits within the service's, a profile that exists.

What would come to nothing is refused before it costs anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from api.definitions.duplicates import Twin, refuse_twins
from api.definitions.saving import scheme_named
from api.generations.forms import NewGeneration
from api.generations.office import Office, Order
from api.problems import FieldError, Problem
from engine.errors import PackError
from generator.budgets import Budgets
from generator.model import Limits, Request

if TYPE_CHECKING:
    from decimal import Decimal

    from api.identity.principal import Principal
    from api.services import Services

N = TypeVar("N", int, float, "Decimal")
WAIT = re.compile(r"(?:^|[,;\s])wait\s*=\s*\"?(\d{1,6})\"?(?:$|[,;\s])", re.IGNORECASE)
WAIT_MOST = 30
"""Seconds that a request may wait for its run: half of what an Idempotency-Key is held for."""
UNKNOWN_GENERATOR = ("is hier geen generator", "is no generator here")
UNKNOWN_PROFILE = ("is geen profiel van het pakket", "is no profile of the pack")


async def order_of(body: NewGeneration, who: Principal, services: Services, office: Office) -> Order:
    """The order, if it can be carried out.

    Raises:
        Problem: ``invalid`` or ``duplicate``.
    """
    body.check()
    record = body.record()
    scheme_id = await scheme_named(services, body.scheme)
    if body.save and not body.force:
        async with services.database.unit() as unit:
            known = await unit.definitions.by_term(record.begrip, scheme_id)
            await refuse_twins(unit, who, [Twin(key, "term") for key in known])
    request = Request(
        record=record,
        sources=body.texts(),
        generators=_generators(body.generators, office),
        candidates=body.candidates,
        limits=limits_of(body, office.budgets),
        seed=body.seed,
    )
    try:
        profile = services.host.manner(body.profile).profile
    except PackError:
        raise Problem("invalid", errors=[FieldError("/profile", UNKNOWN_PROFILE, "unknown-profile")]) from None
    return Order(request, profile, body.scheme, body.save, body.force, body.reason)


def limits_of(body: NewGeneration, budgets: Budgets) -> Limits:
    """The limits of a run: what is asked for, where that is less than the service gives."""
    return Limits(
        rounds=_least(budgets.rounds, body.rounds) or 0,
        tokens=_least(budgets.run.tokens, body.tokens),
        money=_least(budgets.run.money, body.money),
        seconds=_least(budgets.seconds, body.seconds),
    )


def seconds_to_wait(prefer: str | None) -> int | None:
    """Seconds that a client prefers to wait for the answer (RFC 7240, ``wait``), as far as it may."""
    found = WAIT.search(prefer or "")
    return None if found is None else min(int(found[1]), WAIT_MOST)


def _least(bound: N | None, asked: N | None) -> N | None:
    return min(bound, asked) if bound is not None and asked is not None else (asked if bound is None else bound)


def _generators(asked: list[str] | None, office: Office) -> tuple[str, ...]:
    names = list(office.generators) if asked is None else asked
    wrong = [number for number, name in enumerate(names) if name not in office.generators]
    if wrong:
        raise Problem(
            "invalid",
            errors=[FieldError(f"/generators/{each}", UNKNOWN_GENERATOR, "unknown-generator") for each in wrong],
        )
    return tuple(dict.fromkeys(names))
