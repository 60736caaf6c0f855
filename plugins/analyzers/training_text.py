"""Makes training text that reads like definitions, which treebanks of news and encyclopaedias hardly have.

Definitions begin with a noun phrase in lower case and end without a full stop; sentences do neither. So noun phrases
are cut out of the sentences along their trees, some sentences lose capital and full stop, patterns of definitions are
filled with words of the treebank, and sentences with rare labels are seen more often. Adjectives and participles used
as nouns are learnt as nouns where the lexicon holds them possible as such.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from engine.ports import Analyzer
from plugins.analyzers.training_patterns import Patterns
from plugins.analyzers.treebank import Sentence, Token

OUTSIDE: Final = frozenset({"case", "mark", "cc", "punct", "cop", "nsubj"})
"""Relations of a noun to words that do not belong to its phrase."""
SHORTEST: Final = 4
PLAIN: Final = 0.25
"""Share of sentences that lose their capital and full stop."""
CUTS: Final = 0.3
"""Share of the cut noun phrases that an epoch shows."""
PATTERNS: Final = 0.2
"""Texts made from patterns of definitions that an epoch shows, as a share of all sentences."""
RARE: Final = 0.15
"""Sentences drawn again by the rarity of their labels, as a share of all."""


def persons_as_nouns(sentence: Sentence, lexicon: Analyzer) -> Sentence:
    """The sentence with *gevangenen*, *deskundigen* as nouns where the lexicon holds them possible as such."""
    made: Sentence = []
    for token in sentence:
        if token.nominal and token.form[-1:] in "en":
            found = [reading for reading in lexicon.analyse([[token.form]])[0][0] if reading.tag == "NOUN"]
            if found and found[0].lemma in (token.form.lower(), token.form.lower()[:-1]):
                number = "plur" if token.form.endswith("n") else "sing"
                token = replace(token, tag="NOUN", marks=(number,), lemma=found[0].lemma)  # noqa: PLW2901
        made.append(token)
    return made


def plain(sentence: Sentence) -> Sentence:
    """The sentence without its first capital and its last full stop."""
    words = list(sentence)
    if words[-1].form == "." and len(words) > 1:
        words.pop()
    if words[0].tag != "PROPN":
        words[0] = replace(words[0], form=words[0].form.lower())
    return words


def noun_phrases(sentence: Sentence, rng: random.Random) -> list[Sentence]:
    """Noun phrases of a sentence with all that hangs on them, as they would stand in a definition."""
    below: dict[int, list[int]] = defaultdict(list)
    for number, token in enumerate(sentence, 1):
        below[token.head].append(number)
    found: list[Sentence] = []
    for number, token in enumerate(sentence, 1):
        if token.tag != "NOUN" or token.relation in ("fixed", "flat", "compound:prt"):
            continue
        words = _phrase(number, sentence, below)
        if words is None:
            continue
        if words[0].tag == "DET" and rng.random() < 0.5:
            words = words[1:]
        if len(words) >= SHORTEST:
            found.append(plain(words))
    return found


def _reach(number: int, below: dict[int, list[int]]) -> set[int]:
    """A word with all that hangs on it."""
    found, waiting = {number}, [number]
    while waiting:
        more = below[waiting.pop()]
        found.update(more)
        waiting += more
    return found


def _phrase(number: int, sentence: Sentence, below: dict[int, list[int]]) -> Sentence | None:
    """The phrase of a noun, if it is unbroken."""
    inside = _reach(number, below)
    first, last = min(inside), max(inside)
    for child in below[number]:
        relation = sentence[child - 1].relation
        if relation in OUTSIDE and (relation != "punct" or child in (first, last)):
            inside -= _reach(child, below)
    kept = sorted(inside)
    return [sentence[place - 1] for place in kept] if kept[-1] - kept[0] + 1 == len(kept) else None


class Epochs:
    """Batches for one epoch after another, the same for the same seed."""

    def __init__(self, sentences: Sequence[Sentence], batch: int, seed: int) -> None:
        """``batch``: tokens a batch."""
        self._random = random.Random(seed)  # noqa: S311
        self._sentences = list(sentences)
        self._batch = batch
        self.cuts = [cut for sentence in sentences for cut in noun_phrases(sentence, self._random)]
        seen = Counter(token.label for sentence in sentences for token in sentence)
        self._patterns = Patterns(sentences, self._random)
        self._weights = [_rarity(sentence, seen) for sentence in sentences]

    def next(self) -> list[list[Sentence]]:
        """The batches of the next epoch."""
        rng = self._random
        shown = [plain(each) if rng.random() < PLAIN else each for each in self._sentences]
        shown += rng.sample(self.cuts, int(len(self.cuts) * CUTS))
        shown += rng.choices(self._sentences, self._weights, k=int(len(self._sentences) * RARE))
        shown += [self._patterns.text() for _ in range(int(len(self._sentences) * PATTERNS))]
        rng.shuffle(shown)
        batches: list[list[Sentence]] = [[]]
        size = 0
        for sentence in shown:
            if size >= self._batch:
                batches.append([])
                size = 0
            batches[-1].append(sentence)
            size += len(sentence)
        return batches


def _rarity(sentence: Sequence[Token], seen: Counter[str]) -> float:
    """How rare the labels of a sentence are: the mean of 1/√frequency."""
    return sum(1 / math.sqrt(seen[token.label]) for token in sentence) / len(sentence)
