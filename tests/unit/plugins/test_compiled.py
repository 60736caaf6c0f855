"""Where compiled packs are kept, and that the code they are compiled with is part of their key."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from plugins import compiled
from plugins.compiled import cache_folder, pack_cache


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"DEFINITIE_CACHE": "/elders"}, "/elders"),
        ("linux", {"XDG_CACHE_HOME": "/xdg"}, "/xdg/definitie"),
        ("linux", {"XDG_CACHE_HOME": "relatief"}, "/thuis/an/.cache/definitie"),
        ("linux", {"DEFINITIE_CACHE": ""}, "/thuis/an/.cache/definitie"),
        ("darwin", {}, "/thuis/an/Library/Caches/definitie"),
        ("win32", {"LOCALAPPDATA": "/appdata"}, "/appdata/definitie"),
        ("win32", {}, "/thuis/an/AppData/Local/definitie"),
        ("linux", {"DEFINITIE_CACHE": "off"}, None),
    ],
)
def test_the_folder(
    platform: str, environment: dict[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DEFINITIE_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("plugins.compiled.sys.platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/thuis/an"))
    assert cache_folder() == (None if folder is None else Path(folder))
    assert (pack_cache() is None) is (folder is None)


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("DEFINITIE_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert pack_cache() is None
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_code_is_known_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1")
    (tmp_path / "grammar.lark").write_text("start: X")
    first = compiled._code([tmp_path])
    (tmp_path / "notes.txt").write_text("anything")
    assert compiled._code([tmp_path]) == first
    (tmp_path / "a.py").write_text("x = 2")
    second = compiled._code([tmp_path])
    (tmp_path / "grammar.lark").write_text("start: Y")
    assert len({first, second, compiled._code([tmp_path])}) == 3
