"""The folder of the figures: one for each run of the service, and none left by runs that were killed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from api.metrics_server import PREFIX, metrics_folder


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_a_folder_is_there_as_long_as_the_block(tmp_path: Path) -> None:
    with metrics_folder() as folder:
        assert folder.parent == tmp_path
        assert folder.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_service_left_is_removed_and_what_another_uses_is_not(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    left, used, foreign = (tmp_path / name for name in (f"{PREFIX}{ended.pid}-x", f"{PREFIX}{os.getppid()}-x", "other"))
    for folder in (left, used, foreign):
        folder.mkdir()
        (folder / "counter_1.db").touch()
    with metrics_folder():
        assert not left.exists()
        assert (used / "counter_1.db").exists()
        assert (foreign / "counter_1.db").exists()
