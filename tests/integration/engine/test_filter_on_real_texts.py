"""With the filter and without it astra-nl says the same of real texts: labelled cases, schemes, and shuffled words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from random import Random

import pytest

from benchmarks.accuracy.cases import read_cases
from benchmarks.texts import real_definitions
from engine.engine import Engine
from engine.model import Definition, Entry
from plugins import load_engine

SAMPLE = 100


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine(["astra-nl"], verify=False).with_drafts()


def labelled() -> list[Definition]:
    """Cases of the open part, spread over all rules."""
    cases = [case.record for case in read_cases() if not case.test]
    return cases[:: max(1, len(cases) // SAMPLE)]


def shuffled() -> Iterator[Definition]:
    """Words of real texts in any order, in texts of any length: what nobody thought of."""
    chance, records = Random(11), labelled()  # noqa: S311 - the same texts every time
    words = [word for record in records for word in record.definitie.split()]
    for record in records:
        text = " ".join(chance.choices(words, k=chance.randint(1, 30)))
        yield replace(record, definitie=text.upper() if chance.random() < 0.1 else text)


SOURCES: dict[str, Callable[[], Iterable[Definition]]] = {
    "labelled": labelled,
    "schemes": lambda: real_definitions(SAMPLE)[1],
    "shuffled": shuffled,
}


@pytest.mark.parametrize("source", SOURCES)
def test_reports_are_the_same_without_the_filter(engine: Engine, source: str) -> None:
    records = list(islice(SOURCES[source](), SAMPLE))
    corpus = engine.index([Entry("begrip", "zaak die iets is"), Entry("zaak", "begrip van alles")])
    everything = engine.unfiltered()

    for record in records:
        assert engine.validate(record, corpus) == everything.validate(record, corpus), record
