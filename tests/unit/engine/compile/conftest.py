"""A pack, a folder to keep it in, and what is read of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.packs import load
from engine.packs.files import PackFiles, read_pack_files
from tests.unit.engine.packs.proef import FILES, write


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders of packs that were read from their files."""
    seen: list[Path] = []

    def watched(folder: Path) -> PackFiles:
        seen.append(folder)
        return read_pack_files(folder)

    monkeypatch.setattr(load, "read_pack_files", watched)
    return seen


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path / "proef"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "definitie"
