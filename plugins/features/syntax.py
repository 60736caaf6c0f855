"""One reading of every token of a definition, for features that see phrases and clauses.

An analyzer may leave a word open. Phrases can still be seen where the words around it leave one sensible reading;
``sure`` says whether that reading was the analyzer's own. Features that object are certain only where it matters not or
is sure.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from engine.features.tokens import Tokens
from engine.memo import Memo
from engine.spans import DEFINITIE, Span
from engine.truth import Unknown
from plugins.features.choosing import BEFORE_NOUN, NOMINAL, SUBORDINATORS, Chooser, Part
from plugins.features.remembered import of_reading

if TYPE_CHECKING:
    from engine.features.view import View
from engine.ports import Readings

LOOK: Final = 150
"""Tokens that are looked through for the end of a segment, so that the work grows with the text alone."""

__all__ = ["BEFORE_NOUN", "NOMINAL", "SUBORDINATORS", "Part", "Syntax", "syntax_of"]

NOWHERE: Final = frozenset({""})
"""Forms of what stands outside the text."""


class Read:
    """A word in lower case as it was read: its lemmas and forms, worked out once for all texts that hold it so."""

    __slots__ = ("_lemmas", "forms", "readings", "word")

    def __init__(self, word: str, readings: Readings) -> None:
        self.word, self.readings = word, readings
        self._lemmas: dict[str, frozenset[str]] = {}
        self.forms = self.lemmas("") | {word, word.removesuffix("e")}

    def lemmas(self, tag: str) -> frozenset[str]:
        """The lemmas it may have of one tag (empty: of any), its own spelling where nothing is known."""
        known = self._lemmas.get(tag)
        if known is None:
            found = {reading.lemma.lower() for reading in self.readings if not tag or reading.tag == tag}
            known = self._lemmas[tag] = frozenset(found or {self.word})
        return known


_read: Final = of_reading(Read)


class Syntax(Memo):
    """The tokens of a definition with one part each; ``first:last`` are those of the body."""

    def __init__(self, view: View) -> None:
        """Read the definition of ``view``; ``MissingInputError`` without an analyzer."""
        super().__init__()
        self.tokens: Tokens = view.tokens(DEFINITIE)
        self.readings: tuple[Readings, ...] = view.readings(DEFINITIE)
        self.text: str = view.text(DEFINITIE).text
        self.first, self.last = self.tokens.covering(view.body.start, view.body.end)
        self.words: tuple[str, ...] = tuple([word.lower() for word in self.tokens.words])
        self._size = len(self.words)
        chooser = Chooser(self.tokens, self.words, self.readings, self.first)
        self.parts: list[Part] = chooser.parts
        self._may = chooser.may
        self.sure: list[bool] = [len(may) == 1 for may in chooser.may]
        self._lemmas: dict[tuple[int, str], frozenset[str]] = {}
        self._forms: dict[int, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def word(self, at: int) -> str:
        """The word at a place in lower case; empty outside the text."""
        return self.words[at] if 0 <= at < self._size else ""

    def part(self, at: int) -> Part:
        """The part of a token; punctuation outside the text."""
        return self.parts[at] if 0 <= at < self._size else Part.PUNCT

    def is_(self, at: int, *parts: Part) -> bool:
        """Whether the token is one of ``parts``."""
        return (self.parts[at] if 0 <= at < self._size else Part.PUNCT) in parts

    def may(self, at: int, *parts: Part) -> bool:
        """Whether the analyzer leaves one of ``parts`` possible, or knows nothing of the word."""
        if not 0 <= at < len(self.words):
            return False
        found = self._may[at]
        return not found or not found.isdisjoint(parts)

    def has(self, at: int, tag: str, mark: str) -> bool:
        """Whether some reading has this tag and mark; not outside the text."""
        found = self.readings[at] if 0 <= at < len(self.words) else ()
        return any(reading.tag == tag and mark in reading.marks for reading in found)

    def firm(self, at: int) -> bool:
        """Whether a noun is certain: for the analyzer, or by the word before it."""
        if self.sure[at] or at == self.first:
            return True
        if not self.readings[at]:
            return False
        before = self.part(at - 1)
        return before in (Part.DET, Part.POSS, Part.NUM) or (
            before in (Part.ADP, Part.ADJ, Part.PARTICIPLE) and (before is Part.ADP or self.word(at - 1).endswith("e"))
        )

    def lemmas(self, at: int, tag: str = "") -> frozenset[str]:
        """Lemmas the token may have (of one tag); its own spelling where nothing is known, nothing outside the text."""
        if not 0 <= at < len(self.words):
            return frozenset()
        known = self._lemmas.get((at, tag))
        if known is None:
            known = self._lemmas[at, tag] = _read(self.words[at], self.readings[at]).lemmas(tag)
        return known

    def forms(self, at: int) -> frozenset[str]:
        """Lemmas, spelling, and the spelling without the ending of an attribute (``verplichte``)."""
        known = self._forms.get(at)
        if known is None:
            inside = 0 <= at < len(self.words)
            known = self._forms[at] = _read(self.words[at], self.readings[at]).forms if inside else NOWHERE
        return known

    @cached_property
    def said(self) -> frozenset[str]:
        """All forms of all words of the body: what is not among them need not be looked for."""
        return frozenset[str]().union(*map(self.forms, range(self.first, self.last)))

    def span(self, start: int, end: int, unknown: Unknown | None = None) -> Span:
        """The place of the tokens ``start:end``."""
        return Span(DEFINITIE, self.tokens.starts[start], self.tokens.ends[end - 1], unknown)

    def place(self, span: Span) -> tuple[int, int]:
        """The tokens that lie in a span of the definition."""
        return self.tokens.covering(span.start, span.end)

    def segment_end(self, at: int, marks: Iterable[str] = ".;:()") -> int:
        """The first token from ``at`` on that is one of ``marks``, or the end of the body; at most ``LOOK`` on."""
        stops = frozenset(marks)
        end = min(self.last, at + LOOK)
        return next((place for place in range(at, end) if self.words[place] in stops), max(at, end))


def syntax_of(view: View) -> Syntax:
    """The syntax of a record's definition, read once; ``MissingInputError`` without an analyzer."""
    return view.once("syntax", lambda: Syntax(view))
