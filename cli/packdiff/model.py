"""What a report on a change of a pack holds: what changed, and what that does to definitions. It is JSON as it stands.

Texts of findings are in the language of the report. Scores are in hundredths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FORMAT = 1
"""Raised when the shape of the JSON report changes."""


@dataclass(frozen=True, slots=True)
class PackSide:
    """One of the two packs: what was typed, and what it turned out to be."""

    given: str
    name: str
    version: str
    verdict_digest: str
    content_digest: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field that changed: a JSON pointer, and what it was and is."""

    path: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class RuleSide:
    """A rule as it changed. ``kind`` is ``added``, ``removed`` or ``changed``; ``digests`` are verdict and content."""

    code: str
    title: str
    kind: str
    severity: str
    verdict_changed: bool
    reused: bool
    moved_to: str | None
    step: str
    old_digests: tuple[str, str] | None
    new_digests: tuple[str, str] | None
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A lexicon that changed, with the rules that lean on it."""

    name: str
    kind: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    noted: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """A reason for a version step: its key in the table of steps, and what it is about."""

    step: str
    key: str
    subject: str


@dataclass(frozen=True, slots=True)
class Steps:
    """The version step that is asked for, the lowest version that says it, and whether the new version does."""

    asked: str
    lowest: str
    said: bool
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a rule finds."""

    clause: str
    message: str
    field: str
    start: int | None
    end: int | None
    match: str | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What changed in what one rule says of one definition.

    ``kind``: ``fails`` (newly), ``passes`` (no longer fails), ``elsewhere`` (fails at other places) or ``other``;
    ``before`` and ``after`` are outcomes, ``None`` where the rule does not run.
    """

    code: str
    kind: str
    before: str | None
    after: str | None
    gone: tuple[Place, ...]
    come: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """A definition of which something is judged otherwise."""

    id: str | None
    begrip: str
    definitie: str
    where: str
    decision_before: str | None
    decision_after: str | None
    score_before: int | None
    score_after: int | None
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class RuleImpact:
    """What a change does to one rule, counted in definitions."""

    code: str
    title: str
    severity: str
    fails: int
    passes: int
    elsewhere: int
    other: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Definitions of which the decision changed."""

    before: str | None
    after: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Scores:
    """How scores moved: how many rose and fell, and by how much the mean of all definitions did, in hundredths."""

    better: int
    worse: int
    mean: float


@dataclass(frozen=True, slots=True)
class Work:
    """Which rules were run, and how many times a rule judged a definition; ``whole``: in two whole runs."""

    run: tuple[str, ...]
    shared: int
    evaluations: int
    whole: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change does to some definitions. ``touched`` counts those touched, ``rows`` are the first of them."""

    files: tuple[str, ...]
    profile: str
    definitions: int
    unread: int
    touched: int
    decisions: tuple[Moved, ...]
    scores: Scores
    rules: tuple[RuleImpact, ...]
    work: Work
    rows: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class DiffReport:
    """The whole report."""

    format: int
    language: str
    old: PackSide
    new: PackSide
    verdict_changed: bool
    steps: Steps
    rules: tuple[RuleSide, ...]
    lexicons: tuple[Words, ...]
    fields: tuple[Field, ...]
    impact: Impact | None
