"""What the grammar of ``word_order`` knows at a place in a text, what a step costs, what a noun group may hold."""

from __future__ import annotations

from typing import Final, NamedTuple

from plugins.features.word_roles import (
    ADJ_0,
    ADJ_E,
    ADP,
    ADV,
    ATTRIBUTES,
    BARE_E,
    CCONJ,
    COMMA,
    COMPARE,
    COUNT_DE,
    COUNT_HET,
    DET,
    DET_DE,
    DET_EEN,
    DET_HET,
    FIN,
    INF,
    LOOSE,
    NOUN,
    NOUN_DE,
    NOUN_HET,
    NOUN_PLUR,
    OM,
    PART,
    PART_E,
    PREPOSITION,
    PRON,
    QUANT,
    REFL,
    REL,
    SCONJ,
    START,
    TE,
    TO_ADP,
    WH,
)

FREE, HEAD, INNER, OUTER = range(4)
"""The noun owed: none; of a group; of a group inside a group; of the outer group, the inner one being complete."""
MAX_OPEN: Final = 3
"""Clauses that may wait for their verb at the same time."""
GROUPS: Final = 3
"""Noun groups without a preposition in one clause: subject and two objects."""
ODD, RARE, STRANGE, WRONG, BREAK = 1, 2, 3, 4, 8
"""Costs of a step. Chosen by hand, after seeing how often each step occurs in real text."""


class State(NamedTuple):
    """What is owed after the words so far; ``clause`` tells whether some verb has been seen."""

    group: int = FREE
    last: int = START
    verbs: int = 0
    te: int = 0
    main: int = 0
    groups: int = 0
    clause: int = 0

    @property
    def limit(self) -> int:
        """How many noun groups without a preposition there is room for."""
        return GROUPS if self.verbs or self.te or self.main else 1

    @property
    def closing(self) -> int:
        """What it costs to end here."""
        if self.group or self.verbs or self.te or self.last & (CCONJ | SCONJ | TE | REL | OM | COMPARE):
            return BREAK
        if self.last == LOOSE:
            return ODD if self.main else WRONG
        if self.last & (ADV | ADJ_0):
            return ODD if self.clause else RARE
        return ODD if self.last == PART and not self.clause else 0


Step = tuple[State, int]
SEPARATORS: Final = START | COMMA | CCONJ | COMPARE
VERBAL: Final = FIN | INF | PART
IN_GROUP: Final = LOOSE | ATTRIBUTES | NOUN | INF | ADV | PREPOSITION | TE | QUANT | REFL
_ADP_NEXT: Final = DET | QUANT | ATTRIBUTES | NOUN | PRON | REFL | REL | WH | ADV | INF | CCONJ | COMMA | SCONJ | TE
_ATTRIBUTE_NEXT: Final = ATTRIBUTES | NOUN | CCONJ | COMMA | ADV | PREPOSITION | QUANT | INF | TE | LOOSE
NEXT_IN_GROUP: Final = {
    ADP: _ADP_NEXT,
    TO_ADP: _ADP_NEXT | PREPOSITION,
    DET_DE: IN_GROUP & ~(NOUN_HET | COUNT_HET),
    DET_HET: IN_GROUP & ~(NOUN_DE | NOUN_PLUR | COUNT_DE),
    DET_EEN: IN_GROUP & ~(NOUN_PLUR | REFL),
    QUANT: IN_GROUP | CCONJ | COMMA,
    ADJ_E: _ATTRIBUTE_NEXT,
    BARE_E: _ATTRIBUTE_NEXT,
    PART_E: _ATTRIBUTE_NEXT,
    ADJ_0: _ATTRIBUTE_NEXT,
    PART: _ATTRIBUTE_NEXT,
    ADV: LOOSE | ATTRIBUTES | QUANT | ADV | PREPOSITION | NOUN | CCONJ | TE | DET_EEN | INF,
    CCONJ: IN_GROUP | DET,
    START: IN_GROUP | DET,
    COMMA: IN_GROUP | DET | CCONJ,
    LOOSE: TE | PART | PART_E,
}
"""What may follow inside a noun group whose noun is still to come."""
