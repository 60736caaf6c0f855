"""The work on bad input is bounded by its length: counted in steps of programs, never in time."""

from __future__ import annotations

import pytest

from engine.compile.run import MAX_STEPS, Budget, Run
from engine.evaluate import evaluate_rule
from engine.features.view import Resources, View
from engine.model import Definition, Outcome, ReasonCode, RuleOutcome
from tests.rules import Names, make_engine, make_rule

NAMES = Names({"lijst": ["a", "b c"]})
CHECKS = [
    'forbid "a" … "b"', 'forbid "a" …6 "z" unless after ("b" …)', 'forbid ["a"]{1,20} "z"', "forbid any of lijst",
    'forbid "," … "z"', 'forbid "(" … ")" before "z"', 'forbid [not "q"]* "q"', r"forbid /\ba\b/ … /z+/",
]  # fmt: skip
TEXTS = {
    "one letter again and again": "a " * 4_000,
    "commas": ", " * 4_000,
    "commas and words": "a , " * 2_000,
    "brackets that open": "( " * 4_000,
    "nested brackets": "( " * 2_000 + ") " * 2_000,
    "no blank at all": "a" * 300_000,
    "quotes": '" ' * 4_000,
}


def judged(check: str, text: str, *, filtered: bool) -> tuple[RuleOutcome, int, int]:
    """The outcome of a check, the steps that it took, and the tokens of the text."""
    engine = make_engine([make_rule(check)], NAMES)
    view = View(Definition("proef", text), resources=Resources())
    run = Run(view, Budget(), filtered=filtered)
    outcome = evaluate_rule(engine.plan.rules[0], run, empty=False)
    return outcome, MAX_STEPS - run.budget.left, len(view.tokens("/definitie"))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("check", CHECKS)
def test_steps_grow_with_the_text_and_no_faster(check: str, text: str) -> None:
    _, steps, tokens = judged(check, text, filtered=True)

    assert steps <= 500 * (tokens + 1)


@pytest.mark.parametrize("check", CHECKS)
def test_the_filter_never_adds_steps(check: str) -> None:
    text = "a b c , ( z ) " * 20

    outcome, steps, _ = judged(check, text, filtered=True)
    same, more, _ = judged(check, text, filtered=False)

    assert outcome == same
    assert steps <= more


def test_a_rule_without_its_words_takes_no_step() -> None:
    _, steps, _ = judged('forbid "q" … "z"', TEXTS["commas and words"], filtered=True)

    assert steps == 0


def test_a_text_over_the_budget_is_told_by_every_rule_that_counts_its_words() -> None:
    engine = make_engine([make_rule('forbid "nergens"'), make_rule("require characters < 9", code="T-2")])

    words, characters = engine.implied(engine.validate(Definition("proef", "a , " * 21_000)))

    assert words.reason is not None
    assert words.reason.code is ReasonCode.LIMIT
    assert characters.outcome is Outcome.FAIL
