"""The table of DESIGN section 7: written out once more here, and walked over every route, role and state."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator
from uuid import UUID

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute, iter_route_contexts

from api.dependencies import Who, unit_of
from api.identity.permissions import TABLE, Action, Resource, Scope, authorize, permitted
from api.identity.principal import Level, Principal
from api.routing import ServiceRoute, action_of, requires, service_router
from api.services import Services
from engine.model import Definition
from storage.identifiers import new_id
from storage.models import Status
from tests.integration.service.conftest import Person

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
MakePerson = Callable[..., Awaitable[Person]]
WHO = ("anonymous", "user", "editor", "admin")
STATES = tuple(Status)
ME, OTHER = UUID(int=1), UUID(int=2)

# For each action: from which role on. Where the state matters: for each role, the states in which it is allowed for
# one's own and for another's definition (i imported, d draft, r review, e established, a archived).
FROM_ROLE = {
    Action.SIGN_IN: "anonymous",
    Action.READ_PUBLIC: "anonymous",
    Action.VALIDATE: "anonymous",
    Action.DEFINITION_LIST: "anonymous",
    Action.SELF: "user",
    Action.VALIDATE_BATCH: "user",
    Action.VALIDATE_IN_SCHEME: "user",
    Action.DEFINITION_CREATE: "user",
    Action.DEFINITION_REPORT: "user",
    Action.GENERATE: "user",
    Action.EVENTS_READ: "user",
    Action.DEFINITION_RESTORE: "editor",
    Action.DEFINITION_ARCHIVE: "editor",
    Action.SCHEMES_MANAGE: "editor",
    Action.DEFINITION_DELETE: "admin",
    Action.PACKS_ACTIVATE: "admin",
    Action.USERS_MANAGE: "admin",
    Action.KEYS_MANAGE: "admin",
    Action.AUDIT_READ: "admin",
    Action.WEBHOOKS_MANAGE: "admin",
}
BY_STATE = {
    #                          anonymous    user            editor            admin       (own, another's)
    Action.DEFINITION_READ: (("", "e"), ("idrea", "re"), ("idrea", "idrea"), ("idrea", "idrea")),
    Action.DEFINITION_UPDATE: (("", ""), ("id", ""), ("idrea", "idrea"), ("idrea", "idrea")),
    Action.DEFINITION_SUBMIT: (("", ""), ("id", ""), ("idrea", "idrea"), ("idrea", "idrea")),
    Action.DEFINITION_DECIDE: (("", ""), ("", ""), ("", "idrea"), ("", "idrea")),
    Action.DEFINITION_OVERRIDE: (("", ""), ("", ""), ("", ""), ("", "idrea")),
    Action.GENERATION_READ: (("", ""), ("idrea", ""), ("idrea", "idrea"), ("idrea", "idrea")),
    Action.GENERATION_CANCEL: (("", ""), ("idrea", ""), ("idrea", ""), ("idrea", "idrea")),
}


def written_out() -> Iterator[tuple[Action, str, Status, bool, bool]]:
    """Every line of the two tables: action, role, state, whether it is one's own, whether it is allowed."""
    for action, role in FROM_ROLE.items():
        for who in WHO:
            for status in STATES:
                for own in (True, False):
                    yield action, who, status, own, WHO.index(who) >= WHO.index(role)
    for action, roles in BY_STATE.items():
        for who, states in zip(WHO, roles, strict=True):
            for own, letters in zip((True, False), states, strict=True):
                for status in STATES:
                    if who != "anonymous" or not own:
                        yield action, who, status, own, status[0] in letters


def principal(who: str, scopes: frozenset[str] | None = None) -> Principal:
    level = Level(WHO.index(who))
    return Principal(level, None if level is Level.ANONYMOUS else ME, None if scopes is None else OTHER, scopes)


def test_the_table_is_the_one_of_the_design() -> None:
    assert set(FROM_ROLE) | set(BY_STATE) == set(TABLE) == set(Action)
    wrong = [
        (action, who, status, own)
        for action, who, status, own, allowed in written_out()
        if permitted(principal(who), action, Resource(status, ME if own else OTHER)) != allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("action", Action)
def test_a_scope_only_narrows(action: Action) -> None:
    scope = TABLE[action].scope
    for who in WHO[1:]:
        for has in Scope:
            key = principal(who, frozenset({has}))
            assert permitted(key, action) == (has == scope and permitted(principal(who), action))


def test_a_definition_without_owner_is_nobodys_own() -> None:
    orphan = Resource(Status.DRAFT, None)
    assert not permitted(principal("user"), Action.DEFINITION_UPDATE, orphan)
    assert not permitted(Principal(), Action.DEFINITION_READ, orphan)
    assert permitted(principal("editor"), Action.DEFINITION_DECIDE, orphan)


def routes_of(app: FastAPI) -> list[APIRoute]:
    """All routes that the service declares."""
    found = [context.original_route for context in iter_route_contexts(app.routes)]
    return [route for route in found if isinstance(route, APIRoute)]


def address(route: APIRoute, **known: object) -> str:
    """The address with something in every place."""
    return re.sub(r"{(\w+)(?::\w+)?}", lambda place: str(known.get(place[1], new_id())), route.path)


async def status_of(client: httpx.AsyncClient, route: APIRoute, path: str) -> set[int]:
    """The answers to a call without a body by each method of a route."""
    return {(await client.request(method, path)).status_code for method in route.methods or ()}


def test_every_route_is_one_of_ours_and_names_its_action(app: FastAPI) -> None:
    routes = routes_of(app)
    assert len(routes) > 10
    assert [route.path for route in routes if not isinstance(route, ServiceRoute)] == []
    assert {action_of(route) for route in routes} <= set(Action)


@pytest.mark.parametrize("who", WHO)
async def test_every_route_lets_in_whom_the_table_lets_in(
    who: str, app: FastAPI, client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    asks = client if who == "anonymous" else await sign_in(who)
    refusal = 401 if who == "anonymous" else 403
    wrong = []
    for route in routes_of(app):
        action = action_of(route)
        statuses = await status_of(asks, route, address(route))
        if permitted(principal(who), action):
            # Signing in answers 401 or 422 for itself; a state that forbids is walked below.
            fits = refusal not in statuses or action is Action.SIGN_IN
        else:
            fits = statuses == {refusal}
        if not fits:
            wrong.append((who, route.path, statuses))
    assert wrong == []


def probes() -> APIRouter:
    """A route for each action whose answer hangs on the state, so that the walk below has something of each."""
    routes = service_router("probes")

    def probe(action: Action) -> None:
        @routes.get(f"/{action}/{{definition_id}}", dependencies=[requires(action)])
        async def asked(definition_id: UUID, request: Request, who: Who) -> None:
            async with unit_of(request) as unit:
                row = await unit.definitions.get(definition_id)
            authorize(who, action, Resource(row.status, row.owner_id), hidden=action is Action.DEFINITION_READ)

    for action in BY_STATE:
        probe(action)
    return routes


@pytest.mark.parametrize("who", WHO)
async def test_every_route_of_a_definition_minds_its_state_and_owner(
    who: str, app: FastAPI, client: httpx.AsyncClient, sign_in: SignIn, person: MakePerson, services: Services
) -> None:
    app.include_router(probes())
    routes = [route for route in routes_of(app) if "{definition_id}" in route.path and action_of(route) in BY_STATE]
    me, other = None if who == "anonymous" else await person(who), await person("user")
    asks = client if me is None else await sign_in(who=me)
    wrong = []
    for action, role, status, own, allowed in written_out():
        if role != who or action not in BY_STATE:
            continue
        owner = me.id if own and me is not None else other.id
        for route in routes:
            if action_of(route) is not action:
                continue
            async with services.database.unit() as unit:
                record = Definition("meldkamer", "ruimte waar noodoproepen binnenkomen")
                key = (await unit.definitions.add(record, status=status, owner_id=owner)).id
            statuses = await status_of(asks, route, address(route, definition_id=key))
            # A refused reader is told nothing (404); one who may gets past it, to whatever else the call lacks.
            refused = statuses <= {401, 403, 404}
            if allowed == refused:
                wrong.append((who, route.path, status, own, statuses))
    assert wrong == []
