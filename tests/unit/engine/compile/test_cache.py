"""Compiled packs in a cache: the same verdicts as without, no pack read twice, and every change seen."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from engine.compile.cache import PackCache
from engine.engine import Engine
from engine.errors import PackError
from engine.packs import load
from engine.packs.files import PackFiles, read_pack_files
from tests.support import FakeAnalyzer
from tests.unit.engine.compile.cached import ENVIRONMENT, edit, engine, outcomes
from tests.unit.engine.packs.mistakes import RULE
from tests.unit.engine.packs.proef import FILES, changed, write

CHILD_FILES = {name: text for name, text in FILES.items() if name.startswith("kind/")}


class CountingAnalyzer(FakeAnalyzer):
    """Counts how often it is asked for forms."""

    def __init__(self) -> None:
        super().__init__({"teneinde": ["SCONJ"], "doel": ["NOUN sing"], "doelen": ["NOUN plur lemma=doel"]})
        self.asked = 0

    def forms(self, lemma: str, tag: str | None = None) -> frozenset[str]:
        self.asked += 1
        return super().forms(lemma, tag)


def test_a_second_start_reads_no_pack_and_judges_the_same(pack: Path, folder: Path, loads: list[Path]) -> None:
    plain = Engine.load([pack], verify=False)
    first, second = engine(pack, folder), engine(pack, folder)
    assert len(loads) == 2
    assert first.packs == second.packs == plain.packs
    assert outcomes(first) == outcomes(second) == outcomes(plain)


def test_lexicons_are_expanded_once(pack: Path, folder: Path) -> None:
    first, second = CountingAnalyzer(), CountingAnalyzer()
    assert outcomes(engine(pack, folder, analyzers=[first])) == outcomes(engine(pack, folder, analyzers=[second]))
    assert first.asked > 0
    assert second.asked == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda pack: edit(pack / "rules" / "essentie" / "ESS-01.yaml", "teneinde", "opdat"),
        lambda pack: edit(pack / "pack.yaml", "1.0.0", "1.0.1"),
        lambda pack: next((pack / "lexicons").glob("*.yaml")).unlink(),
        lambda pack: (pack / "rules" / "essentie" / "ESS-01.yaml").unlink(),
        lambda pack: (pack / "rules" / "essentie" / "ESS-02.yml").write_text("code: ESS-02\n"),
    ],
    ids=["rule edited", "manifest edited", "lexicon gone", "rule gone", "file added"],
)
def test_any_change_of_the_files_is_seen(
    change: Callable[[Path], None], pack: Path, folder: Path, loads: list[Path]
) -> None:
    engine(pack, folder)
    change(pack)
    with suppress(PackError):  # what is left need not be a sound pack; that it was read again is what counts
        engine(pack, folder)
    assert len(loads) == 2


def test_an_edit_of_the_same_length_at_the_same_time_is_seen(pack: Path, folder: Path, loads: list[Path]) -> None:
    rule = pack / "rules" / "essentie" / "ESS-01.yaml"
    before = rule.stat()
    engine(pack, folder)
    edit(rule, "Essentie", "Essentia")
    os.utime(rule, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert engine(pack, folder).packs[0].rules[0].title["nl"] == "Essentia"
    assert len(loads) == 2


def test_a_change_in_a_pack_that_is_extended_is_seen(tmp_path: Path, folder: Path, loads: list[Path]) -> None:
    write(tmp_path)
    child = tmp_path / "kind"
    engine(child, folder)
    engine(child, folder)
    assert len(loads) == 2
    edit(tmp_path / "proef" / "rules" / "essentie" / "ESS-01.yaml", "teneinde", "opdat")
    engine(child, folder)
    assert len(loads) == 4


def test_a_pack_that_now_hides_an_extended_one_is_seen(tmp_path: Path, folder: Path, loads: list[Path]) -> None:
    write(tmp_path / "elders", FILES)
    write(tmp_path, CHILD_FILES)
    search = [tmp_path / "elders"]
    engine(tmp_path / "kind", folder, search=search)
    write(tmp_path, FILES)
    engine(tmp_path / "kind", folder, search=search)
    assert loads[-1] == tmp_path / "proef"


@pytest.mark.parametrize(
    "settings", [{"analyzers": [FakeAnalyzer()]}, {"environment": {"code": "2"}}], ids=["analyzer", "code"]
)
def test_what_else_decides_is_part_of_the_key(
    settings: dict[str, object], pack: Path, folder: Path, loads: list[Path]
) -> None:
    engine(pack, folder)
    environment = settings.pop("environment", ENVIRONMENT)
    Engine.load([pack], verify=False, cache=PackCache(folder, environment), **settings)  # type: ignore[arg-type]
    assert len(loads) == 2


def test_a_file_changed_while_the_pack_is_read_is_not_kept(
    pack: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(path: Path) -> PackFiles:
        found = read_pack_files(path)
        edit(path / "pack.yaml", "1.0.0", "1.0.1")
        return found

    monkeypatch.setattr(load, "read_pack_files", slow)
    engine(pack, folder)
    assert not list(folder.glob("*"))


# --- examples --------------------------------------------------------------------------------------------


def test_examples_run_once(pack: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[Engine] = []
    original = Engine.verify

    def watched(self: Engine) -> None:
        runs.append(self)
        original(self)

    monkeypatch.setattr(Engine, "verify", watched)
    cache = PackCache(folder, ENVIRONMENT)
    engine(pack, folder)
    for _ in range(3):
        Engine.load([pack], verify="once", cache=cache)
    assert len(runs) == 1


def test_examples_that_do_not_hold_are_an_error_each_time(tmp_path: Path, folder: Path) -> None:
    write(tmp_path, changed(RULE, "match: teneinde", "match: ruimte"))
    for _ in range(2):
        with pytest.raises(PackError, match="example-match"):
            Engine.load([tmp_path / "proef"], verify="once", cache=PackCache(folder, ENVIRONMENT))


def test_examples_do_not_run_where_that_cannot_be_remembered(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "verify", lambda _: pytest.fail("examples were run"))
    Engine.load([pack], verify="once")
