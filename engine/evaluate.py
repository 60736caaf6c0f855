"""From a plan and a record to outcomes: the truth table of RULE-LANGUAGE ("Outcome of a rule"), and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from engine.compile.clauses import ClauseResult, Verdict
from engine.compile.plan import Plan, PlannedClause, PlannedRule
from engine.compile.run import Run
from engine.compile.values import text_of
from engine.features.view import View
from engine.model import Finding, Fix, Judgement, Outcome, Reason, ReasonCode, RuleOutcome, Unjudged
from engine.spans import DEFINITIE, Span
from engine.truth import Missing, MissingInputError, Open

log = logging.getLogger(__name__)


def evaluate(plan: Plan, view: View) -> tuple[RuleOutcome, ...]:
    """Every outcome that is not a plain pass, in the order of the plan."""
    run = Run(view)
    empty = is_empty(view)
    outcomes = (evaluate_rule(rule, run, empty=empty) for rule in plan.rules)
    return tuple(outcome for outcome in outcomes if outcome.outcome is not Outcome.PASS or outcome.unjudged)


def is_empty(view: View) -> bool:
    """Whether the definition says nothing: no letter or digit at all. A text over the work budget is not empty."""
    try:
        text = view.text(DEFINITIE).text
    except MissingInputError:
        return False
    return not any(character.isalnum() for character in text)


def evaluate_rule(rule: PlannedRule, run: Run, *, empty: bool) -> RuleOutcome:
    """The outcome of one rule. A rule that fails inside is not evaluated, and sinks nothing else."""
    code = rule.rule.code
    if empty and rule.needs.definition and not rule.judges_empty:
        return RuleOutcome(code, Outcome.NOT_APPLICABLE, Reason(ReasonCode.EMPTY_DEFINITION))
    try:
        return _outcome(rule, run)
    except MissingInputError as error:
        return RuleOutcome(code, Outcome.NOT_EVALUATED, error.missing.reason)
    except Exception as error:
        log.exception("rule %s failed inside on term %r", code, run.view.definition.begrip)
        return RuleOutcome(code, Outcome.NOT_EVALUATED, Reason(ReasonCode.INTERNAL_ERROR, type(error).__name__))


def _outcome(rule: PlannedRule, run: Run) -> RuleOutcome:
    code = rule.rule.code
    for gate in rule.gates:
        truth = gate(run, None)
        if isinstance(truth, Missing):
            clauses = tuple(Unjudged(clause.clause.name, truth.reason) for clause in rule.clauses)
            return RuleOutcome(code, Outcome.NOT_EVALUATED, truth.reason, clauses)
        if truth is False or isinstance(truth, Open):
            return RuleOutcome(code, Outcome.NOT_APPLICABLE, Reason(ReasonCode.CONDITION))
    return combine(code, run, [(clause, _judge(clause, run)) for clause in rule.clauses])


def _judge(clause: PlannedClause, run: Run) -> ClauseResult:
    try:
        return clause.judge(run)
    except MissingInputError as error:
        return ClauseResult(Verdict.MISSING, missing=error.missing)


def combine(code: str, run: Run, results: Iterable[tuple[PlannedClause, ClauseResult]]) -> RuleOutcome:
    """The outcome of a rule from the results of its clauses."""
    took_part = [(clause, result) for clause, result in results if result.verdict is not Verdict.NO_PART]
    if not took_part:
        return RuleOutcome(code, Outcome.NOT_APPLICABLE, Reason(ReasonCode.CONDITION))
    findings = tuple(make_finding(clause, result, span, run) for clause, result in took_part for span in result.spans)
    unjudged = tuple(
        Unjudged(clause.clause.name, result.missing.reason)
        for clause, result in took_part
        if result.missing is not None
    )
    questions = [
        (clause, result)
        for clause, result in took_part
        if result.verdict is Verdict.ASKS and result.question is not None
    ]
    judgements = tuple(Judgement(clause.clause.name, result.question or "") for clause, result in questions)
    if findings:
        return RuleOutcome(code, Outcome.FAIL, None, unjudged, findings, judgements)
    if judgements:
        reason = Reason(ReasonCode.NO_JUDGE)
        return RuleOutcome(code, Outcome.NEEDS_JUDGEMENT, reason, unjudged, (), judgements)
    if len(unjudged) < len(took_part):
        return RuleOutcome(code, Outcome.PASS, None, unjudged)
    return RuleOutcome(code, Outcome.NOT_EVALUATED, unjudged[0].reason, unjudged)


def make_finding(clause: PlannedClause, result: ClauseResult, span: Span, run: Run) -> Finding:
    """The finding of one span, with offsets in the field as given."""
    parts = {label: text_of(run, piece) for label, piece in span.labels.items()}
    variables = dict(span.variables)
    if result.comparison is not None:
        variables |= {"found": result.comparison.found, "expected": result.comparison.expected}
    if span.whole:
        return Finding(clause.clause.name, span.field, None, None, None, parts, variables)
    text = run.view.text(span.field)
    start, end = text.to_raw(span.start, span.end)
    fix: Fix | None = clause.fix(run, span) if clause.fix is not None else None
    return Finding(clause.clause.name, span.field, start, end, text.raw[start:end], parts, variables, fix)
