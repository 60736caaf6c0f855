"""Events: the stream of them, and what each kind looks like."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from api.definitions.forms import Plain
from api.dependencies import AppServices, Who
from api.events.kinds import KINDS
from api.events.schemas import data_schema
from api.events.stream import BUSY_SECONDS, MEDIA_TYPE, EventStream, Talk, Wish
from api.identity.permissions import Action
from api.identity.principal import Principal
from api.problems import Problem, answers, overloaded
from api.routing import BASE, requires, service_router
from api.services import Services

SCHEMA_MEDIA_TYPE = "application/schema+json"
BLOCK = {
    "type": "object",
    "description": "A block of the stream. One with data is an event; one without only says how far the client is.",
    "properties": {
        "id": {"type": "string", "description": "Position of the event."},
        "event": {"type": "string", "description": "Its type."},
        "data": {"type": "string", "contentMediaType": "application/cloudevents+json"},
        "retry": {"type": ["integer", "string"], "description": "Milliseconds to wait before coming back."},
    },
}
STREAM: dict[int | str, dict[str, Any]] = {200: {"content": {MEDIA_TYPE: {"itemSchema": BLOCK}}}}
SCHEMA: dict[int | str, dict[str, Any]] = {200: {"content": {SCHEMA_MEDIA_TYPE: {"schema": {"type": "object"}}}}}
LAST_POSITION = 10**18 - 1


def known(name: str) -> str:
    """The name of a kind of event."""
    if name not in KINDS:
        raise PydanticCustomError("enum", "one of {expected}", {"expected": ", ".join(sorted(KINDS))})
    return name


EventType = Annotated[str, AfterValidator(known), WithJsonSchema({"type": "string", "enum": sorted(KINDS)})]


class Wanted(BaseModel):
    """Which events to send."""

    model_config = ConfigDict(extra="forbid")

    type: list[EventType] = Field([], max_length=50, description="Kinds of events; all unless given.")
    subject: Annotated[Plain, Field(min_length=1, max_length=255)] | None = Field(
        None, description="How the subject begins: `definition/` or that of one definition."
    )
    after: int | None = Field(
        None, ge=0, le=LAST_POSITION, description="Position to start after, where there is no Last-Event-ID; 0 for all."
    )
    follow: bool = Field(True, description="Wait for what is still to come; without it the stream ends when it is up.")


Last = Annotated[
    str | None, Header(pattern=r"^[0-9]{1,18}$", description="The id of the last event that was received.")
]


class KindOut(BaseModel):
    """A kind of event."""

    type: str
    text: str
    json_schema: str = Field(description="Address of the schema of its data.")


class Kinds(BaseModel):
    """All kinds of events, by name."""

    items: list[KindOut]


def router() -> APIRouter:
    """The routes."""
    routes = service_router("events")

    @routes.get(
        "",
        dependencies=[requires(Action.EVENTS_READ)],
        response_class=Response,
        responses=STREAM | answers("events-gone", "invalid", "overloaded"),
    )
    async def stream(
        request: Request,
        who: Who,
        services: AppServices,
        wanted: Annotated[Wanted, Query()],
        last_event_id: Last = None,
    ) -> Response:
        """Events as they happen (server-sent events), each as CloudEvents 1.0 in JSON, at least once and in order.

        A client that comes back sends `Last-Event-ID` and goes on where it was; without it, it gets what happens from
        now on. One sees the events of what one may read. The stream ends with the token, or after a while: come back.
        """
        after = await start_of(services, wanted.after if last_event_id is None else int(last_event_id))
        place = services.streams.take()
        if place is None:
            raise overloaded(BUSY_SECONDS)
        wish = Wish(
            after, frozenset(wanted.type), wanted.subject, wanted.follow, services.settings.event_stream_seconds
        )

        async def identify() -> Principal | None:
            return await services.identities.of(request.headers.get("authorization"), request.headers.get("x-api-key"))

        return EventStream(
            Talk(services.feed, wish, who, identify, sent=lambda count: services.metrics.delivered("stream", count)),
            place,
        )

    @routes.get("/schemas", dependencies=[requires(Action.READ_PUBLIC)])
    async def schemas() -> Kinds:
        """Every kind of event, with the address of the JSON Schema of its data."""
        return Kinds(
            items=[
                KindOut(type=name, text=" ".join(kind.text.split()), json_schema=f"{BASE}/events/schemas/{name}")
                for name, kind in sorted(KINDS.items())
            ]
        )

    @routes.get(
        "/schemas/{name}",
        dependencies=[requires(Action.READ_PUBLIC)],
        response_class=Response,
        responses=SCHEMA | answers("not-found"),
    )
    async def schema(name: str) -> Response:
        """The JSON Schema of the data of one kind of event: what `dataschema` of an event refers to."""
        kind = KINDS.get(name)
        if kind is None:
            raise Problem("not-found")
        return JSONResponse(data_schema(kind), media_type=SCHEMA_MEDIA_TYPE)

    return routes


async def start_of(services: Services, after: int | None) -> int:
    """The position to start after.

    Raises:
        Problem: ``events-gone`` where what comes after it was forgotten, or was never there.
    """
    await services.feed.refresh()
    bounds = await services.feed.bounds()
    if after is None:
        return bounds.last
    if after != 0 and not bounds.forgotten <= after <= bounds.last:
        raise Problem("events-gone", oldest=bounds.forgotten + 1)
    return max(after, bounds.forgotten)
