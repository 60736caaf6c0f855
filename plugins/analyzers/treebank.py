"""Reads treebanks in CoNLL-U, with word classes and the marks of the rule language, to train and to measure with.

Universal Dependencies features become marks: number of nouns and finite verbs, form of verbs, definiteness of
determiners, kind of pronouns. Lemmas lose the ``_`` with which the Dutch treebanks show the parts of a compound.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = "ud-dutch"
TEST: Final = "nl_alpino-ud-test.conllu"
TRAINING: Final = ("nl_alpino-ud-dev.conllu", "nl_lassysmall-ud-dev.conllu", "nl_lassysmall-ud-test.conllu")
HELD_OUT: Final = {"nl_alpino-ud-dev.conllu": 8}
"""One sentence in so many at the end of a file is kept for development; ``OTHERS`` for files not named."""
OTHERS: Final = 14

VERBS: Final = frozenset({"VERB", "AUX"})
_KINDS: Final = {"Prs": "pers", "Rel": "rel", "Dem": "dem", "Ind": "ind"}


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a treebank: form, word class, marks in the order of the labels, lemma, number of its head (0: none).

    ``detail`` is the tag of the Dutch treebanks (*N|soort|ev|basis|zijd|stan*), which says more than the word class.
    """

    form: str
    tag: str
    marks: tuple[str, ...]
    lemma: str
    head: int
    relation: str
    detail: str

    @property
    def nominal(self) -> bool:
        """Whether an adjective or participle stands as a noun (*gevangenen*)."""
        return self.detail.startswith(("WW|vd|nom", "WW|od|nom", "ADJ|nom"))

    @property
    def label(self) -> str:
        """Word class and marks, separated by blanks: what the network learns to say."""
        return " ".join((self.tag, *self.marks))


Sentence = list[Token]


def data_folder() -> Path:
    """Where the treebanks are: below ``DEFINITIE_DATA``, by default ``../shared/data`` beside the repository."""
    root = os.environ.get("DEFINITIE_DATA", Path(__file__).parents[2] / "../shared/data")
    return Path(root) / FOLDER


def marks(tag: str, features: str) -> tuple[str, ...]:
    """Marks of a token, from its word class and the column of features."""
    pairs = {name: value for name, _, value in (each.partition("=") for each in features.split("|"))}
    number = tuple(pairs[name].lower() for name in ("Number",) if name in pairs)
    if tag == "NOUN":
        return number
    if tag in VERBS:
        form = pairs.get("VerbForm", "").lower()
        return (form, *number) if form == "fin" else (form,) if form else ()
    if tag == "PRON" and "Poss" in pairs:
        return ("poss",)
    if "Reflex" in pairs or tag not in ("DET", "PRON", "ADV"):
        return ()
    if tag == "DET" and "Definite" in pairs:
        return (pairs["Definite"].lower(),)
    kind = _KINDS.get(pairs.get("PronType", ""))
    return (kind,) if kind else ()


def read(lines: Iterable[str]) -> Iterator[tuple[dict[str, str], Sentence]]:
    """Comments (``name = value``) and tokens of every sentence; lines for ranges of words are left out."""
    comments: dict[str, str] = {}
    sentence: Sentence = []
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            sentence.append(_token(columns))
        elif line.startswith("#"):
            name, equals, value = line[1:].partition("=")
            if equals:
                comments[name.strip()] = value.strip()
        elif sentence and not line.strip():
            yield comments, sentence
            comments, sentence = {}, []
    if sentence:
        yield comments, sentence


def _token(columns: list[str]) -> Token:
    form, lemma, tag = columns[1:4]
    plain = lemma if set(lemma) == {"_"} else lemma.replace("_", "")
    head = int(columns[6]) if columns[6].isdigit() else 0
    return Token(form, tag, marks(tag, columns[5]), plain, head, columns[7], columns[4])


def sentences(path: Path) -> list[Sentence]:
    """All sentences of a file; ``OSError`` if it cannot be read."""
    with path.open(encoding="utf-8") as lines:
        return [sentence for _, sentence in read(lines)]


def training_and_development(folder: Path) -> tuple[list[Sentence], list[Sentence]]:
    """Sentences to train on and sentences held out: the end of every file, so that whole documents are."""
    training: list[Sentence] = []
    held_out: list[Sentence] = []
    for name in TRAINING:
        found = sentences(folder / name)
        kept = len(found) - len(found) // HELD_OUT.get(name, OTHERS)
        training += found[:kept]
        held_out += found[kept:]
    return training, held_out
