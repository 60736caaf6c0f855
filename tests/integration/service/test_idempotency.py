"""Idempotency-Key: what is sent twice is done once, and who sends it is told what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import select, update

from api import idempotency
from api.services import Services
from storage.models import IdempotencyRow
from tests.integration.service.conftest import Person

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
USERS, KEYS = "/api/v1/users", "/api/v1/keys"
BODY = {"name": "eva", "password": "een lang wachtwoord"}
KEY = {"Idempotency-Key": '"8e03978e-40d5-43dd-bc93-6894a57f9324"'}


async def users(client: httpx.AsyncClient) -> int:
    return len((await client.get(USERS)).json()["items"])


async def test_the_second_time_gives_the_first_answer(sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    first, second = [await admin.post(USERS, json=BODY, headers=KEY) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert second.headers["x-request-id"] != first.headers["x-request-id"]
    assert await users(admin) == 2


async def test_another_body_under_the_same_key_is_refused(sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    await admin.post(USERS, json=BODY, headers=KEY)
    answer = await admin.post(USERS, json=BODY | {"name": "ada"}, headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-mismatch")
    elsewhere = await admin.post(KEYS, json=BODY, headers=KEY)
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (422, "idempotency-mismatch")


async def test_of_many_at_the_same_time_one_is_done(sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    answers = await asyncio.gather(*(admin.post(USERS, json=BODY, headers=KEY) for _ in range(6)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    made = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    refused = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert len(made) == 1
    assert refused <= {"idempotency-running"}
    assert await users(admin) == 2


async def test_a_request_that_failed_may_be_sent_again(sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    wrong = await admin.post(USERS, json=BODY | {"password": "kort"}, headers=KEY)
    right = await admin.post(USERS, json=BODY, headers=KEY)
    assert (wrong.status_code, right.status_code) == (422, 201)


async def test_keys_of_others_do_not_matter(sign_in: SignIn) -> None:
    first, second = await sign_in("admin"), await sign_in("admin")
    assert (await first.post(USERS, json=BODY, headers=KEY)).status_code == 201
    assert (await second.post(USERS, json=BODY | {"name": "ada"}, headers=KEY)).status_code == 201


async def test_an_answer_with_a_secret_is_not_kept(sign_in: SignIn, services: Services) -> None:
    admin = await sign_in("admin")
    body = {"name": "x", "scopes": ["read"]}
    first, second = [await admin.post(KEYS, json=body, headers=KEY) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 409)
    assert second.json()["code"] == "idempotency-lost"
    assert len((await admin.get(KEYS)).json()["items"]) == 1
    async with services.database.unit() as unit:
        row = (await unit.session.scalars(select(IdempotencyRow))).one()
    assert (row.status, row.body) == (201, b"")


async def change_row(services: Services, **values: object) -> None:
    """As if the service had been killed at some moment, or time had passed."""
    async with services.database.unit() as unit:
        await unit.session.execute(update(IdempotencyRow).values(**values))


async def test_what_was_done_before_a_crash_is_not_done_again(
    sign_in: SignIn, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object) -> None:
        raise RuntimeError("between the change and its answer")

    admin = await sign_in("admin")
    with monkeypatch.context() as patched:
        patched.setattr(idempotency, "_keep", killed)
        assert (await admin.post(USERS, json=BODY, headers=KEY)).status_code == 500
    assert (await admin.post(USERS, json=BODY, headers=KEY)).json()["code"] == "idempotency-running"
    later = timedelta(minutes=10)  # all moments of the row, as they will be seen by then
    await change_row(
        services, created_at=IdempotencyRow.created_at - later, expires_at=IdempotencyRow.expires_at - later
    )
    answer = await admin.post(USERS, json=BODY, headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-lost")
    assert await users(admin) == 2


async def test_what_was_not_done_before_a_crash_is_done_now(sign_in: SignIn, services: Services) -> None:
    admin = await sign_in("admin")
    await admin.post(USERS, json=BODY, headers=KEY)
    past = datetime.now(UTC) - timedelta(seconds=1)
    await change_row(services, status=None, expires_at=past)  # killed before the change: the short claim has run out
    answer = await admin.post(USERS, json=BODY | {"name": "ada"}, headers=KEY)
    assert answer.status_code == 201


@pytest.mark.parametrize("header", ["", " ", "é", "x" * 256, "met spatie"])
async def test_a_key_that_is_none_is_refused(header: str, sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    answer = await admin.post(USERS, json=BODY, headers={b"Idempotency-Key": header.encode()})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad-header")


async def test_signing_in_takes_no_key(client: httpx.AsyncClient, person: Callable[..., Awaitable[Person]]) -> None:
    eva = await person()
    body = {"name": eva.name, "password": eva.password}
    tokens = [(await client.post("/api/v1/auth/token", json=body, headers=KEY)).json() for _ in range(2)]
    assert tokens[0]["refresh_token"] != tokens[1]["refresh_token"]
