"""The state of judging one record: what was found, the budget of work, and its fields as patterns see them.

Compiled packs hold no run state; everything that changes while a record is judged lives here and is dropped after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from typing import NamedTuple

from engine.compile.found import Found
from engine.features.tokens import Kind, Tokens, tokenize
from engine.features.view import View
from engine.memo import Memo
from engine.model import ReasonCode
from engine.ports import Readings
from engine.spans import Span
from engine.truth import Missing, MissingInputError

MAX_STEPS = 5_000_000
"""Work budget of one record over all rules, in steps of pattern programs."""
STOPS = frozenset(",;:.()!?…\n") | {"..."}
"""Tokens that end a segment: a gap does not cross them (RULE-LANGUAGE, "Relations are adjacent")."""
COMPARING = frozenset({"dan", "als"})
"""Conjunctions that also compare (*meer dan*, *even groot als*): a gap may cross them."""
CLOSING = {",": frozenset({","}), "(": frozenset({")"})}


class Budget:
    """Steps that are left for one record."""

    def __init__(self, steps: int = MAX_STEPS) -> None:
        self.left = steps

    def charge(self, steps: int) -> None:
        """Take steps off; raises ``MissingInputError`` (``limit``) when there are none left."""
        self.left -= steps
        if self.left < 0:
            raise MissingInputError(ReasonCode.LIMIT, "werkbudget van het record is op")


class Scan(Memo):
    """Tokens ``low`` … ``high`` (half-open) of one field. Cheap to make; readings only where asked for."""

    def __init__(self, run: Run, region: Span) -> None:
        super().__init__()
        self.run = run
        self.view: View = run.view
        self.region = region
        self.field = region.field
        self.missing: Missing | None = None
        self.answers: dict[object, dict[int, bool | None]] = {}
        self.tokens: Tokens = run.view.tokens(region.field)
        self.low, self.high = self.tokens.covering(region.start, region.end)
        self.charge = run.budget.charge
        self._places = self._by_word()
        self._readings: tuple[Readings, ...] | None = None

    def lacks(self, words: frozenset[str]) -> bool:
        """Whether none of these words is in the region."""
        return words.isdisjoint(self._places)

    def places_of(self, words: frozenset[str]) -> list[int]:
        """The tokens of the region that are one of these words, as folded or as written, in order."""
        if words.isdisjoint(self._places):
            return []
        return sorted({index for word in words & self._places.keys() for index in self._places[word]})

    def _by_word(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        words, folded = self.tokens.words, self.tokens.folded
        for index in range(self.low, self.high):
            places.setdefault(folded[index], []).append(index)
            if words[index] is not folded[index] and words[index] != folded[index]:
                places.setdefault(words[index], []).append(index)
        return places

    def readings(self, index: int) -> Readings:
        """How the token can be read; empty where nothing is known (also without an analyzer)."""
        if self._readings is None:
            if self.view.analyzer is None:
                return ()
            self._readings = self.view.readings(self.field)
        return self._readings[index]

    def crossable(self, index: int) -> bool:
        """Whether a gap may cross this token: a word or sign inside a segment."""
        if self.tokens.words[index] in STOPS:
            return False
        readings = self.readings(index)
        return not readings or any(reading.tag != "SCONJ" or reading.lemma in COMPARING for reading in readings)

    def is_word(self, index: int) -> bool:
        """Whether the token counts for the reach of a gap."""
        return self.tokens.kinds[index] in (Kind.WORD, Kind.NUMBER)

    def insertion_end(self, index: int) -> int | None:
        """The token after an insertion (a pair of commas or brackets) that opens here; ``None`` if none does."""
        closing = CLOSING.get(self.tokens.words[index])
        if closing is None:
            return None
        for end in range(index + 1, self.high):
            word = self.tokens.words[end]
            if word in closing:
                return end + 1 if end > index + 1 else None
            if word in STOPS and not (word == "," and "(" not in closing and ")" in closing):
                return None
        return None

    def piece(self, span: Span) -> tuple[Scan, int, int]:
        """The tokens of a span: a range of this scan's, or of a scan of its own where it is a part of a token."""
        first, last = self.tokens.covering(span.start, span.end)
        aligned = first < last and (self.tokens.starts[first], self.tokens.ends[last - 1]) == (span.start, span.end)
        if aligned or span.start == span.end:
            return self, first, last
        part = copy(self)
        part.tokens = tokenize(self.view.text(span.field).text[span.start : span.end])
        part.detach()
        return part, part.low, part.high

    def detach(self) -> None:
        """Make this the scan of a piece of text: nothing is known of its words but their letters."""
        self.low, self.high = 0, len(self.tokens)
        self.answers, self._memo = {}, {}
        self._readings = ((),) * len(self.tokens)
        self._places = self._by_word()

    def span(self, start: int, end: int) -> Span:
        """The code points of tokens ``start`` … ``end`` (half-open)."""
        tokens = self.tokens
        if start >= end:
            place = tokens.starts[start] if start < len(tokens) else (tokens.ends[-1] if len(tokens) else 0)
            return Span(self.field, place, place)
        return Span(self.field, tokens.starts[start], tokens.ends[end - 1])


class Comparison(NamedTuple):
    """The two sides of a comparison that was certainly false, for ``{found}`` and ``{expected}``."""

    found: str
    expected: str


class Run(Memo):
    """One record being judged."""

    def __init__(self, view: View, budget: Budget | None = None) -> None:
        super().__init__()
        self.view = view
        self.budget = budget or Budget()
        self.comparison: Comparison | None = None

    def scan(self, region: Span | None) -> Scan:
        """The region as a pattern sees it; the body of the definition where none is given."""
        place = region if region is not None else self.view.body
        return self.once(("scan", place.field, place.start, place.end), lambda: Scan(self, place))

    def search(self, look: Callable[[], Iterable[Span]]) -> Found:
        """Run a search; an input that is not there becomes part of the answer."""
        try:
            return Found(tuple(look()))
        except MissingInputError as error:
            return Found((), error.missing)
