"""Who uses the service, and the definitions they keep."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "schemes",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("iri", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schemes")),
        sa.UniqueConstraint("name", name=op.f("uq_schemes_name")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("role", sa.String(length=20), server_default="user", nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("role IN ('user', 'editor', 'admin')", name=op.f("ck_users_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("name", name=op.f("uq_users_name")),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("prefix", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("scopes", JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_api_keys_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_keys_digest")),
    )
    op.create_index("ix_api_keys_user_id", "api_keys", ["user_id"], unique=False)
    op.create_table(
        "scheme_changes",
        sa.Column("scheme_id", sa.UUID(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("definition_id", sa.UUID(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["schemes.id"], name=op.f("fk_scheme_changes_scheme_id_schemes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scheme_id", "revision", name=op.f("pk_scheme_changes")),
    )
    op.create_table(
        "definitions",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("begrip", sa.String(length=255), nullable=False),
        sa.Column("definitie", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=True),
        sa.Column("context_org", JSONB(), nullable=True),
        sa.Column("context_legal", JSONB(), nullable=True),
        sa.Column("context_statutory", JSONB(), nullable=True),
        sa.Column("preferred_term", sa.String(length=255), nullable=True),
        sa.Column("known_abbreviations", JSONB(), nullable=True),
        sa.Column("has_synonyms", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("has_sources", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("validation_score", sa.Numeric(precision=3, scale=2), nullable=True),
        sa.Column("status", sa.String(length=20), server_default="draft", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("owner_id", sa.UUID(), nullable=True),
        sa.Column("scheme_id", sa.UUID(), nullable=True),
        sa.Column("term_key", sa.String(length=255), nullable=False),
        sa.Column("iri", sa.Text(), nullable=True),
        sa.Column(
            "search",
            TSVECTOR(),
            sa.Computed(
                "setweight(to_tsvector('dutch', begrip), 'A') || setweight(to_tsvector('dutch', definitie), 'B')",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "category IN ('type', 'proces', 'resultaat', 'exemplaar')", name=op.f("ck_definitions_category")
        ),
        sa.CheckConstraint(
            "status IN ('imported', 'draft', 'review', 'established', 'archived')", name=op.f("ck_definitions_status")
        ),
        sa.CheckConstraint("validation_score BETWEEN 0 AND 1", name=op.f("ck_definitions_score")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_definitions_owner_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["schemes.id"], name=op.f("fk_definitions_scheme_id_schemes"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definitions")),
    )
    op.create_index("ix_definitions_category_id", "definitions", ["category", "id"], unique=False)
    op.create_index("ix_definitions_owner_id", "definitions", ["owner_id", "id"], unique=False)
    op.create_index("ix_definitions_scheme_key", "definitions", ["scheme_id", "term_key"], unique=False)
    op.create_index("ix_definitions_scheme_status_id", "definitions", ["scheme_id", "status", "id"], unique=False)
    op.create_index("ix_definitions_score_id", "definitions", ["validation_score", "id"], unique=False)
    op.create_index("ix_definitions_search", "definitions", ["search"], unique=False, postgresql_using="gin")
    op.create_index("ix_definitions_status_id", "definitions", ["status", "id"], unique=False)
    op.create_table(
        "refresh_tokens",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("family", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_refresh_tokens_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refresh_tokens")),
        sa.UniqueConstraint("digest", name=op.f("uq_refresh_tokens_digest")),
    )
    op.create_index("ix_refresh_tokens_family", "refresh_tokens", ["family"], unique=False)
    op.create_index("ix_refresh_tokens_user_id", "refresh_tokens", ["user_id"], unique=False)
    op.create_table(
        "definition_versions",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("definition_id", sa.UUID(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record", JSONB(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("author_id", sa.UUID(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_definition_versions_author_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["definition_id"],
            ["definitions.id"],
            name=op.f("fk_definition_versions_definition_id_definitions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definition_versions")),
        sa.UniqueConstraint("definition_id", "version", name=op.f("uq_definition_versions_definition_id_version")),
    )
    op.create_table(
        "relations",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("source_id", sa.UUID(), nullable=False),
        sa.Column("target_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "kind IN ('broader', 'narrower', 'related', 'exactMatch', 'closeMatch')", name=op.f("ck_relations_kind")
        ),
        sa.CheckConstraint("source_id <> target_id", name=op.f("ck_relations_not_itself")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["definitions.id"], name=op.f("fk_relations_source_id_definitions"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["definitions.id"], name=op.f("fk_relations_target_id_definitions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relations")),
        sa.UniqueConstraint("source_id", "target_id", "kind", name=op.f("uq_relations_source_id_target_id_kind")),
    )
    op.create_index("ix_relations_target_id", "relations", ["target_id"], unique=False)
    op.create_table(
        "sources",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("definition_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("citation", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["definition_id"], ["definitions.id"], name=op.f("fk_sources_definition_id_definitions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("definition_id", "position", name=op.f("uq_sources_definition_id_position")),
    )
    op.create_table(
        "synonyms",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("definition_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=255), nullable=False),
        sa.Column("term_key", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["definition_id"],
            ["definitions.id"],
            name=op.f("fk_synonyms_definition_id_definitions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonyms")),
        sa.UniqueConstraint("definition_id", "position", name=op.f("uq_synonyms_definition_id_position")),
    )
    op.create_index("ix_synonyms_term_key", "synonyms", ["term_key"], unique=False)


def downgrade() -> None:
    """Drop them, and all that is in them."""
    op.drop_index("ix_synonyms_term_key", table_name="synonyms")
    op.drop_table("synonyms")
    op.drop_table("sources")
    op.drop_index("ix_relations_target_id", table_name="relations")
    op.drop_table("relations")
    op.drop_table("definition_versions")
    op.drop_index("ix_refresh_tokens_user_id", table_name="refresh_tokens")
    op.drop_index("ix_refresh_tokens_family", table_name="refresh_tokens")
    op.drop_table("refresh_tokens")
    op.drop_index("ix_definitions_status_id", table_name="definitions")
    op.drop_index("ix_definitions_search", table_name="definitions", postgresql_using="gin")
    op.drop_index("ix_definitions_score_id", table_name="definitions")
    op.drop_index("ix_definitions_scheme_status_id", table_name="definitions")
    op.drop_index("ix_definitions_scheme_key", table_name="definitions")
    op.drop_index("ix_definitions_owner_id", table_name="definitions")
    op.drop_index("ix_definitions_category_id", table_name="definitions")
    op.drop_table("definitions")
    op.drop_index("ix_api_keys_user_id", table_name="api_keys")
    op.drop_table("api_keys")
    op.drop_table("users")
    op.drop_table("scheme_changes")
    op.drop_table("schemes")
