"""The versions of a definition: listed, read, compared, and made current again.

A version shows to who might read the definition in the status that it then had: what was a draft stays one.
"""

from __future__ import annotations

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.caching import expected_version, version_etag
from api.definitions.access import Wanted
from api.definitions.compare import Comparison, changes_of
from api.definitions.forms import DefinitionOut, Restored, SavedDefinition, VersionOut, Versions, VersionWhole
from api.definitions.saving import Desk
from api.dependencies import AppServices, Who
from api.identity.permissions import Action, Resource, authorize, permitted
from api.identity.principal import Principal
from api.problems import answers
from api.routing import requires, service_router
from api.services import Services
from engine.record import parse_record
from storage.models import DefinitionRow, DefinitionVersionRow

Number = Annotated[int, Field(ge=1, le=999_999_999)]


class Pair(BaseModel):
    """Which two versions."""

    model_config = ConfigDict(extra="forbid")

    old: Number = Field(alias="from")
    new: Number = Field(alias="to")


def router() -> APIRouter:
    """The routes."""
    routes = service_router("definitions")
    reading = requires(Action.DEFINITION_READ)

    @routes.get("/{definition_id}/versions", dependencies=[reading], responses=answers("not-found"))
    async def versions(row: Wanted, who: Who, services: AppServices) -> Versions:
        """The versions that one may see, newest first."""
        async with services.database.unit() as unit:
            found = await unit.definitions.versions(row.id)
        return Versions(items=[VersionOut.of(each) for each in found if _visible(who, row, each)])

    @routes.get("/{definition_id}/versions/{number}", dependencies=[reading], responses=answers("not-found"))
    async def version(row: Wanted, number: Annotated[Number, Path()], who: Who, services: AppServices) -> VersionWhole:
        """One version, whole."""
        return VersionWhole.model_validate(await _version(services, who, row, number), from_attributes=True)

    @routes.get("/{definition_id}/compare", dependencies=[reading], responses=answers("not-found"))
    async def compare(row: Wanted, pair: Annotated[Pair, Query()], who: Who, services: AppServices) -> Comparison:
        """Two versions beside each other, field by field; texts word by word."""
        old = await _version(services, who, row, pair.old)
        new = await _version(services, who, row, pair.new)
        return Comparison(
            old=pair.old,
            new=pair.new,
            fields=await asyncio.to_thread(changes_of, old.record, new.record),
            status=None if old.status == new.status else (old.status, new.status),
        )

    @routes.post(
        "/{definition_id}/restore",
        dependencies=[requires(Action.DEFINITION_RESTORE)],
        response_model=SavedDefinition | DefinitionOut,
        responses=answers("not-found", "wrong-state", "stale-version", "precondition-required", "invalid"),
    )
    async def restore(
        row: Wanted, body: Restored, request: Request, response: Response, who: Who, services: AppServices
    ) -> SavedDefinition | DefinitionOut:
        """Make the record of an old version current again, as a new version; the status stays. If-Match is needed.

        What is established or archived is archived and reopened first.
        """
        expected = expected_version(request)
        old = await _version(services, who, row, body.version)
        row, verdict = await Desk(services, request, who).change(
            row,
            parse_record(old.record),
            expected,
            body.reason or f"versie {body.version}",
            force=True,
            action="restored",
        )
        response.headers["ETag"] = version_etag(row.version)
        return DefinitionOut.of(row) if verdict is None else SavedDefinition.with_report(row, verdict)

    return routes


async def _version(services: Services, who: Principal, row: DefinitionRow, number: int) -> DefinitionVersionRow:
    async with services.database.unit() as unit:
        found = await unit.definitions.version(row.id, number)
    authorize(who, Action.DEFINITION_READ, _as_it_was(row.owner_id, found), hidden=True)
    return found


def _visible(who: Principal, row: DefinitionRow, version: DefinitionVersionRow) -> bool:
    return permitted(who, Action.DEFINITION_READ, _as_it_was(row.owner_id, version))


def _as_it_was(owner_id: UUID | None, version: DefinitionVersionRow) -> Resource:
    return Resource(version.status, owner_id)
