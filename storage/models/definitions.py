"""Definitions and what belongs to them: their scheme, versions, synonyms, sources and relations."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, Integer, Numeric, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base, Created, Document, Key


class Status(StrEnum):
    """Where a definition stands in its life: imported → draft → review → established → archived, and back to draft."""

    IMPORTED = "imported"
    DRAFT = "draft"
    REVIEW = "review"
    ESTABLISHED = "established"
    ARCHIVED = "archived"


SEARCH = "setweight(to_tsvector('dutch', begrip), 'A') || setweight(to_tsvector('dutch', definitie), 'B')"


class SchemeRow(Base):
    """A concept scheme (*begrippenkader*, ``skos:ConceptScheme``): the corpus that its definitions see."""

    __tablename__ = "schemes"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(100), unique=True)
    title: Mapped[str] = mapped_column(String(255))
    iri: Mapped[str | None] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Integer, server_default="0")
    """Counts every change of its definitions: the corpus revision of reports."""
    created_at: Mapped[Created]
    updated_at: Mapped[Created]


class SchemeChangeRow(Base):
    """Which definition a revision of a scheme changed, so that who knows an older one need not read it all again.

    Revisions of a scheme are given out under the lock of its row: what is committed later has a higher one.
    """

    __tablename__ = "scheme_changes"

    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("schemes.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    definition_id: Mapped[UUID]
    entry: Mapped[dict[str, object] | None] = mapped_column(JSONB(none_as_null=True))
    """The record that was deleted, so that it can be found what that touches; ``NULL`` where nothing was."""


class DefinitionRow(Base):
    """One term with its definition, as it now is. ``version`` counts saves and is the ETag."""

    __tablename__ = "definitions"
    __mapper_args__ = {"eager_defaults": True}  # noqa: RUF012 - as the library wants it; times are read with the write

    __table_args__ = (
        CheckConstraint("validation_score BETWEEN 0 AND 1", name="score"),
        CheckConstraint("category IN ('type', 'proces', 'resultaat', 'exemplaar')", name="category"),
        CheckConstraint("status IN ('imported', 'draft', 'review', 'established', 'archived')", name="status"),
        Index("ix_definitions_search", "search", postgresql_using="gin"),
        Index("ix_definitions_scheme_key", "scheme_id", "term_key"),
        Index("ix_definitions_scheme_status_id", "scheme_id", "status", "id"),
        Index("ix_definitions_status_id", "status", "id"),
        Index("ix_definitions_category_id", "category", "id"),
        Index("ix_definitions_owner_id", "owner_id", "id"),
        Index("ix_definitions_score_id", "validation_score", "id"),
    )

    id: Mapped[Key]
    begrip: Mapped[str] = mapped_column(String(255))
    definitie: Mapped[str] = mapped_column(Text)
    category: Mapped[str | None] = mapped_column(String(20))
    context_org: Mapped[list[str] | None] = mapped_column(JSONB(none_as_null=True))
    """Context names as given; ``NULL`` is not stated, ``[]`` is stated to be none. So too in the two that follow."""
    context_legal: Mapped[list[str] | None] = mapped_column(JSONB(none_as_null=True))
    context_statutory: Mapped[list[str] | None] = mapped_column(JSONB(none_as_null=True))
    preferred_term: Mapped[str | None] = mapped_column(String(255))
    known_abbreviations: Mapped[list[str] | None] = mapped_column(JSONB(none_as_null=True))
    has_synonyms: Mapped[bool] = mapped_column(server_default="false")
    """Whether synonyms were stated, also if there are none: absent is not empty."""
    has_sources: Mapped[bool] = mapped_column(server_default="false")
    validation_score: Mapped[Decimal | None] = mapped_column(Numeric(3, 2))
    status: Mapped[str] = mapped_column(String(20), server_default=Status.DRAFT)
    version: Mapped[int] = mapped_column(Integer, server_default="1")
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    scheme_id: Mapped[UUID | None] = mapped_column(ForeignKey("schemes.id", ondelete="RESTRICT"))
    term_key: Mapped[str] = mapped_column(String(255))
    """The term folded (NFC, case, spaces), by which a duplicate in the scheme is found."""
    iri: Mapped[str | None] = mapped_column(Text)
    search: Mapped[str] = mapped_column(TSVECTOR, Computed(SEARCH, persisted=True), deferred=True)
    created_at: Mapped[Created]
    updated_at: Mapped[Created]

    synonyms: Mapped[list[SynonymRow]] = relationship(
        order_by="SynonymRow.position", cascade="all, delete-orphan", lazy="raise"
    )
    sources: Mapped[list[SourceRow]] = relationship(
        order_by="SourceRow.position", cascade="all, delete-orphan", lazy="raise"
    )
    scheme: Mapped[SchemeRow | None] = relationship(lazy="raise")


class DefinitionVersionRow(Base):
    """A version of a definition as it was saved: the whole record, who saved it and why."""

    __tablename__ = "definition_versions"
    __table_args__ = (UniqueConstraint("definition_id", "version"),)

    id: Mapped[Key]
    definition_id: Mapped[UUID] = mapped_column(ForeignKey("definitions.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(Integer)
    record: Mapped[Document]
    """The record of DESIGN §6, with ``status``."""
    status: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(Text)
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[Created]


class SynonymRow(Base):
    """Another term for the same concept (``skos:altLabel``)."""

    __tablename__ = "synonyms"
    __table_args__ = (UniqueConstraint("definition_id", "position"), Index("ix_synonyms_term_key", "term_key"))

    id: Mapped[Key]
    definition_id: Mapped[UUID] = mapped_column(ForeignKey("definitions.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)
    term: Mapped[str] = mapped_column(String(255))
    term_key: Mapped[str] = mapped_column(String(255))


class SourceRow(Base):
    """Where a definition was taken from (``dct:source``)."""

    __tablename__ = "sources"
    __table_args__ = (UniqueConstraint("definition_id", "position"),)

    id: Mapped[Key]
    definition_id: Mapped[UUID] = mapped_column(ForeignKey("definitions.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[str | None] = mapped_column(Text)
    citation: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)


class RelationRow(Base):
    """A semantic relation between two concepts, named as SKOS names it (``broader``, ``related``, …)."""

    __tablename__ = "relations"
    __table_args__ = (
        UniqueConstraint("source_id", "target_id", "kind"),
        CheckConstraint("kind IN ('broader', 'narrower', 'related', 'exactMatch', 'closeMatch')", name="kind"),
        CheckConstraint("source_id <> target_id", name="not_itself"),
        Index("ix_relations_target_id", "target_id"),
    )

    id: Mapped[Key]
    source_id: Mapped[UUID] = mapped_column(ForeignKey("definitions.id", ondelete="CASCADE"))
    target_id: Mapped[UUID] = mapped_column(ForeignKey("definitions.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
