"""Administration: users and API keys over REST, and what their journal says."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from api.services import Services
from storage.identifiers import new_id
from tests.integration.outbox import written
from tests.integration.service.conftest import Person

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
MakePerson = Callable[..., Awaitable[Person]]
USERS, KEYS = "/api/v1/users", "/api/v1/keys"


async def test_a_user_is_added_listed_and_changed_and_it_is_noted(sign_in: SignIn, services: Services) -> None:
    admin = await sign_in("admin")
    made = await admin.post(USERS, json={"name": "Eva", "password": "een lang wachtwoord", "role": "editor"})
    assert made.status_code == 201, made.text
    eva = made.json()
    assert (eva["name"], eva["role"], eva["active"]) == ("eva", "editor", True)
    assert "password" not in made.text
    await admin.patch(f"{USERS}/{eva['id']}", json={"role": "user"})
    assert (await admin.get(f"{USERS}/{eva['id']}")).json()["role"] == "user"
    assert {user["name"] for user in (await admin.get(USERS)).json()["items"]} >= {"eva"}
    async with services.database.unit() as unit:
        log = await unit.audit.of(f"user/{eva['id']}")
        events = [row.event["data"]["action"] for row in await written(unit)]
    assert [(row.action, row.after) for row in log] == [
        ("user.added", {"role": "editor"}),
        ("user.changed", {"role": "user", "active": True, "password_changed": False}),
    ]
    assert all(row.actor and row.actor.startswith("user:") and row.request_id for row in log)
    assert events[-2:] == ["user.added", "user.changed"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": "eva", "password": "kort"}, "/password"),
        ({"name": "", "password": "een lang wachtwoord"}, "/name"),
        ({"name": "e\u202eva", "password": "een lang wachtwoord"}, "/name"),
        ({"name": "eva", "password": "een lang wachtwoord", "role": "god"}, "/role"),
        ({"name": "eva", "password": "een lang wachtwoord", "owner": True}, "/owner"),
        ({"name": "eva"}, "/password"),
    ],
)
async def test_a_user_that_does_not_fit_is_refused_by_field(
    body: dict[str, object], pointer: str, sign_in: SignIn
) -> None:
    answer = await (await sign_in("admin")).post(USERS, json=body)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert "een lang wachtwoord" not in answer.text


async def test_a_name_is_taken_once_whatever_its_case(sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    body = {"password": "een lang wachtwoord"}
    answers = [await admin.post(USERS, json={"name": name} | body) for name in ("Eva", "eVA")]
    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[1].json()["code"] == "conflict"


async def test_the_last_administrator_stays_also_when_two_end_each_other(sign_in: SignIn, person: MakePerson) -> None:
    first, second = await person("admin"), await person("admin")
    clients = await sign_in(who=first), await sign_in(who=second)
    answers = await asyncio.gather(
        clients[0].patch(f"{USERS}/{second.id}", json={"active": False}),
        clients[1].patch(f"{USERS}/{first.id}", json={"role": "user"}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert refused.json()["code"] == "last-admin"


async def make_key(admin: httpx.AsyncClient, **changed: object) -> dict[str, str]:
    body = {"name": "nachtelijke controle", "scopes": ["admin"], "days": 30} | changed
    made = await admin.post(KEYS, json=body)
    assert made.status_code == 201, made.text
    assert made.headers["cache-control"] == "no-store"
    key: dict[str, str] = made.json()
    return key


async def test_a_key_is_shown_once_and_kept_as_a_digest(sign_in: SignIn, services: Services) -> None:
    admin = await sign_in("admin")
    key = await make_key(admin)
    assert len(key["key"]) == len("dfk_") + 43  # 256 bits in base64url
    listed = (await admin.get(KEYS)).json()["items"]
    assert [one["prefix"] for one in listed] == [key["key"][:12]]
    assert "key" not in listed[0]
    async with services.database.unit() as unit:
        row = await unit.keys.get(UUID(key["id"]))
        assert row.digest == hashlib.sha256(key["key"].encode()).hexdigest()
        everything = await unit.session.scalar(text("SELECT string_agg(k::text, '') FROM api_keys k"))
        journal = await unit.session.scalar(text("SELECT string_agg(a::text, '') FROM audit_log a"))
    assert key["key"] not in everything + journal


@pytest.mark.parametrize("header", ["X-API-Key", "Authorization"])
async def test_a_key_acts_for_its_owner_until_it_is_revoked(
    header: str, sign_in: SignIn, client: httpx.AsyncClient
) -> None:
    admin = await sign_in("admin")
    key = await make_key(admin)
    shown = {header: key["key"] if header == "X-API-Key" else f"Bearer {key['key']}"}
    assert (await client.get(USERS, headers=shown)).status_code == 200
    assert (await admin.delete(f"{KEYS}/{key['id']}")).status_code == 204
    assert (await client.get(USERS, headers=shown)).status_code == 401
    assert (await admin.delete(f"{KEYS}/{key['id']}")).status_code == 204
    listed = (await admin.get(KEYS)).json()["items"]
    assert listed[0]["revoked_at"] is not None
    assert listed[0]["last_used_at"] is not None


async def test_a_key_that_is_over_or_whose_owner_is_barred_is_refused(
    sign_in: SignIn, client: httpx.AsyncClient, services: Services, person: MakePerson
) -> None:
    admin, eva = await sign_in("admin"), await person("admin")
    over, barred = await make_key(admin), await make_key(admin, user_id=str(eva.id))
    async with services.database.unit() as unit:
        (await unit.keys.get(UUID(over["id"]))).expires_at = datetime.now(UTC) - timedelta(seconds=1)
        (await unit.users.get(eva.id)).active = False
    for key in (over, barred):
        assert (await client.get(USERS, headers={"X-API-Key": key["key"]})).status_code == 401


async def test_a_key_may_no_more_than_its_scopes_and_its_owner(
    sign_in: SignIn, client: httpx.AsyncClient, person: MakePerson
) -> None:
    admin, eva = await sign_in("admin"), await person("user")
    narrow = await make_key(admin, scopes=["validate", "read"])
    weak = await make_key(admin, scopes=["admin"], user_id=str(eva.id))
    for key in (narrow, weak):
        answer = await client.get(USERS, headers={"X-API-Key": key["key"]})
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    mine = await client.get("/api/v1/auth/me", headers={"X-API-Key": narrow["key"]})
    assert mine.status_code == 403


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [({"scopes": []}, "/scopes"), ({"scopes": ["all"]}, "/scopes/0"), ({"days": 366}, "/days"), ({"days": 0}, "/days")],
)
async def test_a_key_that_does_not_fit_is_refused_by_field(
    changed: dict[str, object], pointer: str, sign_in: SignIn
) -> None:
    body = {"name": "x", "scopes": ["read"], "days": 1} | changed
    answer = await (await sign_in("admin")).post(KEYS, json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_a_key_for_nobody_is_refused(sign_in: SignIn) -> None:
    body = {"name": "x", "scopes": ["read"], "user_id": str(new_id())}
    assert (await (await sign_in("admin")).post(KEYS, json=body)).status_code == 404


@pytest.mark.parametrize("key", ["dfk_", "dfk_" + "x" * 43, "", "'; DROP TABLE api_keys; --", "dfk_\xff"])
async def test_a_key_that_is_none_is_refused(key: str, client: httpx.AsyncClient) -> None:
    answer = await client.get(USERS, headers={b"X-API-Key": key.encode("latin-1")})
    assert (answer.status_code, answer.json()["code"]) == (401, "bad-credentials")
