"""Running only what can differ shows what running both packs whole shows, with less work."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.packdiff.judge import Comparing, Pair, whole
from cli.packdiff.model import Touched
from engine.engine import Engine
from engine.model import Definition, Entry
from tests.unit.engine.packs.proef import ESS_01, FILES, LEN_01, changed, write

PACK = "proef/pack.yaml"
RULE = "proef/rules/essentie/ESS-01.yaml"
SHORT = "proef/rules/vorm/LEN-01.yaml"
WORDS = "proef/lexicons/doelwoorden.yaml"
DOUBLE = """\
code: DUP-01
name: dubbel
title: Dubbel
theme: vorm
family: dubbel
severity: info
status: stable
question: Staat de tekst er één keer?
check: |
  forbid duplicate(similarity: config.gelijkenis)
message: Dit staat ook bij ‘{other}’.
config:
  gelijkenis: {type: integer, default: 100, minimum: 50, maximum: 100, text: Gelijkenis.}
examples:
  pass:
    - {begrip: zaal, definitie: grote kamer, corpus: [{begrip: hal, definitie: ruimte achter een voordeur}]}
  fail:
    - {begrip: zaal, definitie: grote kamer, corpus: [{begrip: hal, definitie: grote kamer}]}
"""
COMPARES = {
    **changed(PACK, "  omvang: de", "  dubbel: dubbele tekst\n  omvang: de"),
    "proef/rules/vorm/DUP-01.yaml": DOUBLE,
}
LONG = LEN_01.replace("LEN-01", "LEN-02").replace("te-kort", "te-lang").replace(">= config.woorden", "<= 4").replace(
    "config:\n  woorden: {type: integer, default: 2, minimum: 1, maximum: 10, text: Minste aantal woorden.}\n", ""
)  # fmt: skip

EDITS: list[tuple[str, str, str]] = [
    (WORDS, "opdat", "zodat"),
    (RULE, '"om" … "te"', '"om" …2 "te"'),
    (RULE, "severity: error", "severity: warning"),
    (RULE, "noemt een doel", "zegt een doel"),
    (RULE, "family: doel", "family: omvang"),
    (SHORT, "default: 2", "default: 4"),
    (SHORT, "severity: warning", "severity: warning\npenalty: 30"),
    (SHORT, "status: stable", "status: draft"),
    (SHORT, ">= config.woorden", "> config.woorden"),
    (PACK, "LEN-01: {woorden: 4}", "LEN-01: {woorden: 3}"),
    (PACK, "required_for_acceptance: [ESS-01]", "required_for_acceptance: [DUP-01]"),
    (PACK, "block_at: warning", "block_at: info"),
    (PACK, "profiles:\n", "score: {findings_per_family: 1, theme_cap: 25}\nprofiles:\n"),
    (PACK, "licence: EUPL-1.2\n", "licence: EUPL-1.2\nempty_rule: LEN-01\n"),
    (PACK, "licence: EUPL-1.2\n", "licence: EUPL-1.2\nabbreviations: {enz.: enzovoort}\n"),
    ("proef/rules/vorm/DUP-01.yaml", "config.gelijkenis)", 'config.gelijkenis) or "kamer"'),
    ("proef/rules/vorm/DUP-01.yaml", "severity: info", "severity: error"),
]
TEXTS = [
    "", "zaal", "ruimte voor noodoproepen", "ruimte om oproepen te ontvangen",
    "ruimte teneinde te helpen, opdat men zit",
    "hal om op verzoek van de gemeente snel iets te doen zodat het lukt", "grote kamer om te zitten",
    "Ruimte voor noodoproepen enz.", "grote zaal om te zitten", "om te", "opdat om te",
]  # fmt: skip
TERMS = ["meldkamer", "zaal", "hal"]
RECORDS = [Definition(begrip, text, id=f"{begrip}/{text}") for begrip, text in product(TERMS, TEXTS)]
ENTRIES = [Entry(record.begrip, record.definitie, record.id) for record in RECORDS]


def engine(folder: Path, files: Mapping[str, str], profile: str = "standaard") -> Engine:
    write(folder, files)
    return Engine.load([folder / "proef"], profile=profile, verify=False)


def both(old: Engine, new: Engine, *, corpus: bool = True) -> tuple[tuple[Touched, ...], tuple[Touched, ...], int]:
    """The touched definitions the short way and the long way, and the evaluations of the short way."""
    pair = Pair(old, new)
    corpora = (old.index(ENTRIES), new.index(ENTRIES)) if corpus else (None, None)
    judged = Comparing(pair, corpora, "nl")(RECORDS)
    assert judged.definitions == len(RECORDS)
    return judged.touched, whole(pair, corpora, "nl", RECORDS), judged.evaluations


SIDES = st.tuples(st.sets(st.integers(0, len(EDITS) - 1), max_size=4), st.booleans(), st.booleans())


@given(one=SIDES, other=SIDES, profile=st.sampled_from(["standaard", "streng"]), corpus=st.booleans())
def test_the_short_way_shows_what_the_long_way_shows(
    tmp_path_factory: pytest.TempPathFactory,
    one: tuple[set[int], bool, bool],
    other: tuple[set[int], bool, bool],
    profile: str,
    corpus: bool,
) -> None:
    folder = tmp_path_factory.mktemp("packs")
    old, new = (engine(folder / name, edited(*side), profile) for name, side in (("old", one), ("new", other)))
    short, long, evaluations = both(old, new, corpus=corpus)
    assert short == long
    assert evaluations <= len(RECORDS) * (len(old.plan.rules) + len(new.plan.rules))


def edited(edits: set[int], more: bool, compares: bool) -> Mapping[str, str]:
    files: Mapping[str, str] = COMPARES if compares or edits & {10, 15, 16} else FILES
    for number in sorted(edits):
        files = changed(*EDITS[number], files)
    return {**files, "proef/rules/vorm/LEN-02.yaml": LONG} if more else files


def test_each_of_these_changes_is_seen_somewhere(tmp_path: Path) -> None:
    silent = {EDITS[3], EDITS[14]}  # words of a message, and an abbreviation that no rule looks at
    for number, edit in enumerate(EDITS):
        olds = engine(tmp_path / f"old{number}", COMPARES)
        news = engine(tmp_path / f"new{number}", changed(*edit, COMPARES))
        seen = [
            both(olds.with_profile(name), news.with_profile(name), corpus=corpus)[0]
            for name, corpus in product(("standaard", "streng"), (True, False))
        ]
        assert any(seen) is (edit not in silent), edit


# --- the work ------------------------------------------------------------------------------------------------


def test_without_a_difference_nothing_is_judged(tmp_path: Path) -> None:
    old = engine(tmp_path / "old", COMPARES)
    new = engine(tmp_path / "new", changed(*EDITS[3], COMPARES))
    assert both(old, new) == ((), (), 0)


def test_one_changed_rule_is_run_in_both_and_the_others_once_where_it_matters(tmp_path: Path) -> None:
    old = engine(tmp_path / "old", COMPARES)
    new = engine(tmp_path / "new", changed(*EDITS[1], COMPARES))
    touched, _, evaluations = both(old, new)
    assert Pair(old, new).changed == (("ESS-01",), ("ESS-01",))
    assert evaluations == 2 * len(RECORDS) + len(touched) * (len(old.plan.rules) - 1)
    assert {row.definitie for row in touched} == {"hal om op verzoek van de gemeente snel iets te doen zodat het lukt"}


def test_a_rule_that_only_weighs_more_is_asked_who_it_is_about(tmp_path: Path) -> None:
    old = engine(tmp_path / "old", COMPARES)
    new = engine(tmp_path / "new", changed(*EDITS[2], COMPARES))
    touched, _, evaluations = both(old, new)
    assert touched
    assert all(row.effects == () and row.score_before != row.score_after for row in touched)
    assert evaluations < len(RECORDS) * (len(old.plan.rules) + len(new.plan.rules))


# --- what is said of a definition ----------------------------------------------------------------------------


def row(rows: tuple[Touched, ...], text: str, begrip: str = "zaal") -> Touched:
    return next(row for row in rows if (row.begrip, row.definitie) == (begrip, text))


def test_a_finding_that_went_is_shown_with_its_place(tmp_path: Path) -> None:
    old = engine(tmp_path / "old", FILES)
    new = engine(tmp_path / "new", changed(RULE, '\n  forbid "om" … "te"', "", changed(RULE, ', clause: "2"', "")))
    found = row(both(old, new)[0], "ruimte om oproepen te ontvangen")
    (effect,) = found.effects
    assert (found.decision_before, found.decision_after) == ("rejected", "accepted")
    assert (found.score_before, found.score_after) == (80, 100)
    assert (effect.code, effect.kind, effect.before, effect.after, effect.come) == (
        "ESS-01",
        "passes",
        "fail",
        "pass",
        (),
    )
    (place,) = effect.gone
    assert (place.start, place.end, place.match) == (7, 21, "om oproepen te")
    assert place.message == "‘om oproepen te’ noemt een doel van zaal."


def test_a_new_rule_touches_only_what_it_objects_to(tmp_path: Path) -> None:
    old = engine(tmp_path / "old", FILES)
    new = engine(tmp_path / "new", {**FILES, "proef/rules/vorm/LEN-02.yaml": LONG})
    touched = both(old, new)[0]
    assert {effect.code for found in touched for effect in found.effects} == {"LEN-02"}
    assert {(effect.before, effect.after, effect.kind) for found in touched for effect in found.effects} == {
        (None, "fail", "fails")
    }
    assert all(len(found.definitie.split()) > 4 for found in touched)


def test_a_clause_that_came_in_front_moves_the_findings_of_the_others(tmp_path: Path) -> None:
    """Numbered clauses: the same place is now found by another number, which is told apart from newly failing."""
    old = engine(tmp_path / "old", FILES)
    front = ESS_01.replace("check: |\n", 'check: |\n  forbid "nooit"\n').replace('clause: "2"', 'clause: "3"')
    new = engine(tmp_path / "new", {**FILES, RULE: front})
    found = row(both(old, new)[0], "ruimte om oproepen te ontvangen")
    assert [effect.kind for effect in found.effects] == ["elsewhere"]
    assert (found.score_before, found.score_after) == (80, 80)
