"""What the tests of definitions share: a definition, and the calls that many of them begin with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx

from storage.models import SchemeRow
from tests.integration.service.conftest import Person

DEFINITIONS, SCHEMES = "/api/v1/definitions", "/api/v1/schemes"
SLUIS: dict[str, Any] = {"begrip": "sluis", "definitie": "waterbouwkundig werk tussen twee waterstanden"}
SOURCE = {"sources": [{"title": "Handboek"}]}
SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
MakePerson = Callable[..., Awaitable[Person]]
MakeScheme = Callable[..., Awaitable[SchemeRow]]


async def create(client: httpx.AsyncClient, **fields: Any) -> httpx.Response:
    """A definition like ``SLUIS``, with these fields."""
    answer = await client.post(DEFINITIONS, json={**SLUIS, **fields})
    assert answer.status_code == 201, answer.text
    return answer


async def put(client: httpx.AsyncClient, address: str, body: Mapping[str, Any], version: int) -> httpx.Response:
    """Change it, at a version."""
    return await client.put(address, json=dict(body), headers={"If-Match": f'"{version}"'})


async def step(client: httpx.AsyncClient, address: str, name: str, version: int, **body: Any) -> httpx.Response:
    """Take a step with it, at a version."""
    return await client.post(f"{address}/{name}", json=body or None, headers={"If-Match": f'"{version}"'})
