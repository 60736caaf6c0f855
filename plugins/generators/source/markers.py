"""What stands before an item of a list: ``a.``, ``1°.``, ``ii.``, ``–``; and which item of which list that can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Style(StrEnum):
    """How the items of a list are counted."""

    NUMBER = "number"
    DEGREE = "degree"
    LETTER = "letter"
    ROMAN = "roman"
    DASH = "dash"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Marker:
    """One way to read what stands before an item: ``ordinal`` counts from 1, ``label`` is how it is cited.

    ``inserted`` tells an item put between two others later (``ba``, ``2a``), which has the ordinal of the one before.
    """

    style: Style
    ordinal: int
    label: str
    inserted: bool = False


_MARKER: Final = re.compile(
    r"(?:(?P<degree>\d{1,3})\s?[°º˚]\.?|(?P<dash>[-–—•·▪■*o])(?=\s)"
    r"|\(?(?P<letter>[a-z]{1,3})[.)]|\(?(?P<number>\d{1,3}[a-z]{0,2})[.)])(?:\s+|$)"
)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def split_marker(text: str) -> tuple[tuple[Marker, ...], str]:
    """The ways to read the marker that a paragraph begins with, likeliest first, and the text behind it."""
    match = _MARKER.match(text)
    if match is None:
        return (), text
    found = _readings(match)
    return (found, text[match.end() :].strip()) if found else ((), text)


def _readings(match: re.Match[str]) -> tuple[Marker, ...]:
    if match["degree"]:
        return (Marker(Style.DEGREE, int(match["degree"]), f"{match['degree']}°"),)
    if match["dash"]:
        return (Marker(Style.DASH, 0, match["dash"]),)
    if match["number"]:
        digits = match["number"].rstrip("abcdefghijklmnopqrstuvwxyz")
        return (Marker(Style.NUMBER, int(digits), match["number"], digits != match["number"]),)
    return tuple(_lettered(match["letter"]))


def _lettered(letters: str) -> list[Marker]:
    found = []
    if len(letters) == 1:
        found.append(Marker(Style.LETTER, ord(letters) - 96, letters))
    elif letters == letters[0] * 2:
        found.append(Marker(Style.LETTER, 26 + ord(letters[0]) - 96, letters))
    if len(letters) == 2 and letters[1] in "abcdef":
        found.append(Marker(Style.LETTER, ord(letters[0]) - 96, letters, inserted=True))
    if letters in _ROMAN:
        found.append(Marker(Style.ROMAN, _ROMAN[letters], letters))
    return found
