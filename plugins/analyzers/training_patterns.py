"""Patterns of Dutch definitions, filled with words of a treebank: training text for what treebanks hardly show.

Verbs at the end of relative clauses, passives under a modal, persons named by an adjective or participle, infinitives
as nouns. At the end of a clause infinitive and plural are one form, and so are some participles and the singular:
there, every verb is shown as both, so that the clause tells and not the verb. A pattern is a line of words with their
labels (``mag=AUX.fin.sing``); words of the list below need none, and names in braces are filled with a noun group or
verb taken at random from the treebank.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Final

from plugins.analyzers.build_lexicon import PERSONS
from plugins.analyzers.treebank import Sentence, Token

LABELS: Final = {
    word: label
    for label, words in {
        "ADP": "van voor op in aan door met zonder over tijdens binnen bij om te uit onder tegen naar",
        "CCONJ": "en of",
        "SCONJ": "dat voordat omdat",
        "ADV": "waarbij waarin waarmee waarop waardoor waarvoor waaruit waarvan waar niet tijdelijk samen",
        "PRON rel": "die",
        "DET": "alle geen",
        "DET def": "de het",
        "DET ind": "een",
        "PUNCT": ",",
        "ADJ": "schriftelijk geheel gedeeltelijk verplicht bevoegd",
        "AUX fin sing": "is was wordt heeft kan moet mag",
        "AUX fin plur": "zijn worden hebben kunnen moeten mogen",
    }.items()
    for word in words.split()
}
PATTERNS: Final = """
{de} die {groep} {tt}
{de} die door {groep} wordt {vd}
{de} die door {groep} is {vd}
{ns} die door {groep} worden {vd}
{ns} die {groep} {mv}
{ns} die niet zijn {vd} of {vd}
{ns} die samen {groep} {mv}
{ns} die samen {groep} {vd} hebben
{ns} die in {groep} {mv} of in {groep} {mv}
{ns} die {ns} aan {groep} {mv}
{ns} die door {groep} zijn {vd} en die {groep} {mv}
{ns} waarvan de {ns} niet {mv}
{ns} die tijdelijk {ns} {mv} voor {groep}
{ns} die {groep} moeten {inf}
{ns} waarmee {ns} {groep} kunnen {inf}
{de} die met {groep} {groep} {tt} en {tt}
{n} waarbij {ns} {groep} {mv}
{n} om samen {groep} te {inf}
{het} dat=PRON.rel {groep} {tt}
{het} dat=PRON.rel niet mag worden=AUX.inf {vd}
{de} die niet mag worden=AUX.inf {vd}
{de} die moet worden=AUX.inf {vd} voordat {groep} kan worden=AUX.inf {vd}
{n} waarbij {groep} wordt {vd} en {vd}
{n} waarin {ns} worden {vd}
{n} waarmee {groep} kan {inf}
{n} waarmee {groep} {ns} kan {inf}
{n} waarop {ns} mogen worden=AUX.inf {vd}
{n} waarvoor {groep} {vd} moet zijn=AUX.inf
{n} van {ns} die {ns} {mv}
{n} van {groep} aan {groep}
{n} om {groep} te {inf}
{n} om te {inf} over {ns}
{n} met {ns} en {ns}
{ns} van {groep} , {vd} door {groep}
{a} {de} van {groep}
{vde} {de} waarin {groep} {tt}
{n} van {vde} {ns}
het {nominf} van {ns}
het niet {nominf} van {groep}
het {nominf} en {nominf} van {ns} door {groep}
{n} voor het {nominf} van {ns}
{n} voor het {a} {nominf} van {groep}
{n} waarin een {persoon} wordt {vd}
{n} waarin een {persoon} {ns} {tt}
{n} van een {persoon} die niet kan {inf}
{n} waarmee de {persoon} {groep} {tt}
{n} van de {persoon} of de {persoon}
{n} waarbij {personen} {ns} {mv}
{n} voor {personen} in {groep}
{persoon} die {groep} {tt}
{persoon} die bevoegd is om {ns} te {inf}
{personen} die {groep} hebben {vd}
{n} op een {a} {de}
{n} waaruit blijkt=VERB.fin.sing dat {groep} {vd} is
{de} die {groep} heeft {vd} en {tt}
{n} waar {ns} worden {vd} of {vd}
{de} die verplicht is omdat {groep} niet is {vd}
{stof} kan=NOUN.sing met een {n} waarin {groep} {ns} {tt}
{vde} kan=NOUN.sing van {groep} voor {ns}
kan=NOUN.sing met {ns} en een {n}
{n} van de vrije=ADJ wil=NOUN.sing van {groep}
{vde} was=NOUN.sing van {groep} die wordt {vd}
{a} was=NOUN.sing voor het {nominf} van {ns}
{n} waarvan {groep} {n} kan {inf}
""".strip().splitlines()
"""The patterns; ``{n} {ns}`` nouns, ``{groep}`` noun with determiner, ``{tt} {mv} {vd} {inf}`` verbs."""
SLOTS: Final[dict[str, Callable[[str], bool]]] = {
    "n": lambda detail: detail.startswith("N|soort|ev|basis"),
    "de": lambda detail: detail.startswith("N|soort|ev|basis|zijd"),
    "het": lambda detail: detail.startswith("N|soort|ev|basis|onz"),
    "ns": lambda detail: detail.startswith("N|soort|mv|basis"),
    "tt": lambda detail: detail == "WW|pv|tgw|met-t",
    "mv": lambda detail: detail == "WW|pv|tgw|mv",
    "vd": lambda detail: detail == "WW|vd|vrij|zonder",
    "vde": lambda detail: detail == "WW|vd|prenom|met-e",
    "inf": lambda detail: detail.startswith("WW|inf|vrij"),
    "nominf": lambda detail: detail.startswith("WW|inf"),
    "a": lambda detail: detail == "ADJ|prenom|basis|met-e|stan",
}
GROUPS: Final = (
    "de {de}",
    "een {n}",
    "het {het}",
    "de {ns}",
    "alle {ns}",
    "een {a} {de}",
    "de {vde} {ns}",
    "de {a} {de}",
)


STUFFS: Final = "metalen houten stenen glazen stalen plastic ijzeren koperen aarden papieren grote hoge dichte".split()
"""Adjectives before nouns that can be verbs too."""
ALIKE: Final = re.compile(r"(be|ver|ont|her)\w*(?<!ch)t")
"""Participles that are the third person as well: *verwerkt*."""


class Patterns:
    """Makes texts from the patterns, with the words of a treebank; the same for the same random source."""

    def __init__(self, sentences: Sequence[Sentence], rng: random.Random) -> None:
        self._random = rng
        tokens = [token for sentence in sentences for token in sentence if token.tag in ("NOUN", "VERB", "ADJ")]
        plain = [token for token in tokens if token.form.isalpha() and token.form.islower()]
        self._words = {slot: [token for token in plain if fits(token.detail)] for slot, fits in SLOTS.items()}
        self._words["mv"] = _as("VERB fin plur", [*self._words["mv"], *self._words["inf"]])
        self._words["inf"] = _as("VERB inf", self._words["mv"])
        self._words["tt"] += _as("VERB fin sing", [word for word in self._words["vd"] if ALIKE.fullmatch(word.form)])
        self._words["persoon"] = [_made(person, "NOUN sing") for person in PERSONS]
        self._words["stof"] = [_made(stuff, "ADJ") for stuff in STUFFS]
        self._words["personen"] = [_made(f"{person}n", "NOUN plur") for person in PERSONS]

    def text(self) -> Sentence:
        """One text; a slot of which the treebank has no word is left out."""
        return self._filled(self._random.choice(PATTERNS))

    def _filled(self, pattern: str) -> Sentence:
        made: Sentence = []
        for item in pattern.split():
            if item == "{groep}":
                made += self._filled(self._random.choice(GROUPS))
            elif item.startswith("{"):
                words = self._words[item[1:-1]]
                made += [self._random.choice(words)] if words else []
            else:
                word, _, label = item.partition("=")
                made.append(_made(word, label.replace(".", " ") or LABELS[word]))
        return made


def _as(label: str, words: Sequence[Token]) -> list[Token]:
    """The same words under another label."""
    return [_made(word.form, label) for word in words]


def _made(word: str, label: str) -> Token:
    tag, *marks = label.split()
    return Token(word, tag, tuple(marks), word, 0, "", "")
