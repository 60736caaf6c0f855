"""Definitions that a change of another one touches, to be judged again; the text of what was deleted from a scheme."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables. What was saved before now is taken as looked at: it was judged by whoever saved it."""
    op.add_column("scheme_changes", sa.Column("entry", JSONB(), nullable=True))
    op.create_table(
        "scheme_rounds",
        sa.Column("scheme_id", sa.UUID(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["schemes.id"], name=op.f("fk_scheme_rounds_scheme_id_schemes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scheme_id", name=op.f("pk_scheme_rounds")),
    )
    op.execute("INSERT INTO scheme_rounds (scheme_id, revision) SELECT id, revision FROM schemes")
    op.create_table(
        "touched_definitions",
        sa.Column("definition_id", sa.UUID(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("definition_id", name=op.f("pk_touched_definitions")),
    )
    op.alter_column("definition_reviews", "revalidation_id", existing_type=sa.UUID(), nullable=True)


def downgrade() -> None:
    """Drop them, and all that is in them."""
    op.execute("DELETE FROM definition_reviews WHERE revalidation_id IS NULL")
    op.alter_column("definition_reviews", "revalidation_id", existing_type=sa.UUID(), nullable=False)
    op.drop_table("touched_definitions")
    op.drop_table("scheme_rounds")
    op.drop_column("scheme_changes", "entry")
