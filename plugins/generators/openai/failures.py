"""How a call can fail, and what then: try again, ask another model, or ask another provider.

Reasons are words of ours. What a service writes in an error can repeat the prompt or a part of the key, so it goes
nowhere: not in a message, not in a log, not as the cause of an exception.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Final

from plugins.generating import CallError


class Reason(StrEnum):
    """Why there is no answer that can be used."""

    TIMEOUT = "timeout"
    CONNECTION = "connection"
    CUT_OFF = "cut-off"
    MALFORMED = "malformed"
    SERVER_ERROR = "server-error"
    RATE_LIMITED = "rate-limited"
    TOO_LARGE = "too-large"
    QUOTA = "quota"
    AUTHENTICATION = "authentication"
    PERMISSION = "permission"
    NO_KEY = "no-key"
    NOT_FOUND = "not-found"
    BAD_REQUEST = "bad-request"
    REDIRECT = "redirect"
    CONTEXT_LENGTH = "context-length"
    CIRCUIT_OPEN = "circuit-open"
    BUSY = "busy"
    LENGTH = "length"
    REFUSED = "refused"
    NO_TEXT = "no-text"
    INTERRUPTED = "interrupted"


RETRIED: Final = frozenset(
    {Reason.TIMEOUT, Reason.CONNECTION, Reason.CUT_OFF, Reason.MALFORMED, Reason.SERVER_ERROR, Reason.RATE_LIMITED}
)
"""The same call may succeed a moment later."""
BROKEN: Final = frozenset(
    {Reason.TIMEOUT, Reason.CONNECTION, Reason.CUT_OFF, Reason.MALFORMED, Reason.SERVER_ERROR, Reason.TOO_LARGE}
)
"""The provider does not work as it should: counts for its circuit breaker. A provider that says no does work."""
OF_THE_MODEL: Final = frozenset(
    {Reason.NOT_FOUND, Reason.BAD_REQUEST, Reason.CONTEXT_LENGTH, Reason.LENGTH, Reason.REFUSED, Reason.NO_TEXT}
)
"""Another model of the same provider may do better. Any other failure is the provider's as a whole."""

_STATUSES: Final = {
    401: Reason.AUTHENTICATION, 402: Reason.QUOTA, 403: Reason.PERMISSION, 404: Reason.NOT_FOUND,
    408: Reason.SERVER_ERROR, 409: Reason.SERVER_ERROR, 413: Reason.CONTEXT_LENGTH, 425: Reason.SERVER_ERROR,
    429: Reason.RATE_LIMITED,
}  # fmt: skip
_CODES: Final = {
    "context_length_exceeded": Reason.CONTEXT_LENGTH,
    "exceed_context_size_error": Reason.CONTEXT_LENGTH,
    "string_above_max_length": Reason.CONTEXT_LENGTH,
    "insufficient_quota": Reason.QUOTA,
    "billing_hard_limit_reached": Reason.QUOTA,
    "content_filter": Reason.REFUSED,
    "content_policy_violation": Reason.REFUSED,
    "model_not_found": Reason.NOT_FOUND,
}
_WORDS: Final = ("maximum context length", "context window", "context length", "prompt is too long")
"""How servers without codes (vLLM, llama.cpp and others) say that a prompt does not fit."""


def failed(reason: str) -> Reason:
    """The reason by its word. A word of somebody else, read from a record, tells that the call did not end here."""
    try:
        return Reason(reason)
    except ValueError:
        return Reason.INTERRUPTED


def of_status(status: int, code: str, words: str, wait: float | None) -> CallError:
    """What an error answer means.

    Args:
        status: of the answer, not 2xx.
        code: the error's ``code`` or ``type``, empty where there is none.
        words: its message; only looked at, never passed on.
        wait: seconds that it asks to wait.
    """
    reason = _CODES.get(code) or _STATUSES.get(status)
    if reason is None:
        if status >= 500:
            reason = Reason.SERVER_ERROR
        elif status < 400:
            reason = Reason.REDIRECT
        elif any(phrase in words.lower() for phrase in _WORDS):
            reason = Reason.CONTEXT_LENGTH
        else:
            reason = Reason.BAD_REQUEST
    return CallError(reason, wait=wait)


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a ``Retry-After`` asks for (RFC 9110, section 10.2.3).

    Args:
        value: of the header, a number of seconds or a date.
        now: the moment, for a date.

    Returns:
        Seconds, 0 or more; ``None`` where it says nothing that can be understood.
    """
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            at = parsedate_to_datetime(value)
        except ValueError:
            return None
        at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
        seconds = (at - now).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None
