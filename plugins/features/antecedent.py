"""What a referring word may refer to: nouns before it, by number, gender and place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Parameter, Type
from engine.model import ReasonCode
from engine.spans import Span
from engine.truth import OPEN, Truth
from plugins.features.antecedent_scope import Surroundings, is_thing
from plugins.features.catalog import REGISTRY
from plugins.features.clauses import BASES, subordinate
from plugins.features.nouns import Gender, is_feminine
from plugins.features.phrases import PLURAL, SINGULAR, Phrase, noun_phrases
from plugins.features.reference import Reference, Referring, references
from plugins.features.syntax import Part, Syntax, syntax_of

if TYPE_CHECKING:
    from engine.features.view import View

MAX_BEFORE: Final = 200
"""Only this many nouns before a word are looked at: further back no reader looks."""
MEN: Final = frozenset("man vader zoon broer oom opa grootvader koning prins jongen weduwnaar heer neef".split())
WOMEN: Final = frozenset(
    """
    non abdis gravin hertogin bruid echtgenote schoonmoeder stiefmoeder vrouw moeder dochter zus tante oma grootmoeder
    koningin prinses meisje weduwe dame nicht
    """.split()
)
FEMALE: Final = ("ares", "esse", "euse", "trice", "gster", "kster", "rster", "lster", "pster", "vriendin", "boerin")
"""Endings of nouns for women."""
THIS_TEXT: Final = frozenset(
    """
    wet artikel lid hoofdstuk paragraaf titel afdeling bijlage regeling verordening richtlijn document definitie model
    standaard rapport website handleiding boek tekst handreiking kader context verdrag overeenkomst statuut reglement
    beleidsregel register begrippenkader begrippenlijst rubriek tabel figuur zin jaar week maand eeuw land gemeente
    provincie organisatie afspraak protocol domein
    """.split()
)
"""What a writer points at outside the text: ``deze wet``."""
GENERAL: Final = frozenset(
    """
    persoon zaak goed stof handeling activiteit gebied object voorwerp gegeven periode termijn plaats bedrag partij
    middel dier stuk gebouw feit maatregel groep soort categorie kosten deel kenmerk eigenschap situatie toestand
    functie taak wijze manier hoedanigheid doel reden geval werkzaamheid informatie mens instelling bedrijf dienst
    product instantie orgaan organisatie moment datum tijdstip ruimte locatie onderdeel element voertuig vaartuig pand
    bouwwerk installatie apparaat toestel instrument werk perceel terrein water grond materiaal bestand bericht
    gebeurtenis combinatie
    """.split()
)
"""Nouns so general that they may take up another noun, or all that was said."""

PEOPLE: Final = frozenset("persoon mens partij groep instelling bedrijf dienst instantie orgaan organisatie".split())
"""Those of them that take up persons."""


@REGISTRY.feature(
    "antecedent",
    Type.SEARCH,
    text={
        "nl": "De naamwoorden vóór een verwijswoord waarnaar het kan verwijzen: die passen in getal en geslacht en "
        "op hun plaats.",
        "en": "The nouns before a referring word that it may refer to: those that fit in number, gender and place.",
    },
    example="forbid reference unless some antecedent(match)",
    parameters=(Parameter("of", Type.SEARCH, "The referring word, such as `match`."),),
    needs=(Need.MORPHOLOGY,),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="The gender of a noun is told by its article, its relative word, its ending or a list; where that says "
    "nothing, the noun is a possible antecedent. A clause before it is one for ‘dit’, ‘dat’ and adverbs. Meaning "
    "does not count.",
)
def antecedent(view: View, of: Sequence[Span]) -> Sequence[Span]:
    """Phrases that the referring words ``of`` may refer to; a possible one where number or gender is not known."""
    syntax = syntax_of(view)
    search = view.once("antecedents", lambda: _Antecedents(syntax))
    found: dict[Span, None] = {}
    for span in of:
        reference = search.references.get(syntax.place(span)[0])
        if reference is not None:
            found.update(dict.fromkeys(search.of(reference)))
    return sorted(found, key=lambda span: (span.start, span.end))


class _Antecedents:
    """Phrases and clauses of one definition, asked for each referring word."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.phrases = noun_phrases(syntax)
        self.clauses = subordinate(syntax)
        self.around = Surroundings(syntax, self.phrases, self.clauses)
        self.references = {each.at: each for each in references(syntax)}

    def of(self, reference: Reference) -> Iterator[Span]:
        """The candidates of one referring word."""
        if reference.kind is Referring.SPEAKER:
            return
        barred = self.around.barred(reference)
        person = self.around.wants_person(reference)
        last = bisect_right(self.phrases, reference.at, key=lambda phrase: phrase.end)
        near = self.phrases[max(0, last - MAX_BEFORE) : last]
        before = [
            phrase
            for phrase in near
            if phrase.start not in barred and not self._fixed(phrase) and not (person and self.around.is_thing(phrase))
        ]
        fitting = [phrase for phrase in before if not self.around.wrong_number(reference, phrase)]
        for phrase in fitting:
            fit = self._fits(reference, phrase)
            if fit is not False:
                yield self.syntax.span(phrase.start, phrase.end, None if fit is True else OPEN)
        if reference.kind is Referring.WITH_NOUN:
            yield from self._same_word(reference)
        if _takes_plural(self.syntax, reference):
            yield from self._coordinated(before)
        if self._takes_clause(reference):
            yield from self._said(reference)

    def _fixed(self, phrase: Phrase) -> bool:
        """``op basis van``: part of a preposition."""
        bare = phrase.start == phrase.head and self.syntax.word(phrase.head) in BASES
        return bare and self.syntax.is_(phrase.start - 1, Part.ADP)

    def _of_verb(self, phrase: Phrase) -> bool:
        """``les geven``: a bare singular right before its verb names nothing that a person's pronoun takes up."""
        bare = phrase.start == phrase.head and phrase.number == SINGULAR and not phrase.person
        return bare and self.syntax.is_(phrase.end, Part.VERB, Part.INF)

    def _fits(self, reference: Reference, phrase: Phrase) -> Truth:
        word = self.syntax.word(reference.at)
        if reference.kind is Referring.WITH_NOUN:
            return self._named(reference, phrase)
        if reference.kind is Referring.SUCH:
            governs = phrase.end == reference.at - 1 and self.syntax.is_(phrase.end, Part.ADP)
            own = self.syntax.lemmas(reference.end - 1, "NOUN")
            return False if governs or (phrase.person and all(map(is_thing, own))) else OPEN
        if reference.kind is Referring.ADVERB:
            return (phrase.number != SINGULAR and OPEN) if phrase.person else True
        if word in ("hij", "hem") and self._of_verb(phrase):
            return False
        lemmas = self.syntax.lemmas(phrase.head, "NOUN")
        return _FITS[word](phrase, lemmas) if word in _FITS else OPEN

    def _named(self, reference: Reference, phrase: Phrase) -> Truth:
        """``dit besluit`` takes up ``besluit`` or ``raadsbesluit``; a general noun may take up any."""
        own = self.syntax.lemmas(reference.end - 1, "NOUN")
        other = self.syntax.lemmas(phrase.head, "NOUN")
        if any(
            one == two or (len(one) > 3 and two.endswith(one)) or (len(two) > 3 and one.endswith(two))
            for one in own
            for two in other
        ):
            return True
        if own & THIS_TEXT:
            return False
        plural = self.syntax.has(reference.end - 1, "NOUN", "plur") and self.syntax.word(reference.at) == "deze"
        if plural and phrase.number == SINGULAR and not phrase.group:
            return False
        if not plural and phrase.number == PLURAL:
            return False
        if phrase.person and not own & PEOPLE:
            return False if all(map(is_thing, own)) else OPEN
        return OPEN if own & GENERAL or phrase.person else False

    def _same_word(self, reference: Reference) -> Iterator[Span]:
        """The noun itself, also where the word may be something else: ``rij huizen … die huizen``."""
        own = self.syntax.lemmas(reference.end - 1, "NOUN")
        for at in range(max(0, reference.at - MAX_BEFORE), reference.at):
            named = {reading.lemma.lower() for reading in self.syntax.readings[at] if reading.tag == "NOUN"}
            if own & named:
                yield self.syntax.span(at, at + 1)

    def _coordinated(self, before: Sequence[Phrase]) -> Iterator[Span]:
        """Two singular nouns joined by ``en``, ``of`` or a comma are several."""
        for one, two in pairwise(before):
            between = {self.syntax.word(at) for at in range(one.end, two.start)}
            if between & {"en", "alsmede", "of", ","} and not any(
                self.syntax.is_(at, Part.VERB, Part.REL) for at in range(one.end, two.start)
            ):
                yield self.syntax.span(one.start, two.end, OPEN if "en" not in between else None)

    def _takes_clause(self, reference: Reference) -> bool:
        word = self.syntax.word(reference.at)
        if reference.kind is Referring.WITH_NOUN:
            return bool(self.syntax.lemmas(reference.end - 1, "NOUN") & GENERAL)
        return reference.kind is Referring.ADVERB or word in ("dit", "dat", "zulks", "het")

    def _said(self, reference: Reference) -> Iterator[Span]:
        """A verb before the word, to whose clause it may refer."""
        for at in range(self.syntax.first, reference.at):
            between = range(at + 1, reference.at)
            apart = any(self.syntax.is_(place, Part.PUNCT, Part.CCONJ, Part.SCONJ, Part.REL) for place in between)
            if self.syntax.is_(at, Part.VERB, Part.INF) and apart:
                yield self.syntax.span(at, at + 1, OPEN)
                return


def _takes_plural(syntax: Syntax, reference: Reference) -> bool:
    return syntax.word(reference.at) in ("hun", "hen", "zij", "ze", "deze", "die") or reference.kind is Referring.ADVERB


def _singular(phrase: Phrase) -> Truth:
    return True if phrase.number == SINGULAR else False if phrase.number == PLURAL else OPEN


def _plural(phrase: Phrase) -> Truth:
    return True if phrase.number == PLURAL or phrase.group else False if phrase.number == SINGULAR else OPEN


def _his(phrase: Phrase, lemmas: frozenset[str]) -> Truth:
    if lemmas & WOMEN or (phrase.person and all(each.endswith(FEMALE) for each in lemmas)):
        return False
    return OPEN if any(map(is_feminine, lemmas)) and phrase.number != PLURAL else _singular(phrase)


def _theirs(phrase: Phrase, lemmas: frozenset[str]) -> Truth:
    """``diens``: of a person, or of a body that acts as one."""
    return _his(phrase, lemmas) if phrase.person else OPEN if phrase.group else False


def _he(phrase: Phrase, lemmas: frozenset[str]) -> Truth:
    if phrase.gender is Gender.NEUTER and not phrase.person:
        return False
    known = _his(phrase, lemmas)
    return OPEN if known is True and phrase.gender is None and not phrase.person else known


def _her(phrase: Phrase, lemmas: frozenset[str]) -> Truth:
    if lemmas & MEN:
        return False
    if phrase.gender is Gender.NEUTER and not lemmas & (WOMEN | {"kind", "lid", "slachtoffer"}) and not phrase.person:
        return False
    known = _singular(phrase)
    return known if known is not True or any(map(is_feminine, lemmas)) or lemmas & WOMEN else OPEN


def _they(phrase: Phrase, lemmas: frozenset[str]) -> Truth:
    found = _plural(phrase)
    return _her(phrase, lemmas) if found is False else found


def _common(phrase: Phrase, _lemmas: frozenset[str]) -> Truth:
    if phrase.number == PLURAL:
        return True
    if phrase.gender is Gender.NEUTER:
        return OPEN if phrase.person or phrase.number != SINGULAR else False
    return True if phrase.gender is Gender.COMMON else OPEN


def _neuter(phrase: Phrase, _lemmas: frozenset[str]) -> Truth:
    if phrase.number == PLURAL or phrase.gender is Gender.COMMON:
        return False
    return True if phrase.gender is Gender.NEUTER and phrase.number == SINGULAR else OPEN


def _them(phrase: Phrase, _lemmas: frozenset[str]) -> Truth:
    return _plural(phrase)


_FITS: Final = {
    "zijn": _his, "z'n": _his, "diens": _theirs, "hij": _he, "hem": _he,
    "hijzelf": _he, "hemzelf": _he, "haar": _her, "haarzelf": _her,
    "dier": _they, "zij": _they, "ze": _they, "zijzelf": _they, "hun": _them, "hen": _them, "henzelf": _them,
    "deze": _common, "die": _common, "dit": _neuter, "dat": _neuter, "het": _neuter, "zulks": _neuter,
}  # fmt: skip
"""Whether a phrase may be what a word refers to, by the word."""
