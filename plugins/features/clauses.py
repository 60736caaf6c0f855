"""Subordinate clauses: relative, with a conjunction, with an infinitive; how they nest, and the noun each belongs to.

A Dutch subordinate clause begins at its marker and holds its verb at the end. Decided over the parts of the tokens: a
clause is open until its verb has been seen and something else begins, so that ``molen die, als het waait, draait`` has
one clause in another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import Span
from engine.truth import OPEN
from plugins.features.catalog import REGISTRY
from plugins.features.nouns import Gender
from plugins.features.phrases import PLURAL, SINGULAR, Phrase
from plugins.features.syntax import NOMINAL, SUBORDINATORS, Part, Syntax, syntax_of

if TYPE_CHECKING:
    from engine.features.view import View

PREPOSITION_INFINITIVES: Final = frozenset({"om", "door", "zonder", "na", "alvorens", "teneinde", "in plaats van"})
REFERENCES: Final = frozenset(
    {"bedoeld", "genoemd", "vermeld", "omschreven", "aangegeven", "gedefinieerd", "opgenomen", "beschreven"}
)
"""After ``als`` and ``zoals``: a reference, not a clause."""
AS_ROLE: Final = frozenset(
    {"als", "zoals", "dan", "nu", "al", "daar", "naargelang", "behalve", "sinds", "sedert", "toen"}
)
"""Markers of a clause only where a finite verb follows in the same segment."""
CONTENT_NOUNS: Final = frozenset(
    """
    feit bewijs bericht vermoeden oordeel gevoel idee besluit risico gevaar gevolg voordeel nadeel beginsel principe
    voorschrift gebod verbod voorstel verzoek inzicht geloof standpunt argument verwijt criterium uitgangspunt kenmerk
    signaal teken
    """.split()
)
"""``het`` nouns that may have a clause with ``dat`` for their content."""
APPOSITIONS: Final = frozenset({"zijnde", "uitgezonderd", "behalve", "behoudens", "noch"})
APPOSITION_PAIRS: Final = frozenset(
    {("niet", "zijnde"), ("geen", "zijnde"), ("anders", "dan"), ("met", "uitzondering")}
)
FREE_RELATIVES: Final = frozenset({"wat", "wie", "hetgeen"})
"""Relative words that need no noun before them."""
NEAR: Final = 12
"""The noun of a relative clause is one of the last so many before it."""
BASES: Final = frozenset({"basis", "grond", "hand", "voet", "kracht", "gevolge", "behoeve", "aanzien"})
"""``op basis waarvan``: part of a preposition, not the noun of the clause."""
VERBAL: Final = frozenset({Part.VERB, Part.INF, Part.PARTICIPLE})


class ClauseKind(StrEnum):
    """How a subordinate clause is tied to its sentence."""

    RELATIVE = "relative"
    CONJUNCTION = "conjunction"
    INFINITIVE = "infinitive"


@dataclass(slots=True)
class Clause:
    """Tokens ``start:end`` with the marker at ``marker``; ``depth`` 2 stands inside one of depth 1."""

    kind: ClauseKind
    start: int
    marker: int
    end: int
    depth: int
    verb: int | None = None
    sure: bool = True

    def holds(self, at: int) -> bool:
        """Whether a token lies inside."""
        return self.start <= at < self.end


def subordinate(syntax: Syntax) -> list[Clause]:
    """The subordinate clauses of the body, in the order of their markers; read once, so not to be changed."""
    return syntax.once("subordinate", _ClauseReader(syntax).read)


class _ClauseReader:
    """One pass from left to right with a stack of clauses that are still open."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.found: list[Clause] = []
        self.open: list[Clause] = []

    def read(self) -> list[Clause]:
        syntax = self.syntax
        at = syntax.first
        while at < syntax.last:
            marked = self._marker(at)
            if marked is not None:
                self._begin(*marked)
                at = marked[2] + 1
                continue
            if syntax.word(at) in (";", ".", ":") or (self.open and self._apposition(at)):
                self._close(at)
            elif self.open and syntax.is_(at, *VERBAL) and self._is_verb(at):
                self._verb(at)
            elif self.open and self._interrupts(at):
                self._pop(at)
            at += 1
        self._close(syntax.last)
        return self.found

    def _marker(self, at: int) -> tuple[ClauseKind, int, int, bool] | None:
        """Kind, first token, marker and certainty of a clause that begins here."""
        syntax = self.syntax
        part, word = syntax.part(at), syntax.word(at)
        if part is Part.REL:
            start = at - 1 if syntax.is_(at - 1, Part.ADP) and at - 1 > syntax.first else at
            return ClauseKind.RELATIVE, start, at, syntax.sure[at] or self._sure_relative(start, word)
        if part is Part.SCONJ or word in SUBORDINATORS:
            if word in AS_ROLE and (self._is_role(at) or not self._finite_follows(at)):
                return None
            return ClauseKind.CONJUNCTION, at, at, syntax.sure[at] or word in SUBORDINATORS or word == "dat"
        if part is Part.ADP and word in PREPOSITION_INFINITIVES:
            place = self._infinitive(at)
            if place is not None:
                return ClauseKind.INFINITIVE, at, at, True
        return None

    def _sure_relative(self, start: int, word: str) -> bool:
        """``dat`` is relative after any noun but one that has a ``dat`` of its own: ``het feit dat``."""
        if word != "dat":
            return word in ("die", "wie", "welke", "wier", "wiens") or word.startswith("waar")
        return self.syntax.is_(start - 1, *NOMINAL) and self.syntax.lemmas(start - 1).isdisjoint(CONTENT_NOUNS)

    def _is_role(self, at: int) -> bool:
        """``als brandstof dient``: a role, in a clause that waits for its verb; ``als bedoeld``: a reference."""
        waiting = bool(self.open) and self.open[-1].verb is None
        return self.syntax.word(at + 1) in REFERENCES or (waiting and self.syntax.word(at - 1) != ",")

    def _finite_follows(self, at: int) -> bool:
        syntax = self.syntax
        end = syntax.segment_end(at + 1, ",.;:()")
        return any(syntax.is_(place, Part.VERB) for place in range(at + 2, end))

    def _infinitive(self, at: int) -> int | None:
        """The ``te`` of an infinitive that goes with ``om``, ``door`` or ``zonder`` here."""
        syntax = self.syntax
        end = syntax.segment_end(at + 1, ".;:")
        for place in range(at + 1, end - 1):
            if syntax.is_(place, Part.VERB, Part.REL):
                return None
            if syntax.word(place) == "te" and syntax.is_(place + 1, Part.INF):
                return place
        return None

    def _begin(self, kind: ClauseKind, start: int, marker: int, sure: bool) -> None:
        syntax = self.syntax
        before = start - 1
        if syntax.word(before) == ",":
            before -= 1
        if syntax.is_(start - 1, Part.CCONJ) or (syntax.word(start - 1) == "," and syntax.is_(start - 2, Part.CCONJ)):
            while self.open and self.open[-1].verb is not None:
                self._pop(start - 1)
                if self.found and self.open and self.open[-1].verb is None:
                    break
                if not self.open or self.open[-1].kind is not kind:
                    break
        clause = Clause(kind, start, marker, syntax.last, len(self.open) + 1, sure=sure)
        self.found.append(clause)
        self.open.append(clause)

    def _is_verb(self, at: int) -> bool:
        """Not a participle or infinitive before a noun."""
        if self.syntax.is_(at, Part.PARTICIPLE):
            return self.syntax.is_(at - 1, Part.VERB) or self.syntax.is_(at + 1, Part.VERB) or not self._attributive(at)
        return True

    def _attributive(self, at: int) -> bool:
        return self.syntax.is_(at + 1, *NOMINAL, Part.ADJ)

    def _verb(self, at: int) -> None:
        """A verb ends the innermost clause that has none; one more belongs to the clause around it."""
        top = self.open[-1]
        if top.kind is ClauseKind.INFINITIVE:
            if self.syntax.is_(at, Part.INF):
                top.verb = at
            elif top.verb is not None and self.syntax.is_(at, Part.VERB):
                self._pop(at)
                if self.open:
                    self._verb(at)
            return
        if top.verb is None or at == top.verb + 1 or not self.syntax.is_(at, Part.VERB):
            if self.syntax.is_(at, Part.VERB) or top.verb is not None:
                top.verb = at
            return
        if len(self.open) > 1 and self.open[-2].verb is None:
            self._pop(at)
            self._verb(at)
        else:
            top.verb = at

    def _apposition(self, at: int) -> bool:
        """``, niet zijnde``: after the verb of a clause this speaks of the noun before it again."""
        two = (self.syntax.word(at + 1), self.syntax.word(at + 2))
        return (
            self.syntax.word(at) == ","
            and (two[0] in APPOSITIONS or two in APPOSITION_PAIRS)
            and self.open[0].verb is not None
        )

    def _interrupts(self, at: int) -> bool:
        """Whether a comma closes the innermost clause: its verb has been seen, and a clause is around it."""
        return self.syntax.word(at) == "," and self.open[-1].verb is not None and len(self.open) > 1

    def _pop(self, end: int) -> None:
        self.open.pop().end = end

    def _close(self, end: int) -> None:
        while self.open:
            self._pop(end)


def noun_of(clause: Clause, phrases: Sequence[Phrase], syntax: Syntax) -> Phrase | None:
    """The noun that a relative clause belongs to: the nearest one before it that ``die`` or ``dat`` agrees with.

    ``over wat`` belongs to none: of a noun one says ``waarover``; nor does ``dat`` behind nouns with ``de`` only: it
    gives the content of one (``verklaring van een getuige dat``).
    """
    if clause.kind is not ClauseKind.RELATIVE:
        return None
    if syntax.word(clause.marker) == "wat" and clause.marker > clause.start:
        return None
    last = bisect_right(phrases, clause.start, key=lambda phrase: phrase.end)
    before = list(phrases[max(0, last - NEAR) : last])
    if syntax.word(clause.marker) in FREE_RELATIVES and not (
        before and before[-1].end in (clause.start, clause.start - 1)
    ):
        return None
    if (
        before
        and before[-1].end == clause.start
        and syntax.word(before[-1].head) in BASES
        and before[-1].determiner is None
    ):
        before = before[:-1]
    agreeing = [phrase for phrase in before if _agrees(syntax.word(clause.marker), phrase)]
    if not agreeing and syntax.word(clause.marker) == "dat":
        return None
    return next(reversed(agreeing or before), None)


def _agrees(marker: str, phrase: Phrase) -> bool:
    if marker == "dat":
        return phrase.number != PLURAL and phrase.gender is not Gender.COMMON
    return marker != "die" or phrase.number != SINGULAR or phrase.gender is not Gender.NEUTER


@REGISTRY.feature(
    "clauses",
    Type.SEARCH,
    text={
        "nl": "De bijzinnen: betrekkelijk (‘die’, ‘waarin’), met een voegwoord (‘omdat’) en met een infinitief (‘om "
        "… te’).",
        "en": "The subordinate clauses: relative (‘die’, ‘waarin’), with a conjunction (‘omdat’) and infinitival "
        "(‘om … te’).",
    },
    example="require count(clauses) <= config.bijzinnen",
    needs=(Need.MORPHOLOGY,),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Where a clause ends is told by its verb and the words after it, not by a parse. A clause without a "
    "marker is not seen.",
)
def clauses(view: View) -> Sequence[Span]:
    """The subordinate clauses, from marker to last token; one inside another also stands alone."""
    syntax = syntax_of(view)
    return [syntax.span(each.start, each.end, None if each.sure else OPEN) for each in subordinate(syntax)]


@REGISTRY.feature(
    "nesting",
    Type.NUMBER,
    text={
        "nl": "Hoe diep bijzinnen in elkaar zitten: 0 zonder bijzin, 1 met een bijzin, 2 met een bijzin daarbinnen.",
        "en": "How deep subordinate clauses nest: 0 without one, 1 with one, 2 with one inside it.",
    },
    example="require nesting <= config.diepte",
    needs=(Need.MORPHOLOGY,),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Counts clauses that are certain. See `clauses`.",
)
def nesting(view: View) -> int:
    """The depth of the deepest clause whose marker is sure."""
    return max((each.depth for each in subordinate(syntax_of(view)) if each.sure), default=0)
