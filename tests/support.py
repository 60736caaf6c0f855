"""A small analyzer for tests: it knows the words it is given, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.ports import Reading, Readings


class FakeAnalyzer:
    """``words`` maps a word to its readings, each ``"TAG mark mark lemma=…"``; the lemma is the word if not given."""

    name = "fake"
    language = "nl"
    digest = "sha256:fake"

    def __init__(self, words: Mapping[str, Sequence[str]] | None = None) -> None:
        self.words = {word: tuple(_reading(word, text) for text in texts) for word, texts in (words or {}).items()}

    def analyse(self, texts: Sequence[Sequence[str]]) -> list[tuple[Readings, ...]]:
        """The readings of each token by itself."""
        return [tuple(self.words.get(word.lower(), ()) for word in text) for text in texts]

    def lemmas(self, word: str) -> frozenset[str]:
        """The lemmas of the known readings."""
        return frozenset(reading.lemma for reading in self.words.get(word.lower(), ()))

    def forms(self, lemma: str, tag: str | None = None) -> frozenset[str]:
        """The known words that can have this lemma (in this word class)."""
        return frozenset(
            {lemma}
            | {
                word
                for word, readings in self.words.items()
                for reading in readings
                if reading.lemma == lemma and tag in (None, reading.tag)
            }
        )


def _reading(word: str, text: str) -> Reading:
    tag, *rest = text.split()
    lemma = next((part.removeprefix("lemma=") for part in rest if part.startswith("lemma=")), word)
    return Reading(tag, lemma, frozenset(part for part in rest if not part.startswith("lemma=")))
