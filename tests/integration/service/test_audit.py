"""``GET /audit``: administrators see who did what; what a person typed can be erased, what was done stays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx
from sqlalchemy import text

from api.identity.administration import erase_user
from api.sealing import seal
from storage.chain import verify
from storage.database import Database
from storage.unit import Actor
from tests.integration.service.definitions import MakePerson

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
AUDIT, DEFINITIONS = "/api/v1/audit", "/api/v1/definitions"
SLUIS = {"begrip": "sluis", "definitie": "waterbouwkundig werk dat schepen van peil laat wisselen"}


async def test_who_did_what_and_where_it_stands_in_the_chain(sign_in: SignIn, database: Database) -> None:
    admin, user = await sign_in("admin"), await sign_in("user")
    made = await user.post(DEFINITIONS, json=SLUIS | {"reason": "op verzoek van de heer De Boer"})
    await seal(database)
    subject = f"definition/{made.json()['id']}"
    (act,) = (await admin.get(AUDIT, params={"subject": subject})).json()["items"]
    assert act["action"] == "definition.created"
    assert act["actor_name"].startswith("user-")
    assert act["after"] == {"status": "draft", "version": 1, "decision": "accepted"}
    assert (act["typed"], act["erased"]) == ({"reason": "op verzoek van de heer De Boer"}, False)
    assert act["link"]["sequence"] > 0
    assert act["request_id"] == made.headers["x-request-id"]


async def test_a_sign_in_that_fails_is_on_record_without_what_was_typed(
    sign_in: SignIn, person: MakePerson, client: httpx.AsyncClient, database: Database
) -> None:
    admin, eva, barred = await sign_in("admin"), await person(), await person()
    async with database.unit(Actor("cli")) as unit:
        (await unit.users.get(barred.id)).active = False
    tried = [(eva.name, "fout wachtwoord"), (barred.name, barred.password), ("geheim123", "een lang wachtwoord")]
    answers = [await client.post("/api/v1/auth/token", json={"name": a, "password": b}) for a, b in tried]
    assert [answer.status_code for answer in answers] == [401] * 3
    page = await admin.get(AUDIT, params={"action": "user.sign-in-failed"})
    acts = list(reversed(page.json()["items"]))
    assert [act["subject"] for act in acts] == [f"user/{eva.id}", f"user/{barred.id}", "user/unknown"]
    assert [act["request_id"] for act in acts] == [answer.headers["x-request-id"] for answer in answers]
    assert {act["actor"] for act in acts} == {None}
    assert "geheim123" not in page.text
    async with database.unit() as unit:
        await unit.events.place()
        events = await unit.events.after(0, 100)
    told = [each.subject for each in events if each.event["data"].get("action") == "user.sign-in-failed"]
    assert told == [act["subject"] for act in acts]


async def test_who_is_sent_away_to_wait_is_not_on_record(
    sign_in: SignIn, person: MakePerson, client: httpx.AsyncClient
) -> None:
    admin, eva = await sign_in("admin"), await person()
    body = {"name": eva.name, "password": "fout wachtwoord"}
    statuses = [(await client.post("/api/v1/auth/token", json=body)).status_code for _ in range(12)]
    assert set(statuses) == {401, 429}
    acts = (await admin.get(AUDIT, params={"action": "user.sign-in-failed"})).json()["items"]
    assert len(acts) == statuses.count(401)


async def test_pages_go_on_where_the_last_one_ended(sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    for name in "abcde":
        await admin.post("/api/v1/schemes", json={"name": name, "title": name})
    seen: list[str] = []
    before: dict[str, str] = {}
    while True:
        page = (await admin.get(AUDIT, params={"action": "scheme.created", "limit": 2, **before})).json()
        seen += [act["after"]["name"] for act in page["items"]]
        if page["next"] is None:
            break
        before = {"before": page["next"]}
    assert seen == list("edcba")


async def test_it_is_asked_by_time_and_actor(sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    await admin.post("/api/v1/schemes", json={"name": "a", "title": "a"})
    (act,) = (await admin.get(AUDIT, params={"action": "scheme.created"})).json()["items"]
    for asked, found in (
        ({"actor": act["actor"], "action": "scheme.created", "since": act["at"]}, 1),
        ({"until": act["at"], "action": "scheme.created"}, 0),
        ({"actor": "user:niemand"}, 0),
    ):
        assert len((await admin.get(AUDIT, params=asked)).json()["items"]) == found
    assert (await admin.get(AUDIT, params={"limit": 0})).status_code == 422
    assert (await admin.get(AUDIT, params={"wie": "x"})).status_code == 422
    for moment in ("0", "-5.9e-08", "2026-11-24", "2026-11-24T09:30:00", "gisteren"):  # a day or an offset is missing
        answer = await admin.get(AUDIT, params={"since": moment})
        assert answer.status_code == 422, moment


async def test_others_do_not_see_it(sign_in: SignIn, client: httpx.AsyncClient) -> None:
    assert (await client.get(AUDIT)).status_code == 401
    assert [(await (await sign_in(role)).get(AUDIT)).status_code for role in ("user", "editor")] == [403, 403]


async def test_a_person_is_erased_and_the_chain_stays_whole(sign_in: SignIn, database: Database) -> None:
    admin, user = await sign_in("admin"), await sign_in("user")
    made = await user.post(DEFINITIONS, json=SLUIS | {"reason": "bel mij"})
    await seal(database)
    asked = {"subject": f"definition/{made.json()['id']}"}
    name = (await admin.get(AUDIT, params=asked)).json()["items"][0]["actor_name"]
    async with database.unit(Actor("cli")) as unit:
        row = await unit.users.by_name(name, for_update=True)
        assert row is not None
        assert await erase_user(unit, row) == 1
    await seal(database)
    (act,) = (await admin.get(AUDIT, params=asked)).json()["items"]
    assert (act["typed"], act["erased"]) == (None, True)
    assert act["actor_name"] == f"erased-{row.id}"
    async with database.unit() as unit:
        found = await verify(unit.session)
        kept = await unit.session.scalar(text("SELECT count(*) FROM users WHERE name = :name"), {"name": name})
    assert (found.faults, found.erased, kept) == ([], 1, 0)
