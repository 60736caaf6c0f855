"""Columns that are made with spaces: ``watergang      water dat …`` over several lines is a table, and becomes one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

ROWS: Final = 3
"""Rows from which lines with a gap at one place are a table."""
SLACK: Final = 2
"""Characters that the further lines of a cell may stand beside its column: paper is not typed."""
_ROW: Final = re.compile(r"(?P<indent> *)(?P<first>\S+(?: \S+){0,9})(?P<gap> {2,})(?P<second>\S.*)$")
_MARKER: Final = re.compile(
    r"\(?(?:[a-z]{1,2}|\d{1,3}[a-z]?|[ivx]+)[.)°º]{0,2}$|[-–—•·▪*§]$|(?:Artikel|Hoofdstuk|Bijlage|Afdeling)\s"
)
_TABBED: Final = re.compile(
    r"^(\s*(?:\(?(?:[a-z]{1,2}|[ivx]{1,4}|\d{1,3}[a-z]?)[.)]|\d{1,3}\s?[°º]\.?|[-–—•·▪*]|\d+(?:\.\d+)+\.?))\t+\s*"
)
"""The marker of an item with a tab behind it: no cell of a table."""
_LETTER: Final = re.compile(r"( *)([a-z]) {2,}(?=\S)")


def as_table(lines: Sequence[str]) -> list[str]:
    """The lines, with a tab between the cells of such tables and each row on one line; the letter of an item dotted."""
    lines = [_TABBED.sub(r"\1 ", line, count=1) if "\t" in line else line for line in lines]
    found: list[str] = []
    at = 0
    while at < len(lines):
        rows, end = _table(lines, at)
        if len(rows) >= ROWS:
            found += rows
            at = end
            continue
        found.append(_LETTER.sub(r"\1\2. ", lines[at], count=1) if _LETTER.match(lines[at]) else lines[at])
        at += 1
    return found


def _table(lines: Sequence[str], start: int) -> tuple[list[str], int]:
    """The rows of the table that begins at a line, and where it ends; few rows where there is none."""
    column: int | None = None
    rows: list[str] = []
    at = start
    while at < len(lines):
        line = lines[at]
        row = _ROW.match(line)
        if row is not None and not _MARKER.match(row["first"]) and column in (None, row.start("second")):
            column = row.start("second")
            rows.append(f"{row['first']}\t{row['second'].strip()}")
        elif rows and column and line.strip() and abs(len(line) - len(line.lstrip(" ")) - column) <= SLACK:
            rows[-1] += f"\n{line.strip()}"
        elif rows and not line.strip() and at + 1 < len(lines) and lines[at + 1].strip():
            pass
        else:
            break
        at += 1
    return [_joined(row) for row in rows], at


def _joined(row: str) -> str:
    first, *others = row.split("\n")
    for line in others:
        first = first[:-1] + line if re.search(r"[a-zà-ÿ]-$", first) and line[:1].islower() else f"{first} {line}"
    return first
