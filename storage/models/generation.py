"""Runs of generation: what was asked, every candidate with what came of it, every call with what it cost.

Rows of a run outlive the definition that came of it, and the other way round: each says what happened on its own.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Created, Document, Key, Moment

MONEY = Numeric(20, 10)
"""A price is for a million tokens, so that a single token costs millionths of a cent."""


class RunState(StrEnum):
    """How a run stands. ``done`` is any end that the loop itself came to; ``failed`` is a fault of the service."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


LIVE = "state IN ('queued', 'running')"


class GenerationRunRow(Base):
    """One run of the loop. Its id is also that of the workflow that carries it out."""

    __tablename__ = "generation_runs"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="state"),
        Index("ix_generation_runs_owner_id_id", "owner_id", "id"),
        Index("uq_generation_runs_live", "owner_id", "fingerprint", unique=True, postgresql_where=text(LIVE)),
        Index("ix_generation_runs_state", "state", postgresql_where=text(LIVE)),
        Index("ix_generation_runs_definition_id", "definition_id"),
    )

    id: Mapped[Key]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    actor: Mapped[str | None] = mapped_column(String(100))
    """In whose name it saves: ``user:…`` or ``key:…``."""
    workflow: Mapped[str] = mapped_column(String(100))
    """Name of the workflow, with the version of the loop in it."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    """SHA-256 of what was asked: the same question of the same owner is not under way twice."""
    begrip: Mapped[str] = mapped_column(String(255))
    request: Mapped[Document]
    options: Mapped[Document]
    """What is to be done with the result: scheme, reason, whether it is saved at all."""
    state: Mapped[str] = mapped_column(String(20), server_default=RunState.QUEUED)
    stop_reason: Mapped[str | None] = mapped_column(String(30))
    result: Mapped[dict[str, object] | None] = mapped_column(JSONB(none_as_null=True))
    pack_digest: Mapped[str] = mapped_column(Text)
    """Of the packs that it is pinned to for as long as it runs."""
    profile: Mapped[str] = mapped_column(String(100))
    stale: Mapped[bool] = mapped_column(server_default="false")
    """Whether other packs were in use when it ended."""
    definition_id: Mapped[UUID | None] = mapped_column(ForeignKey("definitions.id", ondelete="SET NULL"))
    cancelled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When somebody asked to stop it."""
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[Created]


class GenerationRow(Base):
    """One candidate of a run, or a round that gave none: what was asked, what came back, what became of it."""

    __tablename__ = "generation_history"
    __table_args__ = (
        UniqueConstraint("run_id", "iteration", "attempt"),
        Index("ix_generation_history_definition_id_id", "definition_id", "id"),
    )

    id: Mapped[Key]
    run_id: Mapped[UUID | None] = mapped_column(ForeignKey("generation_runs.id", ondelete="CASCADE"))
    definition_id: Mapped[UUID | None] = mapped_column(ForeignKey("definitions.id", ondelete="SET NULL"))
    iteration: Mapped[int] = mapped_column(Integer)
    attempt: Mapped[int] = mapped_column(Integer, server_default="0")
    """Number of the candidate in its round, from 1; 0 for the round itself."""
    prompt: Mapped[str] = mapped_column(Text)
    response: Mapped[str | None] = mapped_column(Text)
    # ``metadata`` is a name of SQLAlchemy's own on a mapped class.
    details: Mapped[Document] = mapped_column("metadata")
    """Fixes, findings, decision, score, provider, model, version of the prompt, tokens and cost."""
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[Created]


class GenerationAttemptRow(Base):
    """One call of a model, written before it is made: the ledger. ``number`` counts repeats of the same call."""

    __tablename__ = "generation_attempts"
    __table_args__ = (
        UniqueConstraint("key", "number"),
        CheckConstraint("state IN ('intent', 'settled', 'failed', 'unknown')", name="state"),
        Index("ix_generation_attempts_run_id", "run_id", "id"),
    )

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(255))
    number: Mapped[int] = mapped_column(Integer, server_default="0")
    run_id: Mapped[UUID] = mapped_column(ForeignKey("generation_runs.id", ondelete="CASCADE"))
    account: Mapped[str | None] = mapped_column(String(100))
    """Who pays: the id of a user."""
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(100))
    provider: Mapped[str] = mapped_column(String(100))
    model: Mapped[str] = mapped_column(String(200))
    prompt_version: Mapped[str] = mapped_column(String(100))
    input_price: Mapped[Decimal] = mapped_column(MONEY)
    output_price: Mapped[Decimal] = mapped_column(MONEY)
    currency: Mapped[str] = mapped_column(String(3))
    input_tokens: Mapped[int] = mapped_column(BigInteger)
    output_tokens: Mapped[int] = mapped_column(BigInteger)
    """Taken, or reserved while the end of the call is unknown; so with ``cost`` too."""
    cost: Mapped[Decimal] = mapped_column(MONEY)
    entry: Mapped[Document]
    """The entry of the ledger, whole: from it the same call is answered again after a crash."""
    reserved_at: Mapped[Moment]
    settled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class GenerationTotalRow(Base):
    """What was spent and is reserved in one scope: a run, a user's day, a month. Its lock keeps calls apart."""

    __tablename__ = "generation_totals"

    scope: Mapped[str] = mapped_column(String(10), primary_key=True)
    """``run``, ``day`` or ``month``."""
    name: Mapped[str] = mapped_column(String(150), primary_key=True)
    tokens: Mapped[int] = mapped_column(BigInteger, server_default="0")
    money: Mapped[Decimal] = mapped_column(MONEY, server_default="0")
