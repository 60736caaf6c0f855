"""What is wrong with a field, in Dutch and English: pydantic says it in English only, and partly in its own terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.problems import FieldError

TEXTS: Mapping[str, tuple[str, str]] = {
    "missing": ("ontbreekt", "is missing"),
    "unknown_query": ("onbekend; er zijn: {known}", "unknown; there are: {known}"),
    "extra_forbidden": ("onbekend veld", "unknown field"),
    "string_type": ("moet tekst zijn", "must be a text"),
    "string_too_short": ("heeft minstens {min_length} tekens", "has {min_length} characters or more"),
    "string_too_long": ("heeft hoogstens {max_length} tekens", "has {max_length} characters or less"),
    "string_pattern_mismatch": ("heeft niet de vorm {pattern}", "does not have the form {pattern}"),
    "string_unicode": ("bevat tekens die geen Unicode zijn", "holds characters that are not Unicode"),
    "int_type": ("moet een geheel getal zijn", "must be a whole number"),
    "int_parsing": ("moet een geheel getal zijn", "must be a whole number"),
    "int_from_float": ("moet een geheel getal zijn", "must be a whole number"),
    "float_type": ("moet een getal zijn", "must be a number"),
    "float_parsing": ("moet een getal zijn", "must be a number"),
    "decimal_parsing": ("moet een getal zijn", "must be a number"),
    "finite_number": ("moet een eindig getal zijn", "must be a finite number"),
    "bool_type": ("moet true of false zijn", "must be true or false"),
    "bool_parsing": ("moet true of false zijn", "must be true or false"),
    "list_type": ("moet een lijst zijn", "must be a list"),
    "too_long": ("heeft hoogstens {max_length} onderdelen", "has {max_length} items or less"),
    "too_short": ("heeft minstens {min_length} onderdelen", "has {min_length} items or more"),
    "dict_type": ("moet een object zijn", "must be an object"),
    "model_type": ("moet een object zijn", "must be an object"),
    "model_attributes_type": ("moet een object zijn", "must be an object"),
    "enum": ("is een van {expected}", "is one of {expected}"),
    "literal_error": ("is een van {expected}", "is one of {expected}"),
    "greater_than": ("moet groter zijn dan {gt}", "must be greater than {gt}"),
    "greater_than_equal": ("is minstens {ge}", "is {ge} or more"),
    "less_than": ("moet kleiner zijn dan {lt}", "must be less than {lt}"),
    "less_than_equal": ("is hoogstens {le}", "is {le} or less"),
    "uuid_parsing": ("moet een UUID zijn", "must be a UUID"),
    "uuid_type": ("moet een UUID zijn", "must be a UUID"),
    "datetime_type": ("moet een tijdstip zijn", "must be a moment in time"),
    "datetime_parsing": ("moet een tijdstip zijn", "must be a moment in time"),
    "datetime_from_date_parsing": ("moet een tijdstip zijn", "must be a moment in time"),
    "timezone_aware": ("moet een tijdzone noemen", "must name a time zone"),
    "bad-url": ("is geen bruikbaar adres (https://…)", "is no usable address (https://…)"),
    "not-https": ("moet met https:// beginnen", "must begin with https://"),
    "private-address": ("is geen openbaar adres", "is no public address"),
    "nul": ("bevat een NUL-teken", "holds a NUL character"),
    "surrogate": ("bevat een half teken (een los surrogaat)", "holds half a character (a lone surrogate)"),
    "encoding": ("is geen UTF-8", "is not UTF-8"),
    "number": ("bevat een getal dat geen JSON is", "holds a number that is not JSON"),
    "content-type": (
        "is niet als JSON verstuurd; stuur Content-Type: application/json mee",
        "was not sent as JSON; send Content-Type: application/json with it",
    ),
    "depth": ("is te diep genest", "is nested too deep"),
}
UNKNOWN = ("is ongeldig", "is invalid")
MOST = 50
"""Faults that are named in one answer."""


def field_error(pointer: str, code: str, values: Mapping[str, Any] | None = None) -> FieldError:
    """A fault of the table above."""
    dutch, english = TEXTS.get(code, UNKNOWN)
    filled = _Values(values or {})
    # Pydantic joins what it expected itself, in English: 'nl' or 'en'.
    in_dutch = _Values(filled | {"expected": str(filled["expected"]).replace(" or ", " of ")})
    return FieldError(pointer, (dutch.format_map(in_dutch), english.format_map(filled)), code)


def field_errors(faults: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    """Faults as pydantic gives them. What was typed is never repeated."""
    return [field_error(_pointer(fault["loc"]), fault["type"], fault.get("ctx")) for fault in faults[:MOST]]


def pointer_of(parts: Sequence[object]) -> str:
    """A JSON pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1")[:100] for part in parts)


def _pointer(location: Sequence[object]) -> str:
    place, *parts = location
    return pointer_of(parts) if place == "body" else f"{place}:{'.'.join(map(str, parts))}"


class _Values(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
