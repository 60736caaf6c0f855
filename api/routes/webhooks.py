"""Webhooks: addresses that events are posted to, and what became of what they did not take. For administrators."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import AppServices, unit_of
from api.field_texts import field_error
from api.identity.journal import note
from api.identity.permissions import Action
from api.problems import Problem, answers
from api.routes.events import EventType
from api.routing import BASE, requires, service_router
from api.services import Services
from api.webhooks.redelivering import redeliver as again
from api.webhooks.secrets import new_webhook_secret
from api.webhooks.targets import URL_LENGTH, RefusedError
from storage.identifiers import new_id
from storage.models import WebhookDeliveryRow, WebhookRow
from storage.unit import UnitOfWork

OVERLAP = timedelta(hours=24)
"""How long an old secret still signs beside the new one."""
NO_STORE = "no-store"
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S")]
Url = Annotated[str, Field(min_length=1, max_length=URL_LENGTH, description="`https://…`, of a public address.")]
Types = Annotated[list[EventType], Field(min_length=1, max_length=50, description="Kinds of events; all unless given.")]
Subject = Annotated[str, Field(min_length=1, max_length=255, description="How the subject of the events begins.")]


class NewWebhook(BaseModel):
    """A webhook to be."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    url: Url
    types: Types | None = None
    subject: Subject | None = None


class WebhookChange(BaseModel):
    """What is to be different; what is absent stays as it is."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    url: Url | None = None
    types: Types | None = Field(None, description="`null`: all.")
    subject: Subject | None = Field(None, description="`null`: all.")
    state: Literal["active", "disabled"] | None = Field(
        None, description="`active` also starts one that failed; it goes on where it was."
    )


class WebhookOut(BaseModel):
    """A webhook, without its secret."""

    id: UUID
    name: str
    url: str
    types: list[str] | None
    subject: str | None
    state: Literal["active", "disabled", "failed"]
    position: int = Field(description="It has, or waits for, every event up to this one.")
    failing_since: datetime | None
    next_at: datetime | None = Field(description="Not tried before.")
    error: str | None = Field(description="Of the last failure: a status, or in a word what went wrong.")
    old_until: datetime | None = Field(description="Until when the secret before this one signs too.")
    created_at: datetime

    @classmethod
    def of(cls, row: WebhookRow) -> WebhookOut:
        """The row as it is sent."""
        return cls.model_validate(row, from_attributes=True)


class WebhookSecret(WebhookOut):
    """A webhook with a new secret: shown now and never again."""

    secret: str


class Webhooks(BaseModel):
    """All webhooks, oldest first."""

    items: list[WebhookOut]


class DeliveryOut(BaseModel):
    """An event that a webhook did not take yet, or will not be offered again by itself."""

    id: UUID
    position: int
    type: str
    subject: str
    state: Literal["waiting", "dead"]
    attempts: int
    since: datetime
    next_at: datetime
    error: str | None

    @classmethod
    def of(cls, row: WebhookDeliveryRow) -> DeliveryOut:
        """The row as it is sent."""
        return cls.model_validate(row, from_attributes=True)


class Deliveries(BaseModel):
    """Some of them, in the order of the events."""

    items: list[DeliveryOut]


class WhichDeliveries(BaseModel):
    """Which deliveries to show."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["waiting", "dead"] | None = None
    after: int = Field(0, ge=0, le=10**18 - 1, description="Position of the last one that was shown.")
    limit: int = Field(50, ge=1, le=200)


class Redelivery(BaseModel):
    """What is to be offered again."""

    model_config = ConfigDict(extra="forbid")

    delivery_id: UUID | None = Field(None, description="One of those that were given up; all of them unless given.")


class Redelivered(BaseModel):
    """How many are offered again."""

    count: int


def router() -> APIRouter:
    """The routes."""
    routes = service_router("webhooks")
    _registering(routes)
    _delivering(routes)
    return routes


def _registering(routes: APIRouter) -> None:
    allowed = requires(Action.WEBHOOKS_MANAGE)

    @routes.post("", status_code=201, dependencies=[allowed], responses=answers("invalid"))
    async def make(body: NewWebhook, request: Request, response: Response, services: AppServices) -> WebhookSecret:
        """Register an address: it gets the events from now on. The secret is shown in this answer only."""
        _check(services, body.url)
        secret, key = new_webhook_secret(), new_id()
        async with unit_of(request) as unit:
            row = await unit.webhooks.add(
                WebhookRow(id=key, secret=services.sealer.seal(secret, key), **body.model_dump())
            )
            await note(unit, "webhook.made", f"webhook/{row.id}", after={"types": row.types, "subject": row.subject})
        response.headers["Cache-Control"] = NO_STORE
        response.headers["Location"] = f"{BASE}/webhooks/{row.id}"
        return WebhookSecret(**WebhookOut.of(row).model_dump(), secret=secret)

    @routes.get("", dependencies=[allowed])
    async def listed(request: Request) -> Webhooks:
        """All webhooks, oldest first."""
        async with unit_of(request) as unit:
            return Webhooks(items=[WebhookOut.of(row) for row in await unit.webhooks.all()])

    @routes.get("/{webhook_id}", dependencies=[allowed], responses=answers("not-found"))
    async def one(webhook_id: UUID, request: Request) -> WebhookOut:
        """One webhook."""
        async with unit_of(request) as unit:
            return WebhookOut.of(await unit.webhooks.get(webhook_id))

    @routes.patch("/{webhook_id}", dependencies=[allowed], responses=answers("not-found", "invalid"))
    async def change(webhook_id: UUID, body: WebhookChange, request: Request, services: AppServices) -> WebhookOut:
        """Change a webhook, disable it, or enable it again: then it goes on where it was."""
        given = body.model_dump(exclude_unset=True)
        if body.url is not None:
            _check(services, body.url)
        async with unit_of(request) as unit:
            row = await unit.webhooks.get(webhook_id, for_update=True)
            before = {"state": row.state, "types": row.types, "subject": row.subject}
            await _changed(unit, row, given)
            after = {"state": row.state, "types": row.types, "subject": row.subject}
            await note(unit, "webhook.changed", f"webhook/{row.id}", before=before, after=after)
            return WebhookOut.of(row)

    @routes.delete("/{webhook_id}", status_code=204, dependencies=[allowed], responses=answers("not-found"))
    async def delete(webhook_id: UUID, request: Request) -> None:
        """Delete a webhook, with what waits for it."""
        async with unit_of(request) as unit:
            row = await unit.webhooks.get(webhook_id, for_update=True)
            await note(unit, "webhook.deleted", f"webhook/{row.id}")
            await unit.webhooks.delete(row)

    @routes.post("/{webhook_id}/rotate", dependencies=[allowed], responses=answers("not-found"))
    async def rotate(webhook_id: UUID, request: Request, response: Response, services: AppServices) -> WebhookSecret:
        """Give a webhook a new secret, shown in this answer only. For a day the old one signs too."""
        secret = new_webhook_secret()
        async with unit_of(request) as unit:
            row = await unit.webhooks.get(webhook_id, for_update=True)
            row.old_secret, row.old_until = row.secret, datetime.now(UTC) + OVERLAP
            row.secret = services.sealer.seal(secret, row.id)
            await note(unit, "webhook.rotated", f"webhook/{row.id}")
        response.headers["Cache-Control"] = NO_STORE
        return WebhookSecret(**WebhookOut.of(row).model_dump(), secret=secret)


def _delivering(routes: APIRouter) -> None:
    allowed = requires(Action.WEBHOOKS_MANAGE)

    @routes.get("/{webhook_id}/deliveries", dependencies=[allowed], responses=answers("not-found", "invalid"))
    async def deliveries(webhook_id: UUID, request: Request, which: Annotated[WhichDeliveries, Query()]) -> Deliveries:
        """Events that it did not take yet, and those that were given up (`dead`)."""
        async with unit_of(request) as unit:
            await unit.webhooks.get(webhook_id)
            rows = await unit.webhooks.deliveries(webhook_id, which.state, which.after, which.limit)
            return Deliveries(items=[DeliveryOut.of(row) for row in rows])

    @routes.post("/{webhook_id}/redeliver", dependencies=[allowed], responses=answers("not-found", "invalid"))
    async def redeliver(webhook_id: UUID, body: Redelivery, request: Request) -> Redelivered:
        """Offer again what was given up: all of it, or one event."""
        async with unit_of(request) as unit:
            return Redelivered(count=await again(unit, webhook_id, body.delivery_id))


def _check(services: Services, url: str) -> None:
    try:
        services.targets.check(url)
    except RefusedError as error:
        raise Problem("invalid", errors=[field_error("/url", str(error))]) from None


async def _changed(unit: UnitOfWork, row: WebhookRow, given: dict[str, Any]) -> None:
    was_active = row.state == "active"
    for name, value in given.items():
        if value is not None or name in {"types", "subject"}:
            setattr(row, name, value)
    if row.state == "active" and (not was_active or "url" in given):
        row.failures, row.failing_since, row.next_at, row.error = 0, None, None, None
        await unit.webhooks.start_again(row.id, datetime.now(UTC))
