"""The definition that an address names, for who may do with it what the route does; and which of them a list shows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field

from api.definitions.forms import Plain, SchemeName
from api.dependencies import AppServices, Who
from api.identity.permissions import Action, Resource, authorize, permitted
from api.identity.principal import Level, Principal
from api.problems import Problem
from api.routing import action_of
from engine.model import Category
from storage.models import DefinitionRow, Status
from storage.repositories.definitions import Filter
from storage.unit import UnitOfWork


async def definition_of(definition_id: UUID, request: Request, who: Who, services: AppServices) -> DefinitionRow:
    """The definition, if who asks may do with it what the route requires. Asked before the body is judged.

    Who may not even read it is told that there is none. The transaction is over when the route begins: what it
    changes, it locks and compares by version.

    Raises:
        Problem: ``not-found``, ``unauthenticated`` or ``forbidden``.
    """
    route: APIRoute = request.scope["route"]
    async with services.database.unit() as unit:
        row = await unit.definitions.get(definition_id)
    admit(who, action_of(route), Resource(row.status, row.owner_id))
    return row


Wanted = Annotated[DefinitionRow, Depends(definition_of)]
"""A parameter of a route: the definition that ``definition_id`` names."""


def admit(who: Principal, action: Action, resource: Resource) -> None:
    """Refuse what is not permitted, without telling of what may not be read.

    Raises:
        Problem: ``not-found``, ``unauthenticated`` or ``forbidden``.
    """
    # A key that is narrowed to writing may write what its owner sees.
    if not permitted(replace(who, scopes=None), Action.DEFINITION_READ, resource):
        raise Problem("not-found")
    authorize(who, action, resource, hidden=action is Action.DEFINITION_READ)


class Listed(BaseModel):
    """Which definitions to show. What one may not read is left out."""

    model_config = ConfigDict(extra="forbid")

    category: Category | None = None
    status: Status | None = None
    scheme: SchemeName | None = Field(None, description="Name of a scheme.")
    search: Annotated[Plain, Field(min_length=1, max_length=200)] | None = Field(
        None, description='Words of term or definition, inflected or not; `"…"`, `or` and `-` as in a search engine.'
    )
    score_min: Decimal | None = Field(None, ge=0, le=1, description="Lowest score, included.")
    score_max: Decimal | None = Field(None, ge=0, le=1, description="Highest score, included.")
    own: bool = Field(False, description="Only those of who asks.")
    needs_review: bool = Field(False, description="Only established ones that fail since rules changed.")

    async def filter(self, unit: UnitOfWork, who: Principal) -> Filter:
        """The same for the store, narrowed to what may be read.

        Raises:
            NotFoundError: where there is no such scheme.
            Problem: ``unauthenticated``, for one's own without being anyone.
        """
        if self.own and who.user_id is None:
            raise Problem("unauthenticated", headers={"WWW-Authenticate": "Bearer"})
        return Filter(
            category=self.category,
            status=self.status,
            scheme_id=None if self.scheme is None else (await unit.schemes.by_name(self.scheme)).id,
            search=self.search,
            score_min=self.score_min,
            score_max=self.score_max,
            owner_id=who.user_id if self.own else None,
            needs_review=self.needs_review,
            everything=who.level >= Level.EDITOR,
            visible_to=who.user_id,
        )
