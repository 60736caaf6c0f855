"""The filter: which clauses of which rules can matter to a record, from one look at each of its words.

Every part of a ``forbid`` (``forbid a or b`` has two) with a trigger is entered under its rarest mark. A word of the
text leads to the parts that it may start; their other marks are compared, and what remains is a candidate. Parts whose
words are not said cost nothing, however many there are. A dictionary of words does this faster than a multi-pattern
automaton over the letters, because the words are there anyway (docs/decisions/0010-matcher.md).
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.compile.regexparts import REMEMBERED, Shape
from engine.compile.said import Said, Trigger, silent

Place = tuple[int, int, int]
"""A part of a clause of a rule, by their positions."""
Candidates = dict[int, dict[int, list[int]]]
"""Parts by clause by rule."""


class Sieve:
    """Triggers of all parts of a plan, by word. Immutable once built; it only remembers what shapes fit."""

    def __init__(self, parts: Iterable[tuple[Place, Trigger]]) -> None:
        """Enter parts; those without a trigger are no business of the filter."""
        self._parts: list[tuple[Place, Trigger]] = []
        self._by_word: dict[str, tuple[int, ...]] = {}
        self._by_shape: dict[Shape, tuple[int, ...]] = {}
        self._by_piece: dict[str, tuple[int, ...]] = {}
        self._by_run: dict[str, tuple[int, ...]] = {}
        for place, trigger in parts:
            if trigger:
                self._enter(place, trigger)

    def _enter(self, place: Place, trigger: Trigger) -> None:
        key = min(trigger, key=lambda mark: mark.weight)
        number = len(self._parts)
        self._parts.append((place, tuple(mark for mark in trigger if mark is not key)))
        for word in key.words:
            self._by_word[word] = (*self._by_word.get(word, ()), number)
        for shape in key.shapes:
            self._by_shape[shape] = (*self._by_shape.get(shape, ()), number)
        for piece in key.pieces:
            self._by_piece[piece] = (*self._by_piece.get(piece, ()), number)

    def _of_run(self, run: str) -> tuple[int, ...]:
        """The parts whose shape fits a run of letters; remembered, as texts share most of their words."""
        found = tuple(number for shape, entered in self._by_shape.items() if shape.fits(run) for number in entered)
        if len(self._by_run) >= REMEMBERED:
            self._by_run.clear()
        self._by_run[run] = found
        return found

    def candidates(self, said: Said) -> Candidates:
        """The parts that can match a record that says this."""
        by_word = self._by_word
        numbers: set[int] = set()
        for word in said.words:
            found = by_word.get(word)
            if found is not None:
                numbers.update(found)
        if self._by_shape:
            for run in said.runs:
                found = self._by_run.get(run)
                numbers.update(self._of_run(run) if found is None else found)
        for piece, entered in self._by_piece.items():
            if piece in said.text:
                numbers.update(entered)
        kept: Candidates = {}
        for number in sorted(numbers):
            (rule, clause, part), others = self._parts[number]
            if not (others and silent(others, said)):
                kept.setdefault(rule, {}).setdefault(clause, []).append(part)
        return kept
