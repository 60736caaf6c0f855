"""Every example in the OpenAPI document is sent, and answered as it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator

from api.app import create_app
from api.host.cache import ReportCache
from api.host.engine_host import EngineHost
from engine.model import Definition, Source
from plugins import load_engine
from storage.models import Status
from tests.integration.service.conftest import PASSWORD, settings_for
from tests.integration.service.world import World, opened

DOCUMENT: dict[str, Any] = create_app(settings_for(Path())).openapi()
OPERATIONS = {
    operation["operationId"]: (path, method.upper(), operation)
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
}
TEXT = "ruimte waarin noodoproepen worden aangenomen en doorgezet"
SOURCES = (Source("Handboek meldkamers"),)
STATUS = {
    "adopt": Status.IMPORTED,
    "submit": Status.DRAFT,
    "reject": Status.REVIEW,
    "approve": Status.REVIEW,
    "override": Status.REVIEW,
    "archive": Status.ESTABLISHED,
    "reopen": Status.ARCHIVED,
}
TWO_VERSIONS = {"definitions_compare", "definitions_restore", "definitions_version", "definitions_versions"}


@pytest.fixture(scope="module")
def world(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """With the rules that the examples speak of."""
    host = EngineHost(load_engine(["astra-nl"], verify=False), ["astra-nl"], processes=1, cache=ReportCache())
    with opened(host, new_database(), tmp_path_factory.mktemp("examples")) as world:
        yield world
    host.close()


def living(world: World, name: str) -> dict[str, Callable[[], str]]:
    """What stands for the ids of the document, which are of nothing: for each the id of something that is there."""
    step = name.removeprefix("definition_")
    record = Definition(begrip=f"meldpost {name}", definitie=TEXT, sources=SOURCES)
    versions = 2 if name in TWO_VERSIONS else 1

    def key() -> str:
        made = world.ask("POST", "/api/v1/keys", {"name": "proef", "scopes": ["read"]})
        return str(made["id"])

    def webhook() -> str:
        made = world.ask("POST", "/api/v1/webhooks", {"name": "proef", "url": "https://ontvanger.example/"})
        return str(made["id"])

    def scheme() -> str:
        world.ask("POST", "/api/v1/schemes", {"name": name.replace("_", "-"), "title": "Proef"})
        return name.replace("_", "-")

    return {
        "definition_id": lambda: world.definition(record, STATUS.get(step, Status.DRAFT), None, versions=versions),
        "user_id": world.user,
        "key_id": key,
        "webhook_id": webhook,
        "scheme": scheme,
        "generation_id": lambda: world.generation(live=name == "generations_cancel"),
        **({"name": world.pack} if name.startswith("packs_") else {}),
    }


def request_of(name: str, alive: Mapping[str, Callable[[], str]], secrets: Mapping[str, str]) -> dict[str, Any]:
    """The example of an operation as a request."""
    path, method, operation = OPERATIONS[name]
    query, headers = {}, {}
    for parameter in operation.get("parameters", ()):
        if "example" not in parameter:
            assert not parameter.get("required"), parameter["name"]
            continue
        value = parameter["example"]
        match parameter["in"]:
            case "path":
                there = alive[parameter["name"]]() if parameter["name"] in alive else value
                path = path.replace("{" + parameter["name"] + "}", quote(str(there), safe=""))
            case "query":
                query[parameter["name"]] = value
            case _:
                headers[parameter["name"]] = value
    request: dict[str, Any] = {"method": method, "url": path, "params": query, "headers": headers}
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        if "example" in content:
            headers["Content-Type"] = media
            body = content["example"]
            if isinstance(body, str):
                request["content"] = body
            else:
                request["json"] = {field: secrets.get(field, value) for field, value in body.items()}
    return request


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_example_is_answered_as_it_says(world: World, name: str) -> None:
    if name in {"definitions_listed", "definitions_exported"}:
        living(world, name)["definition_id"]()
    secrets = {}
    if name in {"auth_refresh", "auth_sign_out"}:
        session = world.ask("POST", "/api/v1/auth/token", {"name": "eva", "password": PASSWORD})
        secrets["refresh_token"] = session["refresh_token"]
    responses = OPERATIONS[name][2]["responses"]
    status = next(status for status in responses if status.startswith("2"))
    request = world.client.build_request(**request_of(name, living(world, name), secrets))
    answer = world.send(request)
    assert str(answer.status_code) == status, answer.text
    if "content" not in responses[status]:
        assert answer.content == b""
        return
    media = answer.headers["content-type"].partition(";")[0]
    told = responses[status]["content"][media]
    if media in {"application/json", "application/schema+json"}:
        schema = {**told["schema"], "components": DOCUMENT["components"]}
        for content in (answer.json(), told["example"]):
            Draft202012Validator(schema).validate(content)
        assert sorted(answer.json()) == sorted(told["example"])
    else:
        assert answer.text.count("\n") >= told["example"].count("\n") > 0
