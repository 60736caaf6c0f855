"""What changes a digest: the verdict digest what decides, the content digest all that is said, nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.features.builtin import BUILTIN
from engine.packs.digest import digest
from engine.packs.load import load_pack
from engine.packs.model import Pack
from tests.unit.engine.packs.mistakes import PACK, RULE, SHORT, WORDS
from tests.unit.engine.packs.proef import FILES, changed, write


def load(folder: Path, files: Mapping[str, str] = FILES) -> Pack:
    write(folder, {**files})
    return load_pack(folder / "proef", BUILTIN)


def digests(pack: Pack) -> dict[str, tuple[str, str]]:
    return {rule.code: (rule.verdict_digest, rule.content_digest) for rule in pack.rules}


SAME = {
    "comment": (RULE, "severity: error", "severity: error  # ernst"),
    "order of keys": (RULE, "theme: essentie\nfamily: doel\n", "family: doel\ntheme: essentie\n"),
    "order of words": (WORDS, "teneinde, opdat", "opdat, teneinde"),
    "layout of the check": (RULE, 'forbid "om" … "te"', 'forbid   "om"  …  "te"  # gat'),
    "default written out": (RULE, "severity: error", "severity: error\naliases: []"),
    "style of a text": (RULE, "family: doel", "family: 'doel'"),
}


@pytest.mark.parametrize("name", SAME)
def test_what_changes_no_digest(name: str, tmp_path: Path) -> None:
    before, after = load(tmp_path / "a"), load(tmp_path / "b", changed(*SAME[name]))
    assert digests(before) == digests(after)
    assert (before.verdict_digest, before.content_digest) == (after.verdict_digest, after.content_digest)


def test_unicode_form_changes_no_digest(tmp_path: Path) -> None:
    files = changed(WORDS, "opdat", "geëigend")
    decomposed = {name: unicodedata.normalize("NFD", text) for name, text in files.items()}
    assert decomposed != files
    assert digests(load(tmp_path / "a", files)) == digests(load(tmp_path / "b", decomposed))


CONTENT = {
    "severity": (RULE, "severity: error", "severity: info"),
    "message": (RULE, "noemt een doel", "zegt een doel"),
    "family": (RULE, "family: doel", "family: omvang"),
    "example": (RULE, "{begrip: meldkamer, definitie: ruimte teneinde", "{begrip: zaal, definitie: ruimte teneinde"),
}


@pytest.mark.parametrize("name", CONTENT)
def test_what_changes_the_content_only(name: str, tmp_path: Path) -> None:
    before, after = load(tmp_path / "a"), load(tmp_path / "b", changed(*CONTENT[name]))
    assert digests(before)["ESS-01"][0] == digests(after)["ESS-01"][0]
    assert digests(before)["ESS-01"][1] != digests(after)["ESS-01"][1]
    assert digests(before)["LEN-01"] == digests(after)["LEN-01"]
    assert before.verdict_digest == after.verdict_digest
    assert before.content_digest != after.content_digest


VERDICT = {
    "clause": ((RULE, 'forbid "om" … "te"', 'forbid "om" …4 "te"'), {"ESS-01"}),
    "word of a lexicon": ((WORDS, "opdat", "zodat"), {"ESS-01"}),
    "class of a word": ((WORDS, "opdat", "{word: opdat, class: SCONJ}"), {"ESS-01"}),
    "default of a setting": ((SHORT, "default: 2", "default: 3"), {"LEN-01"}),
}


@pytest.mark.parametrize("name", VERDICT)
def test_what_changes_the_verdict_of_just_the_rules_that_use_it(name: str, tmp_path: Path) -> None:
    change, codes = VERDICT[name]
    before, after = digests(load(tmp_path / "a")), digests(load(tmp_path / "b", changed(*change)))
    assert {code for code in before if before[code][0] != after[code][0]} == codes
    assert {code for code in before if before[code][1] != after[code][1]} == codes


def test_a_lexicon_behind_a_selector_counts(tmp_path: Path) -> None:
    through = changed(RULE, "forbid any of doelwoorden", "forbid doelwoord")
    before = digests(load(tmp_path / "a", through))
    after = digests(load(tmp_path / "b", changed(WORDS, "opdat", "zodat", through)))
    assert before["ESS-01"][0] != after["ESS-01"][0]


def test_a_profile_changes_the_pack_only(tmp_path: Path) -> None:
    before, after = load(tmp_path / "a"), load(tmp_path / "b", changed(PACK, "woorden: 4", "woorden: 5"))
    assert digests(before) == digests(after)
    assert before.content_digest != after.content_digest


def test_fractions_have_no_place_in_a_digest() -> None:
    with pytest.raises(TypeError):
        digest({"x": 0.5})
