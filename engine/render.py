"""A report as the JSON of DESIGN §6: the one shape that the command line, the service and files share.

A :class:`Renderer` prepares what is equal for all reports of one engine (the passes above all), because on a
whole scheme most of the output is the same few fragments.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

from engine.messages.reasons import reason_text
from engine.messages.rule_texts import localised, with_values
from engine.model import Finding, Outcome, Reason, Report, RuleOutcome, Severity
from engine.packs.model import Localised, Pack, Profile, Rule, RuleClause

ALL_OUTCOMES_UP_TO = 100
"""Packs up to this many rules list their passes too (DESIGN §5, "Slim")."""

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)

REMEMBERED = 1024
"""Outcomes without findings that are kept rendered: more than a pack has, with its reasons."""


class Rendered(Protocol):
    """What of an engine shows in its reports."""

    @property
    def packs(self) -> tuple[Pack, ...]: ...
    @property
    def profile(self) -> Profile: ...
    @property
    def profile_name(self) -> str: ...
    @property
    def rules(self) -> tuple[Rule, ...]: ...


class Renderer:
    """Turns reports of one engine into JSON, in one language. Threads can share it: it only remembers fragments."""

    def __init__(self, engine: Rendered, *, language: str = "nl", all_outcomes: bool | None = None) -> None:
        """Prepare what all reports share.

        Args:
            engine: the engine that made the reports.
            language: language of messages, suggestions and questions; texts without it are marked.
            all_outcomes: list passes too; ``None`` decides by the number of rules.
        """
        self.language = language
        self._all = len(engine.rules) <= ALL_OUTCOMES_UP_TO if all_outcomes is None else all_outcomes
        self._engine = engine
        self._rules = {rule.code: rule for rule in engine.rules}
        self._clauses = {(rule.code, clause.name): clause for rule in engine.rules for clause in rule.clauses}
        self._config = {rule.code: config_of(rule, engine.profile) for rule in engine.rules}
        self._packs = {pack.name: {"version": pack.version, "digest": pack.content_digest} for pack in engine.packs}
        passes = {rule.code: self._outcome(RuleOutcome(rule.code, Outcome.PASS), rule, "") for rule in engine.rules}
        self._passes = passes
        self._quiet = lru_cache(REMEMBERED)(lambda quiet: compact(self._outcome(quiet, self._rules[quiet.code], "")))
        self._pass_lines = {code: compact(outcome) for code, outcome in passes.items()}

    def to_dict(self, report: Report) -> dict[str, Any]:
        """The report as plain JSON data."""
        said = self._said(report)
        outcomes = [said.get(code, self._passes[code]) for code in self._rules if self._all or code in said]
        return {**self._head(report), "outcomes": outcomes, "deductions": deductions_of(report)}

    def to_line(self, report: Report) -> str:
        """The report as one line of compact JSON, without the line break."""
        said = {outcome.code: self._fragment(outcome, report) for outcome in report.outcomes}
        head = compact(self._head(report))
        outcomes = ",".join(said.get(code, self._pass_lines[code]) for code in self._rules if self._all or code in said)
        return f'{head[:-1]},"outcomes":[{outcomes}],"deductions":{compact(deductions_of(report))}}}'

    def message(self, code: str, finding: Finding, begrip: str) -> str:
        """What the rule says of one finding, in the renderer's language."""
        return self._fill(self._clauses[code, finding.clause].message, code, finding, begrip)

    def suggestion(self, code: str, finding: Finding, begrip: str) -> str | None:
        """What the rule advises for one finding; ``None`` where it advises nothing."""
        text = self._clauses[code, finding.clause].suggestion
        return self._fill(text, code, finding, begrip) if text else None

    def reason(self, reason: Reason) -> str:
        """Why something was not judged, in the renderer's language."""
        return reason_text(reason, self.language)

    def clause(self, code: str, name: str) -> RuleClause:
        """The clause of a rule that a finding or judgement belongs to."""
        return self._clauses[code, name]

    def _fill(self, text: Localised, code: str, finding: Finding, begrip: str) -> str:
        values = {
            "begrip": begrip,
            "match": finding.match or "",
            **self._config_words(code),
            **finding.variables,
            **finding.parts,
        }
        return with_values(localised(text, self.language), values)

    def _config_words(self, code: str) -> dict[str, str]:
        yes, no = ("ja", "nee") if self.language == "nl" else ("yes", "no")
        return {
            f"config.{name}": (yes if value else no) if isinstance(value, bool) else str(value)
            for name, value in self._config[code].items()
        }

    def _head(self, report: Report) -> dict[str, Any]:
        definition = report.definition
        origin = definition.origin
        return {
            "id": definition.id,
            "begrip": definition.begrip,
            "decision": None if report.decision is None else report.decision.value,
            "score": None if report.score is None else report.score / 100,
            "coverage": coverage_of(report),
            "profile": self._engine.profile_name,
            "origin": None if origin is None else {"file": origin.file, "line": origin.line, "iri": origin.iri},
            "packs": self._packs,
            "corpus_revision": report.corpus_revision,
        }

    def _said(self, report: Report) -> dict[str, dict[str, Any]]:
        begrip = report.definition.begrip
        return {outcome.code: self._outcome(outcome, self._rules[outcome.code], begrip) for outcome in report.outcomes}

    def _fragment(self, outcome: RuleOutcome, report: Report) -> str:
        """One outcome as JSON. What has no findings is equal for many records, and rendered once."""
        if not outcome.findings:
            return self._quiet(outcome)
        return compact(self._outcome(outcome, self._rules[outcome.code], report.definition.begrip))

    def _outcome(self, outcome: RuleOutcome, rule: Rule, begrip: str) -> dict[str, Any]:
        reason = outcome.reason
        said: dict[str, Any] = {
            "code": outcome.code,
            "outcome": outcome.outcome.value,
            "severity": rule.severity.value,
            "family": rule.family,
            "reason": None if reason is None else {"code": reason.code.value, "detail": self.reason(reason)},
            "unjudged": [{"clause": clause.clause, "reason": clause.reason.code.value} for clause in outcome.unjudged],
            "findings": [self._finding(outcome.code, finding, begrip) for finding in outcome.findings],
        }
        if outcome.judgements:
            said["judgements"] = [
                {"clause": judgement.clause, "question": judgement.question} for judgement in outcome.judgements
            ]
        return said

    def _finding(self, code: str, finding: Finding, begrip: str) -> dict[str, Any]:
        fix = finding.fix
        return {
            "clause": finding.clause,
            "message": self.message(code, finding, begrip),
            "field": finding.field,
            "start": finding.start,
            "end": finding.end,
            "match": finding.match,
            "parts": dict(finding.parts),
            "suggestion": self.suggestion(code, finding, begrip),
            "fix": None if fix is None else {"start": fix.start, "end": fix.end, "text": fix.text},
        }


def compact(data: object) -> str:
    """JSON without blanks, with characters as they are."""
    return ENCODER.encode(data)


def config_of(rule: Rule, profile: Profile) -> dict[str, int | bool | str]:
    """The values of a rule's config under a profile: its defaults, with what the profile sets."""
    given: Mapping[str, int | bool | str] = profile.config.get(rule.code, {})
    return {field.name: given.get(field.name, field.default) for field in rule.config}


def coverage_of(report: Report) -> float | None:
    """The share of applicable rules that passed or failed, to two decimals; ``None`` for 0/0."""
    if report.coverage is None or report.coverage[1] == 0:
        return None
    judged, applicable = report.coverage
    return round(judged / applicable, 2)


def deductions_of(report: Report) -> list[dict[str, Any]]:
    """What was taken off the score, in points of 1.00."""
    return [
        {"family": deduction.family, "points": deduction.hundredths / 100, "codes": list(deduction.codes)}
        for deduction in report.deductions
    ]


def worst(severities: Sequence[Severity]) -> Severity | None:
    """The worst of some severities; ``None`` of none."""
    return min(severities, key=lambda severity: severity.rank, default=None)
