"""All definitions in a text, in its order, and the title under which it is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from plugins.generating import SourceText
from plugins.generators.source.found import Found
from plugins.generators.source.listed import listed
from plugins.generators.source.outline import Block, outline
from plugins.generators.source.sentences import defined

_QUOTED_AS: Final = re.compile(
    r"(?:^|[.;]\s)(?:Deze|Dit)\s[\w ]{1,60}\b(?:wordt|worden|kan|kunnen)\s(?:worden\s)?aangehaald\s"
    r"(?:als|onder de (?:titel|naam))\s*:?\s*(?P<title>[^\n]{2,200})$"
)
_NAMED: Final = re.compile(r"\((?P<title>[A-Z][^()]{2,100}|[A-Z][^()]{2,60}\([^()]{1,20}\)[^()]{0,20})\)$")
_LATER: Final = re.compile(r",?\s+(?:met vermelding van|met bijvoeging van)\b.*$")


@dataclass(frozen=True, slots=True)
class Reading:
    """The title that a text is cited by, and its definitions."""

    title: str
    found: tuple[Found, ...]


def read(source: SourceText) -> Reading:
    """The definitions of a text. Time grows with its length; a sentence with *is* has still to be looked at."""
    blocks = outline(source.text)
    in_lists, taken = listed(blocks)
    found = sorted([*in_lists, *defined(blocks, taken)], key=lambda each: each.order)
    return Reading(_title(blocks) or _short(source.title.strip(), blocks), tuple(found))


def _short(title: str, blocks: list[Block]) -> str:
    """``Regeling van … tot vaststelling van … (Regeling huisdieren)`` is cited by the name at its end.

    On paper such a title takes several lines, of which the given one may be the first.
    """
    whole = blocks[0].text if blocks and blocks[0].text.startswith(title) else title
    match = _NAMED.search(whole)
    return match["title"] if match is not None else title


def _title(blocks: list[Block]) -> str | None:
    """The title that a statute gives itself in its last article."""
    for block in reversed(blocks):
        match = _QUOTED_AS.search(block.text) if "aangehaald" in block.text and not block.place.notes else None
        if match is not None:
            return _LATER.sub("", match["title"].strip()).rstrip(".").strip("‘’“”\"' ").rstrip(".") or None
    return None
