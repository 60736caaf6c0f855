"""A place in one field of a record: what every search in the rule language yields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as defaulted

from engine.model import EMPTY
from engine.truth import Truth, Unknown

DEFINITIE = "/definitie"
BEGRIP = "/begrip"
NO_LABELS: Mapping[str, Span] = {}


@dataclass(init=False, slots=True, unsafe_hash=True)
class Span:
    """A half-open range of code points in the *normalised* text of one field.

    ``field`` is a JSON pointer (``/definitie``, ``/begrip``, ``/synonyms/0``, ``/sources/0/title``). ``unknown`` is
    ``None`` for a certain match, else why it is only possible. ``labels`` are the pieces named with ``as``,
    ``variables`` what a feature adds for messages. ``whole`` marks a finding about the field or record as a
    whole: it is reported without offsets.

    Nobody changes a span once it is made. It is not *frozen*, and has an ``__init__`` of its own, because a record
    makes so many of them that the four times as long that a frozen one takes to make is felt.
    """

    field: str
    start: int
    end: int
    unknown: Unknown | None
    labels: Mapping[str, Span] = defaulted(compare=False)
    variables: Mapping[str, str] = defaulted(compare=False)
    whole: bool

    def __init__(
        self,
        field: str,
        start: int,
        end: int,
        unknown: Unknown | None = None,
        labels: Mapping[str, Span] = NO_LABELS,
        variables: Mapping[str, str] = EMPTY,
        whole: bool = False,
    ) -> None:
        self.field = field
        self.start = start
        self.end = end
        self.unknown = unknown
        self.labels = labels
        self.variables = variables
        self.whole = whole

    @property
    def certain(self) -> bool:
        """Whether the match is certain."""
        return self.unknown is None

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies inside this span, in the same field."""
        return self.field == other.field and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the spans share at least one code point of the same field."""
        return self.field == other.field and self.start < other.end and other.start < self.end

    def but(self, unknown: Unknown | None) -> Span:
        """The same place, with another certainty."""
        return Span(self.field, self.start, self.end, unknown, self.labels, self.variables, self.whole)


Spans = Sequence[Span]


def in_order(spans: Iterable[Span]) -> list[Span]:
    """Sorted by field, then leftmost, then longest, then certain first."""
    return sorted(spans, key=lambda span: (span.field, span.start, -span.end, not span.certain))


def some(spans: Spans) -> Truth:
    """Whether there is a match: true for a certain one, unknown where there are only possible ones."""
    unknown: Unknown | None = None
    for span in spans:
        if span.unknown is None:
            return True
        unknown = unknown or span.unknown
    return False if unknown is None else unknown
