"""The statistical analyzer: what it decides beyond the tables, what it leaves open, and that it equals spaCy."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from engine.ports import Analyzer, Reading, Readings
from plugins.analyzers.decide import Thresholds
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.analyzers.morphology import WEIGHTS, MorphologyAnalyzer
from plugins.analyzers.network import Network, Weights
from plugins.analyzers.treebank import TEST, Sentence, data_folder, read, sentences

ROOT = Path(__file__).parents[3]
MARKS = {"inf", "part", "fin", "sing", "plur", "def", "ind", "rel", "dem", "pers", "poss"}
TEXTS = [
    "besluit waarbij een eerder verleende vergunning wordt ingetrokken".split(),
    "het opzettelijk wegnemen van een goed dat aan een ander toebehoort".split(),
    "ruimte waar noodoproepen binnenkomen en worden doorgezet".split(),
    [],
    "De meldkamer ontvangt meldingen van burgers , en zet die door .".split(),
    "VERGUNNING OM TE BOUWEN".split(),
    "zwabbelquork".split(),
]
NEVER = Thresholds(known=2, unknown=2, marks=2, keep=0, agreed=0, doubted=0)
ALWAYS = Thresholds(known=0, unknown=0, marks=0, keep=0, agreed=0, doubted=0)


@pytest.fixture(scope="module")
def lexical() -> LexicalAnalyzer:
    return LexicalAnalyzer.load()


@pytest.fixture(scope="module")
def analyzer(lexical: LexicalAnalyzer) -> MorphologyAnalyzer:
    return MorphologyAnalyzer(lexical=lexical)


def definitions() -> list[Sentence]:
    path = ROOT / "benchmarks" / "morphology" / "definitions.conllu"
    return sentences(path)


def words(gold: list[Sentence]) -> list[list[str]]:
    return [[token.form for token in sentence] for sentence in gold]


def tags(readings: Readings) -> set[str]:
    return {reading.tag for reading in readings}


def test_is_an_analyzer(analyzer: MorphologyAnalyzer) -> None:
    assert isinstance(analyzer, Analyzer)
    assert (analyzer.name, analyzer.language) == ("nl-morphology", "nl")
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", analyzer.digest)


def test_digest_follows_the_thresholds(analyzer: MorphologyAnalyzer, lexical: LexicalAnalyzer) -> None:
    assert MorphologyAnalyzer(lexical=lexical).digest == analyzer.digest
    assert MorphologyAnalyzer(lexical=lexical, limits=NEVER).digest != analyzer.digest


@pytest.mark.parametrize(
    ("text", "place", "tag", "marks", "lemma"),
    [
        ("stoffen die schade aan het milieu veroorzaken", 6, "VERB", {"fin", "plur"}, "veroorzaken"),
        ("burgers die samen in een woning verblijven", 6, "VERB", {"fin", "plur"}, "verblijven"),
        ("plan dat ambtenaren moeten uitvoeren", 4, "VERB", {"inf"}, "uitvoeren"),
        ("het vaststellen van de oorzaak van een brand", 1, "VERB", {"inf"}, "vaststellen"),
        ("goederen die nog niet zijn ingevoerd", 4, "AUX", {"fin", "plur"}, "zijn"),
        ("besluit dat de zorgplichtmodule vaststelt", 3, "NOUN", {"sing"}, "zorgplichtmodule"),
        ("overzicht van alle flexcontracten", 3, "NOUN", {"plur"}, "flexcontract"),
    ],
)
def test_decides_in_context(
    analyzer: MorphologyAnalyzer, text: str, place: int, tag: str, marks: set[str], lemma: str
) -> None:
    assert analyzer.analyse([text.split()])[0][place] == (Reading(tag, lemma, frozenset(marks)),)


def test_decides_more_than_the_tables_and_never_against_them(
    analyzer: MorphologyAnalyzer, lexical: LexicalAnalyzer
) -> None:
    texts = words(definitions())
    more = 0
    for own, given in zip(analyzer.analyse(texts), lexical.analyse(texts), strict=True):
        for readings, possible in zip(own, given, strict=True):
            assert not possible or set(readings) <= set(possible) or set(possible) < set(readings)
            assert readings or not possible
            more += len(tags(readings)) == 1 < len(tags(possible))
    assert more > 100


def test_what_the_network_holds_nearly_impossible_is_left_open(
    lexical: LexicalAnalyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubting = MorphologyAnalyzer(lexical=lexical)
    name = np.array([[label == "PROPN" for label in doubting._network.labels]] * 2, np.float32)
    monkeypatch.setattr(doubting._network, "probabilities", lambda texts: name)
    assert lexical.analyse([["de", "de"]])[0][0] == (Reading("DET", "de", frozenset({"def"})),)
    assert tags(doubting.analyse([["de", "de"]])[0][0]) == {"DET", "PROPN"}


def test_a_word_by_itself_is_read_by_the_tables(analyzer: MorphologyAnalyzer, lexical: LexicalAnalyzer) -> None:
    alone = [["vlucht"], ["de"], ["beschuldigde"]]
    assert analyzer.analyse(alone) == lexical.analyse(alone)


def test_definitions_labelled_by_hand(analyzer: MorphologyAnalyzer) -> None:
    gold = definitions()
    answers = analyzer.analyse(words(gold))
    pairs = [pair for text, sentence in zip(answers, gold, strict=True) for pair in zip(text, sentence, strict=True)]
    decided = [(readings, token) for readings, token in pairs if len(tags(readings)) == 1]
    wrong = [token.form for readings, token in decided if tags(readings) != {token.tag}]
    assert len(decided) >= 0.93 * len(pairs)
    assert len(wrong) <= 0.015 * len(decided), wrong


def test_unsure_is_open_never_a_guess(lexical: LexicalAnalyzer) -> None:
    texts = words(definitions())
    careful = MorphologyAnalyzer(lexical=lexical, limits=NEVER).analyse(texts)
    for own, given in zip(careful, lexical.analyse(texts), strict=True):
        for readings, possible in zip(own, given, strict=True):
            assert set(readings) == set(possible) if possible else len(readings) > 1


def test_a_word_in_no_table_has_no_reading_where_the_network_agrees_with_none(lexical: LexicalAnalyzer) -> None:
    distrust = MorphologyAnalyzer(lexical=lexical, limits=Thresholds(agreed=1.1))
    assert distrust.analyse([["zwabbelquork"]]) == [((),)]


@pytest.mark.parametrize("strict", [0.5, 0.9, 0.99])
def test_stricter_thresholds_leave_more_open(lexical: LexicalAnalyzer, strict: float) -> None:
    texts = words(definitions())
    lax = MorphologyAnalyzer(lexical=lexical, limits=ALWAYS).analyse(texts)
    careful = MorphologyAnalyzer(lexical=lexical, limits=Thresholds(strict, strict, strict)).analyse(texts)
    pairs = [pair for one, two in zip(lax, careful, strict=True) for pair in zip(one, two, strict=True)]
    assert all(tags(first) <= tags(second) or not second for first, second in pairs)
    assert sum(len(tags(second)) > 1 for _, second in pairs) > 0


def test_batch_equals_single(analyzer: MorphologyAnalyzer) -> None:
    texts = [*TEXTS, *words(definitions())]
    batch = analyzer.analyse(texts)
    assert batch == [analyzer.analyse([text])[0] for text in texts]
    assert [len(answers) for answers in batch] == [len(text) for text in texts]


def test_only_marks_of_the_rule_language(analyzer: MorphologyAnalyzer) -> None:
    answers = analyzer.analyse(words(definitions()))
    assert {mark for text in answers for word in text for reading in word for mark in reading.marks} <= MARKS


def test_nothing_to_analyse(analyzer: MorphologyAnalyzer) -> None:
    assert analyzer.analyse([]) == []
    assert analyzer.analyse([[], []]) == [(), ()]


@pytest.mark.parametrize(
    "token",
    ["", " ", "🏛️", "e\u0301n", "\u200b", "\ud800", "مرسوم", "постановление", "ﬁnanciën", "İ", "ß", "x" * 80_000, "𝔘𝔫𝔦"],
)
def test_odd_tokens_are_analysed_without_complaint(analyzer: MorphologyAnalyzer, token: str) -> None:
    answers = analyzer.analyse([["een", token, "van", "de", "overheid"], [token]])
    assert [len(answer) for answer in answers] == [5, 1]
    assert answers[0][3] == (Reading("DET", "de", frozenset({"def"})),)


def test_long_text_equals_itself_in_pieces(analyzer: MorphologyAnalyzer) -> None:
    sentence = "besluit waarbij personen die samenwonen worden verplicht om gegevens te leveren .".split()
    times = 10_000 // len(sentence) + 1
    answers = analyzer.analyse([sentence * times])[0]
    middle = answers[len(sentence) * 3 : len(sentence) * 4]
    assert len(answers) == len(sentence) * times >= 10_000
    assert all(answers[start : start + len(sentence)] == middle for start in range(12, 9_000, len(sentence)))


def test_memory_is_bounded_and_forgetting_changes_nothing(lexical: LexicalAnalyzer) -> None:
    weights = Weights.read(WEIGHTS.read_bytes())
    small, large = Network(weights, lexical, memory=40), Network(weights, lexical)
    for text in words(definitions()):
        assert np.allclose(small.scores([text]), large.scores([text]), atol=1e-4)
        assert small.remembered <= 40 + len(text)
    assert large.remembered > 400


def test_threads_share_an_analyzer(lexical: LexicalAnalyzer, analyzer: MorphologyAnalyzer) -> None:
    texts = words(definitions())
    expected = [analyzer.analyse([text])[0] for text in texts]
    fresh = MorphologyAnalyzer(lexical=lexical)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda text: fresh.analyse([text])[0], texts * 4))
    assert answers == expected * 4


def test_lemmas_and_forms_are_those_of_the_tables(analyzer: MorphologyAnalyzer, lexical: LexicalAnalyzer) -> None:
    assert analyzer.lemmas("kan") == lexical.lemmas("kan")
    assert analyzer.forms("huis", "NOUN") == lexical.forms("huis", "NOUN")


def test_importing_it_does_not_import_numpy() -> None:
    code = "import sys, plugins.analyzers.morphology; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size <= 8_000_000


def test_weights_of_another_network_are_refused() -> None:
    with np.load(WEIGHTS) as arrays:
        content = {name: arrays[name] for name in arrays.files}
    stream = io.BytesIO()
    np.savez(stream, **(content | {"rows": content["rows"][1:]}))
    with pytest.raises(ValueError, match="train it again"):
        Weights.read(stream.getvalue())
    with pytest.raises(ValueError, match="not a file of weights"):
        Weights.read(stream.getvalue()[:1000])


def test_numpy_gives_the_tags_that_spacy_gives_to_definitions(lexical: LexicalAnalyzer) -> None:
    assert _tags_of_numpy(lexical, words(definitions())) == _tags_of_spacy(lexical, words(definitions()))


def test_numpy_gives_the_tags_that_spacy_gives_to_the_treebank(lexical: LexicalAnalyzer) -> None:
    texts = _treebank()
    assert _tags_of_numpy(lexical, texts) == _tags_of_spacy(lexical, texts)


def test_tags_of_the_treebank_are_those_that_spacy_gave_when_they_were_recorded(lexical: LexicalAnalyzer) -> None:
    texts = _treebank()
    card = Weights.read(WEIGHTS.read_bytes()).card
    if card["lexicon"] != lexical.digest:
        pytest.skip("the lexicon has changed since: run `python -m plugins.analyzers.train --record`")
    assert _checksum(_tags_of_numpy(lexical, texts)) == card["test tags"]


def _treebank() -> list[list[str]]:
    path = data_folder() / TEST
    if not path.is_file():
        pytest.skip(f"{TEST} is not there: set DEFINITIE_DATA")
    with path.open(encoding="utf-8") as lines:
        return words([sentence for _, sentence in read(lines)])


def _tags_of_numpy(lexical: LexicalAnalyzer, texts: list[list[str]]) -> list[list[str]]:
    network = Network(Weights.read(WEIGHTS.read_bytes()), lexical)
    said = iter(network.scores(texts).argmax(axis=1).tolist())
    return [[network.labels[next(said)] for _ in text] for text in texts]


def _tags_of_spacy(lexical: LexicalAnalyzer, texts: list[list[str]]) -> list[list[str]]:
    pytest.importorskip("spacy", reason="spaCy is not installed (extra ‘train’)")
    from plugins.analyzers import spacy_network  # noqa: PLC0415 (needs spaCy)

    weights = Weights.read(WEIGHTS.read_bytes())
    model = spacy_network.build(len(weights.labels), lexical)
    spacy_network.fill(model, weights)
    language, tagger = spacy_network.pipeline(model, weights.labels)
    return spacy_network.tags(tagger, language, texts)


def _checksum(answers: list[list[str]]) -> str:
    return hashlib.sha256("\n".join("\t".join(tagged) for tagged in answers).encode()).hexdigest()
