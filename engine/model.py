"""The words everything else is said in: records, findings, outcomes, reports.

Immutable values only, so that one engine can serve all threads and a report can be kept, compared and
stored. Readers (``plugins.formats``) make them from files; ``engine.render`` turns them into JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as defaulted
from enum import StrEnum

EMPTY: Mapping[str, str] = {}


class Outcome(StrEnum):
    """What one rule says of one record (DESIGN §3)."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NOT_EVALUATED = "not_evaluated"
    NEEDS_JUDGEMENT = "needs_judgement"


class Severity(StrEnum):
    """How bad a finding is; ordered from worst to mildest by :attr:`rank`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for an info."""
        return list(Severity).index(self)


class Decision(StrEnum):
    """What the report says of the whole record (DESIGN §3)."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OPEN = "open"


class Category(StrEnum):
    """The ontological category of a term."""

    TYPE = "type"
    PROCES = "proces"
    RESULTAAT = "resultaat"
    EXEMPLAAR = "exemplaar"


class ReasonCode(StrEnum):
    """Why a rule or clause was not evaluated, or does not apply."""

    NO_CORPUS = "no_corpus"
    NO_CONTEXT = "no_context"
    NO_SOURCES = "no_sources"
    NO_SYNONYMS = "no_synonyms"
    NO_PREFERRED_TERM = "no_preferred_term"
    NO_CATEGORY = "no_category"
    NO_ANALYZER = "no_analyzer"
    OTHER_LANGUAGE = "other_language"
    NO_JUDGE = "no_judge"
    LIMIT = "limit"
    INTERNAL_ERROR = "internal_error"
    EMPTY_DEFINITION = "empty_definition"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason code with, where it helps, a detail a person can act on."""

    code: ReasonCode
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Where a term is used. ``None`` is unknown, an empty tuple is known to be empty."""

    organizational: tuple[str, ...] | None = None
    legal: tuple[str, ...] | None = None
    statutory: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A source record of a definition: any of title, citation and address."""

    title: str | None = None
    citation: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was read, so that annotations can point there. ``line`` counts from 1."""

    file: str | None = None
    line: int | None = None
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept inside a corpus. ``definitie`` is ``None`` for a concept without a definition."""

    begrip: str
    definitie: str | None = None
    id: str | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """The unit of input: a term with its definition. ``None`` is unknown; an empty value is known to be empty."""

    begrip: str
    definitie: str
    id: str | None = None
    category: Category | None = None
    context: Context | None = None
    sources: tuple[Source, ...] | None = None
    synonyms: tuple[str, ...] | None = None
    preferred_term: str | None = None
    known_abbreviations: tuple[str, ...] | None = None
    corpus: tuple[Entry, ...] | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement of ``field[start:end]`` of the record as given (code points) by ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One violated place.

    ``field`` is a JSON pointer into the record; ``start``/``end`` are half-open code points of that field as
    given, on grapheme boundaries, both ``None`` for a finding about the record; ``match`` is
    ``field[start:end]``. ``parts`` are labelled pieces, ``variables`` fill the message of the rule.
    """

    clause: str
    field: str
    start: int | None = None
    end: int | None = None
    match: str | None = None
    parts: Mapping[str, str] = defaulted(default_factory=lambda: EMPTY)
    variables: Mapping[str, str] = defaulted(default_factory=lambda: EMPTY)
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A clause that could not be judged, with the reason."""

    clause: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Judgement:
    """A question of a clause that a person or model has to answer, in the words of the rule."""

    clause: str
    question: str


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What one rule says of one record; ``pass`` without unjudged clauses is implied, never stored."""

    code: str
    outcome: Outcome
    reason: Reason | None = None
    unjudged: tuple[Unjudged, ...] = ()
    findings: tuple[Finding, ...] = ()
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A record with what is known of it: the rules that are still ``asked`` (codes), and what the others said."""

    definition: Definition
    asked: frozenset[str]
    outcomes: tuple[RuleOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off the score for one family of rules, in hundredths."""

    family: str
    hundredths: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the engine says of one record.

    ``outcomes`` holds only what is not a plain ``pass``; the rest is implied by the engine's plan.
    ``score`` is in hundredths (0..100), ``None`` where no score is defined (``--only``).
    """

    definition: Definition
    outcomes: tuple[RuleOutcome, ...]
    score: int | None
    coverage: tuple[int, int] | None
    decision: Decision | None
    deductions: tuple[Deduction, ...]
    corpus_revision: str | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the plan."""
        return tuple(finding for outcome in self.outcomes for finding in outcome.findings)
