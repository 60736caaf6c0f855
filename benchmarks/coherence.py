"""``python -m benchmarks.coherence``: how many texts ``incoherence`` objects to, of real ones and of shuffled ones.

Real texts: the definitions of ``quality.jsonl``, those of all labelled cases, and (where ``DEFINITIE_DATA`` is) the
real concept schemes. Shuffled: the same, each with its words in a random order and without punctuation.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.accuracy.cases import read_cases, read_samples
from engine.features.view import Resources, View
from engine.model import Definition
from engine.ports import Analyzer
from plugins.features.coherence import MIN_WORDS, incoherence
from plugins.formats.reading import read_entries
from plugins.manager import analyzers

MARKS = ".,;:()'\"‘’“”"


def schemes() -> Iterator[str]:
    """The definitions of the real concept schemes; nothing where the data is absent."""
    root = Path(os.environ.get("DEFINITIE_DATA", Path(__file__).parents[1] / "../shared/data"))
    paths = sorted(str(path) for path in (root / "begrippenkaders").glob("*.ttl"))
    if paths:
        yield from (entry.definitie for entry in read_entries(paths)[0] if entry.definitie)


def shuffled(text: str, chance: random.Random) -> str:
    """The words of a text in another order."""
    words = [word for part in text.split() if (word := part.strip(MARKS))]
    chance.shuffle(words)
    return " ".join(words)


def share(texts: Sequence[str], analyzer: Analyzer) -> tuple[int, int]:
    """How many texts there are of enough words, and how many of them are incoherent."""
    long_enough = [text for text in texts if len(text.split()) >= MIN_WORDS]
    views = [View(Definition("xyz", text), resources=Resources(), analyzer=analyzer) for text in long_enough]
    return len(views), sum(bool(incoherence(view)) for view in views)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7, help="of the shuffling (default 7)")
    chance, analyzer = random.Random(parser.parse_args().seed), analyzers()[0]  # noqa: S311 - a measurement, no secret
    samples = read_samples()
    groups = {name: [s.record.definitie for s in samples if s.quality == name] for name in ("good", "bad", "salad")}
    groups["cases"] = [case.record.definitie for case in read_cases()]
    groups["schemes"] = list(schemes())
    groups |= {f"{name}, shuffled": [shuffled(t, chance) for t in groups[name]] for name in groups if name != "salad"}
    print(f"analyzer {analyzer.name}")
    for name, texts in groups.items():
        number, found = share(texts, analyzer)
        if number:
            print(f"{name:18} {number:5} texts {found:5} incoherent {found / number:6.1%}")


if __name__ == "__main__":
    main()
