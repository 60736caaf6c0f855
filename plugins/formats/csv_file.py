"""Comma-separated values, as spreadsheets write them: separator found from the header, blank cells are empty."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.errors import InputError, Mark, Problem
from engine.model import Origin
from engine.record import near, parse_record
from plugins.formats.items import Item, Source
from plugins.formats.sources import UTF_16, encoding_problem

SEPARATORS = (",", ";", "\t")
LISTS = ("synonyms", "known_abbreviations", "context.organizational", "context.legal", "context.statutory")
COLUMNS: Mapping[str, str] = {
    "begrip": "begrip", "term": "begrip",
    "definitie": "definitie", "definition": "definitie",
    "id": "id",
    "category": "category", "categorie": "category",
    "synonyms": "synonyms", "synoniemen": "synonyms",
    "sources": "sources", "bronnen": "sources", "bron": "sources",
    "preferred_term": "preferred_term", "voorkeursterm": "preferred_term",
    "known_abbreviations": "known_abbreviations", "bekende_afkortingen": "known_abbreviations",
    "organizational": "context.organizational", "context_organizational": "context.organizational",
    "organisatorisch": "context.organizational", "organisatorische_context": "context.organizational",
    "legal": "context.legal", "context_legal": "context.legal",
    "juridisch": "context.legal", "juridische_context": "context.legal",
    "statutory": "context.statutory", "context_statutory": "context.statutory",
    "wettelijk": "context.statutory", "wettelijke_context": "context.statutory",
}  # fmt: skip
"""Names of columns, in Dutch and English, and the field each fills. Blanks and case in a header do not matter."""

READABLE = "begrip, definitie, id, categorie, synoniemen, bronnen, voorkeursterm, organisatorisch, juridisch, wettelijk"
MISTAKES: Mapping[str, str] = {"expected after": "csv-quote", "unexpected end of data": "csv-open-quote"}
"""Words in Python's message for a mistake, and the code of our problem for it."""

FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would work out, or that was guarded against that."""

FIELD_SIZE = 16 * 1024 * 1024
"""Largest cell that is read, in characters; Python's own bound is 128 KiB."""


def read_csv(source: Source) -> Iterator[Item]:
    """The records of a CSV file, row by row; a row that is none is named and skipped."""
    csv.field_size_limit(FIELD_SIZE)
    lines = _Lines(source)
    try:
        first = next(lines, None)
        if first is None or not first.strip():
            yield Problem("empty-input", Mark(source.name, 1, 1))
            return
        separator = find_separator(first)
        header = next(csv.reader([first], delimiter=separator))
        fields, problems = _fields(header, source.name, first)
        yield from problems
        if any(not problem.warning for problem in problems):
            return
        found = 0
        for item in _rows(lines, fields, separator, source.name):
            found += 1
            yield item
        if not found:
            yield Problem("no-records", Mark(source.name, 1, 1))
    except InputError as error:
        yield from error.problems


def guarded(cell: str) -> str:
    """A cell as it is written: an apostrophe keeps a spreadsheet from working out what anybody may have typed.

    ``=HYPERLINK(…)`` in a definition would run for who opens an export (CWE-1236). :func:`read_csv` takes it off again.
    """
    return f"'{cell}" if FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def find_separator(header: str) -> str:
    """The separator under which most names of the header are known; of equals the one that gives most columns."""

    def known(separator: str) -> tuple[int, int]:
        names = next(csv.reader([header], delimiter=separator), [])
        return sum(_plain(name) in COLUMNS for name in names), len(names)

    return max(SEPARATORS, key=known)


@dataclass(slots=True)
class _Lines:
    """Decoded lines of a source. A line that is not UTF-8 is kept, marked, until its row is complete."""

    source: Source
    broken: list[Problem] = field(default_factory=list)
    number: int = 0
    _walk: Iterator[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self._walk = self.source.lines()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        data = next(self._walk)
        self.number += 1
        if self.number == 1 and data.startswith(UTF_16):
            raise InputError([Problem("utf-16", Mark(self.source.name, 1, 1))])
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.broken.append(encoding_problem(self.source.name, self.number, data, error.start))
            return data.decode("utf-8", "replace")


def _plain(name: str) -> str:
    return "_".join(name.strip().lower().replace("-", " ").split())


def _fields(header: list[str], file: str, line: str) -> tuple[list[str | None], list[Problem]]:
    mark = Mark(file, 1, 1)
    text = line.rstrip("\r\n")
    fields: list[str | None] = []
    problems = []
    for name in header:
        known = COLUMNS.get(_plain(name))
        if known is not None and known in fields:
            problems.append(Problem("duplicate-column", mark, text, {"column": known}))
        elif known is None and name.strip():
            values = {"column": name.strip(), "known": READABLE}
            meant = near(_plain(name), list(COLUMNS))
            problems.append(Problem("unknown-column", mark, text, values, suggestion=meant, warning=True))
        fields.append(known)
    for column in ("begrip", "definitie"):
        if column not in fields:
            problems.append(Problem("missing-column", mark, text, {"column": column}))
    return fields, problems


def _rows(lines: _Lines, fields: list[str | None], separator: str, file: str) -> Iterator[Item]:
    rows = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        start = lines.number + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            reason = str(error)
            code = next((code for words, code in MISTAKES.items() if words in reason), "broken-csv")
            yield Problem(code, Mark(file, start, 1), values={"reason": reason})
            continue
        broken, lines.broken = lines.broken, []
        yield from broken
        if row is None:
            return
        if broken or not any(cell.strip() for cell in row):
            continue
        yield from _record(row, fields, Origin(file, start))


def _record(row: list[str], fields: list[str | None], where: Origin) -> Iterator[Item]:
    cells = row[: len(fields)] + [cell for cell in row[len(fields) :] if cell.strip()]
    if len(cells) != len(fields):
        values = {"found": str(len(cells)), "expected": str(len(fields))}
        yield Problem("row-length", Mark(where.file or "", where.line or 1, 1), separator_free(row), values)
        return
    record: dict[str, object] = {}
    context: dict[str, object] = {}
    for name, cell in zip(fields, map(_unguarded, cells), strict=True):
        if name is None or (name in ("id", "category") and not cell.strip()):
            continue
        if name.startswith("context."):
            context[name.removeprefix("context.")] = pieces(cell)
        elif name == "sources":
            record[name] = [_source(piece) for piece in pieces(cell)]
        elif name in LISTS:
            record[name] = pieces(cell)
        else:
            record[name] = cell.strip().lower() if name == "category" else cell
    if context:
        record["context"] = context
    try:
        yield parse_record(record, where=where)
    except InputError as error:
        yield from error.problems


def pieces(cell: str) -> list[str]:
    """The values of a cell that holds a list: separated by ``|`` where there is one, else by ``;``."""
    return [piece.strip() for piece in cell.split("|" if "|" in cell else ";") if piece.strip()]


def separator_free(row: list[str]) -> str:
    """A row as one line for a message, whatever its separator."""
    return " | ".join(" ".join(cell.split()) for cell in row)


def _source(text: str) -> dict[str, str]:
    return {"url": text} if text.startswith(("http://", "https://", "urn:")) else {"title": text}
