"""What routes ask for: the services, who asks, and a unit of work in his name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import Depends, Request

from api.identity.principal import Principal
from api.services import Services
from storage.unit import UnitOfWork


async def services_of(request: Request) -> Services:
    """The services of the app that answers."""
    services: Services = request.app.state.services
    return services


async def principal_of(request: Request) -> Principal:
    """Who asks, as the gate found."""
    who: Principal = request.state.principal
    return who


AppServices = Annotated[Services, Depends(services_of)]
Who = Annotated[Principal, Depends(principal_of)]


READING = frozenset({"GET", "HEAD"})


@asynccontextmanager
async def unit_of(request: Request) -> AsyncIterator[UnitOfWork]:
    """One transaction in the name of who asks; it commits when the block ends, so answer after it.

    Where the request has an Idempotency-Key, the same transaction notes that it was carried out.
    """
    services: Services = request.app.state.services
    who: Principal = request.state.principal
    claim: tuple[str, str] | None = getattr(request.state, "idempotency", None)
    reading = request.method in READING
    async with services.database.unit(who.actor(request.state.request_id), reading=reading) as unit:
        yield unit
        if claim is not None:
            until = datetime.now(UTC) + timedelta(hours=services.settings.idempotency_hours)
            await unit.idempotency.extend(*claim, until)
    request.state.carried_out = True
