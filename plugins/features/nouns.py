"""What grammar asks of a Dutch noun: article, person, group, activity, relational; nothing where it is not sure."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum
from typing import Final

from plugins.features.noun_words import (
    ACTIVITY_ENDINGS,
    ACTIVITY_WORDS,
    BODIES,
    COMMON_ALONE,
    COMMON_IN_SPITE,
    GROUPS,
    NEUTER,
    NO_ACTIVITIES,
    NO_PERSONS,
    PERSON_ENDINGS,
    PERSONS,
    RELATIONAL,
)
from plugins.features.remembered import of_word


class Gender(StrEnum):
    """The article a noun takes in the singular."""

    COMMON = "de"
    NEUTER = "het"


COMMON_ENDINGS: Final = (
    "heid", "teit", "ing", "tie", "sie", "theek", "logie", "ij", "ade", "nde", "rde", "tor", "ist", "aar", "eur", "nis",
    "ster", "cht", "te", "er", "ie", "de", "schap", "age", "uur", "iek", "ant", "kunst", "st", "man", "vrouw", "dienst",
)  # fmt: skip
"""Endings of ``de`` nouns, after the ``het`` nouns have been looked for."""
COMMON_FIRST: Final = (
    "ding",
    "tuur",
    "guur",
    "suur",
    "loog",
    "goog",
    "prijs",
    "wijs",
    "staat",
    "partij",
    "publiek",
    "leer",
    "kamp",
)
"""Endings of ``de`` nouns that are longer than the ``het`` noun they seem to end in (``ding``, ``uur``, ``oog``)."""
NEUTER_ENDINGS: Final = ("isme", "ment", "sel", "tje", "pje", "kje", "etje", "um", "gram", "vak", "ium", "deel")
FEMININE_ENDINGS: Final = (
    "heid",
    "teit",
    "ing",
    "tie",
    "sie",
    "nis",
    "schap",
    "iek",
    "theek",
    "ij",
    "uur",
    "te",
    "logie",
    "ade",
)
MIN_TAIL: Final = 3
"""A last part of fewer letters is no evidence: too many words end that way."""
MAX_TAIL: Final = 40
"""Letters at the end of a word that are looked at, so that the work is bounded; no listed word has more."""


def _tail_in(word: str, words: Set[str], least: int = MIN_TAIL) -> str | None:
    """The longest end of the word that is in ``words``: the word itself, or the last part of a compound."""
    if word in words:
        return word
    for start in range(max(1, len(word) - MAX_TAIL), len(word) - least + 1):
        if word[start:] in words and (start > 1 or len(word) - start > least):
            return word[start:]
    return None


@of_word
def gender(noun: str) -> Gender | None:
    """The gender of a singular noun in lower case, if its form or its last part tells it."""
    neuter = _tail_in(noun, NEUTER)
    first = next((ending for ending in COMMON_FIRST if noun.endswith(ending)), "")
    common = max(_tail_in(noun, COMMON_IN_SPITE) or "", first, key=len)
    if neuter or common:
        return Gender.NEUTER if len(neuter or "") > len(common) or neuter == noun else Gender.COMMON
    if noun.endswith(NEUTER_ENDINGS):
        return Gender.NEUTER
    if noun.startswith("ge") and not noun.endswith((*COMMON_ENDINGS, "e")):
        return None
    if noun.endswith(COMMON_ENDINGS) or noun in PERSONS or noun in COMMON_ALONE:
        return Gender.COMMON
    return None


def is_feminine(noun: str) -> bool:
    """Whether the ending of a ``de`` noun makes it feminine, so that only ``haar`` is right."""
    return gender(noun) is Gender.COMMON and noun.endswith(FEMININE_ENDINGS)


@of_word
def is_person(noun: str) -> bool:
    """Whether a noun (lemma) certainly is a human being."""
    known = _tail_in(noun, PERSONS, 3)
    other = _tail_in(noun, NO_PERSONS)
    if known or other:
        return len(known or "") > len(other or "")
    return len(noun) > 5 and noun.endswith(PERSON_ENDINGS)


@of_word
def is_group(noun: str) -> bool:
    """Whether a noun in the singular may stand for several."""
    return _tail_in(noun, GROUPS, 4) is not None


@of_word
def is_body(noun: str) -> bool:
    """Whether a noun names a body that acts as a person does: ``commissie``, ``gemeente``."""
    return _tail_in(noun, BODIES, 4) is not None


@of_word
def is_activity(noun: str) -> bool:
    """Whether a noun certainly names something that is done."""
    if _tail_in(noun, NO_ACTIVITIES, 6):
        return False
    return _tail_in(noun, ACTIVITY_WORDS, 4) is not None or (len(noun) > 5 and noun.endswith(ACTIVITY_ENDINGS))


def is_relational(noun: str) -> bool:
    """Whether a noun asks to be told of what: ``aard``, ``aanleg``, ``eigenaar``."""
    return noun in RELATIONAL or is_activity(noun) or is_group(noun) or noun.endswith(("heid", "teit", "schap"))
