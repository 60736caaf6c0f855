"""What an endpoint can answer, over real HTTP: what is used, what is tried again, what goes to the next provider."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from plugins.generating import Prompt, UnavailableError
from plugins.generators.openai.model import Limits, Model
from tests.integration.generator.asks import PRICE, SECRET, World, a_provider, an_ask, reasons_in
from tests.integration.generator.scripted import (
    Reply,
    Scripted,
    completion,
    dawdles,
    enormous,
    fails,
    hangs_up,
    raw,
    says,
    silent,
)

TEXT = "ruimte waar noodoproepen binnenkomen"
BAD = b"\xff\xfe{]"
TOOLS = {"content": None, "tool_calls": [{"id": "1", "type": "function", "function": {"name": "x", "arguments": ""}}]}
PARTS = {"content": [{"type": "text", "text": "ruimte waar "}, {"type": "text", "text": "noodoproepen binnenkomen"}]}
SORRY = {"content": None, "refusal": "Daar help ik niet bij."}


async def test_a_good_answer_names_who_wrote_it_and_what_it_cost() -> None:
    world = World()
    async with Scripted([says(f"  {TEXT}\n")]) as server:
        (proposal,) = await world.generator(a_provider(server.url)).propose(an_ask(), world.calls())
    assert (proposal.text, proposal.provider, proposal.model) == (TEXT, "hoofd", "scripted-1")
    assert proposal.cost == (90 * PRICE.input + 12 * PRICE.output) / 1_000_000
    assert world.seen.calls == [("hoofd", "ok")]
    assert world.seen.cost == proposal.cost
    (entry,) = await world.entries()
    assert (entry.state, entry.cost, entry.attempt.prompt_version) == ("settled", proposal.cost, "1")
    assert entry.attempt.input_price == Decimal("0.15")


async def test_what_goes_out_is_the_prompt_and_nothing_more() -> None:
    world = World()
    async with Scripted([says(TEXT)]) as server:
        await world.generator(a_provider(server.url, temperature=0.5, seeds=True)).propose(an_ask(), world.calls())
        (received,) = server.received
    assert received.target == "/v1/chat/completions"
    assert received.headers["authorization"] == f"Bearer {SECRET}"
    assert received.headers.keys() <= {
        "host", "accept", "accept-encoding", "content-type", "content-length", "connection", "user-agent",
        "authorization",
    }  # fmt: skip
    assert SECRET not in json.dumps(received.body)
    assert received.body == {
        "model": "klein", "max_tokens": 100, "temperature": 0.5, "seed": 7001,
        "messages": [
            {"role": "system", "content": "Schrijf een definitie."}, {"role": "user", "content": "Begrip: meldkamer"},
        ],
    }  # fmt: skip


async def test_half_a_character_in_a_term_is_replaced() -> None:
    world = World()
    async with Scripted([says(TEXT)]) as server:
        ask = an_ask(prompt=Prompt("Schrijf.", "Begrip: meld\ud800kamer", "1"))
        await world.generator(a_provider(server.url)).propose(ask, world.calls())
    assert server.received[0].prompt == "Schrijf.\nBegrip: meld?kamer"


async def test_an_organisation_or_header_of_the_environment_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "geheim-van-de-omgeving")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "x-geheim: geheim-van-de-omgeving\nauthorization: Bearer ander")
    world = World()
    async with Scripted([says(TEXT)]) as server:
        await world.generator(a_provider(server.url)).propose(an_ask(), world.calls())
        (received,) = server.received
    assert "geheim-van-de-omgeving" not in repr(received)
    assert received.headers["authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize(
    ("reply", "reason", "requests"),
    [
        pytest.param(fails(500), "server-error", 4, id="500"),
        pytest.param(fails(503, words="overloaded"), "server-error", 4, id="503"),
        pytest.param(fails(429), "rate-limited", 4, id="429"),
        pytest.param(fails(429, "insufficient_quota"), "quota", 1, id="quota"),
        pytest.param(fails(401, "invalid_api_key", f"Incorrect key: {SECRET}"), "authentication", 1, id="401"),
        pytest.param(fails(403), "permission", 1, id="403"),
        pytest.param(fails(404, "model_not_found"), "not-found", 1, id="404"),
        pytest.param(fails(400, "context_length_exceeded"), "context-length", 1, id="context"),
        pytest.param(fails(400, words="This model's maximum context length is 9"), "context-length", 1, id="vllm"),
        pytest.param(fails(400, "unsupported_parameter"), "bad-request", 1, id="400"),
        pytest.param(fails(400, "content_filter"), "refused", 1, id="filter"),
        pytest.param(fails(307, location="http://127.0.0.1:9/v1"), "redirect", 1, id="redirect"),
        pytest.param(raw(b"{not json"), "malformed", 4, id="malformed"),
        pytest.param(raw(BAD), "malformed", 4, id="no-text"),
        pytest.param(raw(b"[" * 200_000), "malformed", 4, id="deep"),
        pytest.param(raw(b'{"choices": []}'), "malformed", 4, id="no-choices"),
        pytest.param(raw(b'{"choices": [{"message": "ja"}]}'), "malformed", 4, id="other-shape"),
        pytest.param(raw(b"null"), "malformed", 4, id="null"),
        pytest.param(raw(b"", status=204), "malformed", 4, id="204"),
        pytest.param(raw(b"<html>Inloggen</html>", kind="text/html"), "malformed", 4, id="html"),
        pytest.param(raw(completion({"content": TEXT}), kind="text/plain"), "malformed", 4, id="wrong-type"),
        pytest.param(
            raw(completion({"content": TEXT}), headers={"content-encoding": "gzip"}), "malformed", 4, id="packed"
        ),
        pytest.param(raw(completion({"content": TEXT})[:40], length=400), "cut-off", 4, id="cut-off"),
        pytest.param(hangs_up, "cut-off", 4, id="hangs-up"),
        pytest.param(enormous, "too-large", 1, id="enormous"),
        pytest.param(raw(b"x" * 2_000_000, status=400), "too-large", 1, id="enormous-error"),
        pytest.param(says("ruimte waar", finish="length"), "length", 1, id="length"),
        pytest.param(says("", finish="content_filter"), "refused", 1, id="filtered"),
        pytest.param(raw(completion(SORRY)), "refused", 1, id="refusal"),
        pytest.param(raw(completion(TOOLS, finish="tool_calls")), "no-text", 1, id="tools"),
        pytest.param(says("  \n"), "no-text", 1, id="empty"),
        pytest.param(says("<think>Even denken, dit wordt lang"), "no-text", 1, id="only-thoughts"),
    ],
)
async def test_a_bad_answer_is_named_and_the_next_provider_asked(reply: Reply, reason: str, requests: int) -> None:
    world = World()
    async with Scripted([reply] * 4) as first, Scripted([says(TEXT)]) as second:
        generator = world.generator(a_provider(first.url), a_provider(second.url, "tweede"))
        (proposal,) = await generator.propose(an_ask(), world.calls())
        await generator.close()
    assert (proposal.text, proposal.provider) == (TEXT, "tweede")
    assert len(first.received) == requests
    assert world.seen.calls == [("hoofd", reason)] * requests + [("tweede", "ok")]


@pytest.mark.parametrize(("reply"), [pytest.param(silent, id="silent"), pytest.param(dawdles, id="slow-stream")])
async def test_the_time_out_holds_for_the_whole_answer(reply: Reply) -> None:
    world = World()
    async with Scripted([reply] * 2) as server:
        generator = world.generator(a_provider(server.url, resilience={"timeout": 0.3, "retries": 1}))
        with pytest.raises(UnavailableError) as caught:
            await generator.propose(an_ask(), world.calls())
        await generator.close()
    assert reasons_in(str(caught.value)) == {"hoofd/klein": "timeout"}
    assert await world.states() == [("unknown", "timeout")] * 2


async def test_nobody_listens() -> None:
    async with Scripted([]) as gone:
        url = gone.url
    world = World()
    with pytest.raises(UnavailableError) as caught:
        await world.generator(a_provider(url)).propose(an_ask(), world.calls())
    assert reasons_in(str(caught.value)) == {"hoofd/klein": "connection"}
    assert await world.states() == [("failed", "connection")] * 4
    assert world.calls().spent.cost == 0


async def test_the_text_of_parts_and_without_thoughts_is_used() -> None:
    world = World()
    async with Scripted([raw(completion(PARTS)), says(f"<think>hm</think>\n{TEXT}")]) as server:
        generator = world.generator(a_provider(server.url))
        found = await generator.propose(an_ask(count=2), world.calls())
    assert [proposal.text for proposal in found] == [TEXT, TEXT]


async def test_an_answer_without_a_count_of_tokens_is_booked_as_all_that_it_can_have_taken() -> None:
    world = World()
    async with Scripted([says(TEXT, tokens=None)]) as server:
        await world.generator(a_provider(server.url)).propose(an_ask(), world.calls())
    (entry,) = await world.entries()
    assert entry.usage == entry.attempt.most


async def test_a_larger_window_gets_what_did_not_fit_and_a_smaller_one_is_not_asked() -> None:
    world = World()
    models = (
        Model("klein", 8_000, price=PRICE),
        Model("even-klein", 8_000, price=PRICE),
        Model("groot", 128_000, price=PRICE),
    )
    async with Scripted([fails(400, "context_length_exceeded"), says(TEXT)]) as server:
        await world.generator(a_provider(server.url, "hoofd", *models)).propose(an_ask(), world.calls())
    assert [received.body["model"] for received in server.received] == ["klein", "groot"]


@pytest.mark.parametrize(
    ("reply", "models"),
    [
        pytest.param(fails(401), ["een"], id="of-the-provider"),
        pytest.param(fails(429, "insufficient_quota"), ["een"], id="quota"),
        pytest.param(says("half", finish="length"), ["een", "twee"], id="of-the-model"),
        pytest.param(fails(404), ["een", "twee"], id="unknown-model"),
    ],
)
async def test_another_model_is_asked_only_where_it_can_do_better(reply: Reply, models: list[str]) -> None:
    world = World()
    both = (Model("een", price=PRICE), Model("twee", price=PRICE))
    async with Scripted([reply, says(TEXT)]) as server, Scripted([says(TEXT)]) as second:
        generator = world.generator(a_provider(server.url, "hoofd", *both), a_provider(second.url, "tweede"))
        assert await generator.propose(an_ask(), world.calls())
    assert [received.body["model"] for received in server.received] == models


async def test_an_error_holds_neither_key_nor_prompt_nor_what_the_service_wrote(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    world = World()
    words = f"Incorrect API key {SECRET} for ‘Begrip: meldkamer’"
    async with Scripted([fails(401, words, words)]) as server:
        generator = world.generator(a_provider(server.url))
        with pytest.raises(UnavailableError) as caught:
            await generator.propose(an_ask(), world.calls())
    error = caught.value
    shown = f"{error!r} {error.__cause__!r} {error.__context__!r} {caplog.text} {generator.providers!r}"
    assert not any(text in shown for text in (SECRET, "SLEUTEL", "meldkamer", "Incorrect"))
    assert "outcome=authentication" in caplog.text


async def test_an_answer_of_ten_megabytes_is_not_read() -> None:
    world = World()
    async with Scripted([enormous]) as server:
        generator = world.generator(a_provider(server.url, limits=Limits(answer_bytes=50_000)))
        with pytest.raises(UnavailableError, match="too-large"):
            await generator.propose(an_ask(), world.calls())
        await generator.close()
