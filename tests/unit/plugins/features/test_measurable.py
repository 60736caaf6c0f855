"""Vague words that are made measurable, and content words: one YAML file of cases each."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.features.view import Resources, View
from engine.model import Definition
from engine.spans import DEFINITIE, Span
from engine.truth import OPEN
from plugins.features import REGISTRY
from plugins.features.measurable import measurable
from tests.features import Case, answer, cases, name_of

HERE = Path(__file__).parent
ANSWERS = {"measured": True, "vague": False, "open": OPEN}


@pytest.mark.parametrize("case", cases(HERE / "measurable.yaml"), ids=name_of)
def test_a_vague_word_is_measurable_only_with_a_measure_in_its_phrase(case: Case) -> None:
    text = case["definitie"]
    view = View(Definition(begrip="begrip", definitie=text), resources=Resources())
    start = text.index(case["of"])
    span = Span(DEFINITIE, start, start + len(case["of"]))
    assert measurable(view, [span], case.get("kind", "")) == ANSWERS[case["expect"]]


def test_nothing_is_not_measurable() -> None:
    view = View(Definition(begrip="begrip", definitie="iets"), resources=Resources())
    assert measurable(view, []) is False


@pytest.mark.parametrize("case", cases(HERE / "content_words.yaml"), ids=name_of)
def test_content_words(case: Case) -> None:
    assert answer(case, REGISTRY) == case["expect"]
