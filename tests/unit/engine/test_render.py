"""Reports as JSON: the contract of DESIGN §6, in the language of the reader."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine.messages.reasons import REASONS
from engine.messages.rule_texts import localised, with_values
from engine.model import (
    Decision,
    Finding,
    Outcome,
    Reason,
    ReasonCode,
    Report,
    RuleOutcome,
    Severity,
)  # fmt: skip
from engine.render import Renderer
from engine.schema_export import REPORT_SCHEMA
from tests.reports import FINDING, REPORT, RULES, HandMade, rule

ENGINE = HandMade()
SCHEMA: dict[str, Any] = json.loads(REPORT_SCHEMA.read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

NOTHING: dict[str, Any] = {"reason": None, "unjudged": [], "findings": []}
WHOLE: dict[str, Any] = {
    "id": "42",
    "begrip": "meldkamer",
    "decision": "rejected",
    "score": 0.78,
    "coverage": 0.67,
    "profile": "proef/streng",
    "origin": {"file": "kader.ttl", "line": 118, "iri": "urn:begrip:42"},
    "packs": {"proef": {"version": "1.2.3", "digest": "sha256:" + "b" * 64}},
    "corpus_revision": None,
    "outcomes": [
        {"code": "VAL-EMP-001", "outcome": "pass", "severity": "error", "family": "vorm", **NOTHING},
        {
            "code": "ESS-01", "outcome": "fail", "severity": "error", "family": "doel", "reason": None,
            "unjudged": [{"clause": "lengte", "reason": "no_analyzer"}],
            "findings": [{
                "clause": "om-te", "message": "‘om noodoproepen te ontvangen’ is een doel van meldkamer.",
                "field": "/definitie", "start": 7, "end": 35, "match": "om noodoproepen te ontvangen",
                "parts": {"kern": "ontvangen"}, "suggestion": "Laat ontvangen weg.",
                "fix": {"start": 6, "end": 35, "text": ""},
            }],
        },
        {
            "code": "SAM-05", "outcome": "not_evaluated", "severity": "error", "family": "cirkel",
            "reason": {"code": "no_corpus", "detail": "er zijn geen andere begrippen om mee te vergelijken"},
            "unjudged": [{"clause": "1", "reason": "no_corpus"}], "findings": [],
        },
        {
            "code": "ESS-04", "outcome": "needs_judgement", "severity": "warning", "family": "toetsbaar", **NOTHING,
            "judgements": [{"clause": "1", "question": "Is dit toetsbaar?"}],
        },
    ],
    "deductions": [{"family": "doel", "points": 0.22, "codes": ["ESS-01"]}],
}  # fmt: skip


def test_a_report_is_the_json_of_the_design_keys_in_order() -> None:
    found = Renderer(ENGINE).to_dict(REPORT)
    assert found == WHOLE
    assert list(found) == list(WHOLE)
    assert [list(outcome)[:7] for outcome in found["outcomes"]] == [list(WHOLE["outcomes"][0])] * 4


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("all_outcomes", [None, True, False])
def test_a_line_says_the_same_and_fits_the_schema(language: str, all_outcomes: bool | None) -> None:
    renderer = Renderer(ENGINE, language=language, all_outcomes=all_outcomes)
    line, found = renderer.to_line(REPORT), renderer.to_dict(REPORT)
    assert json.loads(line) == found
    assert "\n" not in line
    assert "‘om noodoproepen" in line
    assert list(VALIDATOR.iter_errors(found)) == []


def test_english_where_there_is_english_else_dutch_and_marked() -> None:
    (_, failed, *_) = Renderer(ENGINE, language="en").to_dict(REPORT)["outcomes"]
    (finding,) = failed["findings"]
    assert finding["message"] == "‘om noodoproepen te ontvangen’ is a purpose of meldkamer."
    assert finding["suggestion"] == "(nl) Laat ontvangen weg."


def test_a_message_takes_config_of_the_profile_and_what_the_finding_brings() -> None:
    finding = Finding("lengte", "/definitie", variables={"found": "90", "expected": "80"})
    report = replace(REPORT, outcomes=(RuleOutcome("ESS-01", Outcome.FAIL, findings=(finding,)),))
    (failed,) = Renderer(ENGINE, all_outcomes=False).to_dict(report)["outcomes"]
    assert failed["findings"][0]["message"] == "90 van 80, hoogstens 120; streng: ja."
    assert failed["findings"][0]["suggestion"] is None
    assert (failed["findings"][0]["start"], failed["findings"][0]["match"]) == (None, None)


def test_passes_are_listed_up_to_a_hundred_rules_or_on_request() -> None:
    many = HandMade(rules=(*RULES, *(rule(f"X-{number}") for number in range(97))))
    assert len(many.rules) == 101
    assert len(Renderer(many).to_dict(REPORT)["outcomes"]) == 3
    assert len(Renderer(many, all_outcomes=True).to_dict(REPORT)["outcomes"]) == 101
    assert len(Renderer(HandMade(rules=many.rules[:100])).to_dict(REPORT)["outcomes"]) == 100


def test_without_decision_score_coverage_and_origin_these_are_null() -> None:
    definition = replace(REPORT.definition, origin=None, id=None)
    report = Report(definition, (), None, (0, 0), None, (), None)
    found = Renderer(ENGINE).to_dict(report)
    assert [found[key] for key in ("id", "decision", "score", "coverage", "origin")] == [None] * 5
    assert list(VALIDATOR.iter_errors(found)) == []


def broken(**changes: object) -> dict[str, Any]:
    return {**WHOLE, **changes}


def with_outcome(number: int, **changes: object) -> dict[str, Any]:
    outcomes = [dict(outcome) for outcome in WHOLE["outcomes"]]
    outcomes[number] |= changes
    return broken(outcomes=outcomes)


def with_finding(**changes: object) -> dict[str, Any]:
    (finding,) = WHOLE["outcomes"][1]["findings"]
    return with_outcome(1, findings=[{**finding, **changes}])


@pytest.mark.parametrize(
    "report",
    [
        {key: value for key, value in WHOLE.items() if key != "decision"},
        broken(extra=1),
        broken(decision="goed"),
        broken(score=78),
        broken(packs={}),
        broken(packs={"proef": {"version": "1", "digest": "md5:0"}}),
        broken(origin={"file": "kader.ttl", "line": 0, "iri": None}),
        with_outcome(0, outcome="ok"),
        with_outcome(0, judgements=[]),
        with_outcome(1, findings=[]),
        with_outcome(2, reason=None),
        with_outcome(2, reason={"code": "zomaar", "detail": "x"}),
        with_finding(start=None),
        with_finding(match=None),
        with_finding(field="definitie"),
        with_finding(fix={"start": 1, "end": 2}),
    ],
)
def test_the_schema_refuses_what_is_no_report(report: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(report)


def test_the_schema_knows_the_words_of_the_model() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    defined = SCHEMA["$defs"]
    assert defined["reasonCode"]["enum"] == list(ReasonCode)
    assert defined["severity"]["enum"] == list(Severity)
    assert defined["outcome"]["properties"]["outcome"]["enum"] == list(Outcome)
    assert SCHEMA["properties"]["decision"]["enum"] == [*Decision, None]
    objects = [SCHEMA, *(part for part in defined.values() if part.get("type") == "object")]
    assert all(part["additionalProperties"] is False for part in objects)
    assert all("title" in part and "description" in part for part in (SCHEMA, *defined.values()))


def test_every_reason_has_words_in_both_languages() -> None:
    assert set(REASONS) == set(ReasonCode)
    renderer = Renderer(ENGINE, language="en")
    assert renderer.reason(Reason(ReasonCode.LIMIT, "1,000,000 tokens")) == (
        "the text is too large for this rule (1,000,000 tokens)"
    )


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ({"nl": "a", "en": "b"}, "en", "b"),
        ({"nl": "a"}, "en", "(nl) a"),
        ({"en": "b"}, "nl", "(en) b"),
        ({"fy": "c", "en": "b"}, "nl", "(en) b"),
        ({}, "nl", ""),
    ],
)
def test_a_text_is_shown_in_the_language_or_marked(text: dict[str, str], language: str, shown: str) -> None:
    assert localised(text, language) == shown


def test_a_placeholder_without_a_value_is_seen_to_be_missing() -> None:
    assert with_values("{match} en {kern}, {}", {"match": "{kern}"}) == "{kern} en …, {}"


def test_the_message_of_a_clause_is_found_by_its_name() -> None:
    assert Renderer(ENGINE).clause("ESS-01", FINDING.clause).name == "om-te"


def test_the_reference_lists_every_reason_code_in_the_words_that_are_shown() -> None:
    page = (Path(__file__).parents[3] / "docs/reference/reason-codes.md").read_text(encoding="utf-8")
    for code, words in REASONS.items():
        assert f"| `{code.value}` | {words.nl} | {words.hint_nl or '–'} |" in page
