"""The audit log: a partition a quarter, no row changed or removed, a chain of digests, personal data apart."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import BYTEA, JSONB

revision = "0007"
down_revision = "0006"

COLUMNS = "number, actor, action, subject, before, after, request_id, created_at"
REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only added to: % refused', TG_OP
        USING ERRCODE = 'object_not_in_prerequisite_state';
END $$
"""
PENDING = """
CREATE FUNCTION audit_note_pending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_pending (number, created_at) VALUES (NEW.number, NEW.created_at);
    RETURN NULL;
END $$
"""
PREPARE = """
CREATE FUNCTION audit_prepare(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first timestamp := date_trunc('quarter', moment AT TIME ZONE 'UTC');
    part text := 'audit_log_' || to_char(first, 'YYYY"q"Q');
BEGIN
    IF to_regclass(part) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF audit_log FOR VALUES FROM (%L) TO (%L)',
                       part, first AT TIME ZONE 'UTC', (first + interval '3 months') AT TIME ZONE 'UTC');
        EXECUTE format('CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON %I EXECUTE FUNCTION audit_refuse()', part);
    END IF;
END $$
"""
"""Makes the partition of the quarter that a moment is in, in UTC, unless it is there."""


def upgrade() -> None:
    """Make the tables, and move what is in the old one."""
    op.execute("DROP INDEX ix_audit_log_subject_number")
    op.execute("ALTER TABLE audit_log RENAME TO audit_log_before")
    op.execute("ALTER TABLE audit_log_before RENAME CONSTRAINT pk_audit_log TO pk_audit_log_before")
    op.execute("ALTER TABLE audit_log_before ALTER COLUMN number DROP IDENTITY")
    op.execute("CREATE SEQUENCE audit_log_number_seq AS bigint")
    op.create_table(
        "audit_log",
        sa.Column("number", sa.BigInteger(), server_default=sa.text("nextval('audit_log_number_seq')"), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=True),
        sa.Column("action", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("before", JSONB(), nullable=True),
        sa.Column("after", JSONB(), nullable=True),
        sa.Column("personal_id", sa.UUID(), nullable=True),
        sa.Column("personal_digest", sa.String(length=64), nullable=True),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("number", "created_at", name=op.f("pk_audit_log")),
        postgresql_partition_by="RANGE (created_at)",
    )
    for column in ("subject", "actor", "action"):
        op.create_index(f"ix_audit_log_{column}_number", "audit_log", [column, "number"], unique=False)
    op.create_table(
        "audit_personal",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=True),
        sa.Column("salt", BYTEA(), nullable=False),
        sa.Column("data", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_personal")),
    )
    op.create_index("ix_audit_personal_actor", "audit_personal", ["actor"], unique=False)
    op.create_table(
        "audit_pending",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_pending")),
    )
    op.create_table(
        "audit_chain",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_chain")),
    )
    op.create_index("uq_audit_chain_number", "audit_chain", ["number"], unique=True)
    for function in (REFUSE, PENDING, PREPARE):
        op.execute(function)
    # What comes outside every quarter that was prepared is not lost.
    op.execute("CREATE TABLE audit_log_rest PARTITION OF audit_log DEFAULT")
    for table in ("audit_log", "audit_chain"):
        op.execute(
            f"CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        )
    for table in ("audit_log", "audit_log_rest", "audit_chain"):
        op.execute(f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse()")
    op.execute(
        "CREATE TRIGGER audit_pending AFTER INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_note_pending()"
    )
    op.execute("SELECT audit_prepare(created_at) FROM audit_log_before GROUP BY created_at")
    op.execute("SELECT audit_prepare(now()), audit_prepare(now() + interval '3 months')")
    op.execute(f"INSERT INTO audit_log ({COLUMNS}) SELECT {COLUMNS} FROM audit_log_before ORDER BY number")  # noqa: S608
    op.execute("SELECT setval('audit_log_number_seq', coalesce(max(number), 0) + 1, false) FROM audit_log")
    op.drop_table("audit_log_before")


def downgrade() -> None:
    """Back to one plain table: the chain is lost, and so is what was kept apart."""
    op.execute("ALTER TABLE audit_log RENAME TO audit_log_after")
    for column in ("subject", "actor", "action"):
        op.drop_index(f"ix_audit_log_{column}_number", table_name="audit_log_after")
    op.execute("ALTER TABLE audit_log_after RENAME CONSTRAINT pk_audit_log TO pk_audit_log_after")
    op.create_table(
        "audit_log",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=True),
        sa.Column("action", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("before", JSONB(), nullable=True),
        sa.Column("after", JSONB(), nullable=True),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_log")),
    )
    op.create_index("ix_audit_log_subject_number", "audit_log", ["subject", "number"], unique=False)
    op.execute(
        f"INSERT INTO audit_log ({COLUMNS}) OVERRIDING SYSTEM VALUE "  # noqa: S608
        f"SELECT {COLUMNS} FROM audit_log_after ORDER BY number"
    )
    op.execute(
        "SELECT setval(pg_get_serial_sequence('audit_log', 'number'), coalesce(max(number), 0) + 1, false) "
        "FROM audit_log"
    )
    op.drop_table("audit_log_after")
    op.drop_table("audit_chain")
    op.drop_table("audit_pending")
    op.drop_table("audit_personal")
    for function in ("audit_prepare(timestamptz)", "audit_note_pending()", "audit_refuse()"):
        op.execute(f"DROP FUNCTION {function}")
    op.execute("DROP SEQUENCE audit_log_number_seq")
