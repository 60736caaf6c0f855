"""Whether a vague word is made measurable in its own phrase: by a number, a date, a comparison or a cited norm.

``binnen een redelijke termijn van ten hoogste zes weken`` can be tested, ``binnen een redelijke termijn`` cannot. A
number somewhere else in the text measures something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import regex

from engine.features.registry import Need, Parameter, Type
from engine.features.tokens import Kind, Tokens
from engine.spans import DEFINITIE, Span
from engine.truth import OPEN, Truth
from plugins.features.catalog import REGISTRY

if TYPE_CHECKING:
    from engine.features.view import View

REACH: Final = 14
"""Most tokens between a vague word and the measure that belongs to it."""
STOPS: Final = frozenset({";", ".", "!", "?"})
OPENERS: Final = frozenset({",", "(", ":", "–", "—", "-"})
"""After these a measure may still explain the word before them."""
CLAUSE: Final = frozenset(
    """
    die dat wie wat waar waarin waarbij waarvan waarop waarmee waardoor waarvoor waartoe waaruit waarbinnen waarover
    waaraan waarna indien omdat terwijl zodat doordat tenzij mits wanneer hoewel
    """.split()
)
"""Words that begin a clause of their own."""
LEADING: Final = frozenset(
    """
    ten minste hoogste minstens minimaal maximaal hoogstens uiterlijk meer minder dan binnen doch maar althans in elk
    ieder geval te weten namelijk wil zeggen dat d.w.z. oftewel ofwel dus gemiddeld van met zijnde boven onder tot
    vanaf na voor vóór tussen op om de het een en of circa ongeveer ruim bijna niet langer korter vaker hoger lager
    groter kleiner zwaarder lichter ouder jonger sneller breder dieper al over gedurende per ad à ter waarde hierna
    hier daaronder begrepen meestal doorgaans totaal telkens elke elk iedere bij gelijk aan
    """.split()
)
"""Words that may stand between a vague word and the number that measures it."""
MEASURE_NOUNS: Final = regex.compile(
    r"\w*(?:lengte|breedte|hoogte|diepte|dikte|grootte|omvang|oppervlakte?|inhoud|volume|gewicht|massa|duur|snelheid"
    r"|temperatuur|bedrag|waarde|prijs|percentage|aantal|hoeveelheid|vermogen|spanning|afstand|leeftijd|frequentie"
    r"|omzet|capaciteit|concentratie|druk|doorsnede|straal|diameter|drempel|grens|norm|score|cijfer|maximum|minimum)"
)
TIME: Final = regex.compile(
    r"(?:\w*(?:seconden?|minu(?:ut|ten)|kwartier(?:en)?|dag(?:en)?|week|weken|maand(?:en)?|kwarta(?:al|len)|ja(?:ar|ren)"
    r"|eeuw(?:en)?|etma(?:al|len)|uren|decennia|decennium)|uur|januari|februari|maart|april|mei|juni|juli|augustus"
    r"|september|oktober|november|december)"
)
TIMES: Final = frozenset("maal keer keren malen x".split())
PARTS: Final = frozenset("procent % ‰ promille helft kwart derde percent".split())
NUMBER_WORD: Final = regex.compile(
    r"(?:(?:één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien"
    r"|achttien|negentien)(?:ën|en)?)?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend"
    r"|miljoen|miljard)|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien"
    r"|zeventien|achttien|negentien|honderden?|duizend|anderhalve?|halve?"
)
COUNTED: Final = regex.compile(r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf)maal|eens")
RHYTHM: Final = regex.compile(r"(?:(?:half|twee|drie|vier)?(?:jaar|maand|week|dage?)lijkse?)")
POINTING: Final = frozenset(
    """
    bedoeld bedoelde omschreven bepaald genoemd genoemde gedefinieerd vastgesteld vastgestelde vermeld aangegeven
    """.split()
)
"""After these words stands where the measure is laid down."""
ACCORDING: Final = frozenset("volgens conform overeenkomstig krachtens ingevolge".split())
CITED: Final = regex.compile(
    r"(?i:artikel(?:en)?|art\.|bijlage|tabel|lid|norm|nen|iso|\w*(?:wet|wetboek|besluit|regeling|verordening|richtlijn|schaal"
    r"|tabel|norm|lijst))|\d.*|[A-Z][A-Z]+"
)


@REGISTRY.feature(
    "measurable",
    Type.YES_NO,
    text={
        "nl": "Of een vaag woord in dezelfde woordgroep meetbaar wordt gemaakt: met een getal, een datum, een "
        "vergelijking (‘vaker dan’) of een aangehaalde norm. Met `kind` telt alleen een maat die past: `frequentie` "
        "(drie keer per week), `tijd` (zes weken, 1 mei); zonder dat elke maat.",
        "en": "Whether a vague word is made measurable in its own phrase: by a number, a date, a comparison (‘vaker "
        "dan’) or a cited norm. With `kind` only a measure that fits counts: `frequentie` (three times a week), `tijd` "
        "(six weeks, 1 May); without it any measure.",
    },
    example="forbid any of vage_frequentie unless measurable(match)",
    parameters=(
        Parameter("of", Type.SEARCH, "the vague word"),
        Parameter("kind", Type.TEXT, "`frequentie` or `tijd`; any measure without it", ""),
    ),
    needs=(Need.TOKENS,),
    fields=("/definitie", "/begrip"),
    limits="A phrase is told by words, not by a parse: a measure in the same clause that is not joined to the word by "
    "a preposition, comma or bracket leaves the answer open.",
)
def measurable(view: View, of: Sequence[Span], kind: str = "") -> Truth:
    """Whether every span is made measurable; open where a measure stands near without being joined to it."""
    answers = [_Phrase(view, span, kind).answer() for span in of if span.field == DEFINITIE]
    if not answers or False in answers:
        return False
    return True if all(answer is True for answer in answers) else OPEN


class _Phrase:
    """The words around one vague word; ``start:end`` are its tokens."""

    def __init__(self, view: View, span: Span, kind: str) -> None:
        self.tokens: Tokens = view.tokens(DEFINITIE)
        self.low, self.high = self.tokens.covering(view.body.start, view.body.end)
        self.start, self.end = self.tokens.covering(span.start, span.end)
        self.kind = kind

    def answer(self) -> Truth:
        """True where a measure is joined to the word, open where one stands near, else false."""
        if self._compared() or self._measured_before():
            return True
        doubt = False
        explained = False
        at = self.end
        between: list[int] = []
        for at in range(self.end, min(self.high, self.end + REACH)):
            word = self._word(at)
            if word in STOPS or (word == ")" and explained):
                break
            if word in OPENERS:
                if not self._may_explain(at + 1):
                    break
                explained = True
                between.clear()
                continue
            if self._cites(at):
                return True
            doubt = doubt or word in ACCORDING
            if self._fits(at):
                if self._joined(between, explained=explained):
                    return True
                doubt = doubt or self._is_measure(at)
            between.append(at)
        return OPEN if doubt else False

    def _word(self, at: int) -> str:
        return self.tokens.words[at].lower() if self.low <= at < self.high else ""

    def _compared(self) -> bool:
        """``vaker dan …``, ``zo groot als …``, ``ruim twintig``: a comparison, or an adverb of a number."""
        after = self._word(self.end)
        if after == "dan" or (after == "als" and self._word(self.start - 1) in ("zo", "even", "evenzo", "net")):
            return True
        return self._is_number(self.end) and self._word(self.end) not in ("half", "halve")

    def _measured_before(self) -> bool:
        """``twee meter hoge``, ``drie keer zo vaak``, ``drie keer per week, dus regelmatig``."""
        at = self.start - 1
        if self._word(at) in ("zo", "lang"):
            at -= 1
        if at - 1 >= self.low and self._is_number(at - 1) and self.tokens.kinds[at] is not Kind.PUNCT:
            return True
        if self._word(at) == "dus" or self._word(at) in ("(", "ofwel", "oftewel"):
            at -= 1
            if self._word(at) == ",":
                at -= 1
            return any(self._fits(place) for place in range(max(self.low, at - 5), at + 1))
        return False

    def _may_explain(self, at: int) -> bool:
        """Whether what stands behind a comma or bracket may say how much is meant."""
        word = self._word(at)
        return word in LEADING or self._fits(at) or self._is_number(at) or word in POINTING or word in ("als", "zoals")

    def _cites(self, at: int) -> bool:
        """A measure laid down elsewhere: ``als bedoeld in artikel 3``, ``volgens NEN 1010``."""
        word = self._word(at)
        if word not in POINTING and word not in ACCORDING and not (word == "zin" and self._word(at + 1) == "van"):
            return False
        following = self.tokens.words[at + 1 : min(at + 6, self.high)]
        return any(CITED.fullmatch(each) for each in following)

    def _is_number(self, at: int) -> bool:
        if not self.low <= at < self.high:
            return False
        return self.tokens.kinds[at] is Kind.NUMBER or NUMBER_WORD.fullmatch(self._word(at)) is not None

    def _is_measure(self, at: int) -> bool:
        """Whether the number counts a measure, not things or years of life."""
        following = [self._word(at + step) for step in (0, 1, 2)]
        return any(word in PARTS or word in TIMES for word in following) or (
            self.kind == "tijd" and any(TIME.fullmatch(word) for word in following)
        )

    def _fits(self, at: int) -> bool:
        """Whether a measure of the right kind begins at a token."""
        word = self._word(at)
        if self.kind == "frequentie":
            if COUNTED.fullmatch(word) or RHYTHM.fullmatch(word):
                return True
            if word in ("elke", "iedere", "elk", "ieder", "per"):
                return TIME.fullmatch(self._word(at + 1)) is not None
            if word in PARTS - {"procent", "%", "‰", "promille", "percent"}:
                return True
            return self._is_number(at) and self._counts_times(at)
        if not self._is_number(at):
            return word in ("helft", "kwart", "driekwart", "tweederde", "eenderde") and self.kind != "tijd"
        if self.kind == "tijd":
            following = [self._word(at + step) for step in (1, 2, 3)]
            year = self.tokens.words[at].isdigit() and len(self.tokens.words[at]) == 4
            date = regex.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", self.tokens.words[at]) is not None
            return year or date or any(TIME.fullmatch(each) for each in following)
        return True

    def _counts_times(self, at: int) -> bool:
        following = [self._word(at + step) for step in range(1, 5)]
        if any(each in TIMES or each in PARTS for each in following[:2]):
            return True
        regular = self._word(at - 1) in ("elke", "iedere", "de") and TIME.fullmatch(following[0]) is not None
        return regular or "per" in following

    def _joined(self, between: Sequence[int], *, explained: bool) -> bool:
        """Whether only words that lead to a measure stand between the word, its noun, and the number."""
        words = [self._word(at) for at in between]
        if any(word in CLAUSE and word != "dat" for word in words):
            return self._own_clause(words)
        if not explained and words[-1:] == ["in"] and self.kind != "frequentie":
            return False
        leading = [word in LEADING or MEASURE_NOUNS.fullmatch(word) is not None for word in words]
        if explained:
            return all(leading)
        nouns = 0
        while nouns < len(words) and words[nouns] not in LEADING:
            nouns += 1
        return nouns <= 3 and all(leading[nouns:]) and nouns < len(words)

    @staticmethod
    def _own_clause(words: Sequence[str]) -> bool:
        """``periode die ten hoogste drie dagen duurt``: the clause of the noun itself, with its measure at once."""
        opened = next(at for at, word in enumerate(words) if word in CLAUSE)
        return opened <= 2 and all(word in LEADING for word in words[opened + 1 :])
