"""Pack versions that are proven and about to become the active one, so that every process can load them before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add when a version began to be awaited."""
    op.add_column("packs", sa.Column("awaited_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("packs", "awaited_at")
