"""From a plan and a record to outcomes: the truth table of RULE-LANGUAGE ("Outcome of a rule"), and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from engine.compile.clauses import HOLDS, NO_PART, ClauseResult, Verdict
from engine.compile.plan import Plan, PlannedClause, PlannedRule
from engine.compile.run import Run
from engine.compile.values import text_of
from engine.features.view import View
from engine.model import Finding, Fix, Judgement, Outcome, Reason, ReasonCode, RuleOutcome, Unjudged
from engine.spans import DEFINITIE, Span
from engine.truth import Missing, MissingInputError, Open

MANY_RULES: Final = 10_000
NONE: Final[Mapping[int, Sequence[int]]] = {}
log = logging.getLogger(__name__)


def evaluate(
    plan: Plan, view: View, *, filtered: bool = True, judge: Callable[..., RuleOutcome] | None = None
) -> tuple[RuleOutcome, ...]:
    """Every outcome that is not a plain pass, in the order of the plan.

    ``filtered``: leave out what cannot match before it is looked for. The outcomes are the same without it. ``judge``
    takes the place of :func:`evaluate_rule`, to watch it.
    """
    judge = judge or evaluate_rule
    run = Run(view, filtered=filtered)
    empty = is_empty(view)
    if run.said is None or empty:
        outcomes = [judge(rule, run, empty=empty) for rule in plan.rules]
    else:
        rules, candidates = plan.rules, plan.candidates(run, run.said)
        outcomes = [
            judge(rules[number], run, empty=empty, candidates=candidates.get(number, NONE))
            for number in plan.asked(candidates)
        ]
    run.end()
    return tuple([outcome for outcome in outcomes if outcome.outcome is not Outcome.PASS or outcome.unjudged])


def in_order(plan: Plan, said: Mapping[str, RuleOutcome]) -> tuple[RuleOutcome, ...]:
    """Outcomes by code as a report has them: in the order of the plan, without plain passes and unknown rules."""
    found = (said.get(rule.rule.code) for rule in plan.rules)
    return tuple(each for each in found if each is not None and (each.outcome is not Outcome.PASS or each.unjudged))


def is_empty(view: View) -> bool:
    """Whether the definition says nothing: no letter or digit at all. A text over the work budget is not empty."""
    try:
        text = view.text(DEFINITIE).text
    except MissingInputError:
        return False
    return not any(character.isalnum() for character in text)


def evaluate_rule(
    rule: PlannedRule, run: Run, *, empty: bool, candidates: Mapping[int, Sequence[int]] | None = None
) -> RuleOutcome:
    """The outcome of one rule. A rule that fails inside is not evaluated, and sinks nothing else.

    ``candidates``: the parts of its clauses that the filter lets through; ``None`` without a filter.
    """
    code = rule.rule.code
    if empty and rule.needs.definition and not rule.judges_empty:
        return RuleOutcome(code, Outcome.NOT_APPLICABLE, Reason(ReasonCode.EMPTY_DEFINITION))
    try:
        return _outcome(rule, run, candidates)
    except MissingInputError as error:
        return RuleOutcome(code, Outcome.NOT_EVALUATED, error.missing.reason)
    except Exception as error:
        log.exception("rule %s failed inside", code)  # without the term: logs hold nothing that people typed
        return RuleOutcome(code, Outcome.NOT_EVALUATED, Reason(ReasonCode.INTERNAL_ERROR, type(error).__name__))


def _outcome(rule: PlannedRule, run: Run, candidates: Mapping[int, Sequence[int]] | None) -> RuleOutcome:
    code = rule.rule.code
    for gate in rule.gates:
        truth = gate(run, None)
        if isinstance(truth, Missing):
            clauses = tuple([clause.unjudged(truth.reason) for clause in rule.clauses])
            return RuleOutcome(code, Outcome.NOT_EVALUATED, truth.reason, clauses)
        if truth is False or isinstance(truth, Open):
            return _no_part(code)
    minor: Sequence[int] = ()
    asked: Sequence[tuple[PlannedClause, Sequence[int] | None]]
    if candidates is None:
        asked = [(clause, None) for clause in rule.clauses]
    elif candidates:
        places = sorted(candidates.keys() | rule.open)
        asked = [(rule.clauses[place], _parts(rule.clauses[place], candidates.get(place, ()))) for place in places]
        minor = [place for place in rule.minor if place not in candidates]
    else:
        asked, minor = rule.standing, rule.minor
    held = len(asked) + len(minor) < len(rule.clauses)
    said: list[tuple[PlannedClause, ClauseResult]] = []
    for clause, parts in asked:
        try:
            result = clause.judge(run, parts)
        except MissingInputError as error:
            result = ClauseResult(Verdict.MISSING, missing=error.missing)
        if result is HOLDS:
            held = True
        elif result is not NO_PART:
            said.append((clause, result))
    if minor and not held and all(result.verdict is Verdict.MISSING for _, result in said):
        held = any(_holds(rule.clauses[place], run) for place in minor)
    if said:
        return combine(code, run, said, held=held)
    return plain_pass(code) if held else _no_part(code)


def _holds(clause: PlannedClause, run: Run) -> bool:
    """Whether a clause without a candidate takes part."""
    try:
        return clause.judge(run, ()) is HOLDS
    except MissingInputError:
        return False


def _parts(clause: PlannedClause, found: Sequence[int]) -> Sequence[int] | None:
    """The parts of a clause to look for: those the filter cannot leave out, and those it lets through."""
    if not clause.triggers:
        return None
    return sorted((*clause.always, *found)) if clause.always else found


@lru_cache(MANY_RULES)
def _no_part(code: str) -> RuleOutcome:
    return RuleOutcome(code, Outcome.NOT_APPLICABLE, Reason(ReasonCode.CONDITION))


@lru_cache(MANY_RULES)
def plain_pass(code: str) -> RuleOutcome:
    """The outcome of a rule that found nothing to say, made once."""
    return RuleOutcome(code, Outcome.PASS)


def combine(
    code: str, run: Run, results: Sequence[tuple[PlannedClause, ClauseResult]], *, held: bool = False
) -> RuleOutcome:
    """The outcome of a rule from the results of its clauses; ``held``: some that are left out have held."""
    findings: list[Finding] = []
    unjudged: list[Unjudged] = []
    judgements: list[Judgement] = []
    took_part = 0
    for clause, result in results:
        if result.verdict is Verdict.NO_PART:
            continue
        took_part += 1
        if result.spans:
            findings += [make_finding(clause, result, span, run) for span in result.spans]
        if result.missing is not None:
            unjudged.append(clause.unjudged(result.missing.reason))
        if result.verdict is Verdict.ASKS and result.question is not None:
            judgements.append(Judgement(clause.clause.name, result.question))
    if findings:
        return RuleOutcome(code, Outcome.FAIL, None, tuple(unjudged), tuple(findings), tuple(judgements))
    if judgements:
        reason = Reason(ReasonCode.NO_JUDGE)
        return RuleOutcome(code, Outcome.NEEDS_JUDGEMENT, reason, tuple(unjudged), (), tuple(judgements))
    if not took_part and not held:
        return _no_part(code)
    if held or len(unjudged) < took_part:
        return RuleOutcome(code, Outcome.PASS, None, tuple(unjudged)) if unjudged else plain_pass(code)
    return RuleOutcome(code, Outcome.NOT_EVALUATED, unjudged[0].reason, tuple(unjudged))


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
