"""Loading a sound pack: what becomes of each key, and what an extending pack may do."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import PackError
from engine.features.builtin import BUILTIN
from engine.model import Severity
from engine.packs.files import find_pack
from engine.packs.load import load_pack
from engine.packs.model import ConfigType, Pack, Status
from engine.packs.versions import version_fits
from tests.unit.engine.packs.mistakes import CHILD, PACK, RULE, SHORT
from tests.unit.engine.packs.proef import ESS_01, FILES, changed, write


def load(folder: Path, name: str = "proef", **files: str) -> Pack:
    write(folder, {**FILES, **files})
    return load_pack(folder / name, BUILTIN)


def test_a_rule_in_full(tmp_path: Path) -> None:
    rule = load(tmp_path).rules[0]
    assert (rule.code, rule.theme, rule.severity, rule.status) == ("ESS-01", "essentie", Severity.ERROR, Status.STABLE)
    assert rule.title == {"nl": "Essentie", "en": "Essence"}
    assert [clause.name for clause in rule.clauses] == ["1", "2"]
    assert rule.clauses[1].message == {"nl": "‘{match}’ noemt een doel van {begrip}."}
    assert rule.failing[0].match == "om oproepen te"
    assert rule.failing[0].definition.begrip == "meldkamer"
    assert rule.failing[0].mark.line == 22


def test_named_clauses_and_typed_settings(tmp_path: Path) -> None:
    rule = load(tmp_path).rules[1]
    assert [clause.name for clause in rule.clauses] == ["aantal"]
    assert [(field.type, field.default, field.maximum) for field in rule.config] == [(ConfigType.INTEGER, 2, 10)]


@pytest.mark.parametrize(("written", "meant"), [("ja", True), ("nee", False), ("yes", True), ("false", False)])
def test_answers_may_be_written_in_dutch(written: str, meant: bool, tmp_path: Path) -> None:
    files = changed(SHORT, "config:", f"config:\n  streng: {{type: yes/no, default: {written}, text: Strenger.}}")
    rule = load(tmp_path, **files).rules[1]
    assert rule.config[0].default is meant


def test_an_applies_clause_is_not_counted(tmp_path: Path) -> None:
    files = changed(RULE, "  forbid any of", "  applies when some words\n  forbid any of")
    assert [clause.name for clause in load(tmp_path, **files).rules[0].clauses] == ["applies", "1", "2"]


def test_fixes(tmp_path: Path) -> None:
    files = changed(
        RULE, "suggestion: Laat het doel weg.", "fix:\n  '1': {delete: match}\n  '2': {replace: '\"om\"', with: voor}"
    )
    first, second = load(tmp_path, **files).rules[0].clauses
    assert first.fix is not None
    assert (first.fix.target, first.fix.replacement) == (None, "")
    assert second.fix is not None
    assert second.fix.target is not None
    assert (second.fix.replacement, second.fix.mark.line) == ("voor", 19)


def test_a_profile_builds_on_another(tmp_path: Path) -> None:
    profile = load(tmp_path).profiles["streng"]
    assert profile.block_at is Severity.WARNING
    assert profile.config == {"LEN-01": {"woorden": 4}}
    assert profile.required_for_acceptance == {"ESS-01"}


def test_what_a_child_profile_turns_on_its_parent_may_have_turned_off(tmp_path: Path) -> None:
    files = changed(PACK, "    required_for", "    disable: [ESS-01, LEN-01]\n    required_for")
    files = changed(PACK, "    extends: standaard", "    extends: standaard\n    enable: [LEN-01]", files)
    profile = load(tmp_path, **files).profiles["streng"]
    assert profile.enable == {"LEN-01"}
    assert profile.disable == {"ESS-01"}


# --- an extending pack ----------------------------------------------------------------------------------------


def test_an_extending_pack_has_all_of_the_other(tmp_path: Path) -> None:
    pack = load(tmp_path, "kind")
    assert [rule.code for rule in pack.rules] == ["ESS-01", "LEN-01"]
    assert set(pack.lexicons) == {"doelwoorden"}
    assert set(pack.profiles) == {"standaard", "streng"}


def test_it_adds_words_to_a_lexicon(tmp_path: Path) -> None:
    words = {"kind/lexicons/doelwoorden.yaml": "extend: doelwoorden\nwords: [zodat, opdat]\n"}
    pack = load(tmp_path, "kind", **words)
    assert [entry.text for entry in pack.lexicons["doelwoorden"].entries] == ["teneinde", "opdat", "zodat"]
    assert pack.rules[0].verdict_digest != load_pack(tmp_path / "proef", BUILTIN).rules[0].verdict_digest


def test_it_replaces_a_rule_it_names(tmp_path: Path) -> None:
    files = changed(CHILD, "extends: [proef]", "extends: [proef]\noverrides: [ESS-01]")
    files["kind/rules/essentie/ESS-01.yaml"] = ESS_01.replace("severity: error", "severity: info")
    assert load(tmp_path, "kind", **files).rules[0].severity is Severity.INFO


def test_it_does_not_replace_a_rule_in_silence(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        load(tmp_path, "kind", **{"kind/rules/essentie/ESS-01.yaml": ESS_01})
    assert [problem.code for problem in caught.value.problems] == ["duplicate-code", "duplicate-name"]


def test_its_profile_may_build_on_the_one_of_the_same_name(tmp_path: Path) -> None:
    files = changed(
        CHILD, "extends: [proef]", "extends: [proef]\nprofiles:\n  standaard: {extends: standaard, block_at: info}"
    )
    profile = load(tmp_path, "kind", **files).profiles["standaard"]
    assert profile.block_at is Severity.INFO
    assert profile.required_for_acceptance == {"ESS-01"}


def diamond(left: str = "", right: str = "") -> dict[str, str]:
    child = FILES["kind/pack.yaml"]
    return {
        "links/pack.yaml": child.replace("name: kind", "name: links") + left,
        "rechts/pack.yaml": child.replace("name: kind", "name: rechts") + right,
        "kind/pack.yaml": child.replace("[proef]", "[links, rechts]"),
    }


def test_a_diamond_is_fine(tmp_path: Path) -> None:
    assert [rule.code for rule in load(tmp_path, "kind", **diamond()).rules] == ["ESS-01", "LEN-01"]


def test_two_packs_that_differ_in_a_rule_are_not(tmp_path: Path) -> None:
    files = diamond(left="overrides: [ESS-01]\n")
    with pytest.raises(PackError) as caught:
        load(tmp_path, "kind", **{**files, "links/rules/essentie/ESS-01.yaml": ESS_01})
    assert [problem.code for problem in caught.value.problems] == ["inherited-twice"]


def test_mistakes_of_an_extended_pack_are_told_with_their_file(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        load(tmp_path, "kind", **changed(RULE, "severity: error", "severity: eror"))
    (problem,) = caught.value.problems
    assert problem.mark is not None
    assert problem.mark.file == str(tmp_path / "proef/rules/essentie/ESS-01.yaml")


# --- finding packs --------------------------------------------------------------------------------------------


def test_a_pack_is_found_by_name_or_folder(tmp_path: Path) -> None:
    write(tmp_path)
    assert find_pack("proef", [tmp_path]) == tmp_path / "proef"
    assert find_pack(tmp_path / "kind") == tmp_path / "kind"


def test_a_misspelt_name_is_recognised(tmp_path: Path) -> None:
    write(tmp_path)
    with pytest.raises(PackError) as caught:
        find_pack("prof", [tmp_path])
    (problem,) = caught.value.problems
    assert (problem.code, problem.suggestion) == ("unknown-pack", "proef")


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (">=1,<2", True),
        (">= 1.2 , < 2", True),
        ("==1.2.3", True),
        (">1.2.3", False),
        ("<=1.2", False),
        ("~1", None),
        ("", None),
    ],
)
def test_version_ranges(wanted: str, fits: bool | None) -> None:
    assert version_fits("1.2.3", wanted) is fits


@given(st.text(), st.sampled_from([RULE, SHORT, PACK]), st.integers(0, 1500))
def test_no_file_raises_anything_but_a_pack_error(
    tmp_path_factory: pytest.TempPathFactory, text: str, file: str, at: int
) -> None:
    folder = tmp_path_factory.mktemp("pack")
    sound = FILES[file]
    at = min(at, len(sound))
    write(folder, {**FILES, file: (sound[:at] + text + sound[at + len(text) :]).encode("utf-8", "surrogatepass")})
    with suppress(PackError):
        load_pack(folder / "proef", BUILTIN)
