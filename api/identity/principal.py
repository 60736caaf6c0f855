"""Who asks: nobody in particular, a signed-in person, or a program with a key of a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from storage.unit import Actor


class Level(IntEnum):
    """How much someone may do; each level may all that the one before may."""

    ANONYMOUS = 0
    USER = 1
    EDITOR = 2
    ADMIN = 3


@dataclass(frozen=True, slots=True)
class Principal:
    """Who a request comes from.

    Args:
        level: of the role.
        user_id: of the person, also behind a key.
        key_id: of the API key, where that is what was shown.
        scopes: what the key is narrowed to; ``None`` where nothing narrows it.
    """

    level: Level = Level.ANONYMOUS
    user_id: UUID | None = None
    key_id: UUID | None = None
    scopes: frozenset[str] | None = None

    @property
    def kind(self) -> str:
        """``anonymous``, ``user`` or ``key``."""
        if self.key_id is not None:
            return "key"
        return "anonymous" if self.user_id is None else "user"

    @property
    def name(self) -> str | None:
        """What stands in audit log and limits: an id, nothing personal."""
        if self.key_id is not None:
            return f"key:{self.key_id}"
        return None if self.user_id is None else f"user:{self.user_id}"

    def actor(self, request_id: str | None) -> Actor:
        """The same for the store."""
        return Actor(self.name, self.user_id, request_id)


NOBODY = Principal()
