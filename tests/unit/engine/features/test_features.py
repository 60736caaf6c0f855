"""Each built-in feature on small records: cases.yaml holds them, one list a feature."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.features.builtin import BUILTIN
from engine.features.registry import Feature
from tests.features import Case, answer, cases, name_of


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("cases.yaml")), ids=name_of)
def test_feature(case: Case) -> None:
    assert answer(case, BUILTIN) == case["expect"]


@pytest.mark.parametrize("feature", list(BUILTIN), ids=lambda feature: feature.name)
def test_feature_is_described_for_a_terminologist(feature: Feature) -> None:
    assert set(feature.text) == {"nl", "en"}
    assert feature.name in feature.example
