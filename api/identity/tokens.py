"""Access tokens: JWT (RFC 7519) under the rules of RFC 8725 and RFC 9068, signed with HMAC-SHA256.

The algorithm is pinned, so ``none`` and every other are refused; ``kid`` names the key, so keys can be renewed while
old tokens still hold. A token names a person and nothing more: role and state are looked up, so that they are current.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

import jwt

from api.identity.keyring import keyring
from api.settings import Settings

ALGORITHM = "HS256"
TYPE = "at+jwt"
ISSUER = AUDIENCE = "urn:definitie:service"
LONGEST_TOKEN = 2048
REQUIRED = ["exp", "iat", "iss", "aud", "sub", "jti"]


class BadTokenError(Exception):
    """A token that is not ours, was changed, or is over."""


class Tokens:
    """Makes and reads access tokens.

    Args:
        keys: id to secret; the first signs, all are believed.
        life: how long a token holds.
        clock: seconds since 1970.
    """

    def __init__(self, keys: Mapping[str, bytes], life: timedelta, clock: Callable[[], float] = time.time) -> None:
        self._keys = dict(keys)
        self._current = next(iter(self._keys))
        self._life = life
        self._clock = clock

    @property
    def seconds(self) -> int:
        """How long a token holds."""
        return int(self._life.total_seconds())

    def make(self, user_id: UUID) -> str:
        """A token for a person."""
        now = int(self._clock())
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(user_id),
            "iat": now,
            "exp": now + self.seconds,
            "jti": secrets.token_urlsafe(12),
        }
        headers = {"kid": self._current, "typ": TYPE}
        return jwt.encode(claims, self._keys[self._current], algorithm=ALGORITHM, headers=headers)

    def read(self, token: str) -> UUID:
        """The person that a token was made for.

        Raises:
            BadTokenError: for any other than a valid token of this service.
        """
        if len(token) > LONGEST_TOKEN:
            raise BadTokenError("too long")
        try:
            header = jwt.get_unverified_header(token)
            key = self._keys.get(str(header.get("kid")))
            if key is None or header.get("typ") != TYPE:
                raise BadTokenError("unknown key or type")
            claims = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={"require": REQUIRED, "verify_exp": False, "verify_iat": False, "strict_aud": True},
            )
            expires, subject = float(claims["exp"]), UUID(claims["sub"])
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
            raise BadTokenError(type(error).__name__) from error
        if expires <= self._clock():
            raise BadTokenError("over")
        return subject


def signing_keys(settings: Settings) -> dict[str, bytes]:
    """The keys of the settings, or the one that the service made for itself in its data folder.

    Raises:
        SettingsError: for keys that cannot be used.
    """
    return keyring("token_keys", settings.token_keys, settings.data_folder)
