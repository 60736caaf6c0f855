"""Measures every request that is answered, and hands the figures to the metrics of the process."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.edge.surroundings import UNLOGGED, route_of
from api.services import Services


class Measure:
    """Around everything but the surroundings, so that what these refuse counts too.

    Args:
        app: what is measured.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in UNLOGGED:
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            services: Services = scope["app"].state.services
            services.metrics.answered(route_of(scope), scope["method"], status, time.perf_counter() - started)
