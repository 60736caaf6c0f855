"""Run feature cases written as data: one record, one feature, and what it must find or miss."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from engine.features.corpus import CorpusIndex
from engine.features.registry import Registry, Type
from engine.features.view import Resources, View
from engine.model import Category, Context, Definition, Entry, Source
from engine.spans import Span
from engine.truth import MissingInputError
from tests.support import FakeAnalyzer

Case = Mapping[str, Any]


def cases(path: Path) -> list[Case]:
    """Every case of a file: under each feature's name a list, each case with the feature's name added."""
    by_feature = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [{"feature": feature, **item} for feature, items in by_feature.items() for item in items]


def name_of(case: Case) -> str:
    """What a test is called."""
    return f"{case['feature']}: {case.get('definitie', case.get('begrip', ''))}"[:80]


def view_of(case: Case) -> View:
    """The record of a case, with its analyzer (``words``) and corpus."""
    analyzer = FakeAnalyzer(case["words"]) if "words" in case else None
    corpus = None
    if "corpus" in case:
        corpus = CorpusIndex.build([_entry(item) for item in case["corpus"]], analyzer)
    record = Definition(
        begrip=case.get("begrip", "begrip"),
        definitie=case.get("definitie", ""),
        id=case.get("id"),
        category=Category(case["category"]) if "category" in case else None,
        context=Context(**{key: tuple(names) for key, names in case["context"].items()}) if "context" in case else None,
        sources=tuple(Source(**item) for item in case["sources"]) if "sources" in case else None,
        synonyms=tuple(case["synonyms"]) if "synonyms" in case else None,
        preferred_term=case.get("preferred_term"),
    )
    return View(record, resources=Resources("nl", case.get("abbreviations", {})), analyzer=analyzer, corpus=corpus)


def answer(case: Case, registry: Registry) -> object:
    """What the feature says: texts of spans (a possible one ends in ``?``), a number or words; or the reason code."""
    view = view_of(case)
    feature = registry.get(case["feature"])
    assert feature is not None
    arguments = dict(case.get("arguments", {}))
    for name, argument in arguments.items():
        searched = registry.get(argument) if isinstance(argument, str) else None
        if searched is not None:
            arguments[name] = tuple(searched.function(view))
    try:
        result = feature.function(view, **arguments)
    except MissingInputError as error:
        return error.missing.reason.code.value
    if feature.type is not Type.SEARCH:
        return list(result) if feature.type is Type.WORDS else result
    return [_shown(view, span, case) for span in result]


def _shown(view: View, span: Span, case: Case) -> object:
    if "variable" in case:
        return span.variables[case["variable"]]
    text = view.text(span.field).text[span.start : span.end]
    return text if span.certain else text + "?"


def _entry(item: Mapping[str, Any]) -> Entry:
    return Entry(item["begrip"], item.get("definitie"), item.get("id"), tuple(item.get("synonyms", ())))
