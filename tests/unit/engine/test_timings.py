"""Where the time of a run goes: the same verdicts, and counts that can be checked where times cannot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from engine.engine import Engine
from engine.features.registry import Registry, Type
from engine.features.view import View
from engine.model import Definition
from engine.spans import Span
from engine.timings import ANALYSIS, Timing, Timings
from tests.rules import make_engine, make_rule
from tests.support import FakeAnalyzer

RECORDS = [
    Definition("post", "gebouw"),
    Definition("wacht", "persoon die een gebouw bewaakt"),
    Definition("rol", "taak"),
]
FEATURES = Registry()


@FEATURES.feature("lazy", Type.SEARCH, text={"nl": "lui", "en": "lazy"}, example="forbid lazy")
def lazy(view: View) -> Iterator[Span]:
    yield Span("/definitie", 0, 4)


@FEATURES.feature("broken", Type.SEARCH, text={"nl": "stuk", "en": "broken"}, example="forbid broken")
def broken(view: View) -> Any:
    raise ZeroDivisionError


@pytest.fixture
def engine() -> Engine:
    rules = [
        make_rule('forbid "gebouw"', code="A-01"),
        make_rule("require count(words) >= 2", code="B-01"),
        make_rule("forbid lazy", code="C-01"),
        make_rule("forbid [NOUN]", code="D-01"),
    ]
    return make_engine(rules, features=[FEATURES], analyzer=FakeAnalyzer({"gebouw": ["NOUN"]}))


def test_it_judges_as_it_does_untimed(engine: Engine) -> None:
    timed = engine.timed(Timings())
    assert list(timed.validate_many(RECORDS)) == list(engine.validate_many(RECORDS))


def test_what_is_counted(engine: Engine) -> None:
    timings = Timings()
    list(engine.timed(timings).validate_many(RECORDS))
    counts = {code: (each.candidates, each.evaluations, each.findings) for code, each in timings.rules.items()}
    assert counts["A-01"] == (2, 2, 2)  # the filter leaves out the record without the word
    assert counts["B-01"] == (2, 2, 2)  # a number within its bounds is not evaluated
    assert counts["C-01"][1:] == (3, 3)
    assert (timings.features["lazy"].evaluations, timings.features["lazy"].findings) == (3, 3)
    assert timings.features[ANALYSIS].evaluations == 1
    assert all(each.seconds > 0 for each in timings.rules.values())


def test_the_engine_itself_stays_untimed(engine: Engine) -> None:
    timings = Timings()
    engine.timed(timings)
    engine.validate(RECORDS[0])
    assert (timings.rules, timings.features) == ({}, {})


def test_only_the_rules_of_the_plan_are_timed(engine: Engine) -> None:
    timings = Timings()
    engine.restricted(["B-01"]).timed(timings).validate(RECORDS[0])
    assert list(timings.rules) == ["B-01"]


def test_a_feature_that_fails_is_counted_too() -> None:
    timings = Timings()
    make_engine([make_rule("forbid broken")], features=[FEATURES]).timed(timings).validate(RECORDS[0])
    assert timings.features["broken"].evaluations == 1
    assert timings.rules["TEST-01"].findings == 0


def test_measurements_of_several_processes_add_up() -> None:
    total = Timings({"A-01": Timing(1.0, 1, 2, 3)}, {"genus": Timing(0.5)})
    total.merge(Timings({"A-01": Timing(0.5, 1, 1, 1), "B-01": Timing(0.25)}, {"genus": Timing(0.5, 0, 4, 0)}))
    assert total == Timings({"A-01": Timing(1.5, 2, 3, 4), "B-01": Timing(0.25)}, {"genus": Timing(1.0, 0, 4, 0)})


def test_what_is_taken_is_not_counted_again() -> None:
    timings = Timings({"A-01": Timing(1.0)})
    assert timings.taken() == Timings({"A-01": Timing(1.0)})
    assert timings.taken() == Timings()
