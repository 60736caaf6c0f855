"""Conditional requests (RFC 9110, section 13) and how long an answer may be kept (RFC 9111)."""

from __future__ import annotations

import hashlib
import re

from fastapi import Request
from starlette.responses import Response

from api.problems import Problem

JSON = "application/json"
VERSION = re.compile(r'"(\d{1,9})(?:\.[0-9a-f]{1,64})?"')


def etag_of(content: bytes) -> str:
    """A strong ETag of content: half of its SHA-256."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def conditional(
    request: Request,
    content: bytes,
    *,
    etag: str | None = None,
    public: bool = False,
    max_age: int = 0,
    media_type: str = JSON,
) -> Response:
    """The content, or 304 where the client has it already.

    Args:
        request: may have If-None-Match.
        content: as it is sent.
        etag: of the content; made from it where not given.
        public: whether it is the same for everyone, so that shared caches may keep it.
        max_age: seconds that it may be used without asking again.
        media_type: of the content.
    """
    tag = etag or etag_of(content)
    scope = "public" if public else "private"
    fresh = f"max-age={max_age}" if max_age else "no-cache"
    headers = {"ETag": tag, "Cache-Control": f"{scope}, {fresh}", "Vary": "Authorization, X-API-Key, Accept-Language"}
    if matches(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


def matches(header: str | None, etag: str) -> bool:
    """Whether If-None-Match names this ETag (compared weakly: RFC 9110, section 13.1.2)."""
    if header is None:
        return False
    named = [part.strip().removeprefix("W/") for part in header.split(",")]
    return "*" in named or etag.removeprefix("W/") in named


def version_etag(version: int, content: bytes | None = None) -> str:
    """The ETag of something that counts its versions.

    Its score can change without a new version, when it is judged again by other rules or beside other neighbours. Who
    has it already (If-None-Match) must then get it anew, and who changes it (If-Match) must not be refused for that:
    the text he saw is still the one that is there. So what is sent has its digest behind the version, and
    ``expected_version`` reads the version only.

    Args:
        version: that it has.
        content: as it is sent; without it, the ETag to change it by.
    """
    return f'"{version}"' if content is None else f'"{version}.{hashlib.sha256(content).hexdigest()[:16]}"'


def expected_version(request: Request) -> int:
    """The version that If-Match names, whatever content it was sent with.

    Raises:
        Problem: ``precondition-required`` without the header, ``bad-header`` for one that ``version_etag`` never gave.
    """
    header = request.headers.get("if-match")
    if header is None:
        raise Problem("precondition-required")
    found = VERSION.fullmatch(header.strip())
    if found is None:
        raise Problem("bad-header", header="If-Match", expected='"<version>"')
    return int(found[1])
