"""Steps of the grammar of ``word_order`` where no noun is owed: clauses, their verbs, and what links them."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.features.order_state import (
    BREAK,
    FREE,
    GROUPS,
    HEAD,
    INNER,
    MAX_OPEN,
    ODD,
    RARE,
    SEPARATORS,
    STRANGE,
    VERBAL,
    WRONG,
    State,
    Step,
)
from plugins.features.word_roles import (
    ADJ_0,
    ADJECTIVES,
    ADV,
    BARE_E,
    CCONJ,
    COMMA,
    COMPARE,
    COUNT,
    DET,
    FIN,
    GENITIVE,
    INF,
    LOOSE,
    MEASURE,
    NOUN,
    NOUN_PLUR,
    NOUN_SING,
    OM,
    PART,
    PREPOSITION,
    PRON,
    PRON_ADV,
    PROPN,
    QUANT,
    REFL,
    REL,
    SCONJ,
    SINGULAR,
    START,
    TE,
    TO_ADP,
    WH,
)


def free(s: State, role: int) -> Iterator[Step]:
    """Where no noun is owed."""
    if role & (NOUN | DET | QUANT | ADJECTIVES | PRON):
        yield from _nominal(s, role)
    elif role & (ADJ_0 | PART):
        yield from _predicate(s, role)
    elif role & (FIN | INF):
        yield from _finite(s) if role == FIN else _infinitive(s)
    elif role & (REL | WH | SCONJ | COMPARE | OM):
        yield from _opens_clause(s, role)
    elif role & (CCONJ | COMMA):
        yield from _separator(s, role)
    elif role & PREPOSITION:
        yield s._replace(group=HEAD, last=role), RARE if s.last == START else 0
        if s.last == START:
            yield s._replace(group=INNER, last=role, groups=1), 0
    else:
        yield from _small_word(s, role)


def _small_word(s: State, role: int) -> Iterator[Step]:
    """Adverbs, loose parts of verbs, reflexives, ‘te’, genitive articles."""
    if role == LOOSE:
        yield s._replace(last=LOOSE), ODD
    elif role == PRON_ADV:
        yield s._replace(last=NOUN_SING), 0
    elif role == GENITIVE and s.last & NOUN:
        yield s._replace(group=HEAD, last=GENITIVE), 0
    elif role == REFL and (s.limit > 1 or s.last & SEPARATORS):
        yield s._replace(last=ADV), 0
    elif role == REFL and not s.te:
        yield s._replace(last=ADV, te=1), ODD
    elif role == ADV:
        yield s._replace(last=ADV), 0 if s.limit > 1 or s.last & (SEPARATORS | ADV | VERBAL | SCONJ) else ODD
    elif role == TE:
        yield s._replace(last=TE), ODD if s.last & (SCONJ | REL) else 0


def _nominal(s: State, role: int) -> Iterator[Step]:
    """A noun group begins, or a noun follows a noun: ‘liter water’, ‘rivier Maas’, ‘artikel 5’."""
    if s.verbs and role & SINGULAR & ~MEASURE and s.last & (NOUN | ADV):
        yield from ((state, WRONG + ODD) for state, _ in _finite(s))
    if (role & NOUN and s.last == MEASURE) or (role == PROPN and s.last & NOUN):
        yield s._replace(last=role), 0
    if role & (ADJECTIVES | QUANT) and s.last == MEASURE:
        yield s._replace(group=HEAD, last=role), 0
    if role == QUANT and s.last & (NOUN | VERBAL):
        yield s._replace(last=NOUN_SING), RARE
        yield s._replace(group=HEAD, last=QUANT), RARE
    if s.last == INF:
        return
    after, odd = s._replace(groups=min(s.groups + 1, GROUPS)), _group_cost(s, role)
    if not s.last & SEPARATORS and s.groups >= s.limit:
        if s.limit == 1 and s.last & NOUN and role & NOUN:
            yield s._replace(last=role), ODD if s.last == PROPN else RARE
        if s.te or not s.last & (NOUN | ADJ_0 | PART | FIN):
            return
        after = after._replace(te=1, groups=2)
    if role & (NOUN | PRON):
        yield after._replace(last=role), odd
        return
    yield after._replace(group=HEAD, last=BARE_E if role & ADJECTIVES else role), odd
    if role == QUANT:
        yield after._replace(last=NOUN_SING), odd + ODD


def _group_cost(s: State, role: int) -> int:
    """How odd it is that a noun group without a preposition begins here."""
    odd = 0
    if s.last & SEPARATORS:
        return odd
    if s.groups >= s.limit:
        odd = RARE
    elif s.last & NOUN:
        odd = ODD if role & (DET | QUANT | ADJECTIVES | PRON | NOUN_PLUR) else STRANGE
    elif s.groups >= 2:
        odd = ODD
    elif s.last & (ADJ_0 | PART):
        odd = RARE
    elif s.limit == 1 and s.last == ADV:
        odd = ODD
    if role & COUNT:
        return odd + RARE
    if not odd and role & SINGULAR and s.groups:
        return RARE if s.main and not s.verbs else ODD
    return odd


def _predicate(s: State, role: int) -> Iterator[Step]:
    """An undeclined adjective or participle: behind a noun, with a verb, or before a noun."""
    if s.last != OM:
        usual = s.limit > 1 or s.last & (FIN | COMMA | CCONJ | ADV) or (s.last == LOOSE and s.clause)
        yield s._replace(last=role), 0 if usual else ODD
    if s.last == SCONJ and s.verbs:
        yield s._replace(last=role, verbs=s.verbs - 1, groups=1), 0
    begins = s.last & (SEPARATORS | MEASURE)
    if (begins or s.groups < s.limit) and s.last != INF:
        yield s._replace(group=HEAD, last=role, groups=min(s.groups + 1, GROUPS)), 0 if begins else RARE


def _finite(s: State) -> Iterator[Step]:
    if s.verbs:
        if not s.last & (SCONJ | CCONJ | OM):
            left = s.verbs - 1
            yield s._replace(last=FIN, verbs=left, clause=1, groups=s.groups if left else 1), 0
        return
    if s.te or s.last & (FIN | OM | COMPARE) or (s.last == CCONJ and not s.clause):
        return
    if not s.main or s.last & (CCONJ | COMMA):
        odd = ODD if s.last & (CCONJ | COMMA | START) else RARE
        yield s._replace(last=FIN, main=1, clause=1, groups=max(1, s.groups)), odd


def _infinitive(s: State) -> Iterator[Step]:
    if s.last & (SCONJ | REL | OM):
        return
    if s.verbs or s.main or s.clause or s.te:
        yield s._replace(last=INF), 0 if s.verbs or s.main or s.last & VERBAL else RARE
    elif s.last & (SEPARATORS | ADV | NOUN | ADJ_0 | LOOSE):
        yield s._replace(last=INF, clause=1, groups=1), 0 if s.last & SEPARATORS else ODD


def _opens_clause(s: State, role: int) -> Iterator[Step]:
    """A relative or question word, a conjunction of subordination or comparison, ``om``."""
    if role == OM:
        if not s.te and not s.last & (REL | SCONJ):
            yield s._replace(last=OM, te=1, groups=1), 0
    elif role == COMPARE:
        if s.last != OM:
            yield s._replace(last=COMPARE, groups=max(0, s.groups - 1)), ODD if s.last == START else 0
            yield s._replace(last=TO_ADP, group=HEAD), 0
    elif s.verbs < MAX_OPEN:
        odd = _clause_cost(s, role)
        if odd < BREAK:
            last, groups = (SCONJ, 0) if role == SCONJ else (REL, 1)
            yield State(FREE, last, s.verbs + 1, s.te, s.main, groups, s.clause), odd


def _clause_cost(s: State, role: int) -> int:
    nested = RARE if s.verbs and s.last != COMMA else 0
    if role == SCONJ:
        return BREAK if s.last & (SCONJ | REL | OM) else nested or (ODD if s.last == START else 0)
    if s.last & (NOUN | COMMA | CCONJ | PRON | ADV | COMPARE):
        return nested
    if s.last == START:
        return RARE
    if role == WH and s.last & (VERBAL | SCONJ):
        return ODD
    return STRANGE if s.last & VERBAL else BREAK


def _separator(s: State, role: int) -> Iterator[Step]:
    """A comma or conjunction: goes on with the clause, ends a main clause, or repeats a subordinate one."""
    if s.last & (OM | TE) or (role == CCONJ and s.last & (SCONJ | CCONJ | COMPARE)):
        return
    if role == CCONJ and s.last == START:
        yield s._replace(last=role), WRONG
        return
    if role == CCONJ and s.last == REL:
        yield s._replace(last=START, verbs=s.verbs - 1), 0
        return
    groups = max(0, s.groups - 1) if s.limit > 1 and role == CCONJ else 0
    yield s._replace(last=role, groups=groups), 0
    if s.main:
        yield s._replace(last=role, main=0, groups=0), 0
    if s.clause and s.verbs < MAX_OPEN:
        yield s._replace(last=role, verbs=s.verbs + 1, groups=0), 0
