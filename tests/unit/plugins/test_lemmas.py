"""Lemmas of words that no table holds."""

import pytest

from engine.ports import Reading
from plugins.analyzers.lemmas import lemma


@pytest.mark.parametrize(
    ("word", "label", "expected"),
    [
        ("flexcontracten", "NOUN plur", "flexcontract"),
        ("zorgmodules", "NOUN plur", "zorgmodule"),
        ("blorkheden", "NOUN plur", "blorkheid"),
        ("kavelfoto's", "NOUN plur", "kavelfoto"),
        ("plotbomen", "NOUN plur", "plotboom"),
        ("proefbrieven", "NOUN plur", "proefbrief"),
        ("Flexcontract", "NOUN sing", "flexcontract"),
        ("zwevelijke", "ADJ", "zwevelijk"),
        ("blorkbare", "ADJ", "blorkbaar"),
        ("herkalibreert", "VERB fin sing", "herkalibreren"),
        ("geblorkt", "VERB part", "blorken"),
        ("blorkende", "VERB part", "blorken"),
        ("blorken", "VERB inf", "blorken"),
        ("Blorkstra", "PROPN", "Blorkstra"),
        ("1940-1945", "NUM", "1940-1945"),
        ("s", "NOUN plur", "s"),
        ("en", "NOUN plur", "en"),
        ("", "NOUN plur", ""),
    ],
)
def test_lemma(word: str, label: str, expected: str) -> None:
    tag, *marks = label.split()
    assert lemma(word, Reading(tag, "", frozenset(marks)), lambda _: False) == expected


def test_a_known_lemma_comes_first() -> None:
    reading = Reading("NOUN", "", frozenset({"plur"}))
    assert lemma("zonen", reading, lambda word: word == "zone") == "zone"
    assert lemma("zonen", reading, lambda word: word == "zoon") == "zoon"
