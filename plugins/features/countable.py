"""``countable``: whether a noun names something of which there are instances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Parameter, Type
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span
from engine.truth import OPEN, Truth
from plugins.features.catalog import REGISTRY
from plugins.features.noun_class import MIN_TAIL, Classes, NounClass, classes_at

if TYPE_CHECKING:
    from engine.features.view import View

UNCOUNTED: Final = frozenset(
    {NounClass.ACTIVITY, NounClass.SUBSTANCE, NounClass.ABSTRACTION, NounClass.PERIOD, NounClass.KIND}
)
DERIVED: Final = ("aan", "af", "be", "ge", "her", "in", "ont", "op", "over", "toe", "uit", "ver", "voor")
"""Beginnings of nouns made of a verb, which seldom name a thing."""
VAGUE: Final = frozenset(
    """
    zaak ding goed middel product voorziening geheel deel onderdeel iets geneesmiddel levensmiddel systeem
    """.split()
)
"""Genera of things that are counted as well as of things that are not."""
UNCOUNTED_RESULTS: Final = frozenset(
    "resultaat uitkomst uitslag gevolg opbrengst effect bevinding conclusie toestemming goedkeuring bedrag som saldo "
    "totaal "
    "percentage gemiddelde verschil schuld restant reststof residu oordeel score cijfer rangorde afspraak straf".split()
)
"""Results that nobody numbers."""


@REGISTRY.feature(
    "countable",
    Type.YES_NO,
    text={
        "nl": "Of een zelfstandig naamwoord iets noemt waarvan men exemplaren onderscheidt: personen, zaken, stukken, "
        "organisaties, plaatsen; geen stof, activiteit, eigenschap of periode.",
        "en": "Whether a noun names something of which there are instances: persons, things, documents, organisations, "
        "places; no substance, activity, property or period.",
    },
    example="applies when countable(head(term) or genus)",
    parameters=(
        Parameter("of", Type.SEARCH, "The nouns; the genus before the term; the first one of a known class decides."),
    ),
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="See `class`; open for a noun that can be either. A genus that no list has and that has no suffix of an "
    "abstraction or activity is taken for a thing.",
)
def countable(view: View, of: Sequence[Span]) -> Truth:
    """Whether the first noun with a known class names what is counted.

    Raises:
        MissingInputError: without an analyzer.
    """
    spans = sorted(of, key=lambda span: span.field != DEFINITIE)
    mass = any(classes_at(view, span) == {NounClass.SUBSTANCE} for span in spans[1:])
    for span in spans:
        found = classes_at(view, span)
        if not found or (len(spans) > 1 and span is spans[0] and _says_little(view, span, found)):
            continue
        if found == {NounClass.RESULT} and _uncounted_result(view, span):
            return False
        counted = {one not in UNCOUNTED for one in found}
        return counted.pop() if len(counted) == 1 else OPEN
    return next((True for span in spans if not mass and _is_plain_noun(view, span)), OPEN)


def _says_little(view: View, span: Span, classes: Classes) -> bool:
    """Whether a genus leaves it to the term whether there are instances: a plural, a whole, or a word for anything."""
    readings = view.readings(span.field)[view.tokens(span.field).covering(span.start, span.end)[1] - 1]
    plural = any("plur" in reading.marks for reading in readings)
    return (
        plural
        or classes == {NounClass.COLLECTION}
        or view.text(span.field).text[span.start : span.end].lower() in VAGUE
    )


def _is_plain_noun(view: View, span: Span) -> bool:
    """Whether a word without a suffix of its own is certainly a singular noun: what no list has, is mostly a thing."""
    if span.field != DEFINITIE or span.unknown is not None or span.end - span.start < MIN_TAIL:
        return False
    word = view.text(span.field).text[span.start : span.end].lower()
    if word in VAGUE or word.startswith(DERIVED):
        return False
    tokens = view.tokens(span.field)
    readings = view.readings(span.field)[tokens.covering(span.start, span.end)[1] - 1]
    return bool(readings) and all(reading.tag == "NOUN" and "sing" in reading.marks for reading in readings)


def _uncounted_result(view: View, span: Span) -> bool:
    word = view.text(span.field).text[span.start : span.end].lower()
    return any(word.endswith(result) for result in UNCOUNTED_RESULTS)
