"""What a body is, and JSON as the service takes it: RFC 8259 and nothing more, and only text that can be stored.

PostgreSQL cannot hold NUL, and a lone surrogate is no character, so both are refused before anything sees them.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from api.field_texts import MOST, field_error, pointer_of
from api.problems import FieldError, Problem

DEEPEST = 64


def media_type_of(content_type: str | None) -> str:
    """What a header ``Content-Type`` names, without parameters and in lower case; ``""`` where it names nothing."""
    return (content_type or "").partition(";")[0].strip().lower()


def read_json(body: bytes) -> Any:
    """The one document in a body.

    Raises:
        Problem: ``malformed-json`` for what cannot be parsed, ``invalid`` for text or numbers that cannot be taken.
    """
    if b"\0" in body:
        raise Problem("invalid", errors=[field_error("", "nul")])
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem("invalid", errors=[field_error("", "encoding")]) from None
    try:
        document = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_number)
    except json.JSONDecodeError as error:
        raise Problem("malformed-json", position=error.pos, reason=error.msg) from None
    except RecursionError:
        raise Problem("invalid", errors=[field_error("", "depth")]) from None
    except ValueError:  # a whole number of thousands of digits
        raise Problem("invalid", errors=[field_error("", "number")]) from None
    # Only an escape can bring them in, and most documents have none.
    if "\\u" in text or text.count("[") + text.count("{") > DEEPEST:
        check_text(document)
    return document


def check_text(value: object) -> None:
    """Refuse NUL and lone surrogates anywhere in a parsed value, keys included.

    Raises:
        Problem: ``invalid``, naming the first fifty places.
    """
    found: list[FieldError] = []
    _walk(value, (), found)
    if found:
        raise Problem("invalid", errors=found[:MOST])


def text_fault(text: str) -> str | None:
    """What makes a text impossible to keep (``nul`` or ``surrogate``), or nothing."""
    if "\0" in text:
        return "nul"
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        return "surrogate"
    return None


def _walk(value: object, place: tuple[object, ...], found: list[FieldError]) -> None:
    if len(found) >= MOST:
        return
    if len(place) > DEEPEST:
        found.append(field_error(pointer_of(place[:3]), "depth"))
    elif isinstance(value, str):
        if (fault := text_fault(value)) is not None:
            found.append(field_error(pointer_of(place), fault))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if (fault := text_fault(key)) is not None:
                found.append(field_error(pointer_of(place), fault))
            _walk(inner, (*place, key), found)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _walk(inner, (*place, index), found)


def _refuse_number(_constant: str) -> NoReturn:
    raise Problem("invalid", errors=[field_error("", "number")])
