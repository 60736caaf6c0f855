"""Counts that exclude each other: ``tweewielig … drie wielen``, ``eenpersoons … twee patiënten``, impossible bounds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import regex

from plugins.features.nouns import is_person
from plugins.features.opposites import NUMBERS
from plugins.features.syntax import Part, Syntax

COUNTED: Final = regex.compile(
    r"(een|één|twee|drie|vier|vijf|zes|acht|tien)-?(persoon|wiel|hoek|zijd|deur|kamer|pot|mast|vleugel|bladig|talig|delig|kopp|arm|hand)"
    r"(?:s|en|ig|er)?\w*"
)
"""A compound that says of how many: ``tweewielig``, ``eenpersoonskamer``."""
PARTS: Final = {
    "wiel": ("wiel",), "hoek": ("hoek",), "zijd": ("zijde",), "deur": ("deur",), "kamer": ("kamer",), "pot": ("poot",),
    "mast": ("mast",), "vleugel": ("vleugel",), "bladig": ("blad",), "talig": ("taal",), "delig": ("deel",),
    "kopp": ("kop",), "arm": ("arm",), "hand": ("hand",), "persoon": ("persoon", "mens", "man"),
}  # fmt: skip
MORE: Final = frozenset({"ouder", "meer", "hoger", "groter", "langer", "zwaarder", "later"})
LESS: Final = frozenset({"jonger", "minder", "lager", "kleiner", "korter", "lichter", "eerder"})
REVERSE: Final = {
    "jonger": "ouder", "minder": "meer", "lager": "hoger", "kleiner": "groter", "korter": "langer",
    "lichter": "zwaarder", "eerder": "later",
}  # fmt: skip
UNDER_AGE: Final = ("minderjarig", "zuigeling", "peuter", "kleuter")
OF_AGE: Final = ("meerderjarig", "volwassen", "bejaard")
FULL_AGE: Final = 18
FIRST_WORDS: Final = 4
"""An age tells of the core where the word for it is among the first words."""
Found = tuple[int, int]


def clashing_counts(syntax: Syntax) -> Iterator[tuple[Found, Found]]:
    """Two counts or bounds of one thing that cannot both hold, as tokens."""
    yield from _compounds(syntax)
    yield from _bounds(syntax)
    yield from _ages(syntax)


def _ages(syntax: Syntax) -> Iterator[tuple[Found, Found]]:
    """``minderjarige van twintig jaar``, ``meerderjarige jonger dan zestien``: an age that the word shuts out."""
    for at in range(syntax.first, min(syntax.last, syntax.first + FIRST_WORDS)):
        told = next((stem for stem in (*UNDER_AGE, *OF_AGE) if syntax.word(at).startswith(stem)), None)
        if told is None:
            continue
        for place in range(at + 1, syntax.last - 1):
            if syntax.word(place) in ("of", "tot", "door", "bij", "voor", ";", "en") or syntax.is_(place, Part.DET):
                break
            value = number(syntax.word(place))
            if value is None or syntax.word(place + 1) not in ("jaar", "jaren"):
                continue
            before = syntax.word(place - 2) if syntax.word(place - 1) == "dan" else ""
            old = value >= FULL_AGE and before not in LESS
            young = value <= FULL_AGE and (before in LESS or (not before and value < FULL_AGE))
            if (told in UNDER_AGE and old) or (told in OF_AGE and young):
                yield (at, at + 1), (place, place + 2)
            return


def number(word: str) -> int | None:
    """The value of a cardinal in digits or in a word, if it is one."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < 13 else NUMBERS.get(word)


def _compounds(syntax: Syntax) -> Iterator[tuple[Found, Found]]:
    for at in range(syntax.first, syntax.last):
        match = COUNTED.fullmatch(syntax.word(at))
        if match is None:
            continue
        count = 1 if match[1] in ("een", "één") else number(match[1])
        for place in range(at + 1, min(syntax.last - 1, at + 9)):
            other = number(syntax.word(place))
            if syntax.word(place) in ("of", ";", "zonder", "geen", "per") or syntax.word(place) == "een":
                if syntax.word(place) == "een":
                    continue
                break
            noun = next((n for n in (place + 1, place + 2) if syntax.is_(n, Part.NOUN)), None)
            if other is None or noun is None or other == count:
                continue
            lemmas = syntax.lemmas(noun, "NOUN")
            persons = match[2] == "persoon" and all(map(is_person, lemmas)) and syntax.word(place - 1) == "voor"
            if persons or not lemmas.isdisjoint(PARTS[match[2]]):
                yield (at, at + 1), (place, noun + 1)
                return


def _bounds(syntax: Syntax) -> Iterator[tuple[Found, Found]]:
    """``jonger dan twaalf … en ouder dan achttien``: no number is below the one and above the other."""
    told = [
        (at, syntax.word(at), value, _unit(syntax, than + 2))
        for at in range(syntax.first, syntax.last - 2)
        if syntax.word(at) in MORE | LESS
        and syntax.word(than := at + 1 + syntax.is_(at + 1, Part.VERB)) == "dan"
        and (value := number(syntax.word(than + 1))) is not None
    ]  # fmt: skip
    for one, two in pairwise(told):
        low, high = (one, two) if one[1] in MORE else (two, one)
        joined = {syntax.word(place) for place in range(one[0] + 3, two[0])}
        same = not one[3] or not two[3] or one[3] & two[3]
        shut = REVERSE.get(high[1]) == low[1] and same and low[2] >= high[2]
        apart = any(syntax.is_(place, Part.DET) for place in range(one[0] + 3, two[0]))
        if shut and "en" in joined and "of" not in joined and not apart:
            yield (one[0], one[0] + 3), (two[0], two[0] + 3)


def _unit(syntax: Syntax, at: int) -> frozenset[str]:
    return syntax.lemmas(at, "NOUN") if at < syntax.last and syntax.is_(at, Part.NOUN) else frozenset()
