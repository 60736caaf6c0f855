"""What stands before or behind a coordination and may belong to one member or to all: words, no noun phrases.

``coordination`` asks here which words these are; whether they leave two readings is for ``scope``, except for the
phrases of measure, appositions and conditions, whose excuses are few and stand beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.truth import Truth
from plugins.features.clauses import REFERENCES
from plugins.features.nouns import is_activity, is_person
from plugins.features.phrases import PLURAL, Phrase
from plugins.features.scope_words import BELONGING, COUPLES, UNITS
from plugins.features.syntax import BEFORE_NOUN, LOOK, NOMINAL, Part, Syntax

COMPARED: Final = frozenset(
    """
    jonger ouder groter kleiner hoger lager zwaarder lichter langer korter duurder goedkoper breder smaller dikker
    """.split()
)
LEADING: Final = frozenset(
    """
    aanwezig verkrijgbaar zichtbaar bereikbaar afkomstig geschikt bestemd vrij vol rijk arm werkzaam woonachtig
    toegankelijk
    """.split()
)
"""Adjectives that stand behind their noun with a phrase of their own."""
OF_NOUN: Final = frozenset("waarvan waarin waarop waaraan waarmee waarvoor waarover waaruit waartoe".split())
ORDERED: Final = frozenset(
    """
    gerangschikt gesorteerd ingedeeld geordend gegroepeerd uitgesplitst verdeeld onderverdeeld opgesplitst bijgehouden
    opgemaakt opgesteld samengesteld ingericht weergegeven uitgedrukt gemeten berekend
    """.split()
)
"""Participles that tell how a list or a sum is made, whatever stands in it."""
OF_BOTH: Final = frozenset(
    """
    niet nooit geen ook al wel slechts alleen uitsluitend meer min te zo samen tegelijk gezamenlijk dan daar er hier nog
    reeds eerst vervolgens zelf onderling steeds altijd vaak soms afwisselend tegelijkertijd gelijktijdig beurtelings
    veilig goed mogelijk
    """.split()
)
"""Adverbs that deny, order, or are said of all that follows."""
DEGREES: Final = frozenset("zeer heel erg ernstig zwaar licht sterk matig extreem nogal vrij uiterst bijzonder".split())
MEASURED: Final = frozenset({"van", "tot", "vanaf", "onder", "boven", "beneden", "tussen"})
"""Prepositions of an age, a size or a sum: ``tot twaalf jaar``."""
IN_TIME: Final = frozenset({"tot", "vanaf", "tussen", "onder", "boven"})
"""Those whose phrase may tell how long or how far an act goes."""
BEFORE_NUMBER: Final = frozenset(
    "de ten minste hoogste meer minder dan circa ongeveer minimaal maximaal tot en met of".split()
)
CONDITIONS: Final = frozenset({"mits", "tenzij", "indien", "wanneer", "zolang", "zover"})
REFERRING: Final = frozenset({"die", "deze", "zij", "ze"})
CONJUNCTIONS: Final = {"en": frozenset({"en", "alsmede", "evenals"}), "of": frozenset({"of", "danwel", "dan"})}
"""Words that join as ``en`` and ``of`` do; ``dan`` only before ``wel``."""
MANNERS: Final = frozenset({"zonder", "namens"})
ORDERS: Final = frozenset({("in", "opdracht"), ("op", "verzoek"), ("tegen", "betaling"), ("tegen", "vergoeding")})
"""Phrases that tell how or for whom something is done, and belong to no noun before them."""
MEASURE_LOOK: Final = 8
"""Words from the preposition to the unit of its measure."""


def joined(syntax: Syntax, end: int, start: int, word: str) -> bool:
    """Whether only a conjunction like ``word`` stands between tokens ``end`` and ``start``: ``of``, ``dan wel``."""
    if syntax.word(end) == "dan":
        return word == "of" and syntax.word(end + 1) == "wel" and start == end + 2
    return start == end + 1 and syntax.word(end) in CONJUNCTIONS[word]


def moved(syntax: Syntax, at: int) -> int | None:
    """The relative word behind the verbs at ``at``: ``die goederen en diensten aanbiedt die zijn goedgekeurd``."""
    place = at
    while place < min(at + 3, syntax.last) and syntax.is_(place, Part.VERB, Part.PARTICIPLE):
        place += 1
    return place if place > at and syntax.word(place) in ("die", "dat") and syntax.is_(place, Part.REL) else None


def clause_end(syntax: Syntax, at: int) -> int:
    """Behind the relative word of a clause, its preposition included."""
    return at + 1 if syntax.is_(at, Part.REL) else at + 2


def done_so(syntax: Syntax, word: str) -> Iterator[tuple[int, int]]:
    """``afval stort of stoffen loost zonder vergunning``: how the last of two things is done, or both.

    Only where each verb closes its part of a clause that a relative word opens, and where the second has an object of
    its own or none at all.

    Yields:
        The first verb, and the token behind the phrase.
    """
    for at in range(syntax.first + 2, syntax.last - 2):
        if syntax.word(at) != word or not syntax.is_(at - 1, Part.VERB):
            continue
        verb = next((n for n in range(at + 1, min(at + 6, syntax.last)) if syntax.is_(n, Part.VERB)), None)
        if verb is None or any(syntax.is_(n, Part.REL, Part.SCONJ, Part.PUNCT, Part.ADP) for n in range(at + 1, verb)):
            continue
        manner = syntax.word(verb + 1) in MANNERS or (syntax.word(verb + 1), syntax.word(verb + 2)) in ORDERS
        relative_before = any(syntax.is_(n, Part.REL) for n in range(max(syntax.first, at - LOOK), at))
        if manner and relative_before and not syntax.is_(at + 1, Part.ADV):
            noun = next((n for n in range(verb + 2, verb + 6) if syntax.is_(n, Part.NOUN)), verb + 1)
            yield at - 1, noun + 1


def counted(syntax: Syntax, left: Phrase, right: Phrase) -> bool:
    """``drie artsen en verpleegkundigen``: three together, or three of the first.

    Not a measure (``twee jaar``), a number behind its noun, a choice of numbers (``twee of meer``), a couple, or
    the parts of a thing (``met twee wielen en trappers``).
    """
    if right.start != right.head or right.number != PLURAL or left.number != PLURAL or left.head != left.start + 1:
        return False
    if not syntax.is_(left.start, Part.NUM) or syntax.is_(left.start - 1, Part.NOUN, Part.CCONJ, Part.NUM):
        return False
    own, other = syntax.lemmas(left.head, "NOUN"), syntax.lemmas(right.head, "NOUN")
    couple = any(frozenset({one, two}) in COUPLES for one in own for two in other)
    if syntax.word(left.start - 1) == "met" and not all(map(is_person, own | other)):
        return False
    return not couple and own.isdisjoint(UNITS) and other.isdisjoint(UNITS) and left.sure and right.sure


def modified(syntax: Syntax) -> Iterator[tuple[int, int]]:
    """An adverb before two verbs, infinitives or adjectives joined by ``en``: ``ernstig zieke en gewonde dieren``.

    Yields:
        The first token, and the one behind the last. Not where the adverb only denies, orders, or speaks of both.
    """
    for at in range(syntax.first + 2, syntax.last - 1):
        one, two, adverb = at - 1, at + 1, at - 2
        if syntax.word(at) != "en" or not syntax.is_(adverb, Part.ADJ, Part.ADV, Part.PARTICIPLE):
            continue
        if syntax.word(adverb) in OF_BOTH or syntax.word(adverb).endswith("e") or not syntax.readings[adverb]:
            continue
        plain = syntax.is_(adverb, Part.ADJ) or syntax.word(adverb) in DEGREES
        if plain and (_described(syntax, one, two) or _done(syntax, one, two)):
            yield adverb, two + 1


def _described(syntax: Syntax, one: int, two: int) -> bool:
    """Two attributes with the ending *-e* before one noun."""
    attribute = (Part.ADJ, Part.PARTICIPLE)
    declined = syntax.word(one).endswith("e") and syntax.word(two).endswith("e")
    both = syntax.is_(one, *attribute) and syntax.is_(two, *attribute) and syntax.is_(two + 1, Part.NOUN)
    return both and declined and bool(syntax.readings[one] and syntax.readings[two])


def _done(syntax: Syntax, one: int, two: int) -> bool:
    """Two finite verbs that end their clause, or two infinitives as nouns."""
    if syntax.is_(one, Part.VERB) and syntax.is_(two, Part.VERB):
        return two + 1 >= syntax.last or syntax.is_(two + 1, Part.PUNCT)
    infinitives = syntax.has(one, "VERB", "inf") and syntax.has(two, "VERB", "inf")
    return infinitives and syntax.word(two + 1) in ("van", "") and not syntax.is_(one, Part.VERB)


def measure_end(syntax: Syntax, at: int) -> int | None:
    """The token behind ``tot twaalf jaar``, ``van ten minste tien kilo``; nothing for another phrase."""
    if syntax.word(at) not in MEASURED:
        return None
    number = False
    for place in range(at + 1, min(at + MEASURE_LOOK, syntax.last)):
        if syntax.is_(place, Part.NUM) or syntax.word(place).isdigit():
            number = True
        elif syntax.is_(place, Part.NOUN) and number:
            return place + 1 if not syntax.lemmas(place, "NOUN").isdisjoint(UNITS) else None
        elif syntax.word(place) not in BEFORE_NUMBER:
            return None
    return None


def measure_scope(syntax: Syntax, left: Phrase, right: Phrase, *, acts: bool) -> Truth:
    """Whether a measure behind the last member may be that of the first too.

    One reading where only one member has an article, where a member is an act, and where the measure may tell how
    long an act (``acts``) lasts that stands above or behind.
    """
    if (left.determiner is None) != (right.determiner is None):
        return False
    names = [syntax.lemmas(each.head, "NOUN") for each in (left, right)]
    couple = any(frozenset({one, two}) in COUPLES for one in names[0] for two in names[1])
    if couple and left.number != PLURAL:
        return False
    if any(map(is_activity, names[0] | names[1])) or not names[0].isdisjoint(UNITS):
        return False
    persons = all(map(is_person, names[0] | names[1]))
    return persons or not (acts and syntax.word(right.end) in IN_TIME)


def apposition_end(syntax: Syntax, left: Phrase, right: Phrase) -> int | None:
    """The token behind ``gebouwen en terreinen, eigendom van``: a noun that says what the last or all of them are."""
    at = right.end + 1
    if syntax.word(right.end) != "," or not syntax.is_(at, Part.NOUN) or not syntax.is_(at + 1, Part.ADP):
        return None
    end = syntax.segment_end(at, ",.;:()")
    if any(syntax.word(place) in ("en", "of") for place in range(at, end)):
        return None
    names = syntax.lemmas(at, "NOUN")
    person = all(map(is_person, names)) and left.number == right.number
    alike = syntax.has(at, "NOUN", "plur") == (right.number == PLURAL)
    return at + 1 if not names.isdisjoint(BELONGING) or (person and alike) else None


def condition_end(syntax: Syntax, right: Phrase) -> int | None:
    """The token behind ``voor zover deze``, ``, mits zij``: a condition of the last member or of all."""
    at = right.end + (syntax.word(right.end) == ",")
    at += syntax.word(at) == "voor" and syntax.word(at + 1) == "zover"
    if right.number != PLURAL or syntax.word(at) not in CONDITIONS or syntax.word(at + 1) not in REFERRING:
        return None
    return at + 2


def relative(syntax: Syntax, at: int) -> bool:
    """A relative word; of the adverbs those that ask for a noun before them, and ``waar`` before a noun."""
    place = syntax.word(at) == "waar" and syntax.is_(at + 1, *BEFORE_NOUN, *NOMINAL)
    return syntax.is_(at, Part.REL) or syntax.word(at) in OF_NOUN or place


def is_place(syntax: Syntax, at: int) -> bool:
    """``te Amsterdam``: a place, and no infinitive."""
    return at < syntax.last and syntax.tokens.words[at][:1].isupper() and not syntax.tokens.words[at].isupper()


def participle(syntax: Syntax, at: int) -> bool:
    """``gelegen aan``, ``, gevestigd bij``: a participle with a phrase of its own; ``bedoeld in`` only refers."""
    place = at + 1 if syntax.word(at) == "," else at
    if syntax.word(place) in COMPARED and syntax.word(place + 1) == "dan":
        return True
    if syntax.word(place) in ORDERED:
        return False
    led = syntax.is_(place, Part.PARTICIPLE) or (syntax.is_(place, Part.ADJ) and syntax.word(place) in LEADING)
    return led and syntax.is_(place + 1, Part.ADP) and syntax.word(place) not in REFERENCES


def attributive(syntax: Syntax, at: int) -> bool:
    """An attribute that looks like a noun or a verb.

    ``verboden wapens``, ``te slopen woningen``, ``door de rechter benoemde curatoren``.
    """
    if at < syntax.first:
        return False
    if syntax.is_(at, Part.INF):
        opener = at - 2 - syntax.is_(at - 2, Part.ADV)
        return syntax.word(at - 1) == "te" and syntax.is_(opener, Part.ADP, Part.DET, Part.REL, Part.NUM, Part.PUNCT)
    if syntax.is_(at, Part.NOUN):
        open_ = at == syntax.first or syntax.is_(at - 1, Part.ADP, Part.DET)
        adjective = any(reading.tag == "ADJ" for reading in syntax.readings[at])
        return open_ and syntax.word(at).endswith("en") and (adjective or syntax.has(at, "VERB", "part"))
    if not (syntax.is_(at, Part.VERB) and syntax.word(at).endswith(("de", "te"))):
        return False
    before = range(max(syntax.first, at - LOOK), at)
    led = "door" in map(syntax.word, before) or any(syntax.is_(at - far, Part.ADP) for far in (2, 3, 4))
    return led and not any(syntax.is_(each, Part.REL, Part.SCONJ) for each in before)
