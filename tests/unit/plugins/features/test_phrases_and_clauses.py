"""Features about clauses, reference, coordination and negation, read with the lexicon that ships.

``of`` names the feature that the argument comes from; ``coordination`` the conjunction whose coordinations are counted.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from engine.features.builtin import BUILTIN
from engine.features.view import Resources, View
from engine.model import Definition, ReasonCode
from engine.spans import Span
from engine.truth import MissingInputError
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.features import REGISTRY
from tests.features import Case, cases, name_of

ALL = BUILTIN.merged(REGISTRY)
NAMES = (
    "clauses nesting reference antecedent definite introduced specified core_negation double_negation pleonasm "
    "contradiction mixed_conjunctions separated"
).split()


@pytest.fixture(scope="module")
def analyzer() -> LexicalAnalyzer:
    return LexicalAnalyzer.load()


def _call(view: View, name: str, **arguments: object) -> object:
    feature = ALL.get(name)
    assert feature is not None
    return feature.function(view, **arguments)


def _shown(view: View, span: Span) -> str:
    return view.text(span.field).text[span.start : span.end] + ("" if span.certain else "?")


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("phrases_and_clauses.yaml")), ids=name_of)
def test_feature(case: Case, analyzer: LexicalAnalyzer) -> None:
    record = Definition(begrip=case.get("begrip", "begrip"), definitie=case.get("definitie", ""))
    view = View(record, resources=Resources(), analyzer=analyzer)
    arguments = dict(case.get("arguments", {}))
    if "of" in case:
        arguments["of"] = _call(view, case["of"])
    if "coordination" in case:
        arguments["of"] = _call(view, "coordination", word=case["coordination"])
    found = _call(view, case["feature"], **arguments)
    assert ([_shown(view, span) for span in found] if isinstance(found, list) else found) == case["expect"]


@pytest.mark.parametrize("name", NAMES)
def test_without_an_analyzer_nothing_is_said(name: str) -> None:
    view = View(Definition(begrip="b", definitie="persoon die hij kent"), resources=Resources(), analyzer=None)
    arguments = {"of": [Span("/definitie", 12, 15)]} if name == "antecedent" else {}
    with pytest.raises(MissingInputError) as missing:
        _call(view, name, **arguments)
    assert missing.value.missing.reason.code is ReasonCode.NO_ANALYZER


@pytest.mark.parametrize("piece", ["de man en ", "die hij ", "oude ", "groot ", "dat "])
def test_work_grows_with_the_text(piece: str, analyzer: LexicalAnalyzer) -> None:
    times = []
    for size in (1, 4):
        view = View(Definition(begrip="b", definitie=piece * (1000 * size)), resources=Resources(), analyzer=analyzer)
        view.readings("/definitie")
        began = time.process_time()
        for name in NAMES:
            if name != "antecedent":
                _call(view, name)
        references = _call(view, "reference")
        assert isinstance(references, list)
        for reference in references[:200]:
            _call(view, "antecedent", of=[reference])
        times.append(time.process_time() - began)
    assert times[1] < 8 * times[0] + 0.2
