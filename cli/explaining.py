"""The work behind ``definitie explain``: find the record, ask the engine, and write the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import BinaryIO, TextIO

from cli.complain import Complaints
from cli.engines import active_rule, engine_for, find_rule
from cli.guard import SUCCESS, UNUSABLE
from cli.output import STYLES, Output, visible
from cli.text_report import place_of, span_of, with_match
from cli.texts import has_words, say
from engine.engine import Engine
from engine.errors import InputError, Problem
from engine.explain import ExplainedClause, Explanation, Node
from engine.features.corpus import CorpusIndex
from engine.messages.rule_texts import localised
from engine.model import Definition, Outcome
from engine.packs.model import Rule, Status
from engine.record import mark_of
from engine.render import Renderer
from plugins.formats.items import Scheme, Undefined
from plugins.formats.reading import read_entries, read_schemes

OUTCOME_STYLES = {
    Outcome.PASS: "green", Outcome.FAIL: "bold red", Outcome.NEEDS_JUDGEMENT: STYLES["question"],
    Outcome.NOT_APPLICABLE: "dim", Outcome.NOT_EVALUATED: "yellow",
}  # fmt: skip


HOLDS = "holds"
"""How the engine says that a clause has nothing against a record."""

MATCH = "match"
"""The node that is the finding itself: it is shown as the finding."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: a rule, and a record by file and id or by its own text."""

    code: str
    path: str | None
    id: str | None
    begrip: str
    definitie: str
    corpus: tuple[str, ...]
    packs: tuple[str, ...]
    profile: str | None
    language: str


def run_explain(wanted: Wanted, *, stdin: BinaryIO, stdout: TextIO, stderr: TextIO) -> int:
    """Explain one rule for one record; the exit status.

    Raises:
        PackError: a pack does not load.
        InputError: the rule or the record is not there, or the rule is not active.
    """
    engine = engine_for(wanted.packs, wanted.profile)
    if find_rule(engine.packs, wanted.code).status is Status.DRAFT:
        engine = engine.with_drafts()
    rule = active_rule(engine, wanted.code)
    complaints = Complaints(Output(stderr), wanted.language)
    definition, corpus = _record(wanted, engine, stdin, complaints)
    if wanted.corpus:
        entries, problems = read_entries(wanted.corpus, language=engine.packs[0].language)
        complaints.add(problems)
        corpus = engine.index(entries)
    explanation = engine.explain(definition, rule.code, corpus)
    _Writer(Output(stdout), Renderer(engine, language=wanted.language), rule).write(definition, explanation)
    return UNUSABLE if complaints.errors else SUCCESS


def _record(
    wanted: Wanted, engine: Engine, stdin: BinaryIO, complaints: Complaints
) -> tuple[Definition, CorpusIndex | None]:
    if wanted.path is None:
        return Definition(wanted.begrip, wanted.definitie), None
    found: list[tuple[Definition, Scheme]] = []
    names: list[str] = []
    problems: list[Problem] = []
    key = (wanted.id or "").casefold()
    for scheme in read_schemes([wanted.path], language=engine.packs[0].language, stdin=stdin):
        if isinstance(scheme, Problem):
            problems.append(scheme)
            continue
        for item in scheme.items():
            if isinstance(item, Problem):
                problems.append(item)
                continue
            names.append(item.begrip)
            if key not in _keys(item):
                continue
            if isinstance(item, Undefined):
                values = {"begrip": item.begrip}
                problems.append(Problem("no-definition", mark_of(item.origin), values=values))
            else:
                found.append((item, scheme))
    values = {"id": wanted.id or "", "path": wanted.path, "count": str(len(found))}
    if not found:
        if not any(problem.code == "no-definition" for problem in problems):
            near = get_close_matches(wanted.id or "", names, n=1, cutoff=0.6)
            problems.append(Problem("unknown-record", None, None, values, near[0] if near else None))
        raise InputError(problems)
    if len(found) > 1:
        complaints.add([Problem("several-records", None, None, values, warning=True)])
    definition, scheme = found[0]
    members = scheme.entries()
    return definition, engine.index(members) if members else None


def _keys(item: Definition | Undefined) -> Iterator[str]:
    yield item.begrip.casefold()
    name = item.id if isinstance(item, Definition) else item.origin.iri
    if name is not None:
        yield name.casefold()
        yield name.casefold().rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class _Writer:
    output: Output
    renderer: Renderer
    rule: Rule

    def write(self, definition: Definition, explanation: Explanation) -> None:
        """The rule and its outcome, the record, clause by clause what was seen, and the findings."""
        language, outcome = self.renderer.language, explanation.outcome
        head = f"{self.rule.code} {localised(self.rule.title, language)}: "
        self.output.line((head, "bold"), (say(outcome.outcome.value, language), OUTCOME_STYLES[outcome.outcome]))
        place = place_of(definition)
        self.output.line((f"  {place}: " if place else "  ", "dim"), (visible(definition.begrip), "bold"),
                         (f": {visible(definition.definitie)}", ""))  # fmt: skip
        if outcome.reason is not None:
            self.output.line((f"  {self.renderer.reason(outcome.reason)}", "yellow"))
        for clause in explanation.clauses:
            # Where the rule objects, only the clauses that did are shown in full; else it is asked why none did.
            brief = outcome.outcome is Outcome.FAIL and clause.verdict == HOLDS
            self._clause(clause, language, brief=brief)
        for finding in outcome.findings:
            message = self.renderer.message(self.rule.code, finding, definition.begrip)
            self.output.line()
            self.output.line((f"{span_of(finding)}  ", "bold"), (with_match(message, finding), ""))
            suggestion = self.renderer.suggestion(self.rule.code, finding, definition.begrip)
            if suggestion:
                self.output.line((f"  → {visible(suggestion)}", ""))

    def _clause(self, clause: ExplainedClause, language: str, *, brief: bool) -> None:
        if not brief:
            self.output.line()
        style = {"fails": "bold red", "holds": "green"}.get(clause.verdict, "yellow")
        self.output.line((f"{clause.name}: ", "bold"), (answer_in(clause.verdict, language), style))
        if brief:
            return
        for line in clause.text.splitlines():
            self.output.line((f"  {line}", "dim"))
        for node in clause.nodes:
            self._node(node, 2, language)

    def _node(self, node: Node, depth: int, language: str) -> None:
        text = " ".join(node.text.split())
        if text == MATCH:
            return
        if len(node.children) == 1 and text == f"({node.children[0].text})":
            self._node(node.children[0], depth, language)
            return
        self.output.line(("  " * depth, ""), (text, "cyan"), (f" → {answer_in(node.answer, language)}", ""))
        for place in node.places:
            field = "" if place.field == "/definitie" else f"{place.field} "
            sure = "" if place.certain else f" ({say('possible', language)})"
            where = f"{field}{place.start}-{place.end} ‘{visible(place.text)}’{sure}"
            self.output.line(("  " * (depth + 1), ""), (where, ""))
        told: list[Node] = []
        for child in node.children:
            if child not in told:  # a selector of several patterns can ask one thing many times
                told.append(child)
                self._node(child, depth + 1, language)


def answer_in(answer: str, language: str) -> str:
    """What a node or clause answered, in words: the engine answers with a few fixed words, or with a number."""
    word, _, reason = answer.partition(": ")
    key = f"answer-{word}"
    said = say(key, language) if has_words(key) else word
    return f"{said}: {reason}" if reason else said
