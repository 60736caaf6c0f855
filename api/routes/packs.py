"""The packs that are in use, with their digests: a report names these, so it can be told what it was made with."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.asked import LanguageQuery, language_asked
from api.caching import conditional
from api.dependencies import AppServices
from api.identity.permissions import Action
from api.routes.rules import FRESH
from api.routing import requires, service_router
from api.rule_documents import encoded, pack_list
from api.rule_schemas import PACKS, answered


def router() -> APIRouter:
    """The routes."""
    routes = service_router("packs")

    @routes.get(
        "",
        dependencies=[requires(Action.READ_PUBLIC)],
        response_class=Response,
        responses=answered("The packs.", PACKS),
    )
    async def listed(request: Request, services: AppServices, lang: LanguageQuery = None) -> Response:
        """The packs in use: name, version, digests and profiles, the main one first."""
        content = encoded(pack_list(services.host.engine, language_asked(request, lang)))
        return conditional(request, content, public=True, max_age=FRESH)

    return routes
