"""Where the key of a provider is found. The key itself is read when a call goes out, and kept nowhere."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_USABLE = re.compile(r"[\x21-\x7e]{1,4096}")
"""What fits in a header: printable ASCII without spaces. Anything else would come back in an error of the client."""
_FILE_MAX = 8_192


class KeyMissingError(Exception):
    """There is no usable key. The message names neither the key nor where it was looked for."""


@dataclass(frozen=True, slots=True)
class Key:
    """A reference to a key: an environment variable or a file, one of the two.

    Not even the reference shows: somebody may have put the key in its place.
    """

    variable: str | None = field(default=None, repr=False)
    file: Path | None = field(default=None, repr=False)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False, compare=False)

    def read(self) -> str:
        """The key as it is now, so that a file can be replaced while the service runs.

        Raises:
            KeyMissingError: it is not there, or not something that can be sent.
        """
        if self.file is not None:
            text = self._from_file(self.file)
        else:
            text = self.environment.get(self.variable or "", "").strip()
            if not text:
                raise KeyMissingError("the environment variable of the key is not set")
        if _USABLE.fullmatch(text) is None:
            raise KeyMissingError("the key is not one line of plain characters without spaces")
        return text

    def _from_file(self, file: Path) -> str:
        try:
            with file.open(encoding="utf-8") as stream:
                return stream.read(_FILE_MAX).strip()
        except (OSError, ValueError):
            raise KeyMissingError("the file of the key cannot be read") from None
