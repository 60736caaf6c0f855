"""Closed-class neighbours decide what they settle; everything else stays open.

Every rule takes away readings that the words next to it make impossible in Dutch, and never the last one. A rule that
was found wrong more than now and then in running text has been left out rather than weighted.
"""

from __future__ import annotations

from typing import Final

from plugins.analyzers.entries import (
    ADJ,
    ADP,
    ADV,
    CCONJ,
    DET,
    EDGE,
    FIN_PLUR,
    FIN_SING,
    FINITE,
    INF,
    MARK,
    N_PLUR,
    N_SING,
    NOUN,
    NUM,
    PART,
    PERS,
    POSS,
    PRON,
    PROPN,
    REL,
    SCONJ,
    STEM,
    UNKNOWN,
    VERB,
    Entry,
)
from plugins.analyzers.function_words import DE_NOUNS, MODALS, PURE, SPECIAL, STOPS

SPEAKERS: Final = frozenset({"ik", "'k", "je", "jij", "jullie", "ge", "gij", "u", "!"})
"""Words without which no verb stands in the first or second person or the imperative."""
ORDERS: Final = frozenset({"zie", "vergelijk", "lees", "zegge", "let", "neem", "stel", "laat", "dank", "kom"})
NEUTER: Final = frozenset({"het", "'t", "dit", "dat", "een", "'n", "elk", "ieder", "welk", "zo'n", "hetzelfde"})
COMMON: Final = frozenset({"de", "deze", "die", "elke", "iedere", "welke", "dezelfde"})
BACKWARD: Final = frozenset({"het", "'t", "dit", "deze"})
NEUTER_STEMS: Final = ("be", "ge", "ver", "ont")
SINGULAR_SUBJECTS: Final = frozenset({"hij", "men", "iemand", "iedereen", "niemand"})
VERBS_OR_NOUNS: Final = MODALS | {"was", "zij"}
AUXILIARIES: Final = frozenset(
    "is was wordt werd heeft had ben bent word heb worden werden hebben hadden waren zijn".split()
)


def settle(entries: list[Entry]) -> list[Entry]:
    """The entries of one text with what their neighbours rule out taken away, in place; from left to right."""
    stems: bool | None = None
    before = previous = EDGE
    last = len(entries) - 1
    for number, given in enumerate(entries):
        entry = given
        after = entries[number + 1] if number < last else EDGE
        if not entry.settled:
            if after.kinds == MARK and after is not EDGE and after.word not in STOPS:
                after = UNKNOWN
            if (entry.kinds | after.kinds) & STEM:
                if stems is None:
                    stems = any(each.word in SPEAKERS for each in entries)
                if not stems:
                    after = _without_stem(after, entry)
                    entry = _without_stem(entry, previous)
            if not entry.settled:
                entry = SPECIAL.get(entry.word, _open_class)(entry, before, previous, after)
            entries[number] = entry
        if previous.word in BACKWARD and not previous.settled:
            entries[number - 1] = previous = _look_back(previous, entry, after)
        before, previous = previous, entry
    return entries


def _without_stem(entry: Entry, previous: Entry) -> Entry:
    """The entry without its first-person or imperative reading, unless an imperative may stand there."""
    return entry if previous.kinds == MARK or entry.word in ORDERS else entry.but(STEM)


def _look_back(previous: Entry, entry: Entry, after: Entry) -> Entry:
    """*het*, *dit*, *deze* before a word that turned out to be a noun: a determiner."""
    if entry.must_be(N_SING) or (previous.word == "deze" and entry.must_be(NOUN)):
        return previous.only(DET)
    if previous.word == "het" and entry.must_be(INF) and after.word in ("van", "door"):
        return previous.only(DET)
    return previous


def _open_class(entry: Entry, before: Entry, previous: Entry, after: Entry) -> Entry:
    """Nouns, verbs, adjectives and adverbs."""
    word = previous.word
    if previous is EDGE:
        entry = _at_start(entry, after)
    elif previous.must_be(DET | POSS):
        entry = _after_determiner(entry, previous)
    elif word == "te":
        if entry.may_be(INF):
            entry = entry.only(INF | ADJ)
    elif word in PURE:
        entry = entry.but(FINITE)
    elif word in SINGULAR_SUBJECTS:
        entry = _after_subject(entry)
    elif word in MODALS and previous.must_be(VERB):
        entry = entry.but(FINITE)
    elif word in ("het", "'t"):
        entry = _after_het(entry, before, after)
    elif previous.must_be(ADJ | PART) and word.endswith("e"):
        entry = entry.but(FINITE if before.word in NEUTER or before.may_be(POSS) else FINITE | INF)
    elif previous.must_be(NUM) and not before.may_be(DET | POSS) and entry.must_be(N_PLUR | FIN_PLUR | INF):
        entry = entry.only(N_PLUR)
    return entry if entry.settled else _by_next(entry, previous, after)


def _at_start(entry: Entry, after: Entry) -> Entry:
    """*Besluit van …*, *deel waarin …*: the first word is no verb if only a noun can go on that way."""
    goes_on = after.word in ("van", "die", "waar") or (after.word.startswith("waar") and after.may_be(REL))
    others = NOUN | FINITE if after.word == "van" else NOUN | FINITE | ADJ
    return entry.only(NOUN) if goes_on and entry.may_be(N_SING) and entry.must_be(others) else entry


def _after_determiner(entry: Entry, determiner: Entry) -> Entry:
    """No finite verb, clause or pronoun; number and infinitives as the determiner has them."""
    out = FINITE | CCONJ | SCONJ | PERS | POSS | REL | PRON
    if determiner.word in NEUTER:
        out |= N_PLUR
    elif determiner.word in COMMON:
        out |= INF
    return entry.but(out)


def _after_subject(entry: Entry) -> Entry:
    """A subject in the singular: no plural verb, and a form that can be a singular verb is one."""
    return entry.only(FIN_SING) if entry.must_be(FIN_SING | NOUN) else entry.but(FIN_PLUR)


def _after_het(entry: Entry, before: Entry, after: Entry) -> Entry:
    """Article or pronoun: *het geven van*, *het besluit*, but *het kan*."""
    if entry.word in DE_NOUNS:
        return entry.but(NOUN)
    if entry.may_be(INF):
        if before.must_be(ADP) or before is EDGE or after.word in ("van", "door"):
            return entry.but(FINITE | N_PLUR)
        return entry.but(N_PLUR)
    if entry.may_be(N_SING) and entry.word.startswith(NEUTER_STEMS):
        return entry.but(FINITE)
    return entry


def _by_next(entry: Entry, previous: Entry, after: Entry) -> Entry:
    """What follows: a noun after something that can be an adjective, an auxiliary after a participle."""
    word = entry.word
    if after.must_be(NOUN) and entry.may_be(ADJ | PART) and _is_attribute(word, previous):
        entry = entry.but(NOUN)
    if entry.may_be(PART) and entry.may_be(FINITE) and previous.word in AUXILIARIES and previous.must_be(VERB):
        return entry.but(FINITE)
    if entry.may_be(NOUN) and previous.must_be(DET | POSS) and not word.endswith("e") and _ends_group(after):
        return entry.only(NOUN | PROPN)
    if word in VERBS_OR_NOUNS:
        return _verb_or_noun(entry, previous, after)
    return entry


def _is_attribute(word: str, previous: Entry) -> bool:
    """Whether what can be an adjective is one before a noun; not so in *de verdachte schade*, *een stuk hout*."""
    return word.endswith("e") and (previous.word == "het" or not previous.may_be(DET | POSS))


def _ends_group(after: Entry) -> bool:
    """Whether a noun group is certainly over: no adjective or participle without *-e* can be its last word."""
    return after is EDGE or after.must_be(FINITE | SCONJ | REL) or (after.kinds == MARK and after.word in ".;:")


def _verb_or_noun(entry: Entry, previous: Entry, after: Entry) -> Entry:
    """*kan*, *wil*, *moet*, *was*: verbs wherever no noun can stand."""
    if after.must_be(VERB) and after.may_be(INF):
        return entry.but(NOUN)
    is_name = previous.initial is not None and not previous.readings
    if is_name or previous.must_be(NOUN | PROPN | PERS | REL | PRON | ADV | SCONJ):
        return entry.but(NOUN)
    if after.must_be(DET | PERS | POSS) and not previous.may_be(DET | POSS | ADJ | NUM):
        return entry.but(NOUN)
    return entry
