"""The two packs that are compared, from what was typed: a folder, a git revision, an archive, a version, a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cli.pack_sign import read_whole
from engine.packs.archive import unpack
from engine.packs.find import MANIFEST, find_pack
from plugins.manager import pack_folders

GIT: Final = "git:"
_STORED: Final = re.compile(r"(?P<name>[a-z][a-z0-9-]*)@(?P<version>[0-9A-Za-z.:+-]+)")

Stored = Callable[[str, str], bytes]
"""Gives the archive of a version that the service stores, by name and version or digest."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what was typed, and the folder that holds the pack; ``made``: it was written for this run."""

    given: str
    folder: Path
    made: bool = False


def side(given: str, into: Path, stored: Stored) -> Side:
    """The pack that was meant.

    Args:
        given: a folder; ``git:REV:path`` or ``REV:path``; a file of ``packs build``; ``NAME@VERSION`` or
            ``NAME@sha256:…``; or the name of a pack that comes with the program. What exists as typed comes first.
        into: a folder for files that have to be written, not there yet.
        stored: asks the database.

    Raises:
        PackError: there is no such pack.
        InputError: git or the database does not have it.
        OSError: a file cannot be read or written.
    """
    path = Path(given)
    if (path / MANIFEST).is_file() or (path.is_dir() and given not in _names()):
        return Side(given, find_pack(path))
    if path.is_file():
        return Side(given, unpack(read_whole(path), into), made=True)
    if not given.startswith(GIT) and (found := _STORED.fullmatch(given)):
        return Side(given, unpack(stored(found["name"], found["version"]), into), made=True)
    if ":" in given:
        revision, _, inside = given.removeprefix(GIT).partition(":")
        return Side(given, _from_git(revision, inside or ".", into), made=True)
    return Side(given, find_pack(given, pack_folders()))


def _from_git(revision: str, path: str, into: Path) -> Path:
    from cli.packdiff.git import extract, resolve  # noqa: PLC0415 - most packs are folders

    into.mkdir()
    return extract(resolve(revision, path), into)


def _names() -> set[str]:
    return {path.parent.name for folder in pack_folders() for path in folder.glob(f"*/{MANIFEST}")}
