"""What changed between two versions of a pack: what is named, with which step, and that it can be read both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.features.builtin import BUILTIN
from engine.packs.diff import Kind, PackDiff, RuleChange, compare
from engine.packs.fields import FieldChange
from engine.packs.load import load_pack
from engine.packs.model import Pack
from engine.packs.step import TABLE, Step
from tests.unit.engine.packs.proef import ESS_01, FILES, LEN_01, changed, write

PACK = "proef/pack.yaml"
RULE = "proef/rules/essentie/ESS-01.yaml"
SHORT = "proef/rules/vorm/LEN-01.yaml"
WORDS = "proef/lexicons/doelwoorden.yaml"
NEW = "proef/rules/vorm/LEN-02.yaml"
LONG = LEN_01.replace("LEN-01", "LEN-02").replace("te-kort", "te-lang")
OTHER = LONG.replace("LEN-02", "LEN-01").replace(">= config.woorden", "<= config.woorden").replace(
    "{begrip: meldkamer, definitie: ruimte voor noodoproepen}", "{begrip: zaal, definitie: hal}"
).replace(
    "{begrip: meldkamer, definitie: ruimte}\n    - {begrip: meldkamer, definitie: ruimte voor noodoproepen, "
    "profile: streng}", "{begrip: zaal, definitie: hal van een groot huis}"
)  # fmt: skip
"""A rule with the code of LEN-01 and nothing else of it."""


def without(name: str, files: Mapping[str, str] = FILES) -> dict[str, str]:
    return {path: text for path, text in files.items() if path != name}


def load(folder: Path, files: Mapping[str, str] = FILES) -> Pack:
    write(folder, files)
    return load_pack(folder / "proef", BUILTIN)


NO_SHORT = changed(PACK, "    config:\n      LEN-01: {woorden: 4}\n", "", without(SHORT))
DRAFT = changed(SHORT, "status: stable", "status: draft")
FIRST, LAST_FIRST = "  essentie: Essentie\n  vorm: Vorm\n", "  vorm: Vorm\n  essentie: Essentie\n"
EACH = "{begrip: zaal, definitie: 'hal {woord} men zit', each: doelwoorden}"
WOORDEN = "setting-changed profiles/streng/config/LEN-01/woorden"
SAYS, TELLS = "‘{match}’ noemt een doel van {begrip}.", "‘{match}’ zegt het doel van {begrip}."
ALIAS = changed(SHORT, "name: te-kort", "name: te-kort\naliases: [L-1]")
LAST = "{begrip: meldkamer, definitie: ruimte voor noodoproepen, profile: streng}"
Change = tuple[Mapping[str, str], Mapping[str, str], Step, set[str], dict[str, tuple[Any, Any]]]

CHANGES: dict[str, Change] = {
    # name: old files, new files, step, reasons (key subject), fields (path: old, new; with the code or name in front)
    "rule added": (FILES, {**FILES, NEW: LONG}, Step.MINOR, {"rule-added LEN-02"}, {}),
    "rule removed": (FILES, NO_SHORT, Step.MAJOR, {"rule-removed LEN-01", WOORDEN}, {
        "/profiles/streng/config/LEN-01/woorden": (4, None),
    }),
    "check": (FILES, changed(RULE, '"om" … "te"', '"om" …3 "te"'), Step.MINOR, {"verdict-changed ESS-01"}, {
        "ESS-01/clauses/2/check": ('forbid "om" … "te"', 'forbid "om" …3 "te"'),
    }),
    "words": (FILES, changed(WORDS, "teneinde, opdat", "teneinde, zodat"), Step.MINOR,
              {"verdict-changed ESS-01", "words-changed doelwoorden"}, {
        "ESS-01/lexicons/doelwoorden/opdat": ("opdat", None),
        "ESS-01/lexicons/doelwoorden/zodat": (None, "zodat"),
    }),
    "word class": (FILES, changed(WORDS, "opdat", "{word: opdat, class: SCONJ}"), Step.MINOR,
                   {"verdict-changed ESS-01", "words-changed doelwoorden"}, {
        "ESS-01/lexicons/doelwoorden/opdat": ("opdat", None),
        "ESS-01/lexicons/doelwoorden/opdat [SCONJ]": (None, "opdat [SCONJ]"),
    }),
    "note of a word": (FILES, changed(WORDS, "opdat", "{word: opdat, note: zelden}"), Step.PATCH,
                       {"texts-changed doelwoorden"}, {}),
    "message": (FILES, changed(RULE, "noemt een doel van", "zegt het doel van"), Step.PATCH, {"texts-changed ESS-01"}, {
        "ESS-01/clauses/1/message/nl": (SAYS, TELLS),
        "ESS-01/clauses/2/message/nl": (SAYS, TELLS),
    }),
    "example more, in front": (
        FILES, changed(RULE, "  fail:\n", "  fail:\n    - {begrip: zaal, definitie: hal opdat men zit}\n"), Step.PATCH,
        {"texts-changed ESS-01"}, {
            "ESS-01/examples/fail/0/begrip": (None, "zaal"),
            "ESS-01/examples/fail/0/definitie": (None, "hal opdat men zit"),
        },
    ),
    "example edited": (FILES, changed(SHORT, LAST, LAST.replace("meldkamer", "zaal")), Step.PATCH,
                       {"texts-changed LEN-01"}, {"LEN-01/examples/fail/1/begrip": ("meldkamer", "zaal")}),
    "example for each word": (
        FILES, changed(RULE, "  fail:\n", f"  fail:\n    - {EACH}\n"), Step.PATCH,
        {"texts-changed ESS-01"}, {"ESS-01/examples/fail/0/each/lexicon": (None, "doelwoorden")},
    ),
    "severity up": (FILES, changed(SHORT, "severity: warning", "severity: error"), Step.MAJOR,
                    {"severity-to-error LEN-01"}, {"LEN-01/severity": ("warning", "error")}),
    "severity down": (FILES, changed(RULE, "severity: error", "severity: info"), Step.MINOR,
                      {"weight-changed ESS-01"}, {"ESS-01/severity": ("error", "info")}),
    "penalty": (FILES, changed(SHORT, "severity: warning", "severity: warning\npenalty: 5"), Step.MINOR,
                {"weight-changed LEN-01"}, {"LEN-01/penalty": (None, 5)}),
    "withdrawn": (FILES, DRAFT, Step.MAJOR, {"rule-withdrawn LEN-01"}, {"LEN-01/status": ("stable", "draft")}),
    "activated": (DRAFT, FILES, Step.MINOR, {"rule-activated LEN-01"}, {"LEN-01/status": ("draft", "stable")}),
    "draft gone": (DRAFT, NO_SHORT, Step.MINOR,
                   {"rule-removed LEN-01", WOORDEN}, {}),
    "deprecated": (FILES, changed(SHORT, "status: stable", "status: deprecated\nsince: 1.0.0\nreplaced_by: ESS-01"),
                   Step.MINOR, {"rule-deprecated LEN-01"}, {
        "LEN-01/since": (None, "1.0.0"), "LEN-01/replaced_by": (None, "ESS-01"),
    }),
    "renamed": (FILES, changed(SHORT, "name: te-kort", "name: kort"), Step.MINOR, {"rule-renamed LEN-01"}, {
        "LEN-01/name": ("te-kort", "kort"),
    }),
    "alias": (FILES, ALIAS, Step.PATCH, {"texts-changed LEN-01"}, {"LEN-01/aliases/L-1": (None, "L-1")}),
    "alias gone": (ALIAS, FILES, Step.MAJOR, {"alias-gone LEN-01"}, {"LEN-01/aliases/L-1": ("L-1", None)}),
    "code reused": (FILES, {**changed(PACK, "{woorden: 4}", "{woorden: 3}"), SHORT: OTHER}, Step.MAJOR,
                    {"code-reused LEN-01", "verdict-changed LEN-01", WOORDEN},
                    {}),
    "bounds narrower": (FILES, changed(SHORT, "maximum: 10", "maximum: 9"), Step.MAJOR, {"config-narrower LEN-01"}, {
        "LEN-01/config/woorden/maximum": (10, 9),
    }),
    "bounds wider": (FILES, changed(SHORT, "minimum: 1, ", ""), Step.PATCH, {"texts-changed LEN-01"}, {}),
    "default": (FILES, changed(SHORT, "default: 2", "default: 3"), Step.MINOR, {"verdict-changed LEN-01"}, {}),
    "selector": (FILES, changed(PACK, "any of doelwoorden", "'\"om\"'"), Step.MINOR,
                 {"setting-changed selectors/doelwoord"}, {
        "/selectors/doelwoord": ("any of doelwoorden", '"om"'),
    }),
    "selector gone": (FILES, changed(PACK, "selectors:\n  doelwoord: any of doelwoorden\n", ""), Step.MAJOR,
                      {"selector-gone doelwoord", "setting-changed selectors/doelwoord"}, {}),
    "profile gone": (FILES, changed(PACK, "  streng:\n    extends: standaard\n    block_at: warning\n"
                     "    config:\n      LEN-01: {woorden: 4}\n", "",
                     changed(SHORT, f"    - {LAST}\n", "")), Step.MAJOR, set(), {}),
    "profile stricter": (FILES, changed(PACK, "block_at: warning", "block_at: info"), Step.MAJOR,
                         {"profile-stricter streng", "setting-changed profiles/streng/block_at"}, {
        "/profiles/streng/block_at": ("warning", "info"),
    }),
    "profile milder": (FILES, changed(PACK, "block_at: warning", "block_at: error"), Step.MINOR,
                       {"setting-changed profiles/streng/block_at"}, {}),
    "more required": (FILES, changed(PACK, "[ESS-01]", "[ESS-01, LEN-01]"), Step.MAJOR, {
        "profile-stricter standaard", "profile-stricter streng",
        "setting-changed profiles/standaard/required_for_acceptance/LEN-01",
        "setting-changed profiles/streng/required_for_acceptance/LEN-01",
    }, {"/profiles/standaard/required_for_acceptance/LEN-01": (None, "LEN-01")}),
    "text of a profile": (FILES, changed(PACK, "De gewone instellingen.", "Gewoon."), Step.PATCH, set(), {}),
    "score": (FILES, changed(PACK, "profiles:\n", "score: {theme_cap: 40}\nprofiles:\n"), Step.MINOR,
              {"setting-changed score/theme_cap"}, {"/score/theme_cap": (60, 40)}),
    "title of a theme": (FILES, changed(PACK, "vorm: Vorm", "vorm: Gedaante"), Step.PATCH,
                         {"texts-changed themes/vorm"}, {"/themes/vorm/nl": ("Vorm", "Gedaante")}),
    "order of themes": (FILES, changed(PACK, FIRST, LAST_FIRST), Step.PATCH, {"texts-changed themes"}, {
        "/themes": (["essentie", "vorm"], ["vorm", "essentie"]),
    }),
    "version alone": (FILES, changed(PACK, "version: 1.0.0", "version: 1.0.1"), Step.NONE, set(), {
        "/version": ("1.0.0", "1.0.1"),
    }),
    "another pack": (FILES, changed(PACK, "name: proef", "name: toets"), Step.MAJOR, {"other-pack toets"}, {}),
    "licence": (FILES, changed(PACK, "EUPL-1.2", "CC0-1.0"), Step.MINOR, {"setting-changed licence"}, {}),
    "clauses in another order": (
        FILES, changed(RULE, 'check: |\n  forbid any of doelwoorden\n  forbid "om" … "te"\n',
                       'check: |\n  forbid "om" … "te"\n  forbid any of doelwoorden\n',
                       changed(RULE, ', clause: "2"', "")), Step.MINOR, {"verdict-changed ESS-01"}, {},
    ),
    "layout": (FILES, changed(RULE, 'forbid "om" … "te"', 'forbid   "om"  …  "te"  # gat'), Step.NONE, set(), {}),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_named_with_the_step_it_asks_for(name: str, tmp_path: Path) -> None:
    old, new, step, reasons, fields = CHANGES[name]
    found = compare(load(tmp_path / "old", old), load(tmp_path / "new", new))
    assert found.step is step
    said = {f"{reason.key} {reason.subject}" for reason in found.reasons}
    assert reasons <= said
    assert not reasons or said == reasons
    assert fields.items() <= every_field(found).items()
    assert found.empty is (name == "layout")


def every_field(found: PackDiff) -> dict[str, tuple[Any, Any]]:
    own = {field.path: (field.old, field.new) for field in found.fields}
    return own | {f"{rule.code}{field.path}": (field.old, field.new) for rule in found.rules for field in rule.fields}


def test_every_reason_of_the_table_was_seen(tmp_path: Path) -> None:
    keys = set()
    for number, (old, new, *_) in enumerate(CHANGES.values()):
        found = compare(load(tmp_path / f"old{number}", old), load(tmp_path / f"new{number}", new))
        keys |= {reason.key for reason in found.reasons}
    elsewhere = {"theme-gone", "family-gone", "lexicon-gone", "config-gone", "other-language"}
    assert keys | elsewhere == TABLE.keys()


GONE = {
    "theme": (changed(PACK, "  vorm: Vorm\n", "  vorm: Vorm\n  extra: Extra\n"), FILES, "theme-gone extra"),
    "family": (changed(PACK, "families:\n", "families:\n  extra: extra\n"), FILES, "family-gone extra"),
    "lexicon": ({**FILES, "proef/lexicons/extra.yaml": "words: [a]\n"}, FILES, "lexicon-gone extra"),
    "config": (FILES, changed(SHORT, ">= config.woorden", ">= 2", changed(SHORT, "config:\n  woorden: {type: integer, "
               "default: 2, minimum: 1, maximum: 10, text: Minste aantal woorden.}\n", "",
               changed(SHORT, f"    - {LAST}\n", "", changed(PACK, "    config:\n      LEN-01: {woorden: 4}\n", "")))),
               "config-gone LEN-01"),
    "language": (FILES, changed(PACK, "version: 1.0.0\ntitle: {nl: Proefregels, en: Trial rules}",
                                "version: 1.0.0\nlanguage: en\ntitle: Trial rules",
                                changed(RULE, "title: {nl: Essentie, en: Essence}", "title: Essence")),
                 "other-language en"),
}  # fmt: skip


@pytest.mark.parametrize("name", GONE)
def test_what_others_may_name_is_gone(name: str, tmp_path: Path) -> None:
    old, new, reason = GONE[name]
    found = compare(load(tmp_path / "old", old), load(tmp_path / "new", new))
    assert reason in {f"{each.key} {each.subject}" for each in found.reasons}
    assert found.step is Step.MAJOR


# --- rules in particular -------------------------------------------------------------------------------------


def rule_of(found: PackDiff, code: str) -> RuleChange:
    return next(change for change in found.rules if change.code == code)


def test_a_code_that_stands_for_another_rule_is_told_from_a_rewritten_rule(tmp_path: Path) -> None:
    before = load(tmp_path / "a")
    reused = load(tmp_path / "b", {**FILES, SHORT: OTHER, PACK: NO_SHORT[PACK]})
    rewritten = load(tmp_path / "c", {**FILES, SHORT: OTHER.replace("te-lang", "te-kort"), PACK: NO_SHORT[PACK]})
    assert rule_of(compare(before, reused), "LEN-01").reused
    assert not rule_of(compare(before, rewritten), "LEN-01").reused
    assert rule_of(compare(reused, before), "LEN-01").reused


def test_a_rule_that_goes_on_under_another_code_is_followed(tmp_path: Path) -> None:
    """LEN-01 moved to LEN-02, and another rule took its code: they share an example, so only the name tells."""
    files = {**FILES, NEW: LONG.replace("te-lang", "te-kort"), SHORT: LEN_01.replace("te-kort", "te-lang")}
    found = compare(load(tmp_path / "a"), load(tmp_path / "b", files))
    assert rule_of(found, "LEN-01").reused
    assert rule_of(found, "LEN-01").moved_to == "LEN-02"
    assert found.step is Step.MAJOR


def test_verdicts_are_told_from_texts_by_digest(tmp_path: Path) -> None:
    before = load(tmp_path / "a")
    words = compare(before, load(tmp_path / "b", changed(RULE, "noemt een doel", "zegt een doel")))
    check = compare(before, load(tmp_path / "c", changed(RULE, "… ", "…2 ")))
    assert [(rule.code, rule.kind, rule.verdict_changed) for rule in words.rules] == [("ESS-01", Kind.CHANGED, False)]
    assert [(rule.code, rule.kind, rule.verdict_changed) for rule in check.rules] == [("ESS-01", Kind.CHANGED, True)]
    change = rule_of(check, "ESS-01")
    assert change.old_digests is not None
    assert change.old_digests.verdict == before.rules[0].verdict_digest
    assert (words.verdict_changed, check.verdict_changed) == (False, True)


def test_a_lexicon_names_the_rules_that_lean_on_it_also_through_a_selector(tmp_path: Path) -> None:
    through = changed(RULE, "forbid any of doelwoorden", "forbid doelwoord")
    before = load(tmp_path / "a", through)
    after = load(tmp_path / "b", changed(WORDS, "opdat", "zodat", through))
    (lexicon,) = compare(before, after).lexicons
    assert (lexicon.name, lexicon.kind, lexicon.rules) == ("doelwoorden", Kind.CHANGED, ("ESS-01",))
    assert [entry.text for entry in lexicon.added] == ["zodat"]
    assert [entry.text for entry in lexicon.removed] == ["opdat"]


def test_a_rule_that_came_or_went_has_all_its_fields(tmp_path: Path) -> None:
    found = compare(load(tmp_path / "a"), load(tmp_path / "b", {**FILES, NEW: LONG}))
    change = rule_of(found, "LEN-02")
    fields = {field.path: field.new for field in change.fields}
    assert (change.kind, change.old, change.old_digests) == (Kind.ADDED, None, None)
    assert fields["/severity"] == "warning"
    assert fields["/clauses"]["aantal"]["check"] == "require count(words) >= config.woorden"
    assert "/note" not in fields
    assert all(field.old is None for field in change.fields)


# --- laws ----------------------------------------------------------------------------------------------------

EDITS = [
    (WORDS, "opdat", "zodat"), (WORDS, "teneinde", "{word: teneinde, note: oud}"), (RULE, "… ", "…4 "),
    (RULE, "noemt een doel", "zegt een doel"), (RULE, "severity: error", "severity: warning"),
    (RULE, 'clause: "2"}', 'clause: "2"}\n    - {begrip: zaal, definitie: hal om in te gaan}'),
    (SHORT, "name: te-kort", "name: kort"), (SHORT, "default: 2", "default: 1"), (SHORT, "Minste", "Kleinste"),
    (PACK, "1.0.0", "1.1.0"), (PACK, "block_at: warning", "block_at: info"), (PACK, "Vorm", "Gedaante"),
    (PACK, "doelwoord: any of doelwoorden", "opdatwoord: '\"opdat\"'"),
    (PACK, "  essentie: Essentie\n  vorm: ", "  nieuw: Nieuw\n  essentie: Essentie\n  vorm: "),
]  # fmt: skip


def edited(folder: Path, edits: set[int], *, short: bool, more: bool) -> Pack:
    files: Mapping[str, str] = FILES
    for number in sorted(edits):
        files = changed(*EDITS[number], files)
    if more:
        files = {**files, NEW: LONG}
    if not short:
        files = changed(PACK, "    config:\n      LEN-01: {woorden: 4}\n", "", without(SHORT, files))
    return load(folder, files)


SIDES = st.tuples(st.sets(st.integers(0, len(EDITS) - 1)), st.booleans(), st.booleans())


@given(one=SIDES, other=SIDES)
def test_read_the_other_way_round_it_is_its_own_mirror(
    tmp_path_factory: pytest.TempPathFactory,
    one: tuple[set[int], bool, bool],
    other: tuple[set[int], bool, bool],
) -> None:
    folder = tmp_path_factory.mktemp("packs")
    first = edited(folder / "a", one[0], short=one[1], more=one[2])
    second = edited(folder / "b", other[0], short=other[1], more=other[2])
    there, back = compare(first, second), compare(second, first)
    assert mirrored(there) == facts(back)
    assert there.empty is (first.content_digest == second.content_digest)
    assert {rule.code for rule in there.rules if rule.verdict_changed} == {
        code for code, _ in digests(first).items() ^ digests(second).items()
    }
    assert compare(first, first).empty


def digests(pack: Pack) -> dict[str, str]:
    return {rule.code: rule.verdict_digest for rule in pack.rules}


SWAPPED = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.CHANGED: Kind.CHANGED}


def facts(found: PackDiff) -> object:
    """All that a diff says but what it asks for, which has a direction."""
    return (
        found.old, found.new, found.fields,
        [replace(rule, moved_to=None, reasons=()) for rule in found.rules],
        [(each.name, each.kind, each.added, each.removed, each.rules, len(each.noted)) for each in found.lexicons],
    )  # fmt: skip


def mirrored(found: PackDiff) -> object:
    def swap(fields: tuple[FieldChange, ...]) -> tuple[FieldChange, ...]:
        return tuple(FieldChange(field.path, field.new, field.old) for field in fields)

    rules = [
        replace(
            rule, kind=SWAPPED[rule.kind], old=rule.new, new=rule.old, old_digests=rule.new_digests,
            new_digests=rule.old_digests, fields=swap(rule.fields), moved_to=None, reasons=(),
        )
        for rule in found.rules
    ]  # fmt: skip
    lexicons = [
        (each.name, SWAPPED[each.kind], each.removed, each.added, each.rules, len(each.noted))
        for each in found.lexicons
    ]
    return found.new, found.old, swap(found.fields), rules, lexicons


def test_the_order_of_examples_counts_as_little_as_it_can(tmp_path: Path) -> None:
    fail = ESS_01[ESS_01.index("  fail:\n") + len("  fail:\n") :].splitlines(keepends=True)
    turned = ESS_01.replace("".join(fail), "".join(reversed(fail)))
    found = compare(load(tmp_path / "a"), load(tmp_path / "b", {**FILES, RULE: turned}))
    (change,) = found.rules
    assert [field.path for field in change.fields] == ["/examples/fail"]
    assert found.step is Step.PATCH
