"""Which model gets a question."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.routing import LONG, Routing
from plugins.generating import Ask, Left, Prompt
from plugins.generators.openai.model import Model, Price, Provider


def price(of: str) -> Price:
    return Price(Decimal(of), Decimal(of))


A = Provider(
    "a",
    "https://a.example.org/v1",
    (Model("a-klein", price=price("1")), Model("a-groot", strong=True, price=price("10"))),
)
B = Provider(
    "b",
    "https://b.example.org/v1",
    (Model("b-groot", strong=True, price=price("5")), Model("b-klein", price=price("2"))),
)
C = Provider("c", "https://c.example.org/v1", (Model("c-krap", window=150, price=price("0")), Model("c-onbekend")))


def asked(text: str = "x" * 100, *, turn: int = 1) -> Ask:
    return Ask("begrip", None, None, "nl", (), Prompt("", text, "1"), 1, turn, 0, "k", "d", 100)


@pytest.mark.parametrize(
    ("providers", "ask", "left", "names"),
    [
        pytest.param((A, B), asked(), Left(), "a-klein a-groot b-klein b-groot", id="ordinary"),
        pytest.param((B, A), asked(), Left(), "b-klein b-groot a-klein a-groot", id="order-of-the-providers"),
        pytest.param((A, B), asked(turn=2), Left(), "a-groot a-klein b-groot b-klein", id="second-round"),
        pytest.param((A,), asked("x" * LONG), Left(), "a-groot a-klein", id="long-prompt"),
        # 200 tokens: a-klein takes 0.0002, a-groot 0.002, b-groot 0.001, b-klein 0.0004
        pytest.param((A, B), asked(turn=2), Left(money=Decimal("0.002")), "a-klein a-groot b-groot b-klein", id="half"),
        pytest.param((A, B), asked(turn=2), Left(money=Decimal("0.0015")), "a-klein b-klein b-groot", id="too-dear"),
        pytest.param((A, B), asked(turn=2), Left(money=Decimal("0.0001")), "a-klein", id="cheapest-is-refused"),
        pytest.param((A,), asked(turn=2), Left(tokens=399), "a-klein a-groot", id="few-tokens"),
        pytest.param((A,), asked(turn=2), Left(tokens=400), "a-groot a-klein", id="enough-tokens"),
        pytest.param((C,), asked(), Left(), "c-onbekend", id="window"),
        pytest.param((C,), asked("x" * 40), Left(money=Decimal(1)), "c-krap", id="no-price"),
        pytest.param((), asked(), Left(), "", id="none"),
    ],
)  # fmt: skip
def test_the_models_in_order(providers: tuple[Provider, ...], ask: Ask, left: Left, names: str) -> None:
    assert [choice.model.name for choice in Routing(len)(providers, ask, left)] == names.split()
