"""The address of a database, as people write it and as SQLAlchemy needs it."""

from __future__ import annotations

import re


def with_driver(url: str) -> str:
    """The URL with asyncpg as its driver: ``postgres://`` and ``postgresql://`` are understood too."""
    return re.sub(r"^postgres(?:ql)?(?:\+\w+)?://", "postgresql+asyncpg://", url)
