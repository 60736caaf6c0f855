"""Generation over HTTP: asked for, waited for, followed, stopped, listed; and who may see what."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.generations.asking import seconds_to_wait
from api.generations.office import Office
from api.generations.opening import office_for
from generator.data import from_data
from generator.model import Result
from storage.database import Database
from storage.models import Role
from tests.integration.generations.scenes import PATIENCE, office_of
from tests.integration.generations.writer import RIGHT, Writer
from tests.integration.service.conftest import PASSWORD, client_of

RUNS = "/api/v1/generations"
ASKED: dict[str, Any] = {"begrip": "sluis", "candidates": 2, "seed": 7}
SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
def writer() -> Writer:
    """The generator that the service has."""
    return Writer()


@pytest.fixture
async def office(database: Database, writer: Writer) -> AsyncIterator[Office]:
    """Where it generates."""
    made = office_of(database, writer, event_stream_seconds=PATIENCE)
    await made.open()
    yield made
    await made.close()
    made.services.host.close()
    made.services.passwords.close()


@pytest.fixture
def app(office: Office) -> FastAPI:
    """The app."""
    return create_app(office.services.settings, office.services)


@pytest.fixture
async def sign_in(app: FastAPI, office: Office) -> AsyncIterator[SignIn]:
    """Gives a client that is signed in as a new user of a role."""
    opened: list[httpx.AsyncClient] = []
    hashed = await office.services.passwords.hash(PASSWORD)

    async def make(role: str = "user") -> httpx.AsyncClient:
        name = f"{role}-{len(opened)}"
        async with office.services.database.unit() as unit:
            await unit.users.add(name, hashed, Role(role))
        session = await office.services.sign_in.with_password(name, PASSWORD, address="192.0.2.1")
        opened.append(client_of(app, authorization=f"Bearer {session.access_token}"))
        return opened[-1]

    yield make
    for client in opened:
        await client.aclose()


async def ask(client: httpx.AsyncClient, prefer: str = "wait=30", **fields: Any) -> httpx.Response:
    return await client.post(RUNS, json=ASKED | fields, headers={"Prefer": prefer})


def blocks(answer: httpx.Response) -> list[tuple[str, str, dict[str, Any]]]:
    """The events of a stream: id, kind and data."""
    found = []
    for block in answer.text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        if "event" in lines:
            found.append((lines["id"], lines["event"], json.loads(lines["data"])))
    return found


async def test_the_result_comes_with_the_answer_when_it_is_there_in_time(sign_in: SignIn) -> None:
    eva = await sign_in()
    answer = await ask(eva)
    assert (answer.status_code, answer.headers["preference-applied"]) == (200, "wait=30"), answer.text
    run = answer.json()
    assert (run["state"], run["stop_reason"], run["saved"]) == (
        "done",
        "accepted",
        {"status": "saved", "existing": None},
    )
    assert run["result"]["definition"]["definitie"] == RIGHT
    draft = (await eva.get(run["definition"])).json()
    assert (draft["definitie"], draft["status"], draft["owner_id"]) == (RIGHT, "draft", run["owner_id"])
    assert [len(each["candidates"]) for each in run["rounds"]] == [2, 2]
    first = run["rounds"][0]["candidates"][0]
    assert first["answer"] == first["text"] == "eigenlijk een deur voor schepen in ronde 1.1"
    assert [finding["code"] for finding in first["findings"]] == ["WOORD-01"]
    assert "sluis" in run["rounds"][0]["prompt"]
    assert {call["cost"] for call in run["calls"]} == {"0.00014"}
    assert run["result"]["spent"]["cost"] == "0.00056"


async def test_without_waiting_the_run_has_an_address(sign_in: SignIn) -> None:
    eva = await sign_in()
    answer = await eva.post(RUNS, json=ASKED)
    assert answer.status_code == 202
    assert answer.headers["location"] == f"{RUNS}/{answer.json()['id']}"
    async with asyncio.timeout(PATIENCE):
        while (run := (await eva.get(answer.headers["location"])).json())["state"] != "done":
            await asyncio.sleep(0.02)
    assert run["stop_reason"] == "accepted"


@pytest.mark.parametrize(
    ("prefer", "seconds"),
    [
        ("wait=10", 10), ("respond-async, wait=5", 5), ('wait="3"; x', 3), ("WAIT = 7", 7), ("wait=99999", 30),
        ("return=minimal", None), ("await=3", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_preference_is_read_or_left_alone(prefer: str | None, seconds: int | None) -> None:
    assert seconds_to_wait(prefer) == seconds


async def test_a_request_that_is_sent_again_is_the_same_run(sign_in: SignIn, writer: Writer) -> None:
    eva = await sign_in()
    key = {"Idempotency-Key": "een", "Prefer": "wait=20"}
    first, second = [await eva.post(RUNS, json=ASKED, headers=key) for _ in range(2)]
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert len((await eva.get(RUNS)).json()["items"]) == 1
    assert len(writer.calls) == 4


async def test_the_same_again_while_it_runs_is_shown_the_way(sign_in: SignIn, writer: Writer) -> None:
    writer.held = asyncio.Event()
    eva, ada = await sign_in(), await sign_in()
    first = await eva.post(RUNS, json=ASKED)
    again = await eva.post(RUNS, json=ASKED)
    assert (again.status_code, again.json()["code"]) == (409, "generation-running")
    assert again.json()["existing"] == first.headers["location"]
    assert again.headers["link"] == f'<{first.headers["location"]}>; rel="duplicate"'
    assert (await ada.post(RUNS, json=ASKED)).status_code == 202, "what others ask for is theirs"
    for begrip in ("kade", "dijk"):
        assert (await eva.post(RUNS, json=ASKED | {"begrip": begrip})).status_code == 202
    full = await eva.post(RUNS, json=ASKED | {"begrip": "brug"})
    assert (full.status_code, full.json()["code"]) == (429, "generations-full")


async def test_a_run_is_followed_to_its_end_and_from_where_one_was(sign_in: SignIn) -> None:
    eva = await sign_in()
    where = (await eva.post(RUNS, json=ASKED)).headers["location"]
    answer = await eva.get(f"{where}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    rounds = blocks(answer)
    assert [(number, kind) for number, kind, _ in rounds] == [("1", "round"), ("2", "round"), ("3", "end")]
    assert rounds[0][2]["candidates"][0]["codes"] == ["WOORD-01"]
    assert rounds[1][2]["best"] == {"round": 2, "number": 1}
    assert (rounds[2][2]["stop_reason"], rounds[2][2]["best"]) == ("accepted", RIGHT)
    later = await eva.get(f"{where}/events", headers={"Last-Event-ID": "1"})
    assert blocks(later) == rounds[1:]
    over = await eva.get(f"{where}/events", headers={"Last-Event-ID": "3"})
    assert (over.status_code, over.content) == (204, b"")


async def test_a_stream_gives_signs_of_life_and_ends_with_the_process(
    sign_in: SignIn, writer: Writer, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.generations.following.HEARTBEAT_SECONDS", 0.0)
    writer.held = asyncio.Event()
    eva = await sign_in()
    where = (await eva.post(RUNS, json=ASKED)).headers["location"]
    reading = asyncio.create_task(eva.get(f"{where}/events"))
    async with asyncio.timeout(PATIENCE):
        while office.services.streams.taken == 0:
            await asyncio.sleep(0.01)
    office.services.feed.close()
    answer = await reading
    assert blocks(answer) == []
    assert answer.text.startswith("retry: 1000\n\n: \n\n")
    assert office.services.streams.taken == 0


async def test_a_run_is_stopped_once(sign_in: SignIn, writer: Writer) -> None:
    writer.held = asyncio.Event()
    eva = await sign_in()
    where = (await eva.post(RUNS, json=ASKED)).headers["location"]
    asked = await eva.post(f"{where}/cancel")
    assert (asked.status_code, asked.json()["cancelling"]) == (202, True), asked.text
    end = blocks(await eva.get(f"{where}/events"))[-1][2]
    assert (end["stop_reason"], end["definition"]) == ("cancelled", None)
    again = await eva.post(f"{where}/cancel")
    assert (again.status_code, again.json()["code"]) == (409, "generation-ended")


async def test_who_may_see_and_stop_a_run(sign_in: SignIn, writer: Writer, app: FastAPI) -> None:
    writer.held = asyncio.Event()
    eva, other, editor, admin = [await sign_in(role) for role in ("user", "user", "editor", "admin")]
    where = (await eva.post(RUNS, json=ASKED)).headers["location"]
    statuses = {}
    async with client_of(app) as nobody:
        for name, client in {"nobody": nobody, "other": other, "editor": editor, "admin": admin}.items():
            statuses[name] = [
                (await client.get(where)).status_code,
                (await client.post(f"{where}/cancel")).status_code,
                (await client.get(RUNS)).status_code,
                (await client.get(RUNS, params={"everyone": True})).status_code,
            ]
    assert statuses == {
        "nobody": [401, 401, 401, 401],
        "other": [404, 404, 200, 403],
        "editor": [200, 403, 200, 200],
        "admin": [200, 202, 200, 200],
    }
    assert len((await editor.get(RUNS, params={"everyone": True})).json()["items"]) == 1
    assert (await editor.get(RUNS)).json()["items"] == []


async def test_runs_are_listed_newest_first_a_page_at_a_time(sign_in: SignIn) -> None:
    eva = await sign_in()
    for begrip in ("kade", "dijk", "brug"):
        assert (await ask(eva, begrip=begrip)).status_code == 200
    first = await eva.get(RUNS, params={"limit": 2, "state": "done"})
    assert [each["begrip"] for each in first.json()["items"]] == ["brug", "dijk"]
    second = await eva.get(first.headers["link"].partition(">")[0].removeprefix("<"))
    assert [each["begrip"] for each in second.json()["items"]] == ["kade"]
    assert second.json()["next_cursor"] is None


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"generators": ["writer", "dromer"]}, "/generators/1"),
        ({"scheme": "nergens"}, "/scheme"),
        ({"profile": "geen"}, "/profile"),
        ({"force": True}, "/reason"),
        ({"begrip": "…"}, "/begrip"),
        ({"candidates": 9}, "/candidates"),
        ({"definitie": "een deur"}, "/definitie"),
    ],
)
async def test_what_cannot_be_done_is_refused_before_anything_is_paid(
    sign_in: SignIn, writer: Writer, fields: dict[str, Any], pointer: str
) -> None:
    answer = await ask(await sign_in(), **fields)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert writer.calls == []


async def test_a_term_that_is_there_is_not_generated_again_unless_that_is_meant(
    sign_in: SignIn, writer: Writer
) -> None:
    eva = await sign_in()
    made = await ask(eva)
    refused = await ask(eva)
    assert (refused.status_code, refused.json()["existing"]) == (409, made.json()["definition"])
    assert len(writer.calls) == 4
    only_shown = (await ask(eva, save=False)).json()
    assert (only_shown["stop_reason"], only_shown["saved"]["status"]) == ("accepted", "not-saved")
    meant = (await ask(eva, force=True, reason="een andere betekenis")).json()
    assert meant["saved"]["status"] == "saved"
    assert meant["definition"] != made.json()["definition"]


async def test_a_term_that_came_meanwhile_is_named_in_the_result(sign_in: SignIn, writer: Writer) -> None:
    writer.held = asyncio.Event()
    eva = await sign_in()
    where = (await eva.post(RUNS, json=ASKED)).headers["location"]
    made = await eva.post("/api/v1/definitions", json={"begrip": "sluis", "definitie": "een werk in het water"})
    writer.held.set()
    await eva.get(f"{where}/events")
    run = (await eva.get(where)).json()
    assert (run["stop_reason"], run["definition"]) == ("accepted", None)
    assert run["saved"] == {"status": "duplicate", "existing": made.headers["location"]}
    assert run["result"]["definition"]["definitie"] == RIGHT


async def test_a_run_that_ended_can_be_taken_along_to_be_replayed(sign_in: SignIn) -> None:
    eva = await sign_in()
    run = (await ask(eva)).json()
    file = (await eva.get(f"{RUNS}/{run['id']}/run")).json()
    assert file["run"] == 1
    result = from_data(Result, file["result"])
    assert result.accepted is not None
    assert result.accepted.definitie == RIGHT


async def test_where_it_is_switched_off_it_says_so(sign_in: SignIn, office: Office) -> None:
    eva = await sign_in()
    office.services.office = None
    answer = await eva.post(RUNS, json=ASKED)
    assert (answer.status_code, answer.json()["code"]) == (503, "generation-off")
    assert (await eva.get(RUNS)).status_code == 200


async def test_a_service_that_still_starts_says_so(sign_in: SignIn, office: Office) -> None:
    eva = await sign_in()
    office.ready = False
    answer = await eva.post(RUNS, json=ASKED)
    assert (answer.status_code, answer.json()["code"]) == (503, "store-unavailable")
    office.ready = True


def test_the_settings_say_which_generators_there_are(office: Office) -> None:
    services = office.services
    for settings, names in (
        ({}, ["source"]),
        ({"generators": "dromer"}, []),
        ({"generation": False}, None),
    ):
        services.settings = services.settings.model_copy(update={"generators": "source,openai"} | settings)
        made = office_for(services)
        assert (None if made is None else list(made.generators)) == names
