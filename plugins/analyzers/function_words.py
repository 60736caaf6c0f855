"""Words of the closed classes that can be more than one thing, each with the rule by which its neighbours tell.

A rule gets the entry, the two before it and the one after it, and gives the entry with what is impossible taken away.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from plugins.analyzers.closed import SECOND
from plugins.analyzers.entries import (
    ADJ,
    ADP,
    ADV,
    CCONJ,
    DET,
    EDGE,
    FIN_SING,
    FINITE,
    INF,
    MARK,
    N_SING,
    NOMINAL,
    NOUN,
    NUM,
    PART,
    PERS,
    POSS,
    PRON,
    PROPN,
    REL,
    SCONJ,
    UNKNOWN,
    VERB,
    Entry,
)

PURE: Final = frozenset(
    "van met zonder wegens volgens tijdens tussen per via sinds vanaf krachtens ingevolge blijkens namens omtrent "
    "inzake vanwege jegens ter ten conform middels ondanks behoudens qua vanuit gedurende".split()
)
"""Prepositions that are never the loose part of a verb, so that no finite verb can follow."""
DE_NOUNS: Final = frozenset("kan wil moet was staat bleek stond".split())
MODALS: Final = frozenset("kan kon kunt zal zou zult moet moest mag mocht wil wilde wou hoeft".split())
STOPS: Final = frozenset(".,;:!?")
QUESTIONS: Final = frozenset({"vraag", "vragen", "twijfel", "kwestie", "onzekerheid", "discussie", "onduidelijkheid"})
DEGREE: Final = frozenset(
    {"zeer", "heel", "meest", "best", "zo", "te", "al", "even", "minst", "meer", "minder", "steeds"}
)

Rule = Callable[[Entry, Entry, Entry, Entry], Entry]


def _nominal(entry: Entry) -> bool:
    """Whether a word can only begin or go on with a noun group."""
    return entry.must_be(NOUN | ADJ | PROPN | PART) and (entry.must_be(NOUN | PROPN) or entry.word.endswith("e"))


def _het(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """Article before a singular noun or a declined adjective; pronoun before what is no part of a noun group."""
    if after.must_be(N_SING) or (after.must_be(ADJ | PART) and after.word.endswith("e")):
        return entry.only(DET)
    if after.word in DE_NOUNS or after.word in MODALS:
        return entry.but(DET)
    if previous.must_be(ADP) and not after.must_be(FINITE):
        return entry.only(DET)
    if not after.may_be(NOMINAL | INF | ADP) and after.word not in DEGREE:
        return entry.but(DET)
    return entry


def _een(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """A number before *van*, *der* and at the end; else the article."""
    if after.word in ("van", "der", "op", "à", "of") or after.must_be(MARK):
        return entry.but(DET)
    return entry if after is UNKNOWN else entry.only(DET)


def _die(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """Relative directly after a noun; demonstrative after a preposition or at the beginning."""
    if previous.must_be(NOUN | PROPN):
        return entry.only(REL)
    if previous.word in PURE or previous is EDGE:
        return _demonstrative(entry.but(REL), before, previous, after)
    if previous.word == "," and before.must_be(NOUN | PROPN) and not after.may_be(NOMINAL | FINITE):
        return entry.only(REL)
    return entry


def _dat(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """Relative after a noun only before a verb: *het feit dat de* may be a conjunction."""
    if previous.must_be(NOUN):
        return entry.only(REL if after.must_be(FINITE) else REL | SCONJ)
    if previous.word in PURE:
        return _demonstrative(entry.but(REL | SCONJ), before, previous, after)
    if previous is EDGE:
        return entry.but(REL)
    if previous.must_be(VERB | ADV | ADJ) and after.must_be(DET | PERS | POSS):
        return entry.only(SCONJ)
    return entry


def _demonstrative(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """Determiner before a noun group, pronoun before anything else."""
    if _nominal(after):
        return entry.but(PRON)
    if not after.may_be(NOMINAL | ADV | ADP):
        return entry.but(DET)
    return entry


def _wie(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """Relative directly after a noun, or after a preposition that follows one."""
    if previous.must_be(NOUN) or (previous.must_be(ADP) and before.must_be(NOUN)):
        return entry.only(REL)
    return entry if after.may_be(NOMINAL | DET) else entry.but(DET)


def _zijn(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """Possessive before a noun group, verb before anything else."""
    if previous.word == "te":
        return entry.only(INF)
    if not after.may_be(NOMINAL | DET | PRON):
        return entry.but(POSS)
    if after.must_be(PART | FIN_SING) and not after.word.endswith("e"):
        return entry.but(POSS)
    if after.must_be(NOUN) and (previous.must_be(ADP | SCONJ) or previous.must_be(FIN_SING)):
        return entry.only(POSS)
    return entry


def _possessive(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """*haar*, *hun*, *ons*: possessive after a preposition and before a noun group."""
    if not after.may_be(NOMINAL | ADV):
        return entry.but(POSS)
    if previous.must_be(ADP) and _nominal(after):
        return entry.only(POSS)
    return entry


def _te(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """Preposition before an infinitive or noun, adverb before an adjective."""
    if not after.may_be(ADJ | ADV | DET | PRON | PART) or after.must_be(INF | FINITE | PART):
        return entry.only(ADP)
    if not after.may_be(INF | NOUN | PROPN):
        return entry.only(ADV)
    return entry


def _quantity(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """*geen*, *alle*, *elk*: determiner before a noun group, pronoun before anything else."""
    if previous.may_be(DET):
        return entry
    if _nominal(after):
        return entry.only(DET)
    return entry if after.may_be(NOMINAL | ADV | ADP) else entry.but(DET)


def _maar(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """Conjunction at the beginning and after a comma."""
    return entry.only(CCONJ) if previous is EDGE or previous.word in STOPS else entry


def _of(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """Conjunction between two alike, unless the first is a word that asks."""
    alike = NOUN | ADJ | NUM | PROPN
    if previous.must_be(alike) and after.must_be(alike) and previous.word not in QUESTIONS:
        return entry.only(CCONJ)
    return entry


def _waar(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """Relative adverb directly after a noun."""
    return entry.only(REL) if previous.must_be(NOUN) else entry


def _wijze(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """*De wijze waarop*, *de wijze van*: noun."""
    return entry.only(NOUN) if after.word == "van" or (after.word.startswith("waar") and after.may_be(REL)) else entry


SPECIAL: Final[dict[str, Rule]] = {
    "het": _het, "'t": _het, "een": _een, "'n": _een, "die": _die, "dat": _dat, "deze": _demonstrative,
    "dit": _demonstrative, "wie": _wie, "wat": _wie, "zijn": _zijn, "haar": _possessive, "hun": _possessive,
    "ons": _possessive, "je": _possessive, "te": _te, "maar": _maar, "of": _of, "wijze": _wijze,
    **dict.fromkeys(("waar", *("waar" + second for second in SECOND)), _waar),
    **dict.fromkeys(("geen", "alle", "elk", "elke", "ieder", "iedere", "beide", "sommige", "welke"), _quantity),
}  # fmt: skip
