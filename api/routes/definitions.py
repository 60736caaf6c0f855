"""Definitions: made, listed, read, changed and deleted. What is changed is named by version (If-Match)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api.caching import conditional, expected_version, version_etag
from api.definitions.access import Listed, Wanted
from api.definitions.duplicates import address_of
from api.definitions.forms import (
    ChangedDefinition,
    DefinitionOut,
    DefinitionPage,
    NewDefinition,
    ReportOut,
    SavedDefinition,
)
from api.definitions.judging import judge
from api.definitions.saving import Desk
from api.dependencies import AppServices, Who
from api.identity.permissions import Action
from api.identity.principal import Level
from api.problems import answers
from api.routing import next_page, requires, service_router
from storage.paging import MAX_LIMIT
from storage.records import to_record

Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT)]


class ListedPage(Listed):
    """A page of the list."""

    cursor: str | None = Field(None, max_length=200, description="From the page before.")
    limit: Limit = 50


def router() -> APIRouter:
    """The routes."""
    routes = service_router("definitions")

    @routes.post(
        "",
        status_code=201,
        dependencies=[requires(Action.DEFINITION_CREATE)],
        responses=answers("duplicate", "invalid"),
    )
    async def create(
        body: NewDefinition, request: Request, response: Response, who: Who, services: AppServices
    ) -> SavedDefinition:
        """Make a draft. It is judged against its scheme, and the report comes with the answer; findings are results.

        The same term, or in a scheme the same text, is answered with 409 and the address of the one that is there,
        unless `force` is asked for with a reason.
        """
        body.check()
        row, verdict = await Desk(services, request, who).create(
            body.record(), body.scheme, body.reason, force=body.force
        )
        response.headers.update({"Location": address_of(row.id), "ETag": version_etag(row.version)})
        return SavedDefinition.with_report(row, verdict)

    @routes.get(
        "",
        dependencies=[requires(Action.DEFINITION_LIST)],
        response_model=DefinitionPage,
        responses=answers("bad-cursor", "not-found", "invalid"),
    )
    async def listed(
        query: Annotated[ListedPage, Query()], request: Request, who: Who, services: AppServices
    ) -> Response:
        """The definitions that one may read, oldest first, a page at a time; the `Link` header has the next page."""
        async with services.database.unit() as unit:
            page = await unit.definitions.page(await query.filter(unit, who), cursor=query.cursor, limit=query.limit)
        shown = DefinitionPage(items=[DefinitionOut.of(row) for row in page.items], next_cursor=page.next_cursor)
        answer = conditional(request, shown.model_dump_json().encode(), public=who.level is Level.ANONYMOUS)
        if page.next_cursor is not None:
            answer.headers["Link"] = next_page(request, page.next_cursor)
        return answer

    @routes.get(
        "/{definition_id}",
        dependencies=[requires(Action.DEFINITION_READ)],
        response_model=DefinitionOut,
        responses=answers("not-found"),
    )
    async def one(row: Wanted, request: Request, who: Who) -> Response:
        """A definition as it now is. Its ETag begins with its version, for If-Match; the rest follows its score too."""
        content = DefinitionOut.of(row).model_dump_json().encode()
        return conditional(
            request, content, etag=version_etag(row.version, content), public=who.level is Level.ANONYMOUS
        )

    @routes.put(
        "/{definition_id}",
        dependencies=[requires(Action.DEFINITION_UPDATE)],
        response_model=SavedDefinition | DefinitionOut,
        responses=answers("not-found", "wrong-state", "duplicate", "stale-version", "precondition-required", "invalid"),
    )
    async def change(
        row: Wanted, body: ChangedDefinition, request: Request, response: Response, who: Who, services: AppServices
    ) -> SavedDefinition | DefinitionOut:
        """Put another record in its place, judged anew; a field left out becomes unknown. If-Match is needed.

        What is the same already stays as it is, with its version. What is established or archived cannot be changed.
        """
        expected = expected_version(request)
        body.check()
        row, verdict = await Desk(services, request, who).change(
            row, body.record(), expected, body.reason, force=body.force, action="updated"
        )
        response.headers["ETag"] = version_etag(row.version)
        return DefinitionOut.of(row) if verdict is None else SavedDefinition.with_report(row, verdict)

    @routes.delete(
        "/{definition_id}",
        status_code=204,
        dependencies=[requires(Action.DEFINITION_DELETE)],
        responses=answers("not-found", "stale-version", "precondition-required"),
    )
    async def delete(row: Wanted, request: Request, who: Who, services: AppServices) -> None:
        """Delete a definition with its versions and reports; the audit log keeps what it said. If-Match is needed."""
        await Desk(services, request, who).delete(row, expected_version(request))

    @routes.get(
        "/{definition_id}/report",
        dependencies=[requires(Action.DEFINITION_REPORT)],
        responses=answers("not-found"),
    )
    async def report(row: Wanted, services: AppServices) -> ReportOut:
        """The report that was stored with the current version; where there is none, one that is made now."""
        async with services.database.unit() as unit:
            kept = await unit.reports.latest(row.id)
        if kept is not None:
            return ReportOut.model_validate(kept, from_attributes=True)
        verdict = await judge(services, to_record(row), row.scheme_id)
        return ReportOut(
            definition_id=row.id,
            version=row.version,
            decision=verdict.decision,
            pack_digest=verdict.pack_digest,
            created_at=None,
            report=verdict.document,
        )

    return routes
