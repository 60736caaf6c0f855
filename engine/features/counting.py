"""Counting, and lists of words given with the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.features.catalog import BUILTIN
from engine.features.registry import Need, Parameter, Type
from engine.spans import Span

if TYPE_CHECKING:
    from engine.features.view import View


@BUILTIN.feature(
    "count",
    Type.NUMBER,
    text={
        "nl": "Hoe vaak een zoekopdracht iets vindt. Zijn er vindplaatsen die niet zeker zijn, dan is de uitkomst een "
        "getal tussen twee grenzen; een vergelijking die dan niet zeker is, zwijgt.",
        "en": "How often a search finds something. Where matches are not certain the result lies between two bounds; "
        "a comparison that is not certain then stays silent.",
    },
    example="require count(sentences) = 1",
    parameters=(Parameter("of", Type.SEARCH, "what is counted"),),
    needs=(Need.TEXT,),
    fields=(),
)
def count(view: View, of: Sequence[Span]) -> tuple[int, int]:
    """At least and at most how many matches there are."""
    return sum(1 for span in of if span.certain), len(of)


@BUILTIN.feature(
    "known_abbreviations",
    Type.WORDS,
    text={
        "nl": "Afkortingen die de lezers van dit record kennen, zoals bij het record opgegeven.",
        "en": "Abbreviations that readers of this record know, as given with the record.",
    },
    example="forbid abbreviation unless match is any of literal known_abbreviations",
    needs=(Need.TEXT,),
    fields=("/known_abbreviations",),
    limits="Not given means none: the list only ever excuses.",
)
def known_abbreviations(view: View) -> Sequence[str]:
    """The abbreviations given with the record."""
    return view.definition.known_abbreviations or ()
