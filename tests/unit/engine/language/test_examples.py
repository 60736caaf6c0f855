"""The examples of RULE-LANGUAGE.md: each with texts, the expected outcome, and the place it points at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.features.registry import Registry
from engine.model import Category, Context, Definition, Entry, Source
from plugins.features import REGISTRY
from tests.fakes import FAKES
from tests.rules import Names, judge
from tests.support import FakeAnalyzer

DATA = yaml.safe_load(Path(__file__).with_name("examples.yaml").read_text(encoding="utf-8"))
NAMES = Names(DATA["lexicons"], DATA["selectors"], DATA["config"], {"OM": "Openbaar Ministerie"})
REAL = Registry(feature for feature in REGISTRY if feature.name not in FAKES)
CASES = [(group["check"], case) for group in DATA["cases"] for case in group["cases"]]


def record(case: dict[str, Any]) -> Definition:
    """The record that a case describes."""
    corpus = case.get("corpus")
    entries = dict.fromkeys(corpus) if isinstance(corpus, list) else corpus
    context = case.get("context")
    return Definition(
        case.get("begrip", "proef"),
        case["definitie"],
        category=Category(case["category"]) if "category" in case else None,
        context=Context(**{key: tuple(value) for key, value in context.items()}) if context else None,
        sources=tuple(Source(**source) for source in case["sources"]) if "sources" in case else None,
        synonyms=tuple(case["synonyms"]) if "synonyms" in case else None,
        preferred_term=case.get("preferred_term"),
        corpus=None if entries is None else tuple(Entry(term, text) for term, text in entries.items()),
    )


@pytest.mark.parametrize(("check", "case"), CASES, ids=[f"{check[:40]}-{case['definitie']}" for check, case in CASES])
def test_example(check: str, case: dict[str, Any]) -> None:
    outcome = judge(check, record(case), NAMES, analyzer=FakeAnalyzer(DATA["tags"]), features=[REAL, FAKES])

    assert outcome.outcome == case["outcome"]
    assert [finding.match for finding in outcome.findings] == case.get("match", [])
    if "reason" in case:
        assert outcome.reason is not None
        assert outcome.reason.code == case["reason"]
    for finding in outcome.findings:
        assert finding.field == case.get("field", "/definitie")
        assert dict(finding.parts) == case.get("parts", {})
        if "found" in case:
            assert (finding.variables["found"], finding.variables["expected"]) == (case["found"], case["expected"])
