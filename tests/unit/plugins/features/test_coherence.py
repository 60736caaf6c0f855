"""``incoherence`` on word salads and on odd but real Dutch (``coherence.yaml``), with the analyzer of tables."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
import yaml

from engine.features.corpus import CorpusIndex
from engine.features.view import Resources, View
from engine.model import Definition, Entry
from engine.spans import DEFINITIE
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.features.coherence import MAX_WORDS, incoherence

TEXTS = yaml.safe_load(Path(__file__).with_name("coherence.yaml").read_text(encoding="utf-8"))


@cache
def analyzer() -> LexicalAnalyzer:
    return LexicalAnalyzer.load()


def found(text: str, corpus: CorpusIndex | None = None) -> list[str]:
    """The words at which a text breaks off."""
    view = View(Definition("xyz", text), resources=Resources(), analyzer=analyzer(), corpus=corpus)
    return [view.text(DEFINITIE).text[span.start : span.end] for span in incoherence(view) if span.certain]


@pytest.mark.parametrize("text", TEXTS["incoherent"])
def test_a_word_salad_is_incoherent(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize("text", TEXTS["coherent"])
def test_what_can_be_a_phrase_is_coherent(text: str) -> None:
    assert found(text) == []


def test_one_slip_of_the_pen_does_not_make_a_text_incoherent() -> None:
    assert found("persoon die een een aanvraag bij de gemeente heeft ingediend") == []


def test_a_term_of_the_corpus_is_as_good_as_a_name() -> None:
    text = "formulier verklaring toepassing stelsel zekerheid"
    corpus = CorpusIndex.build([Entry("verklaring toepassing stelsel")], analyzer())

    assert found(text)
    assert found(text, corpus) == []


def test_most_shuffled_definitions_are_incoherent() -> None:
    chance = random.Random(3)  # noqa: S311 - an order of words, no secret
    shuffled = []
    for text in TEXTS["coherent"][1:7]:
        words = text.replace(",", "").split()
        for _ in range(10):
            chance.shuffle(words)
            shuffled.append(" ".join(words))

    assert sum(bool(found(text)) for text in shuffled) > 0.75 * len(shuffled)


def test_the_work_is_bounded() -> None:
    salad = "de van het onder want een "

    assert len(found(salad * 2000)) <= MAX_WORDS
