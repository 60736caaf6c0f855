"""Each built-in plugin feature on small records: cases.yaml holds them, one list a feature."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.features.builtin import BUILTIN
from engine.features.registry import Feature
from plugins.features import REGISTRY
from tests.features import Case, answer, cases, name_of


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("cases.yaml")), ids=name_of)
def test_feature(case: Case) -> None:
    assert answer(case, REGISTRY) == case["expect"]


@pytest.mark.parametrize("feature", list(REGISTRY), ids=lambda feature: feature.name)
def test_feature_is_described_for_a_terminologist(feature: Feature) -> None:
    assert set(feature.text) == {"nl", "en"}
    assert feature.name in feature.example


def test_no_name_is_used_twice() -> None:
    assert {feature.name for feature in BUILTIN.merged(REGISTRY)} >= {"body", "brackets"}


@pytest.mark.parametrize("piece", ["a, ", "a en ", "(", ") (", " (a) ", "AB (ab) ", "- a; ", "zoals a, "])
def test_a_long_text_takes_linear_time(piece: str) -> None:
    case = {"definitie": piece * (60_000 // len(piece) // 2), "words": {}}
    for feature in REGISTRY:
        if all(parameter.default is not None for parameter in feature.parameters):
            answer({"feature": feature.name, **case}, REGISTRY)
