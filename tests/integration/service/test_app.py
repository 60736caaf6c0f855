"""The app as a whole: it opens and closes what it works with, describes itself, and logs nobody's words."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest
import structlog
from fastapi import FastAPI
from structlog.testing import capture_logs

from api.app import create_app
from api.bootstrap import open_services
from api.problem_table import PROBLEMS
from api.services import Services
from storage.errors import StorageError
from tests.integration.service.conftest import client_of, settings_for

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


async def test_the_app_opens_what_it_needs_and_closes_it(database_url: str, valkey_url: str, tmp_path: Path) -> None:
    app = create_app(settings_for(tmp_path, database_url=database_url, redis_url=valkey_url))
    async with app.router.lifespan_context(app):
        services: Services = app.state.services
        await services.database.ready()
        assert (await services.limiter.take("user", "eva"))[0]
        assert services.limiter.shared
        async with client_of(app) as client:
            assert (await client.get("/api/v1/auth/me")).status_code == 401
    with pytest.raises(RuntimeError):
        await services.passwords.hash("een lang wachtwoord")


async def test_without_a_url_a_database_is_started_with_its_tables() -> None:
    # Not in pytest's own folder: every other run of pytest closes that to the user that the server runs as.
    with TemporaryDirectory(prefix="definitie-") as folder:
        async with open_services(settings_for(Path(folder))) as services:
            await services.database.ready()
        with pytest.raises((StorageError, OSError)):
            await services.database.ready()


async def test_the_document_names_every_problem_and_no_error_of_the_framework(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/openapi.json")
    document: dict[str, Any] = answer.json()
    assert document["components"]["schemas"]["Problem"]["properties"]["code"]["enum"] == sorted(PROBLEMS)
    assert "HTTPValidationError" not in answer.text
    assert set(document["components"]["securitySchemes"]) == {"bearer", "apiKey"}
    operations = [one for path in document["paths"].values() for one in path.values()]
    assert [one["operationId"] for one in operations if not one.get("description")] == []
    for operation in operations:
        for status, response in operation["responses"].items():
            if not status.startswith("2"):
                assert set(response["content"]) == {"application/problem+json"}, (operation["operationId"], status)


async def test_a_request_is_logged_by_route_without_what_was_asked(
    app: FastAPI, sign_in: SignIn, settings: Any, services: Services
) -> None:
    logging = create_app(settings.model_copy(update={"access_log": True}), services)
    admin = await sign_in("admin")
    header = {"authorization": admin.headers["authorization"], "x-request-id": "verzoek-0001"}
    structlog.reset_defaults()
    async with client_of(logging, **header) as client:
        with capture_logs([structlog.contextvars.merge_contextvars]) as lines:
            await client.get("/api/v1/users/eva-de-vries?geheim=ja")
            await client.post("/api/v1/auth/token", json={"name": "Eva de Vries", "password": "geheim"})
            await client.get("/nergens/geheim")
    told = json.dumps(lines)
    assert not [word for word in ("eva", "Eva", "geheim", "192.0.2.1", "Bearer") if word in told]
    assert [(line["route"], line["status"], line["who"]) for line in lines] == [
        ("/api/v1/users/{user_id}", 422, "user"),
        ("/api/v1/auth/token", 401, "anonymous"),
        ("(none)", 404, "user"),
    ]
    assert {line["request_id"] for line in lines} == {"verzoek-0001"}


async def test_the_trace_goes_on(client: httpx.AsyncClient) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    answer = await client.get("/nowhere", headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    assert answer.headers["traceparent"].split("-")[1] == trace
