"""Uploads as records: read by the readers of the command line, which tell what is wrong by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from pydantic import ValidationError

from api.definitions.forms import Fields
from api.field_texts import field_error, field_errors
from api.jsonbody import check_text, media_type_of
from api.problems import FieldError, Problem
from api.records import field_error_of
from engine import errors
from engine.model import Definition
from engine.record import record_to_dict
from plugins.formats.items import Item, Source, Undefined
from plugins.formats.reading import RDF_SUFFIXES, READERS
from plugins.formats.sources import StreamSource

SUFFIXES: Mapping[str, str] = {
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/json": ".json",
    "text/csv": ".csv",
    "text/turtle": ".ttl",
    "application/rdf+xml": ".rdf",
    "application/ld+json": ".jsonld",
}
"""Media types that are read, and the suffix that the readers know them by."""
MOST = 5000
"""Records of one upload: it is saved in one transaction, and its scheme is held for as long."""
NAME = "/upload"
"""What the readers call an upload. In RDF it is the base of addresses that are not whole."""
NO_DEFINITION = FieldError("/definitie", ("ontbreekt", "is missing"), "missing")


@dataclass(frozen=True, slots=True)
class Read:
    """A record of an upload, or what is wrong with it. ``line`` is where it stands, as far as the reader knows."""

    line: int | None
    begrip: str | None
    record: Definition | None
    errors: tuple[FieldError, ...] = ()
    warning: bool = False


def suffix_of(content_type: str | None) -> str:
    """The suffix of a media type.

    Raises:
        Problem: ``unsupported-media-type``.
    """
    name = media_type_of(content_type)
    if name not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise Problem("unsupported-media-type", headers={"Accept": known}, expected=known)
    return SUFFIXES[name]


def read_upload(data: bytes, suffix: str, language: str) -> list[Read]:
    """All that an upload holds, in order. Takes seconds for a large one: call it in a thread.

    Args:
        data: as it came.
        suffix: one of ``SUFFIXES``.
        language: of labels and definitions in RDF.

    Raises:
        Problem: ``invalid`` for more records than are taken at once.
    """
    source = StreamSource(NAME + suffix, BytesIO(data))
    items = list(islice(_items(source, suffix, language), MOST + 1))
    if len(items) > MOST:
        raise Problem("invalid", errors=[field_error("", "too_long", {"max_length": MOST})])
    return [_checked(item) for item in items]


def _items(source: Source, suffix: str, language: str) -> Iterator[Item]:
    if suffix not in RDF_SUFFIXES:
        yield from READERS[suffix](source)
        return
    from plugins.formats.rdf import read_graph  # noqa: PLC0415 - rdflib costs 0.1 s, and most uploads do not need it
    from plugins.formats.skos import read_schemes  # noqa: PLC0415

    described = read_graph([(source, suffix)])
    yield from described.problems
    schemes = list(read_schemes(described, language))
    for scheme in schemes:
        yield from scheme.items()
    if not schemes and not described.problems:
        yield errors.Problem("no-concepts", errors.Mark(source.name, 1, 1), values={"language": language})


def _checked(item: Item) -> Read:
    match item:
        case errors.Problem():
            line = None if item.mark is None else item.mark.line
            return Read(line, None, None, (field_error_of(item),), item.warning)
        case Undefined():
            return Read(item.origin.line, item.begrip, None, (NO_DEFINITION,))
    line = None if item.origin is None else item.origin.line
    return Read(line, item.begrip, item, tuple(_faults(item)))


def _faults(record: Definition) -> list[FieldError]:
    """What keeps a record of the engine from being one that is kept here."""
    fields = record_to_dict(record)
    fields.pop("id", None)
    fields.pop("corpus", None)
    try:
        check_text(fields)
        Fields.model_validate(fields)
    except Problem as problem:
        return list(problem.errors)
    except ValidationError as error:
        return field_errors([{**each, "loc": ("body", *each["loc"])} for each in error.errors()])
    return []
