"""``POST /validate/batch``: lines in, lines out, in order; whoever is slower sets the pace, and who leaves stops it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import Any

import httpx
import pytest

from api.batch import INLINE, LINE_BYTES, Conversation, Places
from api.host.engine_host import CHUNK, Corpus, EngineHost, Loaded
from api.host.judged import Judged
from api.host.pool import CorpusName, Manner
from api.lines import Line, LineSplitter
from api.services import Services
from engine.engine import Engine
from engine.model import Definition, Entry
from engine.render import Renderer

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
URL = "/api/v1/validate/batch"
MANY = [{"begrip": f"term {number}", "definitie": f"gebouw {number} van het leger"} for number in range(500)]


def lines(records: Iterable[object]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def answers(body: bytes) -> list[dict[str, Any]]:
    assert body == b"" or body.endswith(b"\n")
    return [json.loads(line) for line in body.splitlines()]


@pytest.fixture
async def user(sign_in: SignIn) -> httpx.AsyncClient:
    """Someone who is signed in."""
    return await sign_in("user")


class Wire:
    """A connection in a test's hands: what is sent on it, and when."""

    def __init__(self) -> None:
        self.coming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.sent: asyncio.Queue[bytes] = asyncio.Queue()
        self.reads = asyncio.Event()
        self.reads.set()
        self.received = 0

    def write(self, body: bytes, *, more: bool = True) -> None:
        self.coming.put_nowait({"type": "http.request", "body": body, "more_body": more})

    def leave(self) -> None:
        self.coming.put_nowait({"type": "http.disconnect"})

    async def receive(self) -> dict[str, Any]:
        message = await self.coming.get()
        self.received += 1
        return message

    async def send(self, message: Any) -> None:
        await self.reads.wait()
        self.sent.put_nowait(message["body"])


@pytest.fixture
def talk(host: EngineHost) -> Callable[..., Conversation]:
    """Makes a conversation."""

    def make(**changed: Any) -> Conversation:
        given: dict[str, Any] = {"host": host, "manner": host.manner(), "corpus": None, "language": "nl"}
        return Conversation(**(given | {"request_id": "proef"} | changed))

    return make


@pytest.mark.parametrize("count", [0, 1, INLINE, INLINE + 1, CHUNK * 3 + 1, 500])
async def test_every_record_has_its_report_in_order(user: httpx.AsyncClient, engine: Engine, count: int) -> None:
    answer = await user.post(URL, content=lines(MANY[:count]), headers={"content-type": "application/x-ndjson"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/x-ndjson")
    records = [Definition(each["begrip"], each["definitie"]) for each in MANY[:count]]
    renderer = Renderer(engine)
    assert answer.text == "".join(renderer.to_line(report) + "\n" for report in engine.validate_many(records))


async def test_a_bad_line_is_told_by_number_and_the_rest_goes_on(user: httpx.AsyncClient) -> None:
    good = lines(MANY[:1])
    long = b'{"begrip": "' + b"x" * LINE_BYTES + b'"}\n'
    body = good + b"\n   \n{bad\n" + good + b"[]\n\xff\n" + long + b'{"begrip": "a\\u0000", "definitie": ""}\n' + good
    answer = await user.post(URL, content=body.removesuffix(b"\n"), headers={"accept-language": "en"})
    said = [(each.get("line"), each.get("code"), each.get("begrip")) for each in answers(answer.content)]
    assert said == [
        (None, None, "term 0"),
        (4, "malformed-json", None),
        (None, None, "term 0"),
        (6, "invalid", None),
        (7, "invalid", None),
        (8, "too-large", None),
        (9, "invalid", None),
        (None, None, "term 0"),
    ]
    told = answers(answer.content)[3]
    assert (told["status"], told["title"]) == (422, "Invalid data")
    assert told["errors"][0]["code"] == "record-not-an-object"


async def test_records_see_the_scheme_and_never_each_other(
    user: httpx.AsyncClient, services: Services, engine: Engine
) -> None:
    async with services.database.unit() as unit:
        scheme = await unit.schemes.add("leger", "Het leger")
        await unit.definitions.add(Definition("barak", "houten gebouw"), scheme_id=scheme.id)
    for count in (2, INLINE + 1):
        answer = await user.post(URL, params={"scheme": "leger"}, content=lines(MANY[:count]))
        revisions = {each["corpus_revision"] for each in answers(answer.content)}
        corpus = await services.corpora.of(scheme.id)
        assert revisions == {corpus.index.revision}
    answer = await user.post(URL, content=lines(MANY[:2]))
    assert {each["corpus_revision"] for each in answers(answer.content)} == {None}


async def test_who_may_not_is_told_before_anything_is_read(client: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        raise AssertionError("read before it was allowed")
        yield b""

    answer = await client.post(URL, content=endless())
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize(
    ("parameters", "headers", "status"),
    [
        ({"profile": "bestaat-niet"}, {}, 422),
        ({"scheme": "bestaat-niet"}, {}, 422),
        ({}, {"content-type": "text/csv"}, 415),
    ],
)
async def test_what_is_wrong_as_a_whole_is_a_problem(
    user: httpx.AsyncClient, parameters: dict[str, str], headers: dict[str, str], status: int
) -> None:
    answer = await user.post(URL, params=parameters, headers=headers, content=lines(MANY[:1]))
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_more_batches_than_there_are_places_must_wait(user: httpx.AsyncClient, services: Services) -> None:
    services.batches = Places(1)
    give_back = services.batches.take()
    assert give_back is not None
    answer = await user.post(URL, content=lines(MANY[:1]))
    assert (answer.status_code, answer.json()["code"]) == (503, "overloaded")
    give_back()
    give_back()  # once is enough
    assert (await user.post(URL, content=lines(MANY[:1]))).status_code == 200
    assert services.batches.taken == 0


async def test_who_pauses_has_his_answers_meanwhile(talk: Callable[..., Conversation]) -> None:
    wire = Wire()
    running = asyncio.create_task(talk().run(wire.receive, wire.send))
    for record in MANY[:3]:
        wire.write(lines([record]))
        (said,) = answers(await asyncio.wait_for(wire.sent.get(), 30))
        assert said["begrip"] == record["begrip"]
    wire.write(b"", more=False)
    assert await asyncio.wait_for(wire.sent.get(), 30) == b""
    await asyncio.wait_for(running, 30)


async def test_who_does_not_read_is_not_read_from(talk: Callable[..., Conversation], host: EngineHost) -> None:
    wire = Wire()
    wire.reads.clear()
    running = asyncio.create_task(talk(idle=1.0).run(wire.receive, wire.send))
    pieces = host.parallel + 20
    for _ in range(pieces):
        wire.write(lines(MANY[:CHUNK]))
    await asyncio.wait_for(running, 30)  # it stood still for as long as is allowed
    assert wire.received <= host.parallel + 1
    assert wire.sent.empty()
    assert tasks_left() == []


async def test_who_stops_sending_is_not_waited_for_forever(talk: Callable[..., Conversation]) -> None:
    wire = Wire()
    wire.write(lines(MANY[:1])[:-5])
    await asyncio.wait_for(talk(idle=0.05).run(wire.receive, wire.send), 30)
    assert wire.sent.empty()


@pytest.mark.parametrize("ended", [True, False])
async def test_who_leaves_stops_the_work(
    talk: Callable[..., Conversation], host: EngineHost, monkeypatch: pytest.MonkeyPatch, ended: bool
) -> None:
    begun = asyncio.Event()
    cancelled = []

    async def slow(*_: object) -> list[Judged]:
        begun.set()
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            cancelled.append(True)
            raise
        return []

    monkeypatch.setattr(EngineHost, "validate_chunk", slow)
    wire = Wire()
    running = asyncio.create_task(talk().run(wire.receive, wire.send))
    wire.write(lines(MANY[:CHUNK]), more=not ended)
    await begun.wait()
    wire.leave()
    await asyncio.wait_for(running, 30)
    assert cancelled == [True]
    assert tasks_left() == []


async def test_a_broken_connection_stops_the_work(talk: Callable[..., Conversation]) -> None:
    wire = Wire()

    async def broken(_: object) -> None:
        raise OSError("gone")

    wire.write(lines(MANY[:1]))
    await asyncio.wait_for(talk().run(wire.receive, broken), 30)
    assert tasks_left() == []


async def test_processes_that_die_cost_no_answer(talk: Callable[..., Conversation], host: EngineHost) -> None:
    wire = Wire()
    wire.write(lines(MANY[:CHUNK]))
    running = asyncio.create_task(talk().run(wire.receive, wire.send))
    first = await wire.sent.get()
    processes = host._active.pool._running
    assert processes is not None
    for pid in list(processes._processes):
        os.kill(pid, signal.SIGKILL)
    wire.write(lines(MANY[CHUNK:]), more=False)
    await asyncio.wait_for(running, 60)
    rest = b"".join(wire.sent.get_nowait() for _ in range(wire.sent.qsize()))
    assert [each["begrip"] for each in answers(first + rest)] == [each["begrip"] for each in MANY]


async def test_a_record_that_cannot_be_judged_is_told_and_the_others_are_judged(
    talk: Callable[..., Conversation], monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = EngineHost.validate_chunk

    async def fragile(
        self: EngineHost, records: list[Definition], manner: Manner, corpus: Corpus | None, loaded: Loaded | None
    ) -> list[Judged]:
        if any(each.begrip == "term 7" for each in records):
            raise RuntimeError("this one")
        return await judge(self, records, manner, corpus, loaded)

    async def fragile_alone(
        self: EngineHost, record: Definition, manner: Manner, corpus: Corpus | None, loaded: Loaded | None
    ) -> Judged:
        return (await fragile(self, [record], manner, corpus, loaded))[0]

    monkeypatch.setattr(EngineHost, "validate_chunk", fragile)
    monkeypatch.setattr(EngineHost, "validate", fragile_alone)
    wire = Wire()
    wire.write(lines(MANY[:30]), more=False)
    await talk().run(wire.receive, wire.send)
    said = answers(b"".join(wire.sent.get_nowait() for _ in range(wire.sent.qsize())))
    assert [each.get("code") for each in said] == [None] * 7 + ["internal"] + [None] * 22
    assert said[7]["line"] == 8
    assert "proef" in said[7]["detail"]


async def test_the_processes_are_told_of_a_corpus(host: EngineHost, engine: Engine) -> None:
    corpus = Corpus(CorpusName("s", 1), engine.index([Entry("barak", "houten gebouw")]))
    found = await host.validate_chunk([Definition("a", "b")], host.manner(), corpus)
    assert found[0].document()["corpus_revision"] == corpus.index.revision


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_lines_are_the_same_however_they_are_cut(size: int) -> None:
    text = b"een\n\ntwee\r\n   \n" + b"x" * 11 + b"\nvier en\n" + b"y" * 10 + b"\nslot"
    splitter = LineSplitter(10)
    found = [line for at in range(0, len(text), size) for line in splitter.feed(text[at : at + size])]
    found += splitter.end()
    assert found == [
        Line(1, b"een"), Line(3, b"twee\r"), Line(5, None), Line(6, b"vier en"), Line(7, b"y" * 10), Line(8, b"slot"),
    ]  # fmt: skip


def tasks_left() -> list[asyncio.Task[Any]]:
    """Tasks that go on beside the test."""
    return [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
