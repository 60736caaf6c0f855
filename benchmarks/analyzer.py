"""How far the built-in Dutch analyzer can be trusted, held against a treebank of Universal Dependencies.

``python -m benchmarks.analyzer [--conllu FILE] [--json]`` prints how many words it decides, how often a decided word
is wrong, and how often it rules out what the treebank says, per word class, with speed, machine and versions.

No word comes from a treebank, but the rules were tried on the development parts of Alpino and LassySmall: figures on
these are somewhat too good, those on the test parts are not. *Wrong* holds differences of convention too: lemmas of
separable verbs (*keerde … terug*: ``terugkeren`` there, ``keren`` here), words inside titles and names.
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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from engine.ports import Readings
from plugins.analyzers.lexical import LexicalAnalyzer

DEFAULT: Final = "ud-dutch/nl_alpino-ud-dev.conllu"
VERBS: Final = frozenset({"VERB", "AUX"})
MARKS: Final = {"VerbForm": {"Inf": "inf", "Fin": "fin", "Part": "part"}, "Number": {"Sing": "sing", "Plur": "plur"}}
MARKED: Final = frozenset({"NOUN", "VERB", "AUX"})
ROUNDS: Final = 5


@dataclass(frozen=True, slots=True)
class Gold:
    """One token of the treebank. ``marks`` only of nouns and verbs; the lemma without signs of compounding."""

    word: str
    tag: str
    lemma: str
    marks: frozenset[str]


@dataclass(slots=True)
class Tally:
    """Counts of one question: ``total`` asked, ``decided`` with one answer, ``wrong`` of these, gold ``excluded``."""

    total: int = 0
    decided: int = 0
    wrong: int = 0
    excluded: int = 0

    def add(self, answers: frozenset[str], gold: str) -> None:
        """Count one token. No answer at all is *nothing known*."""
        self.total += 1
        if answers and gold not in answers:
            self.excluded += 1
        if len(answers) == 1:
            self.decided += 1
            self.wrong += gold not in answers

    def shares(self) -> dict[str, float | int]:
        """Shares in percent; ``wrong`` of the decided, the others of all."""
        return {
            "tokens": self.total,
            "decided": _percent(self.decided, self.total),
            "wrong": _percent(self.wrong, self.decided),
            "excluded": _percent(self.excluded, self.total),
        }


@dataclass(slots=True)
class Result:
    """All tallies of one run, with the commonest mistakes (word, gold, decided)."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    mistakes: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def count(self, question: str, answers: frozenset[str], gold: str) -> None:
        """Add one answer to a tally."""
        self.tallies.setdefault(question, Tally()).add(answers, gold)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def read(lines: Iterable[str]) -> Iterator[list[Gold]]:
    """Sentences of a CoNLL-U file; words that stand for several (ranges) are left out."""
    sentence: list[Gold] = []
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            sentence.append(Gold(columns[1], columns[3], _lemma(columns[2]), _marks(columns[3], columns[5])))
        elif sentence and not line.strip():
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _lemma(text: str) -> str:
    return text.lower() if set(text) == {"_"} else text.lower().replace("_", "")


def _marks(tag: str, features: str) -> frozenset[str]:
    if tag not in MARKED or features == "_":
        return frozenset()
    pairs = (feature.partition("=") for feature in features.split("|"))
    return frozenset(MARKS[name][value] for name, _, value in pairs if value in MARKS.get(name, {}))


def _classes(tags: Iterable[str]) -> frozenset[str]:
    """Word classes with AUX and VERB counted as one."""
    return frozenset("VERB/AUX" if tag in VERBS else tag for tag in tags)


def measure(sentences: Sequence[Sequence[Gold]], answers: Sequence[Sequence[Readings]]) -> Result:
    """Hold the readings of every token against the treebank."""
    result = Result()
    for sentence, found in zip(sentences, answers, strict=True):
        for gold, readings in zip(sentence, found, strict=True):
            _one(result, gold, readings)
    return result


def _one(result: Result, gold: Gold, readings: Readings) -> None:
    tags = frozenset(reading.tag for reading in readings)
    joined, golden = _classes(tags), next(iter(_classes([gold.tag])))
    result.count("word class, AUX = VERB", joined, golden)
    result.count("word class, AUX apart", tags, gold.tag)
    result.count(f"{golden} (treebank)", joined, golden)
    if len(joined) == 1:
        result.count(f"{next(iter(joined))} (decided)", joined, golden)
        result.count("lemma where class is decided", frozenset(each.lemma.lower() for each in readings), gold.lemma)
        if golden not in joined:
            result.mistakes[gold.word.lower(), golden, next(iter(joined))] += 1
    for mark in ("inf", "fin", "part", "plur"):
        if tags and gold.tag in MARKED and (mark == "plur") == (gold.tag == "NOUN"):
            asked = frozenset(str(mark in reading.marks) for reading in readings)
            result.count(f"mark {mark}", asked, str(mark in gold.marks))


def speed(analyzer: LexicalAnalyzer, texts: Sequence[Sequence[str]]) -> float:
    """Tokens a second, median of ``ROUNDS`` runs with the words seen before."""
    tokens = sum(map(len, texts))
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        analyzer.analyse(texts)
        times.append(time.perf_counter() - start)
    return tokens / statistics.median(times)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and print its report; 2 if the treebank is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    folder = Path(os.environ.get("DEFINITIE_DATA", Path(__file__).parents[1] / "../shared/data"))
    parser.add_argument(
        "--conllu", type=Path, default=folder / DEFAULT, help="treebank file (default: Alpino, development)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    if not options.conllu.is_file():
        print(f"{options.conllu.name}: not found; set DEFINITIE_DATA or give --conllu", file=sys.stderr)
        return 2
    with options.conllu.open(encoding="utf-8") as lines:
        sentences = list(read(lines))
    start = time.perf_counter()
    analyzer = LexicalAnalyzer()
    opened = time.perf_counter() - start
    texts = [[gold.word for gold in sentence] for sentence in sentences]
    result = measure(sentences, analyzer.analyse(texts))
    report = {
        "file": options.conllu.name,
        "digest": analyzer.digest,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "python": platform.python_version(),
        "opened_ms": round(opened * 1000),
        "tokens_per_second": round(speed(analyzer, texts)),
        "shares": {name: tally.shares() for name, tally in result.tallies.items()},
        "mistakes": [[*key, count] for key, count in result.mistakes.most_common(40)],
    }
    print(json.dumps(report, ensure_ascii=False, indent=1) if options.json else _text(report, result))
    return 0


def _text(report: dict[str, object], result: Result) -> str:
    lines = [
        f"{name}: {report[name]}" for name in ("file", "machine", "python", "digest", "opened_ms", "tokens_per_second")
    ]
    lines += ["", f"{'%':34}{'tokens':>8}{'decided':>10}{'wrong':>10}{'excluded':>10}"]
    by_group = sorted(result.tallies.items(), key=lambda item: ("(" in item[0], item[0].split("(")[-1], -item[1].total))
    for name, tally in by_group:
        row = tally.shares()
        lines.append(f"{name:34}{row['tokens']:>8}{row['decided']:>10}{row['wrong']:>10}{row['excluded']:>10}")
    common = (f"{word} {gold} {found} {count}" for (word, gold, found), count in result.mistakes.most_common(12))
    lines += ["", "most frequent mistakes (word, treebank, decided): " + "; ".join(common)]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
