"""Whether a word of a text is a word of a term: spelled alike, or a form of it, in the reading its context leaves.

The same letters are not always the same word (``kan`` of metal, and what one can do), and a form belongs to a term
only in a class that the term has too: ``werkt`` is no form of ``werk``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.features.sameness import Lemmas
from engine.features.tokens import is_capitals
from engine.ports import Reading, Readings
from engine.spans import DEFINITIE

if TYPE_CHECKING:
    from engine.features.view import View

FUNCTIONAL: Final = frozenset({"AUX", "ADP", "ADV", "CCONJ", "SCONJ", "PRON", "DET", "PART", "INTJ"})
SHORTEST_SHOUT: Final = 4
"""A word in capitals of at least this many letters that the analyzer knows is that word, not an abbreviation."""
LONG: Final = 10
"""A word of at least this many letters that may be a form of the term is one: nothing else is spelled like it."""
DEGREES: Final = ("er", "ere", "ers", "st", "ste")


@dataclass(frozen=True, slots=True)
class TermWord:
    """A content word of a term: its key, and where it stands (``at`` is a token of ``field``)."""

    key: str
    field: str
    at: int


class Likeness:
    """Compares the words of one term with tokens of the definition."""

    def __init__(self, view: View, words: Sequence[TermWord]) -> None:
        self._view = view
        self._lemmas = Lemmas(view.analyzer)
        self._words = [TermWord(self._quiet(word.key), word.field, word.at) for word in words]
        self._spelled = {word.key: index for index, word in enumerate(self._words)}
        self._by_lemma: dict[str, int] = {}
        for index, word in enumerate(self._words):
            for lemma in self._lemmas.of(word.key) or self._read_lemmas(word):
                self._by_lemma.setdefault(lemma, index)

    def spelled(self, at: int, key: str) -> int | None:
        """The word with the spelling ``key`` of token ``at``, unless the context makes it another word; its index."""
        index = self._spelled.get(self._quiet(key))
        if index is None or self._view.analyzer is None:
            return index
        here = self._view.readings(DEFINITIE)[at]
        if here and len(self._words) == 1 and all(reading.tag in FUNCTIONAL for reading in here):
            return None
        if here and all(_no_content(reading) for reading in here):
            own = self._readings(self._words[index])
            nouns = {reading.lemma for reading in own if reading.tag in ("NOUN", "PROPN")}
            if nouns and not any(reading.lemma in nouns for reading in here) and not self._is_verb(index, here):
                return None
        return index

    def form(self, at: int, key: str) -> tuple[int, bool] | None:
        """The word of which token ``at`` is or may be a form: its index, and whether that is certain."""
        if not self._by_lemma or (is_capitals(key) and self._quiet(key) == key):
            return None
        lemmas = self._lemmas.of(self._quiet(key))
        if lemmas and not any(lemma in self._by_lemma for lemma in lemmas):
            return None
        here = self._view.readings(DEFINITIE)[at]
        if not here:
            shared = [self._by_lemma[lemma] for lemma in lemmas if lemma in self._by_lemma]
            return (min(shared), self._lemmas.of(self._words[min(shared)].key) == lemmas) if shared else None
        fitting = [reading for reading in here if self._fits(reading, key)]
        if not fitting:
            return None
        sure = len(fitting) == len(here) or len(key) >= LONG
        sure = sure and not any(self._doubtful(reading) for reading in fitting)
        return min(self._by_lemma[reading.lemma] for reading in fitting), sure

    def _fits(self, reading: Reading, key: str) -> bool:
        """Whether a reading of a text word is a form of the term word with that lemma."""
        index = self._by_lemma.get(reading.lemma)
        if index is None or reading.tag in FUNCTIONAL:
            return False
        word = self._words[index]
        if reading.tag == "VERB" and "part" not in reading.marks:
            return reading.lemma == word.key or any(own.tag == "VERB" for own in self._readings(word))
        return reading.tag != "ADJ" or _degree(key, reading.lemma) == _degree(word.key, reading.lemma)

    def _doubtful(self, reading: Reading) -> bool:
        """Whether a verb form fits only one of several ways to read the term: ``loopt`` with the term ``loop``."""
        word = self._words[self._by_lemma[reading.lemma]]
        if reading.tag != "VERB" or reading.lemma == word.key:
            return False
        return any(own.tag not in ("VERB", "ADJ") for own in self._readings(word))

    def _is_verb(self, index: int, here: Readings) -> bool:
        """Whether the term word is the infinitive of the verb that stands here."""
        return any(reading.tag == "VERB" and reading.lemma == self._words[index].key for reading in here)

    def _readings(self, word: TermWord) -> Readings:
        return self._view.readings(word.field)[word.at]

    def _read_lemmas(self, word: TermWord) -> list[str]:
        """Lemmas that only the statistical analysis knows."""
        if self._view.analyzer is None:
            return []
        return [reading.lemma for reading in self._readings(word) if reading.tag not in FUNCTIONAL]

    def _quiet(self, key: str) -> str:
        """A key without capitals where they only emphasise a known word."""
        if key.isupper() and is_capitals(key) and len(key) >= SHORTEST_SHOUT and self._lemmas.of(key.lower()):
            return key.lower()
        return key


def _no_content(reading: Reading) -> bool:
    return reading.tag in FUNCTIONAL or (reading.tag == "VERB" and "fin" in reading.marks)


def _degree(key: str, lemma: str) -> bool:
    """Whether an adjective is a comparative or superlative: ``kleiner``, ``kleinste``; not ``bittere``, ``vaste``."""
    return key not in (lemma, lemma + "e") and key.endswith(DEGREES)
