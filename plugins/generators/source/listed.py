"""Definitions in lists: the definition articles of statutes, glossaries, and tables of terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from plugins.generators.source.compose import Body
from plugins.generators.source.found import Found, Kind
from plugins.generators.source.outline import Block
from plugins.generators.source.terms import names

LEAD_IN: Final = re.compile(
    r"(?:"
    r"\bverstaan(?: onder)?(?: de volgende (?:begrippen|termen))?|"
    r"\b(?:verstaat|verstaan we|verstaan wij|versta ik) onder|\b(?:volgende|onderstaande) "
    r"(?:begrips)?(?:betekenis(?:sen)?|omschrijvingen|definities|bepalingen|begripsbepalingen|begrippen|termen)"
    r"[^.;:]{0,80}|\bbetekenis(?:sen)?|\bbedoeld met|\bgedefinieerd als(?: volgt)?|\bomschreven als volgt|\bdefinities"
    r")[^.;:()]{0,80}?\s*:\s*$|\b(?:verstaan|verstaat) onder\s*$",
    re.IGNORECASE,
)
SINGLE: Final = re.compile(
    r"\b(?:onder|met)\s+(?!meer\b|andere\b|de volgende\b)(?!verstaan)[^.;:]{1,120}?\bverstaan\b[^:]{0,300}:?\s*$",
    re.IGNORECASE,
)
"""``Onder X wordt verstaan:`` leads to one definition, not to a list of them."""
_HEADER: Final = re.compile(
    r"^(?:\*\*)?(?:begrip(?:pen)?|term(?:en)?|woord(?:en)?|afkorting(?:en)?)(?:\*\*)?\t(?:[^\t]*\t)?(?:\*\*)?"
    r"(?:definitie|omschrijving|betekenis|uitleg|verklaring|toelichting|begripsomschrijving)",
    re.IGNORECASE,
)
_BOLD: Final = re.compile(
    r"^\*\*(?P<name>[^*]{1,160}?)\s*[:.–—-]?\s*\*\*(?P<more>\s*\([^()]{1,60}\)(?=\s*[:–—=-]))?\s*[:–—=-]?\s*(?P<text>.*)$"
)
_WIDER: Final = re.compile(
    r"\b(?:mede|niet|eveneens|ook|tevens|gelijkgesteld)\b[^.;:]{0,60}\b(?:verstaan|begrepen|aangemerkt|met)\b",
    re.IGNORECASE,
)
"""What widens or narrows terms that are defined elsewhere is no definition of them."""
_ALONE: Final = re.compile(r"[^.:;!?\t]{2,60}$")
"""A name on a line of its own, above its definition."""
_ONE_QUOTED: Final = r"[‘“„\"'«][^‘’“”„\"«»]{1,120}[’”\"'»]"
_QUOTED: Final = re.compile(
    rf"^(?P<name>{_ONE_QUOTED}(?:(?:,| of| en| dan wel) {_ONE_QUOTED})*)(?P<more>\s*\([^)]{{1,60}}\))?"
    r"\s*[:,–—=-]?\s+(?P<text>.+)$"
)
_DASHED: Final = re.compile(r"^(?P<name>[^:\t]{1,160}?)\s+[–—=-]\s+(?P<text>.+)$")
_SPLIT_BRACKETS: Final = re.compile(r"\([^()]*\)|[:\t]")


@dataclass(slots=True)
class _Entry:
    block: Block
    order: int
    name: str
    body: Body
    kind: Kind


@dataclass(slots=True)
class _Reading:
    """What is being read: the list that is open and the entry that is being filled."""

    kind: Kind | None = None
    article: str | None = None
    lid: str | None = None
    depth: int = 0
    table: bool = False
    widens: bool = False
    alone: str = ""
    entry: _Entry | None = None
    done: list[_Entry] = field(default_factory=list)

    def close(self) -> None:
        """End the entry."""
        if self.entry is not None and not self.widens:
            self.done.append(self.entry)
        self.entry = None

    def end(self) -> None:
        """End the list."""
        self.close()
        self.kind, self.table, self.widens, self.alone = None, False, False, ""


def listed(blocks: Sequence[Block]) -> tuple[list[Found], frozenset[int]]:
    """The definitions in lists, and the numbers of the blocks that belong to them."""
    reading = _Reading()
    taken: set[int] = set()
    for order, block in enumerate(blocks):
        if _read(reading, block, order):
            taken.add(order)
    reading.end()
    return list(_made(reading.done)), frozenset(taken)


def _made(entries: Sequence[_Entry]) -> Iterator[Found]:
    for entry in entries:
        text, called = entry.body.compose(), names(entry.name)
        if text and called and any(letter.isalpha() for letter in text):
            yield Found(called, text, entry.kind, entry.block.place, entry.order)


def _read(reading: _Reading, block: Block, order: int) -> bool:
    """Take a block into the list that is open, or open one; whether it belongs to a list."""
    if block.heading is not None:
        reading.end()
        if block.glossary:
            _open(reading, block, Kind.ARTICLE if block.place.article else Kind.GLOSSARY)
        return True
    if _HEADER.match(block.text):
        reading.end()
        _open(reading, block, Kind.ARTICLE if block.place.statutory else Kind.GLOSSARY)
        reading.table = True
        return True
    if LEAD_IN.search(block.text[-600:]) and not SINGLE.search(block.text[-600:]) and len(block.text) < 1000:
        reading.end()
        _open(reading, block, Kind.ARTICLE if block.place.statutory or _statutory(block.text) else Kind.GLOSSARY)
        reading.widens = _WIDER.search(block.text) is not None
        return True
    if (block.place.article, block.place.lid) != (reading.article, reading.lid):
        reading.end()
        return False
    return _item(reading, block, order)


def _statutory(text: str) -> bool:
    return bool(re.search(r"\bverstaan\b|\bverstaat\b", text))


def _open(reading: _Reading, block: Block, kind: Kind) -> None:
    reading.kind, reading.depth = kind, block.depth
    reading.article, reading.lid = block.place.article, block.place.lid


def _item(reading: _Reading, block: Block, order: int) -> bool:
    kind = reading.kind
    if kind is None:
        return False
    if reading.entry is not None and block.depth > reading.entry.block.depth and not _another(reading.entry, block):
        reading.entry.body.add(block.depth, block.text, opens=block.opens)
        return True
    if reading.entry is not None and not block.opens and _continues(reading.entry, block):
        reading.entry.body.add(block.depth, block.text, opens=False)
        return True
    alone, reading.alone = reading.alone, ""
    if alone and not block.opens and block.depth == reading.depth and _ALONE.match(block.text) is None:
        reading.close()
        reading.entry = _Entry(block, order, alone, Body(block.text), kind)
        return True
    split = _split(block.text, table=reading.table or "\t" in block.text, dash=True)
    if split is None or (block.depth < reading.depth) or (block.depth > reading.depth + 1):
        if not block.opens and block.depth <= reading.depth and kind is not Kind.GLOSSARY:
            reading.end()
        else:
            reading.close()
        reading.alone = block.text.strip("* ") if _ALONE.match(block.text) and kind is Kind.GLOSSARY else ""
        return bool(reading.alone)
    reading.close()
    reading.entry = _Entry(block, order, split[0], Body(split[1]), kind)
    return True


def _another(entry: _Entry, block: Block) -> bool:
    """Whether an item below an entry is the next one: its name is bold, and the entry had ended."""
    return block.text.startswith("**") and not entry.body.items and not entry.body.text.rstrip().endswith((":", ","))


def _continues(entry: _Entry, block: Block) -> bool:
    """Whether a paragraph without marker goes on with the entry: it begins small, and has no name of its own."""
    last = entry.body.items[-1][1] if entry.body.items else entry.body.text
    if "\t" in block.text:
        return False
    if not last.strip():
        return True
    return (
        block.text[:1].islower()
        and not last.rstrip().endswith((".", ";"))
        and _split(block.text, table=False, dash=True) is None
    )


def _split(text: str, *, table: bool, dash: bool) -> tuple[str, str] | None:
    """Name and definition of an entry."""
    if table and "\t" in text:
        cells = [cell.strip() for cell in text.split("\t")]
        cells = [cell for cell in cells if cell]
        return (cells[0].rstrip(":"), cells[1]) if len(cells) > 1 and len(cells[0]) <= 160 else None
    for pattern in (_BOLD, _QUOTED):
        match = pattern.match(text)
        if match is not None and match["text"]:
            more = match.groupdict().get("more") or ""
            return match["name"] + more, match["text"]
    colon = _colon(text)
    if colon is not None:
        return text[:colon], text[colon + 1 :].strip()
    match = _DASHED.match(text) if dash else None
    return (match["name"], match["text"]) if match is not None else None


def _colon(text: str) -> int | None:
    """Where the first colon outside brackets stands, if what is before it can be a name."""
    for match in _SPLIT_BRACKETS.finditer(text, 0, 200):
        if match.group() == ":" and text[match.end() : match.end() + 1] in (" ", "", "\t"):
            name = text[: match.start()]
            plausible = len(name.split()) <= 14 and ". " not in name and len(name) <= 160
            return match.start() if plausible and name.strip() else None
    return None
