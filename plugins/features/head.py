"""The head of a label: the noun (or infinitive) of a term or synonym that the rest only qualifies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.features.registry import Need, Parameter, Type
from engine.model import ReasonCode
from engine.spans import Span
from engine.truth import OPEN
from plugins.features.catalog import REGISTRY
from plugins.features.opening_words import MEASURES
from plugins.features.word_bits import (
    ADP,
    ATTRIBUTE,
    CCONJ,
    FIN,
    FIN_PLUR,
    INF,
    NOUN,
    NUM,
    OPEN_CLASS,
    PROPN,
    PUNCT,
    REL,
    SCONJ,
    Words,
    words_of,
)

if TYPE_CHECKING:
    from engine.features.view import View


@REGISTRY.feature(
    "head",
    Type.WORD,
    text={
        "nl": "Het kernwoord van een term: ‘vergunning’ in ‘tijdelijke vergunning’, ‘recht’ in ‘recht op privacy’, "
        "‘vastleggen’ in ‘gegevens vastleggen’. Een samenstelling blijft heel.",
        "en": "The head of a term: the noun that adjectives before it and preposition phrases behind it qualify, or "
        "the infinitive of a verb with its object. A compound stays whole.",
    },
    example="require head(term) is not [NOUN plur]",
    parameters=(Parameter("of", Type.SEARCH, "The label, such as `term`; of more matches the first counts."),),
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/begrip",),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Of two nouns side by side the first is the head (‘dienst Burgerzaken’). A last word that nothing is known "
    "of is only a possible head, unless the label is that one word.",
)
def head(view: View, of: Sequence[Span]) -> Sequence[Span]:
    """The head of the first span; none for a label without a word that can be one.

    Raises:
        MissingInputError: without an analyzer.
    """
    if not of:
        return []
    words = words_of(view, of[0].field, of[0])
    if words.first == words.last:
        return []
    if words.last - words.first == 1:
        return [words.span(words.first, words.last)]
    at = _infinitive(words)
    if at is None:
        at = _noun(words)
    if at is None:
        return []
    span = words.span(at, at + 1)
    return [span.but(OPEN) if words.bits[at] == OPEN_CLASS and at + 1 < words.last else span]


def _infinitive(words: Words) -> int | None:
    """The last word, where it can only be an infinitive: ``in beslag nemen``."""
    at = words.last - 1
    return at if words.may(at, INF) and words.must(at, INF | FIN_PLUR) else None


def _noun(words: Words) -> int | None:
    """The first noun that is no attribute, before a preposition or clause; what is made of an adjective at the end."""
    found = None
    for at in range(words.first, words.last):
        if at > words.first and found is not None and words.may(at, ADP | REL | SCONJ | PUNCT | CCONJ):
            break
        if words.must(at, PUNCT | NUM):
            continue
        if words.may(at, NOUN):
            if _is_attribute(words, at):
                continue
            return at
        if words.may(at, ATTRIBUTE) and not words.may(at, FIN) and at + 1 == words.last:
            found = at
    return found


def _is_attribute(words: Words, at: int) -> bool:
    """Whether a word that can be a noun qualifies the noun behind it."""
    if words.must(at, NOUN) or words.word(at) in MEASURES or not words.may(at, ATTRIBUTE | PROPN):
        return False
    return words.may(at + 1, NOUN) and not words.may(at + 1, ADP | PUNCT)
