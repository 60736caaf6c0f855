"""Files to read from, and what is wrong with them before their format matters.

Standard input and pipes can be read once only, while a corpus asks for two walks: they are kept in memory on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import IO, BinaryIO

from engine.errors import InputError, Mark, Problem
from plugins.formats.items import Source

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
UTF_8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file on disk."""

    name: str
    path: Path

    def lines(self) -> Iterator[bytes]:
        """The lines of the file, with their line ends."""
        with self.path.open("rb") as stream:
            yield from _without_mark(stream)

    def read(self) -> bytes:
        """The whole file, without a byte-order mark."""
        return self.path.read_bytes().removeprefix(UTF_8_MARK)


@dataclass(slots=True)
class StreamSource:
    """A stream that can be read once, such as standard input; read on demand, and kept in memory for the next walk.

    ``keep`` is for who walks more than once; without it nothing stays in memory, and a second walk finds nothing.
    """

    name: str
    stream: BinaryIO
    keep: bool = True
    _kept: list[bytes] = field(default_factory=list)
    _ended: bool = False

    def lines(self) -> Iterator[bytes]:
        """The lines of the stream from its start: first what was read before, then the rest."""
        return _without_mark(self._all_lines())

    def read(self) -> bytes:
        """All of the stream, without a byte-order mark."""
        return b"".join(self.lines())

    def _all_lines(self) -> Iterator[bytes]:
        if not self.keep:
            yield from self.stream
            self.stream.close()
            return
        position = 0
        while True:
            if position == len(self._kept) and not self._read_line():
                return
            yield self._kept[position]
            position += 1

    def _read_line(self) -> bool:
        line = b"" if self._ended else self.stream.readline()
        if line:
            self._kept.append(line)
        elif not self._ended:
            self._ended = True
            self.stream.close()
        return bool(line)


def open_source(path: str) -> FileSource | StreamSource:
    """A source for a path; one that is no ordinary file (a pipe) is read once.

    Raises:
        InputError: the path is not there, is a folder, or may not be read.
    """
    place = Path(path)
    if place.is_dir():
        raise InputError([Problem("is-a-folder", None, values={"path": path.rstrip("/") or path})])
    if not place.exists():
        raise InputError([Problem("input-not-found", None, values={"path": path}, suggestion=_near(place))])
    try:
        stream = place.open("rb")
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError([Problem("unreadable-input", None, values={"path": path, "reason": reason})]) from error
    if not place.is_file():
        return StreamSource(path, stream)
    stream.close()
    return FileSource(path, place)


def decode(source: Source) -> str:
    """The whole text of a source.

    Raises:
        InputError: the file is empty or not UTF-8, with the line where the first byte does not fit.
    """
    data = source.read()
    if not data.strip():
        raise InputError([Problem("empty-input", Mark(source.name, 1, 1))])
    if data.startswith(UTF_16):
        raise InputError([Problem("utf-16", Mark(source.name, 1, 1))])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        broken = data[start:].split(b"\n", 1)[0]
        raise InputError([encoding_problem(source.name, line, broken, error.start - start)]) from None


def encoding_problem(file: str, line: int, data: bytes, offset: int) -> Problem:
    """A byte that is not UTF-8; ``line`` counts from 1, ``offset`` is the byte's place in ``data``, its line."""
    column = len(data[:offset].decode("utf-8", "replace")) + 1
    text = data.decode("utf-8", "replace").rstrip("\r\n")
    return Problem("input-not-utf-8", Mark(file, line, column), text, {"byte": f"0x{data[offset]:02X}"})


def _without_mark(lines: Iterator[bytes] | IO[bytes]) -> Iterator[bytes]:
    for number, line in enumerate(lines):
        yield line.removeprefix(UTF_8_MARK) if number == 0 else line


def _near(path: Path) -> str | None:
    try:
        names = [other.name for other in path.parent.iterdir()]
    except OSError:
        return None
    found = get_close_matches(path.name, names, n=1, cutoff=0.7)
    return str(path.with_name(found[0])) if found else None
