"""Packs by digest with their archives, activations, re-validation."""

from __future__ import annotations

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop them, and all that is in them."""
