"""The engine inside the service: the same reports from cache, thread and processes, whatever happens to these."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
import redis.asyncio as redis

from api.host.cache import PREFIX, ReportCache
from api.host.engine_host import Corpus, EngineHost, is_long
from api.host.judged import Judged
from api.host.pool import CorpusName, Tally
from engine.engine import Engine
from engine.errors import PackError
from engine.model import Definition, Entry
from engine.render import Renderer
from plugins import load_engine

PACK = str(Path(__file__).parents[2] / "e2e" / "packs" / "eigen")
TERMS = [Definition(f"term {number}", f"werk nummer {number} in het water", id=str(number)) for number in range(40)]
ENTRIES = [Entry(each.begrip, each.definitie, each.id) for each in TERMS]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine([PACK], verify=False)


@pytest.fixture
async def host(engine: Engine) -> AsyncIterator[EngineHost]:
    opened = EngineHost(engine, [PACK], processes=1, cache=ReportCache())
    yield opened
    opened.close()


def lines(engine: Engine, definitions: list[Definition], entries: list[Entry] | None = None) -> list[bytes]:
    corpus = engine.index(entries) if entries is not None else None
    renderer = Renderer(engine)
    return [Judged.of(report, renderer).line for report in engine.validate_many(definitions, corpus)]


async def test_many_at_once_get_each_their_own_report(host: EngineHost, engine: Engine) -> None:
    manner = host.manner()
    found = await asyncio.gather(*(host.validate(each, manner) for each in TERMS))
    assert [each.line for each in found] == lines(engine, TERMS)
    again = await asyncio.gather(*(host.validate(each, manner) for each in TERMS))
    assert again == found
    assert host.cache.hits == {"near": len(TERMS), "far": 0, "none": len(TERMS)}


async def test_processes_say_the_same_and_are_sent_a_corpus_once_a_revision(host: EngineHost, engine: Engine) -> None:
    manner = host.manner()
    for revision, entries in ((1, ENTRIES), (2, ENTRIES[:-1])):
        corpus = Corpus(CorpusName("water", revision), engine.index(entries))
        for _ in range(2):
            found = await host.validate_chunk(TERMS, manner, corpus)
            assert [each.line for each in found] == lines(engine, TERMS, entries)


async def test_a_process_that_dies_costs_no_answer(host: EngineHost, engine: Engine) -> None:
    manner = host.manner()
    await host.validate_chunk(TERMS[:1], manner)
    running = host._active.pool._running
    assert running is not None
    for pid in running._processes:
        os.kill(pid, signal.SIGKILL)
    assert [each.line for each in await host.validate_chunk(TERMS, manner)] == lines(engine, TERMS)
    assert (host.alive, host.tally) == (1, Tally(judged=1 + len(TERMS), broken=1))


async def test_a_process_that_dies_again_is_counted_again(host: EngineHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.host.pool._open", os.getpid)  # takes no packs, so that no process begins
    with pytest.raises(BrokenProcessPool):
        await host.validate_chunk(TERMS[:1], host.manner())
    assert (host.alive, host.tally) == (0, Tally(judged=0, broken=2))


async def test_long_texts_go_to_a_process(host: EngineHost, engine: Engine) -> None:
    long = Definition("lang", "werk " * 3000, id="1")
    assert is_long(long)
    assert not is_long(TERMS[0])
    assert (await host.validate(long, host.manner())).line == lines(engine, [long])[0]
    assert host._active.pool._running is not None


async def test_who_went_away_holds_nobody_up(host: EngineHost) -> None:
    manner = host.manner()
    gone = [asyncio.ensure_future(host.validate(each, manner)) for each in TERMS]
    await asyncio.sleep(0)
    for each in gone:
        each.cancel()
    assert (await host.validate(TERMS[0], manner)).decision in ("accepted", "rejected", "open")


async def test_another_engine_is_swapped_in_whole(host: EngineHost, engine: Engine) -> None:
    before = await host.validate(TERMS[0], host.manner())
    host.swap(engine.with_drafts(), [PACK])
    assert host.engine is not engine
    assert (await host.validate(TERMS[0], host.manner())).document()["id"] == before.document()["id"]


async def test_an_unknown_profile_is_refused_with_the_known_ones(host: EngineHost) -> None:
    with pytest.raises(PackError) as refused:
        host.manner("bestaat-niet")
    assert refused.value.problems[0].code == "unknown-profile"


async def test_another_process_finds_the_report_in_redis(engine: Engine, valkey_url: str) -> None:
    client = redis.Redis.from_url(valkey_url)
    hosts = [EngineHost(engine, [PACK], processes=1, cache=ReportCache(client)) for _ in range(2)]
    first = await hosts[0].validate(TERMS[0], hosts[0].manner())
    assert await hosts[1].validate(TERMS[0], hosts[1].manner()) == first
    assert hosts[1].cache.hits == {"near": 0, "far": 1, "none": 0}

    (key,) = await client.keys(PREFIX + "*")
    await client.set(key, b"what somebody else wrote")
    third = EngineHost(engine, [PACK], processes=1, cache=ReportCache(client))
    assert await third.validate(TERMS[0], third.manner()) == first
    await client.aclose()
    for each in (*hosts, third):
        each.close()


async def test_a_redis_that_is_gone_costs_no_answer(engine: Engine) -> None:
    client = redis.Redis(port=9, socket_connect_timeout=1)
    host = EngineHost(engine, [PACK], processes=1, cache=ReportCache(client))
    assert (await host.validate(TERMS[0], host.manner())).line == lines(engine, TERMS[:1])[0]
    await client.aclose()
    host.close()


@pytest.mark.parametrize("data", [b"", b"x", b"[]\n{}", b'["accepted", "1", {}]\n{}', b"[null, 5, {}]\nno line"])
def test_what_is_no_report_is_not_taken_for_one(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        Judged.unpacked(data)
