"""``class``: what sort of thing a noun names. From word lists, compounds by their last part, and suffixes.

The answer is a set: a noun that can name an activity as well as its outcome has both, and then the class is open. The
suffixes are those of the Algemene Nederlandse Spraakkunst, chapter 12 (derivation of nouns).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Parameter, Type
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span
from engine.truth import OPEN, Open, Truth
from plugins.features import class_words
from plugins.features.catalog import REGISTRY
from plugins.features.compound import NO_FIRST, WHOLE
from plugins.features.nouns import MAX_TAIL, is_person
from plugins.features.plurals import NOUNS_FIRST
from plugins.features.remembered import of_word

if TYPE_CHECKING:
    from engine.features.view import View


class NounClass(StrEnum):
    """What a noun names."""

    ACTIVITY = "activity"
    RESULT = "result"
    PERSON = "person"
    ORGANISATION = "organisation"
    THING = "thing"
    DOCUMENT = "document"
    PLACE = "place"
    PERIOD = "period"
    SUBSTANCE = "substance"
    COLLECTION = "collection"
    ABSTRACTION = "abstraction"
    KIND = "kind"


Classes = frozenset[NounClass]
UNKNOWN: Final[Classes] = frozenset()
MIN_TAIL: Final = 4
"""Letters of the shortest last part by which a compound is classed."""
SHORT_TAILS: Final = frozenset({"wet", "hof", "weg", "dag", "gas", "bus", "pas", "zee", "mes", "les", "lid", "eis"})
"""Shorter nouns that compounds are often made with, behind at least four letters."""
MIN_ING: Final = 6
"""Letters of the shortest last part in *-ing*: a shorter one is chance (``bepaling``, ``overschrijding``)."""
PLURALS: Final = frozenset(
    """
    werken straffen boeten feesten reizen stukken schatten gronden offers regelen banen ramen
    """.split()
)
"""Plural nouns that are an infinitive as well, and meant as a noun when ``van`` follows."""
DIMINUTIVES: Final = ("etje", "tje", "pje", "kje", "je")
PARTICLES: Final = frozenset("mede onder tegen voor na her bij boven buiten binnen achter mee".split())
"""First parts that leave a noun what it is: ``medepleger``, ``vooronderzoek``."""
MIN_AGENT: Final = 6
_A, _R, _X = NounClass.ACTIVITY, NounClass.RESULT, NounClass.ABSTRACTION
SUFFIXES: Final[tuple[tuple[str, Classes], ...]] = (
    ("heid", frozenset({_X})), ("iteit", frozenset({_X})), ("isme", frozenset({_X})), ("schap", UNKNOWN),
    ("kunde", frozenset({_X})), ("logie", frozenset({_X})), ("waarde", frozenset({_X})),
    ("isering", frozenset({_A})), ("neming", frozenset({_A})), ("voering", frozenset({_A})),
    ("pleging", frozenset({_A})), ("verlening", frozenset({_A})), ("uitoefening", frozenset({_A})),
    ("bestrijding", frozenset({_A})), ("name", frozenset({_A, _R})), ("gave", frozenset({_A, _R})),
    ("gifte", frozenset({_A, _R})), ("ing", frozenset({_A, _R})), ("atie", frozenset({_A, _R})),
    ("itie", frozenset({_A, _R})), ("utie", frozenset({_A, _R})), ("sie", frozenset({_A, _R})),
    ("ctie", frozenset({_A, _R})), ("age", frozenset({_A, _R})), ("erij", UNKNOWN),
)  # fmt: skip
"""Suffixes, first match counts. Most names of actions name their outcome as well."""


def _table() -> Mapping[str, Classes]:
    listed: defaultdict[str, set[NounClass]] = defaultdict(set)
    for one in NounClass:
        for word in getattr(class_words, one.name).split():
            listed[word].add(one)
    for word in class_words.EITHER_ACTIVITY.split():
        listed[word] |= {_A} if listed[word] - {_A} else {_A, _R}
    return {word: frozenset(classes) for word, classes in listed.items()}


WORDS: Final = _table()
NOT_INFINITIVES: Final = frozenset(class_words.LITERAL_INFINITIVES.split())


@of_word
def classes_of(noun: str) -> Classes:
    """The classes that a noun (lemma, lower case) can have; empty where nothing is known.

    The word itself, the longest listed noun that it ends in, a person by its form, or its suffix.
    """
    if noun in WORDS:
        return WORDS[noun]
    if is_person(noun):
        return frozenset({NounClass.PERSON})
    for start in range(max(2, len(noun) - MAX_TAIL), len(noun) - MIN_TAIL + 1) if noun not in WHOLE else ():
        if noun[start:] in WORDS and _can_be_first(noun[:start], noun[start:]):
            return WORDS[noun[start:]]
    for ending in DIMINUTIVES:
        if noun.endswith(ending) and (found := WORDS.get(noun.removesuffix(ending), UNKNOWN)):
            return found
    if len(noun) > MIN_TAIL + 2 and noun[-3:] in SHORT_TAILS:
        return WORDS.get(noun[-3:], UNKNOWN)
    return next(
        (classes for suffix, classes in SUFFIXES if noun.endswith(suffix) and len(noun) > len(suffix) + 2), UNKNOWN
    )


def _can_be_first(first: str, tail: str) -> bool:
    """Whether a compound can begin so.

    No prefix; a particle only before a longer noun that names no act.
    """
    if tail.endswith("ing") and (len(tail) < MIN_ING or tail in ("paling", "haring")):
        return False
    if first in NO_FIRST:
        return first in PARTICLES and len(tail) > MIN_TAIL + 1 and not tail.endswith("ing")
    return len(first) > 2 or len(tail) > MIN_TAIL + 1


def classes_at(view: View, span: Span) -> Classes:
    """The classes of the word at a span, all readings together; a nominalised infinitive is an activity.

    Raises:
        MissingInputError: without an analyzer.
    """
    tokens = view.tokens(span.field)
    at = tokens.covering(span.start, span.end)[1] - 1
    if at < 0:
        return UNKNOWN
    word = tokens.words[at].lower()
    readings = view.readings(span.field)[at]
    if word not in NOT_INFINITIVES and word not in WORDS and _nominalised(view, span.field, at):
        return frozenset({NounClass.ACTIVITY})
    if span.unknown is not None:
        return UNKNOWN
    if word in WORDS:
        return WORDS[word]
    lemmas = {reading.lemma for reading in readings if reading.tag in ("NOUN", "PRON", "ADJ")} or {word}
    found = [classes_of(lemma) or _agent(view, lemma) for lemma in sorted(lemmas)]
    return frozenset().union(*found) if all(found) else UNKNOWN


def _agent(view: View, noun: str) -> Classes:
    """Person or thing, for a noun in *-er* that is made of a verb: ``verzorger``, ``opener``."""
    if view.analyzer is None or not noun.endswith("er") or len(noun) < MIN_AGENT:
        return UNKNOWN
    stem = noun.removesuffix("er")
    verbs = {stem + "en", stem.removesuffix("d") + "en", stem + "n"}
    made = any(reading.tag == "VERB" for verb in sorted(verbs) for reading in view.analyzer.analyse([[verb]])[0][0])
    return frozenset({NounClass.PERSON, NounClass.THING}) if made else UNKNOWN


def _nominalised(view: View, field: str, at: int) -> bool:
    """Whether an infinitive stands as a noun with what it acts on: ``het verlenen van``, ``beheren van``."""
    tokens, readings = view.tokens(field), view.readings(field)[at]
    if not any("inf" in reading.marks for reading in readings):
        return False
    if all("inf" in reading.marks for reading in readings):
        return True
    before = tokens.words[at - 1].lower() if at else ""
    if tokens.words[at].lower() in NOUNS_FIRST | PLURALS or before in ("de", "alle"):
        return False
    return before == "het" or (at + 1 < len(tokens) and tokens.words[at + 1].lower() == "van")


@REGISTRY.feature(
    "nominal_infinitive",
    Type.SEARCH,
    text={
        "nl": "Een onbepaalde wijs waarmee de definitie begint en die als zelfstandig naamwoord is gebruikt: "
        "‘opstellen van’.",
        "en": "An infinitive that the definition begins with and that is used as a noun.",
    },
    example="forbid nominal_infinitive",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Only right before ‘van’, behind ‘het’ or nothing; a word that is a common plural noun as well is left out.",
)
def nominal_infinitive(view: View) -> Sequence[Span]:
    """The infinitive as one span, certain also where the word may be a finite plural.

    Raises:
        MissingInputError: without an analyzer.
    """
    tokens, readings = view.tokens(DEFINITIE), view.readings(DEFINITIE)
    at, last = tokens.covering(view.body.start, view.body.end)
    at += at < last and tokens.words[at].lower() == "het"
    if at + 1 >= last or tokens.words[at + 1].lower() != "van" or tokens.words[at].lower() in NOT_INFINITIVES:
        return []
    infinitive = any("inf" in reading.marks for reading in readings[at])
    if not infinitive or tokens.words[at].lower() in NOUNS_FIRST | PLURALS:
        return []
    return [Span(DEFINITIE, tokens.starts[at], tokens.ends[at])]


OF: Final = (Parameter("of", Type.WORD, "The noun: `genus`, `head(term)` or another word; the first match counts."),)


@REGISTRY.feature(
    "class",
    Type.CHOICE,
    text={
        "nl": "Wat voor iets een zelfstandig naamwoord noemt: een activiteit, resultaat, persoon, organisatie, zaak, "
        "stuk, "
        "plaats, periode, stof, verzameling, abstractie of soort.",
        "en": "What sort of thing a noun names: an activity, result, person, organisation, thing, document, place, "
        "period, substance, collection, abstraction or kind.",
    },
    example="require class(genus) is activity",
    parameters=OF,
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    values=tuple(NounClass),
    limits="From word lists, compounds by their last part, and suffixes. Open for a noun that is not known, and for "
    "one "
    "that can name several things: most nouns in -ing and -atie are an activity and its outcome.",
)
def class_of(view: View, of: Sequence[Span]) -> str | Open:
    """The class of the first span, if there is exactly one.

    Raises:
        MissingInputError: without an analyzer.
    """
    found = classes_at(view, of[0]) if of else UNKNOWN
    return next(iter(found)).value if len(found) == 1 else OPEN


@REGISTRY.feature(
    "can_be",
    Type.YES_NO,
    text={
        "nl": "Of een zelfstandig naamwoord iets van deze klasse kan noemen: ‘regeling’ kan een activiteit zijn.",
        "en": "Whether a noun can name something of this class: ‘arrangement’ can be an activity.",
    },
    example='require can_be(genus, "activity")',
    parameters=(*OF, Parameter("what", Type.TEXT, "One of the answers of `class`.")),
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Open for a noun that is not known. See `class`.",
)
def can_be(view: View, of: Sequence[Span], what: str) -> Truth:
    """Whether the class is among those that the noun can have.

    Raises:
        MissingInputError: without an analyzer.
    """
    found = classes_at(view, of[0]) if of else UNKNOWN
    return NounClass(what) in found if found else OPEN
