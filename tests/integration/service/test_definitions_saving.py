"""Definitions over REST: made, listed, read, changed, deleted; each save judged, versioned and noted, or not done."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import httpx
import pytest

from api.host.engine_host import EngineHost
from api.host.judged import Judged
from api.services import Services
from storage.identifiers import new_id
from storage.records import to_record
from storage.repositories.definitions import Filter
from tests.integration.outbox import written
from tests.integration.service.definitions import DEFINITIONS, SLUIS, MakeScheme, SignIn, create, put

FULL = SLUIS | {
    "category": "type",
    "context": {"organizational": ["RWS"], "legal": []},
    "sources": [{"title": "Handboek", "citation": "p. 3"}, {"url": "https://voorbeeld.invalid/x"}],
    "synonyms": ["schutsluis"],
    "preferred_term": "sluis",
    "known_abbreviations": [],
}


async def test_a_definition_is_made_judged_and_noted(
    sign_in: SignIn, services: Services, make_scheme: MakeScheme
) -> None:
    user = await sign_in()
    await make_scheme("water")
    answer = await user.post(DEFINITIONS, json=FULL | {"scheme": "water", "reason": "nieuw"})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert {name: value for name, value in made.items() if name in FULL} == FULL | {
        "context": {"organizational": ["RWS"], "legal": [], "statutory": None},
        "sources": [
            {"title": "Handboek", "citation": "p. 3", "url": None},
            {"title": None, "citation": None, "url": "https://voorbeeld.invalid/x"},
        ],
    }
    assert (made["status"], made["version"], made["scheme"], made["decision"]) == ("draft", 1, "water", "accepted")
    assert answer.headers["location"] == f"{DEFINITIONS}/{made['id']}"
    assert answer.headers["etag"] == '"1"'
    assert made["report"]["id"] == made["id"]
    assert made["report"]["corpus_revision"] is not None
    assert made["validation_score"] == made["report"]["score"] == 1.0
    subject = f"definition/{made['id']}"
    async with services.database.unit() as unit:
        log = await unit.audit.of(subject)
        events = [row for row in await written(unit) if row.subject == subject]
        kept = await unit.reports.latest(made["id"])
    assert [(row.action, row.before, row.after) for row in log] == [
        (
            "definition.created",
            None,
            {"status": "draft", "version": 1, "decision": "accepted"},
        )
    ]
    assert log[0].actor is not None
    assert log[0].request_id is not None
    assert [row.type for row in events] == ["DefinitionCreated", "DefinitionValidated", "UserActionPerformed"]
    assert FULL["definitie"] not in str([row.event for row in events])
    assert kept is not None
    assert (kept.version, kept.report, kept.decision) == (1, made["report"], "accepted")
    assert kept.pack_digest == made["report"]["packs"]["eigen"]["digest"]


async def test_findings_are_results(sign_in: SignIn) -> None:
    user = await sign_in()
    answer = await create(user, definitie="eigenlijk water")
    assert answer.status_code == 201
    made = answer.json()
    assert made["decision"] == "rejected"
    assert {each["code"] for each in made["report"]["outcomes"] if each["findings"]} == {"WOORD-01", "KORT-01"}
    report = (await user.get(f"{DEFINITIONS}/{made['id']}/report")).json()
    assert (report["report"], report["version"]) == (made["report"], 1)


MISFITS: list[tuple[dict[str, Any], str]] = [
    ({"begrip": "x" * 256}, "/begrip"),
    ({"begrip": " "}, "/begrip"),
    ({"begrip": 5}, "/begrip"),
    ({"definitie": None}, "/definitie"),
    ({"definitie": "x" * 20_001}, "/definitie"),
    ({"definitie": "a\0b"}, "/definitie"),
    ({"category": "soort"}, "/category"),
    ({"context": {"legal": "strafrecht"}}, "/context/legal"),
    ({"sources": [{"titel": "x"}]}, "/sources/0/titel"),
    ({"synonyms": ["x" * 256]}, "/synonyms/0"),
    ({"corpus": []}, "/corpus"),
    ({"id": "1"}, "/id"),
    ({"status": "established"}, "/status"),
    ({"scheme": "bestaat-niet"}, "/scheme"),
    ({"scheme": "../x"}, "/scheme"),
    ({"force": True}, "/reason"),
]


async def test_what_does_not_fit_is_refused_by_field(sign_in: SignIn) -> None:
    user = await sign_in()
    for body, pointer in MISFITS:
        answer = await user.post(DEFINITIONS, json=SLUIS | body)
        assert answer.status_code == 422, (body, answer.text)
        assert [error["pointer"] for error in answer.json()["errors"]] in ([pointer], [""]), body


HOSTILE = ["'; DROP TABLE definitions; --", "{{7*7}}${7*7}<script>", "%00 %s {0} \\", "\u202ewater\u0085", "🚢" * 40]


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_text_is_text_whatever_it_says(text: str, sign_in: SignIn) -> None:
    user = await sign_in("editor")
    body = {"begrip": text, "definitie": text, "synonyms": [text], "sources": [{"title": text}], "reason": text}
    made = await user.post(DEFINITIONS, json=body)
    assert made.status_code == 201, made.text
    back = (await user.get(f"{DEFINITIONS}/{made.json()['id']}")).json()
    assert (back["begrip"], back["definitie"], back["synonyms"]) == (text, text, [text])
    found = await user.get(DEFINITIONS, params={"search": text})
    assert found.status_code == 200


async def test_reading_is_conditional_and_public_only_when_established(
    sign_in: SignIn, client: httpx.AsyncClient
) -> None:
    user = await sign_in()
    address = (await create(user)).headers["location"]
    answer = await user.get(address)
    tag = answer.headers["etag"]
    assert (tag[:3], answer.headers["cache-control"]) == ('"1.', "private, no-cache")
    assert (await user.get(address, headers={"If-None-Match": tag})).status_code == 304
    assert (await client.get(address)).status_code == 404
    assert (await (await sign_in()).get(address)).status_code == 404
    assert (await user.get(f"{DEFINITIONS}/{new_id()}")).status_code == 404
    assert (await user.get(f"{DEFINITIONS}/geen-uuid")).status_code == 422


async def test_a_change_takes_the_version_that_was_seen(sign_in: SignIn, services: Services) -> None:
    user = await sign_in()
    address = (await create(user)).headers["location"]
    body = SLUIS | {"definitie": "werk tussen twee waterstanden"}
    assert (await user.put(address, json=body)).status_code == 428
    assert (await user.put(address, json=body, headers={"If-Match": "*"})).status_code == 400
    stale = await put(user, address, body, version=7)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale-version")
    changed = await put(user, address, body, version=1)
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    assert changed.json()["definitie"] == body["definitie"]
    assert (await put(user, address, body, version=1)).status_code == 412
    async with services.database.unit() as unit:
        log = await unit.audit.of(f"definition/{changed.json()['id']}")
    assert (log[-1].action, log[-1].before, log[-1].after and log[-1].after["fields"]) == (
        "definition.updated",
        {"status": "draft", "version": 1},
        ["definitie"],
    )


async def test_what_is_the_same_makes_no_version(sign_in: SignIn, services: Services) -> None:
    user = await sign_in()
    made = await create(user, **FULL)
    again = await put(user, made.headers["location"], FULL, version=1)
    assert (again.status_code, again.headers["etag"], again.json()["version"]) == (200, '"1"', 1)
    async with services.database.unit() as unit:
        assert len(await unit.audit.of(f"definition/{made.json()['id']}")) == 1


async def test_unknown_is_not_empty(sign_in: SignIn) -> None:
    user = await sign_in()
    address = (await create(user)).headers["location"]
    for version, synonyms in enumerate(([], None, ["a"], None), start=1):
        if version > 1 or synonyms is not None:
            body = SLUIS if synonyms is None else SLUIS | {"synonyms": synonyms}
            assert (await put(user, address, body, version=version)).headers["etag"] == f'"{version + 1}"'
        assert (await user.get(address)).json()["synonyms"] == synonyms


async def test_of_a_hundred_changes_at_once_one_wins(sign_in: SignIn, services: Services) -> None:
    user = await sign_in()
    address = (await create(user)).headers["location"]
    bodies = [SLUIS | {"definitie": f"werk nummer {number} in het water"} for number in range(100)]
    answers = await asyncio.gather(*(put(user, address, body, version=1) for body in bodies))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 412: 99}
    (winner,) = (body for body, answer in zip(bodies, answers, strict=True) if answer.status_code == 200)
    now = (await user.get(address)).json()
    assert (now["version"], now["definitie"]) == (2, winner["definitie"])
    async with services.database.unit() as unit:
        assert len(await unit.definitions.versions(now["id"])) == 2
        assert [row.type for row in await written(unit) if row.subject == f"definition/{now['id']}"] == [
            "DefinitionCreated",
            "DefinitionValidated",
            "UserActionPerformed",
            "DefinitionUpdated",
            "DefinitionValidated",
            "UserActionPerformed",
        ]


async def test_nothing_is_locked_while_a_text_is_judged(
    sign_in: SignIn, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = await sign_in()
    address = (await create(user)).headers["location"]
    judging, go_on = asyncio.Event(), asyncio.Event()
    validate = EngineHost.validate

    async def slow(self: EngineHost, *asked: Any) -> Judged:
        judging.set()
        await go_on.wait()
        return await validate(self, *asked)

    monkeypatch.setattr(EngineHost, "validate", slow)
    running = asyncio.create_task(put(user, address, SLUIS | {"definitie": "een ander lang werk"}, version=1))
    await judging.wait()
    async with services.database.unit() as unit:  # somebody else is quicker, and need not wait
        row = await unit.definitions.locked((await unit.definitions.page(EVERYTHING)).items[0].id, 1)
        await unit.definitions.save(row, to_record(row), reason="ondertussen")
    assert checked_out(services) == 0
    go_on.set()
    assert (await running).status_code == 412


EVERYTHING = Filter(everything=True)


def checked_out(services: Services) -> int:
    pool: Any = services.database.engine.pool
    return int(pool.checkedout())


async def test_a_failed_save_leaves_nothing(
    sign_in: SignIn, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = await sign_in()

    def fails(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("storage.repositories.audit.Audit.put", fails)
    answer = await user.post(DEFINITIONS, json=SLUIS, headers={"Idempotency-Key": "k1"})
    assert (answer.status_code, answer.json()["code"]) == (503, "store-unavailable")
    monkeypatch.undo()
    async with services.database.unit() as unit:
        assert (await unit.definitions.page(EVERYTHING)).items == ()
    again = await user.post(DEFINITIONS, json=SLUIS, headers={"Idempotency-Key": "k1"})
    assert again.status_code == 201
    replay = await user.post(DEFINITIONS, json=SLUIS, headers={"Idempotency-Key": "k1"})
    assert replay.json() == again.json()


async def test_deleting_is_for_administrators_and_remembered(sign_in: SignIn, services: Services) -> None:
    user, admin = await sign_in(), await sign_in("admin")
    made = await create(user)
    address = made.headers["location"]
    assert (await user.delete(address, headers={"If-Match": '"1"'})).status_code == 403
    assert (await admin.delete(address)).status_code == 428
    assert (await admin.delete(address, headers={"If-Match": '"2"'})).status_code == 412
    assert (await admin.delete(address, headers={"If-Match": '"1"'})).status_code == 204
    assert (await admin.get(address)).status_code == 404
    async with services.database.unit() as unit:
        log = await unit.audit.of(f"definition/{made.json()['id']}")
    assert log[-1].action == "definition.deleted"
    assert log[-1].before is not None
    record = log[-1].before["record"]
    assert isinstance(record, dict)
    assert record["definitie"] == SLUIS["definitie"]


async def test_the_list_is_filtered_and_goes_on_by_link(
    sign_in: SignIn, client: httpx.AsyncClient, make_scheme: MakeScheme
) -> None:
    await make_scheme("water")
    editor, user = await sign_in("editor"), await sign_in()
    for number in range(5):
        await create(
            editor, begrip=f"sluis {number}", category="type", scheme="water", definitie=f"werk nummer {number}"
        )
    await create(editor, begrip="gemaal", definitie="eigenlijk pomp", category="exemplaar")
    own = (await create(user, begrip="eigen boei")).json()["id"]

    async def terms(who: httpx.AsyncClient, **query: str) -> list[str]:
        answer = await who.get(DEFINITIONS, params=query)
        assert answer.status_code == 200, answer.text
        return [each["begrip"] for each in answer.json()["items"]]

    assert len(await terms(editor)) == 7
    assert await terms(editor, scheme="water", category="type") == [f"sluis {number}" for number in range(5)]
    assert await terms(editor, search="nummers -3") == ["sluis 0", "sluis 1", "sluis 2", "sluis 4"]
    assert await terms(editor, score_max="0.9") == ["gemaal"]
    assert len(await terms(editor, score_min="1")) == 6
    assert await terms(editor, status="established") == []
    assert await terms(user) == await terms(user, own="true") == ["eigen boei"]
    assert await terms(client) == []
    assert own

    seen, address = [], f"{DEFINITIONS}?scheme=water&limit=2"
    while address:
        answer = await editor.get(address)
        seen += [each["begrip"] for each in answer.json()["items"]]
        address = answer.links["next"]["url"] if "next" in answer.links else ""
    assert seen == [f"sluis {number}" for number in range(5)]
    same = await editor.get(DEFINITIONS)
    assert (await editor.get(DEFINITIONS, headers={"If-None-Match": same.headers["etag"]})).status_code == 304


MISASKED = [
    ("limit=0", 422),
    ("limit=201", 422),
    ("limit=x", 422),
    ("cursor=onzin", 400),
    ("cursor=%00", 422),
    ("search=%00", 422),
    ("search=", 422),
    ("score_min=NaN", 422),
    ("score_min=2", 422),
    ("status=weg", 422),
    ("scheme=bestaat-niet", 404),
    ("scheme=%00", 422),
    ("onbekend=1", 422),
]


async def test_a_query_that_does_not_fit_is_refused(sign_in: SignIn) -> None:
    user = await sign_in()
    answers = [(query, (await user.get(f"{DEFINITIONS}?{query}")).status_code) for query, _ in MISASKED]
    assert answers == MISASKED


async def test_nobodys_own_are_nobodys_to_list(client: httpx.AsyncClient) -> None:
    assert (await client.get(DEFINITIONS, params={"own": "true"})).status_code == 401
