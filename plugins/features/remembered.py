"""Answers about a word as it was read, remembered from text to text: texts share most of their words.

Analyzers give the same object for the same readings of a word again and again, so the object itself is the key: to hash
what it holds would take longer than most answers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, TypeVar

from engine.ports import Readings

Answer = TypeVar("Answer")
REMEMBERED: Final = 1 << 13
"""Most words that are remembered for one question."""
LONGEST: Final = 64
"""A longer word is never remembered, so that what is kept stays small whatever the texts are."""


def of_word(function: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """The function, which must depend on nothing but a word, asked once for each word."""
    known = lru_cache(REMEMBERED)(function)

    @wraps(function)
    def ask(word: str) -> Answer:
        return known(word) if len(word) <= LONGEST else function(word)

    return ask


def of_reading(function: Callable[[str, Readings], Answer]) -> Callable[[str, Readings], Answer]:
    """The function, which must depend on nothing but a word and its readings, asked once for each pair."""
    known: dict[tuple[str, int], tuple[Readings, Answer]] = {}

    @wraps(function)
    def ask(word: str, readings: Readings) -> Answer:
        key = (word, id(readings))
        found = known.get(key)
        # The readings are kept with the answer, so that no other object can get their id.
        if found is not None and found[0] is readings:
            return found[1]
        answer = function(word, readings)
        if len(known) >= REMEMBERED:
            known.clear()
        if len(word) <= LONGEST:
            known[key] = (readings, answer)
        return answer

    return ask
