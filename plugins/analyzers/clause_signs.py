"""What else stands in the clause of a word: signs that reach further than the network's convolutions.

Whether *voeren* is finite in *personen die samen een huishouden voeren* is told by *die* and by the want of another
finite verb, five words away. Every word gives signs by what it can be out of context; two runs over a text, one each
way, gather them for every token between the marks and words that open a clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from plugins.analyzers.entries import FINITE, INF, N_PLUR, N_SING, PART, REL, SCONJ

FINITE_SURE: Final = 1
MODAL: Final = 1 << 1
PARTICIPLE: Final = 1 << 2
INFINITIVE: Final = 1 << 3
OPENS: Final = 1 << 4
PLURAL: Final = 1 << 5
SINGULAR: Final = 1 << 6
COMMA: Final = 1 << 7
STOP: Final = 1 << 8
"""Signs of a word."""

VERBS: Final = FINITE_SURE | MODAL | PARTICIPLE | INFINITIVE
OPENED: Final = 1 << 4
OF_PLURAL: Final = 1 << 5
LEFT: Final = 6
"""Bits of what stands before a token: the verbs, whether its clause was opened, and whether after a plural noun."""
BITS: Final = LEFT + 4
"""All bits of a token: those, and the verbs after it."""
MODALS: Final = frozenset(
    "kan kon kunt kunnen konden zal zou zult zullen zouden moet moest moeten moesten mag mocht mogen mochten wil wilde "
    "wou willen wilden hoeft hoefde hoeven laat liet laten lieten".split()
)
OPENERS: Final = frozenset("die dat wie wat welke hetgeen".split())
"""Words that open a clause, though the tables, asked out of context, may hold them something else."""
BETWEEN: Final = frozenset({",", "(", ")", "-", "–", "—", '"', "'", "‘", "’", "“", "”"})
ENDS: Final = frozenset({".", ";", ":", "!", "?", "…"})


def signs(form: str, kinds: int) -> int:
    """Signs of a word in lower case that can be of these ``kinds`` (``entries.kind``)."""
    if form in ENDS:
        return STOP
    if form in BETWEEN:
        return COMMA
    found = 0
    if kinds and not kinds & ~FINITE:
        found |= FINITE_SURE
    if form in MODALS:
        found |= MODAL
    if kinds & PART and not form.endswith("e"):
        found |= PARTICIPLE
    if kinds & INF:
        found |= INFINITIVE
    if kinds & (REL | SCONJ) or form in OPENERS:
        found |= OPENS
    if kinds & N_PLUR:
        found |= PLURAL
    elif kinds & N_SING:
        found |= SINGULAR
    return found


def around(words: Sequence[int]) -> list[int]:
    """Bits of every token of one text, from the signs of its words."""
    found: list[int] = []
    state = 0
    plural = False
    for word in words:
        found.append(state)
        if word & (STOP | COMMA):
            state = 0
            plural = plural and not word & STOP
        elif word & OPENS:
            state = OPENED | (OF_PLURAL if plural else 0)
        else:
            state |= word & VERBS
        if word & (PLURAL | SINGULAR):
            plural = bool(word & PLURAL)
    state = 0
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        found[place] |= state << LEFT
        state = 0 if word & (STOP | COMMA | OPENS) else state | word & VERBS
    return found
