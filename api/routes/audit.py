"""The audit log, for administrators: who did what, before and after, and where it stands in the chain."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from api.dependencies import unit_of
from api.identity.permissions import Action
from api.problems import answers
from api.routing import requires, service_router
from storage.repositories.audit import Act, AuditFilter
from storage.unit import UnitOfWork


def _written_out(value: object) -> object:
    """A moment as RFC 3339 writes it; pydantic would also take a bare number, as seconds since 1970.

    Raises:
        ValueError: it is anything else.
    """
    if isinstance(value, str) and "T" in value.upper():
        return value
    raise ValueError("write a date and time with its offset, such as 2026-11-24T09:30:00+01:00")


Moment = Annotated[AwareDatetime, BeforeValidator(_written_out, json_schema_input_type=AwareDatetime)]


class AuditQuery(BaseModel):
    """Which acts are asked for."""

    model_config = ConfigDict(extra="forbid")

    actor: str | None = Field(None, max_length=100, description="Who: `user:…`, `key:…` or `cli`.")
    action: str | None = Field(None, max_length=100, description="What, such as `definition.updated`.")
    subject: str | None = Field(None, max_length=255, description="To what, such as `definition/…`.")
    since: Moment | None = Field(None, description="Not before this moment.")
    until: Moment | None = Field(None, description="Before this moment.")
    before: int | None = Field(None, ge=1, description="Only acts with a lower number: `next` of the page before.")
    limit: int = Field(50, ge=1, le=200, description="Acts on a page.")

    def filter(self) -> AuditFilter:
        """The same for the store."""
        return AuditFilter(self.actor, self.action, self.subject, self.since, self.until)


class LinkOut(BaseModel):
    """A place in the chain."""

    sequence: int
    digest: str


class ActOut(BaseModel):
    """What was done. `typed` holds what a person typed; `erased` says that it was there and was erased since."""

    number: int
    at: datetime
    actor: str | None
    actor_name: str | None
    action: str
    subject: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    typed: dict[str, Any] | None
    erased: bool
    request_id: str | None
    link: LinkOut | None

    @classmethod
    def of(cls, act: Act, names: dict[str, str]) -> Self:
        """An act as it is shown."""
        row, link = act.row, act.link
        return cls(
            number=row.number,
            at=row.created_at,
            actor=row.actor,
            actor_name=names.get(row.actor or ""),
            action=row.action,
            subject=row.subject,
            before=row.before,
            after=row.after,
            typed=None if act.personal is None else dict(act.personal),
            erased=row.personal_digest is not None and act.personal is None,
            request_id=row.request_id,
            link=None if link is None else LinkOut(sequence=link.sequence, digest=link.digest),
        )


class AuditPage(BaseModel):
    """Acts, newest first; `next` is the `before` of the next page."""

    items: list[ActOut]
    next: int | None


def router() -> APIRouter:
    """The routes."""
    routes = service_router("audit")

    @routes.get("", dependencies=[requires(Action.AUDIT_READ)], responses=answers("invalid"))
    async def listed(query: Annotated[AuditQuery, Query()], request: Request, response: Response) -> AuditPage:
        """What was done, newest first. Names are those of today; what was erased is gone for good."""
        async with unit_of(request) as unit:
            acts = await unit.audit.page(query.filter(), query.before, query.limit + 1)
            names = await _names(unit, acts)
        response.headers["Cache-Control"] = "no-store"
        shown = acts[: query.limit]
        return AuditPage(
            items=[ActOut.of(act, names) for act in shown],
            next=shown[-1].row.number if len(acts) > query.limit else None,
        )

    return routes


async def _names(unit: UnitOfWork, acts: list[Act]) -> dict[str, str]:
    """The names of the users who acted, by what the log calls them."""
    actors = {act.row.actor for act in acts if act.row.actor is not None and act.row.actor.startswith("user:")}
    keys = {UUID(actor.removeprefix("user:")): actor for actor in actors}
    return {keys[key]: name for key, name in (await unit.users.names(list(keys))).items()}
