"""Validation: one record gives one report, a stream of records a stream of reports; both as the command line's."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from api.asked import AskedQuery
from api.batch import CONTENT_TYPES, LINE_BYTES, NDJSON, BatchResponse, Conversation
from api.caching import JSON
from api.dependencies import AppServices
from api.engine_schemas import RECORD, REPORT
from api.host.worker import OverloadedError
from api.identity.permissions import Action
from api.jsonbody import media_type_of
from api.problems import Problem, answers, overloaded, preferred_language
from api.records import record_of
from api.routing import requires, service_router

Answers = dict[int | str, dict[str, Any]]
RETRY_AFTER = 1
"""Seconds after which work that waits is mostly done."""

EXAMPLE = {
    "begrip": "meldkamer",
    "definitie": "ruimte waarin noodoproepen worden aangenomen en doorgezet naar de hulpdiensten",
    "category": "type",
}
ONE_RECORD: dict[str, Any] = {
    "requestBody": {"required": True, "content": {JSON: {"schema": RECORD, "example": EXAMPLE}}}
}
MANY_RECORDS: dict[str, Any] = {
    "requestBody": {
        "required": False,  # nothing at all is a stream without records
        "description": f"A record a line, each of at most {LINE_BYTES:,} bytes.",
        "content": {NDJSON: {"schema": {"type": "string", "contentMediaType": NDJSON}}},
    }
}
REPORTS: Answers = {200: {"description": "The report. Findings are results.", "content": {JSON: {"schema": REPORT}}}}
LINES: Answers = {
    200: {
        "description": "A report or a problem for each line, in order.",
        "content": {NDJSON: {"schema": {"type": "string", "contentMediaType": NDJSON}}},
    }
}


def router() -> APIRouter:
    """The routes."""
    routes = service_router("validate")

    @routes.post(
        "",
        dependencies=[requires(Action.VALIDATE)],
        response_class=Response,
        openapi_extra=ONE_RECORD,
        responses=REPORTS | answers("malformed-json", "too-large", "unsupported-media-type", "invalid", "overloaded"),
    )
    async def validate(request: Request, services: AppServices, asked: AskedQuery) -> Response:
        """Judge one record. The answer is the line that `definitie check --format jsonl` prints."""
        _check_type(request, (JSON,))
        definition = record_of(await request.body())
        try:
            judged = await services.host.validate(definition, asked.manner, asked.corpus, asked.loaded)
        except OverloadedError:
            raise overloaded(RETRY_AFTER) from None
        return Response(judged.line, media_type=JSON)

    @routes.post(
        "/batch",
        dependencies=[requires(Action.VALIDATE_BATCH)],
        response_class=Response,
        openapi_extra=MANY_RECORDS,
        responses=LINES | answers("unsupported-media-type", "invalid", "overloaded"),
    )
    async def batch(request: Request, services: AppServices, asked: AskedQuery) -> Response:
        """Judge a stream of records: a record a line in, a report a line out, in the same order.

        A line that is no record gives a problem with its number (`line`), and the rest goes on; blank lines are
        skipped. Answers come while records are still sent, and sending waits when answers are not read. Records never
        see each other, only the scheme that is named, as it was when the stream began.
        """
        _check_type(request, CONTENT_TYPES)
        language = preferred_language(request.headers.get("accept-language"))
        talk = Conversation(services.host, asked.manner, asked.corpus, language, request.state.request_id, asked.loaded)
        place = services.batches.take()
        if place is None:
            raise overloaded(RETRY_AFTER)
        return BatchResponse(talk, place)

    return routes


def _check_type(request: Request, known: tuple[str, ...]) -> None:
    """Refuse a body that says it is something else; one that says nothing is taken for what is read here."""
    said = media_type_of(request.headers.get("content-type"))
    if said and said not in known:
        raise Problem("unsupported-media-type", expected=", ".join(known))
