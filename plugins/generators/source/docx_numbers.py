"""The numbers that Word shows before the items of a list, which stand nowhere in the text of the document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plugins.generators.source.numbering import numeral

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL: Final = re.compile(r"%(\d)")
DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    text: str
    start: int


@dataclass(slots=True)
class Numbers:
    """The ways of counting of one document, and how far each has come."""

    levels: Mapping[str, Mapping[int, _Level]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> Numbers:
        """The ways of counting that a document has; none if it has no list."""
        part = next((each.target_part for each in document.part.rels.values() if _is_numbering(each.reltype)), None)
        root: BaseOxmlElement | None = getattr(part, "element", None)
        if root is None:
            return cls({})
        abstract = {_value(each, "abstractNumId"): _levels(each) for each in root.findall(f"{_W}abstractNum")}
        numbers = {}
        for each in root.findall(f"{_W}num"):
            linked = each.find(f"{_W}abstractNumId")
            numbers[_value(each, "numId")] = abstract.get(_value(linked, "val") if linked is not None else "", {})
        return cls(numbers)

    def marker(self, paragraph: Paragraph) -> tuple[str, int]:
        """The marker of a paragraph, empty if it is no item of a list, and how deep it stands."""
        number, depth = _numbered(paragraph)
        level = self.levels.get(number, {}).get(depth)
        if level is None:
            return ("-", 0) if _listed(paragraph) else ("", 0)
        counts = self.counts.setdefault(number, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if level.style in ("bullet", "none"):
            return ("-" if level.style == "bullet" else ""), depth
        return _LEVEL.sub(lambda match: self._count(number, int(match[1]) - 1), level.text), depth

    def _count(self, number: str, depth: int) -> str:
        level = self.levels[number].get(depth)
        if level is None:
            return ""
        return numeral(self.counts[number].get(depth, level.start), level.style)


def _is_numbering(reltype: str) -> bool:
    return reltype.endswith("/numbering")


def _levels(abstract: BaseOxmlElement) -> dict[int, _Level]:
    found = {}
    for level in abstract.findall(f"{_W}lvl"):
        depth, start = _value(level, "ilvl"), _below(level, "start") or "1"
        if depth.isdecimal() and int(depth) <= DEEPEST:
            style = _below(level, "numFmt") or "decimal"
            found[int(depth)] = _Level(style, _below(level, "lvlText"), int(start) if start.isdecimal() else 1)
    return found


def _numbered(paragraph: Paragraph) -> tuple[str, int]:
    """The list and level that a paragraph names itself, else its style."""
    styles = [paragraph.style.element] if paragraph.style is not None else []
    for element in (paragraph._p, *styles):
        properties = element.find(f"{_W}pPr/{_W}numPr")
        if properties is not None:
            depth = _below(properties, "ilvl") or "0"
            return _below(properties, "numId"), int(depth) if depth.isdecimal() else 0
    return "", 0


def _listed(paragraph: Paragraph) -> bool:
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    return name.startswith(("List Bullet", "Lijstopsomteken"))


def _below(element: BaseOxmlElement, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return _value(child, "val") if child is not None else ""


def _value(element: BaseOxmlElement, name: str) -> str:
    return str(element.get(f"{_W}{name}") or "")
