"""Questions about what follows a word, which decide how a beginning is read. None of them changes anything."""

from __future__ import annotations

from typing import Final

from plugins.analyzers.inflect import PARTICLES
from plugins.features.opening_words import ARTICLES, FIXED, LONGEST_FIXED, MEASURES, REFLEXIVE, RELATIVES
from plugins.features.word_bits import (
    ADJ,
    ADP,
    ADV,
    ATTRIBUTE,
    CCONJ,
    DET,
    FIN,
    NOUN,
    NUM,
    OPEN_CLASS,
    PART,
    PERS,
    PLUR,
    POSS,
    PUNCT,
    REL,
    SCONJ,
    VERB,
    Words,
)

MAX_REACH: Final = 14
"""Most tokens between a verb at the beginning and its object or loose part, or from a comma to the end of a list."""
MAX_LED: Final = 8
"""Most tokens of a phrase that ``als`` leads."""
LONG: Final = 9
"""An unknown word of more letters, before a preposition, is a compound noun rather than anything else."""
NOUN_ENDINGS: Final = ("ing", "heid", "schap", "teit", "tie", "ment", "dom", "isme", "aar", "eur", "ist", "sel")


def fixed_phrase(words: Words, at: int) -> int:
    """How many words a fixed adverbial phrase takes here (``in het openbaar``); 0 if there is none."""
    known = FIXED.get(words.word(at), ())
    for size in range(LONGEST_FIXED, 0, -1):
        if known and tuple(words.word(at + step) for step in range(size)) in known:
            return size
    return 0


def list_ahead(words: Words, comma: int) -> bool:
    """Whether a list of nouns goes on behind this comma, up to ``en`` or ``of``: ``uit klaver, luzerne en gras``."""
    for at in range(comma + 1, min(words.last, comma + MAX_REACH)):
        if words.word(at) in ("en", "of") and at > comma + 1:
            return True
        if words.word(at) != "," and not words.must(at, NOUN | ATTRIBUTE | DET | NUM):
            return False
    return False


def leads_participle(words: Words, als: int) -> bool:
    """Whether ``als`` leads a participle phrase: ``als getuige gehoorde persoon``."""
    for at in range(als + 1, min(words.last, als + MAX_LED)):
        if words.may(at, FIN) and not words.may(at, NOUN | ATTRIBUTE):
            return False
        if words.must(at, ATTRIBUTE) and words.may(at, PART) and words.may(at + 1, NOUN):
            return True
    return False


def is_demonstrative(words: Words, at: int) -> bool:
    """Whether a word such as ``die`` belongs to a noun behind it, with no verb after that: ``dat deel van een weg``."""
    after = at + 1
    declined = words.must(after, NOUN) or (words.may(after, ATTRIBUTE | NOUN) and words.word(after).endswith("e"))
    if not (words.may(at, DET) and declined):
        return False
    for place in range(at + 2, min(words.last, at + 3 * MAX_REACH)):
        if words.must(place, FIN):
            return False
        if words.may(place, REL) or words.must(place, SCONJ | PUNCT):
            break
    return True


def goes_on(words: Words, at: int) -> bool:
    """Whether a noun phrase goes on here."""
    if words.must(at, VERB | REL | SCONJ | PUNCT) or words.word(at) in RELATIVES | {"van", "der"}:
        return False
    return words.may(at, NOUN | ATTRIBUTE | NUM | DET | ADV | ADP)


def object_ahead(words: Words, after: int, *, article: bool = False) -> bool:
    """Whether an object follows a verb, at once or behind phrases: an infinitive would stand behind it.

    With ``article`` only one that begins with an article counts: no noun can have that behind it.
    """
    owed = False
    for at in range(after, min(words.last, after + MAX_REACH)):
        if words.must(at, PUNCT | SCONJ | CCONJ) or words.may(at, REL) or words.word(at) in ("te", "om"):
            return False
        if words.may(at, ADP):
            owed = True
        elif words.word(at) in ARTICLES and words.word(at) not in ("der", "des") and not owed and article:
            return words.may(at + 1, NOUN | ATTRIBUTE)
        elif words.must(at, NOUN):
            if not owed and not article:
                return True
            owed = False
    return False


def particle_ahead(words: Words, after: int) -> bool:
    """Whether the loose part of a verb stands behind phrases: ``stelt op grond van een lijst vast welke …``."""
    if not words.may(after, ADP):
        return False
    for at in range(after + 1, min(words.last, after + MAX_REACH)):
        closes = words.must(at + 1, PUNCT | SCONJ) or words.word(at + 1) in RELATIVES | {"of", "hoe"}
        alone = not words.must(at, ADP) and not words.may(at - 1, ADP | DET | ATTRIBUTE)
        if words.word(at) in PARTICLES and alone and closes:
            return True
        if words.must(at, PUNCT | SCONJ) or words.may(at, REL):
            return False
    return False


def has_object(words: Words, at: int) -> bool:
    """Whether an object follows, which an adjective or participle without ending cannot stand before."""
    after = at + 1
    if words.word(after) in ARTICLES or words.word(after) in REFLEXIVE or words.must(after, DET | POSS | PERS):
        return True
    return words.must(after, PLUR) and not words.word(at).endswith(("e", "en"))


def has_participle(words: Words, at: int) -> bool:
    """Whether the noun is the object or measure of an attribute with a noun of its own: ``drie meter hoge muur``."""
    after = at + 1
    if words.word(at) in MEASURES and not words.must(at - 1, NUM):
        return False
    if not words.may(after, ATTRIBUTE) or words.may(after, NOUN) or not words.may(after + 1, NOUN | ADJ):
        return False
    if words.must(after + 1, VERB | ADV | ADP | DET | PUNCT):
        return False
    if words.word(after).endswith("e"):
        return True
    return words.must(at - 1, NUM) and words.must(after, ADJ) and words.must(after + 1, NOUN)


def shown_noun(words: Words, at: int, *, attribute: bool) -> bool:
    """Whether what follows an unknown word shows that it is a noun; ``attribute`` if one stands before it."""
    after, word = at + 1, words.word(at)
    if words.must(after, REL) or words.word(after) in RELATIVES | {"van"}:
        return True
    declined = attribute and words.word(at - 1).endswith("e")
    return words.must(after, ADP | PUNCT) and (declined or len(word) > LONG or word.endswith(NOUN_ENDINGS))


def reads_as_noun(words: Words, at: int, *, owed: bool) -> bool:
    """Whether a word that can be a noun is one here, by what follows; ``owed`` if a preposition waits for a noun."""
    word, after = words.word(at), at + 1
    if words.must(at, NOUN) or word in MEASURES or not words.may(at, ATTRIBUTE):
        return True
    if words.word(after) == "dan":
        return False
    if words.bits[at] == OPEN_CLASS:
        return not (words.must(after, NOUN) and word.endswith("e"))
    if words.word(after) in (",", "en", "of"):
        return not (words.may(at + 2, ATTRIBUTE) and words.may(at + 3, NOUN))
    if words.must(after, ATTRIBUTE):
        return owed
    return not words.may(after, NOUN) or (words.may(after, VERB) and not words.must(after, NOUN | VERB))


def ends_here(words: Words, at: int) -> bool:
    """Whether the noun phrase is over behind this word, so that an adjective is used as a noun (``verdachte die``)."""
    after = at + 1
    over = words.must(after, REL | SCONJ | PUNCT | FIN) and words.word(after) not in (",", "/")
    return over or words.may(after, REL) or words.word(after) in ("van", "die", "dat", "zonder", "met")
