"""The forward pass of the Dutch tagger in numpy, with vectors of words kept: what runs without spaCy.

Layers, as trained (``spacy_network.py``): embeddings of a word's features → one maxout layer → a convolution over five
words → convolutions over three words, each with layer normalisation and added to its input → one score a label. What
the first convolution makes of a word at each of its five places depends on the word alone, so that it is kept with it;
it sees the signs of the clause besides (``clause_signs.py``).
"""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from engine.ports import Analyzer
from plugins.analyzers.clause_signs import BITS, around
from plugins.analyzers.word_features import COLUMNS, KINDS, ROWS, as_written, features

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]

MEMORY: Final = 8_192
"""Words whose vectors are kept; about 35 MB when full. When it is full, the memory starts anew."""
FIRST_MEMORY: Final = 512
TINY: Final = np.float32(1e-8)
"""Added to the variance, as thinc does."""
BATCH: Final = 512
"""Tokens worked on at once: what fits into the processor's cache."""
REACH: Final = 2
"""Words on either side that the first convolution sees."""


@dataclass(frozen=True, slots=True)
class Block:
    """A maxout layer with layer normalisation: ``weights`` (inputs × pieces·outputs, piece by piece), ``bias``.

    ``mean``, as a column, is multiplied with to take means: for few rows that is the fastest way.
    """

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats
    mean: Floats

    def finish(self, sums: Floats) -> Floats:
        """Maxout and normalisation of ``sums`` (tokens × pieces·outputs), to tokens × outputs."""
        width = len(self.gain)
        best: Floats = sums[:, :width]
        for start in range(width, sums.shape[1], width):
            best = np.maximum(best, sums[:, start : start + width])
        best -= best @ self.mean
        variance = (best * best) @ self.mean
        variance += TINY
        np.sqrt(variance, out=variance)
        best /= variance
        best *= self.gain
        best += self.shift
        return best


@dataclass(frozen=True, slots=True)
class Weights:
    """All numbers of a trained network, with its labels and what is known of its making."""

    rows: NDArray[np.float16]
    blocks: tuple[Block, ...]
    output: Floats
    output_bias: Floats
    labels: tuple[str, ...]
    card: dict[str, str | float]

    @classmethod
    def read(cls, content: bytes) -> Weights:
        """Weights from the bytes of an ``.npz`` file; ``ValueError`` or ``KeyError`` if it is not one of ours."""
        if not zipfile.is_zipfile(io.BytesIO(content)):
            raise ValueError("not a file of weights")
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            card = json.loads(arrays["card"].tobytes().decode("utf-8"))
            blocks = tuple(_block(*(arrays[f"{name}{number}"] for name in "WbGB")) for number in range(card["blocks"]))
            if len(arrays["rows"]) != ROWS or len(blocks[1].weights) != (2 * REACH + 1) * len(blocks[0].gain) + BITS:
                raise ValueError("weights of a network that is built in another way: train it again")
            return cls(
                arrays["rows"],
                blocks,
                np.ascontiguousarray(arrays["output"].astype(np.float32).T),
                arrays["output_bias"].astype(np.float32),
                tuple(card["labels"]),
                card["figures"],
            )


def _block(maxout: Floats, bias: Floats, gain: Floats, shift: Floats) -> Block:
    """A block from thinc's layout (outputs × pieces × inputs)."""
    turned = maxout.astype(np.float32).transpose(2, 1, 0)
    return Block(
        np.ascontiguousarray(turned.reshape(turned.shape[0], -1)),
        np.ascontiguousarray(bias.astype(np.float32).T).ravel(),
        gain.astype(np.float32),
        shift.astype(np.float32),
        np.full((len(gain), 1), 1 / len(gain), np.float32),
    )


class _Words:
    """Numbers and vectors of the words seen. Rows are only ever added, so that readers need no lock."""

    __slots__ = ("numbers", "projected", "signs", "vectors")

    def __init__(self, width: int, projected: int) -> None:
        self.numbers: dict[str, int] = {}
        self.signs = [0]
        self.vectors = np.zeros((FIRST_MEMORY, width), np.float32)
        self.projected = np.zeros((2 * REACH + 1, FIRST_MEMORY, projected), np.float32)

    def grow(self, rows: int) -> None:
        """Make room for so many rows; arrays already handed out stay as they are."""
        if rows > len(self.vectors):
            more = max(rows, 2 * len(self.vectors)) - len(self.vectors)
            self.vectors = np.pad(self.vectors, ((0, more), (0, 0)))
            self.projected = np.pad(self.projected, ((0, 0), (0, more), (0, 0)))


class Network:
    """Scores of every label for every token. Safe to share between threads."""

    def __init__(self, weights: Weights, lexicon: Analyzer, memory: int = MEMORY) -> None:
        """``memory``: how many words are kept between calls; one call may need more, and keeps them until the next."""
        self.labels = weights.labels
        self._weights = weights
        self._lexicon = lexicon
        self._memory = memory
        first = weights.blocks[1]
        projected = first.weights.shape[1]
        self._places = first.weights[:-BITS].reshape(2 * REACH + 1, -1, projected)
        bits = (np.arange(1 << BITS)[:, None] >> np.arange(BITS)) & 1
        self._clauses = cast(Floats, bits.astype(np.float32) @ first.weights[-BITS:] + first.bias)
        self._lock = threading.Lock()
        self._words = self._new_words()

    def _new_words(self) -> _Words:
        return _Words(self._places.shape[1], self._places.shape[2])

    @property
    def remembered(self) -> int:
        """Words kept at this moment."""
        return len(self._words.numbers)

    def scores(self, texts: Sequence[Sequence[str]]) -> Floats:
        """Logits, tokens of all texts one after the other × labels; softmax of a row gives probabilities."""
        parts: list[Floats] = []
        batch: list[Sequence[str]] = []
        size = 0
        for text in texts:
            if text:
                batch.append(as_written(text))
                size += len(text)
            if size >= BATCH:
                parts.append(self._forward(batch))
                batch, size = [], 0
        if batch:
            parts.append(self._forward(batch))
        if not parts:
            return np.zeros((0, len(self.labels)), np.float32)
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def probabilities(self, texts: Sequence[Sequence[str]]) -> Floats:
        """Probabilities, tokens of all texts one after the other × labels."""
        scores = self.scores(texts)
        scores -= scores.max(axis=1, keepdims=True, initial=-np.inf)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        return scores

    def _forward(self, texts: Sequence[Sequence[str]]) -> Floats:
        words = self._known(texts)
        numbers = words.numbers
        spaced = [0, 0]
        clauses: list[int] = []
        for text in texts:
            own = [numbers[word] for word in text]
            spaced += own
            spaced += (0, 0)
            clauses += around([words.signs[number] for number in own])
            clauses.append(0)
        clauses.pop()
        seen = _windows_of_ids(np.array(spaced, np.intp), texts)
        first, *others = self._weights.blocks[1:]
        projected = words.projected
        sums = self._clauses.take(clauses, axis=0)
        for place in range(2 * REACH + 1):
            sums += projected[place].take(seen[place], axis=0)
        hidden = first.finish(sums)
        hidden += words.vectors.take(seen[REACH], axis=0)
        gaps = np.flatnonzero(seen[REACH] == 0) if len(texts) > 1 else None
        for block in others:
            if gaps is not None:
                hidden[gaps] = 0
            sums = _windows(hidden) @ block.weights
            sums += block.bias
            hidden += block.finish(sums)
        if gaps is not None:
            hidden = np.delete(hidden, gaps, axis=0)
        scores = hidden @ self._weights.output
        scores += self._weights.output_bias
        return cast(Floats, scores)

    def _known(self, texts: Sequence[Sequence[str]]) -> _Words:
        """The memory with all words of the texts in it."""
        words = self._words
        if all(word in words.numbers for text in texts for word in text):
            return words
        with self._lock:
            if len(self._words.numbers) > self._memory:
                self._words = self._new_words()
            words = self._words
            new = list({word: None for text in texts for word in text if word not in words.numbers})
            if new:
                self._add(words, new)
        return words

    def _add(self, words: _Words, new: list[str]) -> None:
        start = len(words.numbers) + 1
        words.grow(start + len(new))
        found = [features(word, self._lexicon) for word in new]
        rows = np.array([each.rows for each in found], np.intp)
        embedded = self._weights.rows[rows].astype(np.float32)
        pairs = embedded.reshape(len(new), COLUMNS // 2, 2, -1).sum(axis=2).reshape(len(new), -1)
        inputs = np.concatenate([pairs, kinds_matrix([each.kinds for each in found])], axis=1)
        block = self._weights.blocks[0]
        vectors = block.finish(inputs @ block.weights + block.bias)
        words.signs += [each.signs for each in found]
        words.vectors[start : start + len(new)] = vectors
        words.projected[:, start : start + len(new)] = vectors @ self._places
        for number, word in enumerate(new, start):
            words.numbers[word] = number


def kinds_matrix(kinds: Sequence[int]) -> Floats:
    """One column a kind of reading, and a last one for words of which nothing is known."""
    bits = np.array(kinds, np.int64)[:, None]
    known = (bits >> np.arange(KINDS)) & 1
    return np.concatenate([known, bits == 0], axis=1).astype(np.float32)


def _windows_of_ids(ids: Numbers, texts: Sequence[Sequence[str]]) -> list[Numbers]:
    """Words at every place of the first convolution, for all tokens and for one gap (0) between texts.

    ``ids``: numbers of the words, with two zeros before, between and after the texts.
    """
    reach = range(2 * REACH + 1)
    if len(texts) == 1:
        return [ids[place : place + len(texts[0])] for place in reach]
    kept = np.ones(len(ids), bool)
    kept[:2] = kept[-2:] = False
    kept[np.cumsum([len(text) + 2 for text in texts])[:-1] + 1] = False
    own = np.flatnonzero(kept)
    return [ids[own + (place - REACH)] for place in reach]


def _windows(hidden: Floats) -> Floats:
    """Every row with the one before and the one after it; nothing before the first and after the last."""
    count, width = hidden.shape
    made = np.empty((count, 3 * width), np.float32)
    made[0, :width] = made[-1, 2 * width :] = 0
    made[1:, :width] = hidden[:-1]
    made[:, width : 2 * width] = hidden
    made[:-1, 2 * width :] = hidden[1:]
    return made
