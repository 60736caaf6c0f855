"""Every error that leaves a route becomes a problem: ours, the framework's, the store's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.field_texts import field_error, field_errors
from api.jsonbody import media_type_of
from api.problem_table import BY_STATUS
from api.problems import Problem, respond
from storage.errors import ConflictError, InvalidCursorError, NotFoundError, StaleVersionError, StorageError

RETRY_AFTER = "2"
UNREAD = ("model_attributes_type", "dict_type")
"""What pydantic says of a body that came as bytes."""
log = structlog.get_logger(__name__)


def install(app: FastAPI) -> None:
    """Let the app answer with problems."""
    app.add_exception_handler(HTTPException, _handler(of_framework))
    app.add_exception_handler(RequestValidationError, _handler(of_validation))
    app.add_exception_handler(StorageError, _handler(lambda _, error: of_store(error)))


def of_framework(request: Request, error: Exception) -> Problem:
    """A problem as it is; an error that only has a status as the problem of that status."""
    if isinstance(error, Problem):
        return error
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    code = BY_STATUS.get(error.status_code, "bad-request" if error.status_code < 500 else "internal")
    headers = {name: value for name, value in (error.headers or {}).items() if name.lower() in {"allow", "retry-after"}}
    return Problem(code, headers=headers, method=request.method, limit="?", expected="?")


def of_validation(request: Request, error: Exception) -> Problem:
    """Fields that do not fit, each named. A body sent as a form is an object that was never read: that is said."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
    faults = error.errors()
    read = media_type_of(request.headers.get("content-type")) == "application/json"
    if not read and any(fault["loc"] == ("body",) and fault["type"] in UNREAD for fault in faults):
        return Problem("invalid", errors=[field_error("", "content-type")])
    return Problem("invalid", errors=field_errors(faults))


def of_store(error: Exception) -> Problem:
    """What the store says, in terms of HTTP. What the database itself said stays in the log."""
    match error:
        case NotFoundError():
            return Problem("not-found")
        case StaleVersionError():
            return Problem("stale-version", expected=error.expected, current=error.current)
        case ConflictError():
            return Problem("conflict", constraint=error.constraint)
        case InvalidCursorError():
            return Problem("bad-cursor")
        case _:
            log.error("store-unavailable", exc_info=error)
            return Problem("store-unavailable", headers={"Retry-After": RETRY_AFTER})


def _handler(make: Callable[[Request, Exception], Problem]) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handle(request: Request, error: Exception) -> Response:
        return respond(make(request, error), request.scope)

    return handle
