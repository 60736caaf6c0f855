"""A report that is brought up to other rules says what judging in full says; and only what can differ is asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.revalidation.changes import Changes, changes_between
from api.revalidation.merging import Merging, Stored, changed_codes, same
from engine.engine import Engine
from engine.model import Context, Definition, Entry, Source
from engine.render import Renderer
from plugins import load_engine
from tests.integration.service.packs import PackFolder

WORDS = ("gebouw", "van", "het", "leger", "eigenlijk", "groot", "dat", "soldaten", "herbergt", "een", "e.d.")


def same_pack(_: PackFolder) -> None:
    """Nothing."""


def other_number(pack: PackFolder) -> None:
    pack.rule("KORT-01", "default: 3", "default: 5")


def other_check(pack: PackFolder) -> None:
    pack.rule("WOORD-01", 'forbid "eigenlijk"', 'forbid ["eigenlijk" | "soldaten"]')


def other_words(pack: PackFolder) -> None:
    pack.rule("WOORD-01", "zegt niets over", "voegt niets toe aan")
    pack.rule("KORT-01", "het moeten er ten minste", "nodig zijn er")


def other_severity(pack: PackFolder) -> None:
    pack.rule("WOORD-01", "severity: error", "severity: info")
    pack.rule("KORT-01", "family: omvang", "family: woord")


def fewer_rules(pack: PackFolder) -> None:
    pack.rule("DUBBEL-01", "status: stable", "status: draft")
    pack.rule("WOORD-01", "status: stable", "status: draft")


def stricter_profile(pack: PackFolder) -> None:
    manifest = pack.path / "pack.yaml"
    text = manifest.read_text(encoding="utf-8")
    changed = text.replace("block_at: error", "block_at: warning\n    config: {KORT-01: {woorden: 4}}", 1)
    manifest.write_text(changed, encoding="utf-8")


VARIANTS: tuple[Callable[[PackFolder], None], ...] = (
    same_pack, other_number, other_check, other_words, other_severity, fewer_rules, stricter_profile,
)  # fmt: skip


@lru_cache
def variant(change: Callable[[PackFolder], None]) -> Engine:
    """The pack, changed."""
    with TemporaryDirectory() as folder:
        pack = PackFolder.copied(Path(folder) / "eigen")
        change(pack)
        return load_engine([str(pack.path)], verify=False)


texts = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
records = st.builds(
    Definition,
    begrip=st.sampled_from(["kazerne", "gebouw", "eigenlijk"]),
    definitie=texts,
    id=st.sampled_from(["1", "2"]),
    context=st.none() | st.just(Context(organizational=("leger",))),
    sources=st.none() | st.just((Source("Handboek"),)),
    synonyms=st.none() | st.just(("legerplaats",)),
)
corpora = st.none() | st.lists(texts, max_size=4).map(
    lambda found: tuple(Entry(f"term {at}", text, str(at)) for at, text in enumerate(found))
)


@given(
    record=records,
    before=corpora,
    after=corpora,
    old=st.sampled_from(VARIANTS),
    new=st.sampled_from(VARIANTS),
    listed=st.booleans(),
)
def test_what_is_merged_is_what_judging_in_full_says(
    record: Definition,
    before: tuple[Entry, ...] | None,
    after: tuple[Entry, ...] | None,
    old: Callable[[PackFolder], None],
    new: Callable[[PackFolder], None],
    *,
    listed: bool,
) -> None:
    first, second = variant(old), variant(new)
    corpus = None if before is None else first.index(before)
    kept = Renderer(first, all_outcomes=listed).to_dict(first.validate(record, corpus))
    stored = json.loads(json.dumps(kept))
    changes = changes_between(first, second)
    now = None if after is None else second.index(after)
    whole = second.validate(record, now)
    (again,) = Merging(second).again([Stored(record, stored, changes)], now)
    expected = json.loads(json.dumps(Renderer(second).to_dict(whole)))
    assert again.report == expected
    assert (again.score, again.findings) == (whole.score, len(whole.findings))
    if changes.none and stored["corpus_revision"] == expected["corpus_revision"]:
        assert again.asked == 0
        assert same(stored, again.report)
        assert changed_codes(stored, again.report) == []


def test_a_record_without_a_report_is_judged_in_full() -> None:
    engine, record = variant(same_pack), Definition("kazerne", "eigenlijk een gebouw")
    (again,) = Merging(engine).again([Stored(record, None, None)], None)
    assert again.report == json.loads(json.dumps(Renderer(engine).to_dict(engine.validate(record))))
    assert again.asked == len(engine.rules)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (same_pack, Changes(frozenset(), frozenset(), frozenset(), weighed=False)),
        (other_number, Changes(frozenset({"KORT-01"}), frozenset(), frozenset(), weighed=False)),
        (other_check, Changes(frozenset({"WOORD-01"}), frozenset(), frozenset(), weighed=False)),
        (other_words, Changes(frozenset(), frozenset({"WOORD-01", "KORT-01"}), frozenset(), weighed=False)),
        (other_severity, Changes(frozenset(), frozenset(), frozenset(), weighed=True)),
        (fewer_rules, Changes(frozenset(), frozenset(), frozenset({"DUBBEL-01", "WOORD-01"}), weighed=True)),
        (stricter_profile, Changes(frozenset({"KORT-01"}), frozenset(), frozenset(), weighed=True)),
    ],
)
def test_what_has_to_be_asked_again(change: Callable[[PackFolder], None], expected: Changes) -> None:
    assert changes_between(variant(same_pack), variant(change)) == expected
