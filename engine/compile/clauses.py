"""From a clause to a closure that judges one record: what it fired on, what it could not judge, what it asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from engine.compile.asking import Search
from engine.compile.bounds import Bound, bound_of
from engine.compile.conditions import Condition, ConditionCompiler
from engine.compile.found import joined
from engine.compile.run import Comparison, Run
from engine.compile.said import Trigger
from engine.compile.searches import SearchCompiler
from engine.compile.shapes import parts_of
from engine.compile.values import Value
from engine.features.registry import Type
from engine.language import tree
from engine.language.environment import single_atom, unwrap
from engine.language.print import print_expression
from engine.model import EMPTY, ReasonCode
from engine.spans import Span
from engine.truth import Missing, MissingInputError, Open, Truth, Unknown, all_of, negate


class Verdict(StrEnum):
    """What became of one clause."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"
    ASKS = "asks"
    MISSING = "missing"
    NO_PART = "no part"


class ClauseResult(NamedTuple):
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
Parts = Sequence[int] | None
"""Which parts of a ``forbid`` to look for, by position; ``None``: all."""
Body = Callable[[Run, Parts], ClauseResult]
Guard = Callable[[Run], Truth]


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

    def clause(self, clause: tree.Clause) -> tuple[Guard | None, Body]:
        """The closures of any other clause: what guards it, and what it says."""
        return None if clause.guard is None else self._guard(clause.guard), self._verb(clause)

    def triggers(self, clause: tree.Clause) -> tuple[Trigger, ...]:
        """What each part of a ``forbid`` needs to see before it can match; nothing for any other verb."""
        if clause.verb != "forbid" or clause.subject is None:
            return ()
        where = [suffix.expression for suffix in clause.suffixes if suffix.kind == "where"]
        parts = parts_of(clause.subject, self.searches.selectors)
        return tuple(self.searches.triggers.forbidden(part, [each for each in where if each]) for part in parts)

    def bound(self, clause: tree.Clause) -> Bound | None:
        """The bounds of a requirement that is nothing but a number between constants."""
        if clause.verb != "require" or clause.guard is not None or self.searches.watching:
            return None
        match unwrap(clause.subject) if clause.subject is not None else None:
            case tree.Compare(left=left, operator=sign, right=right):
                value, number = self._counted(left), self._constant(right)
                return None if value is None or number is None else bound_of(value, sign, number)
            case tree.Between(value=left, low=least, high=most):
                value, low, high = self._counted(left), self._constant(least), self._constant(most)
                return None if value is None or low is None or high is None else Bound(value, low, high)
        return None

    def _counted(self, expression: tree.Expression) -> Value | None:
        """A number of the record itself, that a feature gives."""
        atom = single_atom(expression)
        if not isinstance(atom, tree.Name | tree.Call) or atom.name.startswith("config."):
            return None
        counts = self.conditions.values.type_of(atom) is Type.NUMBER and not self.searches.about_match(atom)
        return self.conditions.values.value(expression) if counts else None

    def _constant(self, expression: tree.Expression) -> int | None:
        atom = single_atom(expression)
        if isinstance(atom, tree.Number):
            return atom.value
        if isinstance(atom, tree.Name) and atom.name.startswith("config."):
            value = self.searches.config[atom.name.removeprefix("config.")]
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        return None

    def _guard(self, expression: tree.Expression) -> Guard:
        """The condition of ``when``; clauses with the same one ask it once."""

        def make() -> Guard:
            condition = self.conditions.condition(expression)

            def guard(run: Run) -> Truth:
                known: Truth | None = run.known.get(guard)
                if known is None:
                    known = run.known[guard] = condition(run, None)
                return known

            return guard

        return self.searches.shared("guard", print_expression(expression), make)

    def _verb(self, clause: tree.Clause) -> Body:
        if clause.verb == "judge" or clause.subject is None:
            asks = ClauseResult(Verdict.ASKS, question=clause.question)
            return lambda _run, _parts: asks
        unless = self._suffixes(clause, "unless")
        question = next((suffix.question for suffix in clause.suffixes if suffix.kind == "else judge"), None)
        at = next((s.expression for s in clause.suffixes if s.kind == "at" and s.expression is not None), None)
        point = self.searches.search(at) if at is not None else None
        if clause.verb == "forbid":
            search = self._subject(clause.subject)
            where = self.conditions.decided(self._suffixes(clause, "where"), by=False)
            excused = self.conditions.decided(unless, by=True)
            return _forbid(search, where, excused, point, question, thorough=self.searches.watching)
        point = point or self._about(clause.subject)
        subject = ConditionCompiler(self.searches, thorough=True).condition(clause.subject)
        return _require(subject, self.conditions.decided(unless, by=True), point, question, self.field)

    def _subject(self, subject: tree.Expression) -> Sequence[Search]:
        """The searches of a ``forbid``, of which those that can find nothing are left out."""
        parts = parts_of(subject, self.searches.selectors)
        if self.searches.watching or len(parts) == 1:
            return [self.searches.search(subject)]
        return [self.searches.search(part) for part in parts]

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


def not_judged(guard: Truth) -> ClauseResult:
    """What a clause says whose guard does not certainly hold."""
    return ClauseResult(Verdict.MISSING, missing=guard) if isinstance(guard, Missing) else NO_PART


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
    searches: Sequence[Search], where: Condition, unless: Condition, point: Search | None,
    question: str | None, *, thorough: bool,
) -> Body:  # fmt: skip
    alone = searches[0] if len(searches) == 1 else None
    every = range(len(searches))

    def judge(run: Run, parts: Parts) -> ClauseResult:
        if alone is not None:
            found = alone(run, None, None)
        else:
            found = joined([searches[part](run, None, None) for part in (every if parts is None else parts)])
        if not found.spans and found.missing is None:
            return HOLDS
        if len(found.spans) > MAX_MATCHES:
            raise MissingInputError(ReasonCode.LIMIT, f"{len(found.spans)} > {MAX_MATCHES} vindplaatsen")
        fired: list[Span] = []
        unknown: Unknown | None = found.missing
        for span in found.spans:
            truth = where(run, span)
            if truth is False and not thorough:
                continue
            certain: Truth = True if span.unknown is None else span.unknown
            truth = all_of([certain, truth, negate(unless(run, span))])
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


def _require(condition: Condition, unless: Condition, point: Search | None, question: str | None, field: str) -> Body:
    def judge(run: Run, _parts: Parts) -> ClauseResult:
        run.comparison = None
        held = condition(run, None)
        comparison, run.comparison = run.comparison, None
        truth = negate(held)
        if truth is not False:
            truth = all_of([truth, negate(unless(run, None))])
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
