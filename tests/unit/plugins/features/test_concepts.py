"""Features about nouns and about other concepts (``concepts.yaml``), with the analyzer of tables."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.features.builtin import BUILTIN
from engine.features.corpus import CorpusIndex
from engine.features.registry import Type
from engine.features.view import Resources, View
from engine.model import Definition, Entry
from engine.truth import MissingInputError, Open
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.features import REGISTRY
from plugins.features.nested import candidates, content, word_pairs
from plugins.features.runs import content_of_text
from tests.features import Case, cases, name_of

ALL = BUILTIN.merged(REGISTRY)


@cache
def analyzer() -> LexicalAnalyzer:
    return LexicalAnalyzer.load()


def view_of(case: Case) -> View:
    record = Definition(begrip=case.get("begrip", "xyz"), definitie=case.get("definitie", ""))
    entries = [Entry(item["begrip"], item.get("definitie")) for item in case.get("corpus", ())]
    corpus = CorpusIndex.build(entries, analyzer()) if "corpus" in case else None
    return View(record, resources=Resources(), analyzer=analyzer(), corpus=corpus)


def answer(case: Case) -> object:
    """Texts of the spans found, a yes or no, a word, ``open``, or the reason why there is no answer."""
    view = view_of(case)
    feature = ALL.get(case["feature"])
    assert feature is not None
    arguments: dict[str, Any] = dict(case.get("arguments", {}))
    for name, argument in arguments.items():
        searched = ALL.get(argument) if isinstance(argument, str) else None
        if searched is not None and searched.type in (Type.SEARCH, Type.WORD):
            arguments[name] = tuple(searched.function(view))
    try:
        result = feature.function(view, **arguments)
    except MissingInputError as error:
        return error.missing.reason.code.value
    if isinstance(result, Open):
        return "open"
    if feature.type not in (Type.SEARCH, Type.WORD):
        return result
    return [view.text(s.field).text[s.start : s.end] + ("" if s.certain else "?") for s in result]


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("concepts.yaml")), ids=name_of)
def test_feature(case: Case) -> None:
    assert answer(case) == case["expect"]


def test_a_nested_definition_is_sought_among_few_however_large_the_corpus() -> None:
    entries = [Entry(f"begrip {n}", f"persoon die zaak{n} van soort{n} bij loket{n} aanvraagt") for n in range(2000)]
    corpus = CorpusIndex.build(entries, None)

    kept = corpus.facet(content, word_pairs)
    own = content_of_text("aanvrager: persoon die zaak7 van soort7 bij loket7 aanvraagt", corpus.lemmas)
    assert candidates(kept.places, own, words=4) == [7]
