"""A definition that only names: one word, a name, a known synonym, or the words of the term in another order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.features.sameness import normal_key, text_key
from engine.features.tokens import Kind
from engine.model import ReasonCode
from engine.spans import BEGRIP, DEFINITIE, Span
from engine.truth import MissingInputError
from plugins.analyzers.inflect import declined, stems
from plugins.features.catalog import REGISTRY
from plugins.features.differentia import FUNCTION, LIGHT, lemmas_of
from plugins.features.opening_words import ARTICLES
from plugins.features.remembered import of_reading
from plugins.features.word_bits import NOUN, OPEN_CLASS, PROPN, words_of

if TYPE_CHECKING:
    from engine.features.view import View
    from engine.ports import Readings

NAME_LINKS: Final = frozenset("van de der den het voor en ter ten te in op aan bij der des 't".split())
NO_NAME: Final = frozenset("een die dat over met om door is wordt zijn waarin waarop waarmee of aan naar tot".split())
"""Words that no name has with a capital; a text in which they have one gives every word a capital."""
PLACES: Final = frozenset(
    """
    nederland europa duitsland belgië frankrijk engeland spanje italië portugal polen zweden noorwegen denemarken
    finland oostenrijk zwitserland luxemburg ierland griekenland turkije marokko suriname aruba curaçao bonaire saba
    amerika afrika azië groningen friesland drenthe overijssel gelderland flevoland utrecht holland zeeland brabant
    limburg amsterdam rotterdam eindhoven tilburg arnhem nijmegen maastricht zwolle assen leeuwarden haarlem middelburg
    almere vlaanderen brussel rijn maas waal ijssel noordzee waddenzee ijsselmeer
    """.split()
)
"""Names of places: a noun with one of them behind it (``Inwoner van Nederland``) is a description, not a name."""
GENERAL: Final = frozenset(
    """
    persoon iemand degene handeling activiteit proces resultaat toestand zaak ding eigenschap plaats instelling mens
    organisatie iets partij feit
    functionaris apparaat toestel middel instrument bedrijf onderneming voorwerp
    vorm soort type verrichting actie werkzaamheid iedereen betreffen gaan zelf
    """.split()
)
"""A genus so wide that it adds nothing to a word that the term was made from (``huurder``: ``persoon die huurt``)."""
SUFFIXES: Final = (
    "",
    *"er der aar ster ing heid erij baar lijk schap e en atie s ancier ant ent eur euse es ier ist".split(),
)
LINKS: Final = ("", "s", "e", "en", "n", "-", "s-", "ings", "heids", "ers")
PLACING: Final = frozenset("van in uit te op bij aan".split())
CARRYING: Final = frozenset("verrichten doen uitvoeren houden plegen begaan voeren uitoefenen".split())
"""Verbs that only carry a noun: ``commissie die een onderzoek verricht``."""
FILLERS: Final = frozenset({"iets", "iemand", "zaken", "dingen", "anderen"})
"""Objects that stand for anything: ``partij die iets levert`` says no more than ``leverancier``."""
LOCATING: Final = frozenset("langs onder boven achter tussen zonder tegen buiten na rond".split())
"""Prepositions with a meaning of their own, which a compound does not tell (``goot langs een dak``)."""
SHORTEST: Final = 3
"""A shorter root makes up no part of a term."""
MAX_WORDS: Final = 12
"""A longer text does more than restate its term."""


@REGISTRY.feature(
    "single_word",
    Type.SEARCH,
    text={
        "nl": "De hele tekst, als die maar één woord is; een lidwoord en leestekens tellen niet mee.",
        "en": "The whole text, if it is one word; an article and punctuation do not count.",
    },
    example="forbid single_word",
    needs=(Need.TOKENS,),
    fields=("/definitie", "/begrip"),
)
def single_word(view: View) -> Sequence[Span]:
    """The one word of the body, if there are no more."""
    tokens = view.tokens(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    told = [at for at in range(first, last) if tokens.kinds[at] is not Kind.PUNCT]
    while len(told) > 1 and tokens.words[told[0]].lower() in ARTICLES:
        told.pop(0)
    return [Span(DEFINITIE, tokens.starts[told[0]], tokens.ends[told[0]])] if len(told) == 1 else []


@REGISTRY.feature(
    "name_only",
    Type.SEARCH,
    text={
        "nl": "De hele tekst, als die alleen een naam is: elk woord met een hoofdletter, op woorden als ‘van’ na.",
        "en": "The whole text, if it is nothing but a name: every word has a capital, but for words such as “van”.",
    },
    example="forbid name_only",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="A noun with the name of a place or person behind it (‘Inwoner van Nederland’) is no name; a text wholly in "
    "capitals is not looked at.",
)
def name_only(view: View) -> Sequence[Span]:
    """The body, if it is a name of more words.

    Raises:
        MissingInputError: without an analyzer.
    """
    tokens = view.tokens(DEFINITIE)
    if view.text(DEFINITIE).text.isupper():
        return []
    words = words_of(view)
    told = [at for at in range(words.first, words.last) if tokens.kinds[at] is not Kind.PUNCT]
    while told and words.lower[told[0]] in ARTICLES:
        told.pop(0)
    named = [at for at in told if tokens.words[at] not in NAME_LINKS]
    if not 1 < len(named) <= MAX_WORDS or not all(tokens.words[at][:1].isupper() for at in named):
        return []
    if any(words.lower[at] in NO_NAME for at in named[1:]):
        return []
    linked = any(words.lower[at] in PLACING for at in told)
    common = linked and words.must(named[0], NOUN) and not words.must(named[0], PROPN)
    if common and all(words.must(at, PROPN) or words.lower[at] in PLACES for at in named[1:]):
        return []
    return [words.span(told[0], told[-1] + 1)]


@REGISTRY.feature(
    "known_synonym",
    Type.SEARCH,
    text={
        "nl": "De hele tekst, als die gelijk is aan een synoniem dat bij het begrip of, omgekeerd, in het "
        "begrippenkader is opgegeven.",
        "en": "The whole text, if it equals a synonym stated with the term or, the other way round, in the corpus.",
    },
    example="forbid known_synonym",
    needs=(Need.TOKENS, Need.CORPUS),
    fields=("/definitie", "/begrip", "/synonyms"),
    reasons=(ReasonCode.NO_SYNONYMS,),
)
def known_synonym(view: View) -> Sequence[Span]:
    """The body without its article, if it is a stated synonym.

    Raises:
        MissingInputError: if neither synonyms nor a corpus are given.
    """
    record = view.definition
    if record.synonyms is None and not view.has_corpus:
        raise MissingInputError(ReasonCode.NO_SYNONYMS)
    known = {text_key(synonym) for synonym in record.synonyms or ()}
    if view.has_corpus:
        stated = view.corpus.by_synonym.get(text_key(record.begrip), ())
        known |= {text_key(view.corpus.entries[index].begrip) for index in stated}
        for index in view.corpus.by_term.get(text_key(record.begrip), ()):
            known |= {text_key(synonym) for synonym in view.corpus.entries[index].synonyms}
    tokens = view.tokens(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    if first < last - 1 and tokens.words[first].lower() in ARTICLES:
        first += 1
    if first >= last:
        return []
    place = Span(DEFINITIE, tokens.starts[first], tokens.ends[last - 1])
    return [place] if normal_key(view.text(DEFINITIE).text[place.start : place.end]) in known - {""} else []


@REGISTRY.feature(
    "restated_term",
    Type.SEARCH,
    text={
        "nl": "De hele tekst, als die alleen de woorden van het begrip herhaalt: ‘houder van een vergunning’ voor "
        "‘vergunninghouder’, ‘persoon die huurt’ voor ‘huurder’.",
        "en": "The whole text, if it only repeats the words that the term is made of.",
    },
    example="forbid restated_term",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Every content word must be a part of the term and the parts must make up the whole term; a vowel that "
    "changes inside a stem (‘keuze’–‘kiezen’) is not seen through.",
)
def restated_term(view: View) -> Sequence[Span]:
    """The body, if it says no more than its term does.

    Raises:
        MissingInputError: without an analyzer.
    """
    words = words_of(view)
    told = [at for at in range(words.first, words.last) if words.kinds[at] is not Kind.PUNCT]
    if not 1 < len(told) <= MAX_WORDS or any(words.lower[at] in LOCATING for at in told):
        return []
    readings = view.readings(DEFINITIE)
    pieces: list[frozenset[str]] = []
    for at in told:
        lemmas = lemmas_of(words.lower[at], readings[at])
        binds = words.bits[at] != OPEN_CLASS and not words.bits[at] & ~FUNCTION
        if not binds and lemmas.isdisjoint(LIGHT) and (at == told[0] or words.lower[at] not in FILLERS):
            pieces.append(_roots(words.lower[at], readings[at]))
    term = [word for word in view.tokens(BEGRIP).words if word.lower() not in NAME_LINKS | ARTICLES]
    label = "".join(word.lower() for word in term)
    if pieces and pieces[0] & GENERAL and not any(root in label for root in pieces[0] if len(root) > 3):
        pieces = pieces[1:]
    elif len(pieces) > 1 and pieces[-1] & GENERAL and not any(root in label for root in pieces[-1] if len(root) > 3):
        pieces = pieces[:-1]
    if not any(len(root) >= SHORTEST and label.startswith(root) for piece in pieces for root in piece):
        return []
    carried = _distinct([piece for piece in pieces if not piece & CARRYING])
    pieces = _distinct(pieces)
    if not pieces:
        return []
    restated = _tiled(label, tuple(pieces)) or (len(carried) > 1 and _tiled(label, tuple(carried)))
    return [words.span(told[0], told[-1] + 1)] if restated else []


@of_reading
def _roots(word: str, readings: Readings) -> frozenset[str]:
    """Lemmas with the stems of those that can be verbs."""
    return frozenset[str]().union(*map(_roots_of, lemmas_of(word, readings)))


def _roots_of(lemma: str) -> frozenset[str]:
    cut = {lemma[:-2]} if lemma.endswith("en") and len(lemma) > 4 else set()
    return stems(lemma) | declined(lemma) | {lemma} | cut


def _distinct(pieces: list[frozenset[str]]) -> list[frozenset[str]]:
    """The pieces without those made of another one: ``getransporteerd`` beside ``transport``."""
    kept: list[frozenset[str]] = []
    for piece in sorted(pieces, key=lambda roots: min(map(len, roots))):
        if not any(len(root) > 4 and long.startswith(root) for other in kept for root in other for long in piece):
            kept.append(piece)
    return kept


def _tiled(label: str, pieces: tuple[frozenset[str], ...]) -> bool:
    """Whether the pieces, each used once, in some order and with linking letters and suffixes, make up the label."""
    if not pieces:
        return not label
    for number, roots in enumerate(pieces):
        rest = pieces[:number] + pieces[number + 1 :]
        for root in roots:
            if len(root) < SHORTEST or not label.startswith(root):
                continue
            after = label[len(root) :]
            ends = SUFFIXES + LINKS if rest else SUFFIXES
            if any(after.startswith(end) and _tiled(after[len(end) :], rest) for end in dict.fromkeys(ends)):
                return True
    return False
