"""What compiled parts are, and what the compilers of patterns and relations ask of the compiler of searches.

Searches hold patterns and relations, and those hold searches again; this page keeps the three modules apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from engine.compile.found import Found
from engine.compile.run import Run
from engine.compile.triggers import Triggers
from engine.compile.words import WordTable
from engine.language import tree
from engine.ports import Analyzer
from engine.spans import Span
from engine.truth import Truth

Search = Callable[[Run, "Span | None", "Span | None"], Found]
"""Places for one record, a region (``None``: the body, or where a feature says) and the match at hand (for labels)."""
Relate = Callable[[Run, Span, "Span | None"], Truth]
"""Whether a relation holds for a place, given the match at hand."""


class Searches(Protocol):
    """The compiler of searches, as far as patterns and relations need it."""

    @property
    def selectors(self) -> Mapping[str, tree.Expression]: ...
    @property
    def analyzer(self) -> Analyzer | None: ...
    @property
    def triggers(self) -> Triggers: ...
    @property
    def watching(self) -> bool: ...

    def search(self, expression: tree.Expression) -> Search:
        """The search that an expression stands for."""
        ...

    def sequence(self, sequence: tree.Sequence) -> Search:
        """The search that a sequence stands for."""
        ...

    def lexicon(self, atom: tree.AnyOf) -> WordTable | None:
        """The table of a lexicon, ``None`` for a list given with the record."""
        ...

    def words(self, atom: tree.AnyOf) -> Callable[[Run], WordTable]:
        """The table of a list given with the record."""
        ...
