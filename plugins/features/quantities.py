"""Quantities that a definition states, as ranges: ``ten minste acht weken``, ``minderjarig``, ``vier brandwachten``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.spans import DEFINITIE
from plugins.features.opposites import LEAST, MOST, NUMBERS, STRICT, UNITS

if TYPE_CHECKING:
    from engine.features.view import View
    from engine.ports import Readings

HAVING: Final = frozenset({"van", "met", "uit"})
"""Before these things are counted that the defined thing has or is made of."""
REACH_OF_BOUND: Final = 3
UNBOUNDED: Final = 10**15
YEAR: Final = 31536000
"""Seconds, the smallest unit of time here."""
_MINOR, _ADULT = (0, 17), (18, UNBOUNDED)
AGES: Final = {
    "minderjarig": _MINOR, "minderjarige": _MINOR, "minderjarigen": _MINOR, "meerderjarig": _ADULT,
    "meerderjarige": _ADULT, "meerderjarigen": _ADULT, "volwassen": _ADULT, "volwassene": _ADULT, "volwassenen": _ADULT,
}  # fmt: skip
"""Words that say how old a person is, as the fewest and most whole years."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, in the smallest unit of its kind, as the range it allows; tokens ``at:end``."""

    measure: str
    low: int
    high: int
    at: int
    end: int


def quantities(view: View) -> list[Quantity]:
    """The quantities of the body, in order.

    Raises:
        MissingInputError: without an analyzer.
    """
    tokens, readings = view.tokens(DEFINITIE), view.readings(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    words = [word.lower() for word in tokens.words]
    found = [_age(words[at], at) for at in range(first, last) if words[at] in AGES]
    for at in range(first, last - 1):
        number = _number(words[at])
        place = at + 3 if words[at + 1] == "of" and at + 3 < last and words[at + 2] in LEAST | MOST else at + 1
        names = [words[place], *(reading.lemma for reading in readings[place])]
        if words[at - 1] == "dan" and at - 2 >= first and words[at - 2] in ("jonger", "ouder"):
            names.append("jaar")
        if number is None or number < 0 or (number == 1 and words[at] == "een"):
            continue
        low, high, start, step = _bounds(words, at, first, last, number)
        unit = next((UNITS[name] for name in names if name in UNITS), None)
        if unit is None and HAVING & set(words[max(first, start - 2) : start]):
            unit = _counted(words, readings, place)
        if unit is None:
            continue
        low, high = low * unit[1] + max(step, 0), high * unit[1] + min(step, 0)
        found.append(Quantity(unit[0], low, high, start, at + 2))
    return found


def _age(word: str, at: int) -> Quantity:
    """``minderjarige``: younger than eighteen years."""
    low, high = AGES[word]
    return Quantity("tijd", low * YEAR, min(high * YEAR, UNBOUNDED), at, at + 1)


def _counted(words: Sequence[str], readings: Sequence[Readings], at: int) -> tuple[str, int] | None:
    """What is counted where it is no unit: ``vier brandwachten``, behind at most one adjective."""
    for place in (at, at + 1):
        if place >= len(words):
            return None
        nouns = [reading.lemma for reading in readings[place] if reading.tag == "NOUN"]
        if nouns:
            return "#" + min(nouns), 1
        if not any(reading.tag == "ADJ" for reading in readings[place]):
            return None
    return None


def _bounds(words: Sequence[str], at: int, first: int, last: int, number: int) -> tuple[int, int, int, int]:
    """The least and the greatest that a number allows with the words around it, and the token where that begins.

    Last: 1 where the least itself is left out (``boven``), -1 where the greatest is, else 0.
    """
    lower = _number(words[at - 2]) if at - 3 >= first and words[at - 1] in ("en", "tot") else None
    if lower is not None and words[at - 3] in ("tussen", "van") and 0 <= lower <= number:
        return lower, number, at - 3, 0
    near = range(max(first, at - REACH_OF_BOUND), at)
    start = next((step for step in near if words[step] in LEAST | MOST), at)
    behind = next((words[step + 1] for step in (at + 1, at + 2) if step + 1 < last and words[step] == "of"), "")
    told = next((word for word in (*words[start:at], behind) if word in LEAST | MOST), "")
    flipped = start > first and words[start - 1] in ("niet", "geen")
    step = 1 if told in STRICT and not flipped and told != behind else 0
    if not told:
        return number, number, start, 0
    return (0, number, start, -step) if (told in MOST) != flipped else (number, UNBOUNDED, start, step)


def _number(word: str) -> int | None:
    if word in NUMBERS:
        return NUMBERS[word]
    plain = word.replace(".", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 13 else None


def disjoint(own: Sequence[Quantity], theirs: Sequence[Quantity]) -> Iterator[Quantity]:
    """Quantities that no quantity of the other text allows, where each text has one of that measure."""
    for one in own:
        others = [each for each in theirs if each.measure == one.measure]
        alone = len(others) == 1 and sum(each.measure == one.measure for each in own) == 1
        if alone and (one.high < others[0].low or one.low > others[0].high):
            yield one
