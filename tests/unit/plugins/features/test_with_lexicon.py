"""Features about beginnings, read with the lexicon that ships: one YAML file each, a list of cases for each feature.

A case is a record with what the feature must find in it, in order; a possible match ends in a question mark. ``of``
names the feature that the argument comes from; ``head`` stands for ``head(term)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.features.builtin import BUILTIN
from engine.features.view import Resources, View
from engine.model import Definition
from engine.spans import Span
from engine.truth import MissingInputError, Open
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.features import REGISTRY
from plugins.features.phrase_end import MAX_MEMBERS
from tests.features import Case, cases, name_of

HERE = Path(__file__).parent
FILES = ("genus", "head", "beginnings", "differentia", "plurals", "restated", "parts")
ALL = BUILTIN.merged(REGISTRY)


@pytest.fixture(scope="module")
def analyzer() -> LexicalAnalyzer:
    return LexicalAnalyzer.load()


def _view(case: Case, analyzer: LexicalAnalyzer | None) -> View:
    synonyms = tuple(case["synonyms"]) if "synonyms" in case else None
    record = Definition(begrip=case.get("begrip", "begrip"), definitie=case.get("definitie", ""), synonyms=synonyms)
    return View(record, resources=Resources(), analyzer=analyzer)


def _spans(view: View, name: str) -> Sequence[Span]:
    if name == "head":
        return tuple(ALL.get("head").function(view, of=_spans(view, "term")))  # type: ignore[union-attr]
    return tuple(ALL.get(name).function(view))  # type: ignore[union-attr]


def _answer(view: View, case: Case) -> object:
    feature = ALL.get(case["feature"])
    assert feature is not None
    arguments = {"of": _spans(view, case["of"])} if "of" in case else {}
    found = feature.function(view, **arguments)
    if isinstance(found, str | Open):
        return found if isinstance(found, str) else "open"
    return [view.text(span.field).text[span.start : span.end] + ("" if span.certain else "?") for span in found]


@pytest.mark.parametrize("case", [case for name in FILES for case in cases(HERE / f"{name}.yaml")], ids=name_of)
def test_feature(case: Case, analyzer: LexicalAnalyzer) -> None:
    assert _answer(_view(case, analyzer), case) == case["expect"]


@pytest.mark.parametrize("name", ["genus", "finite_core", "differentia", "term_as_genus", "name_only", "parts_only"])
def test_without_an_analyzer_nothing_is_said(name: str) -> None:
    with pytest.raises(MissingInputError):
        _spans(_view({"definitie": "Akte van Levering"}, None), name)


@pytest.mark.parametrize("piece", ["in ", "door de rechter ", "grote ", "stof, ", "van het huis en ", "dat ", "als "])
def test_a_beginning_without_an_end_is_given_up(piece: str, analyzer: LexicalAnalyzer) -> None:
    view = _view({"definitie": piece * (60_000 // len(piece))}, analyzer)
    for name in ("genus", "genera", "finite_core", "differentia", "parts_only", "restated_term"):
        assert len(_spans(view, name)) <= MAX_MEMBERS
