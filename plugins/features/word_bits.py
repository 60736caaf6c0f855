"""Word classes of the tokens of one field as bits, so that the grammar of noun phrases is a matter of masks.

A token *may be* what one of its readings says and *must be* what all of them say. A word that nothing is known of may
be anything of an open class; so may one that is in no table and that a statistical analyzer holds to be a finite verb,
because the features here conclude much from a finite verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.features.tokens import Kind
from engine.spans import DEFINITIE, Span

if TYPE_CHECKING:
    from engine.features.view import View
    from engine.ports import Reading

SING: Final = 1
PLUR: Final = 1 << 1
NUMBERLESS: Final = 1 << 2
PROPN: Final = 1 << 3
ADJ: Final = 1 << 4
PART: Final = 1 << 5
FIN_SING: Final = 1 << 6
FIN_PLUR: Final = 1 << 7
INF: Final = 1 << 8
DET: Final = 1 << 9
POSS: Final = 1 << 10
PERS: Final = 1 << 11
REL: Final = 1 << 12
PRON: Final = 1 << 13
ADP: Final = 1 << 14
ADV: Final = 1 << 15
NUM: Final = 1 << 16
CCONJ: Final = 1 << 17
SCONJ: Final = 1 << 18
PUNCT: Final = 1 << 19
OTHER: Final = 1 << 20

NOUN: Final = SING | PLUR | NUMBERLESS | PROPN
FIN: Final = FIN_SING | FIN_PLUR
VERB: Final = FIN | INF
ATTRIBUTE: Final = ADJ | PART
OPEN_CLASS: Final = NOUN | ATTRIBUTE | VERB | ADV
_PLAIN: Final = {
    "PROPN": PROPN, "ADJ": ADJ, "DET": DET, "ADP": ADP, "NUM": NUM, "CCONJ": CCONJ, "SCONJ": SCONJ, "PUNCT": PUNCT,
    "SYM": PUNCT,
}  # fmt: skip

FINITE_FIRST: Final = frozenset({"moet"})
"""At the beginning of a text nobody means the noun of the same spelling (a dent)."""


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens ``first`` … ``last`` of one field (half-open, by index in the field), with their classes.

    ``lower`` and ``bits`` hold all tokens of the field. Indexes before ``first`` or from ``last`` on read as the edge.
    """

    field: str
    lower: tuple[str, ...]
    bits: tuple[int, ...]
    kinds: tuple[Kind, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    first: int
    last: int

    def word(self, at: int) -> str:
        """The token in lower case; empty at the edge."""
        return self.lower[at] if self.first <= at < self.last else ""

    def may(self, at: int, mask: int) -> bool:
        """Whether the token can be of one of these classes; the edge is punctuation."""
        return bool((self.bits[at] if self.first <= at < self.last else PUNCT) & mask)

    def must(self, at: int, mask: int) -> bool:
        """Whether the token is certainly of one of these classes; the edge is punctuation."""
        return not (self.bits[at] if self.first <= at < self.last else PUNCT) & ~mask

    def span(self, start: int, end: int) -> Span:
        """The place of the tokens ``start`` … ``end`` (half-open)."""
        return Span(self.field, self.starts[start], self.ends[end - 1])


def words_of(view: View, field: str = DEFINITIE, place: Span | None = None) -> Words:
    """The words of a field, or of a place in it; of the definition its body. Read once for a record.

    Raises:
        MissingInputError: without an analyzer, or over the work budget.
    """
    return view.once(("words_of", field, place), lambda: _words_of(view, field, place))


def _words_of(view: View, field: str, place: Span | None) -> Words:
    readings = view.readings(field)
    tokens = view.tokens(field)
    if place is None:
        place = view.body if field == DEFINITIE else Span(field, 0, len(view.text(field).text))
    first, last = tokens.covering(place.start, place.end)
    lower = tuple(word.lower() for word in tokens.words)
    bits = [_bits(found, tokens.kinds[at], initial=at == first) for at, found in enumerate(readings)]
    if first < last and lower[first] in FINITE_FIRST:
        bits[first] &= ~NOUN
    if view.analyzer is not None:
        for at, found in enumerate(bits):
            if found & FIN and found != OPEN_CLASS and not view.analyzer.lemmas(lower[at]):
                bits[at] = OPEN_CLASS
    return Words(field, lower, tuple(bits), tokens.kinds, tokens.starts, tokens.ends, first, last)


def _bits(readings: Sequence[Reading], kind: Kind, *, initial: bool) -> int:
    if kind is Kind.PUNCT:
        return PUNCT
    found = 0
    for reading in readings:
        found |= bit(reading)
    if initial and found & ~PROPN:
        found &= ~PROPN
    return found or (NUM if kind is Kind.NUMBER else OPEN_CLASS)


def bit(reading: Reading) -> int:
    """The class of one reading."""
    marks = reading.marks
    match reading.tag:
        case "NOUN":
            return SING if "sing" in marks else PLUR if "plur" in marks else NUMBERLESS
        case "VERB" | "AUX":
            if "fin" in marks:
                return FIN_PLUR if "plur" in marks else FIN_SING if "sing" in marks else FIN
            return INF if "inf" in marks else PART if "part" in marks else VERB | PART
        case "PRON":
            return POSS if "poss" in marks else PERS if "pers" in marks else REL if "rel" in marks else PRON
        case "ADV":
            return REL if "rel" in marks else ADV
    return _PLAIN.get(reading.tag, OTHER)
