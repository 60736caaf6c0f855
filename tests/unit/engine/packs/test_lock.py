"""The lock of a pack: it loads on top of just what it was made with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.errors import PackError
from engine.features.builtin import BUILTIN
from engine.packs.archive import pack_archive, unpack
from engine.packs.load import load_pack, load_packs
from engine.packs.lock import lock_text
from engine.packs.sources import pack_digest
from tests.unit.engine.packs.proef import FILES, changed, write

LOCK = "kind/pack.lock.yaml"
TOP = {**FILES, "top/pack.yaml": FILES["kind/pack.yaml"].replace("kind", "top").replace("[proef]", "[kind]")}


def locked(folder: Path, name: str = "kind", files: Mapping[str, str] = FILES) -> Path:
    """A pack with its lock."""
    write(folder, files)
    loaded = load_packs([folder / name], BUILTIN, locked=False)
    (folder / name / "pack.lock.yaml").write_text(lock_text(loaded.beneath[0]))
    return folder / name


def test_a_pack_loads_on_what_it_was_locked_to(tmp_path: Path) -> None:
    pack = locked(tmp_path)
    assert load_pack(pack, BUILTIN).extends == ("proef",)
    assert load_pack(pack, BUILTIN).content_digest == load_pack(pack, BUILTIN).content_digest


def test_a_lock_names_all_that_lies_beneath(tmp_path: Path) -> None:
    text = (locked(tmp_path, "top", TOP) / "pack.lock.yaml").read_text()
    assert [line.split()[-1] for line in text.splitlines() if "name:" in line] == ["kind", "proef"]
    assert load_pack(tmp_path / "top", BUILTIN).name == "top"


def test_a_lock_of_a_pack_that_extends_nothing_is_empty(tmp_path: Path) -> None:
    assert (locked(tmp_path, "proef") / "pack.lock.yaml").read_text().endswith("packs: []\n")
    assert load_pack(tmp_path / "proef", BUILTIN).name == "proef"


CHANGED = {
    "another version": (changed("proef/pack.yaml", "1.0.0", "1.0.1"), "lock-version"),
    "another verdict": (changed("proef/lexicons/doelwoorden.yaml", "opdat", "zodat"), "lock-digest"),
    "another text": (changed("proef/pack.yaml", "Proefregels", "Regels"), "lock-digest"),
    "one more": ({**changed("kind/pack.yaml", "[proef]", "[proef, neef]"), "neef/pack.yaml":
                  FILES["kind/pack.yaml"].replace("kind", "neef")}, "lock-missing"),
    "one less": (changed("kind/pack.yaml", "extends: [proef]\n", "profiles: {standaard: {}}\n"), "lock-unused"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_what_lies_beneath_may_not_change(name: str, tmp_path: Path) -> None:
    files, code = CHANGED[name]
    pack = locked(tmp_path)
    write(tmp_path, files)
    with pytest.raises(PackError) as error:
        load_pack(pack, BUILTIN)
    (problem,) = error.value.problems
    assert problem.code == code
    assert problem.mark is not None
    assert problem.mark.file == str(pack / "pack.lock.yaml")
    assert load_packs([pack], BUILTIN, locked=False).packs[0].name == "kind"


BROKEN = {
    "broken": ("packs: [", "yaml-syntax"),
    "of another shape": ("packs: {proef: 1.0.0}\n", "wrong-kind-list"),
    "without a digest": ("packs:\n  - {name: proef, version: 1.0.0, verdict: x}\n", "missing-key"),
    "with a wrong digest": ("packs:\n  - {name: proef, version: 1.0.0, verdict: x, content: x}\n", "lock-digest"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_lock_that_cannot_be_read_is_no_lock_that_holds(name: str, tmp_path: Path) -> None:
    text, code = BROKEN[name]
    write(tmp_path, {**FILES, LOCK: text})
    with pytest.raises(PackError) as error:
        load_pack(tmp_path / "kind", BUILTIN)
    assert code in [problem.code for problem in error.value.problems]


def test_a_lock_counts_as_a_file_of_the_pack(tmp_path: Path) -> None:
    write(tmp_path)
    before = pack_digest(tmp_path / "kind")
    pack = locked(tmp_path)
    assert pack_digest(pack) != before
    there = unpack(pack_archive(pack), tmp_path / "there")
    assert (there / "pack.lock.yaml").read_bytes() == (pack / "pack.lock.yaml").read_bytes()
    assert load_pack(there, BUILTIN).name == "kind"


def test_a_changed_lock_of_a_pack_beneath_is_seen_too(tmp_path: Path) -> None:
    locked(tmp_path, "kind", TOP)
    write(tmp_path, {LOCK: "packs: []\n"})
    with pytest.raises(PackError) as error:
        load_pack(tmp_path / "top", BUILTIN)
    assert [problem.code for problem in error.value.problems] == ["lock-missing"]
