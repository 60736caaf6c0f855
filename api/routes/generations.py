"""Generation: asked for, listed, looked at, followed and stopped. A run goes on whatever happens to the connection."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import AppServices, Who, unit_of
from api.events.stream import BUSY_SECONDS, MEDIA_TYPE, EventStream
from api.generations.asking import order_of, seconds_to_wait
from api.generations.following import Follower
from api.generations.forms import NewGeneration, RunOut, RunPage, RunWhole
from api.generations.office import Office
from api.identity.journal import note
from api.identity.permissions import Action, Resource, authorize
from api.identity.principal import Level
from api.problems import Problem, answers, overloaded
from api.routing import BASE, action_of, next_page, requires, service_router
from api.services import Services
from generator.runfile import run_file
from storage.models import GenerationRunRow, RunState
from storage.paging import MAX_LIMIT
from storage.repositories.generation import LIVE

BLOCK = {
    "type": "object",
    "description": "`round` as each round ends, `end` when the run has; a block without data is a sign of life.",
    "properties": {
        "id": {"type": "string", "description": "Number of the round; of the end one more."},
        "event": {"type": "string", "enum": ["round", "end"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
        "retry": {"type": ["integer", "string"], "description": "Milliseconds to wait before coming back."},
    },
}
STREAM: dict[int | str, dict[str, Any]] = {200: {"content": {MEDIA_TYPE: {"itemSchema": BLOCK}}}}
INLINE: dict[int | str, dict[str, Any]] = {
    200: {"model": RunWhole, "description": "It ended within the time of `Prefer: wait`."}
}
Last = Annotated[str | None, Header(pattern=r"^[0-9]{1,9}$", description="The id of the last event that was received.")]
Prefer = Annotated[
    str | None, Header(description="`wait=N` (RFC 7240): answer with the result if it is there within N seconds.")
]


class Listed(BaseModel):
    """Which runs to show."""

    model_config = ConfigDict(extra="forbid")

    state: RunState | None = None
    everyone: bool = Field(False, description="Those of everybody; for editors.")
    cursor: str | None = Field(None, max_length=200, description="From the page before.")
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50


async def office_of(services: AppServices) -> Office:
    """Where runs are asked for.

    Raises:
        Problem: ``generation-off``.
    """
    if services.office is None:
        raise Problem("generation-off")
    return services.office


async def run_of(generation_id: UUID, request: Request, who: Who, services: AppServices) -> GenerationRunRow:
    """The run, for who may do with it what the route does; to others it does not exist.

    Raises:
        Problem: ``not-found`` or ``forbidden``.
    """
    route: APIRoute = request.scope["route"]
    async with services.database.unit() as unit:
        row = await unit.generations.get(generation_id)
    resource = Resource(row.state, row.owner_id)
    authorize(who, Action.GENERATION_READ, resource, hidden=True)
    authorize(who, action_of(route), resource)
    return row


AnOffice = Annotated[Office, Depends(office_of)]
Wanted = Annotated[GenerationRunRow, Depends(run_of)]


def router() -> APIRouter:
    """The routes."""
    routes = service_router("generations")

    @routes.post(
        "",
        status_code=202,
        dependencies=[requires(Action.GENERATE)],
        response_model=RunWhole,
        responses=INLINE
        | answers(
            "duplicate", "generation-running", "invalid", "generations-full", "generation-off", "store-unavailable"
        ),
    )
    async def create(
        body: NewGeneration, request: Request, who: Who, services: AppServices, office: AnOffice, prefer: Prefer = None
    ) -> Response:
        """Have a definition generated: proposed, judged by all rules, refined, until it is accepted or must stop.

        The answer is 202 with the address of the run, or with `Prefer: wait=N` the result where it is there in time.
        What was accepted is kept as a draft with its sources, unless `save` is false; what was not is never kept. The
        run goes on if the process that carries it out is killed.
        """
        order = await order_of(body, who, services, office)
        assert who.user_id is not None  # noqa: S101 - the permission says so
        async with unit_of(request) as unit:
            row = await office.order(unit, order, who.user_id, who.name)
            await note(unit, "generation.asked", f"generation/{row.id}")
        seconds = seconds_to_wait(prefer)
        headers = {"Location": f"{BASE}/generations/{row.id}"}
        if seconds is not None:
            row = await office.wait(row.id, seconds)
            headers["Preference-Applied"] = f"wait={seconds}"
        shown = await whole(services, row)
        status = 202 if row.state in LIVE else 200
        return Response(shown.model_dump_json(), status_code=status, media_type="application/json", headers=headers)

    @routes.get(
        "",
        dependencies=[requires(Action.GENERATION_READ)],
        response_model=RunPage,
        responses=answers("bad-cursor", "forbidden", "invalid"),
    )
    async def listed(
        query: Annotated[Listed, Query()], request: Request, response: Response, who: Who, services: AppServices
    ) -> RunPage:
        """One's runs, newest first, a page at a time; the `Link` header has the next page."""
        if query.everyone and who.level < Level.EDITOR:
            raise Problem("forbidden", action=Action.GENERATION_READ.value)
        async with services.database.unit() as unit:
            page = await unit.generations.page(
                None if query.everyone else who.user_id, query.state, query.cursor, query.limit
            )
        if page.next_cursor is not None:
            response.headers["Link"] = next_page(request, page.next_cursor)
        return RunPage(items=[RunOut.of(row) for row in page.items], next_cursor=page.next_cursor)

    @routes.get(
        "/{generation_id}",
        dependencies=[requires(Action.GENERATION_READ)],
        responses=answers("not-found", "invalid"),
    )
    async def one(row: Wanted, services: AppServices) -> RunWhole:
        """A run as it is now: its state, its result, and its whole trace with what every call took."""
        return await whole(services, row)

    @routes.post(
        "/{generation_id}/cancel",
        status_code=202,
        dependencies=[requires(Action.GENERATION_CANCEL)],
        responses=answers("not-found", "forbidden", "generation-ended", "invalid"),
    )
    async def cancel(row: Wanted, request: Request) -> RunOut:
        """Ask a run to stop. What it was doing is broken off, and it ends with the best that it has so far."""
        async with unit_of(request) as unit:
            if not await unit.generations.ask_to_stop(row.id):
                raise Problem("generation-ended", state=row.state)
            await note(unit, "generation.cancelled", f"generation/{row.id}")
            return RunOut.of(await unit.generations.get(row.id))

    _add_trace(routes)
    return routes


def _add_trace(routes: APIRouter) -> None:
    @routes.get(
        "/{generation_id}/run",
        dependencies=[requires(Action.GENERATION_READ)],
        response_class=JSONResponse,
        responses=answers("not-found", "invalid"),
    )
    async def replayable(row: Wanted) -> JSONResponse:
        """A run that ended, as a file for `definitie replay`: its candidates under other packs, without any model."""
        kept = (row.result or {}).get("run")
        if not isinstance(kept, dict):
            raise Problem("not-found")
        return JSONResponse(run_file(kept))

    @routes.get(
        "/{generation_id}/events",
        dependencies=[requires(Action.GENERATION_READ)],
        response_class=Response,
        responses=STREAM
        | {204: {"description": "The client has seen the end."}}
        | answers("not-found", "invalid", "overloaded"),
    )
    async def events(row: Wanted, services: AppServices, last_event_id: Last = None) -> Response:
        """Follow a run (server-sent events): every round as it ends, then the end, and the stream is closed.

        A client that comes back sends `Last-Event-ID` and gets what it has not seen; after the end that is 204.
        """
        after = int(last_event_id or 0)
        if row.state not in LIVE and after > await rounds_of(services, row.id):
            return Response(status_code=204)
        place = services.streams.take()
        if place is None:
            raise overloaded(BUSY_SECONDS)
        seconds = services.settings.event_stream_seconds
        return EventStream(Follower(services.database, row.id, after, seconds, lambda: services.feed.closed), place)


async def rounds_of(services: Services, run: UUID) -> int:
    """How many rounds a run has."""
    async with services.database.unit() as unit:
        return len(await unit.generations.rounds_after(run, 0))


async def whole(services: Services, row: GenerationRunRow) -> RunWhole:
    """A run with its trace."""
    async with services.database.unit() as unit:
        history = await unit.generations.history(row.id)
        attempts = await unit.attempts.of(row.id)
    return RunWhole.whole(row, list(history), list(attempts))
