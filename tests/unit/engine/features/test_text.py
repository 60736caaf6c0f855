"""Normalised text: what changes, and that every range leads back to whole graphemes of the text as given."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from engine.features.text import MAX_MARKS, Text

ODD = [
    " ", "  ", "\n", "\r\n", "\n\n", "\t", "\u00a0", "a", "é", "e\u0301", "\u0301", "\u00ad", "\u200b", "\ufeff",
    "\u202e", "\u200d", "👩🏽\u200d🚀", "🏽", "🇳🇱", "🇳", "\u1100", "\u1161", "\u11a8", "각", "שלום", "\u0600",
    "क्षि", "“", "’", "«", "<b>", "</b>", "<br/>", "<p>", "<", ">", "&amp;", "&eacute;", "&#769;", "&nbsp;", "&",
    "x", ".", "(", "K", "\u212a", "\u2029",
]  # fmt: skip
LONG = ["<", "<a ", "&a", " ", "\u00ad\u0301", "🇳", "\u200d", "\u0301\u0327", "\r\n", "\u0600", "a<b>  "]
TEXTS = st.one_of(st.lists(st.sampled_from(ODD), max_size=30).map("".join), st.text(max_size=40))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("een  dubbele\u00a0spatie ", "een dubbele spatie"),
        ("regel\neen\r\ntwee", "regel een twee"),
        ("alinea\n \nnieuw", "alinea\nnieuw"),
        ("‘een’ “twee” „drie”", '\'een\' "twee" "drie"'),
        ("reken\u00adhof\u200b\ufeff", "rekenhof"),
        ("cafe\u0301", "café"),
        ("e\u00ad\u0301", "é"),
        ('zie <a href="x">wet</a><br/>nu', "zie wet nu"),
        ("<p>een</p><p>twee</p>", "een\ntwee"),
        ("R&amp;D caf&eacute; &foo; &#8364;", "R&D café &foo; €"),
        ("a<b en c>d <naam>", "a<b en c>d <naam>"),
        ("<!-- zie\nwet --> gebouw<!-- a-b -->en <!-- open", "gebouwen <!-- open"),
        ("\u0441\u0430f\u0435 \u043f\u0440\u0430\u0432\u043e", "cafe \u043f\u0440\u0430\u0432\u043e"),
        ("vóór – ná", "vóór – ná"),
        ("\u212a", "K"),
        ("", ""),
        (" \u200b\n", ""),
    ],
)
def test_normalisation(raw: str, text: str) -> None:
    assert Text(raw).text == text


@pytest.mark.parametrize(
    ("raw", "word", "given_as"),
    [
        ("een “reken\u00adhof” hier", "rekenhof", "reken\u00adhof"),
        ("een  cafe\u0301 hier", "café", "cafe\u0301"),
        ("R&amp;D", "&", "&amp;"),
        ("een \u043em<!-- x --> te", "om", "\u043em"),
        ("a 🇳🇱 b", "🇳", "🇳🇱"),
    ],
)
def test_range_leads_back(raw: str, word: str, given_as: str) -> None:
    text = Text(raw)
    start = text.text.index(word)
    first, last = text.to_raw(start, start + len(word))
    assert raw[first:last] == given_as


@given(TEXTS, st.data())
def test_every_range_lies_on_grapheme_boundaries(raw: str, data: st.DataObject) -> None:
    text = Text(raw)
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    first, last = text.to_raw(start, end)
    boundaries = {match.start() for match in regex.finditer(r"\X", raw)} | {len(raw)}
    assert first in boundaries
    assert last in boundaries
    assert (first < last) == (start < end)


@given(TEXTS)
def test_text_is_in_normal_form(raw: str) -> None:
    text = Text(raw).text
    if not regex.search(r"\p{GCB=Prepend}|\s[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]", text):
        assert text == text.strip()
        assert not regex.search(r"\s\s", text)
    if not regex.search(rf"\p{{M}}{{{MAX_MARKS // 2}}}", text):
        assert unicodedata.is_normalized("NFC", text)


@given(TEXTS)
def test_a_text_without_mark_up_is_normalised_once_for_all(raw: str) -> None:
    text = Text(raw).text
    if "&" not in text and "<" not in text:
        assert Text(text.replace("\n", "\n\n")).text == text


@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_of_anything_is_walked(piece: str) -> None:
    text = Text(piece * (50_000 // len(piece)))
    assert len(text.text) <= 50_000
