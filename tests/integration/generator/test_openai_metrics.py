"""Tokens, money and trouble as Prometheus sees them, and what is logged."""

from __future__ import annotations

import pytest
from prometheus_client import generate_latest

from api.metrics import Metrics
from generator.answers import MemoryAnswers
from generator.budgets import Budgets
from generator.calls import LocalCalls
from generator.ledger import Account, MemoryLedger
from generator.models import openai_generator
from generator.models_read import Cache, ModelSettings
from generator.routing import Routing
from generator.tokens import estimate_tokens
from plugins.generating import UnavailableError
from plugins.generators.openai.failures import Reason
from plugins.generators.openai.generator import OpenAIGenerator
from tests.integration.generator.asks import FakeTime, a_provider, an_ask
from tests.integration.generator.scripted import Scripted, fails, says


async def test_what_is_counted(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    caplog.set_level("DEBUG")
    metrics, ledger = Metrics(), MemoryLedger()
    async with Scripted([fails(500), says("ruimte"), *[fails(500)] * 5]) as server:
        generator = OpenAIGenerator(
            [a_provider(server.url)], Routing(estimate_tokens), estimate_tokens, MemoryAnswers(), metrics.models,
            FakeTime().timing,
        )  # fmt: skip
        for key in ("een", "twee"):
            await generator.propose(an_ask(key=key), LocalCalls(ledger, Budgets(), Account(key)))
        for key in ("drie", "vier"):
            with pytest.raises(UnavailableError):
                await generator.propose(an_ask(key=key, digest="sha256:1"), LocalCalls(ledger, Budgets(), Account(key)))
    lines = [line for line in generate_latest(metrics.registry).decode().splitlines() if "_model_" in line]
    values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#") and "_created" not in line)
    assert values == {
        'definitie_model_requests_total{outcome="ok",provider="hoofd"}': "1.0",
        'definitie_model_requests_total{outcome="server-error",provider="hoofd"}': "6.0",
        'definitie_model_tokens_total{direction="read",provider="hoofd"}': "90.0",
        'definitie_model_tokens_total{direction="written",provider="hoofd"}': "12.0",
        'definitie_model_cost_total{currency="USD",provider="hoofd"}': "2.07e-05",
        'definitie_model_retries_total{provider="hoofd",reason="server-error"}': "4.0",
        'definitie_model_circuit{provider="hoofd"}': "2.0",
        'definitie_model_answer_cache_total{result="hit"}': "1.0",
        'definitie_model_answer_cache_total{result="miss"}': "7.0",
    }
    own = [record.getMessage() for record in caplog.records if record.name.startswith("plugins.")]
    assert len([line for line in own if line.startswith("model call:")]) == 7
    assert len([line for line in own if line.startswith("model call again:")]) == 4
    assert capsys.readouterr().out == ""
    assert not any(word in caplog.text for word in ("meldkamer", "Schrijf", "ruimte", "sk-proef"))


def test_every_outcome_is_a_word_of_ours() -> None:
    assert all(reason.replace("-", "").isalpha() for reason in Reason)


def test_breakers_are_shown_from_the_start() -> None:
    metrics = Metrics()
    settings = ModelSettings((a_provider("http://127.0.0.1:1/v1"),), Budgets(), Cache(0, None, 1))
    assert openai_generator(settings, observer=metrics.models) is not None
    assert metrics.registry.get_sample_value("definitie_model_circuit", {"provider": "hoofd"}) == 0
