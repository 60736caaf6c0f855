"""What a record says, as far as the filter asks: the words of its definition, and its runs of letters and digits.

A *mark* is something that must be in a text before a search can match there: one of some words, or a run of letters
and digits that a regular expression fits. The filter compares marks with what is said, and proposes nothing more than
candidates: boundaries, order and readings are for the searches themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.compile.regexparts import Shape, runs_of
from engine.features.sameness import FUNCTION_WORDS
from engine.features.view import View
from engine.spans import DEFINITIE
from engine.truth import MissingInputError


class Said:
    """The words of a whole field, of the definition with its lead-in. ``MissingInputError`` over the work budget."""

    def __init__(self, view: View, field: str = DEFINITIE) -> None:
        self._view, self._field = view, field
        tokens = view.tokens(field)
        self.text = view.text(field).text
        self.words: frozenset[str] = frozenset(tokens.folded).union(tokens.words)
        """As folded and as written."""
        self._runs: frozenset[str] | None = None

    @property
    def runs(self) -> frozenset[str]:
        """Runs of letters and digits, as written, in the whole text and in the body."""
        if self._runs is None:
            self._runs = self._read_runs()
        return self._runs

    def _read_runs(self) -> frozenset[str]:
        text, start = self.text, self._view.body.start if self._field == DEFINITIE else 0
        runs = frozenset(runs_of(text)).union(runs_of(text, start) if start else ())
        # A token never begins or ends within a run, but beside an underscore.
        return runs.union(runs_of(" ".join(self._view.tokens(self._field).words))) if "_" in text else runs


def said_of(view: View) -> Said | None:
    """What a record says. ``None`` where its tokens or readings cannot be had: searches tell what is missing."""
    try:
        said = Said(view)
        return said if view.body.start >= 0 and view.other_language is None else None
    except MissingInputError:
        return None


def is_foreign(view: View) -> bool:
    """Whether the definition is in another language than the analyzer's: then it has no readings."""
    try:
        return view.other_language is not None
    except MissingInputError:
        return False


@dataclass(frozen=True, slots=True)
class Mark:
    """One of these words, a run that one of these shapes fits, or one of these pieces is in every text with a match."""

    words: frozenset[str] = frozenset()
    shapes: tuple[Shape, ...] = ()
    pieces: tuple[str, ...] = ()

    def absent(self, said: Said) -> bool:
        """Whether nothing of it is said: then there is no match."""
        if not said.words.isdisjoint(self.words):
            return False
        if self.shapes and not all(shape.absent(said.runs) for shape in self.shapes):
            return False
        return not self.pieces or not any(piece in said.text for piece in self.pieces)

    @property
    def weight(self) -> float:
        """How often it may be expected in a text, for choosing between marks: short words are frequent words."""
        words = sum(1.0 if word in FUNCTION_WORDS else float(3 ** -len(word)) for word in self.words)
        return words + 0.05 * len(self.shapes) + sum(float(3 ** -len(piece)) for piece in self.pieces)


Trigger = tuple[Mark, ...]
"""Marks that must all be said. Empty: nothing is known to be necessary."""


def silent(trigger: Trigger, said: Said) -> bool:
    """Whether a mark of the trigger is absent."""
    words = said.words
    for mark in trigger:
        if words.isdisjoint(mark.words) and (not (mark.shapes or mark.pieces) or mark.absent(said)):
            return True
    return False


def either(triggers: Iterable[Trigger]) -> Trigger:
    """What is necessary for a match of one of several: their rarest marks together."""
    seen = list(triggers)
    if not seen or not all(seen):
        return ()
    if len(seen) == 1:
        return seen[0]
    rarest = [min(trigger, key=lambda mark: mark.weight) for trigger in seen]
    words = frozenset[str]().union(*(mark.words for mark in rarest))
    shapes = dict.fromkeys(shape for mark in rarest for shape in mark.shapes)
    pieces = dict.fromkeys(piece for mark in rarest for piece in mark.pieces)
    return (Mark(words, tuple(shapes), tuple(pieces)),)
