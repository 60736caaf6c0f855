"""Generation as it is asked for, and runs as they are sent."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from api.definitions.duplicates import address_of
from api.definitions.forms import ContextIn, Label, Name, Reason, SchemeName, force_with_reason
from api.generations.trace import call_of, rounds_of
from engine.model import Category, Definition
from engine.record import parse_record
from plugins.generating import SourceText
from storage.models import GenerationAttemptRow, GenerationRow, GenerationRunRow, RunState

TEXTS_MOST = 20
TEXT_MOST = 400_000
"""Code points of one source text: a statute of two hundred pages."""
RECORD = ("begrip", "category", "context", "synonyms", "preferred_term", "known_abbreviations")
EXAMPLE: dict[str, JsonValue] = {
    "begrip": "meldkamer",
    "category": "type",
    "sources": [
        {
            "title": "Handboek meldkamers",
            "text": "Onder een meldkamer wordt verstaan: ruimte waar noodoproepen binnenkomen en worden doorgezet.",
        }
    ],
}


class SourceTextIn(BaseModel):
    """A text in which the definition may stand: data, never instructions."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[Name, Field(min_length=1, pattern=r"\S", description="How it is cited.")]
    text: Annotated[str, Field(min_length=1, max_length=TEXT_MOST)]
    url: Annotated[str, Field(max_length=2000)] | None = None


class NewGeneration(BaseModel):
    """What is known of the concept, where to look, and what it may take."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    begrip: Annotated[str, Field(min_length=1, max_length=255, pattern=r"\w", description="The term.")]
    category: Category | None = None
    context: ContextIn | None = None
    synonyms: list[Label] | None = Field(None, max_length=200)
    preferred_term: Label | None = None
    known_abbreviations: list[Label] | None = Field(None, max_length=200)
    sources: list[SourceTextIn] = Field([], max_length=TEXTS_MOST, description="Texts to look in.")
    generators: list[Annotated[str, Field(max_length=100)]] | None = Field(
        None, min_length=1, max_length=10, description="Which may be asked, in fallback order; all unless given."
    )
    candidates: int = Field(3, ge=1, le=5, description="Candidates in a round.")
    rounds: int | None = Field(None, ge=0, le=20, description="Rounds at most; the service's own limit unless given.")
    tokens: int | None = Field(None, ge=0, le=10**9, description="Tokens at most, read and written together.")
    money: Decimal | None = Field(None, ge=0, le=10**6, description="Money at most, in the currency of the prices.")
    seconds: float | None = Field(None, ge=0, le=86_400, description="Time at most, to the start of the last round.")
    seed: int | None = Field(None, ge=0, lt=2**31, description="The same seed asks models for the same answers.")
    profile: Annotated[str, Field(max_length=100)] | None = Field(None, description="Profile to judge by.")
    scheme: SchemeName | None = Field(None, description="Scheme that it is to be part of, by name.")
    save: bool = Field(True, description="Keep an accepted definition as a draft.")
    force: bool = Field(False, description="Although the term is there already; takes a reason.")
    reason: Reason | None = Field(None, description="Kept with the version, for the others.")

    def check(self) -> None:
        """Refuse ``force`` without a reason.

        Raises:
            Problem: ``invalid``.
        """
        force_with_reason(self.force, self.reason)

    def record(self) -> Definition:
        """What is known of the concept; without a text."""
        known = self.model_dump(mode="json", include=set(RECORD))
        return parse_record(known | {"begrip": self.begrip.strip(), "definitie": ""})

    def texts(self) -> tuple[SourceText, ...]:
        """The texts to look in."""
        return tuple(SourceText(each.title, each.text, each.url) for each in self.sources)


class RunOut(BaseModel):
    """A run in short."""

    id: UUID
    begrip: str
    owner_id: UUID | None
    state: RunState
    stop_reason: str | None = Field(description="Why it ended; `accepted` is the only one that gives a definition.")
    cancelling: bool = Field(description="Whether somebody asked to stop it.")
    stale: bool = Field(description="Whether other rule packs were in use when it ended than those that judged.")
    definition: str | None = Field(description="Address of the draft that was saved.")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @classmethod
    def of(cls, row: GenerationRunRow) -> RunOut:
        """The row as it is sent."""
        return cls.model_validate(_facts(row))


class SavedOut(BaseModel):
    """What became of an accepted definition."""

    status: str = Field(description="`saved`, `not-saved`, or the code of the problem that kept it from being saved.")
    existing: str | None = Field(None, description="Address of what is there already.")


class RunWhole(RunOut):
    """A run with its result, every round with prompt, answers, fixes and findings, and every call with its cost."""

    profile: str
    pack_digest: str = Field(description="Of the rule packs that judge it from beginning to end.")
    result: dict[str, Any] | None = Field(description="Its outcome: the definition only when it was accepted.")
    saved: SavedOut | None
    fault: str | None = Field(description="What went wrong in the service, where that is why it ended.")
    rounds: list[dict[str, Any]]
    calls: list[dict[str, Any]]

    @classmethod
    def whole(
        cls, row: GenerationRunRow, history: list[GenerationRow], attempts: list[GenerationAttemptRow]
    ) -> RunWhole:
        """The row with its trace."""
        kept: dict[str, Any] = row.result or {}
        facts = {
            "profile": row.profile,
            "pack_digest": row.pack_digest,
            "result": kept.get("outcome"),
            "saved": kept.get("saved"),
            "fault": kept.get("fault"),
            "rounds": rounds_of(history),
            "calls": [call_of(each) for each in attempts],
        }
        return cls.model_validate(_facts(row) | facts)


class RunPage(BaseModel):
    """A piece of the list, newest first."""

    items: list[RunOut]
    next_cursor: str | None = Field(description="To go on with; null at the end.")


def _facts(row: GenerationRunRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "begrip": row.begrip,
        "owner_id": row.owner_id,
        "state": row.state,
        "stop_reason": row.stop_reason,
        "cancelling": row.cancelled_at is not None,
        "stale": row.stale,
        "definition": None if row.definition_id is None else address_of(row.definition_id),
        "created_at": row.created_at,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
    }
