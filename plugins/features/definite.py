"""Definite noun phrases (``de aanvraag``), which were named before, and which the text itself specifies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import Span
from engine.truth import OPEN
from plugins.features.antecedent_scope import CONTENT_HEADS
from plugins.features.catalog import REGISTRY
from plugins.features.clauses import BASES
from plugins.features.definite_verb import of_verb
from plugins.features.nouns import Gender, gender, is_body, is_group, is_person, is_relational
from plugins.features.phrases import NOMINALISED, SINGULAR, Phrase, noun_phrases
from plugins.features.syntax import BEFORE_NOUN, NOMINAL, Part, Syntax, syntax_of

if TYPE_CHECKING:
    from engine.features.view import View

ARTICLES: Final = frozenset({"de", "het", "'t"})
CIRCUMSTANCE: Final = frozenset(
    """
    per tijdens volgens krachtens wegens sinds gedurende ingevolge via zonder na als vanwege ondanks namens middels
    """.split()
)
"""Prepositions that say how or when something happens, not which noun is meant."""
OF_PERSONS: Final = frozenset({"van", "uit", "met", "voor", "in", "te"})
"""Prepositions that tell which person or body is meant."""
COMPLEMENTS: Final = frozenset({"van", "over", "tot", "op", "naar", "tegen", "dat"})
POINTING: Final = ("daar", "hier", "er")
"""``de daarin genoemde datum``."""
SPECIFYING: Final = frozenset({Part.REL, Part.NUM, Part.NAME, Part.SCONJ})
"""What says which one is meant, directly behind the noun."""
OPENERS: Final = frozenset({"als", "zoals", "dat", "om", "bedoeld", "genoemd", "waar", "door"})
MEASURES: Final = frozenset(
    {
        "hoeveelheid",
        "aantal",
        "soort",
        "type",
        "mate",
        "term",
        "begrip",
        "woord",
        "categorie",
        "maat",
        "groep",
        "reeks",
        "serie",
        "som",
        "paar",
    }
)
"""Nouns that say of what with the noun directly behind them: ``de hoeveelheid energie``."""
MAX_MEMBERS: Final = 12
"""Further members of a coordination that a phrase behind it may specify."""
ORDER_WORDS: Final = frozenset(
    """
    ene eerste tweede derde vierde vijfde zesde zevende achtste negende tiende laatste enige volgende vorige voorgaande
    eerstvolgende komende afgelopen zelfde hele gehele andere overige rest linker rechter enkele juiste totale
    volledige eigen huidige gezamenlijke onderlinge resterende voornaamste algemene beide wederzijdse onderhavige
    """.split()
)
"""Attributes that leave one possibility, or tell it from what is left: rank, remainder, whole."""
NO_SUPERLATIVES: Final = frozenset(
    "vaste laste juiste rustige bewuste onbewuste gepaste toegepaste geplaatste verplaatste".split()
)


@REGISTRY.feature(
    "definite",
    Type.SEARCH,
    text={
        "nl": "‘De’ of ‘het’ met een naamwoord, van het lidwoord tot en met het naamwoord (‘de aanvraag’, ‘het "
        "nieuwe besluit’). Niet vooraan in de definitie.",
        "en": "‘De’ or ‘het’ with a noun, from the article to the noun (‘de aanvraag’, ‘het nieuwe besluit’). "
        "Not at the beginning of the definition.",
    },
    example="forbid definite unless in introduced or in specified",
    needs=(Need.MORPHOLOGY,),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="A nominalised infinitive (‘het lozen’), an adjective alone (‘het openbaar’) and a name are left out.",
    signs=[ARTICLES],
)
def definite(view: View) -> Sequence[Span]:
    """Definite noun phrases of the body; a possible one where the analyzer does not know the noun."""
    syntax = syntax_of(view)
    found = []
    for phrase in definite_phrases(syntax):
        if phrase.start > syntax.first:
            found.append(syntax.span(phrase.start, phrase.end, None if phrase.sure and _sure(syntax, phrase) else OPEN))
    return found


def definite_phrases(syntax: Syntax) -> Iterator[Phrase]:
    """Phrases of the body that begin with ``de`` or ``het`` and have a common noun as head."""
    for phrase in noun_phrases(syntax):
        if phrase.start < syntax.first or syntax.word(phrase.start) not in ARTICLES or phrase.head == phrase.start:
            continue
        if syntax.word(phrase.head).endswith("-"):
            continue
        noun = syntax.is_(phrase.head, Part.NOUN) or syntax.word(phrase.head).endswith(NOMINALISED)
        if noun and not _infinitive(syntax, phrase):
            yield phrase


def _sure(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether the head can be nothing but a noun behind its article."""
    article = Gender.NEUTER if syntax.word(phrase.start) == "het" else Gender.COMMON
    known = {gender(lemma) for lemma in syntax.lemmas(phrase.head, "NOUN")}
    if phrase.number == SINGULAR and len(known) == 1 and None not in known and article not in known:
        return False
    return syntax.sure[phrase.head] or phrase.head == phrase.start + 1 or syntax.word(phrase.head - 1).endswith("e")


def _infinitive(syntax: Syntax, phrase: Phrase) -> bool:
    """``het lozen``: an infinitive as noun speaks of any such act."""
    return syntax.word(phrase.start) == "het" and syntax.has(phrase.head, "VERB", "inf")


@REGISTRY.feature(
    "introduced",
    Type.SEARCH,
    text={
        "nl": "Naamwoorden die eerder in de tekst al genoemd zijn, ook in een ander getal of als laatste deel van "
        "een samenstelling.",
        "en": "Nouns that were named earlier in the text, also in another number or as the last part of a compound.",
    },
    example="forbid definite unless in introduced",
    needs=(Need.MORPHOLOGY,),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="A synonym or more general noun for what was named is not recognised.",
)
def introduced(view: View) -> Sequence[Span]:
    """Whole noun phrases whose noun stands earlier in the text, lead-in included."""
    syntax = syntax_of(view)
    seen: set[str] = set()
    found = []
    for phrase in noun_phrases(syntax):
        lemmas = syntax.lemmas(phrase.head, "NOUN")
        if any(_named(lemma, seen) for lemma in lemmas):
            found.append(syntax.span(phrase.start, phrase.end))
        seen |= lemmas
    return found


def _named(lemma: str, seen: set[str]) -> bool:
    return lemma in seen or (len(lemma) > 3 and any(other.endswith(lemma) for other in seen))


@REGISTRY.feature(
    "specified",
    Type.SEARCH,
    text={
        "nl": "Naamwoorden met ‘de’ of ‘het’ waarvan de tekst zegt welke bedoeld is: door wat erachter staat (‘de "
        "eigenaar van …’, ‘het jaar waarin …’), door een rangtelwoord of overtreffende trap, of doordat ‘waarvan’ of "
        "een lange bepaling ervoor staat.",
        "en": "Nouns with ‘de’ or ‘het’ of which the text says which one is meant: by what follows, by an ordinal or "
        "superlative, or by ‘waarvan’ or a long attribute before it.",
    },
    example="forbid definite unless in specified",
    needs=(Need.MORPHOLOGY,),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Any phrase directly behind the noun counts, also one that belongs to the verb.",
)
def specified(view: View) -> Sequence[Span]:
    """Definite phrases that say which one they mean."""
    syntax = syntax_of(view)
    return [
        syntax.span(phrase.start, phrase.end)
        for phrase in definite_phrases(syntax)
        if _specified_before(syntax, phrase) or specified_after(syntax, phrase.end) or _after_verb(syntax, phrase)
    ]


def _specified_before(syntax: Syntax, phrase: Phrase) -> bool:
    before = syntax.word(phrase.start - 1)
    if before == "waarvan" and syntax.word(phrase.start - 2) in BASES:
        return False
    if before in ("waarvan", "wiens", "wier", "ervan", "daarvan", "hiervan", "welks", "welker"):
        return True
    attributes = range(phrase.start + 1, phrase.head)
    if any(syntax.is_(at, Part.PARTICIPLE) and syntax.word(at - 1).startswith(POINTING) for at in attributes):
        return True
    return any(is_ranked(syntax, at) for at in attributes)


def _after_verb(syntax: Syntax, phrase: Phrase) -> bool:
    """``het beheer voert over …``, ``het gevolg is van …``, ``de arbeid verricht die …``: told behind the verb."""
    at = phrase.end
    while syntax.is_(at, Part.VERB, Part.PARTICIPLE) and at < phrase.end + 3:
        at += 1
    if at == phrase.end:
        return False
    asks = any(
        (is_relational(lemma) and not is_group(lemma)) or lemma in CONTENT_HEADS
        for lemma in syntax.lemmas(phrase.head, "NOUN")
    )
    word = syntax.word(at)
    return syntax.is_(at, Part.REL) or word == "om" or (asks and word in COMPLEMENTS)


def _acts(syntax: Syntax, at: int) -> bool:
    """Whether the noun before a token acts: a person or body with its verb still to come."""
    noun = syntax.lemmas(at - 1, "NOUN")
    if not any(is_person(lemma) or is_body(lemma) for lemma in noun):
        return False
    end = syntax.segment_end(at, ".;:(),")
    return any(syntax.is_(place, Part.VERB) for place in range(at + 1, end))


def is_ranked(syntax: Syntax, at: int) -> bool:
    """Whether an attribute is an ordinal, a superlative, of a place, or a word for the rest or the whole."""
    word = syntax.word(at)
    if syntax.tokens.words[at][0].isupper() and not syntax.text.isupper():
        return True
    if word in ORDER_WORDS or (word[0].isdigit() and word.endswith("e")):
        return True
    superlative = word.endswith("ste") and len(word) > 5 and word not in NO_SUPERLATIVES
    return (
        superlative and syntax.is_(at, Part.ADJ) and not any(lemma.endswith("st") for lemma in syntax.lemmas(at, "ADJ"))
    )


def _by_preposition(syntax: Syntax, at: int) -> bool:
    """Whether the prepositional phrase at a token belongs to the noun before it."""
    word = syntax.word(at)
    if word in CIRCUMSTANCE or syntax.word(at + 1) == "te" or of_verb(syntax, at):
        return False
    return word in OF_PERSONS or not _acts(syntax, at)


def specified_after(syntax: Syntax, at: int, members: int = 0) -> bool:
    """Whether the words from ``at`` on say which one is meant, if need be behind other members."""
    word = syntax.word(at)
    if syntax.is_(at, Part.ADP) and word != "te":
        return _by_preposition(syntax, at)
    if syntax.may(at, Part.NOUN) and syntax.lemmas(at - 1, "NOUN") & MEASURES:
        return True
    if syntax.is_(at, *SPECIFYING) or word in OPENERS or word in ("(", "ervan", "daarvan", "hiervan", "daarin", "erin"):
        return True
    if word == "te":
        content = not syntax.lemmas(at - 1, "NOUN").isdisjoint(CONTENT_HEADS)
        return content or syntax.is_(at + 1, Part.NAME)
    if word in ("voorafgaand", "volgend", "aansluitend", "gedurende"):
        return False
    if syntax.is_(at, Part.PARTICIPLE) and not syntax.is_(at - 1, Part.VERB):
        return syntax.is_(at + 1, Part.ADP)
    if word == "," and (syntax.is_(at + 1, Part.REL, Part.PARTICIPLE) or syntax.word(at + 1) in OPENERS):
        return True
    if word == "," and syntax.is_(at + 1, Part.ADP) and syntax.is_(at + 2, Part.REL):
        return True
    if word in ("en", "of", ",", "alsmede", "dan", "/"):
        place = at + 1
        while place < syntax.last and (
            syntax.is_(place, *BEFORE_NOUN) or syntax.word(place) in ("en", "of", "wel", "/")
        ):
            place += 1
        if place < syntax.last and syntax.is_(place, *NOMINAL):
            return members < MAX_MEMBERS and specified_after(syntax, place + 1, members + 1)
    return False
