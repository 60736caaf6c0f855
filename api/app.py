"""The application: routes, errors and surroundings put together. What it works with is opened by ``bootstrap``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from api import problem_handlers
from api.bootstrap import open_services
from api.edge.body_limit import BodyLimit
from api.edge.gate import Gate
from api.edge.measure import Measure
from api.edge.surroundings import UNLOGGED, Surroundings
from api.openapi import describe, operation_name
from api.packs.start import Opening
from api.routes import routers
from api.routing import BASE
from api.services import Services
from api.settings import Settings

DESCRIPTION = (
    "Checks, scores and manages definitions of terms. Findings are results (200); errors are RFC 9457 problems."
)

TELEMETRY: TelemetryConfig = {
    "auto_configure": True,  # exports nothing unless OTEL_EXPORTER_OTLP_ENDPOINT says where to
    "logs": False,  # they would hold what exceptions say, and so what people typed; ours are in ``logs``
    "exclude": lambda scope: scope.get("path") in UNLOGGED,
}
"""OpenTelemetry, as the framework itself speaks it: spans and durations of requests by route."""


def create_app(settings: Settings, services: Services | None = None, opening: Opening | None = None) -> FastAPI:
    """The application.

    Args:
        settings: of this process.
        services: opened already; without them the app opens them when it starts and closes them when it ends.
        opening: packs for those services, where they were loaded already.
    """

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        if services is not None:
            yield
            return
        async with open_services(settings, opening) as opened:
            app.state.services = opened
            yield

    app = FastAPI(
        title="Definitie",
        description=DESCRIPTION,
        version=_version(),
        openapi_url=f"{BASE}/openapi.json",
        docs_url=None,  # its pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,  # an address is one address
        lifespan=life,
        telemetry=TELEMETRY,
        generate_unique_id_function=operation_name,
    )
    if services is not None:
        app.state.services = services
    app.add_middleware(Gate)
    app.add_middleware(BodyLimit, limit=settings.body_limit)
    app.add_middleware(Measure)
    app.add_middleware(Surroundings, access_log=settings.access_log)
    problem_handlers.install(app)
    for router in routers():
        app.include_router(router)
    describe(app)
    return app


def _version() -> str:
    try:
        return version("definitie")
    except PackageNotFoundError:
        return "0"
