"""The audit log: who did what, before and after, as a chain in which no row can be changed or left out unseen.

``storage.audit`` makes and checks the chain; the tables refuse changes by themselves (migration 0007).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Index, Sequence, String, func, text
from sqlalchemy.dialects.postgresql import BYTEA, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Document, Moment

NUMBERS = Sequence("audit_log_number_seq", data_type=BigInteger, metadata=Base.metadata)


class AuditRow(Base):
    """Who did what, before and after. Rows are only added; the table has a partition for every quarter."""

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_subject_number", "subject", "number"),
        Index("ix_audit_log_actor_number", "actor", "number"),
        Index("ix_audit_log_action_number", "action", "number"),
        {"postgresql_partition_by": "RANGE (created_at)"},
    )

    number: Mapped[int] = mapped_column(BigInteger, NUMBERS, server_default=NUMBERS.next_value(), primary_key=True)
    actor: Mapped[str | None] = mapped_column(String(100))
    """``user:…``, ``key:…`` or ``cli``; nothing for an anonymous act."""
    action: Mapped[str] = mapped_column(String(100))
    subject: Mapped[str] = mapped_column(String(255))
    before: Mapped[dict[str, object] | None] = mapped_column(JSONB(none_as_null=True))
    after: Mapped[dict[str, object] | None] = mapped_column(JSONB(none_as_null=True))
    personal_id: Mapped[UUID | None]
    """Of what is kept apart, because a person may ask to have it erased."""
    personal_digest: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of it with its salt: it can be erased, but not exchanged."""
    request_id: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now(), primary_key=True)


class AuditPersonalRow(Base):
    """What people typed in an act (a reason). Erased, it leaves the chain whole."""

    __tablename__ = "audit_personal"
    __table_args__ = (Index("ix_audit_personal_actor", "actor"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    actor: Mapped[str | None] = mapped_column(String(100))
    salt: Mapped[bytes] = mapped_column(BYTEA)
    data: Mapped[Document]


class AuditPendingRow(Base):
    """A row of the log that is not in the chain yet; written by a trigger, removed when it is."""

    __tablename__ = "audit_pending"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    created_at: Mapped[Moment]


class AuditLinkRow(Base):
    """A link of the chain: SHA-256 over the link before it and a row of the log."""

    __tablename__ = "audit_chain"
    __table_args__ = (Index("uq_audit_chain_number", "number", unique=True),)

    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))
    sealed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
