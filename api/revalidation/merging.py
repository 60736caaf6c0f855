"""A stored report brought up to other rules: what still holds is kept, the rest is asked, and all is weighed anew.

The result is what judging the record in full would give; a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.revalidation.changes import Changes, compared
from engine.compile.cache_verdicts import FAILURES
from engine.engine import Engine
from engine.features.corpus import CorpusIndex
from engine.model import (
    Definition,
    Finding,
    Judgement,
    Known,
    Outcome,
    Reason,
    ReasonCode,
    Report,
    RuleOutcome,
    Unjudged,
)
from engine.render import Renderer

Document = Mapping[str, Any]
LEFT_OUT = frozenset({"packs", "corpus_revision", "profile"})
"""Members of a report that say what it was made with, not what it says."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A record with the report that is stored of it, and what changed since; no ``changes``: all has to be asked."""

    record: Definition
    report: Document | None
    changes: Changes | None


@dataclass(frozen=True, slots=True)
class Again:
    """What is said of a record now: the report, its score in hundredths, and how many rules were asked for it."""

    report: dict[str, Any]
    decision: str | None
    score: int | None
    findings: int
    asked: int


class Merging:
    """Brings reports up to the rules of an engine.

    Args:
        engine: of the new rules.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._renderer = Renderer(engine)
        self._rules = {rule.code: rule for rule in engine.rules}
        self._codes = frozenset(self._rules)
        self._compared = compared(engine)

    def again(self, stored: Sequence[Stored], corpus: CorpusIndex | None) -> list[Again]:
        """What is said of records of one scheme now, in their order."""
        revision = None if corpus is None else corpus.revision
        known = [self._known(each, revision) for each in stored]
        reports = self._engine.judge_again(known, corpus)
        return [
            Again(
                self._document(report, knew.asked, each.report or {}),
                None if report.decision is None else report.decision.value,
                report.score,
                len(report.findings),
                len(knew.asked),
            )
            for each, knew, report in zip(stored, known, reports, strict=True)
        ]

    def _known(self, stored: Stored, revision: str | None) -> Known:
        if stored.report is None or stored.changes is None:
            return Known(stored.record, self._codes)
        changes = stored.changes
        said = {each["code"]: each for each in stored.report["outcomes"] if each["code"] in self._codes}
        asked = set(changes.asked)
        asked |= {code for code in changes.worded if code in said and said[code]["findings"]}
        asked |= {code for code, outcome in said.items() if _failed(outcome)}
        if stored.report["corpus_revision"] != revision:
            asked |= self._compared
        outcomes = tuple(outcome_of(each) for code, each in said.items() if code not in asked)
        return Known(stored.record, frozenset(asked & self._codes), outcomes)

    def _document(self, report: Report, asked: frozenset[str], old: Document) -> dict[str, Any]:
        fresh = tuple(outcome for outcome in report.outcomes if outcome.code in asked)
        document = self._renderer.to_dict(replace(report, outcomes=fresh))
        shown = {each["code"]: each for each in document["outcomes"]}
        for kept in old.get("outcomes", ()):
            rule = self._rules.get(kept["code"])
            if rule is not None and rule.code not in asked and (rule.code in shown or not _plain(kept)):
                shown[rule.code] = kept | {"severity": rule.severity.value, "family": rule.family}
        document["outcomes"] = [shown[code] for code in self._rules if code in shown]
        return document


def same(old: Document, new: Document) -> bool:
    """Whether two reports say the same, whatever they were made with.

    What a rule is called or how severe it is says nothing where it passes: a report is not written again for that.
    """
    return _substance(old) == _substance(new)


def _substance(report: Document) -> dict[str, Any]:
    told = {name: value for name, value in report.items() if name not in LEFT_OUT}
    return told | {"outcomes": [each for each in report["outcomes"] if not _plain(each)]}


def changed_codes(old: Document, new: Document) -> list[str]:
    """The rules that say something else: another outcome, other places, or one that came or went."""
    before, after = (
        {each["code"]: _said(each) for each in report.get("outcomes", ()) if not _plain(each)} for report in (old, new)
    )
    return sorted(code for code in before.keys() | after.keys() if before.get(code) != after.get(code))


def failing(report: Document) -> set[str]:
    """The rules that object."""
    return {each["code"] for each in report.get("outcomes", ()) if each["outcome"] == Outcome.FAIL}


def outcome_of(shown: Mapping[str, Any]) -> RuleOutcome:
    """An outcome as it is scored, from what a report shows of it; words and variables stay behind."""
    reason = shown["reason"]
    return RuleOutcome(
        shown["code"],
        Outcome(shown["outcome"]),
        None if reason is None else Reason(ReasonCode(reason["code"])),
        tuple(Unjudged(each["clause"], Reason(ReasonCode(each["reason"]))) for each in shown["unjudged"]),
        tuple(
            Finding(each["clause"], each["field"], each["start"], each["end"], each["match"])
            for each in shown["findings"]
        ),
        tuple(Judgement(each["clause"], each["question"]) for each in shown.get("judgements", ())),
    )


def _plain(shown: Mapping[str, Any]) -> bool:
    return shown["outcome"] == Outcome.PASS and not shown["unjudged"]


def _failed(shown: Mapping[str, Any]) -> bool:
    reasons = [(shown["reason"] or {}).get("code"), *(each["reason"] for each in shown["unjudged"])]
    return any(reason in FAILURES for reason in reasons)


def _said(shown: Mapping[str, Any]) -> tuple[object, ...]:
    places = [(each["clause"], each["field"], each["start"], each["end"]) for each in shown["findings"]]
    return shown["outcome"], (shown["reason"] or {}).get("code"), places
