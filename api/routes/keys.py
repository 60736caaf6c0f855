"""API keys: made (and shown once), listed, revoked. A key acts for a user, narrowed to its scopes, until it is over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import AppServices, Who, unit_of
from api.identity.administration import make_key, revoke_key
from api.identity.permissions import Action, Scope
from api.problems import answers
from api.routing import requires, service_router
from storage.models import ApiKeyRow


class NewKey(BaseModel):
    """A key to be."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"name": "nachtelijke controle", "scopes": ["validate"], "days": 90}]},
    )

    name: str = Field(min_length=1, max_length=100)
    scopes: list[Scope] = Field(min_length=1, max_length=len(Scope))
    days: int = Field(90, ge=1)
    user_id: UUID | None = Field(None, description="For whom it acts; who makes it, unless given.")


class KeyOut(BaseModel):
    """A key, without its secret."""

    id: UUID
    prefix: str
    name: str
    user_id: UUID
    scopes: list[str]
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None
    created_at: datetime

    @classmethod
    def of(cls, row: ApiKeyRow) -> KeyOut:
        """The row as it is sent."""
        return cls.model_validate(row, from_attributes=True)


class KeyMade(KeyOut):
    """A new key, with its secret: shown now and never again."""

    key: str


class Keys(BaseModel):
    """All keys, oldest first."""

    items: list[KeyOut]


def router() -> APIRouter:
    """The routes."""
    routes = service_router("keys")
    allowed = requires(Action.KEYS_MANAGE)

    @routes.post("", status_code=201, dependencies=[allowed], responses=answers("not-found", "invalid"))
    async def make(body: NewKey, request: Request, response: Response, who: Who, services: AppServices) -> KeyMade:
        """Make a key. It is shown in this answer only."""
        async with unit_of(request) as unit:
            row, secret = await make_key(
                unit,
                name=body.name,
                owner_id=body.user_id or who.user_id,  # type: ignore[arg-type]  # the permission says who it is
                scopes=body.scopes,
                days=body.days,
                longest=services.settings.key_days_max,
            )
        response.headers["Cache-Control"] = "no-store"
        return KeyMade(**KeyOut.of(row).model_dump(), key=secret)

    @routes.get("", dependencies=[allowed])
    async def listed(request: Request) -> Keys:
        """All keys."""
        async with unit_of(request) as unit:
            return Keys(items=[KeyOut.of(row) for row in await unit.keys.all()])

    @routes.delete("/{key_id}", status_code=204, dependencies=[allowed], responses=answers("not-found"))
    async def revoke(key_id: UUID, request: Request, services: AppServices) -> None:
        """Revoke a key, for good. To do it again changes nothing."""
        async with unit_of(request) as unit:
            await revoke_key(unit, await unit.keys.get(key_id))
        services.identities.forget()

    return routes
