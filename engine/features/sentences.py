"""The definition as a whole, its parts, and its sizes: lead-in and body, sentences, words, characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.features.boundaries import split_sentences
from engine.features.catalog import BUILTIN
from engine.features.registry import Need, Type
from engine.spans import DEFINITIE, Span
from engine.truth import MissingInputError

if TYPE_CHECKING:
    from engine.features.view import View

__all__ = ["split_sentences"]

LONGEST_LEAD_IN: Final = 100
"""Letters that a lead-in can have beside the term."""
_RUN: Final = re.compile(r"\S+")


@BUILTIN.feature(
    "definition",
    Type.SEARCH,
    text={
        "nl": "De hele tekst van de definitie, met een eventuele aanloop erbij.",
        "en": "The whole text of the definition, a lead-in included.",
    },
    example='forbid "bijvoorbeeld" in definition',
    needs=(Need.TEXT,),
)
def definition(view: View) -> Sequence[Span]:
    """The whole definition as one span."""
    return [Span(DEFINITIE, 0, len(view.text(DEFINITIE).text))]


@BUILTIN.feature(
    "body",
    Type.SEARCH,
    text={
        "nl": "De definitie zonder aanloop: wat regels bekijken als ze niets anders zeggen.",
        "en": "The definition without its lead-in: what rules look at unless they say otherwise.",
    },
    example='forbid "bijvoorbeeld" in body',
    fields=("/definitie", "/begrip"),
)
def body(view: View) -> Sequence[Span]:
    """The body as one span."""
    return [view.body]


@BUILTIN.feature(
    "lead_in",
    Type.SEARCH,
    text={
        "nl": "De aanloop die het begrip nog eens noemt: ‘begrip:’, ‘Een begrip is’, ‘Onder begrip wordt verstaan’.",
        "en": "The lead-in that states the term again: ‘term:’, ‘A term is a’, ‘By term is meant’ (in Dutch).",
    },
    example="forbid lead_in",
    fields=("/definitie", "/begrip"),
    limits="A verb that equates in another wording than the known ones is not recognised.",
)
def lead_in(view: View) -> Sequence[Span]:
    """The lead-in as one span, or nothing."""
    return [] if view.lead_in is None else [view.lead_in]


@BUILTIN.feature(
    "sentences",
    Type.SEARCH,
    text={
        "nl": "De zinnen van de definitie. Een punt in een afkorting, getal of artikelnummer sluit geen zin af.",
        "en": "The sentences of the definition. A full stop in an abbreviation, number or article number ends none.",
    },
    example="require count(sentences) = 1",
    fields=("/definitie", "/begrip"),
    limits="A sentence that begins directly after an unknown abbreviation with a stop is counted.",
)
def sentences(view: View) -> Sequence[Span]:
    """The sentences of the body."""
    text = view.text(DEFINITIE).text
    ranges = split_sentences(view.tokens(DEFINITIE), text, view.body.start, view.body.end, _line_breaks(view))
    return [Span(DEFINITIE, start, end) for start, end in ranges]


def _line_breaks(view: View) -> frozenset[int]:
    """Where tokens start before which the text as given has a line break."""
    text, tokens = view.text(DEFINITIE), view.tokens(DEFINITIE)
    if "\n" not in text.raw:
        return frozenset()
    gaps = zip(tokens.ends, tokens.starts[1:], strict=False)
    return frozenset(start for end, start in gaps if end < start and "\n" in text.raw[slice(*text.to_raw(end, start))])


@BUILTIN.feature(
    "words",
    Type.SEARCH,
    text={
        "nl": "De woorden van de definitie, om te tellen: elk stuk tussen spaties waarin een letter of cijfer staat.",
        "en": "The words of the definition, for counting: each run between blanks that holds a letter or digit.",
    },
    example="require count(words) between 5 and 80",
    fields=("/definitie", "/begrip"),
)
def words(view: View) -> Sequence[Span]:
    """The words of the body, for counting."""
    text, region = view.text(DEFINITIE).text, view.body
    return [
        Span(DEFINITIE, match.start(), match.end())
        for match in _RUN.finditer(text, region.start, region.end)
        if (run := match.group()).isalnum() or any(map(str.isalnum, run))
    ]


@BUILTIN.feature(
    "characters",
    Type.NUMBER,
    text={
        "nl": "Het aantal tekens van de definitie, zonder aanloop en zonder overbodige spaties.",
        "en": "The number of characters of the definition, without lead-in and superfluous blanks.",
    },
    example="require characters between 15 and 600",
    fields=("/definitie", "/begrip"),
)
def characters(view: View) -> int | tuple[int, int]:
    """Code points of the body after normalisation and trimming; for a text over the work budget, two bounds.

    Such a text has at least its letters and digits, less those of a lead-in (the term and a few words around it).
    """
    try:
        return view.body.end - view.body.start
    except MissingInputError:
        raw = view.definition.definitie
        said = sum(map(str.isalnum, raw))
        return max(0, said - 2 * len(view.definition.begrip) - LONGEST_LEAD_IN), len(raw)
