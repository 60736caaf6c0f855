"""A changed corpus answers as one that is built anew, and tells which records the change touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.features.corpus import CorpusIndex
from engine.features.entries import GONE, Analysed
from engine.features.layers import FOLD_FROM, Lookup
from engine.features.likeness import differing_synonym, duplicate
from engine.features.sameness import Lemmas
from engine.features.touched import touched
from engine.features.uses import cycle
from engine.features.view import Resources, View
from engine.model import Definition, Entry
from engine.spans import Span
from engine.truth import MissingInputError
from plugins.features.base import base, base_definition, corpus_terms
from plugins.features.genus import genus
from plugins.features.kind_of import kin_of, kind_of
from plugins.features.nested import content, nested, word_pairs
from plugins.features.used_terms import used_terms
from tests.support import FakeAnalyzer

WORDS = "werk werken dam dammen brug pad van over dambrug".split()
ANALYZER = FakeAnalyzer(
    {
        "werk": ["NOUN sing"],
        "werken": ["NOUN plur lemma=werk", "VERB inf lemma=werken"],
        "dam": ["NOUN sing"],
        "dammen": ["NOUN plur lemma=dam", "VERB inf lemma=dammen"],
        "brug": ["NOUN sing"],
        "pad": ["NOUN sing"],
    }
)
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
TEXTS = st.none() | st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
ENTRIES = st.builds(
    Entry,
    begrip=PHRASES,
    definitie=TEXTS,
    id=st.none() | st.sampled_from("abcdef"),
    synonyms=st.lists(PHRASES, max_size=2).map(tuple),
)
CHANGES = st.lists(
    st.tuples(st.lists(ENTRIES, max_size=3), st.lists(st.sampled_from("abcdef"), max_size=2)), min_size=1, max_size=3
)


def edited(entries: Sequence[Entry], added: Sequence[Entry], removed: Sequence[str]) -> list[Entry]:
    """What :meth:`CorpusIndex.with_changes` means, on a list."""
    left: list[Entry | None] = [None if entry.id in removed else entry for entry in entries]
    places = {id_: [at for at, entry in enumerate(entries) if entry.id == id_] for id_ in "abcdef"}
    for entry in added:
        for at in places.get(entry.id or "", ()):
            if entries[at] is left[at]:
                left[at] = None
    for entry in added:
        own = places.get(entry.id or "", [])
        if own:
            left[own.pop(0)] = entry
        else:
            left.append(entry)
    return [entry for entry in left if entry is not None]


def warm(corpus: CorpusIndex) -> CorpusIndex:
    """An index with every table computed."""
    assert corpus.revision
    assert len(corpus.graph.component) == len(corpus.entries)
    for table in (corpus.by_id, corpus.by_text, corpus.by_term, corpus.by_synonym, corpus.by_statement):
        list(table)
    corpus.facet(content, word_pairs)
    return corpus


def said_of(corpus: CorpusIndex, entry: Entry) -> object:
    """What the corpus features say of an entry as a record: their places and variables, or why they say nothing."""
    view = View(
        Definition(entry.begrip, entry.definitie or "", entry.id, synonyms=entry.synonyms),
        resources=Resources(), analyzer=ANALYZER, corpus=corpus,
    )  # fmt: skip

    def spans(find: Callable[[View], object]) -> object:
        try:
            found = find(view)
        except MissingInputError as error:
            return error.missing.reason.code
        if not isinstance(found, list | tuple):
            return found
        return [(span.start, span.end, dict(span.variables)) if isinstance(span, Span) else span for span in found]

    def kind(view: View) -> object:
        return kind_of(view, genus(view), base(view)), kin_of(view, genus(view), base(view))

    return [spans(cycle), spans(differing_synonym), spans(lambda view: duplicate(view, similarity=80)), spans(nested),
            spans(base), spans(base_definition), spans(corpus_terms), spans(used_terms), spans(kind)]  # fmt: skip


def in_order(corpus: CorpusIndex) -> list[int]:
    return [at for at, entry in enumerate(corpus.entries) if entry is not GONE]


@given(st.lists(ENTRIES, max_size=8), CHANGES)
def test_a_changed_corpus_is_as_one_built_anew(
    entries: list[Entry], changes: list[tuple[list[Entry], list[str]]]
) -> None:
    corpus = warm(CorpusIndex.build(entries, ANALYZER))
    for added, removed in changes:
        entries = edited(entries, added, removed)
        corpus = warm(corpus.with_changes(added, removed))
    fresh = warm(CorpusIndex.build(entries, ANALYZER))
    places = in_order(corpus)
    new_place = {old: new for new, old in enumerate(places)}

    def moved(found: Iterable[int]) -> list[int]:
        return [new_place[at] for at in found]

    assert [corpus.entries[at] for at in places] == entries
    assert corpus.revision == fresh.revision
    for name in ("by_id", "by_text", "by_term", "by_synonym", "by_statement"):
        mine, theirs = getattr(corpus, name), getattr(fresh, name)
        assert {key: tuple(moved(mine.get(key))) for key in mine} == {key: theirs.get(key) for key in theirs}
    assert [moved(corpus.graph.edges[at]) for at in places] == [list(row) for row in fresh.graph.edges]
    assert [moved(corpus.graph.users[at]) for at in places] == [list(row) for row in fresh.graph.users]
    number: dict[int, int] = {}
    for mine, theirs in zip((corpus.graph.component[at] for at in places), fresh.graph.component, strict=True):
        assert number.setdefault(mine, theirs) == theirs
    assert len(set(number.values())) == len(number)
    assert [said_of(corpus, entry) for entry in entries] == [said_of(fresh, entry) for entry in entries]


@given(st.lists(ENTRIES, max_size=8), CHANGES)
def test_what_is_not_touched_is_judged_as_before(
    entries: list[Entry], changes: list[tuple[list[Entry], list[str]]]
) -> None:
    before = warm(CorpusIndex.build(entries, ANALYZER))
    after = before
    for added, removed in changes:
        after = warm(after.with_changes(added, removed))
    again = touched(before, after)
    for at in set(in_order(after)) - again:
        assert said_of(after, after.entries[at]) == said_of(before, before.entries[at])


SCHEME = [
    Entry("waterwerk", "bouwwerk in water", "w"),
    Entry("dam", "waterwerk dat water keert", "d"),
    Entry("stuwdam", "dam met een stuw", "s"),
    Entry("fiets", "voertuig met twee wielen", "f"),
]


@pytest.mark.parametrize(
    ("added", "removed", "steps", "ids"),
    [
        ([Entry("stuw", "beweegbare kering", "x")], [], 1, ("s", "x")),
        ([], ["w"], 1, ("d",)),
        ([], ["w"], 2, ("d", "s")),
        ([Entry("rijwiel", "voertuig met twee wielen", "r")], [], 8, ("f", "r")),
        ([Entry("dam", "waterwerk dat water keert", "d")], ["zoek"], 8, ()),
    ],
)
def test_a_change_touches_what_uses_its_term_or_shares_its_text(
    added: list[Entry], removed: list[str], steps: int, ids: tuple[str, ...]
) -> None:
    corpus = CorpusIndex.build(SCHEME, None)
    after = corpus.with_changes(added, removed)
    assert tuple(after.entries[at].id for at in sorted(touched(corpus, after, steps=steps))) == ids


def test_an_entry_with_a_known_id_keeps_its_place_and_the_old_index_its_entry() -> None:
    corpus = CorpusIndex.build(SCHEME, None)
    changed = corpus.with_changes([Entry("dam", "kering", "d")])
    assert changed.entries[1].definitie == "kering"
    assert corpus.entries[1].definitie == "waterwerk dat water keert"
    assert changed.with_changes([SCHEME[1]]).revision == corpus.revision
    assert corpus.with_changes([SCHEME[1]]) is corpus


def test_a_facet_is_computed_once_and_follows_changes() -> None:
    made: list[str] = []

    def size(one: Analysed, _: Lemmas) -> int:
        made.append(one.text_key)
        return len(one.keys)

    def keys(size: int) -> list[int]:
        return [size]

    corpus = CorpusIndex.build(SCHEME, None)
    assert corpus.facet(size, keys).places.get(4) == (1, 2, 3)
    assert corpus.facet(size, keys) is corpus.facet(size, keys)
    changed = corpus.with_changes([Entry("kom", "a b c d", "k")], ["f"])
    assert changed.facet(size, keys).places.get(4) == (1, 2, 4)
    assert len(made) == len(SCHEME) + 1


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3), st.integers(0, 5)), max_size=30))
def test_a_lookup_is_what_was_given_and_not_taken(moves: list[tuple[bool, int, int]]) -> None:
    lookup: Lookup[int] = Lookup.of([(0, 1), (0, 2), (1, 2)])
    expected = {(0, 1), (0, 2), (1, 2)}
    for give, key, place in moves:
        pair = [(key, place)]
        lookup = lookup.changed([], pair) if give else lookup.changed(pair, [])
        expected = expected | {*pair} if give else expected - {*pair}
    assert {(key, place) for key in lookup for place in lookup.get(key)} == expected
    assert all((key in lookup) is any(key == other for other, _ in expected) for key in range(4))


def test_a_large_layer_is_folded_into_the_base() -> None:
    lookup: Lookup[int] = Lookup.of([(-1, 0)])
    many = lookup.changed([(-1, 0)], [(key, key) for key in range(FOLD_FROM + 1)])
    assert len(list(many)) == FOLD_FROM + 1
    assert -1 not in many
