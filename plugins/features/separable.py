"""Separable verbs written apart: the finite verb and its loose part (``stelt … vast``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import Span
from plugins.features.catalog import REGISTRY
from plugins.features.syntax import Part, Syntax, syntax_of

if TYPE_CHECKING:
    from engine.features.view import View

LOOSE: Final = frozenset(
    """
    aan af bij in na om onder op over door tegen toe uit voor mee heen terug weg vast samen neer los open dicht rond
    voort vooruit achter binnen buiten goed kwijt plaats deel stil vrij waar bekend tegemoet
    """.split()
)
"""Loose parts of separable verbs."""
REACH: Final = 15
"""The loose part stands at most this many tokens behind its verb."""


@REGISTRY.feature(
    "separated",
    Type.SEARCH,
    text={
        "nl": "Scheidbare werkwoorden die uit elkaar geschreven zijn, van de persoonsvorm tot en met het losse deel "
        "(‘stelt een feit vast’). `{verb}` is het hele werkwoord (‘vaststellen’).",
        "en": "Separable verbs written apart, from the finite verb to its loose part (‘stelt een feit vast’). `{verb}` "
        "is the whole verb (‘vaststellen’).",
    },
    example="forbid separated",
    needs=(Need.MORPHOLOGY,),
    variables=("verb",),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="The whole verb must be one that the analyzer knows, and the loose part must end its segment.",
)
def separated(view: View) -> Sequence[Span]:
    """From each finite verb to its loose part, if the two make a verb that the analyzer knows."""
    syntax = syntax_of(view)
    return list(_separated(view, syntax))


def _separated(view: View, syntax: Syntax) -> Iterator[Span]:
    analyzer = view.analyzer
    for at in range(syntax.first, syntax.last):
        if analyzer is None or not syntax.has(at, "VERB", "fin"):
            continue
        loose = _loose(syntax, at)
        whole = (syntax.word(loose) + lemma for lemma in syntax.lemmas(at, "VERB")) if loose is not None else ()
        verb = next((each for each in whole if each in analyzer.lemmas(each)), None)
        if loose is not None and verb is not None:
            yield replace(syntax.span(at, loose + 1), variables={"verb": verb})


def _loose(syntax: Syntax, at: int) -> int | None:
    """The loose part behind a verb: at the end of its segment, before a conjunction or a stop."""
    for place in range(at + 1, min(at + REACH, syntax.last)):
        if syntax.is_(place, Part.REL, Part.SCONJ, Part.PUNCT):
            return None
        if syntax.word(place) in LOOSE and (place + 1 == syntax.last or syntax.is_(place + 1, Part.PUNCT, Part.CCONJ)):
            return place
    return None
