"""Sign in, go on with a refresh token, sign out, and change one's own password."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import AppServices, Who, unit_of
from api.edge.gate import address_of
from api.identity.journal import note
from api.identity.permissions import Action
from api.identity.sign_in import Session
from api.problems import Problem, answers
from api.routing import requires, service_router

NO_STORE = {"Cache-Control": "no-store"}
STRICT = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Credentials(BaseModel):
    """Name and password of a person."""

    model_config = STRICT | {"json_schema_extra": {"examples": [{"name": "eva", "password": "een lang wachtwoord"}]}}

    name: str = Field(min_length=1, max_length=100)
    password: str = Field(min_length=1, max_length=1000)


class RefreshToken(BaseModel):
    """A refresh token, as it was given out last."""

    model_config = STRICT | {"json_schema_extra": {"examples": [{"refresh_token": "dfr_…"}]}}

    refresh_token: str = Field(min_length=1, max_length=200)


class NewPassword(BaseModel):
    """The password that was, and the one to be."""

    model_config = STRICT

    current: str = Field(min_length=1, max_length=1000)
    password: str = Field(min_length=1, max_length=1000)


class SessionOut(BaseModel):
    """What to go on with. Lives are in seconds; a refresh token holds once."""

    access_token: str
    token_type: str = "Bearer"
    expires_in: int
    refresh_token: str
    refresh_expires_in: int

    @classmethod
    def of(cls, session: Session) -> SessionOut:
        """The session as it is sent."""
        return cls(
            access_token=session.access_token,
            expires_in=session.expires_in,
            refresh_token=session.refresh_token,
            refresh_expires_in=session.refresh_expires_in,
        )


class Me(BaseModel):
    """Who is signed in."""

    id: UUID
    name: str
    role: str


def router() -> APIRouter:
    """The routes."""
    routes = service_router("auth")

    @routes.post(
        "/token", dependencies=[requires(Action.SIGN_IN)], responses=answers("bad-credentials", "sign-in-slowed")
    )
    async def sign_in(body: Credentials, request: Request, response: Response, services: AppServices) -> SessionOut:
        """Sign in with name and password. After failures the next try must wait, longer each time."""
        session = await services.sign_in.with_password(
            body.name,
            body.password,
            address=address_of(request.scope),
            request_id=request.state.request_id,
        )
        response.headers.update(NO_STORE)
        return SessionOut.of(session)

    @routes.post("/refresh", dependencies=[requires(Action.SIGN_IN)], responses=answers("bad-credentials"))
    async def refresh(body: RefreshToken, request: Request, response: Response, services: AppServices) -> SessionOut:
        """A new session for a refresh token. One that is used twice ends all that came from the same sign-in."""
        session = await services.sign_in.refresh(body.refresh_token, request_id=request.state.request_id)
        response.headers.update(NO_STORE)
        return SessionOut.of(session)

    @routes.post("/sign-out", status_code=204, dependencies=[requires(Action.SIGN_IN)])
    async def sign_out(body: RefreshToken, request: Request, services: AppServices) -> None:
        """End the session that a refresh token belongs to."""
        await services.sign_in.sign_out(body.refresh_token, request_id=request.state.request_id)

    @routes.get("/me", dependencies=[requires(Action.SELF)])
    async def me(request: Request, who: Who) -> Me:
        """Who is signed in."""
        assert who.user_id is not None  # noqa: S101 - the permission says so
        async with unit_of(request) as unit:
            row = await unit.users.get(who.user_id)
            return Me(id=row.id, name=row.name, role=row.role)

    @routes.put(
        "/password",
        status_code=204,
        dependencies=[requires(Action.SELF)],
        responses=answers("bad-credentials", "invalid"),
    )
    async def change_password(body: NewPassword, request: Request, who: Who, services: AppServices) -> None:
        """Change one's own password. All sessions end, this one when its access token does."""
        assert who.user_id is not None  # noqa: S101 - the permission says so
        async with unit_of(request) as unit:
            known = (await unit.users.get(who.user_id)).password_hash
        if await services.passwords.verify(body.current, known) is None:
            raise Problem("bad-credentials")
        hashed = await services.passwords.hash(body.password)
        async with unit_of(request) as unit:
            row = await unit.users.get(who.user_id)
            row.password_hash = hashed
            await unit.tokens.revoke_user(row.id)
            await note(unit, "user.password-changed", f"user/{row.id}")

    return routes
