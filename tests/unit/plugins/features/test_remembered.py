"""What is remembered of words and their readings is what the function says, and stays bounded."""

from __future__ import annotations

from collections.abc import Callable

from engine.ports import Reading, Readings
from plugins.features.remembered import LONGEST, REMEMBERED, of_reading, of_word


def counting(asked: list[str]) -> Callable[[str], int]:
    """The length of a word, with a note of every word that was asked."""

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    return length


def test_a_word_is_asked_once() -> None:
    asked: list[str] = []
    length = of_word(counting(asked))

    assert [length("kade"), length("kade"), length("oever")] == [4, 4, 5]
    assert asked == ["kade", "oever"]


def test_a_long_word_is_answered_but_not_kept() -> None:
    asked: list[str] = []
    length = of_word(counting(asked))
    long = "x" * (LONGEST + 1)

    assert length(long) == length(long) == LONGEST + 1
    assert asked == [long, long]


def test_other_readings_of_a_word_are_asked_again_though_they_are_equal() -> None:
    seen: list[int] = []

    def tags(word: str, readings: Readings) -> list[str]:
        seen.append(id(readings))
        return [word, *(reading.tag for reading in readings)]

    ask = of_reading(tags)
    one, other = (Reading("NOUN", "kade"),), (Reading("VERB", "kaden"),)

    assert ask("kade", one) == ask("kade", one) == ["kade", "NOUN"]
    assert ask("kade", other) == ["kade", "VERB"]
    assert len(seen) == 2


def test_no_answer_outlives_its_readings() -> None:
    ask = of_reading(lambda _word, readings: readings[0].lemma)

    for number in range(2 * REMEMBERED + 10):
        assert ask("kade", (Reading("NOUN", str(number)),)) == str(number)
