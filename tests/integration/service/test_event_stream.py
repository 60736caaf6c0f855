"""The stream of events as a client meets it: what it sees, where it goes on, and when it ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import Message

from api.events.envelope import schema_address
from api.events.feed import REMEMBERED, Feed
from api.events.kinds import KINDS
from api.events.relay import relaying
from api.events.stream import EventStream, Talk, Wish
from api.identity.principal import Level, Principal
from api.problems import Problem
from api.services import Services
from storage.database import Database
from storage.identifiers import new_id
from tests.integration.service.conftest import Person

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
MakePerson = Callable[..., Awaitable[Person]]
EVENTS = "/api/v1/events"
DEFINITION = {"begrip": "meldkamer", "definitie": "ruimte waar noodoproepen binnenkomen en worden doorgezet"}
ADMIN = Principal(Level.ADMIN, new_id())


@dataclass(frozen=True, slots=True)
class Got:
    """A block of the stream."""

    id: int | None
    event: str | None
    data: Any


def blocks(text: str) -> list[Got]:
    """The blocks of a stream that have data."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and not line.startswith(":"))
        if "data" in fields:
            found.append(Got(int(fields["id"]) if "id" in fields else None, fields.get("event"), fields["data"]))
    return [Got(each.id, each.event, json.loads(each.data)) for each in found]


async def events(client: httpx.AsyncClient, headers: Mapping[str, str] | None = None, **query: Any) -> list[Got]:
    """What is there now."""
    asked: dict[str, Any] = {"after": 0, "follow": "false"} | query
    answer = await client.get(EVENTS, params=asked, headers=dict(headers or {}))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    return blocks(answer.text)


async def write(database: Database, *subjects: str) -> None:
    async with database.unit() as unit:
        for subject in subjects:
            await unit.outbox.add("UserActionPerformed", subject, {"action": "user.changed", "actor": None})


async def create(client: httpx.AsyncClient, **changed: Any) -> dict[str, Any]:
    answer = await client.post("/api/v1/definitions", json=DEFINITION | changed)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_a_change_is_told_as_cloudevents(sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    made = await create(admin)
    found = await events(admin, subject=f"definition/{made['id']}")
    assert [each.event for each in found] == ["DefinitionCreated", "DefinitionValidated", "UserActionPerformed"]
    assert [each.data["sequence"] for each in found] == [f"{each.id:020}" for each in found]
    first = found[0].data
    assert first["specversion"] == "1.0"
    assert first["dataschema"] == "urn:definitie:event:DefinitionCreated:1"
    assert first["partitionkey"] == first["subject"] == f"definition/{made['id']}"
    assert first["data"] == {"id": made["id"], "scheme": None, "status": "draft", "version": 1}
    assert DEFINITION["definitie"] not in str(found)
    assert DEFINITION["begrip"] not in str(found)


async def test_one_goes_on_after_the_last_event_one_had(sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    await create(admin)
    found = await events(admin)
    for position in (1, len(found) - 1, len(found)):
        rest = await events(admin, {"Last-Event-ID": str(found[position - 1].id)}, after=0)
        assert [each.id for each in rest] == [each.id for each in found[position:]]


async def test_an_id_that_is_forgotten_or_never_was_is_told(sign_in: SignIn, services: Services) -> None:
    admin = await sign_in("admin")
    await write(services.database, *["user/1"] * 5)
    await services.feed.refresh()
    async with services.database.unit() as unit:
        bounds = await unit.events.bounds()
        await unit.events.forget(before=await _now(services), up_to=bounds.last - 2)
    for gone in (bounds.last - 3, bounds.last + 1):
        answer = await admin.get(EVENTS, params={"follow": "false"}, headers={"Last-Event-ID": str(gone)})
        assert (answer.status_code, answer.json()["code"]) == (410, "events-gone")
    for there in (bounds.last - 2, bounds.last):
        assert len(await events(admin, {"Last-Event-ID": str(there)})) == bounds.last - there
    assert len(await events(admin, after=0)) == 2


async def _now(services: Services) -> Any:
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415 - only here

    return datetime.now(UTC) + timedelta(hours=1)


@pytest.mark.parametrize("value", ["x", "-1", "1" * 19, "1.5"])
async def test_an_id_that_is_none_is_refused(value: str, sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    answer = await admin.get(EVENTS, params={"follow": "false"}, headers={"Last-Event-ID": value})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_types_and_subjects_narrow_it(sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    one, other = await create(admin), await create(admin, begrip="meldpost", definitie="plaats voor meldingen")
    found = await events(admin, type=["DefinitionCreated", "DefinitionUpdated"])
    assert [each.data["data"]["id"] for each in found] == [one["id"], other["id"]]
    assert {each.data["subject"] for each in await events(admin, subject=f"definition/{one['id']}")} == {
        f"definition/{one['id']}"
    }
    answer = await admin.get(EVENTS, params={"type": "Onzin"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "enum")


async def test_each_sees_what_he_may_read(sign_in: SignIn, person: MakePerson, client: httpx.AsyncClient) -> None:
    eva = await sign_in("user")
    others = {role: await sign_in(role) for role in ("user", "editor", "admin")}
    made = await create(eva)
    mine = f"definition/{made['id']}"

    async def kinds(who: httpx.AsyncClient) -> list[str | None]:
        return [each.event for each in await events(who, subject=mine)]

    saved = ["DefinitionCreated", "DefinitionValidated"]
    assert await kinds(eva) == [*saved, "UserActionPerformed"]
    assert await kinds(others["user"]) == []
    assert await kinds(others["editor"]) == saved
    assert await kinds(others["admin"]) == [*saved, "UserActionPerformed"]
    submitted = await eva.post(f"/api/v1/definitions/{made['id']}/submit", headers={"If-Match": '"1"'})
    assert submitted.status_code == 200, submitted.text
    assert await kinds(others["user"]) == ["DefinitionUpdated", "DefinitionValidated"]
    assert (await client.get(EVENTS)).status_code == 401
    # Sign-ins: one's own, and for administrators all.
    assert len(await events(others["user"], subject="user/")) == 1
    assert len(await events(others["admin"], subject="user/")) == 4


async def test_schemas_are_served(client: httpx.AsyncClient) -> None:
    every = (await client.get(f"{EVENTS}/schemas")).json()["items"]
    assert [each["type"] for each in every] == sorted(KINDS)
    for each in every:
        one = await client.get(each["json_schema"])
        assert one.headers["content-type"] == "application/schema+json"
        assert one.json()["title"] == each["type"]
        assert schema_address(each["type"], "http://test") == str(one.url)
    assert (await client.get(f"{EVENTS}/schemas/Onzin")).status_code == 404


class Reader:
    """A client of a stream, without a server in between."""

    def __init__(self, stream: EventStream) -> None:
        self.text = ""
        self.ended = False
        self.left = asyncio.Event()
        self.reads = asyncio.Event()
        self.reads.set()
        self._news = asyncio.Event()
        self.task = asyncio.create_task(stream({"type": "http"}, self._receive, self._send))

    async def _receive(self) -> Message:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        await self.reads.wait()
        self.text += message.get("body", b"").decode()
        self.ended = message["type"] == "http.response.body" and not message["more_body"]
        self._news.set()

    async def until(self, done: Callable[[], bool]) -> None:
        """Read until something is so."""
        async with asyncio.timeout(10):
            while not done():
                self._news.clear()
                await self._news.wait()

    def got(self) -> list[Got]:
        return blocks(self.text)


@pytest.fixture
async def feed(database: Database) -> AsyncIterator[Feed]:
    made = Feed(database)
    async with relaying(database, made):
        yield made


def stream(
    feed: Feed, *, after: int = 0, who: Principal = ADMIN, given_back: list[str] | None = None, **kept: Any
) -> EventStream:
    async def identify() -> Principal | None:
        return who

    talk = Talk(feed, Wish(after, **kept.pop("wish", {})), who, kept.pop("identify", identify), **kept)
    return EventStream(talk, lambda: None if given_back is None else given_back.append("place"))


async def test_what_happens_is_told_at_once_to_all(feed: Feed, database: Database) -> None:
    """Also what another process writes, which this one is told of by the database."""
    other = Database(database.engine.url.render_as_string(hide_password=False), pool_size=1)
    theirs = Feed(other)
    async with relaying(other, theirs):
        readers = [Reader(stream(feed)), Reader(stream(feed)), Reader(stream(theirs))]
        await write(database, "user/1")
        await write(other, "user/2")
        for reader in readers:
            await reader.until(lambda reader=reader: len(reader.got()) == 2)  # type: ignore[misc]
            assert [each.id for each in reader.got()] == [1, 2]
            reader.left.set()
        await asyncio.gather(*(reader.task for reader in readers))
    await other.close()


async def test_who_comes_late_gets_old_events_from_the_database(feed: Feed, database: Database) -> None:
    count = REMEMBERED + 50
    async with database.unit() as unit:
        for number in range(count):
            unit.outbox.put("UserActionPerformed", f"user/{number}", {"action": "user.changed", "actor": None})
    reader = Reader(stream(feed))
    await reader.until(lambda: reader.text.count("data: ") == count)
    assert [each.id for each in reader.got()] == list(range(1, count + 1))
    reader.left.set()
    await reader.task


async def test_the_end_of_the_service_ends_the_stream(feed: Feed) -> None:
    given_back: list[str] = []
    reader = Reader(stream(feed, given_back=given_back))
    await reader.until(lambda: "retry: 2000" in reader.text)
    feed.close()
    await asyncio.wait_for(reader.task, 5)
    assert reader.ended
    assert given_back == ["place"]


async def test_a_client_that_leaves_gives_its_place_back(feed: Feed) -> None:
    given_back: list[str] = []
    reader = Reader(stream(feed, given_back=given_back))
    await reader.until(lambda: bool(reader.text))
    reader.left.set()
    await asyncio.wait_for(reader.task, 5)
    assert given_back == ["place"]


async def test_a_client_that_does_not_read_is_cut_off(feed: Feed, database: Database) -> None:
    given_back: list[str] = []
    reader = Reader(stream(feed, given_back=given_back, patience=0.1))
    await reader.until(lambda: bool(reader.text))
    reader.reads.clear()
    await write(database, "user/1")
    await asyncio.wait_for(reader.task, 5)
    assert not reader.ended
    assert given_back == ["place"]


async def test_signs_of_life_carry_the_position(feed: Feed, database: Database) -> None:
    await write(database, "user/1", "user/2")
    reader = Reader(stream(feed, heartbeat=0.05, who=Principal(Level.USER, new_id())))
    await reader.until(lambda: "id: 2\n\n" in reader.text)
    assert reader.got() == []
    reader.left.set()
    await reader.task


async def test_a_stream_ends_when_its_token_does(feed: Feed) -> None:
    async def over() -> Principal | None:
        raise Problem("bad-credentials")

    reader = Reader(stream(feed, heartbeat=0.05, identify=over))
    await asyncio.wait_for(reader.task, 5)
    assert reader.ended


async def test_a_stream_does_not_live_for_ever(feed: Feed) -> None:
    reader = Reader(stream(feed, wish={"seconds": 0.05}))
    await asyncio.wait_for(reader.task, 5)
    assert reader.ended


async def test_a_client_so_slow_that_events_are_forgotten_is_told(feed: Feed, database: Database) -> None:
    await write(database, *["user/1"] * 10)
    while feed.last < 10:
        await feed.wait(feed.last, 5)
    feed._recent.clear()
    async with database.unit() as unit:
        from datetime import UTC, datetime, timedelta  # noqa: PLC0415 - only here

        await unit.events.forget(before=datetime.now(UTC) + timedelta(hours=1), up_to=4)
    reader = Reader(stream(feed, after=2))
    await asyncio.wait_for(reader.task, 5)
    assert [(each.event, each.data) for each in reader.got()] == [("gone", {"oldest": 5})]
    assert reader.ended


async def test_only_so_many_at_once(app: FastAPI, services: Services, sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    services.streams.most = 1
    held = services.streams.take()
    assert held is not None
    answer = await admin.get(EVENTS, params={"follow": "false"})
    assert (answer.status_code, answer.json()["code"]) == (503, "overloaded")
    held()
    assert await events(admin, subject="nothing/") == []
    assert services.streams.taken == 0
