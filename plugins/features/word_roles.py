"""What a token can do in the grammar of ``word_order``: a finer division than word classes, as bits.

A word has the roles of all its readings; a function word with more readings than an analyzer can be trusted to choose
from has those of ``ALWAYS``. A word of which nothing is known has the roles of every open class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.features.tokens import Kind
from plugins.features.noun_class import NounClass, classes_of
from plugins.features.nouns import Gender, gender, is_person
from plugins.features.remembered import of_reading
from plugins.features.role_words import (
    COMPARISONS,
    DE_WORDS,
    GENITIVES,
    HET_WORDS,
    INSEPARABLE,
    LOOSE_WORDS,
    MEASURE_ENDINGS,
    MEASURES,
    NOMINALISED,
    PRONOMINAL,
    QUANTITIES,
    REFLEXIVES,
    TO_WORDS,
    WH_WORDS,
    WITH_OBJECT,
)

if TYPE_CHECKING:
    from engine.ports import Reading, Readings

ROLES: Final = 36
(
    DET_DE, DET_HET, DET_EEN, QUANT, POSS, ADJ_E, BARE_E, PART_E, ADJ_0, PART, NOUN_DE, NOUN_HET, NOUN_SING, COUNT_DE,
    COUNT_HET, COUNT_SING, NOUN_PLUR, MEASURE, PROPN, FIN, INF, TE, OM, ADP, TO_ADP, LOOSE, ADV, PRON_ADV, REL, WH,
    SCONJ, COMPARE, CCONJ, PRON, REFL, GENITIVE,
) = (1 << number for number in range(ROLES))  # fmt: skip
COMMA: Final = 1 << ROLES
START: Final = 1 << ROLES + 1
ALL: Final = tuple(1 << number for number in range(ROLES + 1))
"""Every role that a token can have; ``START`` is only where a text, or a member of a series, begins."""

DET: Final = DET_DE | DET_HET | DET_EEN | POSS
COUNT: Final = COUNT_DE | COUNT_HET | COUNT_SING
SINGULAR: Final = COUNT | NOUN_DE | NOUN_HET | NOUN_SING | MEASURE
NOUN: Final = SINGULAR | NOUN_PLUR | PROPN
PREPOSITION: Final = ADP | TO_ADP
ADJECTIVES: Final = ADJ_E | PART_E
"""Declined adjectives and participles (‘BARE_E’ is one without a determiner before it, known to the grammar only)."""
ATTRIBUTES: Final = ADJECTIVES | ADJ_0 | PART
OPEN_CLASS: Final = NOUN_SING | NOUN_PLUR | PROPN | FIN | INF | PART | PART_E | ADV | QUANT
COUNTED: Final = frozenset({NounClass.PERSON, NounClass.THING, NounClass.ORGANISATION, NounClass.PLACE})

ALWAYS: Final = {
    "te": TE, "om": OM | ADP | LOOSE, "der": GENITIVE | DET_DE, "des": GENITIVE | DET_DE, "en/of": CCONJ,
    "die": DET_DE | PRON | REL, "dat": DET_HET | PRON | REL | SCONJ | COMPARE, "als": SCONJ | COMPARE,
    "of": CCONJ | SCONJ | COMPARE, "het": DET_HET | PRON, "een": DET_EEN, "zijn": POSS | FIN | INF, "teneinde": OM,
    "alvorens": OM | SCONJ, "ander": ADJ_0 | NOUN_SING, "vol": ADJ_0 | ADP, "eigendom": NOUN_SING, "wiens": REL | POSS,
    "wier": REL | POSS, "wat": REL | WH | PRON, "wie": REL | WH | PRON, "welke": REL | WH | DET_DE,
    "welk": REL | WH | DET_HET, "hoe": WH | ADV, "hoeveel": WH | QUANT | ADV, "natuurlijk": ADJ_0 | ADJ_E | ADV,
    "gewezen": ADJ_0 | ADJ_E | PART, "metalen": ADJ_E | ADJ_0 | NOUN_PLUR,
    "gemalen": ADJ_E | ADJ_0 | PART | NOUN_PLUR, "aluminium": ADJ_E | NOUN_SING, "rubber": ADJ_E | NOUN_SING,
    "plastic": ADJ_E | NOUN_SING, "nylon": ADJ_E | NOUN_SING, "min": ADP | CCONJ, "plus": ADP | CCONJ,
}  # fmt: skip


def roles_of(word: str, readings: Readings, kind: Kind) -> int:
    """The roles of a word or number; ``0`` for a token that is neither."""
    if kind is Kind.NUMBER:
        return QUANT | ADJ_E | PROPN
    return _of_word(word, readings) if kind is Kind.WORD else 0


@of_reading
def _of_word(word: str, readings: Readings) -> int:
    lower = word.lower()
    found = _closed(lower)
    if found:
        return found
    for reading in readings:
        found |= _role(reading, lower)
    if not readings:
        found = OPEN_CLASS | _adjective(lower)
    return found | PROPN if word[0].isupper() or not word.isalpha() else found


def _closed(word: str) -> int:
    if word in ALWAYS:
        return ALWAYS[word]
    if word in PRONOMINAL:
        return ADV | PRON_ADV
    return POSS if word in GENITIVES else 0


def _adjective(word: str) -> int:
    if word.endswith("e"):
        return ADJ_E
    return ADJ_E | ADJ_0 if word.endswith(("en", "s")) else ADJ_0


def _role(reading: Reading, word: str) -> int:
    match reading.tag:
        case "NOUN":
            return _noun(reading, word)
        case "VERB" | "AUX":
            return _verb(reading, word)
        case "ADJ":
            return _adjective(word) | (QUANT if word.endswith(("de", "ste")) else 0)
        case "NUM":
            return QUANT
        case "DET":
            return _determiner(word)
        case "PRON":
            return _pronoun(reading, word)
        case "ADV":
            relative = "rel" in reading.marks
            return WH | REL if relative else ADV | (WH if word in WH_WORDS or word.startswith("waar") else 0)
        case "ADP":
            return (TO_ADP if word in TO_WORDS else ADP) | (LOOSE if word in LOOSE_WORDS else 0)
        case "SCONJ":
            return SCONJ | (COMPARE if word in COMPARISONS else 0)
        case "CCONJ":
            return CCONJ
    return NOUN_SING if word.isalpha() else PROPN


def _verb(reading: Reading, word: str) -> int:
    """A verb form. An infinitive is the finite plural too, and many a participle the finite singular (``bewerkt``).

    What ends in ``d`` behind such a prefix (``beoogd``) is a participle, whatever an analyzer says.
    """
    if "fin" in reading.marks:
        return FIN | (PART if word.endswith("d") and word.startswith(INSEPARABLE) else 0)
    if "inf" in reading.marks:
        return INF | FIN
    if word.endswith("nde"):
        return PART_E | PART | (ADP if word in WITH_OBJECT else 0)
    if word.endswith("e"):
        return PART_E
    finite = FIN if word.endswith(("t", "d")) and word.startswith(INSEPARABLE) else 0
    return PART | finite | (PART_E if word.endswith("en") else 0)


def _noun(reading: Reading, word: str) -> int:
    found = ADJ_E if word.endswith(NOMINALISED) else 0
    if word in MEASURES or word.endswith(MEASURE_ENDINGS):
        found |= MEASURE
    if "plur" in reading.marks:
        return found | NOUN_PLUR
    if found & MEASURE:
        return found
    classes = classes_of(word)
    count = bool(classes) and classes <= COUNTED
    known = gender(word) if "sing" in reading.marks else None
    if known is Gender.NEUTER and not is_person(word):
        return found | (COUNT_HET if count else NOUN_HET)
    if known is Gender.COMMON:
        return found | (COUNT_DE if count else NOUN_DE)
    return found | (COUNT_SING if count else NOUN_SING)


def _determiner(word: str) -> int:
    if word in DE_WORDS:
        return DET_DE
    if word in HET_WORDS:
        return DET_HET
    if word == "geen":
        return DET_EEN | QUANT
    return DET_EEN if word in ("'n", "zo'n") else QUANT


def _pronoun(reading: Reading, word: str) -> int:
    if "poss" in reading.marks:
        return POSS
    if "rel" in reading.marks:
        return REL | (WH if word in WH_WORDS else 0)
    if word in REFLEXIVES:
        return REFL
    return PRON | (QUANT if word in QUANTITIES else 0)
