"""Whatever text a definition holds (``bad_texts.yaml``): every rule answers, and says what can honestly be said."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.engine import Engine
from engine.model import Definition, Outcome, ReasonCode
from plugins import load_engine
from tests.e2e.command import check

CASES = yaml.safe_load(Path(__file__).with_name("bad_texts.yaml").read_text(encoding="utf-8"))


@cache
def engine() -> Engine:
    return load_engine(["astra-nl"], verify=False)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_bad_text_gets_honest_outcomes(case: Mapping[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    text = case["text"] * case.get("repeat", 1)
    report = engine().validate(Definition("begrip", text))
    found = {outcome.code: outcome for outcome in report.outcomes}
    fired = {code: outcome.findings for code, outcome in found.items() if outcome.outcome is Outcome.FAIL}
    reasons = {outcome.reason.code for outcome in found.values() if outcome.reason is not None}

    for code, match in case.get("finds", {}).items():
        assert match in [finding.match for finding in fired.get(code, ())], code
    assert fired.keys().isdisjoint(case.get("not", ()))
    if "reason" in case:
        assert case["reason"] in reasons
    assert ReasonCode.INTERNAL_ERROR not in reasons
    assert not caplog.records
    for findings in fired.values():
        assert all(finding.match == text[finding.start : finding.end] for finding in findings if finding.match)


def test_a_lone_surrogate_in_json_is_complained_about_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "kader.jsonl"
    good = '{"begrip": "kazerne", "definitie": "gebouw van het leger"}\n'
    path.write_text('{"begrip": "x", "definitie": "gebouw \\ud800 van steen"}\n' + good, encoding="utf-8")
    result = check(path, "--format", "jsonl")

    assert result.exit_code == 2
    assert f"{path}:1:1: ‘/definitie’ bevat een half teken" in result.stderr
    assert json.loads(result.stdout)["begrip"] == "kazerne"
