"""Exports: the list as a file that can be imported again, made a page at a time.

Each page is read in a transaction of its own: who stops reading holds no connection and no lock. Rows are therefore
each as they were when their page was read; none is left out or there twice, for the list goes by key.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rdflib.namespace import DCTERMS, FOAF, SKOS
from rdflib.term import Literal, URIRef

from engine.model import Context, Definition
from engine.record import record_to_dict
from plugins.formats.csv_file import guarded
from storage.database import Database
from storage.models import DefinitionRow, SchemeRow
from storage.paging import MAX_LIMIT, Page
from storage.records import to_record
from storage.repositories.definitions import Filter
from storage.unit import Actor

COLUMNS = (
    "id", "begrip", "definitie", "category", "synonyms", "sources", "preferred_term", "known_abbreviations",
    "organizational", "legal", "statutory",
)  # fmt: skip
WHOLE_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]+')


@dataclass(frozen=True, slots=True)
class Form:
    """A form of export: what comes first, and what a row becomes."""

    suffix: str
    media_type: str
    head: Callable[[], str]
    rows: Callable[[Sequence[DefinitionRow], str, set[str]], str]


async def first_page(database: Database, which: Filter) -> Page[DefinitionRow]:
    """The first page, read before anything is sent, so that what is wrong is still answered as a problem.

    Raises:
        StorageError: where the store cannot.
    """
    async with database.unit() as unit:
        return await unit.definitions.page(which, limit=MAX_LIMIT)


async def export(
    database: Database, actor: Actor, which: Filter, page: Page[DefinitionRow], form: Form, language: str
) -> AsyncIterator[bytes]:
    """The whole list.

    Args:
        database: to read the other pages from.
        actor: who asks.
        which: rows; what one may not read must be left out of it already.
        page: the first.
        form: of the file.
        language: of the texts, for those forms that say so.
    """
    said: set[str] = set()
    yield form.head().encode()
    while True:
        yield form.rows(page.items, language, said).encode()
        if page.next_cursor is None:
            return
        async with database.unit(actor) as unit:
            page = await unit.definitions.page(which, cursor=page.next_cursor, limit=MAX_LIMIT)


def jsonl_rows(rows: Sequence[DefinitionRow], _language: str, _said: set[str]) -> str:
    """Records, one a line: nothing of them is lost."""
    return "".join(
        json.dumps(record_to_dict(to_record(row)), ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows
    )


def csv_head() -> str:
    """The names of the columns."""
    return _csv([COLUMNS])


def csv_rows(rows: Sequence[DefinitionRow], _language: str, _said: set[str]) -> str:
    """Rows of cells. What is unknown becomes empty, and of a source its address or else its title and place is kept."""
    return _csv(_cells(to_record(row)) for row in rows)


def _cells(record: Definition) -> list[str]:
    context = record.context or Context()
    return [
        record.id or "",
        record.begrip,
        record.definitie,
        "" if record.category is None else record.category.value,
        listed(record.synonyms),
        listed([each.url or ", ".join(filter(None, (each.title, each.citation))) for each in record.sources or ()]),
        record.preferred_term or "",
        listed(record.known_abbreviations),
        listed(context.organizational),
        listed(context.legal),
        listed(context.statutory),
    ]


def listed(values: Sequence[str] | None) -> str:
    """A list in one cell, as the reader takes it apart: with ``|``, which then cannot be part of a value."""
    found = [value.replace("|", "/") for value in values or ()]
    return found[0] + "|" if len(found) == 1 and ";" in found[0] else "|".join(found)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(map(guarded, row) for row in rows)  # RFC 4180
    return text.getvalue()


def turtle_head() -> str:
    """The prefixes."""
    names = {"skos": SKOS, "dct": DCTERMS, "foaf": FOAF}
    return "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in names.items())


def turtle_rows(rows: Sequence[DefinitionRow], language: str, said: set[str]) -> str:
    """SKOS concepts; a scheme is described before its first."""
    parts = []
    for row in rows:
        if row.scheme is not None and (scheme := scheme_iri(row.scheme)) not in said:
            said.add(scheme)
            parts.append(f"\n{_iri(scheme)} a skos:ConceptScheme ; dct:title {_text(row.scheme.title, language)} .\n")
        parts.append(_concept(row, language))
    return "".join(parts)


def concept_iri(row: DefinitionRow) -> str:
    """Its IRI: the one it came with, else one of its id."""
    return row.iri if row.iri is not None and WHOLE_IRI.fullmatch(row.iri) else row.id.urn


def scheme_iri(scheme: SchemeRow) -> str:
    """Its IRI: the one it was given, else one of its id."""
    return scheme.iri if scheme.iri is not None and WHOLE_IRI.fullmatch(scheme.iri) else scheme.id.urn


def _concept(row: DefinitionRow, language: str) -> str:
    record = to_record(row)
    facts = [f"skos:prefLabel {_text(record.begrip, language)}", f"skos:definition {_text(record.definitie, language)}"]
    facts += [f"skos:altLabel {_text(each, language)}" for each in record.synonyms or ()]
    if row.scheme is not None:
        facts.append(f"skos:inScheme {_iri(scheme_iri(row.scheme))}")
    after = ""
    for source in record.sources or ():
        told = []
        if source.title is not None:
            told.append(f"dct:title {_text(source.title, language)}")
        if source.citation is not None:
            told.append(f"dct:bibliographicCitation {_text(source.citation, language)}")
        if source.url is not None and WHOLE_IRI.fullmatch(source.url):
            facts.append(f"dct:source {_iri(source.url)}")
            after += f"{_iri(source.url)} {' ; '.join(told)} .\n" if told else ""
        elif told or source.url:
            told += [f"foaf:page {Literal(source.url).n3()}"] if source.url else []
            facts.append(f"dct:source [ {' ; '.join(told)} ]")
    return f"\n{_iri(concept_iri(row))} a skos:Concept ;\n    " + " ;\n    ".join(facts) + " .\n" + after


def _iri(iri: str) -> str:
    return URIRef(iri).n3()


def _text(text: str, language: str) -> str:
    return Literal(text, lang=language).n3()


FORMS: Mapping[str, Form] = {
    "jsonl": Form("jsonl", "application/x-ndjson", str, jsonl_rows),
    "csv": Form("csv", "text/csv", csv_head, csv_rows),
    "ttl": Form("ttl", "text/turtle", turtle_head, turtle_rows),
}
