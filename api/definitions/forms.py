"""Definitions as they come in and go out: the record of DESIGN section 6, flat, with what the service knows of it.

``null`` and an absent field are unknown; an empty list or text is known to be empty.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

from api.definitions.judging import Verdict
from api.field_texts import field_error
from api.jsonbody import text_fault
from api.problems import Problem
from engine.model import Category, Definition
from engine.record import ContextRecord, SourceRecord, parse_record, record_to_dict
from storage.models import DefinitionRow, DefinitionVersionRow, Status
from storage.records import to_record

TEXT_MOST = 20_000
"""Code points of a definition that is kept: far more than any has, and few enough to judge while others wait."""
EXAMPLE: dict[str, JsonValue] = {
    "begrip": "meldkamer",
    "definitie": "ruimte waar noodoproepen binnenkomen en worden doorgezet",
    "category": "type",
    "context": {"organizational": ["Politie"]},
    "sources": [{"title": "Handboek meldkamers", "citation": "hoofdstuk 2"}],
    "synonyms": ["alarmcentrale"],
}


def _storable(text: str) -> str:
    fault = text_fault(text)
    if fault is not None:
        raise PydanticCustomError(fault, "cannot be stored")
    return text


Plain = Annotated[str, AfterValidator(_storable)]
"""Text that can be stored, for where it does not come as JSON."""
Label = Annotated[str, Field(max_length=255)]
Name = Annotated[str, Field(max_length=1000)]
Reason = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
SchemeName = Annotated[str, Field(max_length=100, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class SourceIn(BaseModel):
    """A source: any of the three."""

    model_config = ConfigDict(extra="forbid")

    title: Name | None = None
    citation: Name | None = None
    url: Annotated[str, Field(max_length=2000)] | None = None


class ContextIn(BaseModel):
    """Where the term is used."""

    model_config = ConfigDict(extra="forbid")

    organizational: list[Name] | None = Field(None, max_length=100)
    legal: list[Name] | None = Field(None, max_length=100)
    statutory: list[Name] | None = Field(None, max_length=100)


class Fields(BaseModel):
    """The fields of a record."""

    model_config = ConfigDict(extra="forbid")

    begrip: Annotated[str, Field(min_length=1, max_length=255, pattern=r"\S", description="The term.")]
    definitie: str = Field(max_length=TEXT_MOST, description="Its definition; blank text is judged as an empty one.")
    category: Category | None = None
    context: ContextIn | None = None
    sources: list[SourceIn] | None = Field(None, max_length=100)
    synonyms: list[Label] | None = Field(None, max_length=200)
    preferred_term: Label | None = None
    known_abbreviations: list[Label] | None = Field(None, max_length=200)

    def record(self) -> Definition:
        """The same for the engine."""
        return parse_record(self.model_dump(mode="json", include=set(Fields.model_fields)))


def force_with_reason(force: bool, reason: str | None) -> None:
    """Refuse ``force`` without a reason.

    Raises:
        Problem: ``invalid``.
    """
    if force and reason is None:
        raise Problem("invalid", errors=[field_error("/reason", "missing")])


class Save(Fields):
    """A definition with what is said about saving it."""

    force: bool = Field(False, description="Save it although the term or text is there already; takes a reason.")
    reason: Reason | None = Field(None, description="Kept with the version, for the others.")

    def check(self) -> None:
        """Refuse ``force`` without a reason.

        Raises:
            Problem: ``invalid``.
        """
        force_with_reason(self.force, self.reason)


class NewDefinition(Save):
    """A definition to be."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    scheme: SchemeName | None = Field(None, description="Scheme that it is part of, by name; fixed from then on.")


class ChangedDefinition(Save):
    """A definition as it is to be, whole: a field left out becomes unknown."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE | {"reason": "synoniem toegevoegd"}]})


class Reasoned(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "bron ontbreekt"}]})

    reason: Reason | None = None


class Restored(Reasoned):
    """Which version is to be the current one again."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"version": 2}]})

    version: int = Field(ge=1, le=999_999_999)


class DefinitionOut(BaseModel):
    """A definition as it now is. ``version`` in quotes is also an ETag to change it by."""

    id: UUID
    begrip: str
    definitie: str
    category: Category | None = None
    context: ContextRecord | None = None
    sources: list[SourceRecord] | None = None
    synonyms: list[str] | None = None
    preferred_term: str | None = None
    known_abbreviations: list[str] | None = None
    scheme: str | None
    iri: str | None
    status: Status
    version: int
    owner_id: UUID | None
    validation_score: float | None = Field(description="From 0 to 1, of the newest report on the version.")
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: DefinitionRow) -> DefinitionOut:
        """The row as it is sent."""
        return cls.model_validate(facts_of(row))


class SavedDefinition(DefinitionOut):
    """A definition that was saved, with the report of this version."""

    decision: str | None
    report: dict[str, Any] = Field(description="As the command line gives it.")

    @classmethod
    def with_report(cls, row: DefinitionRow, verdict: Verdict) -> SavedDefinition:
        """The row as it is sent after a save."""
        return cls.model_validate(facts_of(row) | {"decision": verdict.decision, "report": verdict.document})


class DefinitionPage(BaseModel):
    """A piece of the list, oldest first."""

    items: list[DefinitionOut]
    next_cursor: str | None = Field(description="To go on with; null at the end. The Link header has the address.")


class ReportOut(BaseModel):
    """The report of a version."""

    definition_id: UUID
    version: int
    decision: str | None
    pack_digest: str
    created_at: datetime | None = Field(description="When it was stored; null where it was made just now.")
    report: dict[str, Any]


class VersionOut(BaseModel):
    """A version as it was saved."""

    version: int
    status: Status
    reason: str | None
    author_id: UUID | None
    created_at: datetime

    @classmethod
    def of(cls, row: DefinitionVersionRow) -> VersionOut:
        """The row as it is sent."""
        return cls.model_validate(row, from_attributes=True)


class VersionWhole(VersionOut):
    """A version with its record."""

    record: dict[str, Any]


class Versions(BaseModel):
    """The versions that one may see, newest first."""

    items: list[VersionOut]


def facts_of(row: DefinitionRow) -> dict[str, Any]:
    """All that is known of a definition, as data."""
    return record_to_dict(to_record(row)) | {
        "scheme": None if row.scheme is None else row.scheme.name,
        "iri": row.iri,
        "status": row.status,
        "version": row.version,
        "owner_id": row.owner_id,
        "validation_score": None if row.validation_score is None else float(row.validation_score),
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }
