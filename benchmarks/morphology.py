"""What the Dutch morphology gets right, on a treebank and on definitions that it was not trained on.

``python -m benchmarks.morphology [--part test|dev] [--json]`` prints, for the Alpino part of that name (test: never
trained on; dev: held out of the training files) and for the hand-labelled definitions in ``morphology/``: the network
alone, the analyzer made to answer always, and the analyzer as shipped (how much it decides, how often that is wrong,
how often it rules out what is right), beside the tables alone; with speed, machine and versions.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from engine.ports import Analyzer, Readings
from plugins.analyzers.decide import Thresholds
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.analyzers.morphology import WEIGHTS, MorphologyAnalyzer
from plugins.analyzers.network import Network, Weights
from plugins.analyzers.treebank import (
    TEST,
    VERBS,
    Sentence,
    Token,
    data_folder,
    read,
    sentences,
    training_and_development,
)

DEFINITIONS: Final = Path(__file__).parent / "morphology" / "definitions.conllu"
BASELINE: Final = 92.5
"""Word class right on the Alpino test part by the first try named in issue 3, in percent."""
ALWAYS: Final = Thresholds(known=0, unknown=0, marks=0, keep=0, agreed=0)
"""Thresholds with which the likeliest reading is always taken."""
NUMBER: Final = frozenset({"sing", "plur"})
FORM: Final = frozenset({"inf", "part", "fin"})
ROUNDS: Final = 5

Shares = dict[str, float]


def percent(right: int, total: int) -> float:
    """A share in percent; 0 of nothing is 0."""
    return round(100 * right / total, 2) if total else 0.0


def definitions(part: str) -> list[Sentence]:
    """The hand-labelled definitions of one part (*dev* or *test*)."""
    with DEFINITIONS.open(encoding="utf-8") as lines:
        return [sentence for comments, sentence in read(lines) if comments["part"] == part]


def answers_of_network(network: Network, gold: Sequence[Sentence]) -> Shares:
    """Word class and whole label right, by the likeliest label of the network, without tables."""
    said = network.scores([[token.form for token in sentence] for sentence in gold]).argmax(axis=1).tolist()
    tokens = [token for sentence in gold for token in sentence]
    labels = [network.labels[number] for number in said]
    classes = sum(label.split()[0] == token.tag for label, token in zip(labels, tokens, strict=True))
    whole = sum(label == token.label for label, token in zip(labels, tokens, strict=True))
    return {"word class": percent(classes, len(tokens)), "label": percent(whole, len(tokens))}


def _pairs(analyzer: Analyzer, gold: Sequence[Sentence]) -> Iterator[tuple[Token, Readings]]:
    answers = analyzer.analyse([[token.form for token in sentence] for sentence in gold])
    for sentence, found in zip(gold, answers, strict=True):
        yield from zip(sentence, found, strict=True)


def always(analyzer: Analyzer, gold: Sequence[Sentence]) -> Shares:
    """Word class, number of nouns, form of verbs and lemma right, by the first reading of every token."""
    counts: Counter[str] = Counter()
    for token, readings in _pairs(analyzer, gold):
        tag, lemma, marks = (readings[0].tag, readings[0].lemma, readings[0].marks) if readings else ("", "", set())
        counts["tokens"] += 1
        counts["word class"] += tag == token.tag
        counts["word class, AUX = VERB"] += tag == token.tag or {tag, token.tag} == VERBS
        counts["lemma"] += lemma.lower() == token.lemma.lower()
        if token.tag == "NOUN":
            counts["nouns"] += 1
            counts["number of nouns"] += tag == "NOUN" and marks & NUMBER == set(token.marks) & NUMBER
        if token.tag in VERBS:
            counts["verbs"] += 1
            counts["form of verbs"] += tag in VERBS and marks & FORM == set(token.marks) & FORM
    totals = {"number of nouns": "nouns", "form of verbs": "verbs"}
    names = ("word class", "word class, AUX = VERB", "number of nouns", "form of verbs", "lemma")
    return {name: percent(counts[name], counts[totals.get(name, "tokens")]) for name in names}


def decided(analyzer: Analyzer, gold: Sequence[Sentence]) -> Shares:
    """How many tokens get one word class, how many of these are wrong; and the same for number and form of verbs."""
    counts: Counter[str] = Counter()
    for token, readings in _pairs(analyzer, gold):
        tags = {reading.tag for reading in readings}
        _count(counts, "word class", [reading.tag for reading in readings], token.tag)
        counts["excluded"] += bool(tags) and token.tag not in tags
        if token.tag == "NOUN":
            _count(counts, "number of nouns", [*map(_number, readings)], " ".join(token.marks))
        if token.tag in VERBS:
            _count(counts, "form of verbs", [*map(_form, readings)], token.marks[0] if token.marks else "")
        if len(tags) == 1:
            _count(counts, "lemma", [reading.lemma.lower() for reading in readings], token.lemma.lower())
    found: Shares = {"right class ruled out": percent(counts["excluded"], counts["word class"])}
    for name in ("word class", "number of nouns", "form of verbs", "lemma"):
        found[f"{name} decided"] = percent(counts[f"{name} decided"], counts[name])
        found[f"{name} wrong of decided"] = percent(counts[f"{name} wrong"], counts[f"{name} decided"])
    return found


def _number(reading: object) -> str:
    return " ".join(sorted(getattr(reading, "marks", frozenset()) & NUMBER))


def _form(reading: object) -> str:
    return " ".join(sorted(getattr(reading, "marks", frozenset()) & FORM))


def _count(counts: Counter[str], name: str, answers: Sequence[str], gold: str) -> None:
    counts[name] += 1
    if len(set(answers)) == 1:
        counts[f"{name} decided"] += 1
        counts[f"{name} wrong"] += answers[0] != gold


def seconds(work: Callable[[], object], times: int) -> float:
    """Median time of one run of ``work``, over ``ROUNDS`` rounds of ``times`` runs."""
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(times):
            work()
        found.append((time.perf_counter() - start) / times)
    return statistics.median(found)


def speed(analyzer: Analyzer, gold: Sequence[Sentence]) -> Shares:
    """Microseconds for one text of 14 tokens, and tokens a second in batches, words seen before."""
    words = [token.form for sentence in gold for token in sentence]
    texts = [words[start : start + 14] for start in range(0, len(words) - 14, 14)]
    analyzer.analyse(texts)
    single = seconds(lambda: [analyzer.analyse([text]) for text in texts], 1) / len(texts)
    batch = seconds(lambda: analyzer.analyse(texts), 1)
    return {"one text (µs)": round(1e6 * single, 1), "tokens a second": round(14 * len(texts) / batch)}


def report(part: str) -> dict[str, dict[str, Shares | int | str]]:
    """All figures; ``OSError`` if the treebank is not there."""
    folder = data_folder()
    treebank = sentences(folder / TEST) if part == "test" else training_and_development(folder)[1]
    lexical = LexicalAnalyzer.load()
    start = time.perf_counter()
    shipped = MorphologyAnalyzer(lexical=lexical)
    opened = time.perf_counter() - start
    network = Network(Weights.read(WEIGHTS.read_bytes()), lexical)
    forced = MorphologyAnalyzer(lexical=lexical, limits=ALWAYS)
    found: dict[str, dict[str, Shares | int | str]] = {}
    for name, gold in ((f"treebank, {part}", treebank), (f"definitions, {part}", definitions(part))):
        found[name] = {
            "tokens": sum(map(len, gold)),
            "network alone": answers_of_network(network, gold),
            "always answering": always(forced, gold),
            "tables alone": decided(lexical, gold),
            "as shipped": decided(shipped, gold),
            "speed": speed(shipped, gold),
        }
    found["run"] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "versions": f"Python {platform.python_version()}, numpy {np.__version__}",
        "digest": shipped.digest,
        "opened, without the tables (ms)": round(1000 * opened),
        "baseline": f"{BASELINE} % word class on the Alpino test part (first try, issue 3)",
    }
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and print its report; 2 if the treebank is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("test", "dev"), default="test")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    if not data_folder().is_dir():
        print(f"{data_folder().name}: not found; set DEFINITIE_DATA", file=sys.stderr)
        return 2
    found = report(options.part)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    for name, group in found.items():
        print(f"\n{name}")
        for title, values in group.items():
            if isinstance(values, dict):
                print(f"  {title}")
                for each, value in values.items():
                    print(f"    {each:34}{value:>10}")
            else:
                print(f"  {title:36}{values:>10}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
