"""Runs of generation: requests, rounds, attempts with their cost, budgets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
MONEY = sa.Numeric(precision=20, scale=10)
LIVE = sa.text("state IN ('queued', 'running')")
KEY = "uq_generation_history_run_id_iteration_attempt"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "generation_runs",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("owner_id", sa.UUID(), nullable=True),
        sa.Column("actor", sa.String(length=100), nullable=True),
        sa.Column("workflow", sa.String(length=100), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("begrip", sa.String(length=255), nullable=False),
        sa.Column("request", JSONB(), nullable=False),
        sa.Column("options", JSONB(), nullable=False),
        sa.Column("state", sa.String(length=20), server_default="queued", nullable=False),
        sa.Column("stop_reason", sa.String(length=30), nullable=True),
        sa.Column("result", JSONB(), nullable=True),
        sa.Column("pack_digest", sa.Text(), nullable=False),
        sa.Column("profile", sa.String(length=100), nullable=False),
        sa.Column("stale", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("definition_id", sa.UUID(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name=op.f("ck_generation_runs_state")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_generation_runs_owner_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["definition_id"],
            ["definitions.id"],
            name=op.f("fk_generation_runs_definition_id_definitions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_generation_runs")),
    )
    op.create_index("ix_generation_runs_owner_id_id", "generation_runs", ["owner_id", "id"])
    op.create_index(
        "uq_generation_runs_live", "generation_runs", ["owner_id", "fingerprint"], unique=True, postgresql_where=LIVE
    )
    op.create_index("ix_generation_runs_state", "generation_runs", ["state"], postgresql_where=LIVE)
    op.create_index("ix_generation_runs_definition_id", "generation_runs", ["definition_id"])
    op.create_table(
        "generation_attempts",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("run_id", sa.UUID(), nullable=False),
        sa.Column("account", sa.String(length=100), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=100), nullable=True),
        sa.Column("provider", sa.String(length=100), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("prompt_version", sa.String(length=100), nullable=False),
        sa.Column("input_price", MONEY, nullable=False),
        sa.Column("output_price", MONEY, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("input_tokens", sa.BigInteger(), nullable=False),
        sa.Column("output_tokens", sa.BigInteger(), nullable=False),
        sa.Column("cost", MONEY, nullable=False),
        sa.Column("entry", JSONB(), nullable=False),
        sa.Column("reserved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('intent', 'settled', 'failed', 'unknown')", name=op.f("ck_generation_attempts_state")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["generation_runs.id"],
            name=op.f("fk_generation_attempts_run_id_generation_runs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_generation_attempts")),
        sa.UniqueConstraint("key", "number", name=op.f("uq_generation_attempts_key_number")),
    )
    op.create_index("ix_generation_attempts_run_id", "generation_attempts", ["run_id", "id"])
    op.create_table(
        "generation_totals",
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("tokens", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("money", MONEY, server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("scope", "name", name=op.f("pk_generation_totals")),
    )
    op.add_column("generation_history", sa.Column("run_id", sa.UUID(), nullable=True))
    op.add_column("generation_history", sa.Column("attempt", sa.Integer(), server_default="0", nullable=False))
    op.create_foreign_key(
        op.f("fk_generation_history_run_id_generation_runs"),
        "generation_history",
        "generation_runs",
        ["run_id"],
        ["id"],
        ondelete="CASCADE",
    )
    _keep_history_of_deleted("SET NULL")
    op.create_unique_constraint(op.f(KEY), "generation_history", ["run_id", "iteration", "attempt"])


def downgrade() -> None:
    """Drop them, and all that is in them."""
    _keep_history_of_deleted("CASCADE")
    op.drop_constraint(op.f(KEY), "generation_history", type_="unique")
    op.drop_constraint(op.f("fk_generation_history_run_id_generation_runs"), "generation_history", type_="foreignkey")
    op.drop_column("generation_history", "attempt")
    op.drop_column("generation_history", "run_id")
    op.drop_table("generation_totals")
    op.drop_index("ix_generation_attempts_run_id", table_name="generation_attempts")
    op.drop_table("generation_attempts")
    op.drop_index("ix_generation_runs_definition_id", table_name="generation_runs")
    op.drop_index("ix_generation_runs_state", table_name="generation_runs")
    op.drop_index("uq_generation_runs_live", table_name="generation_runs")
    op.drop_index("ix_generation_runs_owner_id_id", table_name="generation_runs")
    op.drop_table("generation_runs")


def _keep_history_of_deleted(action: str) -> None:
    """What it cost to write a definition stays known when the definition goes."""
    name = op.f("fk_generation_history_definition_id_definitions")
    op.drop_constraint(name, "generation_history", type_="foreignkey")
    op.create_foreign_key(name, "generation_history", "definitions", ["definition_id"], ["id"], ondelete=action)
