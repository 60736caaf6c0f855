"""The OpenAPI document holds for requests that nobody thought of: made from it, also such as it forbids."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import hypothesis
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.host.engine_host import EngineHost
from engine.model import Definition
from storage.models import Status
from tests.integration.service.conftest import settings_for
from tests.integration.service.world import SCHEME, World, opened

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 8
SENT = {"method", "url", "headers", "params", "data", "json", "cookies", "files"}
DOCUMENT = create_app(settings_for(Path())).openapi()
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT, config=SchemathesisConfig(seed=1))
LINE_BY_LINE = {"validate_batch"}
"""What answers 200 and tells of each line by itself what is wrong with it."""
NOTHING_TO_FORBID = {
    "health_health",
    "health_ready",
    "auth_me",
    "users_listed",
    "keys_listed",
    "schemes_listed",
    "events_schemas",
    "events_schema",
    "webhooks_listed",
}
OPERATIONS = {
    operation["operationId"]: (path, method)
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
}


@pytest.fixture(scope="module")
def world(
    host: EngineHost, new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    with opened(host, new_database(), tmp_path_factory.mktemp("contract")) as world:
        yield world


def request_of(world: World, case: Case[Any], *, known: bool) -> httpx.Request:
    """The request that ``requests`` would send for a case, of someone who is known or not."""
    sent = {name: value for name, value in case.as_transport_kwargs(base_url="http://test").items() if name in SENT}
    made = requests.Request(**sent).prepare()
    body = made.body.encode() if isinstance(made.body, str) else made.body
    assert body is None or isinstance(body, bytes)
    headers = {
        name: value if isinstance(value, str) else value.decode("latin-1") for name, value in made.headers.items()
    }
    request = world.client.build_request(str(made.method), str(made.url), headers=headers, content=body)
    if not known:
        del request.headers["Authorization"]
    return request


def a_definition(world: World, number: int) -> str:
    record = Definition(begrip=f"sluis {number}", definitie="werk tussen twee waterstanden")
    return world.definition(record, list(Status)[number % len(Status)])


def living(world: World, case: Case[Any], number: int) -> None:
    """Let a case name something that is there: ids that are made up never do."""
    names: dict[str, Callable[[], str]] = {
        "definition_id": lambda: a_definition(world, number),
        "user_id": world.user,
        "scheme": lambda: SCHEME,
        "generation_id": lambda: world.generation(live=number % 2 == 0),
    }
    for name, find in names.items():
        if name in case.path_parameters:
            case.path_parameters[name] = find()
    if "If-Match" in case.headers:
        case.headers["If-Match"] = '"1"'


@schemathesis.serializer(
    "application/x-ndjson", "application/jsonl", "application/ld+json", "application/rdf+xml", "text/csv", "text/turtle"
)
def as_it_is(_context: schemathesis.SerializationContext, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def modes() -> list[tuple[str, GenerationMode]]:
    return [
        (name, mode)
        for name in OPERATIONS
        for mode in GenerationMode
        if mode is GenerationMode.POSITIVE or name not in NOTHING_TO_FORBID
    ]


@pytest.mark.parametrize(("name", "mode"), modes())
def test_every_answer_is_one_that_the_document_tells_of(world: World, name: str, mode: GenerationMode) -> None:
    operation = SCHEMA[OPERATIONS[name][0]][OPERATIONS[name][1]]
    numbers = iter(range(zlib.crc32(name.encode()), 2**40))
    strict = CHECKS if name in LINE_BY_LINE else [*CHECKS, negative_data_rejection]

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[hypothesis.Phase.generate],
    )
    @given(
        case=operation.as_strategy(generation_mode=mode),
        alive=st.booleans(),
        known=st.sampled_from([True, True, False]),
    )
    def run(case: Case[Any], *, alive: bool, known: bool) -> None:
        if alive:
            living(world, case, next(numbers))
        case.validate_response(
            world.send(request_of(world, case, known=known)),
            checks=strict if known and not alive else CHECKS,
        )

    run()


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (500, {"content-type": "application/problem+json"}, b"{}"),
        (200, {"content-type": "application/json"}, b'{"status": "dood"}'),
        (200, {"content-type": "text/html"}, b"<p>"),
        (404, {"content-type": "application/problem+json"}, b'{"code": "nieuw"}'),
    ],
)
def test_an_answer_that_is_not_told_of_is_noticed(status: int, headers: dict[str, str], body: bytes) -> None:
    case = SCHEMA["/health"]["get"].Case()
    request = httpx.Request("GET", "http://test/health")
    answer = httpx.Response(status, headers=headers, content=body, request=request)
    answer.elapsed = timedelta(0)
    with pytest.raises(FailureGroup):
        case.validate_response(answer, checks=CHECKS)
