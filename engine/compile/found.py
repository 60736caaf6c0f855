"""What a search found in one record: places, some only possible, and what could not be looked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.spans import Span, in_order, some
from engine.truth import Missing, Truth


@dataclass(slots=True, unsafe_hash=True)
class Found:
    """What a search found, and whether a part of it could not be looked for. Nobody changes it (see ``Span``)."""

    spans: tuple[Span, ...] = ()
    missing: Missing | None = None

    def some(self) -> Truth:
        """Whether there is a match, in three values."""
        truth = some(self.spans)
        return truth if truth is True or self.missing is None else self.missing

    def count(self) -> tuple[int, int]:
        """How many matches there are at least and at most."""
        certain = sum(1 for span in self.spans if span.unknown is None)
        return certain, len(self.spans)


NOTHING = Found()
"""Looked for, and not there."""


def union(parts: Iterable[Found]) -> Found:
    """Matches of several searches together: leftmost, longest, not overlapping within one field."""
    seen = list(parts)
    if len(seen) == 1:
        return seen[0]
    return joined(seen)


def joined(seen: Iterable[Found]) -> Found:
    """The union of what several searches found, of which some may not have been asked as they could find nothing."""
    spans: list[Span] = []
    missing: Missing | None = None
    for found in seen:
        spans += found.spans
        missing = missing or found.missing
    if not spans and missing is None:
        return NOTHING
    return Found(tuple(without_overlap(spans) if len(spans) > 1 else spans), missing)


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


class Edges:
    """Where many places begin and end, if they are in order and apart within one field."""

    def __init__(self, found: Found) -> None:
        self.found = found
        spans = found.spans
        self._field = spans[0].field
        self._starts, self._ends = [span.start for span in spans], [span.end for span in spans]
        apart = all(end <= start for end, start in zip(self._ends, self._starts[1:], strict=False))
        self._apart = apart and all(span.field == self._field for span in spans)

    def around(self, span: Span) -> Sequence[Span]:
        """The places that overlap a span; all of them where that cannot be told from the edges."""
        spans = self.found.spans
        if not self._apart or span.field != self._field:
            return spans
        return spans[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]
