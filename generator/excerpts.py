"""Where a source speaks of a term: the passages that fit in a prompt, so that a whole statute never has to."""

from __future__ import annotations

import re

from generator.material import plain
from generator.tokens import estimate_tokens, fitting
from plugins.generating import SourceText

AROUND = 300
"""Characters before and after the term that a passage has at most."""

_END = re.compile(r"[.;:!?]\s|\n")


def passages(source: SourceText, begrip: str, tokens: int) -> str:
    """The sentences of a source in which a term stands, joined by ``…``, in at most so many tokens; empty if none.

    Forms that begin with the term count too (its plural, a compound of it).
    """
    text, reached = source.text, 0
    found: list[str] = []
    for place in re.finditer(rf"(?<!\w){re.escape(begrip)}", text, re.IGNORECASE):
        if place.start() < reached:
            continue
        start, end = _sentence(text, place.start(), place.end())
        reached = end
        passage = plain(text[start:end])
        if found and estimate_tokens(" … ".join([*found, passage])) > tokens:
            break
        found.append(passage)
    return fitting(" … ".join(found), tokens)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    before = [found.end() for found in _END.finditer(text, low, start)]
    after = _END.search(text, end, high)
    return (before[-1] if before else low), (after.start() + 1 if after else high)
