"""Packs by digest with their archives, activations, re-validation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.add_column("packs", sa.Column("archive_digest", sa.String(length=80), nullable=True))
    op.add_column("packs", sa.Column("signature", sa.Text(), nullable=True))
    op.add_column("packs", sa.Column("activated_by", sa.String(length=100), nullable=True))
    op.add_column("validation_reports", sa.Column("holds_for", sa.String(length=80), nullable=True))
    op.create_table(
        "pack_activations",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("archive_digest", sa.String(length=80), nullable=True),
        sa.Column("from_version", sa.String(length=50), nullable=True),
        sa.Column("from_digest", sa.String(length=80), nullable=True),
        sa.Column("to_version", sa.String(length=50), nullable=True),
        sa.Column("to_digest", sa.String(length=80), nullable=True),
        sa.Column("actor", sa.String(length=100), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", JSONB(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "origin IN ('start', 'source', 'upload', 'stored', 'rollback')", name=op.f("ck_pack_activations_origin")
        ),
        sa.CheckConstraint("outcome IN ('activated', 'failed')", name=op.f("ck_pack_activations_outcome")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_pack_activations")),
    )
    op.create_index("ix_pack_activations_name_number", "pack_activations", ["name", "number"], unique=False)
    op.create_table(
        "revalidations",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("from_digest", sa.String(length=80), nullable=True),
        sa.Column("to_digest", sa.String(length=80), nullable=False),
        sa.Column("packs", JSONB(), nullable=False),
        sa.Column("set_digest", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=20), server_default="waiting", nullable=False),
        sa.Column("cursor", sa.UUID(), nullable=True),
        sa.Column("total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("checked", sa.Integer(), server_default="0", nullable=False),
        sa.Column("evaluated", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("changed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("to_review", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rules", JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'superseded', 'failed')", name=op.f("ck_revalidations_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revalidations")),
    )
    op.create_index("ix_revalidations_name_id", "revalidations", ["name", "id"], unique=False)
    op.create_index("ix_revalidations_set_digest", "revalidations", ["set_digest"], unique=False)
    op.create_table(
        "definition_reviews",
        sa.Column("definition_id", sa.UUID(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revalidation_id", sa.UUID(), nullable=False),
        sa.Column("codes", JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["definition_id"],
            ["definitions.id"],
            name=op.f("fk_definition_reviews_definition_id_definitions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["revalidation_id"],
            ["revalidations.id"],
            name=op.f("fk_definition_reviews_revalidation_id_revalidations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("definition_id", name=op.f("pk_definition_reviews")),
    )
    op.create_index("ix_definition_reviews_revalidation_id", "definition_reviews", ["revalidation_id"], unique=False)


def downgrade() -> None:
    """Drop them, and all that is in them."""
    op.drop_index("ix_definition_reviews_revalidation_id", table_name="definition_reviews")
    op.drop_table("definition_reviews")
    op.drop_index("ix_revalidations_set_digest", table_name="revalidations")
    op.drop_index("ix_revalidations_name_id", table_name="revalidations")
    op.drop_table("revalidations")
    op.drop_index("ix_pack_activations_name_number", table_name="pack_activations")
    op.drop_table("pack_activations")
    op.drop_column("validation_reports", "holds_for")
    op.drop_column("packs", "activated_by")
    op.drop_column("packs", "signature")
    op.drop_column("packs", "archive_digest")
