"""Schemes over REST."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from api.services import Services
from tests.integration.service.definitions import SCHEMES, SignIn, create

WATER = {"name": "water-en-weg", "title": "Water en weg", "iri": "https://voorbeeld.invalid/id/water"}


async def test_a_scheme_is_made_read_by_all_and_deleted_when_empty(
    sign_in: SignIn, client: httpx.AsyncClient, services: Services
) -> None:
    editor, admin = await sign_in("editor"), await sign_in("admin")
    assert (await (await sign_in()).post(SCHEMES, json=WATER)).status_code == 403
    made = await editor.post(SCHEMES, json=WATER)
    assert (made.status_code, made.headers["location"]) == (201, f"{SCHEMES}/water-en-weg")
    assert {name: made.json()[name] for name in WATER} == WATER
    assert (await editor.post(SCHEMES, json=WATER)).json()["code"] == "conflict"
    answer = await client.get(SCHEMES)
    assert [each["name"] for each in answer.json()["items"]] == ["water-en-weg"]
    assert answer.headers["cache-control"] == "public, no-cache"
    assert (await client.get(SCHEMES, headers={"If-None-Match": answer.headers["etag"]})).status_code == 304

    definition = (await create(editor, scheme="water-en-weg")).headers["location"]
    assert (await client.get(f"{SCHEMES}/water-en-weg")).json()["revision"] == 1
    full = await editor.delete(f"{SCHEMES}/water-en-weg")
    assert (full.status_code, full.json()["code"]) == (409, "scheme-not-empty")
    await admin.delete(definition, headers={"If-Match": '"1"'})
    assert (await editor.delete(f"{SCHEMES}/water-en-weg")).status_code == 204
    assert (await client.get(f"{SCHEMES}/water-en-weg")).status_code == 404
    async with services.database.unit() as unit:
        log = await unit.audit.of(f"scheme/{made.json()['id']}")
    assert [row.action for row in log] == ["scheme.created", "scheme.deleted"]


@pytest.mark.parametrize(
    "changed",
    [{"name": "Water"}, {"name": "a b"}, {"name": ""}, {"name": "../x"}, {"title": " "}, {"iri": "geen iri"}, {"x": 1}],
)
async def test_a_scheme_that_does_not_fit_is_refused_by_field(changed: dict[str, Any], sign_in: SignIn) -> None:
    answer = await (await sign_in("editor")).post(SCHEMES, json=WATER | changed)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [f"/{name}" for name in changed]


@pytest.mark.parametrize("name", ["bestaat-niet", "%00", "a%27%20or%201=1"])
async def test_what_is_no_scheme_is_not_found(name: str, client: httpx.AsyncClient) -> None:
    assert (await client.get(f"{SCHEMES}/{name}")).status_code in {404, 422}
