"""Trains the Dutch tagger and writes its weights: ``python -m plugins.analyzers.train [--epochs N] [--record]``.

Needs the extra ``train`` (spaCy) and the treebanks (``DEFINITIE_DATA``). The same data, seed, machine and versions
give the same weights. ``--record`` trains nothing: it holds the weights that are there against the test part and
writes the figures and the tags' checksum anew, as is needed when the lexicon has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Adam, fix_random_seed

from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.analyzers.network import Floats, Network, Weights
from plugins.analyzers.spacy_network import Net, build, fill, parameters, pipeline, tags
from plugins.analyzers.training_text import Epochs, persons_as_nouns
from plugins.analyzers.treebank import TEST, Sentence, data_folder, sentences, training_and_development

TARGET: Final = Path(__file__).parent / "data" / "nl-morphology.npz"
BATCH: Final = 700
RATE: Final = 0.002
WARM: Final = 100
DROPOUT: Final = 0.4
FORGET: Final = 0.25


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 (run by hand, and says what it does)


def docs_of(vocab: Vocab, batch: Sequence[Sentence]) -> list[Doc]:
    """Sentences as spaCy's documents."""
    return [Doc(vocab, words=[token.form for token in sentence]) for sentence in batch]


def train(labels: Sequence[str], shown: Sequence[Sentence], lexicon: LexicalAnalyzer, epochs: int, seed: int) -> Net:
    """One network, with the running averages of its weights."""
    fix_random_seed(seed)
    vocab = spacy.blank("nl").vocab
    numbers = {label: number for number, label in enumerate(labels)}
    model = build(len(labels), lexicon, dropout=DROPOUT, forget=FORGET, seed=seed)
    optimizer = Adam(RATE, L2=1e-5, grad_clip=1.0, use_averages=True)
    source = Epochs(shown, BATCH, seed)
    started = time.perf_counter()
    for epoch in range(epochs):
        batches = source.next()
        for step, batch in enumerate(batches, epoch * len(batches)):
            left = 1 - step / (epochs * len(batches))
            optimizer.learn_rate = RATE * min(1, (step + 1) / WARM) * max(0.02, left)
            docs = docs_of(vocab, batch)
            answers, backward = model.begin_update(docs)
            backward([_error(said, gold, numbers) / len(batch) for said, gold in zip(answers, batch, strict=True)])
            model.finish_update(optimizer)
        _say(f"  seed {seed} epoch {epoch + 1}/{epochs} {time.perf_counter() - started:.0f} s")
    with model.use_params(optimizer.averages):
        kept = {name: value.copy() for name, value in parameters(model).items()}
    for name, value in parameters(model).items():
        value[:] = kept[name].astype(np.float16)
    return model


def _error(said: Floats, gold: Sentence, numbers: dict[str, int]) -> Floats:
    """Gradient of the cross-entropy: what was said, minus what was wanted."""
    change = said.copy()
    change[np.arange(len(gold)), [numbers[token.label] for token in gold]] -= 1
    return change


def shares(answers: Sequence[Sequence[str]], gold: Sequence[Sentence]) -> tuple[float, float]:
    """Word class and whole label right, in percent."""
    pairs = [
        (said, token.label)
        for tagged, sentence in zip(answers, gold, strict=True)
        for said, token in zip(tagged, sentence, strict=True)
    ]
    classes = sum(said.split()[0] == label.split()[0] for said, label in pairs)
    whole = sum(said == label for said, label in pairs)
    return round(100 * classes / len(pairs), 2), round(100 * whole / len(pairs), 2)


def checksum(answers: Sequence[Sequence[str]]) -> str:
    """SHA-256 over the tags of all tokens."""
    return hashlib.sha256("\n".join("\t".join(tagged) for tagged in answers).encode()).hexdigest()


def write(target: Path, model: Net, labels: Sequence[str], figures: dict[str, str | float]) -> None:
    """Write weights, labels and figures to an ``.npz`` file; the same contents give the same bytes."""
    arrays = {name: value.astype(np.float16) for name, value in parameters(model).items()}
    blocks = sum(name.startswith("W") for name in arrays)
    card = json.dumps({"labels": list(labels), "blocks": blocks, "figures": figures}, sort_keys=True)
    np.savez_compressed(target, card=np.frombuffer(card.encode(), np.uint8), **arrays)  # type: ignore[arg-type]


def record(target: Path, model: Net, labels: Sequence[str], lexicon: LexicalAnalyzer, folder: Path) -> None:
    """Measure the network on development and test part, write the weights with the figures, compare with numpy."""
    language, tagger = pipeline(model, labels)
    figures: dict[str, str | float] = {"lexicon": lexicon.digest}
    texts: list[list[str]] = []
    answers: list[list[str]] = []
    for name, gold in (("development", training_and_development(folder)[1]), ("test", sentences(folder / TEST))):
        texts = [[token.form for token in sentence] for sentence in gold]
        answers = tags(tagger, language, texts)
        figures[f"{name} word class"], figures[f"{name} label"] = shares(answers, gold)
    figures["test tags"] = checksum(answers)
    write(target, model, labels, figures)
    network = Network(Weights.read(target.read_bytes()), lexicon)
    said = iter(network.scores(texts).argmax(axis=1).tolist())
    unequal = sum(network.labels[next(said)] != tag for tagged in answers for tag in tagged)
    _say(json.dumps(figures, indent=1))
    _say(f"{target.stat().st_size} bytes; {unequal} of {sum(map(len, texts))} tags of the test part differ in numpy")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train or record; 2 if the treebanks are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=14, help="passes over the training text")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", type=Path, default=TARGET, help="file to write")
    parser.add_argument("--record", action="store_true", help="only renew figures and checksum of the file")
    options = parser.parse_args(arguments)
    folder = data_folder()
    if not folder.is_dir():
        _say(f"{folder.name}: not found; set DEFINITIE_DATA")
        return 2
    lexicon = LexicalAnalyzer.load()
    if options.record:
        weights = Weights.read(options.target.read_bytes())
        model = build(len(weights.labels), lexicon)
        fill(model, weights)
        record(options.target, model, weights.labels, lexicon, folder)
        return 0
    shown = [persons_as_nouns(sentence, lexicon) for sentence in training_and_development(folder)[0]]
    labels = sorted({token.label for sentence in shown for token in sentence})
    _say(f"{len(shown)} sentences, {sum(map(len, shown))} tokens, {len(labels)} labels")
    model = train(labels, shown, lexicon, options.epochs, options.seed)
    record(options.target, model, labels, lexicon, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
