"""The state of judging one record: what was found, the budget of work, and its fields as patterns see them.

Compiled packs hold no run state; everything that changes while a record is judged lives here and is dropped after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from engine.compile.found import NOTHING, Edges, Found
from engine.compile.regexparts import runs_of
from engine.compile.said import Said, is_foreign, said_of
from engine.features.tokens import Kind, Tokens, tokenize
from engine.features.view import View
from engine.memo import Memo
from engine.model import ReasonCode
from engine.ports import Readings
from engine.spans import DEFINITIE, Span
from engine.truth import Missing, MissingInputError

MAX_STEPS = 5_000_000
"""Work budget of one record over all rules, in steps of pattern programs."""
STOPS = frozenset(",;:.()!?…\n") | {"..."}
"""Tokens that end a segment: a gap does not cross them (RULE-LANGUAGE, "Relations are adjacent")."""
WORDLIKE = frozenset({Kind.WORD, Kind.NUMBER})
COMPARING = frozenset({"dan", "als"})
"""Conjunctions that also compare (*meer dan*, *even groot als*): a gap may cross them."""
GAP_WORD, GAP_SIGN = 1, 2
"""Sorts of tokens that a gap may cross: a word (which counts for its reach), a sign inside a segment."""
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
        self.narrow = run.narrow
        self.missing: Missing | None = None
        self.doubt = False
        """Raised by whatever answers *unknown*: a walk that raised it has to be made in possible mode too."""
        self.tokens: Tokens = run.view.tokens(region.field)
        self.low, self.high = self.tokens.covering(region.start, region.end)
        self.charge = run.budget.charge
        self._readings: tuple[Readings, ...] | None = None
        self._detached = False
        self._by_word: dict[str, list[int]] | None = None
        self._gaps: bytes | None = None

    def _places(self) -> dict[str, list[int]]:
        """Where each word stands, as folded and as written."""
        if self._by_word is not None:
            return self._by_word
        places: dict[str, list[int]] = {}
        words, folded = self.tokens.words, self.tokens.folded
        for index in range(self.low, self.high):
            places.setdefault(folded[index], []).append(index)
            if words[index] is not folded[index] and words[index] != folded[index]:
                places.setdefault(words[index], []).append(index)
        self._by_word = places
        return places

    def gaps(self) -> bytes:
        """For each token of the field, the sort of token that it is to a gap; 0 where a gap ends."""
        found = self._gaps
        if found is None:
            found = self._gaps = self._sorts() if self._detached else self.run.once(("gaps", self.field), self._sorts)
        return found

    def _sorts(self) -> bytes:
        return bytes(
            (GAP_WORD if kind in WORDLIKE else GAP_SIGN) if self.crossable(index) else 0
            for index, kind in enumerate(self.tokens.kinds)
        )

    def lacks(self, words: frozenset[str]) -> bool:
        """Whether none of these words is in the region."""
        return words.isdisjoint(self._places())

    def places_of(self, words: frozenset[str]) -> list[int]:
        """The tokens of the region that are one of these words, as folded or as written, in order."""
        found = [places for word, places in self._places().items() if word in words]
        if len(found) < 2:
            return found[0] if found else []
        return sorted({index for places in found for index in places})

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
        part = Scan(self.run, self.region)
        part.detach(tokenize(self.view.text(span.field).text[span.start : span.end]))
        return part, part.low, part.high

    def detach(self, tokens: Tokens) -> None:
        """Make this the scan of a piece of text: nothing is known of its words but their letters."""
        self.tokens, self.low, self.high = tokens, 0, len(tokens)
        self._readings, self._detached = ((),) * len(tokens), True

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
    """One record being judged. ``filtered``: whether what cannot match is left out before it is looked for."""

    def __init__(self, view: View, budget: Budget | None = None, *, filtered: bool = True) -> None:
        super().__init__()
        self.view = view
        self.budget = budget or Budget()
        self.comparison: Comparison | None = None
        self.edges: Edges | None = None
        """Those of the places that were last looked among."""
        self.said = said_of(view) if filtered else None
        """The words of the definition; ``None`` where nothing is filtered."""
        self.filtered = self.said is not None
        self.narrow = self.filtered or (self.said is None and is_foreign(view))
        """Whether a pattern may leave out places before it asks for readings that are not there."""
        self._scans: dict[tuple[str, int, int], Scan] = {}

    def scan(self, region: Span | None) -> Scan:
        """The region as a pattern sees it; the body of the definition where none is given."""
        place = region if region is not None else self.view.body
        key = (place.field, place.start, place.end)
        found = self._scans.get(key)
        if found is None:
            found = self._scans[key] = Scan(self, place)
        return found

    def end(self) -> None:
        """Let go of what points back here, so that nothing of a record waits for the garbage collector."""
        self._scans.clear()
        self.known.clear()

    def said_in(self, field: str) -> Said | None:
        """The words of a field; ``None`` where nothing is filtered, or where they cannot be had."""
        if self.said is None or field == DEFINITIE:
            return self.said
        found: Said | None = self.known.get(("said", field))
        if found is None:
            try:
                found = self.known["said", field] = Said(self.view, field)
            except MissingInputError:
                return None
        return found

    def runs(self, field: str) -> Sequence[str]:
        """The runs of letters and digits of a field."""
        return self.once(("runs", field), lambda: runs_of(self.view.text(field).text))

    def search(self, look: Callable[[Run, Span | None], Iterable[Span]], place: Span | None) -> Found:
        """Run a search for a match or in a region; an input that is not there becomes part of the answer."""
        try:
            spans = tuple(look(self, place))
        except MissingInputError as error:
            return Found((), error.missing)
        return Found(spans) if spans else NOTHING
