"""Lines put together into paragraphs: the lines of a printed page end where the paper does, not where a thought ends.

A line continues the one before when that one was full: the next word would not have fitted. What begins with the
marker of an item, a heading or an article never continues, and neither does the row of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from plugins.generators.source.columns import as_table
from plugins.generators.source.markers import split_marker
from plugins.generators.source.tidy import tidy

LONG: Final = 160
"""Characters beyond which a line is no line of a page but a whole paragraph."""
FULL: Final = 0.82
"""A line that, with the next word, would reach this share of the usual width may have been broken by the page."""

_START: Final = re.compile(
    r"#{1,6}\s|\*\*|(?:Artikel|ARTIKEL|Art\.|Hoofdstuk|HOOFDSTUK|Afdeling|AFDELING|Paragraaf|Titel|TITEL|Bijlage|BIJLAGE)"
    r"\s+[\dIVXLC]|§\s?\d|\d+(?:\.\d+)+\.?\s+[A-Z]"
)
_ENTRY: Final = re.compile(
    r"(?!(?:de|het|een|in|op|van|voor|met|bij|te|tot|als|die|dat|en|of)\s)\S+(?: \S+){0,3}(?<![.,;]): "
)
"""The beginning of an entry of a glossary: a name of at most four words, a colon."""
_HYPHEN: Final = re.compile(r"[a-zà-ÿ]-$")
_TOGETHER: Final = re.compile(r"(?:en|of|c\.q\.|resp\.|dan)\b")
_SPACES: Final = re.compile(r" {2,}")
_END: Final = (".", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on one line: ``indent`` in characters, ``gap`` whether an empty line stands before it."""

    text: str
    indent: int
    gap: bool


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text, in order. Time grows with its length."""
    lines = as_table([line.rstrip() for line in tidy(text).split("\n")])
    width = _width(lines)
    found: list[tuple[list[str], int, bool]] = []
    gap, last = True, ""
    for line in lines:
        if not line.strip():
            gap = True
            continue
        content = line.strip(" ")
        if found and not gap and width and _continues(found[-1][0][0], last, content, width):
            _add(found[-1][0], content)
        else:
            found.append(([content], len(line) - len(line.lstrip(" ")), gap))
        gap, last = False, line
    return list(_made(found))


def _made(found: Sequence[tuple[list[str], int, bool]]) -> Iterator[Paragraph]:
    for pieces, indent, gap in found:
        yield Paragraph(_SPACES.sub(" ", "".join(pieces)).strip(" "), indent, gap)


def _width(lines: Sequence[str]) -> int:
    """The usual length of a full line; 0 where every paragraph stands on a line of its own."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if not lengths or sum(length for length in lengths if length > LONG) > 0.2 * sum(lengths):
        return 0
    return lengths[int(0.9 * (len(lengths) - 1))]


def _continues(first: str, last: str, content: str, width: int) -> bool:
    if "\t" in content or "\t" in last or _START.match(content) or split_marker(content)[0] or first.startswith("#"):
        return False
    if len(last) > LONG:
        return False
    stripped = last.rstrip()
    small = content[:1].islower()
    if _ENTRY.match(content) and _ENTRY.match(first):
        return False
    full = len(last) + 1 + len(content.split(" ", 1)[0]) >= FULL * width
    if stripped.endswith((";", ":", "?", "!", ".")):
        # Also a sentence or a list may go on there, but an entry of a list begins a line of its own.
        return small and not _looks_like_entry(content) and (full or stripped.endswith("."))
    return full or bool(_HYPHEN.search(stripped) and small)


def _looks_like_entry(content: str) -> bool:
    return ":" in content[:80]


def _add(pieces: list[str], content: str) -> None:
    """Join a line; a word broken at the end of the line is made whole."""
    if _HYPHEN.search(pieces[-1]) and content[:1].islower() and not _TOGETHER.match(content):
        pieces[-1] = pieces[-1][:-1]
    elif not pieces[-1].endswith("-") or _TOGETHER.match(content):
        pieces.append(" ")
    pieces.append(content)
