"""What is to be told: the outbox of events, and answers to repeated requests."""

from __future__ import annotations

from sqlalchemy import BigInteger, Identity, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import BYTEA, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Created, Document, Key, Moment


class OutboxRow(Base):
    """An event (CloudEvents 1.0) written in the transaction of the change it tells of, to be delivered in order."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_subject_number", "subject", "number"),
        UniqueConstraint("position"),
        Index("ix_outbox_waiting", "number", postgresql_where=text("position IS NULL")),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    """Given when it is written. A transaction that commits later can have a lower one: readers go by ``position``."""
    position: Mapped[int | None] = mapped_column(BigInteger)
    """Its place among all events, without gaps, given after it was committed (``repositories.events``)."""
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
