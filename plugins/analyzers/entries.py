"""What the analyzer knows of one word, prepared so that deciding between readings is a matter of bits.

Every reading falls into one *kind*; an :class:`Entry` holds the readings of a word with the union of their kinds.
Entries are shared by all texts and never change, save that they remember the narrower entries made from them.
"""

from __future__ import annotations

from typing import Final

from engine.ports import Reading, Readings

N_SING: Final = 1
N_PLUR: Final = 1 << 1
N_OTHER: Final = 1 << 2
PROPN: Final = 1 << 3
ADJ: Final = 1 << 4
FIN_SING: Final = 1 << 5
FIN_PLUR: Final = 1 << 6
STEM: Final = 1 << 7
INF: Final = 1 << 8
PART: Final = 1 << 9
DET: Final = 1 << 10
POSS: Final = 1 << 11
PERS: Final = 1 << 12
REL: Final = 1 << 13
PRON: Final = 1 << 14
ADP: Final = 1 << 15
ADV: Final = 1 << 16
NUM: Final = 1 << 17
CCONJ: Final = 1 << 18
SCONJ: Final = 1 << 19
MARK: Final = 1 << 20
OTHER: Final = 1 << 21

NOUN: Final = N_SING | N_PLUR | N_OTHER
FINITE: Final = FIN_SING | FIN_PLUR | STEM
VERB: Final = FINITE | INF | PART
NOMINAL: Final = NOUN | PROPN | ADJ | PART | NUM
ANY: Final = (1 << 22) - 1

STEM_MARKS: Final = frozenset({"fin", "sing"})
_KINDS: Final = {
    "PROPN": PROPN, "ADJ": ADJ, "DET": DET, "ADP": ADP, "ADV": ADV, "NUM": NUM, "CCONJ": CCONJ, "SCONJ": SCONJ,
    "PUNCT": MARK, "SYM": MARK,
}  # fmt: skip


def kind(reading: Reading) -> int:
    """The bit of a reading. First-person stems are told by the caller: their marks are those of any finite form."""
    marks = reading.marks
    if reading.tag == "NOUN":
        return N_SING if "sing" in marks else N_PLUR if "plur" in marks else N_OTHER
    if reading.tag in ("VERB", "AUX"):
        if "fin" in marks:
            return FIN_PLUR if "plur" in marks else FIN_SING
        return INF if "inf" in marks else PART
    if reading.tag == "PRON":
        return POSS if "poss" in marks else PERS if "pers" in marks else REL if "rel" in marks else PRON
    if reading.tag == "ADV" and "rel" in marks:
        return REL
    return _KINDS.get(reading.tag, OTHER)


class Entry:
    """A word with all its readings.

    ``kinds`` has the bits of the readings (``ANY`` for an unknown word); ``word`` is the form in lower case;
    ``initial`` is the entry that takes its place at the start of a sentence, where a capital tells nothing.
    """

    __slots__ = ("_bits", "_narrower", "initial", "kinds", "readings", "settled", "word")

    def __init__(self, word: str, readings: Readings, bits: tuple[int, ...], initial: Entry | None = None) -> None:
        self.word = word
        self.readings = readings
        self._bits = bits
        kinds = 0
        for bit in bits:
            kinds |= bit
        self.kinds = kinds or ANY
        self.settled = len(bits) == 1 or not bits
        self.initial = initial
        self._narrower: dict[int, Entry] = {}

    def only(self, kinds: int) -> Entry:
        """The entry with the readings of ``kinds``; the entry itself where that would leave none."""
        kept = self.kinds & kinds
        if kept == self.kinds or not kept or not self._bits:
            return self
        found = self._narrower.get(kept)
        if found is None:
            chosen = [number for number, bit in enumerate(self._bits) if bit & kept]
            found = Entry(
                self.word,
                tuple(self.readings[number] for number in chosen),
                tuple(self._bits[number] for number in chosen),
            )
            self._narrower[kept] = found
        return found

    def but(self, kinds: int) -> Entry:
        """The entry without the readings of ``kinds``; the entry itself where that would leave none."""
        return self.only(ANY & ~kinds)

    def may_be(self, kinds: int) -> bool:
        """Whether a reading of ``kinds`` is possible."""
        return bool(self.kinds & kinds)

    def must_be(self, kinds: int) -> bool:
        """Whether only readings of ``kinds`` are possible."""
        return not self.kinds & ~kinds


def merged(readings: list[tuple[Reading, int]]) -> tuple[Readings, tuple[int, ...]]:
    """Readings without repetition, with their bits; a stem that can be any finite form as well is one of these."""
    bits: dict[Reading, int] = {}
    for reading, bit in readings:
        if reading not in bits or bits[reading] == STEM:
            bits[reading] = bit
    return tuple(bits), tuple(bits.values())


UNKNOWN: Final = Entry("", (), ())
"""A word of which nothing is known."""
EDGE: Final = Entry("", (Reading("PUNCT", ""),), (MARK,))
"""What stands before the first and after the last word."""
