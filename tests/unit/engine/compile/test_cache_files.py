"""A cache that cannot be used or believed costs time and a line in the log, and nothing else."""

from __future__ import annotations

import errno
import json
import logging
import os
import stat
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.compile.cache import FORMAT, _sum
from engine.compile.cache_files import MOST_FILES, CacheFiles
from engine.engine import Engine
from tests.unit.engine.compile.cached import engine, entry_in, outcomes


def _truncate(entry: Path) -> None:
    entry.write_bytes(entry.read_bytes()[:-100])


def _flip(entry: Path) -> None:
    content = bytearray(entry.read_bytes())
    content[len(content) // 2] ^= 1
    entry.write_bytes(content)


def _other_body(entry: Path) -> None:
    """An entry whose checksum is right, with something else inside."""
    body = json.dumps({"key": "x", "packs": [[42, 1]], "sources": []}).encode()
    entry.write_bytes(_with_sum(body))


def _wrong_pack(entry: Path) -> None:
    body = json.loads(entry.read_bytes().partition(b"\n")[2])
    body["packs"] = [[0, "pack.yaml"]]
    entry.write_bytes(_with_sum(json.dumps(body).encode()))


def _with_sum(body: bytes) -> bytes:
    return FORMAT + _sum(body) + b"\n" + body


@pytest.mark.parametrize(
    "damage",
    [
        _truncate, _flip, _other_body, _wrong_pack,
        lambda entry: entry.write_bytes(b""),
        lambda entry: entry.write_bytes(b"\x80\x04pickle"),
        lambda entry: entry.write_bytes(_with_sum(b"[" * 100_000)),
        lambda entry: entry.write_bytes(entry.read_bytes().replace(FORMAT, b"definitie compiled packs 0 ", 1)),
    ],
    ids=["truncated", "a bit flipped", "another body", "no pack inside", "empty", "a pickle", "nested", "other format"],
)  # fmt: skip
def test_a_damaged_entry_is_made_again(
    damage: Callable[[Path], None], pack: Path, folder: Path, loads: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    good = outcomes(engine(pack, folder))
    damage(entry_in(folder))
    assert outcomes(engine(pack, folder)) == good
    assert len(loads) == 2
    assert len(caplog.records) == 1
    engine(pack, folder)
    assert len(loads) == 2


def test_a_folder_is_made_for_its_owner_alone(pack: Path, folder: Path) -> None:
    engine(pack, folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(entry_in(folder).stat().st_mode) == 0o600


@pytest.mark.parametrize("what", ["folder", "entry"])
def test_what_others_may_write_is_not_believed(
    what: str, pack: Path, folder: Path, loads: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    engine(pack, folder)
    place = folder if what == "folder" else entry_in(folder)
    place.chmod(place.stat().st_mode | stat.S_IWOTH)
    engine(pack, folder)
    assert len(loads) == 2
    assert "others may write it" in caplog.text


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only an administrator can give files away")
@pytest.mark.parametrize("what", ["folder", "entry"])
def test_what_belongs_to_another_is_not_believed(
    what: str, pack: Path, folder: Path, loads: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    engine(pack, folder)
    os.chown(folder if what == "folder" else entry_in(folder), 12345, -1)
    engine(pack, folder)
    assert len(loads) == 2
    assert "another user" in caplog.text


def test_whose_files_are_believed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The same as above for who is no administrator: it is told that its files are somebody else's."""
    files = CacheFiles(folder)
    assert files.write("name", b"content")
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    owned_by_root = folder.stat().st_uid == 0
    assert files.read("name") == (b"content" if owned_by_root else None)


@pytest.mark.parametrize("what", ["folder", "entry"])
def test_a_link_is_not_followed(
    what: str, pack: Path, folder: Path, tmp_path: Path, loads: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    engine(pack, folder)
    place = folder if what == "folder" else entry_in(folder)
    moved = place.rename(tmp_path / "moved")
    place.symlink_to(moved)
    engine(pack, folder)
    assert len(loads) == 2
    assert caplog.records


def test_a_folder_that_is_a_file(pack: Path, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder.parent.mkdir()
    folder.write_text("")
    assert outcomes(engine(pack, folder)) == outcomes(Engine.load([pack], verify=False))
    assert "it is no folder" in caplog.text


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT], ids=errno.errorcode.get)
def test_a_folder_that_cannot_be_written(
    code: int, pack: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    for _ in range(2):
        assert outcomes(engine(pack, folder)) == outcomes(Engine.load([pack], verify=False))
    assert [record.levelno for record in caplog.records] == [logging.WARNING] * 2
    assert os.strerror(code) in caplog.text


def test_a_disk_that_is_full_in_the_middle_leaves_nothing(
    pack: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> object:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    engine(pack, folder)
    assert list(folder.iterdir()) == []
    assert len(caplog.records) == 1


def test_a_folder_that_may_only_be_read_still_serves(
    pack: Path, folder: Path, loads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine(pack, folder)
    folder.chmod(0o500)
    engine(pack, folder)
    assert len(loads) == 1
    folder.chmod(0o700)


# --- several at once, and over time ----------------------------------------------------------------------


def test_two_that_make_the_same_entry_at_once(pack: Path, folder: Path) -> None:
    """Both write the whole entry aside; whoever renames last counts, and no reader sees half of one."""
    files, barrier = CacheFiles(folder), threading.Barrier(4)
    contents = [bytes([number]) * 200_000 for number in range(3)]
    seen: list[bytes | None] = []
    files.write("name", contents[0])

    def write(content: bytes) -> None:
        barrier.wait()
        for _ in range(20):
            files.write("name", content)

    def read() -> None:
        barrier.wait()
        seen.extend(files.read("name") for _ in range(100))

    threads = [threading.Thread(target=write, args=(content,)) for content in contents]
    threads.append(threading.Thread(target=read))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) <= set(contents)
    assert [path.name for path in folder.iterdir()] == ["name.json"]


def test_old_and_abandoned_files_go(folder: Path) -> None:
    files = CacheFiles(folder)
    for number in range(MOST_FILES + 3):
        files.write(f"entry-{number}", b"")
        os.utime(folder / f"entry-{number}.json", (number, number))
    abandoned, recent = folder / "a.new", folder / "b.new"
    abandoned.write_bytes(b"")
    os.utime(abandoned, (0, 0))
    recent.write_bytes(b"")
    files.write("last", b"")
    left = {path.name for path in folder.iterdir()}
    assert len(left) == MOST_FILES + 1
    assert {"last.json", "b.new", f"entry-{MOST_FILES + 2}.json"} <= left
    assert not {"entry-0.json", "a.new"} & left
