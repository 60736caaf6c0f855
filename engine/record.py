"""The record as it comes in: the contract of DESIGN §6, checked field by field before anything is judged.

Pydantic states the contract (and the JSON Schema in ``engine/schema/record.schema.json`` is exported from it);
what it finds wrong is turned into problems that name the field by its JSON pointer. ``null`` means absent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from engine.errors import InputError, Mark, Problem
from engine.model import Category, Context, Definition, Entry, Origin, Source


def _whole_characters(text: str) -> str:
    # JSON can spell half a character (an unpaired \\ud800), which no report could be written with.
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise PydanticCustomError("broken_text", "unpaired surrogate")
    return text


Text = Annotated[str, Field(strict=True), AfterValidator(_whole_characters)]
"""A string and nothing else: a number is never read as one."""

Term = Annotated[str, Field(strict=True, min_length=1, pattern=r"\S"), AfterValidator(_whole_characters)]
"""A term: something must be visible in it, for a record without a term names nothing."""

OTHER_NAMES: Mapping[str, str] = {
    "term": "begrip", "naam": "begrip", "preflabel": "begrip", "definition": "definitie", "omschrijving": "definitie",
    "categorie": "category", "synoniemen": "synonyms", "bronnen": "sources", "bron": "sources", "source": "sources",
    "voorkeursterm": "preferred_term", "afkortingen": "known_abbreviations", "titel": "title",
    "organisatorisch": "organizational", "juridisch": "legal", "wettelijk": "statutory",
}  # fmt: skip
"""Names people give a field instead of ours, for "did you mean" where spelling alone would not find it."""


class _Contract(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceRecord(_Contract):
    """A source of the definition; an object without any of the three says nothing, and counts as such."""

    title: Text | None = Field(None, description="Title of the document.")
    citation: Text | None = Field(None, description="Place in it, such as an article or a page.")
    url: Text | None = Field(None, description="Address or identifier (IRI).")


class ContextRecord(_Contract):
    """Where the term is used. An absent list is unknown, an empty one is known to be empty."""

    organizational: list[Text] | None = Field(None, description="Organisations, such as OM.")
    legal: list[Text] | None = Field(None, description="Fields of law, such as strafrecht.")
    statutory: list[Text] | None = Field(None, description="Statutes, such as Wetboek van Strafvordering.")


class EntryRecord(_Contract):
    """Another entry of the same scheme."""

    begrip: Term = Field(description="The term.")
    definitie: Text | None = Field(None, description="Its definition; absent for an entry without one.")
    id: Text | None = Field(None, description="Identity; an entry with the id of the record is the record itself.")
    synonyms: list[Text] | None = Field(None, description="Other terms for the same concept.")


class Record(_Contract):
    """One term with its definition. An absent field (or null) is unknown; an empty one is known to be empty."""

    begrip: Term = Field(description="The term that is defined.")
    definitie: Text = Field(description="The text of the definition; blank text is judged as an empty definition.")
    id: Text | None = Field(None, description="Identity of the record, given back in the report.")
    category: Literal["type", "proces", "resultaat", "exemplaar"] | None = Field(
        None, description="Ontological category of the term."
    )
    context: ContextRecord | None = Field(None, description="Where the term is used.")
    sources: list[SourceRecord] | None = Field(None, description="Sources of the definition.")
    synonyms: list[Text] | None = Field(None, description="Other terms for the same concept.")
    preferred_term: Text | None = Field(None, description="The term that is preferred among term and synonyms.")
    known_abbreviations: list[Text] | None = Field(
        None, description="Abbreviations that need no explanation for these readers."
    )
    corpus: list[EntryRecord] | None = Field(
        None, description="The other entries of the same scheme; goes before any corpus given otherwise."
    )


MODELS: Mapping[str, type[_Contract]] = {
    "context": ContextRecord, "sources": SourceRecord, "corpus": EntryRecord,
}  # fmt: skip
CATEGORIES = tuple(category.value for category in Category)


def parse_record(data: object, *, where: Origin | None = None) -> Definition:
    """A record from parsed JSON.

    Args:
        data: what a JSON parser made of the record.
        where: file and line it was read from; goes into the definition and into the marks of problems.

    Returns:
        The definition, with absent fields as ``None``.

    Raises:
        InputError: with one problem for every field that does not fit, each naming its JSON pointer.
    """
    mark = mark_of(where)
    if not isinstance(data, dict):
        raise InputError([Problem("record-not-an-object", mark, values={"found": excerpt(data)})])
    try:
        record = Record.model_validate(data)
    except ValidationError as error:
        raise InputError(_problem(detail, mark) for detail in error.errors(include_url=False)) from None
    return _definition(record, where)


def record_to_dict(definition: Definition) -> dict[str, Any]:
    """The record as plain JSON data: only what is known, in the order of the contract.

    ``parse_record(record_to_dict(d))`` is ``d`` without its origin.
    """
    context = definition.context
    known: dict[str, Any] = {
        "id": definition.id,
        "begrip": definition.begrip,
        "definitie": definition.definitie,
        "category": None if definition.category is None else definition.category.value,
        "context": context and _known(organizational=context.organizational, legal=context.legal,
                                      statutory=context.statutory),
        "sources": None if definition.sources is None else [
            _known(title=source.title, citation=source.citation, url=source.url) for source in definition.sources
        ],
        "synonyms": definition.synonyms,
        "preferred_term": definition.preferred_term,
        "known_abbreviations": definition.known_abbreviations,
        "corpus": None if definition.corpus is None else [
            _known(id=entry.id, begrip=entry.begrip, definitie=entry.definitie, synonyms=entry.synonyms or None)
            for entry in definition.corpus
        ],
    }  # fmt: skip
    return _known(**known)


def mark_of(where: Origin | None) -> Mark | None:
    """The place of a record as a mark; ``None`` where it does not come from a file."""
    return None if where is None or where.file is None else Mark(where.file, where.line or 1, 1)


def excerpt(value: object, length: int = 40) -> str:
    """What stands in the input, short enough for a message (``length`` in code points)."""
    names = {None: "null", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return names[value]
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    if isinstance(value, list):
        return "[…]" if value else "[]"
    text = _printable(str(value))
    return text if len(text) <= length else text[: length - 1] + "…"


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _known(**fields: Any) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in fields.items() if value is not None
    }


def _definition(record: Record, where: Origin | None) -> Definition:
    context = record.context
    return Definition(
        begrip=record.begrip,
        definitie=record.definitie,
        id=record.id,
        category=None if record.category is None else Category(record.category),
        context=None
        if context is None
        else Context(_tuple(context.organizational), _tuple(context.legal), _tuple(context.statutory)),
        sources=None
        if record.sources is None
        else tuple(Source(source.title, source.citation, source.url) for source in record.sources),
        synonyms=_tuple(record.synonyms),
        preferred_term=record.preferred_term,
        known_abbreviations=_tuple(record.known_abbreviations),
        corpus=None
        if record.corpus is None
        else tuple(
            Entry(entry.begrip, entry.definitie, entry.id, _tuple(entry.synonyms) or ()) for entry in record.corpus
        ),
        origin=where,
    )


def _tuple(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


def _problem(detail: ErrorDetails, mark: Mark | None) -> Problem:
    place = detail["loc"]
    field = _printable(str(place[-1]))
    found = detail["input"]
    values = {"pointer": _pointer(place), "field": field, "found": excerpt(found)}
    kind = detail["type"]
    if kind == "extra_forbidden":
        names = tuple(_model_at(place[:-1]).model_fields)
        values["known"] = ", ".join(names)
        return Problem("unknown-record-field", mark, values=values, suggestion=near(field, names))
    if kind == "missing" or (found is None and field in ("begrip", "definitie")):
        return Problem("missing-record-field", mark, values=values)
    if kind == "literal_error":
        values["allowed"] = ", ".join(CATEGORIES)
        return Problem("unknown-record-category", mark, values=values, suggestion=near(str(found), CATEGORIES))
    code = {
        "string_type": "field-not-text", "broken_text": "broken-text", "list_type": "field-not-a-list",
        "model_type": "field-not-an-object", "string_too_short": "blank-term", "string_pattern_mismatch": "blank-term",
    }[kind]  # fmt: skip
    return Problem(code, mark, values=values)


def _model_at(place: tuple[int | str, ...]) -> type[_Contract]:
    return MODELS[str(place[0])] if place else Record


def _pointer(place: tuple[int | str, ...]) -> str:
    return _printable("".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in place))


def near(word: str, words: Sequence[str]) -> str | None:
    """The word that was probably meant, by its spelling or by another name it goes by; ``None`` if none is near."""
    lowered = word.strip().lower()
    if OTHER_NAMES.get(lowered) in words:
        return OTHER_NAMES[lowered]
    found = get_close_matches(lowered, words, n=1, cutoff=0.6)
    return found[0] if found else None
