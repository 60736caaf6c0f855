"""Nouns that no table holds: compounds of two known nouns, and words with an ending that only nouns have.

In Dutch the last part of a compound decides what the whole is. A split counts only if the last part can be a noun and
the first part is one, both long enough not to be found by chance. What else the last part can be (*werken*: noun or
verb) the whole can be too, except after a linking *-s-*, which verbs do not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from plugins.analyzers.lexicon import Lexicon, Row

LONGEST: Final = 64
"""Letters of the longest word that is taken apart: the work grows with their square."""
HEAD: Final = 4
FIRST: Final = 4
LONG_HEAD: Final = 6
"""Length from which a head may follow a first part of three letters."""
SHORT_HEADS: Final = frozenset({"net", "wet", "hof", "dag"})
"""Heads of three letters that compounds are often made with; the word alone can be something else too."""
LINKS: Final = ("", "s", "en", "-", "s-")
SINGULAR: Final = ("heid", "iteit", "schap", "isatie", "icatie", "logie")
PLURAL: Final = {"heden": "heid", "iteiten": "iteit", "isaties": "isatie", "icaties": "icatie"}


class Compound(NamedTuple):
    """A compound: what comes before its head, the head's lemma as a noun, and the readings of the whole."""

    first: str
    head: str
    rows: tuple[Row, ...]


def analyse_compound(word: str, lexicon: Lexicon) -> Compound | None:
    """The compound that ``word`` (lower case) is; ``None`` where that is not certain."""
    if len(word) > LONGEST or not word.replace("-", "").isalpha():
        return None
    return next(_splits(word, lexicon), None) or _by_ending(word)


def _splits(word: str, lexicon: Lexicon) -> Iterator[Compound]:
    for place in range(3, len(word) - 2):
        first, last = word[:place], word[place:]
        if len(last) < HEAD and last not in SHORT_HEADS:
            continue
        if len(first) < FIRST and len(last) < LONG_HEAD:
            continue
        rows = lexicon.rows(last)
        nouns = [row for row in rows if row.tag == "NOUN"]
        link = _link(first, lexicon) if nouns else None
        if link is None:
            continue
        kept = nouns if link.startswith("s") or last in SHORT_HEADS else [row for row in rows if row.marks != "stem"]
        yield Compound(first, nouns[0].lemma, tuple(Row(row.tag, row.marks, first + row.lemma) for row in kept))


def _link(part: str, lexicon: Lexicon) -> str | None:
    """The sound that links a first part to its head; ``None`` if the part is no noun."""
    for link in LINKS:
        base = part.removesuffix(link)
        if part.endswith(link) and len(base) >= 3:
            rows = lexicon.rows(base)
            if any(row.tag == "NOUN" and row.marks == "sing" for row in rows):
                return link
    return None


def _by_ending(word: str) -> Compound | None:
    for ending in SINGULAR:
        if word.endswith(ending) and len(word) >= len(ending) + FIRST:
            return Compound("", word, (Row("NOUN", "sing", word),))
    for ending, single in PLURAL.items():
        if word.endswith(ending) and len(word) >= len(ending) + FIRST:
            lemma = word.removesuffix(ending) + single
            return Compound("", lemma, (Row("NOUN", "plur", lemma),))
    return None
