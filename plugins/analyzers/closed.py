"""The closed classes of Dutch, read from ``data/nl-closed.txt``, with the adverbs and numbers made by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from engine.ports import Reading, Readings

TABLE: Final = Path(__file__).parent / "data" / "nl-closed.txt"
FIRST: Final[dict[str, tuple[frozenset[str], ...]]] = {
    "er": (frozenset(),),
    "daar": (frozenset({"dem"}),),
    "hier": (frozenset({"dem"}),),
    "waar": (frozenset(), frozenset({"rel"})),
}
"""First parts of pronominal adverbs, with the marks of each reading."""
SECOND: Final = (
    "aan achter achteraan af beneden bij binnen boven bovenop buiten door doorheen heen in langs mee mede na naar "
    "naast om omheen omtrent onder onderuit op over overheen rond rondom tegen tegenaan tegenin tegenover toe tot "
    "tussen tussenin uit van vanaf vandaan vandoor voor vooraf voren zonder"
).split()
"""Second parts of pronominal adverbs."""
UNITS: Final = "een twee drie vier vijf zes zeven acht negen".split()
TENS: Final = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()


def read_table(text: str) -> Iterator[tuple[str, Reading]]:
    """Words with one of their readings each, from the text of the table; ``ValueError`` for a line without ``|``."""
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        head, bar, words = line.partition("|")
        if not bar:
            raise ValueError(f"no ‘|’ in the line {line!r}")
        tag, *marks = head.split()
        for item in words.split():
            word, _, lemma = item.partition("=")
            yield word, Reading(tag, lemma or word, frozenset(marks))


def _made_by_rule() -> Iterator[tuple[str, Reading]]:
    for first, readings in FIRST.items():
        for word in (first + second for second in SECOND):
            for marks in readings:
                yield word, Reading("ADV", word, marks)
    yield "waar", Reading("ADV", "waar", frozenset({"rel"}))
    for unit in UNITS:
        joint = "ën" if unit.endswith("e") else "en"
        for word in (*(unit + joint + ten for ten in TENS), unit + "honderd", unit + "duizend"):
            yield word, Reading("NUM", word)


def closed_words(table: Path = TABLE) -> dict[str, Readings]:
    """All readings of every closed-class word, in the order of the table; ``OSError`` if it cannot be read."""
    found: dict[str, dict[Reading, None]] = defaultdict(dict)
    for word, reading in (*read_table(table.read_text(encoding="utf-8")), *_made_by_rule()):
        found[word][reading] = None
    return {word: tuple(readings) for word, readings in found.items()}


def forms_by_lemma(words: Mapping[str, Readings]) -> dict[tuple[str, str], set[str]]:
    """(Lemma, word class) → all its forms, for words of the closed classes."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for word, readings in words.items():
        for reading in readings:
            found[reading.lemma, reading.tag].add(word)
    return dict(found)
