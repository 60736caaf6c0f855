"""Tokens of Dutch text: what stays together, what is split, and how case is folded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.features.text import Text
from engine.features.tokens import Kind, tokenize
from tests.unit.engine.features.test_text import TEXTS


@pytest.mark.parametrize(
    "text",
    [
        "niet-roker met pc's 's avonds in 's-Gravenhage",
        "één e-mail over COVID-19",
        "arts , -houder of onderhouds- en stookkosten",
        "art. 5 bijv. o.a. d.w.z. enz. m.b.t. i.v.m. Stb. nr. mr. A.B. Jansen",
        "bedrag € 1.500,00 of 50 % volgens 6:162 lid 3.1.2 op 01-02-2026 om 12:30 , de 1e en 2de",
        "https://voorbeeld.nl/pad?x=1 of naam@voorbeeld.nl op voorbeeld.nl",
        "en / of … wacht ... zo !",
        "24-uurs zorg in 4a en 1e-lijns",
    ],
)
def test_what_stands_between_blanks_here_is_one_token(text: str) -> None:
    assert list(tokenize(text).words) == text.split()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("50%", ["50", "%"]),
        ("€5", ["€", "5"]),
        ("en/of", ["en", "/", "of"]),
        ("zin.Nieuw", ["zin", ".", "Nieuw"]),
        ("'citaat'", ["'", "citaat", "'"]),
        ("(zie art.5).", ["(", "zie", "art.", "5", ")", "."]),
        ("persoon(en)", ["persoon", "(", "en", ")"]),
        ("einde.", ["einde", "."]),
        ("enz.", ["enz."]),
        ("www.voorbeeld.nl.", ["www.voorbeeld.nl", "."]),
    ],
)
def test_what_is_split(text: str, words: list[str]) -> None:
    assert list(tokenize(text).words) == words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Om het OM", ["om", "het", "OM"]),
        ("OM HET OM", ["om", "het", "om"]),
        ("De AMvB A", ["de", "amvb", "a"]),
    ],
)
def test_case_is_folded_per_token(text: str, folded: list[str]) -> None:
    assert list(tokenize(text).folded) == folded


def test_kinds() -> None:
    assert tokenize("art. 5, 50 % €").kinds == (
        Kind.WORD, Kind.NUMBER, Kind.PUNCT, Kind.NUMBER, Kind.SYMBOL, Kind.SYMBOL,
    )  # fmt: skip


def test_ranges_of_tokens() -> None:
    tokens = tokenize("een twee drie")
    assert tokens.first_from(1) == 1
    assert tokens.first_from(13) == 3
    assert tokens.covering(1, 13) == (1, 3)
    assert tokens.covering(4, 7) == (1, 1)


@given(st.one_of(TEXTS, st.text(alphabet="ab1.,-'@_/: \nÉ€", max_size=40)))
def test_tokens_are_the_text_without_its_blanks(raw: str) -> None:
    text = Text(raw).text
    tokens = tokenize(text)
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == list(tokens.words)
    assert "".join(tokens.words) == "".join(text.split())
    assert list(tokens.starts) == sorted(tokens.starts)
