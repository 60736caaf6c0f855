"""A finite grammar of Dutch phrases and clauses: what may follow what, and how odd it is.

It accepts far more than Dutch; a word salad costs it dearly all the same. A state says what is still owed (the noun of
a noun group, a finite verb, ``te`` with an infinitive) and how many noun groups without a preposition the clause has
had. ``steps`` gives the states after one more token in one role, each with its cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from plugins.features.order_clauses import free
from plugins.features.order_groups import after_te, between, inside
from plugins.features.order_state import HEAD, IN_GROUP, INNER, NEXT_IN_GROUP, OUTER, State, Step
from plugins.features.word_roles import INF, LOOSE, PART, PART_E, TE

_STATES: Final[dict[State, State]] = {}
_STEPS: Final[dict[Step, Step]] = {}


def shared(found: Iterable[Step]) -> Iterable[Step]:
    """The same steps, each equal one as one object: a few thousand states come back in all that is remembered."""
    for state, cost in found:
        step = _STATES.setdefault(state, state), cost
        yield _STEPS.setdefault(step, step)


@cache
def steps(state: State, role: int) -> tuple[Step, ...]:
    """The states after a token in one role, with their costs; none if it cannot stand here."""
    if state.last == TE:
        return tuple(shared(after_te(state, role)))
    if state.last == LOOSE and state.limit == 1 and not role & (TE | PART | INF | PART_E):
        return ()
    if state.group in (HEAD, INNER):
        return tuple(shared(inside(state, role))) if role & NEXT_IN_GROUP.get(state.last, IN_GROUP) else ()
    return tuple(shared(between(state, role) if state.group == OUTER else free(state, role)))
