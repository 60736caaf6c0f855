"""Who asks, and whether he may ask again already: before any route is looked for, so that nothing escapes it."""

from __future__ import annotations

import ipaddress
import math
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.identity.principal import NOBODY, Principal
from api.problem_handlers import of_store
from api.problems import Problem, respond
from api.services import Services
from storage.errors import StorageError

OPEN = frozenset({"/health", "/ready"})
"""What watches the service is never refused."""
SIGN_IN = frozenset({"/api/v1/auth/token", "/api/v1/auth/refresh", "/api/v1/auth/sign-out"})
"""Where a client comes whose token is over: what it still sends in Authorization does not count."""


class Gate:
    """Finds the principal, and takes from his bucket."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope["state"]
        if scope["path"] in OPEN:
            state["principal"] = NOBODY
            await self._app(scope, receive, send)
            return
        services: Services = scope["app"].state.services
        who, refused = await _identify(services, scope)
        state["principal"], state["principal_kind"] = who, who.kind
        name, key = bucket_of(who, scope)
        enough, bucket = await services.limiter.take(name, key)
        shown = services.limiter.headers(name, bucket)

        async def limited(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *shown]
            await send(message)

        if not enough:
            seconds = max(1, math.ceil(bucket.retry_after))
            refused = Problem("rate-limited", headers={"Retry-After": str(seconds)}, seconds=seconds)
        if refused is not None:
            await respond(refused, scope)(scope, receive, limited)
        else:
            await self._app(scope, receive, limited)


def bucket_of(who: Principal, scope: Scope) -> tuple[str, str]:
    """The rate that holds for someone, and what his bucket is called."""
    return who.kind, who.name or address_of(scope)


def address_of(scope: Scope) -> str:
    """Where a request comes from, as far as one of its users can choose it."""
    client = scope.get("client")
    return "unknown" if client is None else network_of(client[0])


@lru_cache(4096)
def network_of(host: str) -> str:
    """An IPv4 address as it is; of IPv6 the /64 network, in which a machine takes any address it likes."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:64]
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


async def _identify(services: Services, scope: Scope) -> tuple[Principal, Problem | None]:
    if scope["path"] in SIGN_IN:
        return NOBODY, None
    authorization = api_key = None
    for name, value in scope["headers"]:
        if name == b"authorization":
            authorization = value.decode("latin-1")
        elif name == b"x-api-key":
            api_key = value.decode("latin-1")
    try:
        return await services.identities.of(authorization, api_key) or NOBODY, None
    except Problem as problem:
        return NOBODY, problem
    except StorageError as error:
        return NOBODY, of_store(error)
