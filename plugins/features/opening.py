"""How a text begins: with a noun phrase and its head, an infinitive, a finite verb, a clause, a loose phrase.

The walk (``walk.py``) reads one beginning; here a bare copula is looked through, and the infinitive found that a verb
is explained by, which stands behind its objects in Dutch.
"""

from __future__ import annotations

from dataclasses import replace

from plugins.features.opening_kinds import MAX_WALK, Opening, Start
from plugins.features.opening_words import COPULAS, EQUATING, QUOTES
from plugins.features.walk import Walk
from plugins.features.word_bits import ADV, FIN_PLUR, INF, NOUN, PLUR, REL, SCONJ, Words

__all__ = ["MAX_WALK", "Opening", "Start", "opening", "opening_at"]


def opening(words: Words, *, verb: bool = False) -> Opening:
    """The beginning of a text; ``verb`` if it explains a verb, whose core is an infinitive behind its objects."""
    first = words.first
    while first < words.last and (words.lower[first] in QUOTES or words.lower[first] in "-–—•·*:"):
        first += 1
    copula = _copula(words, first)
    if copula:
        rest = opening_at(words, first + copula, verb=verb)
        finite = first + copula - 1
        head = rest.head if rest.start in (Start.NOUN, Start.PRONOUN, Start.INFINITIVE) else None
        return Opening(Start.FINITE, first, head, finite, rest.certain or head is None, rest.bare)
    return opening_at(words, first, verb=verb)


def opening_at(words: Words, first: int, *, verb: bool = False) -> Opening:
    """The beginning of what stands from token ``first`` on, copulas not looked through."""
    found = _with_infinitive(words, Walk(words, first).read())
    if verb and found.start in (Start.NOUN, Start.PRONOUN, Start.PHRASE, Start.ADJECTIVE, Start.INFINITIVE):
        infinitive = _infinitive(words, first)
        if infinitive is not None:
            return Opening(Start.INFINITIVE, first, infinitive)
    return found


def _with_infinitive(words: Words, found: Opening) -> Opening:
    """A singular noun with an infinitive right behind it is the object of that: ``toestemming geven``."""
    if found.head is None or found.start not in (Start.NOUN, Start.PRONOUN):
        return found
    after = found.head + 1
    if found.start is Start.PRONOUN:
        return replace(found, start=Start.INFINITIVE, head=after) if words.may(after, INF) else found
    if not words.may(after, INF) or not words.must(after, INF | FIN_PLUR) or not words.word(after).endswith("n"):
        return found
    if words.may(found.head, PLUR):
        return replace(found, certain=False)
    return replace(found, start=Start.INFINITIVE, head=after, bare=False)


def _copula(words: Words, first: int) -> int:
    """How many words a bare copula takes: ``is``, ``betreft``, ``dit is``."""
    word, after = words.word(first), words.word(first + 1)
    return next((len(copula) for copula in COPULAS if copula in ((word,), (word, after))), 0) if word in EQUATING else 0


def _infinitive(words: Words, first: int) -> int | None:
    """The first infinitive of the clause that is not one with ``te``; else what can be one behind its object."""
    possible = None
    for at in range(first, min(words.last, first + MAX_WALK)):
        if words.may(at, REL) or words.must(at, SCONJ) or words.word(at) in (";", ":", ".", "om"):
            break
        if not words.may(at, INF) or words.word(at - 1) == "te":
            continue
        if not words.may(at, NOUN):
            return at
        if possible is None and (at == first or words.must(at - 1, NOUN | ADV)):
            possible = at
    return possible
