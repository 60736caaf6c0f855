"""Brackets with what stands in them: where explanation hides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.features.tokens import Kind
from engine.spans import DEFINITIE, Span
from plugins.features.catalog import REGISTRY

if TYPE_CHECKING:
    from engine.features.view import View


PAIRS: Final = {"(": ")", "[": "]"}


@REGISTRY.feature(
    "brackets",
    Type.SEARCH,
    text={
        "nl": "Ronde en vierkante haken met hun inhoud, van haken in haken de buitenste. Haken die aan een woord "
        "vastzitten, zoals in ‘persoon(en)’ en ‘(rechts)persoon’, tellen niet.",
        "en": "Round and square brackets with their content, of nested ones the outermost. Brackets that are part of a "
        "word, as in ‘person(s)’, do not count.",
    },
    example="forbid brackets unless some abbreviation in match",
    needs=(Need.TOKENS,),
    fields=("/definitie", "/begrip"),
    limits="A bracket without a partner is ignored.",
    signs=[PAIRS],
)
def brackets(view: View) -> Sequence[Span]:
    """The outermost pairs of the body, brackets included."""
    tokens = view.tokens(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at in range(first, last):
        if tokens.words[at] in PAIRS:
            opened.append(at)
        elif opened and tokens.words[at] == PAIRS[tokens.words[opened[-1]]]:
            start = opened.pop()
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, at))
    return [
        Span(DEFINITIE, tokens.starts[start], tokens.ends[end])
        for start, end in pairs
        if not (
            (start > first and tokens.kinds[start - 1] is Kind.WORD and tokens.ends[start - 1] == tokens.starts[start])
            or (end + 1 < last and tokens.kinds[end + 1] is Kind.WORD and tokens.starts[end + 1] == tokens.ends[end])
        )
    ]
