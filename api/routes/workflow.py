"""The steps of a definition from one status to the next: one address each, made from the table of steps."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.caching import expected_version, version_etag
from api.definitions.access import Wanted
from api.definitions.forms import Reasoned, SavedDefinition
from api.definitions.saving import Desk
from api.definitions.workflow import STEPS, Bar, Step
from api.dependencies import AppServices, Who
from api.field_texts import field_error
from api.problems import Problem, answers
from api.routing import requires, service_router


def router() -> APIRouter:
    """The routes."""
    routes = service_router("definitions")
    for step in STEPS:
        _add(routes, step)
    return routes


def _add(routes: APIRouter, step: Step) -> None:
    codes = ["not-found", "wrong-state", "stale-version", "precondition-required"]
    codes += ["four-eyes"] if step.four_eyes else []
    codes += {Bar.NONE: [], Bar.POLICY: ["not-approvable"], Bar.OVERRIDDEN: ["override-off"]}[step.bar]

    @routes.post(
        f"/{{definition_id}}/{step.name}",
        name=step.name,
        operation_id=f"definition_{step.name}",
        summary=step.name.capitalize(),
        description=f"{step.text} From `{step.source}` to `{step.target}`; If-Match is needed.",
        dependencies=[requires(step.action)],
        responses=answers(*codes),
    )
    async def take(
        row: Wanted,
        request: Request,
        response: Response,
        who: Who,
        services: AppServices,
        body: Reasoned | None = None,
    ) -> SavedDefinition:
        expected = expected_version(request)
        reason = None if body is None else body.reason
        if step.reasoned and reason is None:
            raise Problem("invalid", errors=[field_error("/reason", "missing")])
        saved, verdict = await Desk(services, request, who).step(row, step, expected, reason)
        response.headers["ETag"] = version_etag(saved.version)
        return SavedDefinition.with_report(saved, verdict)
