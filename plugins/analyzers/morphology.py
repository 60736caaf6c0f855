"""``nl-morphology``: word classes and lemmas of Dutch from tables and a trained network, in numpy.

The lexical analyzer says what a word can be and decides what its neighbours settle; where it leaves something open or
knows nothing of a word, the network decides (``network.py``), if it is sure (``decide.py``). Where the network holds
what the tables say nearly impossible, the word is left open. numpy is imported when the analyzer is made, not before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.ports import Reading, Readings
from plugins.analyzers.decide import Choice, Thresholds
from plugins.analyzers.lemmas import lemma
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.analyzers.over_lexical import OverLexical

if TYPE_CHECKING:
    from plugins.analyzers.network import Network

WEIGHTS: Final = Path(__file__).parent / "data" / "nl-morphology.npz"
CODE: Final = (
    "clause_signs.py",
    "decide.py",
    "lemmas.py",
    "morphology.py",
    "network.py",
    "over_lexical.py",
    "word_features.py",
)
"""Files beside the weights and the lexical analyzer that decide an answer."""
MEMORY: Final = 1 << 14
"""Unknown words, and sets of readings, remembered."""
OPEN: Final = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV", "NUM", "X", "SYM", "INTJ"})
"""Word classes that a word in no table may have: the closed classes are all in the tables."""


class MorphologyAnalyzer(OverLexical):
    """Word classes, lemmas and forms of Dutch. Safe to share between threads."""

    name: Final = "nl-morphology"
    language: Final = "nl"

    def __init__(
        self, weights: Path = WEIGHTS, lexical: LexicalAnalyzer | None = None, limits: Thresholds | None = None
    ) -> None:
        """Open the weights; ``OSError`` if they cannot be read, ``ValueError`` or ``KeyError`` if they are not ours."""
        from plugins.analyzers.network import Network, Weights  # noqa: PLC0415 (numpy takes 0.1 s to import)

        content = weights.read_bytes()
        super().__init__(lexical or LexicalAnalyzer.load())
        self._limits = limits or Thresholds()
        self._certain = self._limits.certain
        digest = hashlib.sha256(content)
        for name in CODE:
            digest.update((Path(__file__).parent / name).read_bytes())
        digest.update(f"{self._lexical.digest} {self._limits}".encode())
        self.digest = f"sha256:{digest.hexdigest()}"
        self._network: Network = Network(Weights.read(content), self._lexical)
        self._labels = self._network.labels
        self._classes = tuple(label.partition(" ")[0] for label in self._labels)
        self._possible = tuple(map(_unnamed, self._labels))
        likely = tuple(reading for reading in self._possible if reading.tag in OPEN)
        self._unknown = Choice(likely, self._labels, known=False)
        self._named = lru_cache(MEMORY)(self._with_lemma)
        self._choices: dict[int, Choice] = {}

    @classmethod
    def load(cls) -> MorphologyAnalyzer:
        """The analyzer with the weights and the lexicon that come with it."""
        return cls()

    def analyse(self, texts: Sequence[Sequence[str]]) -> list[tuple[Readings, ...]]:
        """Readings of every token of every text: ``()`` where nothing is known, several where it is open."""
        answers = self._lexical.analyse(texts)
        # A word by itself, mostly a term, has no context that the network could know more from.
        asked = [number for number, found in enumerate(answers) if len(found) > 1 or found == ((),)]
        if not asked:
            return answers
        chances = self._network.probabilities([texts[number] for number in asked])
        labels: list[int] = chances.argmax(axis=1).tolist()
        start = 0
        for number in asked:
            text, found = texts[number], answers[number]
            decided = list(found)
            for place, readings in enumerate(found, start):
                if len(readings) != 1 or readings[0].tag != self._classes[labels[place]]:
                    given = text[place - start]
                    decided[place - start] = self._decide(given, readings, chances[place].tolist(), labels[place])
            decided[0] = _first(decided[0], found[0])
            answers[number] = tuple(decided)
            start += len(found)
        return answers

    def _decide(self, token: str, readings: Readings, chances: Sequence[float], likeliest: int) -> Readings:
        """The readings that remain; with the network's own where it holds those of the tables unlikely."""
        choice = self._choice(readings) if readings else self._unknown
        decided = choice.by_label.get(likeliest) if chances[likeliest] >= self._certain else None
        if decided is None:
            decided = choice.decide(chances, self._limits)
        if not readings:
            return tuple([self._named(token, each) for each in decided])
        return decided or (*readings, self._named(token, self._possible[likeliest]))

    def _choice(self, readings: Readings) -> Choice:
        """The choice between readings of the tables, which give the same object for the same set of readings."""
        found = self._choices.get(id(readings))
        if found is None or found.readings is not readings:
            if len(self._choices) >= MEMORY:
                self._choices = {}
            found = self._choices[id(readings)] = Choice(readings, self._labels, known=True)
        return found

    def _with_lemma(self, token: str, reading: Reading) -> Reading:
        """A reading of a word that no table holds, with the lemma that regular inflection gives it."""
        return Reading(reading.tag, lemma(token, reading, lambda word: bool(self._lexical.lemmas(word))), reading.marks)


def _first(decided: Readings, listed: Readings) -> Readings:
    """The readings of a first word: a noun that the tables know stays possible.

    Definitions begin with a noun far more often than the texts that were learnt from.
    """
    if any(reading.tag == "NOUN" for reading in decided):
        return decided
    return (*decided, *(reading for reading in listed if reading.tag == "NOUN"))


def _unnamed(label: str) -> Reading:
    """The reading that a label of the network stands for, still without a lemma."""
    tag, *marks = label.split()
    return Reading(tag, "", frozenset(marks))
