"""The outcome of a rule, from all there can be to its clauses (RULE-LANGUAGE, "Outcome of a rule")."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import pytest

from engine.features.registry import Registry, Type
from engine.features.view import View
from engine.model import Decision, Definition, Outcome, ReasonCode, Source
from engine.packs.model import ScoreParameters
from engine.spans import DEFINITIE, Span
from engine.truth import OPEN
from tests.rules import Names, judge, make_engine, make_rule, matches
from tests.support import FakeAnalyzer

PROBES = Registry()
FIRES = 'forbid "x"'
MISSING = "require some sources"
OPEN_CLAUSE = "forbid maybe"
NO_PART = 'when some "nooit": forbid "x"'


@PROBES.feature("maybe", Type.SEARCH, text={"nl": "misschien"}, example="forbid maybe")
def maybe(view: View) -> list[Span]:
    return [Span(DEFINITIE, 0, 1, OPEN)]


@PROBES.feature("broken", Type.SEARCH, text={"nl": "stuk"}, example="forbid broken")
def broken(view: View) -> list[Span]:
    raise ZeroDivisionError


@PROBES.feature("genus", Type.WORD, text={"nl": "genus"}, example="forbid genus")
def genus(view: View) -> list[Span]:
    return [] if view.definition.definitie.startswith("wordt") else [Span(DEFINITIE, 0, 1)]


@pytest.mark.parametrize(
    ("clauses", "text", "outcome", "unjudged"),
    [
        ([FIRES], "a x b", Outcome.FAIL, []),
        ([FIRES], "a b", Outcome.PASS, []),
        ([FIRES, MISSING], "a x b", Outcome.FAIL, ["2"]),
        ([FIRES, MISSING], "a b", Outcome.PASS, ["2"]),
        ([MISSING], "a b", Outcome.NOT_EVALUATED, ["1"]),
        ([MISSING, MISSING], "a b", Outcome.NOT_EVALUATED, ["1", "2"]),
        ([NO_PART], "a x b", Outcome.NOT_APPLICABLE, []),
        ([NO_PART, MISSING], "a x b", Outcome.NOT_EVALUATED, ["2"]),
        ([OPEN_CLAUSE], "a b", Outcome.PASS, []),
        ([OPEN_CLAUSE + ' else judge "Is dit zo?"'], "a b", Outcome.NEEDS_JUDGEMENT, []),
        ([OPEN_CLAUSE + ' else judge "Is dit zo?"', FIRES], "a x b", Outcome.FAIL, []),
        (['judge "Is dit zo?"', MISSING], "a b", Outcome.NEEDS_JUDGEMENT, ["2"]),
        (['when some "a": judge "Is dit zo?"'], "b", Outcome.NOT_APPLICABLE, []),
        (["when some sources: " + FIRES], "a x b", Outcome.NOT_EVALUATED, ["1"]),
        (["when some maybe: " + FIRES], "a x b", Outcome.NOT_APPLICABLE, []),
        (['applies when some "a"', FIRES], "b x", Outcome.NOT_APPLICABLE, []),
        (["applies when some maybe", FIRES], "b x", Outcome.NOT_APPLICABLE, []),
        (["applies when some sources", FIRES], "b x", Outcome.NOT_EVALUATED, ["2"]),
        (["forbid maybe or sources"], "a b", Outcome.NOT_EVALUATED, ["1"]),
        (['forbid "x" unless some sources'], "a x", Outcome.NOT_EVALUATED, ["1"]),
        (['forbid "x" unless some sources or some "a"'], "a x", Outcome.PASS, []),
        (['forbid "x" where some sources and some "q"'], "a x", Outcome.PASS, []),
        (['require some sources unless some "a"'], "a x", Outcome.PASS, []),
        (["require some sources or some maybe"], "a x", Outcome.NOT_EVALUATED, ["1"]),
        (["require not some maybe"], "a x", Outcome.PASS, []),
        (["require at least 1 maybe"], "a x", Outcome.PASS, []),
        (["require at most 0 maybe"], "a x", Outcome.PASS, []),
        (["require at least 2 maybe"], "a x", Outcome.FAIL, []),
        (["require at least 2 (maybe or sources)"], "a x", Outcome.NOT_EVALUATED, ["1"]),
        (["require at most 2 (words or sources)"], "a b c", Outcome.FAIL, []),
        (["require count(maybe) <= 1"], "a x", Outcome.PASS, []),
        (["require count(maybe) >= 1"], "a x", Outcome.PASS, []),
        (["require count(maybe) between 2 and 3"], "a x", Outcome.FAIL, []),
        (["require count(sources) = 1"], "a x", Outcome.NOT_EVALUATED, ["1"]),
    ],
)
def test_outcome_of_clauses(clauses: list[str], text: str, outcome: Outcome, unjudged: list[str]) -> None:
    found = judge("\n".join(clauses), text, features=[PROBES])

    assert found.outcome is outcome
    assert [each.clause for each in found.unjudged] == unjudged


def test_a_rule_that_fails_inside_is_logged_and_sinks_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    engine = make_engine([make_rule("forbid broken"), make_rule(FIRES, code="T-2")], features=[PROBES])

    with caplog.at_level(logging.ERROR):
        stuk, heel = engine.validate(Definition("proef", "a x")).outcomes

    assert stuk.reason is not None
    assert stuk.reason.code is ReasonCode.INTERNAL_ERROR
    assert heel.outcome is Outcome.FAIL
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("text", ["", "  \n", "–", "…!", "\u200b", "<br>", "&nbsp;"])
def test_an_empty_definition_is_judged_by_one_rule_only(text: str) -> None:
    rules = [make_rule(r"require some /[\p{L}\p{N}]/ in definition", code="LEEG"), make_rule(FIRES, code="T-2"),
             make_rule("require some sources", code="T-3")]  # fmt: skip
    engine = make_engine(rules, empty_rule="LEEG")

    report = engine.validate(Definition("proef", text, sources=()))

    outcomes = {outcome.code: outcome for outcome in report.outcomes}
    assert outcomes["LEEG"].outcome is Outcome.FAIL
    assert outcomes["T-2"].outcome is Outcome.NOT_APPLICABLE
    assert outcomes["T-3"].outcome is Outcome.FAIL
    assert report.score == 0


def test_decision_coverage_and_score() -> None:
    engine = make_engine([make_rule(FIRES), make_rule(MISSING, code="T-2"), make_rule("forbid words", code="T-3",
                          severity="info", penalty=0)])  # fmt: skip

    bad, good = engine.validate_many([
        Definition("p", "a x"), Definition("p", "–a", sources=(Source(title="Wet"),)),
    ])  # fmt: skip

    assert (bad.decision, bad.coverage, bad.score) == (Decision.REJECTED, (2, 3), 80)
    assert (good.decision, good.coverage, good.score) == (Decision.ACCEPTED, (3, 3), 99)
    assert engine.validate(Definition("p", "–a")).decision is Decision.OPEN
    assert engine.restricted(["T-2"]).validate(Definition("p", "–a")).decision is None


def test_a_text_without_a_genus_scores_no_more_than_the_cap() -> None:
    engine = make_engine([make_rule("forbid genus where match in lead_in")], features=[PROBES],
                         score=ScoreParameters(no_genus_cap=40))  # fmt: skip

    assert engine.validate(Definition("p", "wordt gebruikt")).score == 40
    assert engine.validate(Definition("p", "ruimte")).score == 100


def test_an_incoherent_text_scores_no_more_than_the_cap() -> None:
    probes = Registry()

    @probes.feature("incoherence", Type.SEARCH, text={"nl": "onsamenhang"}, example="forbid incoherence")
    def incoherence(view: View) -> Sequence[Span]:
        if "salade" not in view.text(DEFINITIE).text:
            return []
        return [Span(DEFINITIE, 0, 1, OPEN if "misschien" in view.text(DEFINITIE).text else None)]

    engine = make_engine([make_rule(FIRES)], features=[probes], score=ScoreParameters(incoherent_cap=15))

    assert engine.validate(Definition("p", "salade van de")).score == 15
    assert engine.validate(Definition("p", "misschien salade van de")).score == 100
    assert engine.validate(Definition("p", "ruimte")).score == 100


def test_a_feature_of_a_cap_that_fails_inside_bounds_nothing_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    probes = Registry()

    @probes.feature("incoherence", Type.SEARCH, text={"nl": "stuk"}, example="forbid incoherence")
    def incoherence(view: View) -> Sequence[Span]:
        raise ZeroDivisionError

    engine = make_engine([make_rule(FIRES)], features=[probes])

    assert engine.validate(Definition("p", "ruimte")).score == 100
    assert "incoherence" in caplog.text


def test_records_are_judged_alike_one_by_one_and_together() -> None:
    analyzer = FakeAnalyzer({"te": ["ADP"], "zien": ["VERB inf"], "x": ["NOUN", "VERB inf"]})
    engine = make_engine([make_rule('forbid "te" [VERB inf]')], analyzer=analyzer)
    records = [Definition("p", text) for text in ["te zien", "te x", "", "a" * 500_000, "te lang te zien"]]

    assert list(engine.validate_many(records)) == [engine.validate(record) for record in records]


def test_without_an_analyzer_a_pattern_with_word_classes_says_so_only_where_it_matters() -> None:
    check = 'forbid "te" [VERB inf]'

    assert judge(check, "ruimte").outcome is Outcome.PASS
    unknown = judge(check, "ruimte te zien")
    assert unknown.reason is not None
    assert (unknown.outcome, unknown.reason.code) == (Outcome.NOT_EVALUATED, ReasonCode.NO_ANALYZER)


def test_an_entry_with_a_word_class_matches_in_that_class_only() -> None:
    analyzer = FakeAnalyzer({"goed": ["ADJ"], "goede": ["ADJ lemma=goed"], "goederen": ["NOUN plur lemma=goed"],
                             "wil": ["NOUN", "VERB fin"]})  # fmt: skip
    names = Names({"oordelen": ["goed/ADJ", "wil/VERB"]})

    found = judge("forbid any of oordelen", "goede goederen en wil", names, analyzer=analyzer)

    assert matches(found) == ["goede"]
