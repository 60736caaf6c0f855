"""Words by which a definition gives parts, and lists of parts."""

from __future__ import annotations

from typing import Final

from plugins.features.noun_kinds import PERSONS
from plugins.features.word_bits import ATTRIBUTE, DET, NOUN, NUM, PLUR, REL, VERB, Words

CONSIST: Final = frozenset("bestaat bestaan bestond bestonden bestaande".split())
COMPOSED: Final = frozenset("samengesteld opgebouwd samengestelde opgebouwde gevormd vervaardigd gemaakt".split())
DIVIDED: Final = frozenset(
    "onderverdeeld verdeeld opgedeeld ingedeeld gesplitst onderscheiden uiteenvalt uiteenvallen".split()
)
JOINED: Final = frozenset(
    """
    samengevoegd verenigd samengebracht gecombineerd gebundeld behoren horen zitten zit opgenomen bijeengebracht
    voorkomen samenkomen samengaan vervat besloten verenigt verenigen bijeen ondergebracht zitting aanwezig
    """.split()
)
HAVE: Final = frozenset(
    "heeft hebben telt tellen kent kennen bezit bezitten verenigt verenigen combineert combineren".split()
)
FITTED: Final = frozenset({("voorzien", "van"), ("uitgerust", "met"), ("toegerust", "met"), ("uitgevoerd", "met")})
COMPRISE: Final = frozenset("omvat omvatten omvatte omvattende omvattend".split())
CONTAIN: Final = frozenset("bevat bevatten bevatte bevattende behelst behelzen behelsde inhoudt inhouden".split())
PART_NAMES: Final = frozenset(
    "onderdelen delen bestanddelen elementen componenten leden ingrediënten onderdeel deel bestanddeel lid".split()
)
AUXILIARY: Final = frozenset("is zijn wordt worden was waren".split())
FIXED_OBJECTS: Final = frozenset("hoofde kracht naam eigen angst gewoonte".split())
"""What follows ``bestaat uit`` in a fixed phrase (``uit hoofde van``)."""
EXTENTS: Final = frozenset(
    """
    periode periodes jaar jaren maand maanden week weken dag dagen uur uren minuut minuten seconde kwartaal eeuw eeuwen
    decennium termijn tijdvak tijd duur hectare hectaren meter kilometer kilometers vierkante kubieke grondgebied gebied
    gebieden gemeente gemeenten provincie provincies land landen wereld oppervlakte afstand zeemijl mijl regio dagdeel
    strook zone ochtend middag avond etmaal nacht breedtegraad lengte traject
    """.split()
)
"""Nouns of extent in time and space: ``die drie maanden omvat`` names no parts."""
PARTS: Final = frozenset("deel onderdeel gedeelte component bestanddeel element lid fragment segment stuk".split())
PART_ENDINGS: Final = ("onderdeel", "bestanddeel", "gedeelte", "component", "element", "bouwdeel", "landsdeel")
UNITS: Final = ("leger", "krijgsmacht", "bedrijfs", "organisatie", "dienst", "politie", "school")
"""A compound of these with ``onderdeel`` is a body of its own."""
COLLECTIONS: Final = frozenset(
    """
    geheel verzameling groep reeks stelsel set serie combinatie samenstel pakket bundel cluster lijst bestand collectie
    samenstelling mengsel samenvoeging keten rij
    """.split()
)
BEINGS: Final = PERSONS | frozenset("dier vogel vis zoogdier insect hond paard plant boom struik bloem gewas".split())
"""What has marks rather than parts: ``vogel met een rode snavel en lange poten``."""
JOINERS: Final = frozenset({",", ";", "en", "alsmede", "alsook", "plus", "+", "&", "-", "–", "•", "·"})
ABSTRACT: Final = ("ing", "heid", "schap", "teit", "tie", "plicht", "recht", "kennis", "waarde", "belang", "taak")
MAX_ADVERBS: Final = 4
MIN_PARTS: Final = 2
MIN_LINES: Final = 3
MAX_LINE: Final = 3
"""A text of at least three lines, none of more than three words, is a bare list."""


def members(words: Words, start: int, end: int) -> list[tuple[int, int]]:
    """The members of a list, by its commas and ``en``; one member if there is no list."""
    found, begin = [], start
    for at in range(start, end):
        if words.word(at) in (",", "en", "alsmede"):
            if at > begin:
                found.append((begin, at))
            begin = at + 1
    return [*found, (begin, end)] if begin < end else found


def are_parts(words: Words, start: int, end: int) -> bool:
    """Whether a list of parts, and nothing else, runs up to the end."""
    if any(words.may(place, REL) or words.must(place, VERB) for place in range(start, end)):
        return False
    found = members(words, start, end)
    if len(found) < 2 or not any(words.word(place) == "en" for place in range(start, end)):
        return False
    heads = [head_of(words, first, last) for first, last in found]
    if any(head is None or words.word(head).endswith(ABSTRACT) for head in heads):
        return False
    counted = [
        words.must(first, DET | NUM) or (head is not None and words.must(head, PLUR))
        for (first, _), head in zip(found, heads, strict=True)
    ]
    return all(counted) or len(found) > MIN_PARTS


def head_of(words: Words, start: int, end: int) -> int | None:
    """The noun of a member; ``None`` if it is more than attributes and a noun, with a phrase behind it."""
    for at in range(start, end):
        if words.may(at, NOUN) and not (words.may(at, ATTRIBUTE) and words.may(at + 1, NOUN)):
            return at
    return None
