"""How packs came into use, and how what was stored before is judged again by them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, Integer, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Created, Document, Key, Names


class Origin(StrEnum):
    """Where a version that was to be activated came from."""

    START = "start"
    """The first of its name: what the service was started with."""
    SOURCE = "source"
    UPLOAD = "upload"
    STORED = "stored"
    ROLLBACK = "rollback"


class ActivationRow(Base):
    """A try at activating a version of a pack, and what came of it. Rows are only added."""

    __tablename__ = "pack_activations"
    __table_args__ = (
        CheckConstraint("origin IN ('start', 'source', 'upload', 'stored', 'rollback')", name="origin"),
        CheckConstraint("outcome IN ('activated', 'failed')", name="outcome"),
        Index("ix_pack_activations_name_number", "name", "number"),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    origin: Mapped[str] = mapped_column(String(20))
    archive_digest: Mapped[str | None] = mapped_column(String(80))
    """Of what was tried; ``NULL`` where it could not even be read."""
    from_version: Mapped[str | None] = mapped_column(String(50))
    from_digest: Mapped[str | None] = mapped_column(String(80))
    to_version: Mapped[str | None] = mapped_column(String(50))
    to_digest: Mapped[str | None] = mapped_column(String(80))
    actor: Mapped[str | None] = mapped_column(String(100))
    outcome: Mapped[str] = mapped_column(String(20))
    reason: Mapped[dict[str, object] | None] = mapped_column(JSONB(none_as_null=True))
    """Of a failure: ``code``, and what is wrong in ``nl`` and ``en``."""
    created_at: Mapped[Created]


class RevalidationState(StrEnum):
    """How far a re-validation is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    SUPERSEDED = "superseded"
    """Packs changed again before it was done: the next one does the rest too."""
    FAILED = "failed"


class RevalidationRow(Base):
    """The judging again of all definitions by packs that were activated; goes on from ``cursor`` after a crash."""

    __tablename__ = "revalidations"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'superseded', 'failed')", name="state"),
        Index("ix_revalidations_name_id", "name", "id"),
        Index("ix_revalidations_set_digest", "set_digest"),
    )

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(100))
    """Of the pack that was activated."""
    from_digest: Mapped[str | None] = mapped_column(String(80))
    to_digest: Mapped[str] = mapped_column(String(80))
    packs: Mapped[Document]
    """Name → content digest of all packs to judge by, in their order as ``{"items": [[name, digest], …]}``."""
    set_digest: Mapped[str] = mapped_column(String(80))
    """Of all of them, as reports have it."""
    state: Mapped[str] = mapped_column(String(20), server_default=RevalidationState.WAITING)
    cursor: Mapped[UUID | None]
    """The last definition that was done."""
    total: Mapped[int] = mapped_column(Integer, server_default="0")
    checked: Mapped[int] = mapped_column(Integer, server_default="0")
    evaluated: Mapped[int] = mapped_column(BigInteger, server_default="0")
    """Rules that were asked of definitions, all together."""
    changed: Mapped[int] = mapped_column(Integer, server_default="0")
    """Definitions with another outcome, decision or score."""
    to_review: Mapped[int] = mapped_column(Integer, server_default="0")
    """Established definitions among them that fail now."""
    rules: Mapped[Names]
    """Codes of the rules that say something else than before, or are new."""
    reason: Mapped[str | None] = mapped_column(Text)
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    first_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When the first definitions were done."""
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[Created]


class ReviewRow(Base):
    """An established definition that fails since packs or its scheme changed; it stays so, and somebody has to look."""

    __tablename__ = "definition_reviews"
    __table_args__ = (Index("ix_definition_reviews_revalidation_id", "revalidation_id"),)

    definition_id: Mapped[UUID] = mapped_column(ForeignKey("definitions.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    """Of the definition: a later one is another text or decision, and needs no review for this."""
    revalidation_id: Mapped[UUID | None] = mapped_column(ForeignKey("revalidations.id", ondelete="CASCADE"))
    """``NULL`` where another definition of the scheme changed, and not the packs."""
    codes: Mapped[Names]
    """Rules that fail now and did not before."""
    decision: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[Created]


class SchemeRoundRow(Base):
    """Up to which revision of a scheme it was found out what its changes touch."""

    __tablename__ = "scheme_rounds"

    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("schemes.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)


class TouchedRow(Base):
    """A definition whose rules that compare are to be asked again, since another one of its scheme changed.

    Not tied to ``definitions``: who puts something here must not wait for who saves it.
    """

    __tablename__ = "touched_definitions"

    definition_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    """Of its scheme, that put it here last."""
