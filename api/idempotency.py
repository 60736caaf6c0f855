"""A POST that is sent twice is done once (draft-ietf-httpapi-idempotency-key-header-07).

The first request takes the key for a short while and keeps it for a day in the same transaction as its change. So a
key whose time is over was never carried out and can be taken anew, and one that was carried out never runs twice,
even where the process was killed between the change and its answer.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from fastapi import Request
from starlette.responses import Response

from api.problems import Problem
from api.services import Services
from storage.models import IdempotencyRow

HEADER = "Idempotency-Key"
FORM = re.compile(r"[\x21-\x7e]{1,255}")
RUNNING = timedelta(seconds=60)
"""Longer than any request runs: the database ends a statement after half of it."""
NOT_KEPT = "no-store"
LEFT_OUT = frozenset({"content-length", "date", "server"})
Handler = Callable[[Request], Awaitable[Response]]


async def once(request: Request, principal: str, header: str, handler: Handler) -> Response:
    """Carry the request out, unless this principal sent it before: then give the answer it got.

    Args:
        request: its body is read here.
        principal: whose key it is.
        header: the key as sent, with or without the quotes of a structured field.
        handler: carries it out.

    Raises:
        Problem: ``bad-header``, ``idempotency-mismatch``, ``idempotency-running`` or ``idempotency-lost``.
    """
    key = header.strip().removeprefix('"').removesuffix('"')
    if not FORM.fullmatch(key):
        raise Problem("bad-header", header=HEADER, expected="1–255 ASCII")
    services: Services = request.app.state.services
    told = digest_of(request, await request.body())
    async with services.database.unit() as unit:
        row = await unit.idempotency.claim(principal, key, told, datetime.now(UTC) + RUNNING)
        if row is not None:
            return replayed(row, told)
    request.state.idempotency = (principal, key)
    request.state.carried_out = False
    try:
        response = await handler(request)
    except Exception:
        if not request.state.carried_out:
            await _release(services, principal, key)
        raise
    if response.status_code >= 400:
        await _release(services, principal, key)
    else:
        await _keep(services, principal, key, response)
    return response


def digest_of(request: Request, body: bytes) -> str:
    """What tells one request from another: SHA-256 of method, address, form and body."""
    told = hashlib.sha256()
    for part in (
        request.method,
        request.url.path,
        request.url.query,
        request.headers.get("content-type", ""),
    ):
        told.update(part.encode("utf-8", "replace") + b"\n")
    told.update(body)
    return told.hexdigest()


def replayed(row: IdempotencyRow, told: str) -> Response:
    """The answer that was kept.

    Raises:
        Problem: where there is none to give.
    """
    if row.request_digest != told:
        raise Problem("idempotency-mismatch")
    if row.status is None:
        if datetime.now(UTC) - row.created_at < RUNNING:
            raise Problem("idempotency-running", headers={"Retry-After": "1"})
        raise Problem("idempotency-lost")
    headers = dict(row.headers or {})
    if NOT_KEPT in headers.get("cache-control", ""):
        raise Problem("idempotency-lost")
    return Response(row.body or b"", status_code=row.status, headers=headers | {"Idempotency-Replayed": "true"})


async def _keep(services: Services, principal: str, key: str, response: Response) -> None:
    headers = {name: value for name, value in response.headers.items() if name.lower() not in LEFT_OUT}
    body = getattr(response, "body", None)
    if not isinstance(body, bytes):  # a stream: it is gone once sent
        headers["cache-control"] = NOT_KEPT
    kept = body if isinstance(body, bytes) and NOT_KEPT not in headers.get("cache-control", "") else b""
    until = datetime.now(UTC) + timedelta(hours=services.settings.idempotency_hours)
    async with services.database.unit() as unit:
        await unit.idempotency.answer(principal, key, response.status_code, headers, kept)
        await unit.idempotency.extend(principal, key, until)


async def _release(services: Services, principal: str, key: str) -> None:
    async with services.database.unit() as unit:
        await unit.idempotency.release(principal, key, datetime.now(UTC) + RUNNING)
