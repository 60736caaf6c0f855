"""Which request this is: its own id, and the trace it belongs to (W3C Trace Context, level 1)."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
PARENT = re.compile(rb"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?")
NUMBERS = random.Random()  # noqa: S311 - ids only have to differ, and the system's source costs a call for each
"""Seeded by the system, in every process."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a request goes by in answers and logs."""

    request_id: str
    trace_id: str
    parent: str
    """The ``traceparent`` of this service's part, for whoever goes on from here."""


def trace_of(request_id: bytes | None, parent: bytes | None) -> Trace:
    """From the headers ``X-Request-Id`` and ``traceparent``; what is absent or malformed is made anew."""
    own = request_id.decode() if request_id is not None and REQUEST_ID.fullmatch(request_id) else _number(16)
    given = PARENT.fullmatch(parent) if parent is not None else None
    trace_id = given[1].decode() if given else _number(16)
    flags = given[2].decode() if given else "00"
    return Trace(own, trace_id, f"00-{trace_id}-{_number(8)}-{flags}")


def _number(size: int) -> str:
    """Bytes in hexadecimal; never all zero, which the standard gives another meaning."""
    return f"{NUMBERS.getrandbits(8 * size) or 1:0{2 * size}x}"
