"""Texts in another language are recognised, and no Dutch one is taken for one (``other_language.yaml``)."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
import yaml

from engine.features.text import Text
from engine.features.tokens import tokenize
from engine.features.view import Resources, View
from engine.model import Definition, ReasonCode
from engine.spans import BEGRIP, DEFINITIE
from engine.truth import MissingInputError
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.analyzers.other_language import MAX_WORDS, OtherLanguage
from plugins.formats.reading import read_entries
from tests.support import FakeAnalyzer

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("DEFINITIE_DATA", ROOT / "../shared/data"))
TEXTS = yaml.safe_load(Path(__file__).with_name("other_language.yaml").read_text(encoding="utf-8"))


@cache
def analyzer() -> LexicalAnalyzer:
    return LexicalAnalyzer.load()


def language(text: str) -> str | None:
    return analyzer().other_language(tokenize(Text(text).text).words)


@pytest.mark.parametrize(("tag", "text"), [(tag, text) for tag, texts in TEXTS["other"].items() for text in texts])
def test_another_language_is_recognised(tag: str, text: str) -> None:
    assert language(text) == tag


@pytest.mark.parametrize("text", TEXTS["dutch"])
def test_dutch_is_never_taken_for_another_language(text: str) -> None:
    assert language(text) is None


@pytest.mark.skipif(not DATA.is_dir(), reason=f"needs the data that DEFINITIE_DATA points to ({DATA})")
def test_no_real_definition_is_taken_for_another_language() -> None:
    entries = read_entries([str(path) for path in sorted((DATA / "begrippenkaders").glob("*.ttl"))])[0]
    texts = [entry.definitie for entry in entries if entry.definitie]

    assert len(texts) > 300
    assert [text for text in texts if language(text)] == []


def test_a_few_words_of_another_language_do_not_change_that_of_the_text() -> None:
    dutch = "persoon die volgens de ‘code of conduct for the members of the board’ een bestuurder is"

    assert language(dutch) is None


def test_the_work_is_bounded() -> None:
    asked: list[str] = []

    def lemmas(word: str) -> frozenset[str]:
        asked.append(word)
        return frozenset()

    assert OtherLanguage(lemmas, frozenset()).of(["the", "blorf"] * 20_000) == "en"
    assert len(asked) <= MAX_WORDS * 5


def view(definitie: str) -> View:
    return View(Definition("ruling", definitie), resources=Resources(), analyzer=analyzer())


@pytest.mark.parametrize("field", [DEFINITIE, BEGRIP])
def test_a_text_in_another_language_has_no_readings(field: str) -> None:
    with pytest.raises(MissingInputError) as raised:
        view("decision of a court on a dispute between two parties").readings(field)

    reason = raised.value.missing.reason
    assert (reason.code, reason.detail) == (ReasonCode.OTHER_LANGUAGE, "en")


def test_an_analyzer_need_not_tell_languages_apart() -> None:
    record = Definition("ruling", "the ruling of the court")
    words = View(record, resources=Resources(), analyzer=FakeAnalyzer({"court": ["NOUN sing"]})).readings(DEFINITIE)

    assert words[-1][0].tag == "NOUN"
