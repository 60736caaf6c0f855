"""When two words, labels or texts count as the same: by spelling, by lemma, or as text without its dress.

One place, so that the term in a definition, a term of the corpus and a duplicate are recognised by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

import regex

from engine.features.text import Text
from engine.features.tokens import Tokens, is_capitals
from engine.ports import Analyzer

MAX_ABBREVIATION: Final = 6
"""A label of one word in capitals of at most this many letters is an abbreviation: ``OM``; a longer one is a shout."""
MAX_KNOWN: Final = 100_000
"""Most words whose lemmas are remembered: a corpus in a long-running service must not grow with what it is asked."""
BATCH: Final = 256
"""Texts analysed together."""
FUNCTION_WORDS: Final = frozenset(
    """
    de het een 't 'n der den des en of dan maar noch als dat die wat wie
    aan achter af bij binnen boven buiten door in langs met na naar naast om onder op over per rond sinds te tegen
    ten ter tot tussen uit van vanaf vanuit via volgens voor zonder
    """.split()
)
"""Articles, prepositions and conjunctions: they do not make two terms the same or different."""
_DRESS: Final = regex.compile(r"[\s_]+|(?![%&@#§*])(?:\p{P}(?!\d)|(?<!\d)\p{P})")


def text_key(text: str) -> str:
    """A text as given without case, blanks and punctuation (marks inside a number stay); for equality only."""
    return normal_key(Text(text).text)


def normal_key(text: str) -> str:
    """The :func:`text_key` of a text that is normalised already."""
    return _DRESS.sub("", text.casefold())


def token_keys(tokens: Tokens, *, label: bool = False) -> list[str]:
    """The spelling by which each token is compared: no case and no hyphens, but an abbreviation keeps its capitals.

    Args:
        tokens: a whole text, or a label (a term, a synonym).
        label: whether it is a label: a short one in capitals is an abbreviation, while a whole text is a shout.
    """
    words = tokens.folded
    if label and all(is_capitals(word) and len(word) <= MAX_ABBREVIATION for word in tokens.words):
        words = tokens.words
    return [word if "-" not in word else word.replace("-", "") or word for word in words]


class Words(Protocol):
    """Words that can be told from others."""

    def __contains__(self, word: str, /) -> bool: ...


class Lemmas:
    """Lemmas of keys, asked once; abbreviations have none."""

    def __init__(self, analyzer: Analyzer | None) -> None:
        self._analyzer = analyzer
        self._known: dict[str, frozenset[str]] = {}
        self._identities: dict[str, str] = {}

    def of(self, key: str) -> frozenset[str]:
        """All lemmas the word can have; empty if unknown, for an abbreviation, or without an analyzer."""
        found = self._known.get(key)
        if found is None:
            found = self._analyzer.lemmas(key) if self._analyzer is not None and key.islower() else frozenset()
            if len(self._known) < MAX_KNOWN:
                self._known[key] = found
        return found

    def in_contexts(self, texts: Sequence[Sequence[str]], wanted: Words) -> list[tuple[str, ...]]:
        """The identity of each word of some texts, where its context decides which of several lemmas it has.

        Args:
            texts: the words of each text.
            wanted: identities that matter; a text is only analysed if one of its words may have one of them.
        """
        plain = [tuple(map(self.identity, keys)) for keys in texts]
        if self._analyzer is None:
            return plain
        doubts = ((at, self._doubts(keys, plain[at], wanted)) for at, keys in enumerate(texts))
        asked = [(at, places) for at, places in doubts if places]
        for first in range(0, len(asked), BATCH):
            batch = asked[first : first + BATCH]
            readings = self._analyzer.analyse([texts[at] for at, _ in batch])
            for (at, places), found in zip(batch, readings, strict=True):
                words = list(plain[at])
                for place in places:
                    lemmas = {(reading.tag, reading.lemma) for reading in found[place]}
                    lemma = next(iter(lemmas))[1] if len(lemmas) == 1 else ""
                    words[place] = lemma if lemma in wanted else words[place]
                plain[at] = tuple(words)
        return plain

    def _doubts(self, keys: Sequence[str], plain: Sequence[str], wanted: Words) -> list[int]:
        """The places of words that may be a wanted one, and may be another."""
        return [
            at
            for at, identity in enumerate(plain)
            if "|" in identity and identity not in wanted and any(lemma in wanted for lemma in self.of(keys[at]))
        ]

    def doubtful(self, keys: Sequence[str]) -> Iterator[str]:
        """The identities that may take the place of a word of several lemmas, once they are wanted."""
        for key in dict.fromkeys(keys):
            identity = self.identity(key)
            if "|" in identity:
                yield identity
                yield from sorted(self.of(key))

    def identity(self, key: str) -> str:
        """What all inflections of a word share: its lemmas if all are known, else its spelling."""
        found = self._identities.get(key)
        if found is None:
            lemmas = self.of(key)
            found = "|".join(sorted(lemmas)) if lemmas else key
            if len(self._identities) < MAX_KNOWN:
                self._identities[key] = found
        return found
