"""Reading treebanks, and making text from them that reads like definitions."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from engine.ports import Reading, Readings
from plugins.analyzers.training_patterns import Patterns
from plugins.analyzers.training_text import Epochs, noun_phrases, persons_as_nouns, plain
from plugins.analyzers.treebank import Sentence, Token, marks, read

SENTENCE = """# sent_id = 1
1	De	de	DET	LID|bep	Definite=Def	2	det	_	_
2	keurings_arts	keurings_arts	NOUN	N|soort	Number=Sing	7	nsubj	_	_
3-4	vande	_	_	_	_	_	_	_	_
3	van	van	ADP	VZ	_	5	case	_	_
4	de	de	DET	LID|bep	Definite=Def	5	det	_	_
5	gewonden	wonden	VERB	WW|vd|nom|met-e|mv-n	VerbForm=Part	2	nmod	_	_
6	zelf	zelf	ADV	BW	_	2	advmod	_	_
7	schreef	schrijven	VERB	WW|pv	Number=Sing|VerbForm=Fin	0	root	_	_
8	.	.	PUNCT	LET	_	7	punct	_	_
"""


class Persons:
    """An analyzer that knows one noun for a person."""

    name = "persons"
    language = "nl"
    digest = "sha256:0"

    def analyse(self, texts: Sequence[Sequence[str]]) -> list[tuple[Readings, ...]]:
        known = {"gewonden": (Reading("NOUN", "gewonde", frozenset({"plur"})),)}
        return [tuple(known.get(word, ()) for word in text) for text in texts]

    def lemmas(self, word: str) -> frozenset[str]:
        return frozenset()

    def forms(self, lemma: str, tag: str | None = None) -> frozenset[str]:
        return frozenset({lemma})


@pytest.fixture
def sentence() -> Sentence:
    return next(read(SENTENCE.splitlines(keepends=True)))[1]


def forms(words: Sentence) -> str:
    return " ".join(token.form for token in words)


def test_read_leaves_ranges_out_and_joins_lemmas(sentence: Sentence) -> None:
    assert len(sentence) == 8
    assert sentence[1].lemma == "keuringsarts"
    assert sentence[4].nominal


@pytest.mark.parametrize(
    ("tag", "features", "expected"),
    [
        ("NOUN", "Gender=Com|Number=Plur", ("plur",)),
        ("VERB", "Number=Sing|Tense=Pres|VerbForm=Fin", ("fin", "sing")),
        ("AUX", "VerbForm=Inf", ("inf",)),
        ("DET", "Definite=Ind", ("ind",)),
        ("PRON", "Person=3|Poss=Yes|PronType=Prs", ("poss",)),
        ("PRON", "Case=Acc|Person=3|PronType=Prs|Reflex=Yes", ()),
        ("PRON", "PronType=Rel", ("rel",)),
        ("ADJ", "Degree=Pos", ()),
        ("PUNCT", "_", ()),
    ],
)
def test_marks(tag: str, features: str, expected: tuple[str, ...]) -> None:
    assert marks(tag, features) == expected


def test_plain_takes_capital_and_full_stop(sentence: Sentence) -> None:
    assert forms(plain(sentence)) == "de keurings_arts van de gewonden zelf schreef"


def test_noun_phrases_are_cut_whole(sentence: Sentence) -> None:
    cuts = {forms(cut) for seed in range(8) for cut in noun_phrases(sentence, random.Random(seed))}  # noqa: S311
    assert cuts == {"de keurings_arts van de gewonden zelf", "keurings_arts van de gewonden zelf"}


def test_persons_named_by_a_participle_are_nouns(sentence: Sentence) -> None:
    changed = persons_as_nouns(sentence, Persons())
    assert (changed[4].label, changed[4].lemma) == ("NOUN plur", "gewonde")
    assert [token.label for token in changed[:4]] == [token.label for token in sentence[:4]]


def test_patterns_say_what_every_word_is(sentence: Sentence) -> None:
    patterns = Patterns([sentence], random.Random(5))  # noqa: S311
    made = [patterns.text() for _ in range(3_000)]
    labels = {(token.form, token.label) for text in made for token in text}
    assert {("die", "PRON rel"), ("dat", "PRON rel"), ("dat", "SCONJ"), ("worden", "AUX inf")} <= labels
    assert {("worden", "AUX fin plur"), ("verdachte", "NOUN sing"), ("verdachten", "NOUN plur")} <= labels


@pytest.mark.parametrize(("form", "alike"), [("verwerkt", True), ("gebracht", False), ("bedacht", False)])
def test_participle_like_a_finite_verb_is_shown_as_both(form: str, alike: bool) -> None:
    word = Token(form, "VERB", ("part",), form, 0, "", "WW|vd|vrij|zonder")
    patterns = Patterns([[word]], random.Random(5))  # noqa: S311
    labels = {token.label for _ in range(300) for token in patterns.text() if token.form == form}
    assert labels == ({"VERB part", "VERB fin sing"} if alike else {"VERB part"})


def test_epochs_are_the_same_for_the_same_seed(sentence: Sentence) -> None:
    one, two = Epochs([sentence] * 20, 50, 3), Epochs([sentence] * 20, 50, 3)
    first = one.next()
    assert first == two.next()
    assert sum(map(len, first)) > 20
    assert all(batch for batch in first)
