"""Which one of the readings that an analyzer leaves open a token has, as the words around it tell."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from engine.features.tokens import Kind, Tokens, is_capitals
from plugins.features.nouns import Gender, gender

if TYPE_CHECKING:
    from engine.ports import Reading, Readings


class Part(StrEnum):
    """What a token is in its phrase."""

    DET = "det"
    POSS = "poss"
    ADJ = "adj"
    NUM = "num"
    NOUN = "noun"
    NAME = "name"
    VERB = "verb"
    INF = "inf"
    PARTICIPLE = "participle"
    ADP = "adp"
    ADV = "adv"
    CCONJ = "cconj"
    SCONJ = "sconj"
    REL = "rel"
    PRON = "pron"
    PUNCT = "punct"
    OTHER = "other"


NOMINAL: Final = frozenset({Part.NOUN, Part.NAME})
BEFORE_NOUN: Final = frozenset({Part.DET, Part.POSS, Part.ADJ, Part.NUM, Part.PARTICIPLE})
_TAGS: Final = {
    "ADJ": Part.ADJ, "NUM": Part.NUM, "NOUN": Part.NOUN, "PROPN": Part.NAME, "ADP": Part.ADP, "ADV": Part.ADV,
    "CCONJ": Part.CCONJ, "SCONJ": Part.SCONJ, "PUNCT": Part.PUNCT, "DET": Part.DET, "PRON": Part.PRON,
}  # fmt: skip
PARTICLES: Final = frozenset(
    "aan af bij in na om onder op over door tegen toe uit voor mee heen terug weg vast".split()
)
PERSONAL: Final = frozenset({"zij", "hij", "ze", "men", "wij", "hem", "hen"})
"""Pronouns that another reading (``zij`` of silk) never beats without an article."""
RECALL: Final = 60
"""A relative word after ``en`` goes on with one at most this many tokens back."""
ATTRIBUTES: Final = 8
"""Adjectives in a row that are looked past for their noun."""
SUBORDINATORS: Final = frozenset(
    """
    indien omdat terwijl totdat voordat nadat zodat opdat doordat tenzij mits hoewel ofschoon aangezien zodra wanneer
    ingeval zolang naarmate alsof
    """.split()
)
"""Words that can only begin a subordinate clause."""


_AFTER_DETERMINER: Final = NOMINAL | {Part.ADJ, Part.PARTICIPLE, Part.NUM, Part.ADP, Part.ADV}


class Chooser:
    """Chooses the part of every token, from left to right; ``parts`` and ``may`` are what it finds."""

    def __init__(self, tokens: Tokens, words: Sequence[str], readings: Sequence[Readings], first: int) -> None:
        """Read all tokens; ``first`` is the first token of the body, ``words`` are in lower case."""
        self.tokens = tokens
        self.words = words
        self.readings = readings
        self.first = first
        self.may = [_parts(each) for each in readings]
        self.parts: list[Part] = []
        for at in range(len(words)):
            self.parts.append(self._choose(at))

    def _choose(self, at: int) -> Part:
        may = self.may[at]
        if not may:
            return self._unknown(at)
        if len(may) == 1:
            return next(iter(may))
        previous = self.parts[at - 1] if at else Part.PUNCT
        return self._small_word(at, may, previous) or self._content_word(at, may, previous)

    def _small_word(self, at: int, may: frozenset[Part], previous: Part) -> Part | None:
        """Conjunctions, pronouns and determiners."""
        word = self.words[at]
        if word in SUBORDINATORS and Part.SCONJ in may:
            return Part.SCONJ
        if word in PERSONAL and Part.PRON in may and previous is not Part.DET:
            return Part.PRON
        if Part.REL in may:
            return self._relative(at, may, previous)
        if may & {Part.POSS, Part.DET}:
            return self._determiner(at, may)
        return Part.CCONJ if Part.CCONJ in may else None

    def _content_word(self, at: int, may: frozenset[Part], previous: Part) -> Part:
        """Nouns, verbs, adjectives, and prepositions that may be adverbs."""
        if may & {Part.NOUN, Part.NAME} and may & {Part.VERB, Part.INF}:
            return self._noun_or_verb(at, may, previous)
        if Part.ADP in may:
            return self._preposition(at, may)
        if Part.ADJ in may and may & {Part.NOUN, Part.NAME}:
            noun = previous in BEFORE_NOUN and (self._closes_clause(at + 1) or self._other_noun(at))
            return Part.ADJ if self._goes_on(at + 1) and not noun else Part.NOUN
        if Part.INF in may and previous is Part.DET and self.words[at - 1] == "het":
            return Part.NOUN
        if may & {Part.ADJ, Part.PARTICIPLE} and previous in (*BEFORE_NOUN, Part.ADP) and self._only_noun(at + 1):
            return Part.ADJ if Part.ADJ in may else Part.PARTICIPLE
        if may >= {Part.VERB, Part.INF}:
            return Part.INF if previous is Part.ADP and self.words[at - 1] == "te" else Part.VERB
        return self._participle(at, may, previous) if Part.PARTICIPLE in may else self._other(at, may)

    def _participle(self, at: int, may: frozenset[Part], previous: Part) -> Part:
        if Part.NOUN in may:
            noun = at == self.first or previous in (*BEFORE_NOUN, Part.ADP, Part.CCONJ)
            return Part.NOUN if noun else Part.PARTICIPLE
        return Part.VERB if Part.VERB in may and not self._begins_nominal(at + 1) else Part.PARTICIPLE

    def _other(self, at: int, may: frozenset[Part]) -> Part:
        if Part.ADJ in may:
            return Part.ADJ if self._begins_nominal(at + 1) or Part.ADV not in may else Part.ADV
        order = (Part.NUM, Part.NAME, Part.NOUN, Part.VERB, Part.SCONJ, Part.ADV)
        return next((part for part in order if part in may), min(may))

    def _unknown(self, at: int) -> Part:
        kind, word = self.tokens.kinds[at], self.tokens.words[at]
        if kind is Kind.NUMBER:
            return Part.NUM
        if kind is not Kind.WORD:
            return Part.PUNCT if kind is Kind.PUNCT else Part.OTHER
        if (word[0].isupper() and at > self.first) or is_capitals(word):
            return Part.NAME
        if at and self.words[at - 1] == "te":
            return Part.INF
        return Part.NOUN

    def _relative(self, at: int, may: frozenset[Part], previous: Part) -> Part:
        """``die``, ``dat``, ``wie``: relative after a noun or its comma; else what follows tells."""
        word = self.words[at]
        before = at - 1
        if before >= 0 and self.words[before] == ",":
            before -= 1
        if before >= 0 and self.parts[before] in (Part.CCONJ, Part.ADP):
            before -= 1
        noun = before >= 0 and self.parts[before] in (*NOMINAL, Part.NUM, Part.PRON)
        if noun and not (word in ("die", "dat") and previous is Part.ADP):
            return Part.REL
        if word == "dat" and Part.SCONJ in may and not self._begins_nominal(at + 1):
            return Part.SCONJ
        if previous is Part.CCONJ and Part.REL in self.parts[-RECALL:]:
            return Part.REL
        if word not in ("die", "dat"):
            return Part.REL
        if previous in (Part.VERB, Part.INF, Part.PARTICIPLE):
            return Part.REL if word == "die" else Part.SCONJ if Part.SCONJ in may else Part.REL
        return Part.DET if Part.DET in may and self._begins_nominal(at + 1) else Part.PRON

    def _determiner(self, at: int, may: frozenset[Part]) -> Part:
        nominal = self._goes_on(at + 1) and not (self.words[at] in ("deze", "die", "de") and self._undeclined(at + 1))
        if Part.POSS in may:
            others = may - {Part.POSS}
            verb = Part.VERB in others or Part.INF in others
            if nominal and not (verb and self._reads_as_verb(at)):
                return Part.POSS
            return Part.VERB if Part.VERB in others else Part.PRON
        if Part.DET in may and (nominal or self._nominalised(at)):
            return Part.DET
        return next((part for part in (Part.PRON, Part.ADV, Part.ADJ, Part.NUM) if part in may), Part.DET)

    def _nominalised(self, at: int) -> bool:
        """``voor het lozen van``: an infinitive with an article."""
        if self.words[at] != "het" or at + 1 >= len(self.words) or Part.INF not in self.may[at + 1]:
            return False
        return (at > 0 and self.parts[at - 1] is Part.ADP) or self.words[at + 2 : at + 3] in (("van",), ("door",))

    def _undeclined(self, at: int) -> bool:
        """An adjective without ending, which never stands behind ``deze``."""
        return self.may[at] <= {Part.ADJ, Part.ADV, Part.PARTICIPLE} and not self.words[at].endswith(("e", "en", "er"))

    def _reads_as_verb(self, at: int) -> bool:
        """``zijn``: the verb directly after a noun in the plural, or before a participle without ending."""
        after = self.may[at + 1] if at + 1 < len(self.words) else frozenset()
        if after and after <= {Part.PARTICIPLE, Part.ADJ} and not self.words[at + 1].endswith("e"):
            return True
        return at > 0 and self.parts[at - 1] in (Part.NOUN, Part.PARTICIPLE) and self._plural(at - 1)

    def _plural(self, at: int) -> bool:
        return any("plur" in reading.marks for reading in self.readings[at])

    def _noun_or_verb(self, at: int, may: frozenset[Part], previous: Part) -> Part:
        noun = Part.NOUN if Part.NOUN in may else Part.NAME
        opens = at == self.first or previous in (*BEFORE_NOUN, Part.ADP)
        if Part.ADJ in may and opens and self._only_noun(at + 1):
            return Part.ADJ
        word = self.words[at - 1] if at else ""
        if word == "te" and Part.INF in may:
            return Part.INF
        if previous in (Part.DET, Part.POSS, Part.NUM, Part.ADP) or at == self.first:
            return noun
        if previous in (Part.ADJ, Part.PARTICIPLE) and (word.endswith("e") or self._attribute(at - 1)):
            return noun
        if previous in (Part.CCONJ, Part.PUNCT) and at > 1:
            return noun if self.parts[at - 2] in NOMINAL else Part.VERB if Part.VERB in may else Part.INF
        return Part.VERB if Part.VERB in may else Part.INF

    def _only_noun(self, at: int) -> bool:
        """Whether a token may be a noun and nothing that cannot follow an adjective."""
        return (
            at < len(self.words)
            and bool(self.may[at])
            and self.may[at] <= NOMINAL | {Part.ADJ, Part.VERB, Part.INF}
            and (Part.NOUN in self.may[at])
        )

    def _other_noun(self, at: int) -> bool:
        """``de belanghebbende bezwaar``: the next noun does not go with the article, so this word has it."""
        if self.words[at - 1] not in ("de", "het") or at + 1 >= len(self.words) or self.may[at + 1] != {Part.NOUN}:
            return False
        known = {gender(reading.lemma) for reading in self.readings[at + 1] if "sing" in reading.marks}
        return known == {Gender.NEUTER if self.words[at - 1] == "de" else Gender.COMMON}

    def _goes_on(self, at: int) -> bool:
        """Whether a noun group goes on at a token: behind an adjective stands no article."""
        if at >= len(self.words) or (self.may[at] and self.may[at].isdisjoint(_AFTER_DETERMINER)):
            return False
        return self._begins_nominal(at)

    def _attribute(self, at: int) -> bool:
        """Whether an adjective without ending opens a noun group, as in ``een schriftelijk besluit``."""
        return at == self.first or self.parts[at - 1] in (*BEFORE_NOUN, Part.ADP, Part.CCONJ)

    def _closes_clause(self, at: int) -> bool:
        """Whether a token may be the verb that ends a clause: a stop, conjunction or the end follows it."""
        if at >= len(self.words) or Part.VERB not in self.may[at]:
            return False
        return at + 1 >= len(self.words) or self.may[at + 1] <= {Part.PUNCT, Part.CCONJ}

    def _preposition(self, at: int, may: frozenset[Part]) -> Part:
        if self.words[at] == "te" or self._begins_nominal(at + 1):
            return Part.ADP
        if at + 1 < len(self.words) and self.may[at + 1] & {Part.PRON, Part.ADP, Part.REL, Part.INF}:
            return Part.ADP
        return next((part for part in (Part.SCONJ, Part.ADV, Part.PARTICIPLE, Part.VERB) if part in may), Part.ADP)

    def _begins_nominal(self, at: int) -> bool:
        """Whether a noun group may begin or go on at a token, an adjective without ending before its noun included."""
        for place in range(at, min(at + ATTRIBUTES, len(self.words))):
            may = self.may[place]
            if not may:
                return self.tokens.kinds[place] in (Kind.WORD, Kind.NUMBER)
            if may & {Part.NOUN, Part.NAME, Part.NUM, Part.DET, Part.POSS}:
                return True
            if not may & {Part.ADJ, Part.PARTICIPLE}:
                return False
            if self.words[place].endswith("e"):
                return True
        return False


def _parts(readings: Readings) -> frozenset[Part]:
    return frozenset(_part(reading) for reading in readings)


def _part(reading: Reading) -> Part:
    marks = reading.marks
    if reading.tag in ("VERB", "AUX"):
        return Part.INF if "inf" in marks else Part.PARTICIPLE if "part" in marks else Part.VERB
    if reading.tag in ("PRON", "ADV", "DET"):
        if "rel" in marks:
            return Part.REL
        if "poss" in marks:
            return Part.POSS
    return _TAGS.get(reading.tag, Part.OTHER)
