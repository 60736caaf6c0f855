"""The client that is generated from the OpenAPI document: strictly typed, and enough for a whole story."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Awaitable, Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi import FastAPI

from api.app import create_app
from api.client import client_of as client_code
from tests.integration.service.conftest import PASSWORD, Person, client_of, settings_for

WRONG = "eigenlijk een deur voor schepen"
RIGHT = "waterbouwkundig werk tussen twee waterstanden"
USE = """
from definitie_client import Client, NewDefinition

async def use(client: Client) -> str:
    made = await client.definitions_create({"begrip": "sluis", "definitie": "waterbouwkundig werk"})
    taken: int = made["version"]
    await client.definition_submit(made["id"], if_match=f'"{taken}"')
    return made["status"]

async def misuse(client: Client) -> None:
    await client.definitions_create({"begrip": "sluis"})
    await client.definition_submit("een", if_match=1)
    made: str = await client.schemes_listed()
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client as a file."""
    path = tmp_path_factory.mktemp("client") / "definitie_client.py"
    path.write_text(client_code(create_app(settings_for(Path())).openapi()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def generated(written: Path) -> ModuleType:
    """The client as a module."""
    spec = spec_from_file_location("definitie_client", written)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_its_types_are_whole_and_strict(written: Path) -> None:
    (written.parent / "use.py").write_text(USE, encoding="utf-8")
    (written.parent / "mypy.ini").write_text("[mypy]\nstrict = true\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "--no-error-summary", "use.py"]
    found = subprocess.run(command, cwd=written.parent, capture_output=True, text=True, check=False)
    lines = [line for line in found.stdout.splitlines() if ": error:" in line]
    assert [line.rpartition("[")[2] for line in lines] == ["typeddict-item]", "arg-type]", "assignment]"], found.stdout


async def test_from_a_scheme_to_an_established_definition_and_out_again(
    generated: Any, app: FastAPI, person: Callable[..., Awaitable[Person]]
) -> None:
    async with client_of(app) as http, client_of(app) as other:
        eva, ada = generated.Client(http), generated.Client(other)
        for client in (eva, ada):
            known = await person("editor")
            session = await client.auth_sign_in({"name": known.name, "password": PASSWORD})
            client.http.headers["Authorization"] = f"Bearer {session['access_token']}"

        scheme = await eva.schemes_create({"name": "water", "title": "Begrippenkader water"})
        made = await eva.definitions_create({"begrip": "sluis", "definitie": WRONG, "scheme": scheme["name"]})
        report = (await eva.definitions_report(made["id"]))["report"]
        found = [each["code"] for each in report["outcomes"] if each["findings"]]
        assert found == ["WOORD-01"]
        with pytest.raises(generated.ProblemError) as caught:
            await eva.definition_submit(made["id"], if_match='"7"')
        assert caught.value.code == "stale-version"

        better = {"begrip": "sluis", "definitie": RIGHT, "sources": [{"title": "Handboek"}], "reason": "verbeterd"}
        saved = await eva.definitions_change(made["id"], better, if_match=etag(made))
        assert not [each for each in saved["report"]["outcomes"] if each["findings"]]
        handed = await eva.definition_submit(made["id"], if_match=etag(saved))
        with pytest.raises(generated.ProblemError) as caught:
            await eva.definition_approve(made["id"], if_match=etag(handed))
        assert caught.value.status == 403

        done = await ada.definition_approve(made["id"], if_match=etag(handed))
        assert (done["status"], done["definitie"]) == ("established", RIGHT)
        compared = await ada.definitions_compare(made["id"], from_=1, to=done["version"])
        assert "definitie" in str(compared["fields"])
        exported = (await ada.definitions_exported(scheme="water")).decode()
        assert RIGHT in exported
        assert WRONG not in exported


def etag(saved: Any) -> str:
    """For If-Match."""
    return f'"{saved["version"]}"'
