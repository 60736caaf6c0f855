"""Nouns before a referring word that it cannot mean, because of where the word stands or what is said of it.

A word inside what a noun takes does not mean that noun: ``recht om daarin te vissen``, ``geldbedrag ter compensatie
daarvan``. An object does not mean the subject of its own clause (principle B of the binding theory), and what a person
alone can do is said of no thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from plugins.features.clauses import Clause, ClauseKind, noun_of
from plugins.features.noun_class import NounClass, classes_of
from plugins.features.nouns import is_body, is_group, is_person
from plugins.features.phrases import PLURAL, SINGULAR, Phrase
from plugins.features.reference import Reference, Referring
from plugins.features.syntax import Part, Syntax

CONTENT_HEADS: Final = frozenset(
    """
    aanbod aanmaning aanspraak aansporing aanwijzing afspraak advies bedoeling bekendmaking belang belofte
    bereidheid bericht besluit beslissing beschikking bevel bevoegdheid bewijs boodschap eis feit garantie gebod
    gelegenheid gevaar gevoel gewoonte idee instructie intentie kans keuze klacht last lastgeving machtiging
    mededeling melding mening mogelijkheid noodzaak omstandigheid ontheffing oordeel oproep opdracht overeenkomst
    overtuiging plan plicht poging recht risico taak toelating toestemming toezegging uitnodiging uitgangspunt
    uitspraak vaardigheid verbod verklaring verlof vermoeden vermogen verplichting verlangen vergunning vermelding
    vermaning verwachting verwijt verzoek volmacht voorbehoud voornemen voorschrift voorstel voorwaarde vordering
    vraag vrees vrijheid waarschuwing wens wil
    """.split()
)
"""Nouns whose content a clause with ``dat``, ``of`` or ``om … te`` gives."""
HAVING: Final = frozenset("met zonder inclusief exclusief plus rond rondom naast binnen bij".split())
"""Behind these stands what belongs to the thing: ``perceel met de bebouwing daarop``."""
OBJECTS: Final = frozenset("hem hen haar ze deze dit dat die het hun hemzelf haarzelf henzelf".split())
AFTER_PREPOSITION: Final = frozenset("hem hen haar hun".split())
"""Behind a preposition these are persons: of a thing one says ``erover``."""
SUBJECTS: Final = frozenset("hij zij ze".split())
HUMAN_VERBS: Final = frozenset(
    """
    aanvragen afzien bedenken begrijpen beloven beseffen beslissen betalen betwisten bevallen bezwaar denken
    drinken eten erkennen erven geloven getuigen handelen huren huwen inleveren instemmen kiezen klagen kopen leren
    lezen liegen menen ondertekenen onderhandelen opvoeden overlijden procederen reizen rondkomen samenwonen
    scheiden schrijven solliciteren spreken stemmen studeren tekenen toestemmen trouwen verhuizen verhuren verkopen
    verklaren vermoeden vertrouwen verzoeken vragen weigeren weten willen wonen zeggen zorgen zwijgen
    """.split()
)
HUMAN_STATES: Final = frozenset(
    """
    aansprakelijk arbeidsongeschikt bekwaam bevoegd failliet gehuwd gerechtigd getrouwd handelingsbekwaam
    meerderjarig minderjarig onbevoegd onschuldig schuldig verplicht verschuldigd verzekerd werkloos woonachtig
    ziek zwanger
    """.split()
)
"""What only persons and bodies do or are."""
REACH: Final = 8
"""Tokens before a word in which ``wie`` begins its clause."""
ACTING: Final = frozenset({NounClass.PERSON, NounClass.ORGANISATION, NounClass.COLLECTION})


def is_thing(noun: str) -> bool:
    """Whether a noun (lemma) certainly names no person, body or group."""
    known = classes_of(noun)
    if not known or not known.isdisjoint(ACTING):
        return False
    return not (is_person(noun) or is_body(noun) or is_group(noun))


class Surroundings:
    """The clauses and phrases of one definition, asked which nouns a referring word stands too close to."""

    def __init__(self, syntax: Syntax, phrases: Sequence[Phrase], clauses: Sequence[Clause]) -> None:
        self.syntax = syntax
        self.phrases = phrases
        self.clauses = clauses
        self._ending = {phrase.end: phrase for phrase in phrases}
        self._starting = {phrase.start: phrase for phrase in phrases}

    def barred(self, reference: Reference) -> frozenset[int]:
        """The first tokens of the phrases that a referring word cannot mean."""
        return frozenset(phrase.start for phrase in self._barred(reference))

    def wants_person(self, reference: Reference) -> bool:
        """Whether only a person or body can be meant: ``over hem``, ``dat hij getrouwd is``."""
        if reference.kind is not Referring.PERSONAL:
            return False
        word = self.syntax.word(reference.at)
        if word in AFTER_PREPOSITION:
            return self.syntax.is_(reference.at - 1, Part.ADP)
        if word not in SUBJECTS:
            return False
        end = self.syntax.segment_end(reference.end, ".;:,")
        for at in range(reference.end, end):
            if self.syntax.is_(at, Part.REL, Part.SCONJ):
                return False
            if self.syntax.lemmas(at, "VERB") & HUMAN_VERBS and self.syntax.is_(at, Part.VERB, Part.INF):
                return True
            if self.syntax.word(at) in HUMAN_STATES:
                return True
            if self.syntax.is_(at, Part.NOUN) and self.syntax.word(at - 1) == "als" and self._person(at):
                return True
        return False

    def wrong_number(self, reference: Reference, phrase: Phrase) -> bool:
        """``zij krijgt`` is not said of several, nor ``zij krijgen`` of one."""
        word = self.syntax.word(reference.at)
        subject = word == "zij" or (word == "ze" and self.syntax.is_(reference.at - 1, Part.REL, Part.SCONJ))
        if reference.kind is not Referring.PERSONAL or not subject:
            return False
        end = self.syntax.segment_end(reference.end, ".;:,")
        verb = next((at for at in range(reference.end, end) if self.syntax.is_(at, Part.VERB)), None)
        if verb is None or not self.syntax.sure[verb]:
            return False
        one, several = self.syntax.has(verb, "VERB", "sing"), self.syntax.has(verb, "VERB", "plur")
        if self.syntax.has(verb, "AUX", "sing") or self.syntax.has(verb, "AUX", "plur") or one == several:
            one, several = self.syntax.has(verb, "AUX", "sing"), self.syntax.has(verb, "AUX", "plur")
        if one == several:
            return False
        return phrase.number == (PLURAL if one else SINGULAR) and not phrase.group

    def is_thing(self, phrase: Phrase) -> bool:
        """Whether a phrase is certainly no person, body or group."""
        if not self.syntax.is_(phrase.head, Part.NOUN) or phrase.person or phrase.group:
            return False
        return all(map(is_thing, self.syntax.lemmas(phrase.head, "NOUN")))

    def _person(self, at: int) -> bool:
        return all(map(is_person, self.syntax.lemmas(at, "NOUN")))

    def _barred(self, reference: Reference) -> Iterator[Phrase]:
        kind = reference.kind
        if kind is Referring.POSSESSIVE:
            yield from self._possessed(reference)
            return
        yield from (phrase for phrase in self.phrases if self.syntax.word(phrase.head) == "men")
        yield from self._asked(reference)
        inner = self._inner(reference)
        if inner is not None and (kind is not Referring.SUCH or inner.kind is not ClauseKind.RELATIVE):
            yield from self._of_clause(inner)
        yield from self._around(reference)
        if inner is not None and (kind is Referring.ADVERB or self.syntax.word(reference.at) in OBJECTS):
            yield from self._subject(inner, reference)

    def _inner(self, reference: Reference) -> Clause | None:
        around = [clause for clause in self.clauses if clause.holds(reference.at)]
        return max(around, key=lambda clause: clause.depth, default=None)

    def _of_clause(self, inner: Clause) -> Iterator[Phrase]:
        """The noun that the clause belongs to: of a relative clause, or one whose content the clause is."""
        if inner.kind is ClauseKind.RELATIVE:
            own = noun_of(inner, self.phrases, self.syntax)
            about = self._ending.get(inner.start) if self.syntax.word(inner.marker) in ("wat", "wie") else None
            if about is not None and about.start > self.syntax.first:
                about = None
            yield from (one for one in (own, about, self._starting.get(inner.marker)) if one is not None)
            if own is not None or self.syntax.word(inner.marker) != "dat":
                return
        if self.syntax.word(inner.marker) not in ("om", "dat", "of"):
            return
        phrase = self._ending.get(inner.start)
        while phrase is not None:
            if self.syntax.lemmas(phrase.head, "NOUN") & CONTENT_HEADS:
                yield phrase
                return
            linked = self.syntax.is_(phrase.start - 1, Part.ADP)
            phrase = self._ending.get(phrase.start - 1) if linked else None

    def _asked(self, reference: Reference) -> Iterator[Phrase]:
        """``wie`` as subject or behind a preposition, in whose clause the word stands, with the noun before it."""
        for at in range(reference.at - 1, max(self.syntax.first, reference.at - REACH) - 1, -1):
            if self.syntax.is_(at, Part.PUNCT, Part.CCONJ, Part.VERB):
                return
            if self.syntax.word(at) == "wie":
                start = at - 1 if self.syntax.is_(at - 1, Part.ADP) else at
                yield from (self._ending[end] for end in (at + 1, start) if end in self._ending)
                return

    def _around(self, reference: Reference) -> Iterator[Phrase]:
        """The noun that an adverb directly belongs to, and the genus in whose attribute the word stands."""
        at, top, link = reference.at, None, ""
        if reference.kind is Referring.ADVERB and at in self._ending:
            top = self._ending[at]
            yield top
            at = top.start
        while self.syntax.is_(at - 1, Part.ADP):
            link = self.syntax.word(at - 1)
            if self.syntax.is_(at - 2, Part.INF) and self.syntax.word(at - 3) == "het":
                at -= 3
                continue
            if at - 1 not in self._ending:
                break
            top = self._ending[at - 1]
            at = top.start
            if link == "van":
                yield top
        if top is not None and at <= self.syntax.first and link not in HAVING:
            yield top

    def _subject(self, inner: Clause, reference: Reference) -> Iterator[Phrase]:
        """``waarin een arts deze beoordeelt``: the one noun between the marker and the word is the subject."""
        phrase = self._starting.get(inner.marker + 1)
        if phrase is not None and phrase.end <= reference.at:
            last = reference.at
            if self.syntax.is_(last - 1, Part.ADP) and self.syntax.word(inner.marker) not in ("die", "dat", "wie"):
                last -= 1
            between = range(phrase.end, last)
            if not any(self.syntax.is_(at, Part.VERB, Part.CCONJ, Part.PUNCT, Part.ADP, Part.NOUN) for at in between):
                yield phrase

    def _possessed(self, reference: Reference) -> Iterator[Phrase]:
        """``de namen van hun kinderen``: not the names; of the genus the table of rules says that it may be meant."""
        phrase = self._ending.get(reference.at - 1)
        if phrase is not None and phrase.start > self.syntax.first and self.syntax.word(reference.at - 1) == "van":
            yield phrase
