"""Who may do what: users, their refresh tokens, and API keys. Secrets are stored as digests only."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Created, Key, Moment, Names


class Role(StrEnum):
    """What a signed-in user may do; each may all that the one before may."""

    USER = "user"
    EDITOR = "editor"
    ADMIN = "admin"


class UserRow(Base):
    """A person. ``failures`` counts failed sign-ins in a row; until ``blocked_until`` none is tried."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("role IN ('user', 'editor', 'admin')", name="role"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(100), unique=True)
    """The name to sign in with, folded to lower case."""
    password_hash: Mapped[str] = mapped_column(String(255))
    role: Mapped[str] = mapped_column(String(20), server_default=Role.USER)
    active: Mapped[bool] = mapped_column(server_default="true")
    failures: Mapped[int] = mapped_column(Integer, server_default="0")
    blocked_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[Created]


class RefreshTokenRow(Base):
    """A refresh token, as SHA-256. Used twice, its whole family is revoked (RFC 9700, section 4.14.2)."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (Index("ix_refresh_tokens_family", "family"), Index("ix_refresh_tokens_user_id", "user_id"))

    id: Mapped[Key]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    family: Mapped[UUID]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[Created]


class ApiKeyRow(Base):
    """A key of a program, as SHA-256; ``prefix`` is its readable beginning. ``scopes`` narrow what its owner may."""

    __tablename__ = "api_keys"
    __table_args__ = (Index("ix_api_keys_user_id", "user_id"),)

    id: Mapped[Key]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    prefix: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(100))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    scopes: Mapped[Names]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    last_used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[Created]
