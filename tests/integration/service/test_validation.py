"""``POST /validate``: the report of the command line, and a problem that names the field for whatever is no record."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import jsonschema
import pytest
from fastapi import FastAPI

from api.host.engine_host import EngineHost
from api.host.worker import OverloadedError
from api.services import Services
from engine.engine import Engine
from engine.model import Definition
from engine.render import Renderer
from engine.schema_export import REPORT_SCHEMA
from tests.e2e.command import check

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
URL = "/api/v1/validate"
GOOD = {"begrip": "kazerne", "definitie": "gebouw van het leger", "id": "1"}


def faults(answer: httpx.Response) -> list[tuple[str, str]]:
    """Pointer and code of each field that was refused."""
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]]


async def test_the_report_is_the_line_of_the_command(client: httpx.AsyncClient) -> None:
    answer = await client.post(URL, json=GOOD)
    assert answer.status_code == 200
    said = json.loads(check("-", "--format", "jsonl", stdin=json.dumps(GOOD) + "\n").stdout)
    assert answer.json() == said | {"origin": None}
    schema = json.loads(REPORT_SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(answer.json(), schema)


async def test_findings_are_results(client: httpx.AsyncClient) -> None:
    answer = await client.post(URL, json=GOOD | {"definitie": ""})
    assert (answer.status_code, answer.json()["decision"]) == (200, "rejected")


async def test_profile_language_and_outcomes_are_asked_for(client: httpx.AsyncClient) -> None:
    short = GOOD | {"definitie": "gebouw"}
    plain = (await client.post(URL, json=short)).json()
    strict = (await client.post(URL, params={"profile": "eigen/streng"}, json=short)).json()
    assert (plain["profile"], plain["decision"]) == ("eigen/standaard", "accepted")
    assert (strict["profile"], strict["decision"]) == ("eigen/streng", "rejected")

    def message(report: dict[str, Any]) -> str:
        (found,) = [each for each in report["outcomes"] if each["code"] == "KORT-01"]
        return str(found["findings"][0]["message"])

    assert "woorden" in message(plain)
    assert "words" in message((await client.post(URL, params={"lang": "en"}, json=short)).json())
    asked = {"accept-language": "en, nl;q=0.5"}
    assert "words" in message((await client.post(URL, json=short, headers=asked)).json())
    few = (await client.post(URL, params={"all_outcomes": "false"}, json=short)).json()
    assert [each["outcome"] for each in few["outcomes"]].count("pass") == 0
    assert [each["outcome"] for each in plain["outcomes"]].count("pass") > 0


async def test_a_scheme_is_compared_with_by_who_is_signed_in(
    client: httpx.AsyncClient, sign_in: SignIn, services: Services
) -> None:
    async with services.database.unit() as unit:
        scheme = await unit.schemes.add("leger", "Het leger")
        await unit.definitions.add(Definition("barak", "houten gebouw"), scheme_id=scheme.id)
    named = {"scheme": "leger"}
    assert (await client.post(URL, params=named, json=GOOD)).status_code == 401
    user = await sign_in("user")
    answer = await user.post(URL, params=named, json=GOOD)
    assert answer.status_code == 200
    assert answer.json()["corpus_revision"] is not None
    assert (await user.post(URL, json=GOOD)).json()["corpus_revision"] is None
    assert faults(await user.post(URL, params={"scheme": "marine"}, json=GOOD)) == [("query:scheme", "unknown-scheme")]


async def test_an_unknown_profile_is_refused_with_the_known_ones(client: httpx.AsyncClient) -> None:
    answer = await client.post(URL, params={"profile": "steng"}, json=GOOD)
    assert faults(answer) == [("query:profile", "unknown-profile")]
    assert "streng" in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({}, [("/begrip", "missing-record-field"), ("/definitie", "missing-record-field")]),
        ({"begrip": 5, "definitie": "x"}, [("/begrip", "field-not-text")]),
        ({"begrip": " ", "definitie": "x"}, [("/begrip", "blank-term")]),
        (GOOD | {"categorie": "type"}, [("/categorie", "unknown-record-field")]),
        (GOOD | {"category": "ding"}, [("/category", "unknown-record-category")]),
        (GOOD | {"context": []}, [("/context", "field-not-an-object")]),
        (GOOD | {"sources": [{"title": 1}]}, [("/sources/0/title", "field-not-text")]),
        (GOOD | {"synonyms": "x"}, [("/synonyms", "field-not-a-list")]),
        (GOOD | {"definitie": "a\0b"}, [("/definitie", "nul")]),
        ([GOOD], [("", "record-not-an-object")]),
        (None, [("", "record-not-an-object")]),
    ],
)
async def test_what_is_no_record_is_refused_by_field(
    client: httpx.AsyncClient, record: object, expected: list[tuple[str, str]]
) -> None:
    assert faults(await client.post(URL, content=json.dumps(record))) == expected


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "malformed-json"),
        (b"{", 400, "malformed-json"),
        (b'{"begrip": NaN}', 422, "invalid"),
        (b'{"begrip": "a", "definitie": "\xff"}', 422, "invalid"),
        (b'{"begrip": "a", "definitie": "\x00"}', 422, "invalid"),
        (b'{"begrip": "a", "definitie": "\\ud800"}', 422, "invalid"),
        (b"[" * 100_000, 422, "invalid"),
        (b'{"begrip": "a", "definitie": "' + b"x" * 10_000_000 + b'"}', 413, "too-large"),
    ],
)
async def test_a_body_that_cannot_be_used(client: httpx.AsyncClient, body: bytes, status: int, code: str) -> None:
    answer = await client.post(URL, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_another_form_than_json_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post(URL, content=json.dumps(GOOD), headers={"content-type": "text/csv"})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")
    assert "application/json" in answer.json()["detail"]


@pytest.mark.parametrize("parameters", [{"lang": "de"}, {"all_outcomes": "misschien"}, {"profile": "x" * 101}])
async def test_a_parameter_that_cannot_be_used(client: httpx.AsyncClient, parameters: dict[str, str]) -> None:
    ((pointer, _),) = faults(await client.post(URL, params=parameters, json=GOOD))
    assert pointer == f"query:{next(iter(parameters))}"


async def test_a_very_long_text_holds_nobody_up(client: httpx.AsyncClient, engine: Engine) -> None:
    long = {"begrip": "lang", "definitie": "gebouw " * 20_000}
    slow = asyncio.ensure_future(client.post(URL, json=long))
    await asyncio.sleep(0)
    assert (await client.post(URL, json=GOOD)).status_code == 200
    answer = await slow
    record = Definition(str(long["begrip"]), str(long["definitie"]))
    assert answer.text == Renderer(engine).to_line(engine.validate(record))


async def test_when_too_much_waits_it_is_said_when_to_come_back(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise OverloadedError

    monkeypatch.setattr(EngineHost, "validate", full)
    answer = await client.post(URL, json=GOOD)
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "overloaded", "1")


async def test_the_document_has_the_schemas_of_the_engine(app: FastAPI) -> None:
    document = app.openapi()
    operation = document["paths"][URL]["post"]
    asked = operation["requestBody"]["content"]["application/json"]
    assert asked["schema"] == {"$ref": "#/components/schemas/Record"}
    known = {"components": document["components"]}
    jsonschema.validate(asked["example"], asked["schema"] | known)
    given = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert given == {"$ref": "#/components/schemas/Report"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"begrip": "a"}, given | known)
