"""Archives of packs, unpacked on this machine once each, so that what is judged by can never change under the engine.

The database holds the archives; this folder can be thrown away at any time.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from engine.errors import PackError
from engine.packs.archive import archive_digest, unpack
from plugins.signing import SUFFIX as SIGNATURE

NAME_LENGTH = 32
"""Hexadecimal digits of the digest that a folder is called by."""


def signature_of(folder: str) -> str | None:
    """The signature that was put on the shelf with the pack of this folder, where there was one."""
    path = _signature_beside(Path(folder).parent.parent)
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _signature_beside(unpacked: Path) -> Path:
    return unpacked.parent / (unpacked.name + SIGNATURE)


class Shelf:
    """Unpacked archives.

    Args:
        folder: for them; made when it is first needed. Those who can write in it decide what is judged by.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, archive: bytes, signature: str | None = None) -> Path:
        """The folder of the pack of an archive, to load; what it extends is found beside it.

        Args:
            archive: of the pack.
            signature: that came with it, to be found by ``signature_of``.

        Raises:
            PackError: for what is no archive of ours, or was altered.
            OSError: where it cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        into = self._folder / archive_digest(archive).removeprefix("sha256:")[:NAME_LENGTH]
        if signature is not None:
            _signature_beside(into).write_text(signature, encoding="utf-8")
        try:
            return unpack(archive, into)
        except PackError as error:
            if all(problem.code != "folder-not-empty" for problem in error.problems):
                raise
            shutil.rmtree(into)  # somebody changed a file in it
            return unpack(archive, into)
