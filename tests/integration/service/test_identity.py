"""Signing in, going on, signing out; tokens and keys: what is let in, what is refused, and what is told of it."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import jwt
import pytest

from api.app import create_app
from api.bootstrap import assemble
from api.host.engine_host import EngineHost
from api.identity.resolve import Identities
from api.identity.secrets import digest
from api.identity.sign_in import wait_after
from api.identity.tokens import AUDIENCE, ISSUER, TYPE, Tokens, signing_keys
from api.services import Services
from api.settings import Settings, SettingsError
from storage.database import Database
from storage.identifiers import new_id
from tests.integration.service.conftest import PASSWORD, Person, client_of, settings_for

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
MakePerson = Callable[..., Awaitable[Person]]
SECRET = b"0123456789abcdef" * 2
TOKEN, REFRESH, ME = "/api/v1/auth/token", "/api/v1/auth/refresh", "/api/v1/auth/me"


async def session_of(client: httpx.AsyncClient, who: Person) -> dict[str, Any]:
    answer = await client.post(TOKEN, json={"name": who.name, "password": who.password})
    assert answer.status_code == 200, answer.text
    session: dict[str, Any] = answer.json()
    return session


async def test_a_sign_in_gives_a_token_that_says_who_one_is(client: httpx.AsyncClient, person: MakePerson) -> None:
    eva = await person("editor", "Eva")
    session = await session_of(client, eva)
    me = await client.get(ME, headers={"Authorization": f"Bearer {session['access_token']}"})
    assert me.json() == {"id": str(eva.id), "name": "eva", "role": "editor"}
    assert (session["token_type"], session["expires_in"]) == ("Bearer", 600)


async def test_what_holds_a_secret_is_never_kept(client: httpx.AsyncClient, person: MakePerson) -> None:
    eva = await person()
    answer = await client.post(TOKEN, json={"name": eva.name, "password": eva.password})
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", ["eva", "nobody"])
async def test_a_wrong_password_and_an_unknown_name_look_the_same(
    name: str, client: httpx.AsyncClient, person: MakePerson
) -> None:
    await person("user", "eva")
    answers = [await client.post(TOKEN, json={"name": name, "password": "mis"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 401, 429]
    assert answers[0].json()["code"] == "bad-credentials"
    assert (answers[4].json()["code"], answers[4].headers["retry-after"]) == ("sign-in-slowed", "1")


async def test_tries_at_the_same_time_win_nothing(client: httpx.AsyncClient, person: MakePerson) -> None:
    await person("user", "eva")
    tries = [client.post(TOKEN, json={"name": "eva", "password": f"mis {number}"}) for number in range(12)]
    statuses = sorted(answer.status_code for answer in await asyncio.gather(*tries))
    assert statuses == [401] * 4 + [429] * 8


async def test_the_right_password_must_wait_too_and_then_clears_the_count(
    services: Services, client: httpx.AsyncClient, person: MakePerson
) -> None:
    eva = await person("user", "eva")
    for _ in range(4):
        await client.post(TOKEN, json={"name": "eva", "password": "mis"})
    assert (await client.post(TOKEN, json={"name": "eva", "password": PASSWORD})).status_code == 429
    async with services.database.unit() as unit:
        (await unit.users.get(eva.id)).blocked_until = datetime.now(UTC) - timedelta(seconds=1)
    assert (await client.post(TOKEN, json={"name": "eva", "password": PASSWORD})).status_code == 200
    async with services.database.unit() as unit:
        row = await unit.users.get(eva.id)
        assert (row.failures, row.blocked_until) == (0, None)


async def test_an_address_that_fails_often_must_wait_for_every_name(
    database: Database, tmp_path: Path, host: EngineHost
) -> None:
    settings = settings_for(tmp_path, sign_in_address="1/h burst 3", sign_in_free=20)
    services = assemble(settings, database, None, host)
    async with client_of(create_app(settings, services)) as client:
        answers = [await client.post(TOKEN, json={"name": f"naam{number}", "password": "mis"}) for number in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert int(answers[3].headers["retry-after"]) > 600


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 0), (3, 0), (4, 1), (5, 2), (6, 4), (13, 512), (14, 900), (5000, 900)]
)
def test_each_failure_doubles_the_wait(failures: int, seconds: int) -> None:
    assert wait_after(failures, 3, 900) == seconds


async def test_a_refresh_token_holds_once_and_used_twice_ends_its_family(
    services: Services, client: httpx.AsyncClient, person: MakePerson
) -> None:
    eva = await person()
    first = await session_of(client, eva)
    second = (await client.post(REFRESH, json={"refresh_token": first["refresh_token"]})).json()
    other = await session_of(client, eva)
    assert second["refresh_token"] != first["refresh_token"]
    assert (await client.post(REFRESH, json={"refresh_token": first["refresh_token"]})).status_code == 401
    assert (await client.post(REFRESH, json={"refresh_token": second["refresh_token"]})).status_code == 401
    assert (await client.post(REFRESH, json={"refresh_token": other["refresh_token"]})).status_code == 200
    async with services.database.unit() as unit:
        actions = [row.action for row in await unit.audit.of(f"user/{eva.id}")]
    assert actions == ["user.signed-in", "user.signed-in", "user.refresh-token-reused"]


async def test_of_two_refreshes_at_the_same_time_one_wins(client: httpx.AsyncClient, person: MakePerson) -> None:
    token = (await session_of(client, await person()))["refresh_token"]
    answers = await asyncio.gather(*(client.post(REFRESH, json={"refresh_token": token}) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401]


async def test_signing_out_ends_the_session_and_tells_nothing(client: httpx.AsyncClient, person: MakePerson) -> None:
    token = (await session_of(client, await person()))["refresh_token"]
    for known in (token, "dfr_unknown"):
        assert (await client.post("/api/v1/auth/sign-out", json={"refresh_token": known})).status_code == 204
    assert (await client.post(REFRESH, json={"refresh_token": token})).status_code == 401


async def test_a_refresh_token_that_is_over_is_refused(
    services: Services, client: httpx.AsyncClient, person: MakePerson
) -> None:
    eva = await person()
    async with services.database.unit() as unit:
        await unit.tokens.add(digest("dfr_old"), new_id(), eva.id, datetime.now(UTC) - timedelta(seconds=1))
    assert (await client.post(REFRESH, json={"refresh_token": "dfr_old"})).status_code == 401


async def test_a_new_password_ends_all_sessions(client: httpx.AsyncClient, person: MakePerson, sign_in: SignIn) -> None:
    eva = await person()
    session = await session_of(client, eva)
    own = await sign_in(who=eva)
    wrong = await own.put("/api/v1/auth/password", json={"current": "mis", "password": "een ander wachtwoord"})
    short = await own.put("/api/v1/auth/password", json={"current": PASSWORD, "password": "kort"})
    done = await own.put("/api/v1/auth/password", json={"current": PASSWORD, "password": "een ander wachtwoord"})
    assert (wrong.status_code, short.status_code, done.status_code) == (401, 422, 204)
    assert short.json()["errors"][0]["pointer"] == "/password"
    assert (await client.post(REFRESH, json={"refresh_token": session["refresh_token"]})).status_code == 401
    assert (await client.post(TOKEN, json={"name": eva.name, "password": "een ander wachtwoord"})).status_code == 200


async def test_a_password_that_is_changed_while_it_is_looked_at_opens_nothing(
    services: Services, client: httpx.AsyncClient, person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    eva = await person()
    verify, renewed = services.passwords.verify, await services.passwords.hash("een ander wachtwoord")

    async def changed_meanwhile(password: str, known: str | None) -> str | None:
        async with services.database.unit() as unit:
            (await unit.users.get(eva.id)).password_hash = renewed
        return await verify(password, known)

    monkeypatch.setattr(services.passwords, "verify", changed_meanwhile)
    assert (await client.post(TOKEN, json={"name": eva.name, "password": PASSWORD})).status_code == 401
    async with services.database.unit() as unit:
        assert (await unit.users.get(eva.id)).password_hash == renewed


def forged(**changed: Any) -> str:
    """A token that differs from a good one in what is named: ``key``, ``algorithm``, ``kid``, ``typ``, or a claim."""
    now = int(time.time())
    claims: dict[str, Any] = {"iss": ISSUER, "aud": AUDIENCE, "sub": str(new_id()), "iat": now, "exp": now + 60}
    claims |= {"jti": "1"} | {name: value for name, value in changed.items() if name in {"iss", "aud", "sub", "exp"}}
    headers = {"kid": changed.get("kid", "test"), "typ": changed.get("typ", TYPE)}
    for absent in changed.get("without", ()):
        del claims[absent]
    algorithm = changed.get("algorithm", "HS256")
    key = "" if algorithm == "none" else changed.get("key", SECRET)
    return jwt.encode(claims, key, algorithm=algorithm, headers=headers)


def unsigned() -> str:
    _, body, _ = forged().split(".")
    none = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": TYPE, "kid": "test"}).encode()).decode()
    return f"{none.rstrip('=')}.{body}."


def changed_by_hand() -> str:
    head, _, signature = forged().split(".")
    body = forged().split(".")[1]
    return f"{head}.{body}.{signature}"


BAD_TOKENS: dict[str, Callable[[], str]] = {
    "another key": lambda: forged(key=b"x" * 32),
    "alg none": unsigned,
    "alg none by the library": lambda: forged(algorithm="none"),
    "another algorithm": lambda: forged(algorithm="HS512"),
    "an unknown kid": lambda: forged(kid="other"),
    "a path as kid": lambda: forged(kid="../../dev/null"),
    "another type": lambda: forged(typ="JWT"),
    "another issuer": lambda: forged(iss="urn:other"),
    "another audience": lambda: forged(aud="urn:other"),
    "over": lambda: forged(exp=int(time.time()) - 1),
    "without end": lambda: forged(without=["exp"]),
    "without a person": lambda: forged(without=["sub"]),
    "no UUID": lambda: forged(sub="eva"),
    "an end that is no number": lambda: forged(exp="nooit"),
    "a signature of another token": changed_by_hand,
    "nobody we know": forged,
    "not a token": lambda: "x.y.z",
    "nothing": lambda: "",
    "a very long one": lambda: "x" * 6000,
}


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")  # the secret is short for HS512
@pytest.mark.parametrize("kind", BAD_TOKENS)
async def test_a_bad_token_is_refused(kind: str, client: httpx.AsyncClient) -> None:
    answer = await client.get(ME, headers={"Authorization": f"Bearer {BAD_TOKENS[kind]()}"})
    assert (answer.status_code, answer.json()["code"]) == (401, "bad-credentials")
    assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'


async def test_another_scheme_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.get(ME, headers={"Authorization": "Basic ZXZhOnB3"})).status_code == 401


async def test_who_forges_tokens_is_limited_as_well(database: Database, tmp_path: Path, host: EngineHost) -> None:
    settings = settings_for(tmp_path, limit_anonymous="1/h burst 2")
    async with client_of(create_app(settings, assemble(settings, database, None, host))) as client:
        answers = [await client.get(ME, headers={"Authorization": "Bearer x"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]


async def test_a_token_that_is_over_does_not_keep_one_from_a_new_one(
    client: httpx.AsyncClient, person: MakePerson
) -> None:
    session = await session_of(client, await person())
    old = {"Authorization": f"Bearer {forged(exp=1)}"}
    answer = await client.post(REFRESH, json={"refresh_token": session["refresh_token"]}, headers=old)
    assert answer.status_code == 200


def test_a_renewed_key_signs_while_the_old_one_is_still_believed() -> None:
    who, life = new_id(), timedelta(minutes=5)
    old, new = Tokens({"1": b"a" * 32}, life), Tokens({"2": b"b" * 32, "1": b"a" * 32}, life)
    assert new.read(old.make(who)) == who
    assert jwt.get_unverified_header(new.make(who))["kid"] == "2"


@pytest.mark.parametrize(
    "text", ["", "a=kort", "=0123456789abcdef0123456789abcdef", "geen", f"a={'x' * 32},a={'y' * 32}"]
)
def test_keys_that_cannot_be_used_are_named_without_showing_them(text: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="TOKEN_KEYS") as caught:
        signing_keys(settings_for(tmp_path, token_keys=text))
    assert "kort" not in str(caught.value)


def test_without_a_key_one_is_made_for_all_processes_and_kept_private(tmp_path: Path) -> None:
    own = settings_for(tmp_path / "data", token_keys=None)
    made = signing_keys(own)
    assert signing_keys(own) == made
    (kept,) = (tmp_path / "data").iterdir()
    assert kept.stat().st_mode & 0o077 == 0


async def test_a_barred_user_and_another_role_are_seen_at_once_here(sign_in: SignIn, person: MakePerson) -> None:
    admin, eva = await sign_in("admin"), await person("admin", "eva")
    own = await sign_in(who=eva)
    assert (await own.get("/api/v1/users")).status_code == 200
    assert (await admin.patch(f"/api/v1/users/{eva.id}", json={"role": "user"})).json()["role"] == "user"
    assert (await own.get("/api/v1/users")).status_code == 403
    await admin.patch(f"/api/v1/users/{eva.id}", json={"active": False})
    assert (await own.get(ME)).status_code == 401


async def test_another_process_sees_it_within_two_seconds(services: Services, person: MakePerson) -> None:
    eva, now = await person("editor"), 0.0
    tokens = Tokens({"test": SECRET}, timedelta(minutes=1))
    elsewhere = type(services.identities)(services.database, tokens, clock=lambda: now)
    header = f"Bearer {tokens.make(eva.id)}"
    before = await elsewhere.of(header, None)
    async with services.database.unit() as unit:
        (await unit.users.get(eva.id)).role = "user"
    now = 1.9
    assert await elsewhere.of(header, None) == before
    now = 2.1
    after = await elsewhere.of(header, None)
    assert before is not None
    assert after is not None
    assert (before.level, after.level) == (2, 1)


async def test_those_who_ask_at_once_share_one_look(services: Services, person: MakePerson) -> None:
    eva = await person("editor")
    tokens = Tokens({"test": SECRET}, timedelta(minutes=1))
    header = f"Bearer {tokens.make(eva.id)}"
    looks: list[str] = []

    class Counted(Tokens):
        def read(self, token: str) -> UUID:
            looks.append(token)
            return super().read(token)

    identities = Identities(services.database, Counted({"test": SECRET}, timedelta(minutes=1)))
    found = await asyncio.gather(*(identities.of(header, None) for _ in range(20)))
    assert [who.user_id for who in found if who is not None] == [eva.id] * 20
    assert len(looks) == 1


def test_the_cost_of_a_password_is_the_recommended_one() -> None:
    costs = Settings.from_environment({})
    assert (costs.argon2_passes, costs.argon2_kibibytes, costs.argon2_lanes) == (3, 65536, 4)  # RFC 9106, section 4
