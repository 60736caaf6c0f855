"""Users: added, listed, given another role or password, or barred. None is removed: what they did refers to them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.dependencies import AppServices, unit_of
from api.identity.administration import NAME, add_user, change_user
from api.identity.permissions import Action
from api.problems import answers
from api.routing import requires, service_router
from storage.models import Role, UserRow

Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100, pattern=NAME)]
STRICT = ConfigDict(extra="forbid", hide_input_in_errors=True)


class NewUser(BaseModel):
    """A user to be."""

    model_config = STRICT | {
        "json_schema_extra": {"examples": [{"name": "eva", "password": "een lang wachtwoord", "role": "editor"}]}
    }

    name: Name
    password: str = Field(min_length=1, max_length=1000)
    role: Role = Role.USER


class UserChange(BaseModel):
    """What is to be another; what is absent stays."""

    model_config = STRICT | {"json_schema_extra": {"examples": [{"role": "admin"}, {"active": False}]}}

    role: Role | None = None
    active: bool | None = None
    password: str | None = Field(None, min_length=1, max_length=1000)


class UserOut(BaseModel):
    """A user, without anything secret."""

    id: UUID
    name: str
    role: str
    active: bool
    created_at: datetime

    @classmethod
    def of(cls, row: UserRow) -> UserOut:
        """The row as it is sent."""
        return cls(id=row.id, name=row.name, role=row.role, active=row.active, created_at=row.created_at)


class Users(BaseModel):
    """All users, by name."""

    items: list[UserOut]


def router() -> APIRouter:
    """The routes."""
    routes = service_router("users")
    allowed = requires(Action.USERS_MANAGE)

    @routes.post("", status_code=201, dependencies=[allowed], responses=answers("conflict", "invalid"))
    async def add(body: NewUser, request: Request, services: AppServices) -> UserOut:
        """Add a user."""
        hashed = await services.passwords.hash(body.password)
        async with unit_of(request) as unit:
            row = await add_user(unit, body.name, hashed, body.role)
        return UserOut.of(row)

    @routes.get("", dependencies=[allowed])
    async def listed(request: Request) -> Users:
        """All users."""
        async with unit_of(request) as unit:
            return Users(items=[UserOut.of(row) for row in await unit.users.all()])

    @routes.get("/{user_id}", dependencies=[allowed], responses=answers("not-found"))
    async def one(user_id: UUID, request: Request) -> UserOut:
        """One user."""
        async with unit_of(request) as unit:
            return UserOut.of(await unit.users.get(user_id))

    @routes.patch("/{user_id}", dependencies=[allowed], responses=answers("not-found", "last-admin", "invalid"))
    async def change(user_id: UUID, body: UserChange, request: Request, services: AppServices) -> UserOut:
        """Change role, state or password. A new password, or being barred, ends all sessions of the user."""
        hashed = await services.passwords.hash(body.password) if body.password is not None else None
        async with unit_of(request) as unit:
            row = await unit.users.get(user_id)
            await change_user(unit, row, role=body.role, active=body.active, password_hash=hashed)
        services.identities.forget()
        return UserOut.of(row)

    return routes
