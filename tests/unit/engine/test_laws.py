"""Laws that hold for every text: spans, score, fixes, and independence of rules."""

from __future__ import annotations

from dataclasses import replace

import regex
from hypothesis import given
from hypothesis import strategies as st

from engine.engine import Engine
from engine.language.parse import parse_target
from engine.model import Definition, Finding, RuleOutcome
from engine.packs.model import FixSpec, ScoreParameters
from engine.score import deductions, score
from tests.rules import HERE, Names, make_engine, make_rule

WORDS = [
    "om", "te", "de", "een", "ruimte", "zoals", "enz.", "OM", "niet", "\u00e9", "e\u0301", "\u0301",
    "\U0001f469\u200d\u2696\ufe0f", "\U0001f1f3\U0001f1f1", "\u05e9\u05dc\u05d5\u05dd", "\u061f", "\u200f", "\u200e",
    "\u200b", "\u00ad", "\u00a0", "\r\n", "\n\n", "(", ")", ",", ".", "<b>", "&amp;", "“", "’s", "\ufb01",
    "\uac01", "\u1100\u1161\u11a8",
]  # fmt: skip
"""Words of the rules below, and what Unicode has in store: combining marks, joined emoji, flags, letters that run from
right to left, marks of direction, characters without width, soft hyphens, odd blanks, ligatures, Hangul in parts."""
texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=14).flatmap(
    lambda parts: st.sampled_from([" ", ""]).map(lambda glue: glue.join(parts))
)
LEXICONS = {"lidwoorden": ["de", "een"], "doelen": ["om te", "zoals"]}
CHECKS = [
    "forbid any of lidwoorden",
    'forbid "om" … "te" as einde',
    r"forbid /\p{L}\p{M}*/",
    "forbid any of literal doelen in definition",
    "forbid sentences",
    'forbid words unless before ("ruimte")',
    "require count(words) between 2 and 4 at words",
    "forbid start any of lidwoorden",
]


def engine_of(checks: list[str], *, fix: FixSpec | None = None) -> Engine:
    """An engine with one rule for each check, of different severities and families."""
    rules = [
        make_rule(check, code=f"T-{number}", severity=["error", "warning", "info"][number % 3],
                  family=f"f{number % 4}", theme=f"t{number % 2}", fix=fix)
        for number, check in enumerate(checks)
    ]  # fmt: skip
    return make_engine(rules, Names(LEXICONS))


ENGINE = engine_of(CHECKS)
FIXING = engine_of(
    ["forbid any of lidwoorden", "forbid start any of literal doelen"], fix=FixSpec(None, "", HERE)
)  # fmt: skip


@given(texts)
def test_match_is_the_slice_of_the_field_on_grapheme_boundaries(text: str) -> None:
    edges = {0, *(found.end() for found in regex.finditer(r"\X", text))}

    for finding in ENGINE.validate(Definition("proef", text)).findings:
        if finding.start is None or finding.end is None:
            assert finding.match is None
        else:
            assert finding.match == text[finding.start : finding.end]
            assert {finding.start, finding.end} <= edges
            assert finding.start < finding.end


@given(texts)
def test_fixing_twice_is_fixing_once(text: str) -> None:
    once = FIXING.fix(Definition("proef", text))
    twice = FIXING.fix(once.definition)

    assert twice.definition == once.definition
    assert once.original.definitie == text
    assert any(map(str.isalnum, once.definition.definitie)) or once.definition.definitie == text
    assert len(once.report.findings) <= len(FIXING.validate(once.original).findings)


@given(texts, st.lists(st.integers(0, len(CHECKS) - 1), min_size=1, unique=True))
def test_a_verdict_does_not_depend_on_other_rules(text: str, numbers: list[int]) -> None:
    def outcomes(engine: Engine) -> dict[str, RuleOutcome]:
        report = engine.validate(Definition("proef", text))
        return {outcome.code: outcome for outcome in engine.implied(report)}

    some = outcomes(ENGINE.restricted([f"T-{number}" for number in numbers]))
    every = outcomes(ENGINE)

    assert some == {code: every[code] for code in some}


@st.composite
def findings(draw: st.DrawFn) -> list[RuleOutcome]:
    """Outcomes with findings that overlap, touch, lie apart or have no place."""
    outcomes = []
    for number in range(len(CHECKS)):
        found = []
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.none() | st.integers(0, 9))
            end = None if start is None else start + draw(st.integers(1, 5))
            found.append(Finding("1", "/definitie", start, end))
        outcomes.append(RuleOutcome(f"T-{number}", "fail", findings=tuple(found)))  # type: ignore[arg-type]
    return outcomes


def points(outcomes: list[RuleOutcome], parameters: ScoreParameters) -> int:
    """The score of outcomes."""
    taken = deductions(ENGINE.plan, outcomes, parameters)
    return score(taken, findings=any(o.findings for o in outcomes), empty=False)


@given(findings(), st.data(), st.integers(0, 3), st.integers(5, 70))
def test_removing_a_finding_never_lowers_the_score(
    outcomes: list[RuleOutcome], data: st.DataObject, most: int, cap: int
) -> None:
    parameters = ScoreParameters(findings_per_family=most, theme_cap=cap)
    places = [(row, column) for row, outcome in enumerate(outcomes) for column in range(len(outcome.findings))]
    if not places:
        assert points(outcomes, parameters) == 100
        return
    row, column = data.draw(st.sampled_from(places))
    kept = outcomes[row].findings[:column] + outcomes[row].findings[column + 1 :]
    fewer = [*outcomes[:row], replace(outcomes[row], findings=kept), *outcomes[row + 1 :]]

    assert points(fewer, parameters) >= points(outcomes, parameters)


def test_a_fix_may_aim_at_a_part_of_the_match() -> None:
    fix = FixSpec(parse_target("any of lidwoorden"), "elke", HERE)
    engine = make_engine([make_rule('forbid "om" … any of lidwoorden', fix=fix)], Names(LEXICONS))

    fixed = engine.fix(Definition("proef", "recht om  de ruimte te zien"))

    assert fixed.definition.definitie == "recht om  elke ruimte te zien"
