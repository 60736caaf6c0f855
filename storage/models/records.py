"""What happened: audit log, outbox of events, answers to repeated requests, and rounds of generation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import BYTEA, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Created, Document, Key, Moment


class AuditRow(Base):
    """Who did what, before and after. Rows are only added."""

    __tablename__ = "audit_log"
    __table_args__ = (Index("ix_audit_log_subject_number", "subject", "number"),)

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    actor: Mapped[str | None] = mapped_column(String(100))
    """``user:…``, ``key:…`` or ``cli``; nothing for an anonymous act."""
    action: Mapped[str] = mapped_column(String(100))
    subject: Mapped[str] = mapped_column(String(255))
    before: Mapped[dict[str, object] | None] = mapped_column(JSONB(none_as_null=True))
    after: Mapped[dict[str, object] | None] = mapped_column(JSONB(none_as_null=True))
    request_id: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[Created]


class OutboxRow(Base):
    """An event (CloudEvents 1.0) written in the transaction of the change it tells of, to be delivered in order."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_subject_number", "subject", "number"),)

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    type: Mapped[str] = mapped_column(String(100))
    subject: Mapped[str] = mapped_column(String(255))
    event: Mapped[Document]
    created_at: Mapped[Created]


class IdempotencyRow(Base):
    """The answer that a request with an Idempotency-Key got, for as long as it may be repeated."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (UniqueConstraint("principal", "key"), Index("ix_idempotency_keys_expires_at", "expires_at"))

    id: Mapped[Key]
    principal: Mapped[str] = mapped_column(String(100))
    key: Mapped[str] = mapped_column(String(255))
    request_digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of method, path and body: the same key with another request is refused."""
    status: Mapped[int | None] = mapped_column(Integer)
    """Of the answer; ``NULL`` while the first request is still running."""
    headers: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    body: Mapped[bytes | None] = mapped_column(BYTEA)
    expires_at: Mapped[Moment]
    created_at: Mapped[Created]


class GenerationRow(Base):
    """One round of a generation run: what was asked, what came back."""

    __tablename__ = "generation_history"
    __table_args__ = (Index("ix_generation_history_definition_id_id", "definition_id", "id"),)

    id: Mapped[Key]
    definition_id: Mapped[UUID | None] = mapped_column(ForeignKey("definitions.id", ondelete="CASCADE"))
    iteration: Mapped[int] = mapped_column(Integer)
    prompt: Mapped[str] = mapped_column(Text)
    response: Mapped[str | None] = mapped_column(Text)
    # ``metadata`` is a name of SQLAlchemy's own on a mapped class.
    details: Mapped[Document] = mapped_column("metadata")
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[Created]
