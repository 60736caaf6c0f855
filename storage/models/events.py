"""Delivery of events: how far each receiver is, webhooks, and what waits for them or could not be delivered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Created, Document, Key, Moment


class OutboxCounterRow(Base):
    """The position that was given out last. One row: who locks it is the only one who gives out positions."""

    __tablename__ = "outbox_counter"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(BigInteger)


class EventSinkRow(Base):
    """How far a receiver of all events is (``redis``, ``kafka``): it has everything up to ``position``."""

    __tablename__ = "event_sinks"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger)
    failures: Mapped[int] = mapped_column(Integer, server_default="0")
    """In a row; 0 while all goes well."""
    error: Mapped[str | None] = mapped_column(String(200))
    """Of the last failure, in a few words; nothing while all goes well."""
    updated_at: Mapped[Created]


class WebhookRow(Base):
    """An address that events are posted to."""

    __tablename__ = "webhooks"
    __table_args__ = (CheckConstraint("state IN ('active', 'disabled', 'failed')", name="state"),)

    id: Mapped[Key]
    url: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(String(100))
    types: Mapped[list[str] | None] = mapped_column(JSONB(none_as_null=True))
    """Of the events that it wants; ``NULL`` for all."""
    subject: Mapped[str | None] = mapped_column(String(255))
    """How the subject of the events that it wants begins; ``NULL`` for all."""
    secret: Mapped[str] = mapped_column(Text)
    """Encrypted: it must be known to sign with it."""
    old_secret: Mapped[str | None] = mapped_column(Text)
    """The one before, which signs too until ``old_until``."""
    old_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(String(20), server_default="active")
    position: Mapped[int] = mapped_column(BigInteger)
    """It has, or waits in ``webhook_deliveries`` for, everything up to here."""
    failures: Mapped[int] = mapped_column(Integer, server_default="0")
    failing_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    next_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """Not tried before; nothing while all goes well."""
    error: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[Created]


class WebhookDeliveryRow(Base):
    """An event that a webhook did not take yet (``waiting``), or will not be offered again by itself (``dead``)."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'dead')", name="state"),
        UniqueConstraint("webhook_id", "position"),
        Index("ix_webhook_deliveries_webhook_id_state_subject", "webhook_id", "state", "subject", "position"),
    )

    id: Mapped[Key]
    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(BigInteger)
    type: Mapped[str] = mapped_column(String(100))
    subject: Mapped[str] = mapped_column(String(255))
    event: Mapped[Document]
    """A copy, so that the outbox may forget it."""
    state: Mapped[str] = mapped_column(String(20), server_default=sql("'waiting'"))
    attempts: Mapped[int] = mapped_column(Integer, server_default="0")
    since: Mapped[Moment]
    """When it was first tried, or put behind another one of its subject."""
    next_at: Mapped[Moment]
    error: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[Created]
