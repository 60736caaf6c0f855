"""Why a rule did or did not object: the tree of what every part of its check saw in one record.

The rule is compiled once more with a watcher around every node, so a normal run pays nothing for this.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as defaulted

from engine.compile.clauses import ClauseResult, Verdict
from engine.compile.found import Found
from engine.compile.plan import PlannedRule
from engine.compile.run import Run
from engine.evaluate import combine, evaluate_rule, is_empty
from engine.features.view import View
from engine.language import tree
from engine.language.print import print_clause, print_expression
from engine.model import RuleOutcome
from engine.spans import Span
from engine.truth import Missing, Open


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a node saw: field, code points of that field as given, its text, and whether it is certain."""

    field: str
    start: int
    end: int
    text: str
    certain: bool


@dataclass(slots=True)
class Node:
    """One part of a check and what it answered: ``yes``, ``no``, ``open``, ``missing: …``, or a number of places."""

    text: str
    answer: str = ""
    places: list[Place] = defaulted(default_factory=list)
    children: list[Node] = defaulted(default_factory=list)


@dataclass(frozen=True, slots=True)
class ExplainedClause:
    """One clause with its verdict and the nodes below it."""

    name: str
    text: str
    verdict: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The outcome of a rule for one record, clause by clause."""

    code: str
    outcome: RuleOutcome
    clauses: tuple[ExplainedClause, ...]


class Watcher:
    """Collects what nodes answer while a clause runs. One for each explanation."""

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self._open: list[Node] = []

    def wrap(self, node: tree.Node, closure: Callable[..., object]) -> Callable[..., object]:
        """The closure with a recorder around it."""
        text = print_expression(node)

        def watched(run: Run, *arguments: object) -> object:
            entry = Node(text)
            siblings = self._open[-1].children if self._open else self.roots
            siblings.append(entry)
            self._open.append(entry)
            try:
                answer = closure(run, *arguments)
            finally:
                self._open.pop()
            _fill(entry, answer, run.view)
            return answer

        return watched

    def take(self) -> tuple[Node, ...]:
        """What was seen since the last call."""
        roots, self.roots = self.roots, []
        return tuple(_folded(root) for root in roots)


def explain_rule(rule: PlannedRule, view: View, watcher: Watcher) -> Explanation:
    """Explain a rule that was compiled with ``watcher.wrap``."""
    run, clauses, results = Run(view), [], []
    if is_empty(view) and rule.needs.definition and not rule.judges_empty:
        return Explanation(rule.rule.code, evaluate_rule(rule, run, empty=True), ())
    gates = [clause for clause in rule.rule.clauses if clause.syntax.verb == "applies"]
    applies = True
    for gate, source in zip(rule.gates, gates, strict=True):
        truth = gate(run, None)
        applies = applies and truth is True
        clauses.append(ExplainedClause(source.name, print_clause(source.syntax), _truth(truth), watcher.take()))
    if applies:
        for clause in rule.clauses:
            result: ClauseResult = clause.judge(run)
            results.append((clause, result))
            verdict = _verdict(result)
            clauses.append(
                ExplainedClause(clause.clause.name, print_clause(clause.clause.syntax), verdict, watcher.take())
            )
        return Explanation(rule.rule.code, combine(rule.rule.code, run, results), tuple(clauses))
    return Explanation(rule.rule.code, evaluate_rule(rule, Run(view), empty=False), tuple(clauses))


def _verdict(result: ClauseResult) -> str:
    if result.missing is not None:
        return f"{Verdict.MISSING}: {result.missing.reason.code}"
    return result.verdict.value


def _fill(node: Node, answer: object, view: View) -> None:
    if isinstance(answer, Found):
        node.places = [_place(span, view) for span in answer.spans]
        certain = sum(1 for span in answer.spans if span.certain)
        possible = len(answer.spans) - certain
        node.answer = str(certain) if not possible else f"{certain} (+{possible} open)"
        if answer.missing is not None:
            node.answer += f", missing: {answer.missing.reason.code}"
    else:
        node.answer = _truth(answer)


def _truth(answer: object) -> str:
    match answer:
        case True:
            return "yes"
        case False:
            return "no"
        case Open():
            return "open"
        case Missing():
            return f"missing: {answer.reason.code}"
    return str(answer)


def _place(span: Span, view: View) -> Place:
    text = view.text(span.field)
    start, end = text.to_raw(span.start, span.end)
    return Place(span.field, start, end, text.raw[start:end], span.certain)


def _folded(node: Node) -> Node:
    """A node that says no more than its only child is left out."""
    node.children = [_folded(child) for child in node.children]
    while len(node.children) == 1 and (node.children[0].text, node.children[0].answer) == (node.text, node.answer):
        node.children = node.children[0].children
    return node
