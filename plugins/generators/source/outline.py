"""A text as blocks, each with its place: which article, which paragraph, which item of which list.

Lists are followed by their counting: an item belongs to the innermost list that it continues, and the first item of a
way of counting opens a list inside the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from plugins.generators.source.headings import Heading, heading
from plugins.generators.source.markers import Marker, Style, split_marker
from plugins.generators.source.paragraphs import Paragraph, paragraphs
from plugins.generators.source.places import Place

DEEPEST: Final = 6
"""Lists inside one another; deeper ones are text."""
_INLINE: Final = re.compile(
    r"(?:(?<=[:;,.])|(?<=[;,] en)|(?<=[;,] of))\s+(?=(?:\(?[a-z]{1,2}[.)]|\d{1,2}\s?[°º]\.?|\d{1,2}[.)])\s)"
)
_CLAUSE: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=[A-ZÀ-Ý‘“„\"*])")
_BARE_LID: Final = re.compile(r"(\d{1,2}[a-z]?)\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text at one place.

    Attributes:
        text: without the marker of its item.
        place: where it stands.
        depth: number of lists that it stands in, paragraphs of an article not counted.
        opens: whether it begins an item; otherwise it stands by itself or goes on with what came before.
        heading: if it is one. ``glossary`` tells whether the heading above it announces definitions.
    """

    text: str
    place: Place
    depth: int = 0
    opens: bool = False
    heading: Heading | None = None
    glossary: bool = False


@dataclass(slots=True)
class _Level:
    style: Style
    ordinal: int
    label: str
    indent: int


@dataclass(slots=True)
class _Walk:
    """What is known on the way through one document."""

    place: Place = field(default_factory=Place)
    levels: list[_Level] = field(default_factory=list)
    lid: int = 0
    glossary: bool = False
    chapter_glossary: bool = False
    last: str = ""
    notes: bool = False
    level: int = 0


def outline(text: str) -> list[Block]:
    """The blocks of a text, in order. Time grows with its length."""
    walk = _Walk()
    blocks: list[Block] = []
    for number, paragraph in enumerate(paragraphs(text)):
        found = heading(paragraph.text, first=number == 0, apart=paragraph.gap)
        level = len(paragraph.text) - len(paragraph.text.lstrip("#"))
        if found is not None and walk.glossary and level > walk.level > 0 and _unnumbered(found):
            # Below the heading of a glossary a heading is a term.
            blocks.append(_block(walk, found.title, opens=False))
            continue
        if found is not None and not _is_item(walk, paragraph, found):
            above = blocks[-1].heading if blocks else None
            if above is not None and above.article is not None and walk.last == "" and _unnumbered(found):
                # The title of an article on a line of its own.
                walk.glossary = walk.glossary or found.glossary
            else:
                _enter(walk, found)
                walk.level = level
            blocks.append(Block(found.title, walk.place, heading=found, glossary=walk.glossary))
            if found.text:
                blocks += _pieces(walk, replace(paragraph, text=found.text))
        else:
            blocks += _pieces(walk, paragraph)
    return blocks


def _unnumbered(found: Heading) -> bool:
    return found.article is None and (found.section or "").startswith("onder")


def _is_item(walk: _Walk, paragraph: Paragraph, found: Heading) -> bool:
    """Whether what looks like a numbered heading is an item of a list: the list asks for it."""
    markers, _ = split_marker(paragraph.text)
    if not markers or found.article or found.glossary or found.title.isupper():
        return False
    expected = any(level.style is Style.NUMBER and level.ordinal + 1 == markers[0].ordinal for level in walk.levels)
    first = walk.last.endswith(":") and markers[0].ordinal == 1
    return expected or first or (walk.place.article is not None and walk.lid + 1 == markers[0].ordinal)


def _enter(walk: _Walk, found: Heading) -> None:
    walk.levels, walk.lid, walk.last = [], 0, ""
    if found.article is not None:
        walk.place = Place(found.article, notes=walk.notes)
        walk.glossary = found.glossary or (walk.chapter_glossary and not walk.notes)
        return
    walk.notes = walk.notes or found.notes
    walk.place = Place(section=found.section, notes=walk.notes)
    walk.glossary = walk.chapter_glossary = found.glossary


def _pieces(walk: _Walk, paragraph: Paragraph) -> Iterator[Block]:
    """The blocks of a paragraph: several if a list stands in running text, or a marker behind another."""
    text = paragraph.text
    pieces = _INLINE.split(text) if ":" in text or walk.levels else [text]
    if len(pieces) > 1 and not _counts(pieces):
        pieces = [text]
    for piece in pieces:
        yield from _piece(walk, piece, paragraph)


def _counts(pieces: list[str]) -> bool:
    """Whether the pieces behind the first begin with the first item of a list, or the paragraph itself does."""
    starts = [split_marker(piece)[0] for piece in pieces]
    behind = next((each for each in starts[1:] if each), ())
    if any(marker.ordinal == 1 for marker in behind) and pieces[0].endswith(":"):
        return True
    return any(own.style is next_.style and _follows(next_, own.ordinal) for own in starts[0] for next_ in behind)


def _piece(walk: _Walk, text: str, paragraph: Paragraph) -> Iterator[Block]:
    clause = _CLAUSE.match(text)
    if clause is not None:
        walk.levels = [_Level(Style.CLAUSE, 0, clause[1], paragraph.indent)]
        yield _block(walk, text[clause.end() :], opens=True)
        return
    markers, rest = split_marker(text)
    bare = None if markers or walk.place.article is None or walk.levels else _BARE_LID.match(text)
    if bare is not None and int(bare[1].rstrip("abcdefgh")) == walk.lid + 1:
        markers, rest = (Marker(Style.NUMBER, walk.lid + 1, bare[1]),), text[bare.end() :]
    if not markers:
        if not _goes_on(walk, text):
            walk.levels = []
        yield _block(walk, text, opens=False)
        return
    if not _step(walk, markers, paragraph.indent):
        yield _block(walk, text, opens=False)
        return
    following = split_marker(rest)[0] if len(walk.levels) < DEEPEST else ()
    if following and following[0].ordinal == 1:
        # A paragraph with a list right behind its number: `1. a. …`.
        yield from _piece(walk, rest, paragraph)
        return
    yield _block(walk, rest, opens=True)


def _block(walk: _Walk, text: str, *, opens: bool) -> Block:
    walk.last = text
    place = replace(walk.place, items=tuple(_cited(level) for level in walk.levels))
    opens = opens and bool(walk.levels)
    return Block(text, place, len(walk.levels), opens, glossary=walk.glossary)


def _cited(level: _Level) -> str:
    return "" if level.style is Style.DASH else level.label


def _goes_on(walk: _Walk, text: str) -> bool:
    """Whether a paragraph without marker goes on with the item before it."""
    return bool(walk.levels) and text[:1].islower() and ":" not in text[:80] and not walk.last.endswith(".")


def _step(walk: _Walk, markers: tuple[Marker, ...], indent: int) -> bool:
    """Go to the item that begins with the marker; whether it can be one at all."""
    if markers[0].style is Style.DASH:
        _dash(walk, markers[0], indent)
        return True
    for depth in range(len(walk.levels) - 1, -1, -1):
        level = walk.levels[depth]
        for marker in markers:
            if marker.style is level.style and _follows(marker, level.ordinal):
                del walk.levels[depth + 1 :]
                walk.levels[depth] = _Level(level.style, marker.ordinal, marker.label, indent)
                return True
    asked = walk.last.endswith(":")
    for marker in markers:
        if marker.style is Style.NUMBER and walk.place.article and _follows(marker, walk.lid):
            if asked and marker.ordinal == 1:
                break
            walk.lid, walk.levels = marker.ordinal, []
            walk.place = replace(walk.place, lid=marker.label)
            return True
    return _open(walk, markers, indent, asked=asked)


def _open(walk: _Walk, markers: tuple[Marker, ...], indent: int, *, asked: bool) -> bool:
    """Open a list, or go to an item of one that skips some (``c. [vervallen]`` left out)."""
    first = next((marker for marker in reversed(markers) if marker.ordinal == 1 and not marker.inserted), None)
    if first is not None:
        del walk.levels[DEEPEST:]
        walk.levels.append(_Level(first.style, 1, first.label, indent))
        return True
    for depth in range(len(walk.levels) - 1, -1, -1):
        level = walk.levels[depth]
        for marker in markers:
            if marker.style is level.style and level.ordinal < marker.ordinal <= level.ordinal + 5:
                del walk.levels[depth + 1 :]
                walk.levels[depth] = _Level(level.style, marker.ordinal, marker.label, indent)
                return True
    if asked:
        del walk.levels[DEEPEST:]
        walk.levels.append(_Level(markers[0].style, markers[0].ordinal, markers[0].label, indent))
    return asked


def _follows(marker: Marker, ordinal: int) -> bool:
    if marker.inserted:
        return marker.ordinal in (ordinal, ordinal + 1) and ordinal > 0
    return marker.ordinal == ordinal + 1


def _dash(walk: _Walk, marker: Marker, indent: int) -> None:
    """A dash belongs to the list with the same dash and indent; a deeper or another dash is a list inside."""
    same = [at for at, each in enumerate(walk.levels) if (each.style, each.label) == (Style.DASH, marker.label)]
    level = next((at for at in reversed(same) if walk.levels[at].indent <= indent), same[0] if same else None)
    if level is not None and walk.levels[level].indent >= indent:
        del walk.levels[level + 1 :]
    else:
        del walk.levels[DEEPEST:]
        walk.levels.append(_Level(Style.DASH, 0, marker.label, indent))
