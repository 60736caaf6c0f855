"""Choosing between readings: one where the network is sure, all that it holds possible where it is not."""

from __future__ import annotations

import pytest

from engine.ports import Reading, Readings
from plugins.analyzers.decide import Choice, Thresholds, label_of

LABELS = ("ADJ", "NOUN plur", "NOUN sing", "PRON rel", "VERB fin plur", "VERB inf")
NOUN = Reading("NOUN", "werk", frozenset({"plur"}))
INFINITIVE = Reading("VERB", "werken", frozenset({"inf"}))
FINITE = Reading("VERB", "werken", frozenset({"fin", "plur"}))
LIMITS = Thresholds(known=0.9, unknown=0.95, marks=0.8, keep=0.05, agreed=0.2)


def chances(**given: float) -> list[float]:
    return [given.get(label.replace(" ", "_"), 0.0) for label in LABELS]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (chances(NOUN_plur=0.95, VERB_inf=0.04), {NOUN}),
        (chances(NOUN_sing=0.95, VERB_inf=0.04), {NOUN}),
        (chances(VERB_inf=0.9, VERB_fin_plur=0.09), {INFINITIVE}),
        (chances(VERB_inf=0.6, VERB_fin_plur=0.39), {INFINITIVE, FINITE}),
        (chances(VERB_inf=0.6, NOUN_plur=0.39), {INFINITIVE, NOUN}),
        (chances(VERB_inf=0.5, VERB_fin_plur=0.3, NOUN_plur=0.2), {INFINITIVE, FINITE, NOUN}),
        (chances(ADJ=0.9, VERB_inf=0.09, NOUN_plur=0.01), set()),
        (chances(ADJ=0.7, VERB_inf=0.29, NOUN_plur=0.01), {INFINITIVE}),
    ],
)
def test_known_word(said: list[float], kept: set[Reading]) -> None:
    assert set(Choice((NOUN, INFINITIVE, FINITE), LABELS, known=True).decide(said, LIMITS)) == kept


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (chances(NOUN_plur=0.96, PRON_rel=0.04), {NOUN}),
        (chances(NOUN_plur=0.92, VERB_inf=0.07), {NOUN, INFINITIVE}),
        (chances(NOUN_plur=0.1, PRON_rel=0.9), set()),
    ],
)
def test_unknown_word(said: list[float], kept: set[Reading]) -> None:
    assert set(Choice((NOUN, INFINITIVE, FINITE), LABELS, known=False).decide(said, LIMITS)) == kept


@pytest.mark.parametrize(("said", "kept"), [(chances(ADJ=0.9, NOUN_sing=0.1), {NOUN}), (chances(ADJ=0.999), set())])
def test_only_reading_stands_unless_nearly_impossible(said: list[float], kept: set[Reading]) -> None:
    assert set(Choice((NOUN,), LABELS, known=True).decide(said, LIMITS)) == kept


def test_readings_that_differ_only_in_lemma_all_stay() -> None:
    both: Readings = (Reading("NOUN", "zoon", frozenset({"plur"})), Reading("NOUN", "zone", frozenset({"plur"})))
    assert Choice(both, LABELS, known=True).decide(chances(NOUN_plur=1.0), LIMITS) == both


@pytest.mark.parametrize(
    ("tag", "marks", "label"),
    [
        ("NOUN", "plur", "NOUN plur"),
        ("VERB", "sing fin", "VERB fin sing"),
        ("PRON", "rel", "PRON rel"),
        ("ADJ", "", "ADJ"),
    ],
)
def test_label_of(tag: str, marks: str, label: str) -> None:
    assert label_of(Reading(tag, "x", frozenset(marks.split()))) == label


def test_a_certain_label_needs_no_weighing() -> None:
    choice = Choice((NOUN, INFINITIVE, FINITE), LABELS, known=True)
    for number, label in enumerate(LABELS):
        said = [0.99 if place == number else 0.002 for place in range(len(LABELS))]
        if number in choice.by_label:
            assert choice.by_label[number] == choice.decide(said, LIMITS), label
    assert set(choice.by_label) == {1, 2, 4, 5}
