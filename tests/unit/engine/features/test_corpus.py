"""The corpus index: which entry is the record, when a revision changes, and cycles found without recursion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.features.components import components
from engine.features.corpus import CorpusIndex
from engine.features.entries import similarity, word_counts
from engine.features.sameness import text_key
from engine.model import Definition, Entry

BRUG, DAM = Entry("brug", "werk over water", "1", ("overgang",)), Entry("dam", "werk in water")


@pytest.mark.parametrize(
    ("record", "entry"),
    [
        (Definition("iets anders", "tekst", id="1"), BRUG),
        (Definition("brug", "werk over water"), BRUG),
        (Definition("brug", "werk over water", id="2"), None),
        (Definition("dam", "werk  in water", id="2"), DAM),
        (Definition("dam", "ander werk"), None),
    ],
)
def test_which_entry_is_the_record(record: Definition, entry: Entry | None) -> None:
    assert CorpusIndex.build([BRUG, DAM], None).entry_of(record) is entry


def test_revision_changes_with_any_entry() -> None:
    revisions = {CorpusIndex.build(entries, None).revision for entries in ([], [BRUG], [BRUG, DAM], [DAM, BRUG])}
    assert len(revisions) == 4
    assert CorpusIndex.build([BRUG], None).revision == CorpusIndex.build((BRUG,), None).revision


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Werk over water.", "werk over  water", True),
        ("niet-roker", "niet roker", True),
        ("1.5 meter", "15 meter", False),
        ("50%", "50", False),
        ("één", "een", False),
    ],
)
def test_text_key(one: str, other: str, *, same: bool) -> None:
    assert (text_key(one) == text_key(other)) is same


def test_similarity_counts_shared_words() -> None:
    texts = ("werk over stil water", "werk over diep water", "-")
    index = CorpusIndex.build([Entry("a", text) for text in texts], None)
    one, other, empty = (word_counts(text.keys) for text in index.analysed if text is not None)
    assert similarity(one, other) == 75
    assert similarity(one, one) == 100
    assert similarity(empty, empty) == 0


GRAPHS = st.integers(1, 7).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, size - 1), max_size=4, unique=True), min_size=size, max_size=size)
)


def _reach(edges: list[list[int]], start: int) -> set[int]:
    seen, todo = {start}, [start]
    while todo:
        new = set(edges[todo.pop()]) - seen
        seen |= new
        todo += new
    return seen


@given(GRAPHS)
def test_components_are_what_reaches_each_other(edges: list[list[int]]) -> None:
    component = components(edges)
    for one in range(len(edges)):
        for other in range(len(edges)):
            together = other in _reach(edges, one) and one in _reach(edges, other)
            assert (component[one] == component[other]) is together


def test_a_chain_of_thousands_needs_no_recursion() -> None:
    count = 5_000
    entries = [Entry(f"begrip{n}", f"soort van begrip{(n + 1) % count}") for n in range(count)]
    index = CorpusIndex.build(entries, None)
    assert set(index.graph.component) == {0}
    assert index.graph.way_back([1], {count - 1}, 0) == list(range(1, count))
