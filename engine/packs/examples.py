"""Run the examples of rules as tests (DESIGN §4): each must do what its place in the rule file says.

Examples without a profile are judged under ``standaard``, whatever profile the engine was made for, so that a pack
is right or wrong by itself. The rule of a ``draft`` takes part for its own examples only.
"""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from engine.errors import Mark, Problem
from engine.model import Definition, Finding, Outcome, ReasonCode, Report, RuleOutcome
from engine.packs.model import DEFAULT_PROFILE, Example, Pack, Profile, Rule, Status


class FixedText(Protocol):
    """What fixing gives."""

    @property
    def definition(self) -> Definition: ...


class Judge(Protocol):
    """The part of ``engine.engine.Engine`` that examples need."""

    @property
    def packs(self) -> tuple[Pack, ...]: ...
    @property
    def profile(self) -> Profile: ...
    @property
    def rules(self) -> tuple[Rule, ...]: ...
    def validate_many(self, definitions: Iterable[Definition]) -> Iterator[Report]: ...
    def fix(self, definition: Definition) -> FixedText: ...
    def with_profile(self, name: str) -> Judge: ...
    def with_drafts(self) -> Judge: ...
    def restricted(self, only: Collection[str]) -> Judge: ...


class Kind(StrEnum):
    """Where an example stands in its rule file."""

    PASSING = "pass"
    FAILING = "fail"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class UnjudgedExample:
    """An example that could not be judged, with the reason code: no analyzer, or a rule that no profile enables."""

    code: str
    mark: Mark
    reason: str


@dataclass(frozen=True, slots=True)
class OtherObjection:
    """A rule that objects to a passing example of a rule that goes before it: allowed, and worth knowing."""

    code: str
    other: str
    match: str | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What running the examples showed.

    ``counts`` holds the examples judged by kind; ``uncovered`` the clauses (code, name) that no failing example fires.
    """

    problems: tuple[Problem, ...]
    unjudged: tuple[UnjudgedExample, ...]
    objections: tuple[OtherObjection, ...]
    uncovered: tuple[tuple[str, str], ...]
    counts: dict[str, int]


def broken(example: Example, kind: Kind, own: RuleOutcome) -> str | None:
    """What an example does not show that its place says: the code of a problem; ``None`` where it holds.

    Args:
        example: as it stands in the rule file.
        kind: where it stands.
        own: what its rule says of it.
    """
    if kind is not Kind.FAILING:
        if own.outcome is Outcome.FAIL:
            return "example-objection"
        if example.outcome is not None and own.outcome not in (example.outcome, Outcome.NOT_EVALUATED):
            return "example-outcome"
        return "example-unjudged" if own.outcome is Outcome.NOT_EVALUATED and kind is Kind.PASSING else None
    if own.outcome is Outcome.NOT_EVALUATED:
        return "example-unjudged"
    if own.outcome is not Outcome.FAIL:
        return "example-silent"
    of_clause = [finding for finding in own.findings if example.clause in (None, finding.clause)]
    if not of_clause:
        return "example-clause"
    if example.match is not None and example.match not in [finding.match for finding in of_clause]:
        return "example-match"
    return None


@dataclass(frozen=True, slots=True)
class _Case:
    rule: Rule
    example: Example
    kind: Kind


def check_examples(engine: Judge, codes: Collection[str] = ()) -> ExampleResult:
    """Run the examples of all rules of an engine's packs.

    Args:
        engine: an engine with all rules of its profile.
        codes: only the rules with these codes; all if empty.

    Returns:
        Problems at the examples that do not show what they should, and what could not be judged.
    """
    run = _Run(engine)
    for pack in engine.packs:
        for rule in pack.rules:
            if not codes or rule.code in codes:
                run.add(rule)
    return run.result()


class _Run:
    """Gathers examples by the engine that judges them, so that an analyzer sees them in batches."""

    def __init__(self, engine: Judge) -> None:
        self._engines: dict[str, Judge] = {engine.profile.name: engine}
        self._start = engine
        self._by_code = {rule.code: rule for pack in engine.packs for rule in pack.rules}
        self._drafts: Judge | None = None
        self._cases: dict[int, tuple[Judge, list[_Case]]] = {}
        self._problems: list[Problem] = []
        self._unjudged: list[UnjudgedExample] = []
        self._objections: list[OtherObjection] = []
        self._fired: dict[str, set[str]] = defaultdict(set)
        self._rules: list[Rule] = []
        self._counts = dict.fromkeys((str(kind) for kind in Kind), 0)
        self._lines: dict[str, Sequence[str]] = {}

    def add(self, rule: Rule) -> None:
        self._rules.append(rule)
        good = rule.instruction.good if rule.instruction is not None else ()
        for kind, examples in ((Kind.PASSING, rule.passing), (Kind.FAILING, rule.failing), (Kind.GOOD, good)):
            for example in examples:
                engine = self._engine_for(rule, example.profile)
                if engine is None:
                    self._unjudged.append(UnjudgedExample(rule.code, example.mark, "inactive"))
                else:
                    self._cases.setdefault(id(engine), (engine, []))[1].append(_Case(rule, example, kind))

    def result(self) -> ExampleResult:
        for engine, cases in self._cases.values():
            reports = engine.validate_many(case.example.definition for case in cases)
            for case, report in zip(cases, reports, strict=True):
                self._judge(engine, case, report)
        uncovered = [
            (rule.code, clause.name)
            for rule in self._rules
            for clause in rule.clauses
            if clause.syntax.verb in ("forbid", "require") and clause.name not in self._fired[rule.code]
        ]
        return ExampleResult(
            tuple(self._problems), tuple(self._unjudged), tuple(self._objections), tuple(uncovered), self._counts
        )

    def _engine_for(self, rule: Rule, profile: str | None) -> Judge | None:
        """The engine that judges an example; ``None`` where no profile of the main pack lets the rule take part."""
        known = self._start.packs[0].profiles
        names = [profile] if profile is not None else [DEFAULT_PROFILE, *sorted(known)]
        for name in names:
            if name in known:
                if name not in self._engines:
                    self._engines[name] = self._start.with_profile(name)
                if profile is not None or _active(rule, self._engines[name]):
                    return self._engines[name]
            if name == DEFAULT_PROFILE and rule.status is Status.DRAFT and profile is None:
                self._drafts = self._drafts or self._start.with_profile(DEFAULT_PROFILE).with_drafts()
                return self._drafts
        return None

    def _judge(self, engine: Judge, case: _Case, report: Report) -> None:
        code = case.rule.code
        own = next((found for found in report.outcomes if found.code == code), RuleOutcome(code, Outcome.PASS))
        if _lacks_analyzer(own):
            self._unjudged.append(UnjudgedExample(code, case.example.mark, ReasonCode.NO_ANALYZER))
            return
        self._counts[case.kind] += 1
        wrong = broken(case.example, case.kind, own)
        if wrong is not None:
            self._complain(case, wrong, **_shown(wrong, case, own))
        if case.kind is Kind.FAILING:
            self._failing(engine, case, own)
        self._others(case, report)

    def _failing(self, engine: Judge, case: _Case, own: RuleOutcome) -> None:
        self._fired[case.rule.code].update(finding.clause for finding in own.findings)
        if case.example.fixed is not None and own.outcome is Outcome.FAIL:
            fixed = engine.restricted((case.rule.code,)).fix(case.example.definition).definition.definitie
            if fixed != case.example.fixed:
                self._complain(case, "example-fixed", expected=case.example.fixed, found=fixed)

    def _others(self, case: _Case, report: Report) -> None:
        """What other rules say: an error for a good text, and for a passing one where precedence does not decide.

        Precedence is declared by severity: the example of an error stands whatever a warning says of it. Two rules of
        one severity that ask a writer for opposite things contradict each other, unless ``conflicts`` says why not.
        A sentence made for all words of a lexicon (``each``) shows a word, not how to write.
        """
        expected = {case.rule.code, *(conflict.code for conflict in case.rule.conflicts)}
        drafts = {rule.code for rule in self._rules if rule.status is Status.DRAFT}
        for outcome in report.outcomes:
            if outcome.outcome is not Outcome.FAIL or outcome.code in expected | drafts:
                continue
            match = outcome.findings[0].match
            if case.kind is Kind.GOOD:
                self._complain(case, "good-objection", code=outcome.code, match=_match_of(outcome.findings[0], case))
            elif case.kind is Kind.PASSING and case.example.each is None and self._contradicts(case.rule, outcome.code):
                self._complain(case, "pass-objection", code=outcome.code, match=_match_of(outcome.findings[0], case))
            elif case.kind is Kind.PASSING:
                self._objections.append(OtherObjection(case.rule.code, outcome.code, match, case.example.mark))

    def _contradicts(self, rule: Rule, code: str) -> bool:
        """Whether a rule that objects to an example of ``rule`` asks a writer for the opposite with as much right."""
        other = self._by_code[code]
        return other.instruction is not None and other.severity.rank <= rule.severity.rank

    def _complain(self, case: _Case, problem: str, **values: str) -> None:
        mark = case.example.mark
        self._problems.append(Problem(problem, mark, self._line(mark), {"code": case.rule.code, **values}))

    def _line(self, mark: Mark) -> str | None:
        """The line of the file; ``None`` where the pack did not come from files that are still there."""
        if mark.file not in self._lines:
            path = Path(mark.file)
            self._lines[mark.file] = path.read_text(encoding="utf-8-sig").split("\n") if path.is_file() else ()
        lines = self._lines[mark.file]
        return lines[mark.line - 1] if mark.line <= len(lines) else None


def _active(rule: Rule, engine: Judge) -> bool:
    return any(rule.code == other.code for other in engine.rules)


def _lacks_analyzer(outcome: RuleOutcome) -> bool:
    """Whether an analyzer would decide: nothing failed, and a clause stayed open for lack of one."""
    reasons = [unjudged.reason.code for unjudged in outcome.unjudged]
    if outcome.reason is not None:
        reasons.append(outcome.reason.code)
    return outcome.outcome is not Outcome.FAIL and ReasonCode.NO_ANALYZER in reasons


def _shown(problem: str, case: _Case, own: RuleOutcome) -> dict[str, str]:
    """What the words of a problem need."""
    match problem:
        case "example-objection":
            return {"match": _match_of(own.findings[0], case)}
        case "example-unjudged":
            return {"reason": _reason_of(own)}
        case "example-silent":
            return {"outcome": own.outcome, "command": _explaining(case)}
        case "example-outcome":
            return {"expected": case.example.outcome or "", "found": own.outcome}
        case "example-clause":
            names = ", ".join(sorted({finding.clause for finding in own.findings}))
            return {"expected": case.example.clause or "", "found": names}
    of_clause = [finding for finding in own.findings if case.example.clause in (None, finding.clause)]
    found = "’, ‘".join(_match_of(finding, case) for finding in of_clause)
    return {"expected": case.example.match or "", "found": found}


def _explaining(case: _Case) -> str:
    """The command that shows what each part of the rule saw in an example, to be copied whole."""
    pack, shown = str(Path(case.example.mark.file).parent.parent.parent), case.example.definition
    asked = ("explain", case.rule.code, "--pack", pack, "--begrip", shown.begrip, "--definitie", shown.definitie)
    return shlex.join(["definitie", *asked])


def _reason_of(outcome: RuleOutcome) -> str:
    reasons = [outcome.reason, *(unjudged.reason for unjudged in outcome.unjudged)]
    return next((reason.code.value for reason in reasons if reason is not None), outcome.outcome.value)


def _match_of(finding: Finding, case: _Case) -> str:
    """What was found; the whole text for a finding without a span."""
    return finding.match if finding.match is not None else case.example.definition.definitie
