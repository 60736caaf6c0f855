"""Whether the files of a pack are signed by somebody who may: demanded where the settings name keys to trust."""

from __future__ import annotations

from pathlib import Path

from api.packs.refusals import Reason, told_by
from api.settings import Settings
from engine.packs.archive import SUFFIX, read_archive
from plugins.signing import SUFFIX as SIGNATURE
from plugins.signing import SignatureError, prove, read_trusted

MOST = 20_000
"""Characters of a signature that are read."""


class Trust:
    """Whom a service believes.

    Args:
        settings: name the keys; they are read anew each time, so that one can be added or withdrawn.
    """

    def __init__(self, settings: Settings) -> None:
        self._places = [Path(place.strip()) for place in (settings.packs_keys or "").split(",") if place.strip()]

    def check(self, archive: bytes, signature: str | None) -> Reason | None:
        """Why an archive is not taken; ``None`` where it may be."""
        if not self._places:
            return None
        if signature is None:
            return Reason.of("signature-missing")
        try:
            self.demand(archive, signature)
        except SignatureError as error:
            return told_by(error.problems, "signature-wrong", Path())
        except OSError as error:
            return Reason.of("not-readable", error.strerror or type(error).__name__)
        return None

    def demand(self, archive: bytes, signature: str | None) -> None:
        """The same, for who cannot go on without.

        Raises:
            SignatureError: where it is not taken.
            OSError: where the keys cannot be read.
        """
        if self._places:
            prove(archive, signature, read_trusted(self._places))


def signature_beside(folder: Path, archive: bytes) -> str | None:
    """What ``packs sign`` made of the archive of a folder, where that lies beside the folder."""
    contents = read_archive(archive)
    path = folder.parent / f"{contents.name}-{contents.manifest.version}{SUFFIX}{SIGNATURE}"
    if not path.is_file():
        return None
    return path.read_text(encoding="utf-8", errors="replace")[:MOST]
