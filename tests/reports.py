"""A small engine's worth of rules and reports, made by hand: for tests of what is done with reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.errors import Mark
from engine.language.parse import parse_check
from engine.model import (
    Decision,
    Deduction,
    Definition,
    Finding,
    Fix,
    Judgement,
    Origin,
    Outcome,
    Reason,
    ReasonCode,
    Report,
    RuleOutcome,
    Severity,
    Unjudged,
)
from engine.packs.model import (
    CheckText,
    ConfigField,
    ConfigType,
    Localised,
    Pack,
    Profile,
    Rule,
    RuleClause,
    ScoreParameters,
    Status,
)

MARK = Mark("rules/vorm/A.yaml", 1, 1)
SYNTAX = parse_check('forbid "om"').clauses[0]


def clause(name: str, message: Localised, suggestion: Localised | None = None) -> RuleClause:
    """A clause with its words; what it checks does not matter here."""
    return RuleClause(name, SYNTAX, CheckText('forbid "om"', MARK.file, 1, 1, 0), message, suggestion or {}, None)


def rule(code: str, *clauses: RuleClause, severity: Severity = Severity.ERROR, family: str = "vorm",
         config: tuple[ConfigField, ...] = ()) -> Rule:  # fmt: skip
    """A rule without examples."""
    return Rule(
        code=code, name=code.lower(), title={"nl": f"Titel van {code}"}, theme="vorm", family=family, severity=severity,
        status=Status.STABLE, question={"nl": "Klopt het?"}, clauses=clauses, passing=(), failing=(), mark=MARK,
        config=config,
    )  # fmt: skip


RULES = (
    rule("VAL-EMP-001", clause("1", {"nl": "De definitie is leeg.", "en": "The definition is empty."})),
    rule(
        "ESS-01",
        clause("om-te", {"nl": "‘{match}’ is een doel van {begrip}.", "en": "‘{match}’ is a purpose of {begrip}."},
               {"nl": "Laat {kern} weg."}),
        clause("lengte", {"nl": "{found} van {expected}, hoogstens {config.woorden}; streng: {config.streng}."}),
        family="doel",
        config=(ConfigField("woorden", ConfigType.INTEGER, 80, {"nl": "Woorden."}),
                ConfigField("streng", ConfigType.YES_NO, True, {"nl": "Streng."})),
    ),
    rule("SAM-05", clause("1", {"nl": "Cirkel: {path}."}), family="cirkel"),
    rule("ESS-04", clause("1", {"nl": "Vaag."}), severity=Severity.WARNING, family="toetsbaar"),
)  # fmt: skip

PACK = Pack(
    name="proef", version="1.2.3", language="nl", title={"nl": "Proef"}, themes={"vorm": {"nl": "Vorm"}}, families={},
    rules=RULES, lexicons={}, selectors={}, profiles={}, abbreviations={}, score=ScoreParameters(),
    empty_rule="VAL-EMP-001", licence="EUPL-1.2", verdict_digest="sha256:" + "a" * 64,
    content_digest="sha256:" + "b" * 64,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HandMade:
    """What of an engine shows in its reports."""

    packs: tuple[Pack, ...] = (PACK,)
    profile: Profile = field(default_factory=lambda: Profile("streng", config={"ESS-01": {"woorden": 120}}))
    profile_name: str = "proef/streng"
    rules: tuple[Rule, ...] = RULES


NO_LABELS: Mapping[str, str] = {}
TEXT = "ruimte om noodoproepen te ontvangen"
FINDING = Finding(
    "om-te", "/definitie", 7, 35, "om noodoproepen te ontvangen", parts={"kern": "ontvangen"}, fix=Fix(6, 35, "")
)
REPORT = Report(
    definition=Definition("meldkamer", TEXT, id="42", origin=Origin("kader.ttl", 118, "urn:begrip:42")),
    outcomes=(
        RuleOutcome("ESS-01", Outcome.FAIL, findings=(FINDING,),
                    unjudged=(Unjudged("lengte", Reason(ReasonCode.NO_ANALYZER)),)),
        RuleOutcome("SAM-05", Outcome.NOT_EVALUATED, Reason(ReasonCode.NO_CORPUS),
                    unjudged=(Unjudged("1", Reason(ReasonCode.NO_CORPUS)),)),
        RuleOutcome("ESS-04", Outcome.NEEDS_JUDGEMENT, judgements=(Judgement("1", "Is dit toetsbaar?"),)),
    ),
    score=78,
    coverage=(2, 3),
    decision=Decision.REJECTED,
    deductions=(Deduction("doel", 22, ("ESS-01",)),),
    corpus_revision=None,
)  # fmt: skip
"""A report with a finding, an unjudged clause, a rule that was not evaluated, one that asks, and one pass."""
