"""The outermost layer: gives every request an id, every answer its headers, and answers what nobody else caught.

Plain ASGI instead of the framework's middleware class, which costs a task and a queue for every request.
"""

from __future__ import annotations

import time
from urllib.parse import unquote_to_bytes

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.edge.trace import trace_of
from api.field_texts import field_error
from api.problems import Problem, respond

SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
ONLY_TLS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
UNLOGGED = frozenset({"/health", "/ready"})
log = structlog.get_logger("api.access")


class Surroundings:
    """Around everything else.

    Args:
        app: what it surrounds.
        access_log: whether each request is logged; those that fail inside always are.
    """

    def __init__(self, app: ASGIApp, *, access_log: bool = True) -> None:
        self._app = app
        self._access_log = access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        headers = dict(scope["headers"])
        trace = trace_of(headers.get(b"x-request-id"), headers.get(b"traceparent"))
        scope.setdefault("state", {})["request_id"] = trace.request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=trace.request_id, trace_id=trace.trace_id)
        status = 0

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                given = message["headers"] = list(message.get("headers", ()))
                given.append((b"x-request-id", trace.request_id.encode()))
                given.append((b"traceparent", trace.parent.encode()))
                given += SECURITY
                if scope["scheme"] == "https":
                    given.append(ONLY_TLS)
                if not any(name == b"cache-control" for name, _ in given):
                    given.append((b"cache-control", b"no-store"))
            await send(message)

        try:
            fault = address_fault(scope)
            if fault is not None:
                await respond(fault, scope)(scope, receive, dressed)
            else:
                await self._app(scope, receive, dressed)
        except Exception as error:
            log.error("request-failed", route=route_of(scope), method=scope["method"], exc_info=error)
            if status:
                raise  # the answer has begun: only closing the connection tells the client
            await respond(Problem("internal"), scope)(scope, receive, dressed)
        finally:
            if self._access_log and scope["path"] not in UNLOGGED:
                log.info(
                    "request",
                    method=scope["method"],
                    route=route_of(scope),
                    status=status,
                    ms=round((time.perf_counter() - started) * 1000, 1),
                    who=scope["state"].get("principal_kind", "unknown"),
                )


def route_of(scope: Scope) -> str:
    """The address as it was declared, never as it was asked: that may hold a term or a name."""
    route = scope.get("route")
    return str(getattr(route, "path", "(none)"))


def address_fault(scope: Scope) -> Problem | None:
    """What makes path or query unusable: a NUL, or bytes that are no UTF-8."""
    for place, raw in (("path", scope.get("raw_path") or b""), ("query", scope["query_string"])):
        if b"%" not in raw:
            continue
        decoded = unquote_to_bytes(raw)
        try:
            decoded.decode("utf-8")
        except UnicodeDecodeError:
            return Problem("invalid", errors=[field_error(f"{place}:", "encoding")])
        if b"\0" in decoded:
            return Problem("invalid", errors=[field_error(f"{place}:", "nul")])
    return None
