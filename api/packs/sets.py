"""The packs that are judged by together, as reports name them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def set_digest(digests: Sequence[str]) -> str:
    """The digest of packs that are judged by together: of one its own, of several SHA-256 over all in their order."""
    if len(digests) == 1:
        return digests[0]
    return "sha256:" + hashlib.sha256("\n".join(digests).encode()).hexdigest()
