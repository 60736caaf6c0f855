"""Whether the noun above a coordination may govern the first member only, the last standing beside it."""

from __future__ import annotations

from typing import Final

from engine.truth import Truth
from plugins.features.members import activity, ends_in, is_in, own_article, person
from plugins.features.noun_class import Classes, NounClass, classes_of
from plugins.features.nouns import is_group
from plugins.features.phrases import PLURAL, SINGULAR, Phrase
from plugins.features.scope_words import ACTS, CHARGES, COUPLES, DOCUMENTS, RECORDS, RELATIVES, SORTS
from plugins.features.syntax import Part, Syntax

LISTING: Final = frozenset({"met", "tussen", "in", "uit", "door"})
"""Prepositions behind which a list stands."""
ALONGSIDE: Final = frozenset({NounClass.PERSON, NounClass.DOCUMENT, NounClass.THING, NounClass.SUBSTANCE})
"""What stands beside another of its kind; acts and sums are judged by their own rules."""
OF_NEW: Final = frozenset({"van", "voor", "over", "om"})
"""Prepositions whose second object would have the same kind of article as the first."""
OF_ACTS: Final = frozenset({"van", "op", "aan", "naar", "tot", "over"})
"""Prepositions by which an act takes its object."""
AGAINST: Final = frozenset({"tegen", "wegens", "bij"})
"""Prepositions behind which a list of events stands."""


def alike(syntax: Syntax, governor: Phrase, right: Phrase) -> bool:
    """``eigenaren van een woning en huurders die …``: the last member stands beside the noun above."""
    if right.start != right.head or governor.determiner is not None or governor.number != right.number:
        return False
    return right.number == PLURAL and person(syntax, governor) and person(syntax, right)


def governor_scope(syntax: Syntax, governor: Phrase, left: Phrase, right: Phrase) -> Truth:
    """Whether the last member may be joined to the noun above as well: same kind and number, no article."""
    if _recorded(syntax, governor, left, right) or _beside(syntax, governor, left, right):
        return True
    infinitive = syntax.has(governor.head, "VERB", "inf")
    acts = activity(syntax, right) or is_in(syntax, right, ACTS)
    if acts and (syntax.word(right.end) in OF_ACTS or syntax.is_(right.end, Part.ADP)):
        return False
    if right.start != right.head or (right.number != governor.number and not infinitive and not acts):
        return False
    act = activity(syntax, governor) or infinitive
    if act and left.number == PLURAL and right.number == SINGULAR and syntax.word(governor.end) in OF_ACTS:
        return True
    if (activity(syntax, governor) or is_in(syntax, governor, ACTS)) and not activity(syntax, left):
        return acts and not ends_in(syntax, governor, CHARGES) and not _against(syntax, governor)
    return left.determiner is None and person(syntax, governor) and person(syntax, right)


def _against(syntax: Syntax, governor: Phrase) -> bool:
    """``bescherming tegen brand en diefstal``; an objection may stand beside an appeal."""
    return syntax.word(governor.end) in AGAINST and syntax.lemmas(governor.head).isdisjoint({"bezwaar", "beroep"})


def _recorded(syntax: Syntax, governor: Phrase, left: Phrase, right: Phrase) -> bool:
    """``verslag van de zitting en de bezwaren``: unlike in number, so that a record may stand beside the second."""
    if governor.determiner is not None or syntax.lemmas(governor.head, "NOUN").isdisjoint(RECORDS):
        return False
    own, bare = own_article(syntax, right), right.start == right.head
    if left.start == left.head:
        return left.number == PLURAL and own
    return left.number == SINGULAR and right.number == PLURAL and own_article(syntax, left) and (own or bare)


def _beside(syntax: Syntax, governor: Phrase, left: Phrase, right: Phrase) -> bool:
    """``kopie van het pand en een foto``, ``eigenaar van het pand en de huurder``: the last is as the first."""
    if _new(syntax, governor, left, right) or _like(syntax, governor, left, right):
        return True
    if syntax.word(governor.end) not in ("van", "over") or not syntax.is_(right.head, Part.NOUN):
        return False
    if is_in(syntax, governor, RECORDS) or (ends_in(syntax, governor, DOCUMENTS) and _with(syntax, right, "een")):
        return ends_in(syntax, right, DOCUMENTS) and not ends_in(syntax, left, DOCUMENTS)
    if not (person(syntax, governor) or is_in(syntax, governor, RELATIVES)) or not person(syntax, right):
        return False
    if not person(syntax, left):
        return left.determiner is not None and (own_article(syntax, right) or right.number == PLURAL)
    if left.determiner is not None and right.start == right.head and right.number == PLURAL == governor.number:
        return True
    pair = {frozenset({one, two}) for one in syntax.lemmas(left.head) for two in syntax.lemmas(right.head)}
    return is_in(syntax, governor, RELATIVES) and own_article(syntax, right) and COUPLES.isdisjoint(pair)


def _with(syntax: Syntax, phrase: Phrase, article: str) -> bool:
    return phrase.determiner is not None and syntax.word(phrase.determiner) == article


def _like(syntax: Syntax, governor: Phrase, left: Phrase, right: Phrase) -> bool:
    """``levering van voedsel aan vluchtelingen en medicijnen``: the last is of the kind of the noun above alone."""
    if syntax.word(governor.end) in LISTING or (left.determiner is None) != (right.determiner is None):
        return False
    if any(map(is_group, syntax.lemmas(governor.head, "NOUN"))):
        return False
    sort = next((each for each in SORTS if ends_in(syntax, governor, each) and ends_in(syntax, right, each)), None)
    if sort is not None and right.start == right.head and not syntax.is_(right.end, Part.ADP):
        return not ends_in(syntax, left, sort)
    above, first, last = (_kinds(syntax, each) for each in (governor, left, right))
    if governor.number != right.number or not above or not first:
        return False
    return above == last and first.isdisjoint(last) and last <= ALONGSIDE


def _kinds(syntax: Syntax, phrase: Phrase) -> Classes:
    return frozenset().union(*map(classes_of, syntax.lemmas(phrase.head, "NOUN")))


def _new(syntax: Syntax, governor: Phrase, left: Phrase, right: Phrase) -> bool:
    """``vergoeding voor de reis en een maaltijd``: the last has an article of another sort."""
    if syntax.word(governor.end) not in OF_NEW or right.determiner is None or syntax.word(right.determiner) != "een":
        return False
    known = own_article(syntax, left) or left.determiner is None
    return known and not person(syntax, right)
