"""HTML cut into tags and text, in time that grows with its length whatever is broken in it.

The parser of the standard library takes quadratic time on tags that never end (Python 3.11), and a source may come from
anywhere. No pattern here reads past the next ``<``, and what was not found once is not looked for again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final

_TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<rest>(?:[^\"'<>]|\"[^\"<]*\"|'[^'<]*')*)>")
_ATTRIBUTE: Final = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_RAW: Final = frozenset({"script", "style", "textarea", "title", "template", "noscript", "svg", "math"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that opens or closes an element, with its attributes by name in small letters."""

    name: str
    closes: bool
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(html: str) -> Iterator[Tag | str]:
    """Tags, and the text between them with its entities resolved. Comments, scripts and styles are left out."""
    lowered = html.lower() if len(html.lower()) == len(html) else html
    at, end = 0, len(html)
    absent: set[str] = set()
    while at < end:
        start = html.find("<", at)
        if start < 0:
            yield unescape(html[at:])
            return
        if start > at:
            yield unescape(html[at:start])
        if html.startswith("<!--", start):
            at = _behind(html, "-->", start + 4, absent)
            continue
        if html.startswith(("<!", "<?"), start):
            at = _behind(html, ">", start, absent)
            continue
        match = _TAG.match(html, start)
        if match is None:
            yield "<"
            at = start + 1
            continue
        name, at = match["name"].lower(), match.end()
        yield Tag(name, bool(match["close"]), {} if match["close"] else _attributes(match["rest"]))
        if name in _RAW and not match["close"] and not match["rest"].endswith("/"):
            closing = _behind(lowered, f"</{name}", at, absent)
            if name == "title":
                yield unescape(html[at : max(at, closing - len("</title"))])
            yield Tag(name, closes=True)
            at = _behind(html, ">", closing, absent)


def _behind(html: str, what: str, start: int, absent: set[str]) -> int:
    """The position behind the next ``what``; the end if there is none."""
    found = -1 if what in absent else html.find(what, start)
    if found < 0:
        absent.add(what)
        return len(html)
    return found + len(what)


def _attributes(text: str) -> dict[str, str]:
    return {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(text[:5000])
    }
