"""The state of judging one record: its view, what was already found, the budget, and what comparisons saw.

Compiled packs hold no run state; everything that changes while a record is judged lives here and is dropped after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from engine.compile.scan import Budget, Scan
from engine.features.view import View
from engine.spans import Span, in_order
from engine.truth import Missing, MissingInputError, Truth, Unknown

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and whether a part of it could not be looked for."""

    spans: tuple[Span, ...] = ()
    missing: Missing | None = None

    def some(self) -> Truth:
        """Whether there is a match, in three values."""
        unknown: Unknown | None = self.missing
        for span in self.spans:
            if span.unknown is None:
                return True
            unknown = unknown or span.unknown
        return False if unknown is None else unknown

    def count(self) -> tuple[int, int]:
        """How many matches there are at least and at most."""
        certain = sum(1 for span in self.spans if span.unknown is None)
        return certain, len(self.spans)


def union(parts: Iterable[Found]) -> Found:
    """Matches of several searches together: leftmost, longest, not overlapping within one field."""
    seen = list(parts)
    if len(seen) == 1:
        return seen[0]
    missing = next((found.missing for found in seen if found.missing is not None), None)
    return Found(tuple(without_overlap(span for found in seen for span in found.spans)), missing)


def without_overlap(spans: Iterable[Span]) -> list[Span]:
    """Leftmost, then longest; certain matches push aside possible ones they overlap."""
    ordered = in_order(spans)
    certain = _apart(span for span in ordered if span.certain)
    if len(certain) == len(ordered):
        return certain
    return in_order([*certain, *_apart(span for span in ordered if not span.certain and not touches(span, certain))])


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans that are in order, without those that overlap one before them."""
    kept: list[Span] = []
    for span in spans:
        if not kept or not (span.overlaps(kept[-1]) or span == kept[-1]):
            kept.append(span)
    return kept


def touches(span: Span, ordered: Sequence[Span]) -> bool:
    """Whether a span overlaps one of those, which are in order and apart."""
    place = bisect_right(ordered, (span.field, span.start), key=lambda other: (other.field, other.start))
    return any(span.overlaps(other) or span == other for other in ordered[max(0, place - 1) : place + 1])


class Comparison(NamedTuple):
    """The two sides of a comparison that was certainly false, for ``{found}`` and ``{expected}``."""

    found: str
    expected: str


class Run:
    """One record being judged."""

    def __init__(self, view: View, budget: Budget | None = None) -> None:
        self.view = view
        self.budget = budget or Budget()
        self.comparison: Comparison | None = None
        self._memo: dict[object, object] = {}

    def once(self, key: object, compute: Callable[[], Result]) -> Result:
        """Compute at most once for this record. ``key`` must name the computation and all it depends on."""
        if key not in self._memo:
            self._memo[key] = compute()
        return self._memo[key]  # type: ignore[return-value]

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
