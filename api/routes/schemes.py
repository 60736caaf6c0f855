"""Concept schemes: made, listed, read, and deleted when empty."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.caching import conditional
from api.definitions.forms import SchemeName
from api.dependencies import AppServices, Who, unit_of
from api.identity.journal import note
from api.identity.permissions import Action
from api.identity.principal import Level
from api.problems import Problem, answers
from api.routing import BASE, requires, service_router
from storage.errors import ConflictError
from storage.models import SchemeRow

IRI = r'^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$'
Named = Annotated[str, Path(max_length=100)]


class NewScheme(BaseModel):
    """A scheme to be."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "meldkamer",
                    "title": "Begrippenkader meldkamer",
                    "iri": "https://voorbeeld.invalid/id/meldkamer",
                }
            ]
        },
    )

    name: SchemeName = Field(description="What it goes by in addresses: lower-case letters, digits and hyphens.")
    title: str = Field(min_length=1, max_length=255, pattern=r"\S")
    iri: Annotated[str, Field(max_length=2000, pattern=IRI)] | None = Field(None, description="For SKOS.")


class SchemeOut(BaseModel):
    """A scheme."""

    id: UUID
    name: str
    title: str
    iri: str | None
    revision: int = Field(description="Counts every change of its definitions.")
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: SchemeRow) -> SchemeOut:
        """The row as it is sent."""
        return cls.model_validate(row, from_attributes=True)


class Schemes(BaseModel):
    """All schemes, by name."""

    items: list[SchemeOut]


def router() -> APIRouter:
    """The routes."""
    routes = service_router("schemes")

    @routes.post(
        "",
        status_code=201,
        dependencies=[requires(Action.SCHEMES_MANAGE)],
        responses=answers("conflict", "invalid"),
    )
    async def create(body: NewScheme, request: Request, response: Response) -> SchemeOut:
        """Make a scheme."""
        async with unit_of(request) as unit:
            row = await unit.schemes.add(body.name, body.title, body.iri)
            await note(unit, "scheme.created", f"scheme/{row.id}", after={"name": row.name})
        response.headers["Location"] = f"{BASE}/schemes/{row.name}"
        return SchemeOut.of(row)

    @routes.get("", dependencies=[requires(Action.READ_PUBLIC)], response_model=Schemes)
    async def listed(request: Request, who: Who, services: AppServices) -> Response:
        """All schemes, by name."""
        async with services.database.unit() as unit:
            shown = Schemes(items=[SchemeOut.of(row) for row in await unit.schemes.all()])
        return conditional(request, shown.model_dump_json().encode(), public=who.level is Level.ANONYMOUS)

    @routes.get(
        "/{scheme}",
        dependencies=[requires(Action.READ_PUBLIC)],
        response_model=SchemeOut,
        responses=answers("not-found"),
    )
    async def one(scheme: Named, request: Request, who: Who, services: AppServices) -> Response:
        """One scheme, by name."""
        async with services.database.unit() as unit:
            shown = SchemeOut.of(await unit.schemes.by_name(_plain(scheme)))
        return conditional(request, shown.model_dump_json().encode(), public=who.level is Level.ANONYMOUS)

    @routes.delete(
        "/{scheme}",
        status_code=204,
        dependencies=[requires(Action.SCHEMES_MANAGE)],
        responses=answers("not-found", "scheme-not-empty"),
    )
    async def delete(scheme: Named, request: Request) -> None:
        """Delete a scheme that has no definitions."""
        try:
            async with unit_of(request) as unit:
                row = await unit.schemes.by_name(_plain(scheme))
                await note(unit, "scheme.deleted", f"scheme/{row.id}", before={"name": row.name, "title": row.title})
                await unit.schemes.delete(row)
        except ConflictError:
            raise Problem("scheme-not-empty") from None

    return routes


def _plain(name: str) -> str:
    if "\0" in name:
        raise Problem("not-found")
    return name
