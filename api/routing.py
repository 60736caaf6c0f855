"""What all routes share: the permission is asked before the body is read, JSON read strictly, a POST done once."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from fastapi.params import Cookie, Header, Path
from fastapi.params import Depends as Dependency
from fastapi.responses import Response
from fastapi.routing import APIRoute

from api.idempotency import HEADER, once
from api.identity.permissions import WITHOUT_EFFECT, Action, authorize
from api.identity.principal import Principal
from api.jsonbody import read_json

BASE = "/api/v1"


class Requirement:
    """What a route requires; as a dependency, so that it stands with the route and can be read from it."""

    def __init__(self, action: Action) -> None:
        self.action = action

    async def __call__(self) -> None:
        """Nothing: ``ServiceRoute`` has asked already, before it read anything."""


def requires(action: Action) -> Dependency:
    """Let a route be reached only by who has this action in the table of permissions."""
    dependency: Dependency = Depends(Requirement(action))
    return dependency


def action_of(route: APIRoute) -> Action:
    """The action that a route requires.

    Raises:
        TypeError: for a route that does not say so exactly once.
    """
    calls = [dependency.call for dependency in route.dependant.dependencies]
    actions = [call.action for call in calls if isinstance(call, Requirement)]
    if len(actions) != 1:
        raise TypeError(f"{route.path} must have exactly one requires(…)")
    return actions[0]


class ServiceRequest(Request):
    """A request whose JSON is read as ``jsonbody`` says."""

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            self._json = read_json(await self.body())
        return self._json


class ServiceRoute(APIRoute):
    """A route of the service."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()
        action = action_of(self)
        known = frozenset(_query_names(self))
        done_once = "POST" in (self.methods or ()) and action not in WITHOUT_EFFECT

        async def handle(request: Request) -> Response:
            asked = ServiceRequest(request.scope, request.receive)
            who: Principal = asked.state.principal
            authorize(who, action)
            _refuse_others(asked, known)
            key = asked.headers.get(HEADER) if done_once else None
            if key is not None and who.name is not None:
                return await once(asked, who.name, key, inner)
            return await inner(asked)

        return handle


def _query_names(route: APIRoute) -> Iterator[str]:
    """The query parameters that a route reads."""
    for field in get_flat_params(route.dependant):
        if not isinstance(field.field_info, Path | Header | Cookie):
            yield field.alias


def _refuse_others(request: Request, known: frozenset[str]) -> None:
    """Refuse query parameters that nobody reads: ``?profil=streng`` would be answered by the standard profile.

    Raises:
        RequestValidationError: naming each, with those that there are.
    """
    others = sorted(set(request.query_params) - known)
    if others:
        names = ", ".join(sorted(known)) or "–"
        raise RequestValidationError(
            [{"type": "unknown_query", "loc": ("query", name[:100]), "ctx": {"known": names}} for name in others]
        )


def service_router(name: str) -> APIRouter:
    """A router for the routes of one module, under ``/api/v1/<name>``; the name is also their tag."""
    return APIRouter(prefix=f"{BASE}/{name}", tags=[name], route_class=ServiceRoute)


def next_page(request: Request, cursor: str) -> str:
    """The header ``Link`` of a page of a list that goes on: the same question, after a cursor (RFC 8288)."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f'<{request.url.path}?{urlencode([*asked, ("cursor", cursor)])}>; rel="next"'
