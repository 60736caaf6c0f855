"""What the network sees of a word: numbers of rows in one table of embeddings, and what the lexicon holds possible.

Every feature of a word (form, endings, beginning, shape, lemma, set of possible readings) is hashed twice into its own
range of rows, so that two features that meet in one row differ in the other. Training and running share this module.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final, NamedTuple

from engine.ports import Analyzer, Reading
from plugins.analyzers.clause_signs import signs
from plugins.analyzers.entries import kind

SLOTS: Final = (
    ("form", 6000),
    ("end2", 800),
    ("end3", 2500),
    ("end4", 3500),
    ("end5", 3500),
    ("begin3", 2000),
    ("shape", 200),
    ("readings", 800),
    ("lemma", 5000),
)
"""Features of a word, with the rows each has; the first row of each stands for *not told*."""
STARTS: Final = tuple(sum(size for _, size in SLOTS[:place]) for place in range(len(SLOTS)))
ROWS: Final = sum(size for _, size in SLOTS)
COLUMNS: Final = 2 * len(SLOTS)
"""Rows a word has: two a feature."""
KINDS: Final = 22
"""Kinds of readings (``entries.kind``); one column more tells that nothing is known."""
LONGEST_SHAPE: Final = 10
LONGEST_WORD: Final = 64
"""Letters looked at; a longer word is told from others by its beginning and end all the same."""


class WordFeatures(NamedTuple):
    """Rows of a word in the table of embeddings, the bits of its possible kinds of reading (0: unknown), its signs."""

    rows: tuple[int, ...]
    kinds: int
    signs: int


def shape(word: str) -> str:
    """Capitals, small letters, digits and signs of a word; what repeats is written twice: *Xxx-dd*."""
    made: list[str] = []
    for letter in word[:LONGEST_WORD]:
        sign = "X" if letter.isupper() else "x" if letter.isalpha() else "d" if letter.isdigit() else letter
        if made[-2:] != [sign, sign]:
            made.append(sign)
    return "".join(made[:LONGEST_SHAPE])


def features(word: str, lexicon: Analyzer) -> WordFeatures:
    """Features of a word as written; ``lexicon`` says what it can be, out of context."""
    readings = lexicon.analyse([[word]])[0][0]
    short = word if len(word) <= LONGEST_WORD else word[: LONGEST_WORD // 2] + word[-LONGEST_WORD // 2 :]
    form = "".join("0" if letter.isdigit() else letter for letter in short.lower().replace("’", "'"))
    edged = f"^{form}$"
    lemmas = sorted({reading.lemma.lower() for reading in readings if reading.tag != "PROPN"})
    values = (
        form,
        edged[-3:],
        edged[-4:],
        edged[-5:],
        edged[-6:],
        edged[:4],
        shape(word),
        ",".join(sorted(map(_named, readings))),
        "|".join(lemmas) or form,
    )
    kinds = 0
    for reading in readings:
        kinds |= kind(reading)
    rows = tuple(row for place, value in enumerate(values) for row in _rows(place, value))
    return WordFeatures(rows, kinds, signs(form, kinds))


def _named(reading: Reading) -> str:
    return " ".join((reading.tag, *sorted(reading.marks)))


def _rows(place: int, value: str) -> tuple[int, int]:
    name, size = SLOTS[place]
    digest = hashlib.blake2b(f"{name}={value}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    numbers = (int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little"))
    return STARTS[place] + 1 + numbers[0] % (size - 1), STARTS[place] + 1 + numbers[1] % (size - 1)


def as_written(text: Sequence[str]) -> Sequence[str]:
    """The tokens of a text; in lower case where the whole text is in capitals, which then tell nothing."""
    if text and text[0].isupper() and all(token == token.upper() for token in text):
        return [token.lower() for token in text]
    return text
