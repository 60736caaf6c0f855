"""The compact lexicon file: words in sorted blocks, so that it opens in a few milliseconds and is read where asked.

Layout, after the magic line, of one zlib stream (Latin-1 text unless said otherwise): five decimal lengths on a line,
then *templates* (JSON: per code a list of ``[tag, marks, cut, add]``: the lemma is the form without its last ``cut``
letters plus ``add``), *heads* (first word of every block), *blocks* (of ``BLOCK`` words), *codes* (two bytes a word,
little-endian) and *irregular* forms (``lemma TAG form …`` a line).
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

DATA: Final = Path(__file__).parent / "data" / "nl-lexicon.bin"
MAGIC: Final = b"definitie nl-lexicon 1\n"
BLOCK: Final = 64
LETTERS: Final = "latin-1"


class Row(NamedTuple):
    """One analysis of a word form: word class, marks separated by blanks (or ``stem``), lemma."""

    tag: str
    marks: str
    lemma: str


Template = tuple[tuple[str, str, int, str], ...]


def _template(form: str, found: tuple[Row, ...]) -> Template:
    """The analyses of a form, with lemmas said as a change at the end of the form."""
    changes = []
    for row in found:
        same = 0
        while same < min(len(form), len(row.lemma)) and form[same] == row.lemma[same]:
            same += 1
        changes.append((row.tag, row.marks, len(form) - same, row.lemma[same:]))
    return tuple(changes)


def pack(table: Mapping[str, tuple[Row, ...]], irregular: Mapping[tuple[str, str], tuple[str, ...]]) -> bytes:
    """The bytes of a lexicon file; ``OverflowError`` if it has more kinds of analysis than two bytes hold."""
    words = sorted(table)
    templates = {word: _template(word, table[word]) for word in words}
    codes = {template: code for code, template in enumerate(sorted(set(templates.values())))}
    numbers = array("H", [codes[templates[word]] for word in words])
    if sys.byteorder == "big":
        numbers.byteswap()
    blocks = [words[start : start + BLOCK] for start in range(0, len(words), BLOCK)]
    parts = [
        json.dumps(list(codes), ensure_ascii=False, separators=(",", ":")).encode(LETTERS),
        "\n".join(block[0] for block in blocks).encode(LETTERS),
        "\t".join("\n" + "\n".join(block) + "\n" for block in blocks).encode(LETTERS),
        numbers.tobytes(),
        "".join(f"{lemma} {tag} {' '.join(irregular[lemma, tag])}\n" for lemma, tag in sorted(irregular)).encode(
            LETTERS
        ),
    ]
    lengths = " ".join(str(len(part)) for part in parts) + "\n"
    return MAGIC + zlib.compress(lengths.encode(LETTERS) + b"".join(parts), 9)


class Lexicon:
    """A lexicon file, opened for reading. Immutable."""

    def __init__(self, data: bytes) -> None:
        """Open a lexicon; ``ValueError`` if ``data`` is not one."""
        if not data.startswith(MAGIC):
            raise ValueError("not a lexicon of this version")
        content = zlib.decompress(data[len(MAGIC) :])
        first, _, rest = content.partition(b"\n")
        parts: list[bytes] = []
        start = 0
        for length in map(int, first.split()):
            parts.append(rest[start : start + length])
            start += length
        self._templates: list[list[tuple[str, str, int, str]]] = json.loads(parts[0].decode(LETTERS))
        self._heads = parts[1].decode(LETTERS).split("\n")
        self._blocks = parts[2].decode(LETTERS).split("\t")
        self._codes = array("H", parts[3])
        if sys.byteorder == "big":
            self._codes.byteswap()
        self._rest = parts[4]

    @classmethod
    def open(cls, path: Path = DATA) -> Lexicon:
        """Open the lexicon at ``path``; ``OSError`` if it cannot be read."""
        return cls(path.read_bytes())

    def rows(self, word: str) -> tuple[Row, ...]:
        """The analyses of a word form in lower case; empty if it is not in the lexicon."""
        number = bisect_right(self._heads, word) - 1
        if number < 0:
            return ()
        block = self._blocks[number]
        place = block.find(f"\n{word}\n")
        if place < 0:
            return ()
        template = self._templates[self._codes[number * BLOCK + block.count("\n", 0, place)]]
        return tuple(Row(tag, marks, word[: len(word) - cut] + add) for tag, marks, cut, add in template)

    @cached_property
    def _irregular(self) -> dict[tuple[str, str], tuple[str, ...]]:
        lines = (line.split(" ") for line in self._rest.decode(LETTERS).splitlines())
        return {(lemma, tag): tuple(forms) for lemma, tag, *forms in lines}

    def irregular(self, lemma: str, tag: str) -> tuple[str, ...]:
        """Forms of a lemma of a word class that regular inflection does not give."""
        return self._irregular.get((lemma, tag), ())
