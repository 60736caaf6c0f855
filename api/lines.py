"""Splits what comes in into numbered lines, without ever holding more of one than is allowed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, with its number from 1; ``text`` is ``None`` where it was longer than allowed."""

    number: int
    text: bytes | None

    @property
    def size(self) -> int:
        """Bytes that it holds."""
        return len(self.text or b"")


class LineSplitter:
    """Lines from pieces of any size.

    Args:
        longest: bytes of a line; of a longer one nothing is kept.
    """

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._rest = bytearray()
        self._skips = False
        self._number = 0

    def feed(self, piece: bytes) -> list[Line]:
        """The lines that this piece ends."""
        *ended, rest = piece.split(b"\n")
        found = [line for part in ended if (line := self._ended(part)) is not None]
        self._add(rest)
        return found

    def end(self) -> list[Line]:
        """The last line, where no line break followed it."""
        line = self._ended(b"")
        return [] if line is None else [line]

    def _add(self, part: bytes) -> None:
        if self._skips or len(self._rest) + len(part) > self._longest:
            self._skips = True
            self._rest.clear()
        else:
            self._rest += part

    def _ended(self, part: bytes) -> Line | None:
        self._add(part)
        self._number += 1
        text, skipped = bytes(self._rest), self._skips
        self._rest.clear()
        self._skips = False
        if skipped:
            return Line(self._number, None)
        return Line(self._number, text) if text.strip() else None
