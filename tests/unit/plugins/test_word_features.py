"""What the network is told of a word and of its clause."""

from __future__ import annotations

import pytest

from plugins.analyzers.clause_signs import BITS, FINITE_SURE, INFINITIVE, LEFT, MODAL, OF_PLURAL, OPENED, around
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.analyzers.word_features import COLUMNS, ROWS, as_written, features, shape


@pytest.fixture(scope="module")
def lexical() -> LexicalAnalyzer:
    return LexicalAnalyzer.load()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("vergunning", "xx"),
        ("Vergunning", "Xxx"),
        ("BSN-nummer", "XX-xx"),
        ("art.3a", "xx.dx"),
        ("2024", "dd"),
        ("", ""),
        ("a-b-c-d-e-f-g", "x-x-x-x-x-"),
    ],
)
def test_shape(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_features_are_rows_of_the_table_and_the_same_each_time(lexical: LexicalAnalyzer) -> None:
    for word in ("vergunning", "zwabbelquork", "", "\ud800", "x" * 1000):
        found = features(word, lexical)
        assert found == features(word, lexical)
        assert len(found.rows) == COLUMNS
        assert all(0 <= row < ROWS for row in found.rows)


def test_words_that_end_alike_share_rows(lexical: LexicalAnalyzer) -> None:
    one, two = features("blorkheid", lexical), features("zwabbelheid", lexical)
    assert len(set(one.rows) & set(two.rows)) >= 8
    assert one.kinds == two.kinds != 0


def test_digits_are_alike(lexical: LexicalAnalyzer) -> None:
    assert features("1940", lexical).rows[:2] == features("1950", lexical).rows[:2]


def test_text_in_capitals_is_read_in_lower_case() -> None:
    assert as_written(["VERGUNNING", "OM", "3"]) == ["vergunning", "om", "3"]
    assert as_written(["VERGUNNING", "om"]) == ["VERGUNNING", "om"]
    assert as_written([]) == []


@pytest.mark.parametrize(
    ("text", "place", "has", "lacks"),
    [
        ("personen die samen een huishouden voeren", 5, OPENED | OF_PLURAL, FINITE_SURE | MODAL),
        ("persoon die samen met anderen kan wonen", 6, OPENED | MODAL, OF_PLURAL),
        ("besluit waarin staat dat ambtenaren werken", 5, OPENED, FINITE_SURE),
        ("die werkt , wonen", 3, 0, OPENED | FINITE_SURE),
        ("personen , die wonen", 3, OPENED | OF_PLURAL, 0),
        ("wonen dat moet worden", 0, 0, MODAL << LEFT),
        ("hulp bij wonen kan", 1, MODAL << LEFT | INFINITIVE << LEFT, 0),
    ],
)
def test_signs_of_the_clause(lexical: LexicalAnalyzer, text: str, place: int, has: int, lacks: int) -> None:
    found = around([features(word, lexical).signs for word in text.split()])
    assert found[place] & has == has
    assert not found[place] & lacks
    assert all(0 <= bits < 1 << BITS for bits in found)


def test_no_words_no_signs() -> None:
    assert around([]) == []
