"""The Dutch analyzer: what it decides, what it leaves open, and what it says nothing of."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
import yaml

from engine.ports import Analyzer, Readings
from plugins.analyzers import build_lexicon, inflect
from plugins.analyzers.build_marks import Pairs
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.analyzers.lexicon import DATA, Lexicon, Row, pack

CASES = yaml.safe_load((Path(__file__).parent / "lexical.yaml").read_text(encoding="utf-8"))
MARKS = {"inf", "part", "fin", "sing", "plur", "def", "ind", "rel", "dem", "pers", "poss"}


@pytest.fixture(scope="module")
def analyzer() -> LexicalAnalyzer:
    return LexicalAnalyzer.load()


def asked(case: dict[str, str]) -> tuple[list[str], int]:
    words = case["text"].split()
    number = next((place for place, word in enumerate(words) if re.fullmatch(r"\[.+\]", word)), 0)
    words[number] = words[number].removeprefix("[").removesuffix("]")
    return words, number


def tags(readings: Readings) -> set[str]:
    return {reading.tag for reading in readings}


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_word_in_context(analyzer: LexicalAnalyzer, case: dict[str, str]) -> None:
    words, number = asked(case)
    readings = analyzer.analyse([words])[0][number]
    assert tags(readings) == set(case["is"].split())
    for mark in case.get("marks", "").split():
        assert all(mark in reading.marks for reading in readings), readings
    for mark in case.get("without", "").split():
        assert not any(mark in reading.marks for reading in readings), readings
    for mark in case.get("open", "").split():
        assert len({mark in reading.marks for reading in readings}) == 2, readings
    if "lemma" in case:
        assert {reading.lemma for reading in readings} == {case["lemma"]}


def test_is_an_analyzer(analyzer: LexicalAnalyzer) -> None:
    assert isinstance(analyzer, Analyzer)
    assert (analyzer.name, analyzer.language) == ("nl-lexical", "nl")
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", analyzer.digest)
    assert analyzer.digest == LexicalAnalyzer.load().digest


def test_batch_equals_single_and_repeats(analyzer: LexicalAnalyzer) -> None:
    texts = [asked(case)[0] for case in CASES]
    batch = analyzer.analyse(texts)
    assert batch == [analyzer.analyse([text])[0] for text in texts]
    assert batch == LexicalAnalyzer.load().analyse(texts)
    assert [len(answers) for answers in batch] == [len(text) for text in texts]


def test_text_without_words(analyzer: LexicalAnalyzer) -> None:
    assert analyzer.analyse([]) == []
    assert analyzer.analyse([[], ["."]])[0] == ()


def test_endless_word_costs_no_more_than_its_length(analyzer: LexicalAnalyzer) -> None:
    assert analyzer.analyse([["document" * 20_000]]) == [((),)]


def test_only_marks_of_the_rule_language(analyzer: LexicalAnalyzer) -> None:
    answers = analyzer.analyse([asked(case)[0] for case in CASES])
    assert {mark for text in answers for word in text for reading in word for mark in reading.marks} <= MARKS


def test_given_tokens_are_left_alone(analyzer: LexicalAnalyzer) -> None:
    words = ["VERGUNNING", "OM", "TE", "BOUWEN"]
    analyzer.analyse([words])
    assert words == ["VERGUNNING", "OM", "TE", "BOUWEN"]


@pytest.mark.parametrize(
    ("word", "lemmas"),
    [
        ("kan", {"kan", "kunnen"}),
        ("Documenten", {"document"}),
        ("bepaalde", {"bepaald", "bepalen"}),
        ("liep", {"lopen"}),
        ("netbeheerders", {"netbeheerder"}),
        ("zwabbelquork", set()),
    ],
)
def test_lemmas(analyzer: LexicalAnalyzer, word: str, lemmas: set[str]) -> None:
    assert analyzer.lemmas(word) == lemmas


@pytest.mark.parametrize(
    ("lemma", "tag", "among", "never"),
    [
        ("belangrijk", "ADJ", {"belangrijk", "belangrijke", "belangrijker", "belangrijkste"}, {"belang"}),
        ("document", None, {"document", "documenten"}, {"documents"}),
        ("vaststellen", "VERB", {"vaststellen", "vaststelt", "vaststelde", "vastgesteld"}, {"gevaststeld"}),
        ("lopen", "VERB", {"loopt", "liep", "gelopen"}, {"loopte"}),
        ("kunnen", None, {"kan", "kon", "kunt", "kunnen"}, {"kant", "kannen"}),
        ("huis", "NOUN", {"huis", "huizen"}, {"huisen"}),
        ("energienet", "NOUN", {"energienet", "energienetten"}, {"energienetbeheer"}),
        ("zwevelijk", "ADJ", {"zwevelijk", "zwevelijke"}, set()),
        ("blorken", "VERB", {"blorken", "blorkt"}, {"blorkte"}),
        ("zwabbelquork", None, {"zwabbelquork"}, {"zwabbelquorken"}),
        ("om", None, {"om"}, set()),
    ],
)
def test_forms(analyzer: LexicalAnalyzer, lemma: str, tag: str | None, among: set[str], never: set[str]) -> None:
    forms = analyzer.forms(lemma, tag)
    assert among <= forms
    assert not never & forms
    assert all(form == form.lower() for form in forms)


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("werken", {"werk": "stem", "werkt": "sing", "werkte": "sing", "werkten": "plur", "gewerkt": "part"}),
        ("bepalen", {"bepaal": "stem", "bepaalt": "sing", "bepaald": "part"}),
        ("reizen", {"reis": "stem", "reist": "sing", "reisde": "sing", "gereisd": "part"}),
        ("leggen", {"leg": "stem", "legt": "sing", "gelegd": "part"}),
        ("vaststellen", {"vaststelt": "sing", "vastgesteld": "part"}),
    ],
)
def test_regular_verbs(infinitive: str, forms: dict[str, str]) -> None:
    made = inflect.conjugate(infinitive)
    assert {form: kind for form, kind in forms.items() if kind in made.get(form, ())} == forms


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("overheid", "overheden"), ("foto", "foto's"), ("idee", "ideeën"), ("vergunning", "vergunningen"), ("graf", None)],
)
def test_regular_plural_only_where_spelling_tells(noun: str, plural: str | None) -> None:
    assert inflect.regular_plural(noun) == plural


def test_lexicon_file_gives_back_what_was_packed() -> None:
    table = {
        "huizen": (Row("NOUN", "plur", "huis"), Row("VERB", "inf", "huizen")),
        "ideeën": (Row("NOUN", "plur", "idee"),),
        **{f"woord{number}": (Row("NOUN", "sing", f"woord{number}"),) for number in range(300)},
    }
    data = pack(table, {("lopen", "VERB"): ("liep",)})
    lexicon = Lexicon(data)
    assert {word: lexicon.rows(word) for word in table} == table
    assert lexicon.rows("huis") == lexicon.rows("") == lexicon.rows("zzz") == ()
    assert lexicon.irregular("lopen", "VERB") == ("liep",)
    assert lexicon.irregular("huis", "NOUN") == ()
    assert data == pack(dict(reversed(table.items())), {("lopen", "VERB"): ("liep",)})


def test_lexicon_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="not a lexicon"):
        Lexicon(b"something else")


def test_lexicon_is_small() -> None:
    assert DATA.stat().st_size <= 2_500_000


def test_recipe_tells_forms_of_strong_and_weak_verbs_apart() -> None:
    pairs: Pairs = {
        form: {("VERB", lemma)}
        for lemma, forms in {
            "verkopen": ("verkopen", "verkoopt", "verkocht"),
            "bedoelen": ("bedoelen", "bedoelde", "bedoeld"),
            "besluiten": ("besluiten", "besloot", "besloten"),
        }.items()
        for form in forms
    }
    kinds = {form: {row.marks for row in found} for form, found in build_lexicon.rows(pairs).items()}
    assert kinds["verkoopt"] == {"fin sing"}
    assert kinds["verkocht"] == {"fin sing", "part"}
    assert kinds["bedoeld"] == {"part"}
    assert kinds["bedoelde"] == {"fin sing", "part"}
    assert kinds["besloten"] == {"fin plur", "part"}
    assert kinds["besluiten"] == {"inf", "fin plur"}


def test_card_names_the_file_it_stands_for() -> None:
    card = DATA.with_suffix(".md").read_text(encoding="utf-8")
    assert hashlib.sha256(DATA.read_bytes()).hexdigest() in card
    assert "Copyright (c) 2019 ExplosionAI GmbH" in card
