"""Random secrets of 256 bits, of which the store only ever sees the SHA-256.

A plain digest is enough: nobody can try 2**256 values, so nothing needs to be made slow (unlike a password).
"""

from __future__ import annotations

import hashlib
import secrets

KEY_MARK = "dfk_"
"""How an API key begins: told apart from a token at once, and found by scanners of leaked secrets."""
REFRESH_MARK = "dfr_"
SHOWN = 12
BYTES = 32


def new_secret(mark: str) -> str:
    """A new secret: the mark and 43 characters of base64url."""
    return mark + secrets.token_urlsafe(BYTES)


def digest(secret: str) -> str:
    """What the store knows a secret by."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def shown(secret: str) -> str:
    """The beginning, by which people tell keys apart."""
    return secret[:SHOWN]
