"""Definitions in and out as files, in the formats of the command line."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from api.definitions.access import Listed
from api.definitions.exporting import FORMS, export, first_page
from api.definitions.forms import Plain, SchemeName
from api.definitions.importing import Line, import_records, shown
from api.definitions.uploads import SUFFIXES, read_upload, suffix_of
from api.dependencies import AppServices, Who
from api.identity.permissions import Action, Resource, permitted
from api.identity.principal import Level, Principal
from api.problems import LANGUAGES, Problem, answers, preferred_language
from api.routing import requires, service_router
from api.services import Services
from storage.errors import NotFoundError

LOOKED_UP = 200
"""Twins of an import that are looked up, to tell of those only that one may read."""


class Exported(Listed):
    """What to export, and how."""

    format: Literal["jsonl", "csv", "ttl"] = Field("jsonl", description="`jsonl` loses nothing; `ttl` is SKOS.")


class Import(BaseModel):
    """Where to, and how."""

    model_config = ConfigDict(extra="forbid")

    scheme: SchemeName = Field(description="Scheme that the definitions become part of.")
    whole: bool = Field(False, description="Import all, or nothing where one does not fit.")
    reason: Annotated[Plain, Field(min_length=1, max_length=2000, pattern=r"\S")] | None = None


class Fault(BaseModel):
    """What is wrong with a record."""

    pointer: str
    detail: str
    code: str


class Result(BaseModel):
    """What became of a record: `imported`, `duplicate`, `unusable`, or `not-imported` where all or nothing was asked.

    A `remark` is about the upload and no record.
    """

    line: int | None = Field(description="Where it stands in the upload, as far as that is known.")
    begrip: str | None
    outcome: Literal["imported", "duplicate", "unusable", "not-imported", "remark"]
    id: UUID | None
    existing: str | None = Field(description="Address of the duplicate, for who may read it.")
    same: Literal["term", "text"] | None
    decision: str | None
    validation_score: float | None
    errors: list[Fault]


class Results(BaseModel):
    """What became of an upload."""

    total: int
    imported: int
    results: list[Result]


def router() -> APIRouter:
    """The routes. They stand before those of a single definition, whose address would fit theirs too."""
    routes = service_router("definitions")

    @routes.get("/export", dependencies=[requires(Action.DEFINITION_LIST)], responses=_files() | answers("not-found"))
    async def exported(
        query: Annotated[Exported, Query()], request: Request, who: Who, services: AppServices
    ) -> Response:
        """The definitions that one may read, as a file that can be imported again."""
        form = FORMS[query.format]
        async with services.database.unit() as unit:
            which = await query.filter(unit, who)
        page = await first_page(services.database, which)
        actor = who.actor(request.state.request_id)
        language = services.host.engine.packs[0].language
        return StreamingResponse(
            export(services.database, actor, which, page, form, language),
            media_type=form.media_type,
            headers={
                "Content-Disposition": f'attachment; filename="definities.{form.suffix}"',
                "Cache-Control": "no-store",
                "X-Content-Type-Options": "nosniff",
            },
        )

    @routes.post(
        "/import",
        dependencies=[requires(Action.DEFINITION_CREATE)],
        responses=answers("unsupported-media-type", "too-large", "not-found", "import-refused", "invalid"),
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {name: {"schema": {"type": "string", "format": "binary"}} for name in SUFFIXES},
            }
        },
    )
    async def imported(query: Annotated[Import, Query()], request: Request, who: Who, services: AppServices) -> Results:
        """Make definitions of status `imported` of the records of a file, each judged; the answer tells of each.

        Records are judged beside each other and the scheme's. One whose term or text the scheme has already is not
        imported, nor is one that cannot be read; with `whole` that stops all others too (409).
        """
        suffix = suffix_of(request.headers.get("content-type"))
        async with services.database.unit() as unit:
            scheme = await unit.schemes.by_name(query.scheme)
        data = await request.body()
        reads = await asyncio.to_thread(read_upload, data, suffix, services.host.engine.packs[0].language)
        lines = await import_records(services, request, who, scheme, reads, whole=query.whole, reason=query.reason)
        language = LANGUAGES.index(preferred_language(request.headers.get("accept-language")))
        results = await _results(services, who, lines, language)
        if query.whole and results.imported < results.total:
            refused = sum(each.outcome in {"duplicate", "unusable"} for each in results.results)
            members = results.model_dump(mode="json")
            raise Problem("import-refused", members=members, refused=refused, total=results.total)
        return results

    return routes


async def _results(services: Services, who: Principal, lines: list[Line], language: int) -> Results:
    made = [shown(line) for line in lines]
    told = await _readable(services, who, lines)
    results = []
    for line, facts in zip(lines, made, strict=True):
        if line.twin not in told:
            facts["existing"] = None
        errors = [error.shown(language) for error in line.read.errors]
        results.append(Result.model_validate(facts | {"errors": errors}))
    return Results(
        total=sum(each.outcome != "remark" for each in results),
        imported=sum(each.outcome == "imported" for each in results),
        results=results,
    )


async def _readable(services: Services, who: Principal, lines: list[Line]) -> set[UUID]:
    """The twins that may be told of."""
    # The twin can be another record of an upload of which nothing was imported: that one is nowhere.
    nowhere = {UUID(line.record.id) for line in lines if line.record is not None and line.verdict is None}
    twins = {line.twin for line in lines if line.twin is not None} - nowhere
    if who.level >= Level.EDITOR:
        return twins
    found = set()
    async with services.database.unit() as unit:
        for key in sorted(twins)[:LOOKED_UP]:
            try:
                row = await unit.definitions.get(key)
            except NotFoundError:  # deleted meanwhile
                continue
            if permitted(who, Action.DEFINITION_READ, Resource(row.status, row.owner_id)):
                found.add(key)
    return found


def _files() -> dict[int | str, dict[str, Any]]:
    schema = {"schema": {"type": "string"}}
    return {200: {"description": "The file.", "content": {form.media_type: schema for form in FORMS.values()}}}
