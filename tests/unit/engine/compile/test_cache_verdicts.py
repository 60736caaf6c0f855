"""The cache of verdicts: with it everything is as without it, and what it must not keep is not kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.compile.cache_verdicts import MemoryVerdicts, Verdict, VerdictCache, fields_of
from engine.compile.run import Run
from engine.engine import Engine
from engine.evaluate import evaluate_rule, is_empty
from engine.features.registry import Need
from engine.features.view import Resources, View
from engine.model import Category, Context, Definition, Entry, Finding, Outcome, ReasonCode, RuleOutcome, Source
from plugins import load_engine
from tests.rules import Names, make_engine, make_rule

TERMS = ["post", "wacht", "de post", "ANPR"]
TEXTS = [
    "", "gebouw", "post: gebouw van de wacht", "persoon die de wacht houdt", "Een post is een gebouw",
    "proces waarbij de ANPR niet wordt gebruikt", "ruimte om (on)gevallen te melden, enz.", "the house of the guard",
]  # fmt: skip
texts = st.sampled_from(TEXTS)
optional = st.none() | st.lists(st.sampled_from(TERMS), max_size=2).map(tuple)
entries = st.builds(Entry, st.sampled_from(TERMS), st.none() | texts, st.none() | st.sampled_from("ab"))
records = st.builds(
    Definition,
    st.sampled_from(TERMS),
    texts,
    id=st.none() | st.sampled_from("ab"),
    category=st.none() | st.sampled_from(Category),
    context=st.none() | st.builds(Context, optional, optional, optional),
    sources=st.none() | st.lists(st.builds(Source, st.none() | texts), max_size=1).map(tuple),
    synonyms=optional,
    preferred_term=st.none() | st.sampled_from(TERMS),
    known_abbreviations=optional,
    corpus=st.none() | st.lists(entries, max_size=2).map(tuple),
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine(["astra-nl"], verify=False)


class Watched(MemoryVerdicts):
    """Counts what is found and what is kept."""

    def __init__(self, limit: int = 64 << 20) -> None:
        super().__init__(limit)
        self.found = 0
        self.kept: list[Verdict] = []

    def get(self, keys: Sequence[str]) -> Sequence[Verdict | None]:
        found = super().get(keys)
        self.found += sum(verdict is not None for verdict in found)
        return found

    def put(self, verdicts: Mapping[str, Verdict]) -> None:
        self.kept += verdicts.values()
        super().put(verdicts)


SHARED = MemoryVerdicts()
"""Kept over all examples of the property below, so that any verdict of one record may answer for another."""


@given(record=records, corpus=st.none() | st.lists(entries, max_size=2))
def test_with_the_cache_is_as_without(engine: Engine, record: Definition, corpus: list[Entry] | None) -> None:
    index = None if corpus is None else engine.index(corpus)
    expected = engine.validate(record, index)
    remembering = engine.remembering(SHARED)
    assert remembering.validate(record, index) == expected
    assert remembering.validate(record, index) == expected


def test_a_verdict_is_asked_once(engine: Engine) -> None:
    cache = Watched()
    record = Definition("post", "gebouw van de wacht")
    engine.remembering(cache).validate(record)
    assert (cache.found, len(cache.kept)) == (0, len(engine.rules))
    engine.remembering(cache).validate(replace(record, origin=None, id="42"))
    assert cache.found >= len(engine.rules) - sum(Need.CORPUS in rule.needs.layers for rule in engine.plan.rules)


def test_only_rules_that_look_at_a_field_are_asked_again(engine: Engine) -> None:
    cache = Watched()
    remembering = engine.remembering(cache)
    record = Definition("post", "gebouw", sources=())
    remembering.validate(record)
    cache.kept.clear()
    remembering.validate(replace(record, sources=(Source("wet"),)))
    looking = {rule.rule.code for rule in engine.plan.rules if "/sources" in rule.needs.fields}
    assert {verdict.outcome.code for verdict in cache.kept} == looking != set()


def test_absent_and_empty_are_two_things(engine: Engine) -> None:
    remembering = engine.remembering(MemoryVerdicts())
    absent = remembering.validate(Definition("post", "gebouw", sources=None))
    empty = remembering.validate(Definition("post", "gebouw", sources=()))
    assert absent.outcomes != empty.outcomes


def test_another_revision_of_the_corpus_takes_the_place_of_the_first(engine: Engine) -> None:
    cache = Watched()
    remembering = engine.remembering(cache)
    record = Definition("post", "gebouw")
    alone = engine.index([Entry("post", "gebouw")])
    beside = engine.index([Entry("post", "gebouw"), Entry("wacht", "gebouw")])
    for index in (alone, beside, alone):
        assert remembering.validate(record, index) == engine.validate(record, index)
    assert len(cache) == len(engine.rules)
    comparing = [verdict for verdict in cache.kept if verdict.revision is not None]
    assert {verdict.revision for verdict in comparing} == {alone.revision, beside.revision}


def test_nothing_an_outcome_rests_on_is_missing_from_its_key(engine: Engine) -> None:
    """Every rule over its pack's examples: the fields that are looked at are those that the key is made of."""
    rules = engine.packs[0].rules
    examples = [example.definition for rule in rules for example in (*rule.passing, *rule.failing)][::23]
    unnamed: dict[str, set[str]] = {}
    for planned in engine.plan.rules:
        for record in examples:
            spy = Spy(record)
            index = None if record.corpus is None else engine.index(record.corpus)
            view = View(spy, resources=Resources("nl"), analyzer=engine.analyzer, corpus=index)  # type: ignore[arg-type]
            evaluate_rule(planned, Run(view), empty=is_empty(view))
            unnamed.setdefault(planned.rule.code, set()).update(spy.seen - set(fields_of(planned)))
    assert {code: seen for code, seen in unnamed.items() if seen} == {}


class Spy:
    """A record that remembers which of its fields were looked at."""

    def __init__(self, record: Definition) -> None:
        self._record = record
        self.seen: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name in {field.name for field in fields(Definition)}:
            self.seen.add(name)
        return getattr(self._record, name)


# --- what is not kept ------------------------------------------------------------------------------------


def identified(engine: Engine, digest: str = "sha256:1", **changes: Any) -> Engine:
    """The engine with rules that have an identity, as those of a pack do."""
    from engine.compile.plan import make_plan  # noqa: PLC0415 - only here

    planned = [replace(each, rule=replace(each.rule, verdict_digest=digest), **changes) for each in engine.plan.rules]
    return Engine(engine.packs, engine.profile, make_plan(planned), engine.registry, engine.analyzer)


def test_what_a_limit_or_a_fault_decided_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Watched()
    engine = identified(make_engine([make_rule("forbid words")])).remembering(cache)
    report = engine.validate(Definition("post", "woord " * 41_000))
    assert report.outcomes[0].reason is not None
    assert report.outcomes[0].reason.code is ReasonCode.LIMIT
    assert cache.kept == []


def test_a_fault_inside_a_rule_is_tried_again() -> None:
    def fail(*_: object) -> Any:
        raise ZeroDivisionError

    cache = Watched()
    broken = identified(make_engine([make_rule("forbid words")]), gates=(fail,)).remembering(cache)
    report = broken.validate(Definition("post", "gebouw"))
    assert report.outcomes[0].reason is not None
    assert report.outcomes[0].reason.code is ReasonCode.INTERNAL_ERROR
    assert cache.kept == []


def test_a_rule_without_identity_is_not_kept() -> None:
    cache = Watched()
    make_engine([make_rule("forbid words")]).remembering(cache).validate(Definition("post", "gebouw"))
    assert cache.kept == []


@pytest.mark.parametrize("change", ["rule", "config", "abbreviations", "code"])
def test_what_else_decides_is_part_of_the_key(change: str) -> None:
    rule = make_rule("forbid words where config.aan", config={"aan": True})
    cache, record = Watched(), Definition("post", "gebouw")
    identified(make_engine([rule])).remembering(cache).validate(record)
    other = {
        "rule": lambda: identified(make_engine([rule]), "sha256:2"),
        "config": lambda: identified(make_engine([make_rule("forbid words where config.aan", config={"aan": False})])),
        "abbreviations": lambda: identified(make_engine([rule], Names(abbreviations={"KB": "koninklijk besluit"}))),
        "code": lambda: identified(make_engine([rule])),
    }[change]()
    other.remembering(cache, code="2" if change == "code" else "").validate(record)
    assert (cache.found, len(cache)) == (0, 2)


# --- memory ----------------------------------------------------------------------------------------------


def verdict(code: str, *findings: Finding) -> Verdict:
    return Verdict(RuleOutcome(code, Outcome.FAIL, findings=findings))


def test_memory_is_bounded_and_what_was_not_asked_for_goes_first() -> None:
    one = verdict("A")
    cache = MemoryVerdicts(3 * one.size)
    cache.put({"1": one, "2": one, "3": one})
    cache.get(["1"])
    cache.put({"4": one})
    assert [found is not None for found in cache.get(["1", "2", "3", "4"])] == [True, False, True, True]
    assert cache.size == 3 * one.size


def test_a_verdict_larger_than_the_cache_is_not_kept() -> None:
    cache = MemoryVerdicts(1000)
    cache.put({"1": verdict("A", Finding("1", "/definitie", 0, 4000, "é" * 4000))})
    assert (len(cache), cache.size) == (0, 0)


def test_a_verdict_that_is_replaced_counts_once() -> None:
    cache = MemoryVerdicts()
    for _ in range(3):
        cache.put({"1": verdict("A")})
    assert cache.size == verdict("A").size


def test_the_size_is_about_what_python_takes() -> None:
    import tracemalloc  # noqa: PLC0415 - only here

    def made() -> Iterator[Verdict]:
        for number in range(2000):
            word = f"woord{number}" * 3
            yield verdict("A", Finding("1", "/definitie", 0, 9, word, {"a": word[:]}, {"b": word + "x"}))

    tracemalloc.start()
    cache: MemoryVerdicts = MemoryVerdicts()
    for number, each in enumerate(made()):
        cache.put({f"{number:064}": each})
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert 0.5 < cache.size / taken < 2


def test_the_protocol_is_what_the_memory_does() -> None:
    cache: VerdictCache = MemoryVerdicts()
    assert list(cache.get(["unknown"])) == [None]
