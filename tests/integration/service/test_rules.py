"""``/rules`` and ``/packs``: what the packs say of themselves, in the reader's language, to be kept by any cache."""

from __future__ import annotations

from typing import Any

import httpx
import jsonschema
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from api.mirror import mirror
from api.services import Services
from engine.engine import Engine
from storage.models import PackRow
from storage.repositories.rules import RuleMirror

RULES, PACKS = "/api/v1/rules", "/api/v1/packs"


def fits(app: FastAPI, document: Any, name: str) -> None:
    """The document has the form that the OpenAPI document promises."""
    components = app.openapi()["components"]
    jsonschema.validate(document, {"$ref": f"#/components/schemas/{name}", "components": components})


async def test_all_rules_are_listed_with_those_that_do_not_run(client: httpx.AsyncClient, app: FastAPI) -> None:
    document = (await client.get(RULES)).json()
    fits(app, document, "Rules")
    active = {rule["code"]: rule["active"] for rule in document["items"]}
    assert active == {"DUBBEL-01": True, "KORT-01": True, "LEEG-01": True, "PROEF-01": False, "WOORD-01": True}
    strict = (await client.get(RULES, params={"profile": "streng"})).json()
    assert (strict["profile"], all(rule["active"] for rule in strict["items"])) == ("eigen/streng", True)


@pytest.mark.parametrize("name", ["KORT-01", "kort-01", "niet-te-kort", "Niet-Te-Kort"])
async def test_a_rule_goes_by_code_or_name(client: httpx.AsyncClient, app: FastAPI, name: str) -> None:
    document = (await client.get(f"{RULES}/{name}")).json()
    fits(app, document, "Rule")
    assert document["code"] == "KORT-01"
    assert document["title"] == "Niet te kort"
    assert document["clauses"][0]["check"] == "require count(words) >= config.woorden"
    assert document["examples"]["fail"] == [{"record": {"begrip": "kazerne", "definitie": "gebouw"}}]
    (field,) = document["config"]
    assert (field["name"], field["default"], field["value"], field["minimum"]) == ("woorden", 3, 3, 1)


async def test_a_rule_is_told_in_the_language_asked_for(client: httpx.AsyncClient) -> None:
    address = f"{RULES}/KORT-01"
    assert (await client.get(address, params={"lang": "en"})).json()["title"] == "Not too short"
    assert (await client.get(address, headers={"accept-language": "en"})).json()["title"] == "Not too short"
    both = await client.get(address, params={"lang": "nl"}, headers={"accept-language": "en"})
    assert both.json()["title"] == "Niet te kort"


@pytest.mark.parametrize("name", ["KROT-01", "niet-te-krot"])
async def test_an_unknown_rule_is_answered_with_the_one_that_was_meant(client: httpx.AsyncClient, name: str) -> None:
    answer = await client.get(f"{RULES}/{name}")
    assert (answer.status_code, answer.json()["code"], answer.json()["meant"]) == (404, "not-found", "KORT-01")
    far = await client.get(f"{RULES}/zzzzzzzz")
    assert (far.status_code, "meant" in far.json()) == (404, False)


async def test_every_rule_has_the_promised_form(client: httpx.AsyncClient, app: FastAPI) -> None:
    for rule in (await client.get(RULES)).json()["items"]:
        for language in ("nl", "en"):
            fits(app, (await client.get(f"{RULES}/{rule['code']}", params={"lang": language})).json(), "Rule")


async def test_packs_name_what_a_report_was_made_with(client: httpx.AsyncClient, app: FastAPI, engine: Engine) -> None:
    document = (await client.get(PACKS)).json()
    fits(app, document, "Packs")
    (pack,) = document["items"]
    report = (await client.post("/api/v1/validate", json={"begrip": "a", "definitie": "b"})).json()
    assert report["packs"] == {pack["name"]: {"version": pack["version"], "digest": pack["content_digest"]}}
    assert {profile["name"]: profile["block_at"] for profile in pack["profiles"]} == {
        "standaard": "error",
        "streng": "warning",
    }
    assert pack["rules"] == len(engine.packs[0].rules)


@pytest.mark.parametrize("address", [RULES, f"{RULES}/KORT-01", PACKS])
async def test_what_is_the_same_for_all_may_be_kept(client: httpx.AsyncClient, address: str) -> None:
    first = await client.get(address)
    assert first.headers["cache-control"] == "public, max-age=60"
    again = await client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await client.get(address, params={"lang": "en"}, headers={"if-none-match": first.headers["etag"]})
    assert (other.status_code, other.headers["etag"] != first.headers["etag"]) == (200, True)


@pytest.mark.parametrize("address", [RULES, f"{RULES}/KORT-01"])
async def test_an_unknown_profile_is_refused(client: httpx.AsyncClient, address: str) -> None:
    answer = await client.get(address, params={"profile": "x"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown-profile")


async def test_the_packs_are_mirrored_in_the_store(services: Services, engine: Engine) -> None:
    for _ in range(2):
        await mirror(services.database, engine.packs)
    async with services.database.unit() as unit:
        (row,) = (await unit.session.scalars(select(PackRow))).all()
        rules = {rule.rule_code: rule for rule in await unit.packs.rules(row.id)}
    assert (row.name, row.version, row.active) == ("eigen", "1.2.0", True)
    assert set(rules) == {rule.code for rule in engine.packs[0].rules}
    short = rules["KORT-01"]
    assert (short.category, short.severity, short.pattern) == (
        "vorm",
        "warning",
        "require count(words) >= config.woorden",
    )
    assert short.config["woorden"]["default"] == 3


async def test_another_version_of_a_pack_takes_the_place_of_the_old(services: Services, engine: Engine) -> None:
    await mirror(services.database, engine.packs)
    async with services.database.unit() as unit:
        await unit.packs.mirror("eigen", "2.0.0", "sha256:anders", list[RuleMirror]())
    async with services.database.unit() as unit:
        assert await unit.packs.active_digests() == {"eigen": "sha256:anders"}
    await mirror(services.database, engine.packs)
    async with services.database.unit() as unit:
        assert await unit.packs.active_digests() == {"eigen": engine.packs[0].content_digest}
