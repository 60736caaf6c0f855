"""Whether an attribute, phrase, clause or governing noun may belong to one member as well as to all."""

from __future__ import annotations

from typing import Final

from engine.truth import OPEN, Truth
from plugins.features.nouns import Gender, is_activity, is_person, is_relational
from plugins.features.phrases import PLURAL, SINGULAR, Phrase
from plugins.features.syntax import Part, Syntax

SHARED: Final = frozenset(
    """
    ander bepaald verschillend divers dergelijk zodanig overig bijbehorend betrokken betreffend desbetreffend meerdere
    eigen zelfde enig enkel elk alle beide voldoende genoemd bedoeld vermeld heel geheel gezamenlijk eerste tweede
    derde laatste
    """.split()
)
"""Attributes that go with all that follows, as quantities do."""
OF_THINGS: Final = frozenset({"over", "aan", "voor", "op", "naar", "tegen"})
"""Prepositions that seldom tell one person from another."""
OF_ACTS: Final = frozenset({"van", "op", "aan", "naar", "tot", "over"})
"""Prepositions by which an act takes its object."""
ADVERBIAL: Final = frozenset(
    """
    tussen per volgens krachtens wegens tijdens sinds vanaf na voor-dat ingevolge namens door middels gedurende
    omtrent inzake conform betreffende aangaande sedert tot ten ter om als
    """.split()
)
"""Prepositions whose phrase seldom belongs to a noun of a coordination alone."""


RECORDS: Final = frozenset(
    """
    verslag lijst overzicht beschrijving kopie afschrift samenvatting rapport weergave register opname foto tekening
    opgave specificatie toelichting vermelding inventaris
    """.split()
)
"""Records of something, which may stand in one file with what was recorded."""


def attribute_scope(syntax: Syntax, left: Phrase, right: Phrase) -> Truth:
    """Whether the attribute of ``left`` may hold for ``right`` too: true if both readings stand."""
    if right.start != right.head or not syntax.is_(right.head, Part.NOUN) or not syntax.readings[right.head]:
        return False
    attributes = [at for at in range(left.start, left.head) if syntax.is_(at, Part.ADJ, Part.PARTICIPLE)]
    if any(not syntax.lemmas(at).isdisjoint(SHARED) or syntax.word(at) in SHARED for at in attributes):
        return False
    article = left.determiner is not None and syntax.word(left.determiner) in (
        "een",
        "elk",
        "elke",
        "ieder",
        "iedere",
        "het",
    )
    if article and right.number == PLURAL:
        return False
    if _same_head(syntax, left, right) or _adverbial(syntax, attributes[-1], left):
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
    if word.endswith(("e", "en", "er")):
        return False
    return left.number == PLURAL or (left.number == SINGULAR and left.gender is Gender.COMMON)


def _agrees(syntax: Syntax, attribute: int, left: Phrase, right: Phrase) -> Truth:
    """By the ending of the adjective, which a neuter noun without article does not take."""
    word = syntax.word(attribute)
    definite = left.determiner is not None and syntax.word(left.determiner) not in ("een", "geen", "elk", "ieder")
    if word.endswith(("en", "er")):
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


def clause_scope(syntax: Syntax, left: Phrase, right: Phrase, word: str) -> Truth:
    """Whether a relative clause behind the last member may belong to the first member too, and may not."""
    marker = syntax.word(right.end)
    if _between(syntax, left) or "wat" in (marker, syntax.word(right.end + 1)):
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
    return right.number == PLURAL and left.number != SINGULAR


def participle_scope(syntax: Syntax, left: Phrase, right: Phrase) -> Truth:
    """Whether a participle with its phrase behind the last member may belong to the first member too, and may not."""
    if _unlike(left, right):
        return False
    return True if syntax.firm(left.head) and syntax.readings[right.head] else OPEN


def phrase_scope(syntax: Syntax, left: Phrase, right: Phrase, governor: Phrase | None, *, inside: bool) -> Truth:
    """Whether a phrase with a preposition behind the last member may belong to the first member too, and may not."""
    preposition = syntax.word(right.end)
    if preposition in ADVERBIAL or _unlike(left, right):
        return False
    if _between(syntax, left) or (preposition in OF_THINGS and (_person(syntax, left) or _person(syntax, right))):
        return False
    if governor is not None and syntax.word(left.start - 1) == "van" and right.determiner is not None:
        return False
    if preposition != "van" and (inside or (governor is not None and _activity(syntax, governor))):
        return False
    needs = _relational if preposition == "van" else _quality
    if needs(syntax, left) or needs(syntax, right):
        return False
    return True if syntax.firm(left.head) and syntax.readings[right.head] else OPEN


def governor_scope(syntax: Syntax, governor: Phrase, left: Phrase, right: Phrase) -> Truth:
    """Whether the last member may be joined to the noun above as well: same kind and number, no article."""
    if _recorded(syntax, governor, left, right):
        return True
    infinitive = syntax.has(governor.head, "VERB", "inf")
    if right.start != right.head or (right.number != governor.number and not infinitive):
        return False
    act = _activity(syntax, governor) or infinitive
    if act and left.number == PLURAL and right.number == SINGULAR and syntax.word(governor.end) in OF_ACTS:
        return True
    if left.determiner is not None:
        return False
    if _activity(syntax, governor) and _activity(syntax, right):
        return True
    return _person(syntax, governor) and _person(syntax, right)


def _recorded(syntax: Syntax, governor: Phrase, left: Phrase, right: Phrase) -> bool:
    """``verslag van de zitting en de bezwaren``: unlike in number, so that a record may stand beside the second."""
    if governor.determiner is not None or syntax.lemmas(governor.head, "NOUN").isdisjoint(RECORDS):
        return False
    own, bare = _own_article(syntax, right), right.start == right.head
    if left.start == left.head:
        return left.number == PLURAL and own
    return left.number == SINGULAR and right.number == PLURAL and _own_article(syntax, left) and (own or bare)


def _own_article(syntax: Syntax, phrase: Phrase) -> bool:
    return phrase.determiner is not None and syntax.word(phrase.determiner) in ("de", "het")


def _activity(syntax: Syntax, phrase: Phrase) -> bool:
    infinitive = phrase.determiner is not None and syntax.has(phrase.head, "VERB", "inf")
    return infinitive or all(map(is_activity, syntax.lemmas(phrase.head, "NOUN")))


def _person(syntax: Syntax, phrase: Phrase) -> bool:
    return all(map(is_person, syntax.lemmas(phrase.head, "NOUN")))


def _unlike(left: Phrase, right: Phrase) -> bool:
    """Whether only one member has an article; a singular behind ``een huis of`` shares the one before."""
    if left.determiner is not None and right.determiner is None:
        return right.number == PLURAL
    return left.determiner is None and right.determiner is not None


def _between(syntax: Syntax, left: Phrase) -> bool:
    """``afspraak tussen A en B over C``: what follows belongs to the noun above."""
    return syntax.word(left.start - 1) in ("tussen", "onder")


def _quality(syntax: Syntax, phrase: Phrase) -> bool:
    """An act or a quality: what stands behind it tells of what, and is shared."""
    lemmas = syntax.lemmas(phrase.head, "NOUN")
    return any(is_activity(lemma) or lemma.endswith(("heid", "teit")) for lemma in lemmas)


def _relational(syntax: Syntax, phrase: Phrase) -> bool:
    return any(
        is_relational(lemma) or is_relational(syntax.word(phrase.head)) for lemma in syntax.lemmas(phrase.head, "NOUN")
    )
