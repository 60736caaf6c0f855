"""What a quality report holds. Its JSON is these values, and its page, tables and plots are made of them alone.

``FORMAT`` names the shape: a report of another shape is not compared with, and that is said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

FORMAT: Final = "definitie-quality/1"
BINS: Final = 10
"""Columns of the distribution of scores below 1.00; 1.00 has a column of its own."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. ``field``, ``start`` and ``end`` as in a report of ``check``."""

    code: str
    clause: str
    severity: str
    message: str
    field: str
    start: int | None
    end: int | None
    match: str | None


@dataclass(frozen=True, slots=True)
class Open:
    """A rule that did not come to an answer, in whole, and why (a reason code)."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One definition with what was said of it. ``score`` is in hundredths, ``key`` tells it from all others."""

    key: str
    id: str | None
    begrip: str
    definitie: str
    scheme: str
    collections: tuple[str, ...]
    owners: tuple[str, ...]
    contexts: tuple[str, ...]
    file: str | None
    line: int | None
    score: int | None
    decision: str | None
    coverage: float | None
    findings: tuple[Found, ...]
    open: tuple[Open, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What some definitions add up to. Scores in hundredths; ``histogram`` has ``BINS`` columns and one for 1.00."""

    definitions: int
    with_findings: int
    findings: int
    accepted: int
    rejected: int
    open: int
    mean: float | None
    median: float | None
    lowest: int | None
    coverage: float | None
    histogram: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A finding shown with its definition."""

    begrip: str
    definitie: str
    message: str
    start: int | None
    end: int | None
    where: str


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """One rule over all definitions: its findings, how many definitions have one, and some of them."""

    code: str
    title: str
    severity: str
    theme: str
    findings: int
    definitions: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Why something was not evaluated or asks for judgement: rules with the number of definitions, most first."""

    reason: str
    text: str
    hint: str
    rules: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Definitions that belong together. ``kind`` is ``scheme``, ``collection``, ``owner`` or ``context``."""

    kind: str
    name: str
    figures: Figures
    most: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One definition at two dates. ``kind``: ``better``, ``worse``, ``new``, ``gone`` or ``other`` (equal score)."""

    kind: str
    key: str
    begrip: str
    before: int | None
    after: int | None
    decision_before: str | None
    decision_after: str | None
    rewritten: bool
    solved: tuple[str, ...]
    arisen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """The findings of one rule at two dates."""

    code: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed since another report; ``same_rules`` tells whether both were made with the same packs."""

    name: str
    made: str | None
    same_rules: bool
    before: Figures
    better: int
    worse: int
    new: int
    gone: int
    other: int
    same: int
    changes: tuple[Change, ...]
    rules: tuple[RuleChange, ...]


@dataclass(frozen=True, slots=True)
class PackUsed:
    """A pack that judged, with the digests that tell whether another report can be compared."""

    name: str
    version: str
    verdict_digest: str
    content_digest: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read, with the digest of its bytes; ``None`` for a stream or what could not be read."""

    name: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Stamp:
    """When and by what a report was made: all in which two reports of the same input may differ."""

    made: str
    program: str


@dataclass(frozen=True, slots=True)
class QualityReport:
    """A whole report. ``notes`` are what its reader has to know, in the report's language."""

    format: str
    stamp: Stamp
    language: str
    title: str
    profile: str
    packs: tuple[PackUsed, ...]
    files: tuple[FileRead, ...]
    notes: tuple[str, ...]
    figures: Figures
    undefined: tuple[str, ...]
    rules: tuple[RuleFigures, ...]
    unjudged: tuple[Unjudged, ...]
    groups: tuple[Group, ...]
    comparison: Comparison | None
    definitions: tuple[Row, ...] = field(default=())
