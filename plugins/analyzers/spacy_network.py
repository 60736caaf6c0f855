"""The Dutch tagger as a spaCy pipe over thinc layers: how it is trained, and what its numpy twin is held against.

Needs the extra ``train`` (spaCy); never imported to run Definitie.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline import Tagger
from spacy.tokens import Doc
from thinc.api import (
    LayerNorm,
    Maxout,
    Model,
    Ragged,
    Softmax,
    chain,
    expand_window,
    ragged2list,
    residual,
    with_array,
)
from thinc.layers import Dropout

from engine.ports import Analyzer
from plugins.analyzers.clause_signs import BITS, around
from plugins.analyzers.entries import ADP, CCONJ, DET, MARK, PERS, POSS, PRON, REL, SCONJ
from plugins.analyzers.network import REACH, Block, Floats, Weights, kinds_matrix
from plugins.analyzers.word_features import COLUMNS, KINDS, ROWS, STARTS, WordFeatures, as_written, features

EMBEDDING: Final = 48
WIDTH: Final = 96
PIECES: Final = 2
FIRST_PIECES: Final = 3
DEPTH: Final = 3
INPUTS: Final = EMBEDDING * (COLUMNS // 2) + KINDS + 1
FORM, READINGS, LEMMA = 0, 7, 8
CLOSED: Final = [
    place for place in range(KINDS) if 1 << place & (DET | POSS | PERS | REL | PRON | ADP | CCONJ | SCONJ | MARK)
]
"""Columns of the kinds of reading that only words of the closed classes have."""

Texts = list[list[str]]
Net: TypeAlias = "Model[list[Doc], list[Floats]]"


class Embedding:
    """Rows of a word's features from one table, side by side, its kinds of reading, and the signs of its clause.

    While training it hides the form and lemma of one word in ``1 / forget``, and all that the lexicon says of fewer:
    so the network learns what to do with words that it, or the lexicon, does not know. Closed classes are never hidden.
    """

    def __init__(self, lexicon: Analyzer, forget: float, seed: int) -> None:
        self._lexicon = lexicon
        self._forget = forget
        self._random = np.random.default_rng(seed)
        self._seen: dict[str, WordFeatures] = {}

    def layer(self) -> Model[list[Doc], Ragged]:
        """The thinc layer, its table filled at random."""
        model: Model[list[Doc], Ragged] = Model("words", self._forward, params={"rows": None})
        table = np.random.default_rng(1).uniform(-0.1, 0.1, (ROWS, EMBEDDING))
        model.set_param("rows", table.astype(np.float32))
        return model

    def _look(self, word: str) -> WordFeatures:
        found = self._seen.get(word)
        if found is None:
            found = self._seen[word] = features(word, self._lexicon)
        return found

    def _forward(
        self, model: Model[list[Doc], Ragged], docs: list[Doc], is_train: bool
    ) -> tuple[Ragged, Callable[[Ragged], list[Doc]]]:
        texts = [[self._look(word) for word in as_written([token.text for token in doc])] for doc in docs]
        found = [word for text in texts for word in text]
        around_each = [bits for text in texts for bits in around([word.signs for word in text])]
        clauses = (np.array(around_each, np.int32)[:, None] >> np.arange(BITS)) & 1
        rows = np.array([each.rows for each in found], np.int32).reshape(-1, COLUMNS)
        kinds = kinds_matrix([each.kinds for each in found])
        if is_train and self._forget:
            self._hide(rows, kinds)
        count = len(rows)
        table = model.get_param("rows")
        pairs = table[rows.ravel()].reshape(count, COLUMNS // 2, 2, EMBEDDING).sum(axis=2).reshape(count, -1)

        def backward(gradient: Ragged) -> list[Doc]:
            one = gradient.data[:, : EMBEDDING * (COLUMNS // 2)].reshape(count, COLUMNS // 2, 1, EMBEDDING)
            both = np.ascontiguousarray(one.repeat(2, axis=2).reshape(-1, EMBEDDING))
            change = model.ops.alloc2f(*table.shape)
            model.ops.scatter_add(change, np.ascontiguousarray(rows.ravel()), both)
            model.inc_grad("rows", change)
            return []

        lengths = np.array([len(doc) for doc in docs], np.int32)
        return Ragged(np.concatenate([pairs, kinds, clauses], axis=1, dtype=np.float32), lengths), backward

    def _hide(self, rows: np.ndarray[tuple[int, ...], np.dtype[np.int32]], kinds: Floats) -> None:
        closed = kinds[:, CLOSED].any(axis=1)
        for share, slots in ((self._forget, (FORM, LEMMA)), (self._forget * 0.4, (READINGS, LEMMA))):
            hidden = (self._random.random(len(rows)) < share) & ~closed
            for slot in slots:
                rows[hidden, 2 * slot] = rows[hidden, 2 * slot + 1] = STARTS[slot]
            if READINGS in slots:
                kinds[hidden] = 0


def build(labels: int, lexicon: Analyzer, *, dropout: float = 0.0, forget: float = 0.0, seed: int = 1) -> Net:
    """The network, its weights at random."""

    def block(inputs: int, pieces: int) -> Model[Floats, Floats]:
        return chain(Maxout(WIDTH, inputs, pieces), LayerNorm(WIDTH), Dropout(dropout))

    def convolution() -> Model[Ragged, Ragged]:
        return residual(chain(expand_window(1), with_array(block(3 * WIDTH, PIECES))))

    model: Net = chain(
        Embedding(lexicon, forget, seed).layer(),
        _first(block(INPUTS, FIRST_PIECES), block((2 * REACH + 1) * WIDTH + BITS, PIECES)),
        *(convolution() for _ in range(DEPTH - 1)),
        with_array(Softmax(labels, WIDTH)),
        ragged2list(),
    )
    return model.initialize()


def _first(words: Model[Floats, Floats], window: Model[Floats, Floats]) -> Model[Ragged, Ragged]:
    """What is made of every word, and of it with its neighbours and the signs of its clause."""

    def forward(
        model: Model[Ragged, Ragged], given: Ragged, is_train: bool
    ) -> tuple[Ragged, Callable[[Ragged], Ragged]]:
        inputs, clauses = np.split(given.data, [INPUTS], axis=1)
        vectors, words_back = words(np.ascontiguousarray(inputs), is_train)
        windows = model.ops.seq2col(vectors, REACH, lengths=given.lengths)
        made, window_back = window(np.concatenate([windows, clauses], axis=1), is_train)

        def backward(gradient: Ragged) -> Ragged:
            change = np.ascontiguousarray(window_back(gradient.data)[:, :-BITS])
            both = gradient.data + model.ops.backprop_seq2col(change, REACH, lengths=given.lengths)
            return Ragged(words_back(both), gradient.lengths)

        return Ragged(vectors + made, given.lengths), backward

    def initialise(model: Model[Ragged, Ragged], X: object = None, Y: object = None) -> None:  # noqa: N803 (thinc)
        for layer in (words, window):
            layer.initialize()

    return Model("first", forward, init=initialise, layers=[words, window])


def parameters(model: Net) -> dict[str, Floats]:
    """All weights by the names they have in the ``.npz`` file; arrays of the model itself."""
    nodes: dict[str, list[Model[object, object]]] = {}
    for node in model.walk():
        nodes.setdefault(node.name, []).append(node)
    found = {"rows": nodes["words"][0].get_param("rows")}
    for number, (maxout, norm) in enumerate(zip(nodes["maxout"], nodes["layernorm"], strict=True)):
        found |= {f"W{number}": maxout.get_param("W"), f"b{number}": maxout.get_param("b")}
        found |= {f"G{number}": norm.get_param("G"), f"B{number}": norm.get_param("b")}
    output = nodes["softmax"][0]
    return found | {"output": output.get_param("W"), "output_bias": output.get_param("b")}


def pipeline(model: Net, labels: Sequence[str]) -> tuple[Language, Tagger]:
    """A spaCy pipeline with the network as its tagger."""
    language = spacy.blank("nl")
    tagger = Tagger(language.vocab, model)
    tagger.cfg["labels"] = [label for label in labels if language.vocab.strings.add(label)]
    return language, tagger


def fill(model: Net, weights: Weights) -> None:
    """Put the weights of a file into a network."""
    own = parameters(model)
    own["rows"][:] = weights.rows
    for number, block in enumerate(weights.blocks):
        shape = own[f"W{number}"].shape
        own[f"W{number}"][:] = _thinc_layout(block, shape)
        own[f"b{number}"][:] = block.bias.reshape(shape[1], shape[0]).T
        own[f"G{number}"][:] = block.gain
        own[f"B{number}"][:] = block.shift
    own["output"][:] = weights.output.T
    own["output_bias"][:] = weights.output_bias


def _thinc_layout(block: Block, shape: tuple[int, ...]) -> Floats:
    outputs, pieces, inputs = shape
    return block.weights.reshape(inputs, pieces, outputs).transpose(2, 1, 0)


def tags(tagger: Tagger, language: Language, texts: Sequence[Sequence[str]]) -> list[list[str]]:
    """The tags that spaCy's pipe gives the tokens of every text."""
    answers: list[list[str]] = []
    for text in texts:
        doc = Doc(language.vocab, words=list(text))
        answers.append([token.tag_ for token in tagger(doc)] if text else [])
    return answers
