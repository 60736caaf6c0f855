"""A folder of derived files that nobody but its owner can write: what is read from it can be believed.

Nothing here is ever an error of a run: a folder or file that cannot be used, or should not be, costs one line in the
log, and what would have been read is made again.
"""

from __future__ import annotations

import logging
import os
import stat
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)

SUFFIX: Final = ".json"
UNFINISHED: Final = ".new"
MOST_FILES: Final = 32
"""Files that are kept; the ones written longest ago go first."""
ABANDONED: Final = 3600
"""Seconds after which an unfinished file is one that no process will finish."""
LARGEST: Final = 1 << 30
"""Bytes of the largest file that is read."""
WRITABLE_BY_OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH


class UntrustedError(Exception):
    """A folder or file that somebody else may have written; the text says why."""


@dataclass(frozen=True, slots=True)
class CacheFiles:
    """Small files by name in one folder. It is made at the first writing, for its owner alone (0700)."""

    folder: Path

    def read(self, name: str) -> bytes | None:
        """The content of a file; ``None`` where there is none, or none that can be trusted (then one log line)."""
        try:
            _trust(os.lstat(self.folder), directory=True)
            handle = os.open(self.folder / f"{name}{SUFFIX}", os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        except FileNotFoundError:
            return None
        except (OSError, UntrustedError) as error:
            self._refuse("not read", error)
            return None
        try:
            with open(handle, "rb") as stream:  # noqa: PTH123 - a handle, opened without following a link
                _trust(os.fstat(stream.fileno()), directory=False)
                return stream.read()
        except (OSError, UntrustedError) as error:
            self._refuse("not read", error)
            return None

    def write(self, name: str, content: bytes) -> bool:
        """Write a file aside and rename it, so that no reader ever sees half of it; whether that worked."""
        aside: Path | None = None
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                self.folder.mkdir(mode=0o700)
            _trust(os.lstat(self.folder), directory=True)
            handle, made = tempfile.mkstemp(dir=self.folder, prefix=f"{name}.", suffix=UNFINISHED)
            aside = Path(made)
            with open(handle, "wb") as stream:  # noqa: PTH123 - the handle that was made
                stream.write(content)
            aside.replace(self.folder / f"{name}{SUFFIX}")
            self._tidy()
        except (OSError, UntrustedError) as error:
            if aside is not None:
                with suppress(OSError):
                    aside.unlink()
            self._refuse("not written", error)
            return False
        return True

    def _tidy(self) -> None:
        """Remove what was abandoned, and the oldest files beyond the number that is kept."""
        files = []
        for path in self.folder.iterdir():
            with suppress(OSError):
                written = path.stat().st_mtime
                if path.suffix == SUFFIX:
                    files.append((written, path))
                elif path.suffix == UNFINISHED and written < time.time() - ABANDONED:
                    path.unlink()
        for _, path in sorted(files)[:-MOST_FILES]:
            with suppress(OSError):
                path.unlink()

    def _refuse(self, what: str, error: Exception) -> None:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        log.warning("cache of compiled packs in %s %s: %s", self.folder, what, reason)


def _trust(found: os.stat_result, *, directory: bool) -> None:
    """Raise ``UntrustedError`` unless only we (or the administrator) can have written a folder or file."""
    if not (stat.S_ISDIR(found.st_mode) if directory else stat.S_ISREG(found.st_mode)):
        raise UntrustedError("it is no folder" if directory else "it is no plain file")
    if not hasattr(os, "geteuid"):
        return
    if found.st_uid not in (os.geteuid(), 0):
        raise UntrustedError("it belongs to another user")
    if found.st_mode & WRITABLE_BY_OTHERS:
        raise UntrustedError("others may write it")
    if not directory and found.st_size > LARGEST:
        raise UntrustedError("it is too large")
