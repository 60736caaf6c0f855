"""When two words, labels or texts count as the same: by spelling, by lemma, or as text without its dress.

One place, so that the term in a definition, a term of the corpus and a duplicate are recognised by the same rules.
"""

from __future__ import annotations

from typing import Final

import regex

from engine.features.text import Text
from engine.features.tokens import Tokens, is_capitals
from engine.ports import Analyzer

MAX_ABBREVIATION: Final = 6
"""A label of one word in capitals of at most this many letters is an abbreviation: ``OM``; a longer one is a shout."""
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
    """A text without case, blanks and punctuation (marks inside a number stay), normalised; for equality only."""
    return _DRESS.sub("", Text(text).text.casefold())


def word_key(word: str, *, shout: bool) -> str:
    """The spelling by which a word is compared: no case and no hyphens, but an abbreviation keeps its capitals.

    Args:
        word: one token, as written.
        shout: whether the whole text around it is in capitals, so that capitals say nothing.
    """
    plain = word.replace("-", "") or word
    return plain if not shout and is_capitals(plain) else plain.lower()


def token_keys(tokens: Tokens, *, label: bool = False) -> list[str]:
    """The keys of all tokens of a text, or of a label (a term, a synonym), whose capitals can be an abbreviation."""
    shout = all(word == word.upper() for word in tokens.words)
    if label and shout and all(len(word) <= MAX_ABBREVIATION for word in tokens.words):
        shout = False
    return [word_key(word, shout=shout) for word in tokens.words]


class Lemmas:
    """Lemmas of keys, asked once; abbreviations have none."""

    def __init__(self, analyzer: Analyzer | None) -> None:
        self._analyzer = analyzer
        self._known: dict[str, frozenset[str]] = {}

    def of(self, key: str) -> frozenset[str]:
        """All lemmas the word can have; empty if unknown, for an abbreviation, or without an analyzer."""
        found = self._known.get(key)
        if found is None:
            known = self._analyzer is not None and key.islower()
            found = self._analyzer.lemmas(key) if known and self._analyzer is not None else frozenset()
            self._known[key] = found
        return found

    def identity(self, key: str) -> str:
        """What all inflections of a word share: its lemmas if all are known, else its spelling."""
        lemmas = self.of(key)
        return "|".join(sorted(lemmas)) if lemmas else key
