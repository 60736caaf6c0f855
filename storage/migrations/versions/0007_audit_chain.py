"""The audit log: partitions, chain of digests, personal data apart."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop them, and all that is in them."""
