"""Clauses and phrases behind a genus that give a list of parts, by the verb that joins the list to the genus."""

from __future__ import annotations

from plugins.features.parts_list import (
    AUXILIARY,
    COMPOSED,
    CONTAIN,
    DIVIDED,
    EXTENTS,
    FITTED,
    HAVE,
    JOINED,
    are_parts,
    members,
)
from plugins.features.word_bits import DET, NOUN, NUM, REL, VERB, Words

RELATIVES = frozenset({"die", "dat", "welke", "welk"})
PLACES = frozenset({"waarin", "waartoe", "waarbij", "waaronder"})
PARTICIPATION = (
    ("deel", "uitmaken"), ("deel", "uitmaakt"), ("onderdeel", "uitmaken"), ("onderdeel", "zijn"), ("deel", "zijn"),
    ("lid", "zijn"), ("leden", "zijn"), ("deel", "vormen"), ("onderdeel", "vormen"), ("onderdelen", "zijn"),
    ("delen", "zijn"), ("bestanddelen", "zijn"), ("onderdelen", "vormen"), ("bestanddelen", "vormen"),
)  # fmt: skip
SEATED = frozenset({("zitting", "hebben"), ("zitting", "heeft"), ("zitting", "nemen"), ("plaats", "hebben")})
WHOLE = frozenset({"geheel", "één", "tezamen", "samen", "gezamenlijk", "zich"})


def parts_clause(words: Words, start: int, end: int, *, collection: bool) -> int | None:
    """Where what stands behind the genus at ``start`` begins, if it gives nothing but a list of parts.

    ``collection`` tells that the genus is a collection (``combinatie``), whose list stands behind ``van``.
    """
    begin = start + 1 if words.word(start) == "," else start
    end = _without_trail(words, begin, end)
    if collection and words.word(begin) == "van":
        return begin if _counted_list(words, begin + 1, end) else None
    at, closing = begin, end
    relative = words.word(at)
    if relative in RELATIVES | PLACES | {"waarvan"}:
        at += 1
        while closing > at + 2 and (
            words.word(closing - 1) in AUXILIARY or (words.word(closing - 2), words.word(closing - 1)) in SEATED
        ):
            closing -= 1
        if words.word(at) in AUXILIARY:
            at += 1
    if relative == "waarvan":
        return begin if _participates(words, at, end) else None
    if relative in PLACES:
        last = words.word(closing - 1)
        if last not in JOINED and words.word(end - 1) not in JOINED:
            return None
        stop = closing - 1 if last in JOINED else end - 1
        if words.word(stop - 1) in WHOLE | {"zitting"}:
            stop -= 2 if words.word(stop - 2) in ("tot", "in", "een") else 1
        return begin if _parts(words, at, stop) else None
    head = _led(words, at, closing)
    if head is not None:
        return begin if _parts(words, head, end) or (head < closing and _parts(words, head, closing)) else None
    return begin if _ended(words, at, closing, relative) else None


def _led(words: Words, at: int, end: int) -> int | None:
    """Where the list begins behind ``voorzien van``, ``onderverdeeld in``, ``gemaakt van``; ``None`` otherwise."""
    pair = (words.word(at), words.word(at + 1))
    if pair in FITTED or (pair[0] in DIVIDED and pair[1] == "in"):
        return at + 2
    if pair[0] in COMPOSED and pair[1] in ("van", "uit"):
        return at + 2
    return None


def _ended(words: Words, at: int, end: int, relative: str) -> bool:
    """A list with its verb behind it: ``uit meel en water samengesteld``, ``dat drie balken en een dak telt``."""
    last = words.word(end - 1)
    if last in COMPOSED and words.word(at) in ("uit", "van", "door"):
        return _parts(words, at + 1, end - 1 - (words.word(end - 2) in AUXILIARY))
    if last in DIVIDED and words.word(at) == "in":
        return _parts(words, at + 1, end - 1)
    if (words.word(at), last) in {("van", "voorzien"), ("met", "uitgerust")}:
        return _parts(words, at + 1, end - 1)
    if relative not in RELATIVES or last not in HAVE | CONTAIN | {"omvat", "omvatten"}:
        return False
    stop = end - 1
    if words.word(stop - 1) == "zich" and words.word(stop - 2) == "in":
        stop -= 2
    return _parts(words, at, stop)


def _participates(words: Words, at: int, end: int) -> bool:
    """``waarvan een arts en een kok deel uitmaken``: a list with ``deel uitmaken`` behind it."""
    closing = (words.word(end - 2), words.word(end - 1))
    return closing in PARTICIPATION and _parts(words, at, end - 2)


def _parts(words: Words, start: int, end: int) -> bool:
    """Whether a list of at least two parts fills the tokens, none of them an extent, with no clause in it."""
    found = members(words, start, end)
    if len(found) < 2 or any(words.may(at, REL) or words.must(at, VERB) for at in range(start, end)):
        return False
    if any(words.word(at) in EXTENTS for at in range(start, end)):
        return False
    return all(any(words.may(at, NOUN) for at in range(*each)) for each in found) and _no_trail(words, found)


def _no_trail(words: Words, found: list[tuple[int, int]]) -> bool:
    """Whether every member is a short phrase."""
    return all(last - first <= 5 for first, last in found)


def _counted_list(words: Words, start: int, end: int) -> bool:
    """A list of things that are counted, by article, number or plural: ``van een trekker en een oplegger``."""
    found = members(words, start, end)
    return any(words.must(first, DET | NUM) for first, _ in found) and are_parts(words, start, end)


def _without_trail(words: Words, start: int, end: int) -> int:
    """The end without ``als onderdelen`` or ``als geheel``."""
    return end - 2 if end - start > 3 and words.word(end - 2) == "als" else end
