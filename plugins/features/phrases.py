"""Noun phrases of a definition: article, attributes and head, with number and gender, and groups of them.

Only the core of a phrase is read: what follows the head (``van …``, a relative clause) is for clauses and rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plugins.features.nouns import Gender, gender, is_group, is_person
from plugins.features.remembered import of_reading
from plugins.features.syntax import BEFORE_NOUN, NOMINAL, Part, Syntax

if TYPE_CHECKING:
    from engine.ports import Readings

SINGULAR: Final = frozenset({"sing"})
PLURAL: Final = frozenset({"plur"})
BOTH: Final = SINGULAR | PLURAL
PLURAL_DETERMINERS: Final = frozenset(
    "alle sommige enkele enige meerdere diverse verschillende beide vele weinig veel".split()
)
NEUTER_DETERMINERS: Final = frozenset({"het", "dit", "dat", "elk", "ieder", "welk", "'t", "hetzelfde"})
COMMON_DETERMINERS: Final = frozenset({"de", "deze", "die", "elke", "iedere", "welke", "dezelfde"})
MAX_ATTRIBUTES: Final = 20
"""Words before the head of a noun phrase."""
INDEFINITES: Final = frozenset(
    "men iemand niemand iedereen eenieder ieder degene degenen diegene diegenen ander andere anderen ene allen "
    "datgene hetgeen iets alles niets wie elk één wat hetgene zichzelf".split()
)
"""Pronouns that name something themselves, so that another pronoun may refer to them."""
PLURAL_INDEFINITES: Final = frozenset("degenen diegenen anderen allen andere".split())

BEGINNING: Final = BEFORE_NOUN | NOMINAL | {Part.PRON, Part.REL}
"""What a noun phrase, or a pronoun that stands for one, can begin with."""
NOMINALISED: Final = (
    "plichtige", "hebbende", "gerechtigde", "jarige", "zoekende", "behoevende", "deskundige", "medeplichtige",
    "gehandicapte", "beperkte", "begunstigde", "geadresseerde", "belaste",
)  # fmt: skip
"""Endings of adjectives that behind an article, without a noun, are persons: ``de belastingplichtige``."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``start:end``, its ``head``, its determiner, number and gender."""

    start: int
    head: int
    determiner: int | None
    number: frozenset[str]
    gender: Gender | None
    person: bool
    group: bool
    sure: bool = True

    @property
    def end(self) -> int:
        """The token after the head."""
        return self.head + 1


def noun_phrases(syntax: Syntax) -> Sequence[Phrase]:
    """All noun phrases to the end of the body, lead-in included, in order, none in another; read once for a text."""
    return syntax.once("noun_phrases", lambda: _noun_phrases(syntax))


def _noun_phrases(syntax: Syntax) -> list[Phrase]:
    found: list[Phrase] = []
    at = 0
    while at < syntax.last:
        if syntax.parts[at] not in BEGINNING:
            at += 1
            continue
        if syntax.is_(at, Part.PRON, Part.DET, Part.REL) and syntax.word(at) in INDEFINITES and _alone(syntax, at):
            found.append(_indefinite(syntax, at))
            at += 1
            continue
        head = _head(syntax, at)
        if head is None:
            at += 1
            continue
        found.append(phrase_of(syntax, at, head))
        at = head + 1
    return found


def _alone(syntax: Syntax, at: int) -> bool:
    """Whether an indefinite word stands without a noun: ``een ander`` but not ``een andere zaak``."""
    if syntax.is_(at, Part.REL):
        free = syntax.word(at) in ("wie", "wat", "hetgeen")
        return (
            free
            and not syntax.is_(at - 1, *NOMINAL)
            and not (
                syntax.is_(at - 1, Part.ADP)
                and (
                    syntax.is_(at - 2, *NOMINAL)
                    or (syntax.word(at - 2) in INDEFINITES and syntax.is_(at - 2, Part.PRON))
                )
            )
        )
    return not syntax.is_(at + 1, *BEFORE_NOUN, *NOMINAL)


def _indefinite(syntax: Syntax, at: int) -> Phrase:
    word = syntax.word(at)
    thing = word in ("iets", "alles", "niets", "datgene", "hetgeen", "wat", "hetgene")
    number = PLURAL if word in PLURAL_INDEFINITES else SINGULAR
    return Phrase(at, at, None, number, Gender.NEUTER if thing else Gender.COMMON, not thing, group=False)


def _head(syntax: Syntax, at: int) -> int | None:
    """The head of the noun phrase that begins at a token: the first noun with no noun directly behind it."""
    place = at
    while place < min(syntax.last, at + MAX_ATTRIBUTES) and (
        syntax.is_(place, *BEFORE_NOUN)
        or (syntax.is_(place, Part.ADV) and place > at and syntax.is_(place + 1, Part.ADJ, Part.PARTICIPLE, Part.NUM))
    ):
        place += 1
    if place >= syntax.last:
        return None
    if not syntax.is_(place, *NOMINAL):
        last = place - 1
        joined = syntax.is_(place, Part.CCONJ) and syntax.is_(place + 1, Part.ADJ, Part.PARTICIPLE, Part.PUNCT)
        if (
            last > at
            and not joined
            and syntax.is_(last, Part.ADJ)
            and syntax.is_(at, Part.DET)
            and (syntax.may(last, Part.NOUN) or syntax.word(last).endswith(NOMINALISED))
        ):
            return last
        return None
    while syntax.is_(place + 1, *NOMINAL) and place + 1 < syntax.last and _continues(syntax, place):
        place += 1
    return place


def _continues(syntax: Syntax, at: int) -> bool:
    """Whether the noun behind this one belongs to it: a name of more words, or a name behind its kind."""
    return syntax.is_(at + 1, Part.NAME)


def phrase_of(syntax: Syntax, start: int, head: int) -> Phrase:
    """The phrase of known tokens, with number and gender from its words."""
    determiner = start if syntax.is_(start, Part.DET, Part.POSS) else None
    core = head
    while core > start and syntax.is_(core - 1, Part.NOUN):
        core -= 1
    number = _number(syntax, start, core, determiner)
    readings = syntax.readings[core]
    person, group, own = _noun(syntax.words[core], readings)
    found = _gender(syntax, start, core, number, own)
    return Phrase(start, head, determiner, number, found, person, group, sure=bool(readings))


@of_reading
def _noun(word: str, readings: Readings) -> tuple[bool, bool, Gender | None]:
    """Whether a noun is a person, however it is read, whether it may be a group, and its gender where that is one."""
    lemmas = {reading.lemma.lower() for reading in readings if reading.tag == "NOUN"} or {word}
    genders = {gender(lemma) for lemma in lemmas}
    own = genders.pop() if len(genders) == 1 else None
    return all(map(is_person, lemmas)), any(map(is_group, lemmas)), own


def _number(syntax: Syntax, start: int, head: int, determiner: int | None) -> frozenset[str]:
    if determiner is not None:
        word = syntax.word(determiner)
        if word in PLURAL_DETERMINERS:
            return PLURAL
        if word in ("een", "'n") or word in NEUTER_DETERMINERS:
            return SINGULAR
    if any(syntax.is_(at, Part.NUM) and syntax.word(at) not in ("één", "een", "1") for at in range(start, head)):
        return PLURAL
    nouns = [reading for reading in syntax.readings[head] if reading.tag in ("NOUN", "PROPN")]
    if syntax.is_(head, Part.NAME):
        return SINGULAR
    found = frozenset(mark for reading in nouns for mark in reading.marks & BOTH)
    if found and all(reading.marks & BOTH for reading in nouns):
        return found
    return BOTH


def _gender(syntax: Syntax, start: int, head: int, number: frozenset[str], own: Gender | None) -> Gender | None:
    """From the article, from ``een`` with an adjective, from the relative word behind, or the noun's own."""
    if number == PLURAL:
        return None
    for at in range(start, head):
        if syntax.word(at) in NEUTER_DETERMINERS:
            return Gender.NEUTER
        if syntax.word(at) in COMMON_DETERMINERS and number == SINGULAR:
            return Gender.COMMON
    if own is not None:
        return own
    if syntax.is_(head + 1, Part.REL) and number == SINGULAR:
        if syntax.word(head + 1) == "die":
            return Gender.COMMON
        if syntax.word(head + 1) == "dat" and syntax.sure[head + 1]:
            return Gender.NEUTER
    return None
