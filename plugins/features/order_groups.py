"""Steps of the grammar of ``word_order`` inside a noun group: before its noun, and between its parts."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.features.order_state import FREE, HEAD, INNER, MAX_OPEN, ODD, OUTER, RARE, STRANGE, WRONG, State, Step
from plugins.features.word_roles import (
    ADJ_0,
    ADJ_E,
    ADJECTIVES,
    ADP,
    ADV,
    ATTRIBUTES,
    BARE_E,
    CCONJ,
    COMMA,
    COUNT,
    COUNT_DE,
    COUNT_HET,
    DET,
    DET_EEN,
    DET_HET,
    GENITIVE,
    INF,
    LOOSE,
    MEASURE,
    NOUN,
    NOUN_DE,
    NOUN_HET,
    NOUN_PLUR,
    NOUN_SING,
    PART,
    PART_E,
    POSS,
    PREPOSITION,
    PRON,
    PROPN,
    QUANT,
    REFL,
    REL,
    SCONJ,
    START,
    TE,
    WH,
)


def after_te(s: State, role: int) -> Iterator[Step]:
    """Behind ‘te’: an infinitive, or ‘te’ as ‘too’ or in a fixed phrase."""
    if role == INF and s.group:
        yield s._replace(group=HEAD, last=PART_E), 0
    elif role == INF:
        te = max(s.te - 1, 0)
        groups = s.groups if te or s.verbs or s.main else 1
        yield s._replace(last=INF, te=te, clause=1, groups=groups), 0 if s.te or s.clause or s.verbs else RARE
    elif role & (ADJ_0 | ADV | QUANT | PART):
        yield s._replace(last=ADV), ODD
    elif role & ADJECTIVES:
        yield s._replace(group=s.group or HEAD, last=ADJ_E), ODD
    elif role == PROPN:
        yield s._replace(group=FREE if s.group in (FREE, HEAD) else OUTER, last=role), 0
        if s.group:
            yield s._replace(group=OUTER, last=role), 0


def inside(s: State, role: int) -> Iterator[Step]:
    """In a noun group whose noun is still to come."""
    done = FREE if s.group == HEAD else OUTER
    first = bool(s.last & PREPOSITION)
    if role & (NOUN | PRON):
        yield s._replace(group=done, last=role), _head_cost(s.last, role)
    elif role == INF:
        odd = 0 if s.last & (DET_HET | PREPOSITION) else ODD if s.last & (ATTRIBUTES | POSS) else WRONG
        yield s._replace(group=done, last=NOUN_SING), odd
    elif role & (REL | WH | SCONJ):
        if s.group == HEAD and s.verbs < MAX_OPEN:
            after = State(FREE, SCONJ if role == SCONJ else REL, s.verbs + 1, s.te, s.main, 0, s.clause)
            yield after, RARE if s.verbs else 0 if role == REL else ODD
    elif role & PREPOSITION:
        if s.last & (PREPOSITION | START):
            yield s._replace(last=role), RARE if s.last == ADP else 0
        else:
            yield s._replace(group=INNER, last=role), 0 if s.last & (DET | ADV | CCONJ | COMMA) else RARE
    elif role & (CCONJ | COMMA) and first:
        yield s._replace(last=START), ODD
    else:
        yield from _attribute(s, role, done, first=first)


def _head_cost(last: int, role: int) -> int:
    """How odd a noun is behind what stands before it: ‘snel auto’, ‘verre huis’ without article, ‘op bumper’."""
    if last & (ADJ_0 | PART):
        return WRONG if role == NOUN_PLUR else STRANGE if role & (NOUN_DE | COUNT_DE) else 0
    if last == BARE_E:
        return STRANGE if role & (NOUN_HET | COUNT_HET) else 0
    if last == ADV and role & NOUN:
        return STRANGE if role & COUNT else RARE
    return RARE if last == ADP and role & COUNT else 0


def _attribute(s: State, role: int, done: int, *, first: bool) -> Iterator[Step]:
    """A word before the noun, or one that stands for it: ‘de oude’, ‘het eerste’, ‘van drie’."""
    bare = role & ADJECTIVES and s.last & (START | COMMA | CCONJ | BARE_E)
    yield s._replace(last=BARE_E if bare else ADV if role == REFL else role), _attribute_cost(s.last, role)
    if role == QUANT:
        yield s._replace(group=done, last=NOUN_SING), ODD if first or s.last & DET else RARE
    if role & ADJECTIVES and s.last & (DET | QUANT | ADJ_E):
        yield s._replace(group=done, last=NOUN_SING), WRONG if s.last == DET_EEN else RARE
    if role == ADJ_0 and s.last == DET_HET:
        yield s._replace(group=done, last=NOUN_SING), RARE
    if first and role & (ADV | ADJ_0 | REFL):
        last = REFL if role == REFL else ADV
        yield s._replace(group=done, last=last), 0 if role == REFL else STRANGE if role == ADJ_0 else RARE


def _attribute_cost(last: int, role: int) -> int:
    if role & (LOOSE | REFL):
        return ODD
    if role & (ADJ_0 | PART):
        return 0 if last & (DET_HET | DET_EEN | POSS | PREPOSITION | QUANT | ADJ_0 | PART | ADV) else ODD
    if role == QUANT:
        return RARE if last & (DET_EEN | QUANT | ADJ_0) else 0
    if role == TE:
        return 0 if last & (DET | ADV | ADJ_0 | CCONJ | LOOSE | PART | PREPOSITION) else RARE
    return RARE if role == ADV and last & ADJECTIVES else 0


def between(s: State, role: int) -> Iterator[Step]:
    """After a complete group inside a group: ‘een door de rechter …’."""
    if role & (PREPOSITION | GENITIVE):
        yield s._replace(group=INNER, last=role), 0
    elif role & (ADV | REFL | LOOSE):
        yield s._replace(last=ADV), ODD
    elif role & ATTRIBUTES:
        yield s._replace(group=HEAD, last=role), 0 if role & (PART_E | PART) else RARE
        if role & ADJECTIVES:
            yield s._replace(group=FREE, last=NOUN_SING), RARE
    elif role == TE:
        yield s._replace(group=HEAD, last=TE), 0
    elif role == INF:
        yield s._replace(group=FREE, last=NOUN_SING), RARE
    elif role & (CCONJ | COMMA):
        yield s._replace(group=INNER, last=role), 0
        if role == COMMA:
            yield s._replace(last=role), 0
    elif role & (PROPN | QUANT) or (role & NOUN and s.last == MEASURE):
        yield s._replace(last=role), 0
