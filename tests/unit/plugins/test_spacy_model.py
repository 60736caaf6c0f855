"""The analyzer over an installed spaCy model, shown with a blank pipeline that tags from a small table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.ports import Analyzer, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

spacy = pytest.importorskip("spacy", reason="spaCy is not installed (extra ‘spacy’)")

from plugins.analyzers.spacy_model import SpacyAnalyzer  # noqa: E402

TABLE = {
    "huizen": ("NOUN", "Gender=Neut|Number=Plur", "huis"),
    "staan": ("VERB", "Number=Plur|Tense=Pres|VerbForm=Fin", "staan"),
    "de": ("DET", "Definite=Def", "De"),
    "die": ("PRON", "PronType=Rel", "die"),
    "Gouda": ("PROPN", "Number=Sing", "Gouda"),
    "zwabber": ("X", "", "zwabber"),
}


def table_tagger(doc: Doc) -> Doc:
    for token in doc:
        token.pos_, morph, token.lemma_ = TABLE.get(token.text, ("", "", ""))
        token.set_morph(morph)
    return doc


@pytest.fixture(scope="module")
def analyzer() -> SpacyAnalyzer:
    spacy.Language.component("table_tagger", func=table_tagger)
    pipeline = spacy.blank("nl")
    pipeline.add_pipe("table_tagger")
    return SpacyAnalyzer(pipeline)


def test_is_an_analyzer(analyzer: SpacyAnalyzer) -> None:
    assert isinstance(analyzer, Analyzer)
    assert (analyzer.name, analyzer.language) == ("nl-spacy", "nl")


def test_readings(analyzer: SpacyAnalyzer) -> None:
    answers = analyzer.analyse([["de", "huizen", "die", "staan"], [], ["Gouda", "zwabber", "onbekend"]])
    assert answers == [
        (
            (Reading("DET", "de", frozenset({"def"})),),
            (Reading("NOUN", "huis", frozenset({"plur"})),),
            (Reading("PRON", "die", frozenset({"rel"})),),
            (Reading("VERB", "staan", frozenset({"fin", "plur"})),),
        ),
        (),
        ((Reading("PROPN", "Gouda"),), (), ()),
    ]


def test_forms_and_lemmas_come_from_the_tables(analyzer: SpacyAnalyzer) -> None:
    assert "huizen" in analyzer.forms("huis", "NOUN")
    assert "huis" in analyzer.lemmas("huizen")


def test_digest_tells_pipelines_apart(analyzer: SpacyAnalyzer) -> None:
    assert SpacyAnalyzer(spacy.blank("nl")).digest != analyzer.digest


def test_a_model_that_is_not_installed_is_an_error() -> None:
    with pytest.raises(OSError, match="nl_no_such_model"):
        SpacyAnalyzer.load("nl_no_such_model")
