"""Between rows and the engine's record: the same definition, absent kept apart from empty."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from engine.model import Category, Context, Definition, Entry, Origin, Source
from storage.models import DefinitionRow, SourceRow, SynonymRow


def term_key(term: str) -> str:
    """The term folded for comparing: NFC, case, runs of blanks. At most 255 code points."""
    return " ".join(unicodedata.normalize("NFC", term).casefold().split())[:255]


def to_record(row: DefinitionRow) -> Definition:
    """The row as the engine reads it. Its synonyms and sources must have been loaded."""
    stated = (row.context_org, row.context_legal, row.context_statutory)
    return Definition(
        begrip=row.begrip,
        definitie=row.definitie,
        id=str(row.id),
        category=None if row.category is None else Category(row.category),
        context=None if stated == (None, None, None) else Context(*map(_tuple, stated)),
        sources=tuple(Source(each.title, each.citation, each.url) for each in row.sources) if row.has_sources else None,
        synonyms=tuple(each.term for each in row.synonyms) if row.has_synonyms else None,
        preferred_term=row.preferred_term,
        known_abbreviations=_tuple(row.known_abbreviations),
        origin=Origin(iri=row.iri) if row.iri else None,
    )


def lists_differ(row: DefinitionRow, record: Definition) -> bool:
    """Whether the row has other synonyms or sources than the record."""
    return [each.term for each in row.synonyms] != [*(record.synonyms or ())] or [
        Source(each.title, each.citation, each.url) for each in row.sources
    ] != [*(record.sources or ())]


def write_record(row: DefinitionRow, record: Definition) -> None:
    """Put the record into the row; identity, status, owner and scheme are not touched."""
    context = record.context or Context()
    row.begrip, row.definitie = record.begrip, record.definitie
    row.term_key = term_key(record.begrip)
    row.category = None if record.category is None else record.category.value
    row.context_org, row.context_legal = _list(context.organizational), _list(context.legal)
    row.context_statutory = _list(context.statutory)
    row.preferred_term = record.preferred_term
    row.known_abbreviations = _list(record.known_abbreviations)
    row.has_synonyms, row.has_sources = record.synonyms is not None, record.sources is not None
    if not lists_differ(row, record):
        return
    row.synonyms[:] = [
        SynonymRow(position=position, term=term, term_key=term_key(term))
        for position, term in enumerate(record.synonyms or ())
    ]
    row.sources[:] = [
        SourceRow(position=position, title=source.title, citation=source.citation, url=source.url)
        for position, source in enumerate(record.sources or ())
    ]


def to_entry(row: DefinitionRow) -> Entry:
    """The row as other definitions of its scheme see it."""
    return Entry(row.begrip, row.definitie, str(row.id), tuple(each.term for each in row.synonyms))


def entry_of_record(record: Mapping[str, Any], key: UUID) -> Entry:
    """A record as it was kept (DESIGN §6), as other definitions of its scheme saw it."""
    return Entry(record["begrip"], record["definitie"], str(key), tuple(record.get("synonyms") or ()))


def _tuple(values: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


def _list(values: Sequence[str] | None) -> list[str] | None:
    return None if values is None else list(values)
