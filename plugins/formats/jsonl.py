"""JSON Lines: one record a line, read as a stream; a bad line is named and skipped."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from engine.errors import InputError, Mark, Problem
from engine.model import Origin
from engine.record import parse_record
from plugins.formats.items import Item, Source
from plugins.formats.sources import UTF_16, encoding_problem

MISTAKES: Mapping[str, str] = {
    "Expecting value": "json-value", "Expecting property name": "json-name", "Expecting ','": "json-comma",
    "Expecting ':'": "json-colon", "Extra data": "json-end", "Unterminated string": "json-quote",
    "Invalid control character": "json-control", "Invalid \\": "json-escape",
}  # fmt: skip
"""How Python's parser begins its message for a mistake, and the code of our problem for it."""


def read_jsonl(source: Source, first: int = 1) -> Iterator[Item]:
    """The records of a JSON Lines file, with problems where a line is none.

    Args:
        source: the file, or a part of it that begins at the start of a line.
        first: the number of that line in the file.
    """
    filled = 0
    for number, data in enumerate(source.lines(), start=first):
        if number == 1 and data.startswith(UTF_16):
            yield Problem("utf-16", Mark(source.name, 1, 1))
            return
        if data.isspace():
            continue
        filled += 1
        yield from _record(data, source.name, number)
    if not filled:
        yield Problem("empty-input", Mark(source.name, 1, 1))


def _record(data: bytes, file: str, number: int) -> Iterator[Item]:
    try:
        text = data.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        yield encoding_problem(file, number, data, error.start)
        return
    try:
        yield parse_record(parse_json(text, file, number), where=Origin(file, number))
    except InputError as error:
        yield from error.problems


def parse_json(text: str, file: str, line: int) -> object:
    """The JSON value in a text that stands on one line of a file.

    Raises:
        InputError: it is no JSON, with the column; a field stands there twice; it is nested too deeply.
    """
    try:
        return json.loads(text, object_pairs_hook=without_duplicates)
    except json.JSONDecodeError as error:
        raise InputError([json_problem(error, file, line)]) from None
    except DuplicateFieldError as error:
        values = {"field": str(error)}
        raise InputError([Problem("duplicate-field", Mark(file, line, 1), text, values)]) from None
    except RecursionError:
        raise InputError([Problem("json-too-deep", Mark(file, line, 1))]) from None
    except ValueError as error:
        # Python refuses to read a number of thousands of digits.
        raise InputError([Problem("broken-json", Mark(file, line, 1), values={"reason": str(error)})]) from None


class DuplicateFieldError(ValueError):
    """A field that stands twice in one JSON object: which of the two was meant cannot be told."""


def without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The object of some pairs, for ``object_pairs_hook``.

    Raises:
        DuplicateFieldError: with the field that stands there twice.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise DuplicateFieldError(next(name for name in names if names.count(name) > 1))
    return found


def json_problem(error: json.JSONDecodeError, file: str, line: int) -> Problem:
    """Broken JSON at its place; ``line`` is that of the first line of the text that was parsed."""
    lines = error.doc.split("\n")
    text = lines[error.lineno - 1].rstrip("\r") if error.lineno <= len(lines) else ""
    mark = Mark(file, line + error.lineno - 1, error.colno)
    code = next((code for start, code in MISTAKES.items() if error.msg.startswith(start)), "broken-json")
    return Problem(code, mark, text, {"reason": error.msg})
