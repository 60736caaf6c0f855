"""Lists in pages by keyset: a cursor says after which row to go on, so a page costs the same however far it is.

A cursor is opaque to its user, and of use only for the list (the same order) that gave it.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from storage.errors import InvalidCursorError

Row = TypeVar("Row")
MAX_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A piece of a list; ``next_cursor`` is ``None`` at its end."""

    items: tuple[Row, ...]
    next_cursor: str | None


def page_of(rows: Sequence[Row], limit: int, key: Callable[[Row], UUID]) -> Page[Row]:
    """The page from rows that were fetched with one more than its limit."""
    items = tuple(rows[:limit])
    return Page(items, cursor_after(key(items[-1])) if len(rows) > limit else None)


def cursor_after(key: UUID) -> str:
    """The cursor that goes on after this key."""
    return urlsafe_b64encode(key.bytes).decode().rstrip("=")


def read_cursor(cursor: str) -> UUID:
    """The key in a cursor.

    Raises:
        InvalidCursorError: for anything that ``cursor_after`` did not make.
    """
    try:
        return UUID(bytes=urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, UnicodeEncodeError) as error:
        raise InvalidCursorError("this cursor was not given out for this list") from error
