"""Whether an attribute, phrase, clause or governing noun may belong to one member as well as to all."""

from __future__ import annotations

from typing import Final

from engine.truth import OPEN, Truth
from plugins.features.members import activity, ends_in, is_in, person, quality, relational
from plugins.features.nouns import Gender
from plugins.features.phrases import PLURAL, SINGULAR, Phrase
from plugins.features.scope_words import (
    ABOUT,
    AREAS,
    CHARGES,
    FITTED,
    HOUSEHOLDS,
    MEASURES,
    OWNED,
    PERSONAL,
    PLACING,
    POSTS,
    RECORDS,
    TOLD,
    UNDECLINED,
)
from plugins.features.syntax import Part, Syntax

SHARED: Final = frozenset(
    """
    ander bepaald verschillend divers dergelijk zodanig overig bijbehorend betrokken betreffend desbetreffend meerdere
    eigen zelfde enig enkel elk alle beide voldoende genoemd bedoeld vermeld heel geheel gezamenlijk eerste tweede
    derde laatste
    """.split()
)
"""Attributes that go with all that follows, as quantities do."""
IN_TIME: Final = frozenset({"na", "tijdens", "sinds", "sedert", "gedurende", "namens"})
LISTS: Final = frozenset({"verzameling", "bundel", "reeks", "geheel", "dossier", "bestand", "archief"})
SINGLE: Final = frozenset({"een", "elk", "elke", "ieder", "iedere", "het"})
"""Determiners of a singular."""
OF_THINGS: Final = frozenset({"over", "aan", "voor", "op", "naar", "tegen"})
"""Prepositions that seldom tell one person from another."""
ADVERBIAL: Final = frozenset(
    """
    tussen per volgens krachtens wegens tijdens sinds vanaf na voor-dat ingevolge namens door middels gedurende
    omtrent inzake conform betreffende aangaande sedert tot ten ter om als
    """.split()
)
"""Prepositions whose phrase seldom belongs to a noun of a coordination alone."""


def attribute_scope(syntax: Syntax, left: Phrase, right: Phrase) -> Truth:
    """Whether the attribute of ``left`` may hold for ``right`` too: true if both readings stand."""
    if right.start != right.head or not syntax.is_(right.head, Part.NOUN) or not syntax.readings[right.head]:
        return False
    attributes = [at for at in range(left.start, left.head) if syntax.is_(at, Part.ADJ, Part.PARTICIPLE)]
    if any(not syntax.lemmas(at).isdisjoint(SHARED) or syntax.word(at) in SHARED for at in attributes):
        return False
    article = left.determiner is not None and syntax.word(left.determiner) in SINGLE
    if article and right.number == PLURAL:
        return False
    told = syntax.is_(attributes[-1], Part.PARTICIPLE)  # a ``gestolen fiets`` is no kind of ``fiets``
    if (_same_head(syntax, left, right) and not told) or _adverbial(syntax, attributes[-1], left):
        return False
    return _agrees(syntax, attributes[-1], left, right)


def _same_head(syntax: Syntax, left: Phrase, right: Phrase) -> bool:
    """``natuurlijke persoon of rechtspersoon``: the compound has an attribute of its own."""
    return any(
        two != one and (two.endswith(one) or (len(two) > 4 and one.endswith(two)))
        for one in syntax.lemmas(left.head, "NOUN")
        for two in syntax.lemmas(right.head, "NOUN")
    )


def _adverbial(syntax: Syntax, attribute: int, left: Phrase) -> bool:
    """``mogelijk schade``: an adjective without ending that its own noun does not allow is an adverb."""
    word = syntax.word(attribute)
    if word.endswith(("e", "en", "er")) or word in UNDECLINED:
        return False
    return left.number == PLURAL or (left.number == SINGULAR and left.gender is Gender.COMMON)


def _agrees(syntax: Syntax, attribute: int, left: Phrase, right: Phrase) -> Truth:
    """By the ending of the adjective, which a neuter noun without article does not take."""
    word = syntax.word(attribute)
    definite = left.determiner is not None and syntax.word(left.determiner) not in ("een", "geen", "elk", "ieder")
    if word.endswith(("en", "er")) or word in UNDECLINED:
        return True
    if not word.endswith("e"):
        if right.number == PLURAL or right.gender is Gender.COMMON:
            return False
        return True if right.gender is Gender.NEUTER else OPEN
    if definite or right.number == PLURAL:
        return True
    if right.gender is Gender.NEUTER:
        return False
    return True if right.gender is Gender.COMMON or not syntax.word(right.head).startswith("ge") else OPEN


def clause_scope(syntax: Syntax, left: Phrase, right: Phrase, word: str, at: int | None = None) -> Truth:
    """Whether a relative clause behind the last member may belong to the first member too, and may not.

    The clause begins at ``at``, or directly behind the member.
    """
    place = right.end if at is None else at
    marker = syntax.word(place)
    if _between(syntax, left) or "wat" in (marker, syntax.word(place + 1)):
        return False
    if _unlike(left, right):
        return False
    if marker == "dat":
        both = left.number == SINGULAR and left.gender is Gender.NEUTER
        return both if left.gender is not None else OPEN
    if marker != "die":
        return True
    if left.number == SINGULAR and right.number == SINGULAR:
        if left.gender is Gender.NEUTER:
            return False
        return word == "of" if left.gender is Gender.COMMON else OPEN
    return right.number == PLURAL


def participle_scope(syntax: Syntax, left: Phrase, right: Phrase) -> Truth:
    """Whether a participle with its phrase behind the last member may belong to the first member too, and may not."""
    if _unlike(left, right):
        return False
    return True if syntax.firm(left.head) and syntax.readings[right.head] else OPEN


def phrase_scope(syntax: Syntax, left: Phrase, right: Phrase, governor: Phrase | None, *, inside: bool) -> Truth:
    """Whether a phrase with a preposition behind the last member may belong to the first member too, and may not."""
    preposition = syntax.word(right.end)
    if _unlike(left, right) or (preposition in ADVERBIAL and not _timed(syntax, left, right, governor, inside=inside)):
        return False
    persons = person(syntax, left) or person(syntax, right)
    if _between(syntax, left) or (preposition in OF_THINGS and persons and not _posted(syntax, right.end)):
        return False
    if governor is not None and syntax.word(left.start - 1) == "van" and right.determiner is not None:
        return False
    if _had(syntax, left, right):
        return True
    acts = governor is not None and acting(syntax, governor)
    if _placed(syntax, left, right, governor if acts else None, inside=inside) or _told(syntax, left, right, governor):
        return True
    if preposition != "van" and (inside or acts):
        return False
    if _shared(syntax, left, right, preposition):
        return False
    return True if syntax.firm(left.head) and syntax.readings[right.head] else OPEN


def _had(syntax: Syntax, left: Phrase, right: Phrase) -> bool:
    """``leerlingen en begeleiders met een beperking``, ``auto's en bussen met een dieselmotor``: what they have.

    No means by which the act above, or the verb behind, is done.
    """
    if syntax.word(right.end) not in ("met", "zonder"):
        return False
    noun = next((at for at in range(right.end + 1, right.end + 6) if syntax.is_(at, Part.NOUN)), None)
    lemmas: frozenset[str] = frozenset() if noun is None else syntax.lemmas(noun, "NOUN")
    persons = all(person(syntax, each) or is_in(syntax, each, HOUSEHOLDS) for each in (left, right))
    if any(lemma.endswith(MEASURES) for lemma in lemmas):
        return not quality(syntax, left) and not quality(syntax, right)
    if persons:
        return any(lemma.endswith(tuple(PERSONAL)) for lemma in lemmas)
    acts = quality(syntax, left) or quality(syntax, right)
    return any(lemma.endswith(FITTED) for lemma in lemmas) and not acts


def _shared(syntax: Syntax, left: Phrase, right: Phrase, preposition: str) -> bool:
    """Whether a noun that is incomplete without the phrase makes it that of all members.

    Such a noun as the last member only (``bezoekers en medewerkers van een museum``) leaves the first one open.
    """
    if preposition == "van":
        if relational(syntax, left) or not relational(syntax, right):
            return relational(syntax, left)
        return not (left.number == PLURAL == right.number and (person(syntax, left) or not activity(syntax, right)))
    if quality(syntax, left) or not quality(syntax, right):
        return quality(syntax, left)
    return not activity(syntax, right) or left.number != PLURAL or preposition not in ("op", "in", "bij")


def _placed(syntax: Syntax, left: Phrase, right: Phrase, governor: Phrase | None, *, inside: bool) -> bool:
    """``toezicht op scholen en crèches in de regio``: where persons or things are, and no act is done."""
    if syntax.word(right.end) not in ("in", "uit", "aan") or quality(syntax, left) or quality(syntax, right):
        return False
    noun = next((place for place in range(right.end + 1, right.end + 5) if syntax.is_(place, Part.NOUN)), None)
    if syntax.word(right.end) == "in" and syntax.word(right.end + 1) in OWNED and syntax.word(right.end + 2) == "van":
        return True
    if noun is None or not any(name.endswith(AREAS) for name in syntax.lemmas(noun, "NOUN")):
        return False
    if inside and syntax.word(right.end) != "uit":
        return False
    return governor is None or not ends_in(syntax, governor, PLACING)


def _told(syntax: Syntax, left: Phrase, right: Phrase, governor: Phrase | None) -> bool:
    """``bezwaren en klachten over belasting``: what both are about, unless the noun above takes it."""
    if syntax.word(right.end) != "over" or not (ends_in(syntax, left, TOLD) and ends_in(syntax, right, TOLD)):
        return False
    return governor is None or not ends_in(syntax, governor, ABOUT)


def _timed(syntax: Syntax, left: Phrase, right: Phrase, governor: Phrase | None, *, inside: bool) -> bool:
    """``lijst van ongevallen en branden tijdens de kerstdagen``: a list is of things that have their time."""
    if inside or syntax.word(right.end) not in IN_TIME or not left.number == PLURAL == right.number:
        return False
    return governor is None or is_in(syntax, governor, RECORDS) or ends_in(syntax, governor, LISTS)


def _posted(syntax: Syntax, at: int) -> bool:
    """``docenten en onderzoekers aan een universiteit``: where persons work or learn."""
    noun = next((place for place in range(at + 1, at + 4) if syntax.is_(place, Part.NOUN)), None)
    names: frozenset[str] = frozenset() if noun is None else syntax.lemmas(noun, "NOUN")
    return syntax.word(at) in ("aan", "op") and any(name.endswith(POSTS) for name in names)


def acting(syntax: Syntax, governor: Phrase) -> bool:
    """Whether the noun above is an act, which a phrase behind may tell of as well."""
    return activity(syntax, governor) and not ends_in(syntax, governor, CHARGES)


def _unlike(left: Phrase, right: Phrase) -> bool:
    """Whether only one member has an article; a singular behind ``een huis of`` shares the one before."""
    if left.determiner is not None and right.determiner is None:
        return right.number == PLURAL and left.number != PLURAL
    return left.determiner is None and right.determiner is not None


def _between(syntax: Syntax, left: Phrase) -> bool:
    """``afspraak tussen A en B over C``: what follows belongs to the noun above."""
    return syntax.word(left.start - 1) in ("tussen", "onder")
