"""Prices: known ones from the list, never a guess."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.prices import known_price
from plugins.generators.openai.model import Price


def test_a_known_model_at_its_own_endpoint() -> None:
    assert known_price("https://api.openai.com/v1", "gpt-4o-mini") == Price(Decimal("0.15"), Decimal("0.6"))


@pytest.mark.parametrize(
    ("url", "model"),
    [
        ("https://api.openai.com/v1", "bestaat-niet-9"),
        ("https://modellen.example.org/v1", "gpt-4o-mini"),
        ("http://127.0.0.1:11434/v1", "llama3.1"),
        ("https://api.openai.com/v1", "text-embedding-3-small"),
    ],
)
def test_what_is_not_known_is_not_guessed(url: str, model: str) -> None:
    assert known_price(url, model) is None
