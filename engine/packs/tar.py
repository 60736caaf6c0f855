"""Files as one tape archive whose bytes depend on names and contents alone (POSIX ustar, without compression).

Not ``tarfile``: what it writes into unused fields differs between versions of Python, and what a compressor makes
differs between versions of zlib. Reading accepts nothing but what writing makes, so that there is one archive for
some files, and no room for links, devices, times, owners, a second file of one name, or anything behind the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from engine.errors import PackError, Problem

BLOCK: Final = 512
_END: Final = bytes(2 * BLOCK)
_FILE: Final = b"0"
_NAME: Final = 100
_PREFIX: Final = 155
_BLANK_SUM: Final = b" " * 8
_SUM: Final = slice(148, 156)
_MAGIC: Final = b"ustar\x0000"
_MAGIC_AT: Final = slice(257, 265)


class NameTooLongError(ValueError):
    """A name that does not fit in an archive; carries the name."""


def write_tar(files: Mapping[str, bytes]) -> bytes:
    """The archive of some files.

    Args:
        files: contents by name; the order they stand in is the order in the archive.

    Raises:
        NameTooLongError: a name has more than 255 bytes, or a part of it more than 100.
    """
    parts: list[bytes] = []
    for name, content in files.items():
        parts += [_header(name, len(content)), content, bytes(-len(content) % BLOCK)]
    return b"".join([*parts, _END])


def read_tar(archive: bytes, *, most_files: int, most_bytes: int) -> dict[str, bytes]:
    """The files in an archive that :func:`write_tar` made, in their order. Names are not judged here.

    Args:
        archive: all of it.
        most_files: how many files it may hold.
        most_bytes: how large each of them may be.

    Raises:
        PackError: ``archive-not-one``, ``archive-link``, ``archive-twice``, ``archive-many``, ``archive-large-file`` or
            ``archive-altered``.
    """
    if archive[_MAGIC_AT] != _MAGIC:
        raise refused("archive-not-one")
    files: dict[str, bytes] = {}
    at = 0
    while at < len(archive) and archive[at : at + BLOCK] != bytes(BLOCK):
        name, size = _entry(archive[at : at + BLOCK])
        if name in files:
            raise refused("archive-twice", name=name)
        if len(files) == most_files:
            raise refused("archive-many", limit=str(most_files))
        if size > most_bytes:
            raise refused("archive-large-file", name=name, limit=str(most_bytes))
        at += BLOCK
        files[name] = archive[at : at + size]
        at += size + -size % BLOCK
    try:
        same = write_tar(files) == archive
    except NameTooLongError:
        same = False
    if not same:
        raise refused("archive-altered")
    return files


def refused(code: str, **values: str) -> PackError:
    """The error for one problem of an archive."""
    return PackError([Problem(code, values=values)])


def _entry(header: bytes) -> tuple[str, int]:
    """Name and size of the file that a header announces."""
    try:
        name = _text(header[:_NAME])
        prefix = _text(header[345 : 345 + _PREFIX])
        size = int(header[124:135], 8)
        told = int(header[_SUM][:6], 8)
    except ValueError:
        raise refused("archive-altered") from None
    whole = f"{prefix}/{name}" if prefix else name
    if header[156:157] != _FILE:
        raise refused("archive-link", name=whole)
    if len(header) < BLOCK or told != _checksum(header) or size < 0:
        raise refused("archive-altered")
    return whole, size


def _text(field: bytes) -> str:
    return field.split(b"\0", 1)[0].decode("utf-8")


def _header(name: str, size: int) -> bytes:
    prefix, short = _split(name.encode("utf-8"), name)
    header = b"".join([
        short.ljust(_NAME, b"\0"), b"0000644\0", b"0000000\0", b"0000000\0", b"%011o\0" % size, b"00000000000\0",
        _BLANK_SUM, _FILE, bytes(100), _MAGIC, bytes(32), bytes(32), b"0000000\0", b"0000000\0",
        prefix.ljust(_PREFIX, b"\0"), bytes(12),
    ])  # fmt: skip
    return header[: _SUM.start] + b"%06o\0 " % _checksum(header) + header[_SUM.stop :]


def _checksum(header: bytes) -> int:
    return sum(header[: _SUM.start]) + sum(_BLANK_SUM) + sum(header[_SUM.stop :])


def _split(name: bytes, said: str) -> tuple[bytes, bytes]:
    """A name as the two fields of a header: cut at the first slash that leaves a rest that fits."""
    if len(name) <= _NAME:
        return b"", name
    cut = name.find(b"/", len(name) - _NAME - 1)
    if cut < 0 or cut > _PREFIX:
        raise NameTooLongError(said)
    return name[:cut], name[cut + 1 :]
