"""Genus: the head of what the definition begins with. Which noun says what kind of thing the term is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import BEGRIP, Span
from engine.truth import OPEN
from plugins.features.catalog import REGISTRY
from plugins.features.opening import Opening, Start, opening
from plugins.features.opening_words import ARTICLES, QUOTES
from plugins.features.phrase_end import coordinated, looked_through
from plugins.features.word_bits import ADV, FIN_PLUR, INF, NOUN, Words, words_of

if TYPE_CHECKING:
    from engine.features.view import View
    from engine.ports import Analyzer

WITH_HEAD: Final = frozenset({Start.NOUN, Start.PRONOUN, Start.INFINITIVE})


@REGISTRY.feature(
    "genus",
    Type.WORD,
    text={
        "nl": "Het genus: het kernwoord van de naamwoordgroep waarmee de definitie begint, ook na een lidwoord, "
        "bijvoeglijke woorden of een lange bepaling (‘door de rechter opgelegde straf’). Bij een werkwoord de "
        "onbepaalde wijs. Van ‘persoon of organisatie’ het eerste.",
        "en": "The genus: the head of the noun phrase that the definition begins with, also behind an article, "
        "adjectives or a long participle phrase. Of a verb the infinitive. Of a coordination the first head.",
    },
    example="forbid genus where match is [NOUN plur]",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="‘soort’, ‘type’, ‘vorm’ and ‘variant’ are looked through when a noun follows, directly or after ‘van’: the "
    "genus of ‘vorm van samenwerking’ is ‘samenwerking’. ‘groep’, ‘geheel’ and ‘onderdeel’ are a genus themselves. A "
    "pronoun (‘iemand die’, ‘iets dat’) is given as genus. A bare copula and an article are looked through. Nothing "
    "is found where the text certainly begins otherwise; where it cannot be told the match is only possible.",
)
def genus(view: View) -> Sequence[Span]:
    """The genus as one span; none if there certainly is none.

    Raises:
        MissingInputError: without an analyzer.
    """
    return heads_of(view)[:1]


@REGISTRY.feature(
    "genera",
    Type.SEARCH,
    text={
        "nl": "Het genus en wat daarmee nevengeschikt is: van ‘natuurlijk persoon of organisatie die’ beide "
        "kernwoorden.",
        "en": "The genus and what is coordinated with it: of ‘person or organisation that’ both heads.",
    },
    example="forbid genera where match is [NOUN plur]",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Only members that follow each other directly are seen: in ‘akte van de burger of ambtenaar’ one genus.",
)
def genera(view: View) -> Sequence[Span]:
    """The heads of the coordination that the definition begins with.

    Raises:
        MissingInputError: without an analyzer.
    """
    return heads_of(view)


def heads_of(view: View) -> list[Span]:
    """The heads as spans, all of them possible where the beginning is open."""
    words, found = read(view)
    if found.head is None:
        return [] if found.certain else _possible(words, found)
    heads = heads_at(view)
    spans = [words.span(at, at + 1) for at in (looked_through(words, head) for head in heads)]
    return spans if found.certain else [span.but(OPEN) for span in spans]


@REGISTRY.feature(
    "term_as_genus",
    Type.SEARCH,
    text={
        "nl": "Het begrip zelf, of een vorm ervan, als kern van de definitie. Van een begrip van meer woorden moeten "
        "die bij elkaar en in dezelfde volgorde staan, met het genus erbij.",
        "en": "The term itself, or a form of it, as the head of the definition. The words of a longer term must stand "
        "together and in the same order, the genus among them.",
    },
    example="forbid term_as_genus",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="The head of a longer term by itself is a broader concept. Two words with a lemma in common count as "
    "forms of one word.",
)
def term_as_genus(view: View) -> Sequence[Span]:
    """The words of the term around the genus, at most one span.

    Raises:
        MissingInputError: without an analyzer.
    """
    words, found = read(view)
    term = [word for word in view.tokens(BEGRIP).folded if word not in QUOTES]
    if term and term[0] in ARTICLES:
        term = term[1:]
    if found.head is None or not found.certain or not term:
        return []
    lemmas = Lemmas(view.analyzer)
    for head in heads_at(view):
        genus = looked_through(words, head)
        for start in range(max(words.first, genus - len(term) + 1), genus + 1):
            place = range(start, min(words.last, start + len(term)))
            if len(place) == len(term) and all(map(lemmas.same, term, (words.lower[at] for at in place))):
                return [words.span(start, place.stop)]
    return []


class Lemmas:
    """Whether two words can be forms of one word."""

    def __init__(self, analyzer: Analyzer | None) -> None:
        self.analyzer = analyzer

    def same(self, one: str, other: str) -> bool:
        """Spelled alike, case apart, or with a lemma in common."""
        one, other = one.lower(), other.lower()
        if one == other:
            return True
        return self.analyzer is not None and bool(self.analyzer.lemmas(one) & self.analyzer.lemmas(other))


def read(view: View) -> tuple[Words, Opening]:
    """The words of the body, and how it begins; read once for a record, as a dozen features ask for it."""
    return view.once("genus.read", lambda: _read(view))


def _read(view: View) -> tuple[Words, Opening]:
    words = words_of(view)
    return words, opening(words, verb=explains_verb(view))


def heads_at(view: View) -> tuple[int, ...]:
    """The tokens of the head and of what is coordinated with it; none without a head."""
    return view.once("genus.heads_at", lambda: _heads_at(view))


def _heads_at(view: View) -> tuple[int, ...]:
    words, found = read(view)
    if found.head is None:
        return ()
    return tuple(coordinated(words, found.head)) if found.start is Start.NOUN else (found.head,)


def explains_verb(view: View) -> bool:
    """Whether the term is certainly an infinitive, alone or with what belongs to it."""
    words = words_of(view, BEGRIP)
    at = words.last - 1
    if at < words.first or not words.may(at, INF):
        return False
    return words.must(at, INF | FIN_PLUR) or (
        at > words.first and words.must(at - 1, NOUN | ADV) and words.may(at, FIN_PLUR)
    )


def _possible(words: Words, found: Opening) -> list[Span]:
    """A doubtful beginning as a possible genus: the word where the walk ended."""
    at = found.first if found.finite is None else found.finite
    return [words.span(at, at + 1).but(OPEN)] if at < words.last else []
