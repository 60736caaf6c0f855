"""From a clause to a closure that judges one record: what it fired on, what it could not judge, what it asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from engine.compile.asking import Search
from engine.compile.conditions import Condition, ConditionCompiler
from engine.compile.run import Comparison, Run
from engine.compile.searches import SearchCompiler
from engine.language import tree
from engine.language.environment import single_atom, unwrap
from engine.model import EMPTY, ReasonCode
from engine.spans import Span
from engine.truth import Missing, MissingInputError, Open, Truth, Unknown, all_of, any_of, negate


class Verdict(StrEnum):
    """What became of one clause."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"
    ASKS = "asks"
    MISSING = "missing"
    NO_PART = "no part"


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """The verdict of one clause, with the places it fired on and what comparisons saw."""

    verdict: Verdict
    spans: tuple[Span, ...] = ()
    missing: Missing | None = None
    question: str | None = None
    comparison: Comparison | None = None


MAX_MATCHES = 2_000
"""Most places that a ``forbid`` looks at in one record; beyond that it is not evaluated (``limit``)."""
NO_PART = ClauseResult(Verdict.NO_PART)
HOLDS = ClauseResult(Verdict.HOLDS)
Judge = Callable[[Run], ClauseResult]


class ClauseCompiler:
    """Compiles clauses. ``field`` is what a finding without a place is about."""

    def __init__(self, searches: SearchCompiler, field: str) -> None:
        self.searches = searches
        self.conditions = ConditionCompiler(searches)
        self.field = field

    def gate(self, clause: tree.Clause) -> Condition:
        """The condition of ``applies when``."""
        if clause.subject is None:
            raise TypeError("applies when without a condition")
        return self.conditions.condition(clause.subject)

    def clause(self, clause: tree.Clause) -> Judge:
        """The closure of any other clause."""
        judge = self._verb(clause)
        if clause.guard is None:
            return judge
        guard = self.conditions.condition(clause.guard)

        def guarded(run: Run) -> ClauseResult:
            truth = guard(run, None)
            if isinstance(truth, Missing):
                return ClauseResult(Verdict.MISSING, missing=truth)
            return judge(run) if truth is True else NO_PART

        return guarded

    def _verb(self, clause: tree.Clause) -> Judge:
        if clause.verb == "judge" or clause.subject is None:
            asks = ClauseResult(Verdict.ASKS, question=clause.question)
            return lambda _run: asks
        unless = self._suffixes(clause, "unless")
        question = next((suffix.question for suffix in clause.suffixes if suffix.kind == "else judge"), None)
        at = next((s.expression for s in clause.suffixes if s.kind == "at" and s.expression is not None), None)
        point = self.searches.search(at) if at is not None else None
        if clause.verb == "forbid":
            search = self.searches.search(clause.subject)
            return _forbid(search, self._suffixes(clause, "where"), unless, point, question)
        point = point or self._about(clause.subject)
        return _require(self.conditions.condition(clause.subject), unless, point, question, self.field)

    def _suffixes(self, clause: tree.Clause, kind: str) -> list[Condition]:
        found = [suffix.expression for suffix in clause.suffixes if suffix.kind == kind]
        return [self.conditions.condition(expression) for expression in found if expression is not None]

    def _about(self, subject: tree.Expression) -> Search | None:
        """The word that a requirement is about: the left side of ``is``, or of a comparison of words."""
        inner = unwrap(subject)
        if not isinstance(inner, tree.Is | tree.Compare):
            return None
        atom = single_atom(inner.left)
        if not isinstance(atom, tree.Name | tree.Call):
            return None
        kind = self.conditions.values.type_of(atom)
        return self.searches.search(inner.left) if kind is not None and kind in ("search", "word") else None


def _worst(current: Unknown | None, truth: Truth) -> Unknown | None:
    if isinstance(truth, bool) or isinstance(current, Missing):
        return current
    return truth


def _undecided(unknown: Unknown | None, question: str | None) -> ClauseResult:
    if isinstance(unknown, Missing):
        return ClauseResult(Verdict.MISSING, missing=unknown)
    if isinstance(unknown, Open):
        return ClauseResult(Verdict.OPEN if question is None else Verdict.ASKS, question=question)
    return HOLDS


def _forbid(
    search: Search, where: list[Condition], unless: list[Condition], point: Search | None, question: str | None
) -> Judge:
    def judge(run: Run) -> ClauseResult:
        found = search(run, None, None)
        if len(found.spans) > MAX_MATCHES:
            raise MissingInputError(ReasonCode.LIMIT, f"{len(found.spans)} > {MAX_MATCHES} vindplaatsen")
        fired: list[Span] = []
        unknown: Unknown | None = found.missing
        for span in found.spans:
            certain: Truth = True if span.unknown is None else span.unknown
            excused = negate(any_of([condition(run, span) for condition in unless]))
            truth = all_of([certain, *(condition(run, span) for condition in where), excused])
            if truth is True:
                fired.append(_pointed(run, span, point))
            unknown = _worst(unknown, truth)
        return ClauseResult(Verdict.FAILS, tuple(fired)) if fired else _undecided(unknown, question)

    return judge


def _pointed(run: Run, span: Span, point: Search | None) -> Span:
    if point is None:
        return span
    places = point(run, None, span).spans
    return (
        replace(places[0], labels=span.labels, variables={**span.variables, **places[0].variables}) if places else span
    )


def _require(
    condition: Condition, unless: list[Condition], point: Search | None, question: str | None, field: str
) -> Judge:
    def judge(run: Run) -> ClauseResult:
        run.comparison = None
        held = condition(run, None)
        comparison, run.comparison = run.comparison, None
        truth = negate(held)
        if truth is not False:
            truth = all_of([truth, negate(any_of([excuse(run, None) for excuse in unless]))])
        if truth is True:
            return ClauseResult(Verdict.FAILS, (_place(run, point, field),), comparison=comparison)
        return _undecided(_worst(None, truth), question)

    return judge


def _place(run: Run, point: Search | None, field: str) -> Span:
    places = point(run, None, None).spans if point is not None else ()
    if places:
        return places[0]
    try:
        whole = Span(field, 0, len(run.view.text(field).text), whole=True)
    except (KeyError, MissingInputError):
        whole = Span(field, 0, 0, whole=True)
    return replace(whole, variables=EMPTY)
