"""Delivery of events: cursors of sinks, webhooks and what could not be delivered."""

from __future__ import annotations

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop them, and all that is in them."""
