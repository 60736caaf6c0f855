"""Whether the service lives, and whether it can do its work: for who watches it, without signing in or limits."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel

from api.dependencies import AppServices
from api.identity.permissions import Action
from api.problems import LANGUAGES, Problem, answers, preferred_language
from api.routing import ServiceRoute, requires


class Alive(BaseModel):
    """The process answers."""

    status: Literal["alive"] = "alive"


class CheckOut(BaseModel):
    """One thing that must be right, with what was found."""

    ok: bool
    reason: str


class ReadyOut(BaseModel):
    """The process can do its work, with each thing that this takes: database, migrations, packs, staleness."""

    status: Literal["ready"] = "ready"
    checks: dict[str, CheckOut]


def router() -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=ServiceRoute, tags=["health"])
    allowed = requires(Action.READ_PUBLIC)

    @routes.get("/health", dependencies=[allowed])
    async def health() -> Alive:
        """The process answers; whether it can do its work is told by `/ready`."""
        return Alive()

    @routes.get("/ready", dependencies=[allowed], responses=answers("not-ready"))
    async def ready(request: Request, services: AppServices) -> ReadyOut:
        """Whether the database answers, its tables and the packs are there, and the packs are current.

        Where one of them is not right, the problem has the same `checks`.
        """
        checks = await services.readiness.checks()
        index = LANGUAGES.index(preferred_language(request.headers.get("accept-language")))
        shown = {check.name: CheckOut(ok=check.ok, reason=check.reason[index]) for check in checks}
        wrong = "; ".join(f"{name}: {check.reason}" for name, check in shown.items() if not check.ok)
        if wrong:
            members = {"checks": {name: check.model_dump() for name, check in shown.items()}}
            raise Problem("not-ready", reason=wrong, members=members)
        return ReadyOut(checks=shown)

    return routes
