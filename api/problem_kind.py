"""What is known of a type of problem (RFC 9457): its status and its texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of problem. ``title`` never varies with the case, ``detail`` does; both in Dutch and English."""

    status: int
    title: tuple[str, str]
    detail: tuple[str, str]
