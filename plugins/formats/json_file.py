"""A JSON file: an array of records, one record, or an object with the array under ``records``.

The text is walked through value by value, so that every record has its line and those before a mistake are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.errors import InputError, Mark, Problem
from engine.model import Origin
from engine.record import parse_record
from plugins.formats.items import Item, Source
from plugins.formats.jsonl import DuplicateFieldError, json_problem, without_duplicates
from plugins.formats.sources import decode

BLANKS = re.compile(r"[ \t\r\n]*")
RECORDS = "records"


def read_json(source: Source) -> Iterator[Item]:
    """The records of a JSON file; after broken JSON the rest is not read, and that is said."""
    try:
        walk = _Walk(decode(source), source.name)
        found = 0
        for item in walk.document():
            found += 1
            yield item
        if not found:
            yield Problem("no-records", Mark(source.name, 1, 1))
    except InputError as error:
        yield from error.problems


@dataclass(slots=True)
class _Walk:
    """A place in the text that moves forward over JSON values."""

    text: str
    file: str
    at: int = 0
    line: int = 1
    counted: int = 0

    def document(self) -> Iterator[Item]:
        self.skip()
        try:
            if self.text.startswith("[", self.at):
                yield from self.array()
            elif self.text.startswith("{", self.at):
                yield from self.members()
            else:
                yield from self.record(1, self.value())
            self.skip()
            if self.at < len(self.text):
                raise json.JSONDecodeError("Extra data", self.text, self.at)
        except json.JSONDecodeError as error:
            yield json_problem(error, self.file, 1)
            yield Problem("rest-not-read", Mark(self.file, error.lineno, error.colno), warning=True)
        except DuplicateFieldError as error:
            yield Problem("duplicate-field", Mark(self.file, self.here(), 1), values={"field": str(error)})
            yield Problem("rest-not-read", Mark(self.file, self.here(), 1), warning=True)
        except RecursionError:
            yield Problem("json-too-deep", Mark(self.file, self.here(), 1))
        except ValueError as error:
            yield Problem("broken-json", Mark(self.file, self.here(), 1), values={"reason": str(error)})

    def array(self) -> Iterator[Item]:
        """The records of an array."""
        self.at += 1
        self.skip()
        if self.accept("]"):
            return
        while True:
            line = self.here()
            yield from self.record(line, self.value())
            self.skip()
            if self.accept("]"):
                return
            self.expect(",")

    def members(self) -> Iterator[Item]:
        """One record, or the records under ``records``."""
        start = self.here()
        pairs: list[tuple[str, object]] = []
        has_records = False
        self.at += 1
        self.skip()
        while not self.accept("}"):
            if pairs or has_records:
                self.expect(",")
            name = self.value()
            if not isinstance(name, str):
                raise json.JSONDecodeError("Expecting property name enclosed in double quotes", self.text, self.at)
            self.skip()
            self.expect(":")
            if name == RECORDS and self.text.startswith("[", self.at):
                has_records = True
                yield from self.array()
            else:
                pairs.append((name, self.value()))
            self.skip()
        if not has_records:
            yield from self.record(start, without_duplicates(pairs))
        for name, _ in pairs if has_records else ():
            values = {"pointer": f"/{name}", "known": RECORDS}
            yield Problem("unknown-record-field", Mark(self.file, start, 1), values=values)

    def record(self, line: int, value: object) -> Iterator[Item]:
        try:
            yield parse_record(value, where=Origin(self.file, line))
        except InputError as error:
            yield from error.problems

    def value(self) -> object:
        value: object
        value, self.at = DECODER.raw_decode(self.text, self.at)
        return value

    def skip(self) -> None:
        found = BLANKS.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def accept(self, mark: str) -> bool:
        if not self.text.startswith(mark, self.at):
            return False
        self.at += 1
        return True

    def expect(self, mark: str) -> None:
        if not self.accept(mark):
            raise json.JSONDecodeError(f"Expecting '{mark}' delimiter", self.text, self.at)
        self.skip()

    def here(self) -> int:
        """The line of the place, counted on from the last time it was asked."""
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line


DECODER = json.JSONDecoder(object_pairs_hook=without_duplicates)
