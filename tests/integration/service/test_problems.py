"""Every error is a problem of one shape, whoever raised it; nothing of the inside shows, and nothing bad gets in."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from string import Formatter
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.exceptions import HTTPException

from api.app import create_app
from api.bootstrap import assemble
from api.host.engine_host import EngineHost
from api.identity.permissions import Action
from api.problem_table import PROBLEMS
from api.problems import URN, Problem, preferred_language
from api.routing import requires, service_router
from api.services import Services
from api.settings import Settings
from storage.database import Database
from storage.errors import InvalidCursorError, NotFoundError, StaleVersionError, StorageError
from tests.integration.service.conftest import client_of

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
TOKEN = "/api/v1/auth/token"
JSON = {"Content-Type": "application/json"}


def is_problem(answer: httpx.Response, status: int, code: str) -> dict[str, object]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    document: dict[str, object] = answer.json()
    assert (answer.status_code, document["status"], document["code"]) == (status, status, code)
    assert document["type"] == URN + code
    assert document["instance"] == f"urn:definitie:request:{answer.headers['x-request-id']}"
    return document


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not-found"),
        ("GET", "/api/v1/users/", 404, "not-found"),
        ("DELETE", TOKEN, 405, "method-not-allowed"),
        ("GET", "/api/v1/users", 401, "unauthenticated"),
        ("GET", "/x%00y", 422, "invalid"),
        ("GET", "/x?name=%00", 422, "invalid"),
        ("GET", "/x?name=%ff", 422, "invalid"),
        ("GET", "/%c0%80", 422, "invalid"),
    ],
)
async def test_what_is_asked_wrongly(method: str, path: str, status: int, code: str, client: httpx.AsyncClient) -> None:
    is_problem(await client.request(method, path), status, code)


async def test_a_body_that_came_as_a_form_is_told_from_one_without_fields(client: httpx.AsyncClient) -> None:
    body = '{"name": "eva", "password": "een lang wachtwoord"}'
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    document = is_problem(await client.post(TOKEN, content=body, headers=form), 422, "invalid")
    assert document["errors"] == [
        {
            "pointer": "",
            "detail": "is niet als JSON verstuurd; stuur Content-Type: application/json mee",
            "code": "content-type",
        }
    ]


async def test_405_says_what_is_allowed(client: httpx.AsyncClient) -> None:
    assert (await client.delete(TOKEN)).headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "malformed-json"),
        (b"", 422, "invalid"),
        (b"[]", 422, "invalid"),
        (b"null", 422, "invalid"),
        (b'"x"', 422, "invalid"),
        (b'{"name": 3, "password": "x"}', 422, "invalid"),
        (b'{"name": "a", "password": NaN}', 422, "invalid"),
        (b'{"name": "a\\u0000", "password": "x"}', 422, "invalid"),
        (b'{"name": "a\x00", "password": "x"}', 422, "invalid"),
        (b'{"name": "\\ud800", "password": "x"}', 422, "invalid"),
        (b'{"name": "\xff", "password": "x"}', 422, "invalid"),
        (b'{"\\u0000": "a"}', 422, "invalid"),
        (b"[" * 100_000, 422, "invalid"),
        (b'{"name": ' + b"[" * 100 + b"]" * 100 + b"}", 422, "invalid"),
        (b"1" * 5000, 422, "invalid"),
    ],
)
async def test_a_body_that_cannot_be_used(body: bytes, status: int, code: str, client: httpx.AsyncClient) -> None:
    is_problem(await client.post(TOKEN, content=body, headers=JSON), status, code)


async def test_a_pair_of_surrogates_and_an_escaped_backslash_are_good_text(client: httpx.AsyncClient) -> None:
    body = b'{"name": "\\ud83d\\ude00 \\\\u0000", "password": "x"}'
    is_problem(await client.post(TOKEN, content=body, headers=JSON), 401, "bad-credentials")


async def test_faults_are_named_by_place_and_never_repeat_what_was_typed(client: httpx.AsyncClient) -> None:
    body = {"name": "x" * 101, "password": ["geheim"], "a/b": 1}
    found = is_problem(await client.post(TOKEN, json=body), 422, "invalid")
    assert found["errors"] == [
        {"pointer": "/name", "detail": "heeft hoogstens 100 tekens", "code": "string_too_long"},
        {"pointer": "/password", "detail": "moet tekst zijn", "code": "string_type"},
        {"pointer": "/a~1b", "detail": "onbekend veld", "code": "extra_forbidden"},
    ]
    assert "geheim" not in json.dumps(found)


async def test_a_parameter_that_nobody_reads_is_refused(client: httpx.AsyncClient, sign_in: SignIn) -> None:
    user = await sign_in("user")
    answer = await user.post("/api/v1/validate?profil=streng", json={"begrip": "kazerne", "definitie": "gebouw"})
    known = "onbekend; er zijn: all_outcomes, lang, pack, profile, scheme"
    assert is_problem(answer, 422, "invalid")["errors"] == [
        {"pointer": "query:profil", "detail": known, "code": "unknown_query"}
    ]


async def test_a_nul_is_named_by_place(client: httpx.AsyncClient) -> None:
    body = json.dumps({"name": "a", "password": "\0"})
    found = is_problem(await client.post(TOKEN, content=body, headers=JSON), 422, "invalid")
    assert found["errors"] == [{"pointer": "/password", "detail": "bevat een NUL-teken", "code": "nul"}]


async def test_problems_are_in_the_language_asked_for(client: httpx.AsyncClient) -> None:
    titles = {}
    for language in ("nl", "en", "de"):
        answer = await client.get("/nowhere", headers={"Accept-Language": language})
        titles[language] = (answer.headers["content-language"], answer.json()["title"])
    assert titles == {"nl": ("nl", "Niet gevonden"), "en": ("en", "Not found"), "de": ("nl", "Niet gevonden")}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "nl"), ("", "nl"), ("en-GB,en;q=0.9", "en"), ("nl;q=0.5, en;q=0.4", "nl"), ("en;q=x", "nl"),
        ("en;q=0", "nl"), ("de, en;q=0.1", "en"), (",;,", "nl"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_ranked_highest(header: str | None, language: str) -> None:
    assert preferred_language(header) == language


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_can_be_said_in_both_languages(code: str) -> None:
    said = " ".join((*PROBLEMS[code].title, *PROBLEMS[code].detail))
    values: dict[str, Any] = {name: "x" for _, name, _, _ in Formatter().parse(said) if name}
    problem = Problem(code, **values)
    dutch, english = problem.document("nl"), problem.document("en")
    assert dutch["title"] != english["title"]
    assert dutch["detail"] != english["detail"]
    assert 400 <= problem.status_code < 600


async def test_a_body_over_the_limit_is_refused_announced_or_not(client: httpx.AsyncClient) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield b" " * 1_000_000

    announced = await client.post(TOKEN, content=b" " * 10_000_001, headers=JSON)
    is_problem(announced, 413, "too-large")
    is_problem(await client.post(TOKEN, content=chunks(), headers=JSON), 413, "too-large")
    below = await client.post(TOKEN, content=b" " * 10_000_000, headers=JSON)
    is_problem(below, 400, "malformed-json")


ERRORS: dict[str, tuple[Exception, int, str]] = {
    "absent": (NotFoundError("no definition 7"), 404, "not-found"),
    "stale": (StaleVersionError(3, 5), 412, "stale-version"),
    "cursor": (InvalidCursorError("x"), 400, "bad-cursor"),
    "store": (StorageError("geheim"), 503, "store-unavailable"),
    "bare": (HTTPException(418), 418, "bad-request"),
    "fault": (ValueError("geheim"), 500, "internal"),
}


@pytest.fixture
async def failing(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an app with routes that fail in every way."""
    routes = service_router("failing")

    @routes.get("/{kind}", dependencies=[requires(Action.READ_PUBLIC)])
    async def fail(kind: str) -> None:
        raise ERRORS[kind][0]

    app.include_router(routes)
    async with client_of(app) as client:
        yield client


@pytest.mark.parametrize("kind", [kind for kind in ERRORS if kind != "bare"])
async def test_an_error_inside_becomes_its_problem_and_says_no_more(kind: str, failing: httpx.AsyncClient) -> None:
    _, status, code = ERRORS[kind]
    answer = await failing.get(f"/api/v1/failing/{kind}")
    is_problem(answer, status, code)
    assert "geheim" not in answer.text


async def test_a_status_without_a_problem_of_its_own_is_a_bad_request(failing: httpx.AsyncClient) -> None:
    is_problem(await failing.get("/api/v1/failing/bare"), 400, "bad-request")


async def test_without_its_database_the_service_says_so(settings: Settings, host: EngineHost) -> None:
    gone = Database("postgresql://127.0.0.1:1/none")
    services = assemble(settings, gone, None, host)
    async with client_of(create_app(settings, services)) as client:
        answer = await client.post(TOKEN, json={"name": "eva", "password": "x"})
        is_problem(answer, 503, "store-unavailable")
        assert answer.headers["retry-after"] == "2"
        with_key = await client.get("/api/v1/users", headers={"X-API-Key": "dfk_x"})
        is_problem(with_key, 503, "store-unavailable")
    await gone.close()


async def test_every_answer_has_the_headers_of_security(client: httpx.AsyncClient, services: Services) -> None:
    for answer in (await client.get("/nowhere"), await client.get("/api/v1/openapi.json")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["cache-control"] == "no-store"
        assert "strict-transport-security" not in answer.headers
    safe = httpx.AsyncClient(transport=client._transport, base_url="https://test")
    assert "max-age" in (await safe.get("/nowhere")).headers["strict-transport-security"]


INJECTIONS = ["' OR 1=1 --", "'; DROP TABLE users; --", "{{7*7}}", "${7*7}", "%s%n", "../../etc/passwd", "<script>"]


@pytest.mark.parametrize("text", INJECTIONS)
async def test_what_looks_like_code_is_only_text(text: str, client: httpx.AsyncClient, sign_in: SignIn) -> None:
    is_problem(await client.post(TOKEN, json={"name": text, "password": text}), 401, "bad-credentials")
    admin = await sign_in("admin")
    is_problem(await admin.get(f"/api/v1/users/{text.replace('/', '')}"), 422, "invalid")
    made = await admin.post("/api/v1/keys", json={"name": text, "scopes": ["read"]})
    assert made.json()["name"] == text
    assert len((await admin.get("/api/v1/users")).json()["items"]) == 1
