"""Concept schemes of any size to measure on: made of the words of real definitions, always the same for one size.

A term is a compound of two words; a definition names an earlier term as its genus and goes on like a real one, with
words changed, so that lengths, word frequencies, uses of terms, near-duplicates and circles are like those of a real
scheme. What they say means nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.texts import real_definitions
from engine.features.text import Text
from engine.features.tokens import Kind, tokenize
from engine.model import Definition, Entry

SEED = 4
SOURCES = 400
"""Real definitions whose words and lengths are used."""
CHANGED = 0.35
"""Share of longer words that are replaced by another."""
LONGER = 5
"""Letters from which a word may be replaced."""


def made_entries(number: int) -> list[Entry]:
    """``number`` entries of one scheme, each with an id; every twentieth has a synonym."""
    chance = random.Random(SEED)  # noqa: S311 - to be repeatable, not secret
    texts = list(dict.fromkeys(record.definitie for record in real_definitions(SOURCES)[1]))
    words = sorted({word.lower() for text in texts for word in _words(text) if len(word) >= LONGER})
    terms: dict[str, None] = {}
    while len(terms) < number:
        terms[chance.choice(words) + chance.choice(words)] = None
    names = list(terms)
    entries = []
    for at, term in enumerate(names):
        genus = names[int(at * chance.random() ** 3)] if at else "zaak"
        text = f"{genus} {' '.join(_changed(chance.choice(texts), words, chance))}"
        synonyms = (f"{term} {chance.choice(words)}",) if at % 20 == 0 else ()
        entries.append(Entry(term, text, f"urn:begrip:{at}", synonyms))
    return entries


def made_definitions(number: int) -> list[Definition]:
    """The same entries as records."""
    return [
        Definition(entry.begrip, entry.definitie or "", entry.id, synonyms=entry.synonyms)
        for entry in made_entries(number)
    ]


def _words(text: str) -> list[str]:
    tokens = tokenize(Text(text).text)
    return [word for word, kind in zip(tokens.words, tokens.kinds, strict=True) if kind is Kind.WORD]


def _changed(text: str, words: list[str], chance: random.Random) -> Iterator[str]:
    for word in text.split()[1:]:
        yield chance.choice(words) if len(word) >= LONGER and chance.random() < CHANGED else word
