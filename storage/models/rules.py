"""Packs and rules as they were loaded, and the reports they gave. A mirror of the packs, never edited by hand."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, DateTime, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Created, Document, Key


class PackRow(Base):
    """A pack version that was in use, kept whole by its content digest, so that any old report can be made again."""

    __tablename__ = "packs"
    __table_args__ = (UniqueConstraint("name", "digest"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(100))
    version: Mapped[str] = mapped_column(String(50))
    digest: Mapped[str] = mapped_column(String(80))
    archive: Mapped[bytes | None] = mapped_column(BYTEA, deferred=True)
    """The pack's files (as ``packs build`` makes them); ``NULL`` until built."""
    archive_digest: Mapped[str | None] = mapped_column(String(80))
    signature: Mapped[str | None] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(Boolean, server_default="false")
    activated_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    activated_by: Mapped[str | None] = mapped_column(String(100))
    """``user:…`` or ``key:…``; ``NULL`` where the service did it by itself."""
    awaited_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When it was found good and about to become the active one."""
    created_at: Mapped[Created]


class ValidationRuleRow(Base):
    """A rule of a pack version. ``category`` holds the rule's theme (DESIGN §3)."""

    __tablename__ = "validation_rules"
    __table_args__ = (
        UniqueConstraint("pack_id", "rule_code"),
        CheckConstraint("severity IN ('error', 'warning', 'info')", name="severity"),
    )

    id: Mapped[Key]
    pack_id: Mapped[UUID] = mapped_column(ForeignKey("packs.id", ondelete="CASCADE"))
    rule_code: Mapped[str] = mapped_column(String(20))
    category: Mapped[str] = mapped_column(String(50))
    severity: Mapped[str] = mapped_column(String(10))
    pattern: Mapped[str] = mapped_column(Text)
    """The check, as the pack writes it."""
    config: Mapped[Document]
    verdict_digest: Mapped[str] = mapped_column(String(80))
    content_digest: Mapped[str] = mapped_column(String(80))
    active: Mapped[bool] = mapped_column(Boolean, server_default="true")


class ValidationReportRow(Base):
    """The report of one version of a definition, with the digests of the packs that gave it."""

    __tablename__ = "validation_reports"
    __table_args__ = (Index("ix_validation_reports_definition_id_id", "definition_id", "id"),)

    id: Mapped[Key]
    definition_id: Mapped[UUID] = mapped_column(ForeignKey("definitions.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(Integer)
    report: Mapped[Document]
    """The report of DESIGN §6, as the command line prints it."""
    decision: Mapped[str | None] = mapped_column(String(20))
    pack_digest: Mapped[str] = mapped_column(String(80))
    holds_for: Mapped[str | None] = mapped_column(String(80))
    """Digest of newer packs by which the definition was judged again, and which say the same."""
    created_at: Mapped[Created]
