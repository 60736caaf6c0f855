"""The packs in use with their digests, their versions, and how another version comes into use.

A report names the packs it was made with, so it can be told, and made again, however long ago that was.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.asked import LanguageQuery, language_asked
from api.caching import conditional
from api.dependencies import AppServices, Who, unit_of
from api.identity.permissions import Action
from api.packs.asking import ActivationDesk, earlier, wanted_version
from api.packs.forms import (
    ActivatedOut,
    ActivationOut,
    ActivationsOut,
    RevalidationOut,
    ReviewOut,
    ReviewsOut,
    VersionOut,
    VersionsOut,
    Wanted,
)
from api.problems import answers
from api.routes.rules import FRESH
from api.routing import requires, service_router
from api.rule_documents import encoded, pack_list
from api.rule_schemas import PACKS, answered
from storage.errors import NotFoundError
from storage.paging import page_of, read_cursor

Name = Annotated[str, Path(max_length=100)]


class Paged(BaseModel):
    """Which page of a list."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = Field(None, max_length=200, description="From the page before.")


def router() -> APIRouter:
    """The routes."""
    routes = service_router("packs")
    public, managing = requires(Action.READ_PUBLIC), requires(Action.PACKS_ACTIVATE)
    reading = requires(Action.DEFINITION_REPORT)

    @routes.get("", dependencies=[public], response_class=Response, responses=answered("The packs.", PACKS))
    async def listed(request: Request, services: AppServices, lang: LanguageQuery = None) -> Response:
        """The packs in use: name, version, digests and profiles, the main one first."""
        content = encoded(pack_list(services.host.engine, language_asked(request, lang)))
        return conditional(request, content, public=True, max_age=FRESH)

    @routes.get("/{name}/versions", dependencies=[public], responses=answers("not-found"))
    async def versions(name: Name, services: AppServices) -> VersionsOut:
        """The versions of a pack that were ever in use, newest first.

        Each that is `kept` can be asked for: `POST /validate?pack=name@version`.
        """
        async with services.database.unit() as unit:
            rows = await unit.packs.versions(name)
        if not rows:
            raise NotFoundError(name)
        return VersionsOut(items=[VersionOut.of(row) for row in rows])

    @routes.get("/{name}/activations", dependencies=[managing], responses=answers("not-found"))
    async def activations(name: Name, services: AppServices) -> ActivationsOut:
        """What was tried with versions of a pack, by whom and what came of it, newest first."""
        async with services.database.unit() as unit:
            rows = await unit.activations.of(name)
        if not rows:
            raise NotFoundError(name)
        return ActivationsOut(items=[ActivationOut.of(row) for row in rows])

    @routes.post(
        "/{name}/activate",
        dependencies=[managing],
        responses=answers("not-found", "activation-running", "pack-refused", "invalid"),
    )
    async def activate(name: Name, body: Wanted, request: Request, who: Who, services: AppServices) -> ActivatedOut:
        """Activate a version: it is loaded, its examples run, and then it takes the place of the active one as a whole.

        Whatever is wrong with it is told, and the active one stays. All processes switch within two seconds; one event
        a rule that changed tells of it, and what is stored is judged again by these rules, in the background.
        """
        desk = ActivationDesk(services, who.actor(request.state.request_id), lambda: unit_of(request))
        return ActivatedOut.of(await desk.activate(name, await wanted_version(services, name, body)))

    @routes.post(
        "/{name}/rollback",
        dependencies=[managing],
        responses=answers("not-found", "activation-running", "no-earlier-version", "pack-refused"),
    )
    async def rollback(name: Name, request: Request, who: Who, services: AppServices) -> ActivatedOut:
        """Activate the version that was active before this one; proven and announced as any other."""
        desk = ActivationDesk(services, who.actor(request.state.request_id), lambda: unit_of(request))
        return ActivatedOut.of(await desk.activate(name, await earlier(services, name)))

    @routes.get("/{name}/revalidation", dependencies=[reading], responses=answers("not-found"))
    async def revalidation(name: Name, services: AppServices) -> RevalidationOut:
        """How far the judging again of stored definitions is, after the latest activation that asked for it."""
        async with services.database.unit() as unit:
            row = await unit.revalidations.latest(name)
        if row is None:
            raise NotFoundError(name)
        return RevalidationOut.of(row)

    @routes.get("/{name}/revalidation/reviews", dependencies=[reading], responses=answers("bad-cursor", "invalid"))
    async def reviews(name: Name, query: Annotated[Paged, Query()], services: AppServices) -> ReviewsOut:
        """Established definitions that fail since rules of a pack changed. They stay so until somebody decides.

        One that is saved, archived or accepted by later rules is no longer in the list.
        """
        after = None if query.cursor is None else read_cursor(query.cursor)
        async with services.database.unit() as unit:
            rows = await unit.revalidations.reviews(name, after, query.limit + 1)
        page = page_of(rows, query.limit, lambda each: each[1].id)
        return ReviewsOut(items=[ReviewOut.of(*each) for each in page.items], next_cursor=page.next_cursor)

    return routes
