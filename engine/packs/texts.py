"""Types that the models of all pack files share: texts by language, codes, numbers and answers written as text.

Values come from ``engine.packs.nodes`` as texts, lists and maps; the types here turn them into what they mean. The
pack's language is the validation context ``language``. Extra codes of problems are raised as ``PydanticCustomError``.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

LANGUAGE = r"^[a-z]{2}$"
"""A language, by its two-letter code (ISO 639-1)."""
CODE = r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$"
"""The code of a rule: upper case, digits, hyphens, at most 20 characters."""
NAME = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
"""The name of a pack, rule, theme, family or profile."""
IDENTIFIER = r"^[a-zà-öø-ÿ][a-zà-öø-ÿ0-9_]*$"
"""A name inside checks: lexicon, selector, config value."""
SEMVER = r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$"
"""A version (https://semver.org)."""
CLAUSE = r"^(\d{1,3}|[a-zà-öø-ÿ][a-zà-öø-ÿ0-9_ -]{2,38})?$"
"""The key of a clause or its number; at least three characters, since two would read as a language."""
YES = ("ja", "yes", "true")
NO = ("nee", "no", "false")
WHOLE = r"^(0|-?[1-9]\d{0,8})$"
ALL_CLAUSES = ""
"""The key of a text that belongs to every clause."""


class Strict(BaseModel):
    """A map in a pack file: known keys only."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=False, validate_by_alias=True)


def yes_or_no(value: str) -> bool | None:
    """The meaning of a written answer, ``None`` if it is neither."""
    return True if value in YES else False if value in NO else None


def _whole(value: Any) -> Any:
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-kind-number", "")
    if not re.match(WHOLE, value):
        raise PydanticCustomError("not-a-number", "", {"found": value})
    return int(value)


def _localised(value: Any, info: ValidationInfo) -> Any:
    language = _language(info)
    if isinstance(value, str):
        return {language: value}
    if isinstance(value, dict) and value and language not in value and all(re.match(LANGUAGE, key) for key in value):
        raise PydanticCustomError("missing-language", "", {"language": language})
    return value


def _by_clause(value: Any) -> Any:
    """Texts by clause; a text (or map of languages) for all clauses goes under ``ALL_CLAUSES``."""
    if isinstance(value, str) or (isinstance(value, dict) and value and all(re.match(LANGUAGE, key) for key in value)):
        return {ALL_CLAUSES: value}
    return value


def _language(info: ValidationInfo) -> str:
    return str((info.context or {}).get("language", "nl"))


_TEXT_SCHEMA = {"type": ["string", "number", "boolean"]}
_LOCALISED_SCHEMA: dict[str, Any] = {
    "anyOf": [
        _TEXT_SCHEMA,
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": LANGUAGE},
            "additionalProperties": _TEXT_SCHEMA,
        },
    ]
}

Text = Annotated[str, Field(min_length=1), WithJsonSchema(_TEXT_SCHEMA)]
"""A text that says something."""
Free = Annotated[str, WithJsonSchema(_TEXT_SCHEMA)]
"""A text that may be empty."""
Code = Annotated[str, Field(pattern=CODE, max_length=20)]
Name = Annotated[str, Field(pattern=NAME)]
Identifier = Annotated[str, Field(pattern=IDENTIFIER)]
Version = Annotated[str, Field(pattern=SEMVER)]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": ["integer", "string"], "pattern": WHOLE})]
"""A whole number."""
Percentage = Annotated[Whole, Field(ge=0, le=100)]
Scalar = Annotated[str, WithJsonSchema(_TEXT_SCHEMA)]
"""A number, answer or text whose type is said elsewhere."""
Language = Annotated[str, Field(pattern=LANGUAGE)]
Localised = Annotated[
    dict[Language, Text], BeforeValidator(_localised), Field(min_length=1), WithJsonSchema(_LOCALISED_SCHEMA)
]
"""A text in the pack's language, or a map of language to text."""
ClauseName = Annotated[str, Field(pattern=CLAUSE)]
"""The key of a clause, or its number from 1."""
ByClause = Annotated[
    dict[ClauseName, Localised],
    BeforeValidator(_by_clause),
    Field(min_length=1),
    WithJsonSchema(
        {"anyOf": [_TEXT_SCHEMA, {"type": "object", "minProperties": 1, "additionalProperties": _LOCALISED_SCHEMA}]}
    ),
]
"""A text for all clauses, or a map of clause name to text."""
