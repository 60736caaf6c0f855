"""Content words: what carries meaning in a definition, as against the words that only bind.

Word classes alone do not tell: ``zijn`` and ``kunnen`` are verbs, ``niet`` and ``waarin`` adverbs, and none of them
says what a thing is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.features.tokens import Kind
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span
from engine.truth import OPEN
from plugins.features.catalog import REGISTRY
from plugins.features.remembered import of_reading

if TYPE_CHECKING:
    from engine.features.view import View
    from engine.ports import Reading, Readings

CONTENT: Final = frozenset({"NOUN", "VERB", "ADJ", "ADV", "NUM", "PROPN"})
"""Word classes of content words (Universal Dependencies)."""
LIGHT_VERBS: Final = frozenset(
    "zijn hebben worden kunnen moeten mogen zullen willen hoeven laten blijken lijken schijnen heten".split()
)
"""Auxiliary, modal and copular verbs."""
FUNCTION_WORDS: Final = frozenset(
    """
    niet wel ook nog al reeds er dan toen nu zo hoe toch maar slechts alleen echter dus daarom daarnaast tevens
    eveneens evenals daarbij hierbij bovendien verder overigens anders weer waar daar hier ergens ooit nooit steeds
    te zeer heel erg juist zelfs immers namelijk zowel zoals als even eens meer minder meest minst des desondanks
    desalniettemin niettemin telkens soms of dat hoewel alsook alsmede ofwel aldaar aldus alhier ginds hierna
    voorts iets niets onderdoor omheen doorheen langs voorbij heen weg mee terug samen binnen buiten boven onder
    achter voor in uit op af aan bij door over om na tegen toe rond tussen bijna zelf ander andere zulk zulke
    dergelijk dergelijke zodanig zodanige dusdanig hetzelfde dezelfde zeker zekere bepaald bepaalde eigen enig enige
    """.split()
)
"""Adverbs and adjectives that bind, point, deny or count, without saying what a thing is."""


@REGISTRY.feature(
    "content_words",
    Type.SEARCH,
    text={
        "nl": "De inhoudswoorden van de definitie: zelfstandige naamwoorden, namen, getallen, bijvoeglijke "
        "naamwoorden, bijwoorden en werkwoorden. Hulpwerkwoorden, koppelwerkwoorden, voornaamwoordelijke en "
        "verbindende bijwoorden tellen niet mee.",
        "en": "The content words of the definition: nouns, names, numbers, adjectives, adverbs and verbs. Auxiliary "
        "and copular verbs, pronominal and connective adverbs do not count.",
    },
    example="require count(content_words) >= 3",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="A word unknown to the analyzer counts, since function words are all known. A word that may be either is "
    "only possible.",
)
def content_words(view: View) -> Sequence[Span]:
    """The content words of the body, one span a token; possible ones are open.

    Raises:
        MissingInputError: without an analyzer.
    """
    tokens = view.tokens(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    readings = view.readings(DEFINITIE)
    found: list[Span] = []
    for at in range(first, last):
        if tokens.kinds[at] not in (Kind.WORD, Kind.NUMBER):
            continue
        counts = _counts(tokens.words[at].lower(), readings[at])
        if counts is not False:
            found.append(Span(DEFINITIE, tokens.starts[at], tokens.ends[at], None if counts else OPEN))
    return found


@of_reading
def _counts(word: str, readings: Readings) -> bool | None:
    """Whether a word says something of the thing; ``None`` where that depends on how it is read."""
    answers = {_is_content(reading, word) for reading in readings} or {word not in FUNCTION_WORDS}
    return answers.pop() if len(answers) == 1 else None


def _is_content(reading: Reading, word: str) -> bool:
    """Whether a word in this reading says something of the thing."""
    if reading.tag not in CONTENT:
        return False
    if reading.tag == "VERB":
        return reading.lemma not in LIGHT_VERBS
    binds = word in FUNCTION_WORDS or not reading.marks.isdisjoint({"rel", "dem"})
    return not (reading.tag in ("ADV", "ADJ") and binds)
