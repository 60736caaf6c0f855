"""Files by URL, on disk or in object storage (fsspec): found, identified, read in part, written whole or not at all.

What a driver of fsspec raises is not known beforehand, so that every error becomes a problem that names the URL.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final
from uuid import uuid4

from engine.errors import InputError, Problem
from plugins.formats.reading import RDF_SUFFIXES, READERS
from plugins.formats.sources import UTF_8_MARK

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

SUFFIXES: Final = (*READERS, *RDF_SUFFIXES)
VERSIONS: Final = "ETag etag md5Hash content_md5 mtime LastModified last_modified updated created".split()
"""Where drivers tell which version of a file this is; the first that is there counts."""
WITHOUT_FOLDERS: Final = ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "r2")
"""Object stores: a folder is only the beginning of a name, and making one could make a bucket."""
UNFINISHED: Final = ".new"
"""How the names of files end that are being written, or were when their process died."""
BLOCK: Final = 1 << 20
"""Bytes that are read at once."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file to read: as a person knows it, where it is for any process, and which version of it is meant."""

    name: str
    url: str
    size: int
    version: str

    @property
    def suffix(self) -> str:
        """The suffix that tells the format."""
        return Path(self.url).suffix.lower()


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A part of a file, or all of it (``end`` ``None``), as a reader of a format wants it. Offsets are in bytes."""

    file: StoredFile
    start: int = 0
    end: int | None = None

    @property
    def name(self) -> str:
        """The name a person knows the file by."""
        return self.file.name

    def lines(self) -> Iterator[bytes]:
        """The lines, with their line ends and without a byte-order mark."""
        for number, line in enumerate(self.whole_lines()):
            yield line.removeprefix(UTF_8_MARK) if number == 0 and self.start == 0 else line

    def whole_lines(self) -> Iterator[bytes]:
        """The lines as they are, so that their lengths add up."""
        with self._opened() as stream:
            yield from stream

    def read(self) -> bytes:
        """All of it, without a byte-order mark."""
        return b"".join(self.lines())

    @contextmanager
    def _opened(self) -> Iterator[IO[bytes]]:
        with told(self.file.name):
            system, path = system_of(self.file.url)
            if self.end is None:
                with system.open(path, "rb") as stream, io.BufferedReader(stream, BLOCK) as lines:
                    yield lines
                return
            yield io.BytesIO(system.cat_file(path, start=self.start, end=self.end))


def system_of(url: str) -> tuple[AbstractFileSystem, str]:
    """The file system of a URL (or plain path), and the path in it.

    Raises:
        InputError: the scheme is unknown, or its driver is not installed.
    """
    from fsspec.core import url_to_fs  # noqa: PLC0415 - loaded with the extra it belongs to
    from fsspec.registry import known_implementations  # noqa: PLC0415

    scheme = url.partition("://")[0]
    try:
        system, path = url_to_fs(url)
    except ImportError as error:
        package = str(known_implementations.get(scheme, {}).get("class", "")).partition(".")[0]
        values = {"url": url, "scheme": scheme, "package": package if package != "fsspec" else error.name or "?"}
        raise InputError([Problem("no-driver", values=values)]) from error
    except ValueError as error:
        known = ", ".join(sorted(known_implementations))
        raise InputError([Problem("unknown-scheme", values={"url": url, "scheme": scheme, "known": known})]) from error
    return system, str(path)


@contextmanager
def told(url: str) -> Iterator[None]:
    """Turn whatever a driver raises into a problem that names the URL."""
    try:
        yield
    except InputError:
        raise
    except FileNotFoundError as error:
        raise InputError([Problem("input-not-found", values={"path": url})]) from error
    except Exception as error:
        raise InputError([Problem("storage-unreachable", values={"url": url, "reason": _reason(error)})]) from error


def find_files(paths: Sequence[str]) -> tuple[list[StoredFile], list[Problem]]:
    """The files that some URLs or paths name: files, folders (all readable files in them) or patterns with ``*``.

    Returns:
        The files, in the order named and by name within a folder, each once; and a problem for what is not there.
    """
    found: dict[str, StoredFile] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            with told(path):
                files = _files(path)
        except InputError as error:
            problems += error.problems
            continue
        if not files:
            problems.append(Problem("no-files", values={"path": path, "known": ", ".join(SUFFIXES)}))
        for file in files:
            if file.suffix in SUFFIXES:
                found.setdefault(file.url, file)
            else:
                problems.append(Problem("unknown-format", values={"path": file.name, "known": ", ".join(SUFFIXES)}))
    return list(found.values()), problems


def version_of(file: StoredFile) -> tuple[int, str]:
    """Size and version of a file as it is now.

    Raises:
        InputError: it is gone or cannot be reached.
    """
    with told(file.name):
        system, path = system_of(file.url)
        info = system.info(path)
    return int(info["size"]), _version(info)


def _files(given: str) -> list[StoredFile]:
    system, path = system_of(given)
    if any(sign in path for sign in "*?["):
        found: dict[str, Any] = system.glob(path, detail=True)
    elif system.isdir(path):
        found = system.find(path, detail=True)
    else:
        info = system.info(path)
        return [StoredFile(given, str(system.unstrip_protocol(path)), int(info["size"]), _version(info))]
    urls = {name: str(system.unstrip_protocol(name)) for name in found}
    return [
        StoredFile(urls[name], urls[name], int(info["size"]), _version(info))
        for name, info in sorted(found.items())
        if info["type"] == "file" and Path(name).suffix.lower() in SUFFIXES
    ]


def _reason(error: Exception) -> str:
    said = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return said.splitlines()[0]


def _version(info: dict[str, Any]) -> str:
    return next((str(info[key]) for key in VERSIONS if info.get(key) is not None), "")


class Folder:
    """The folder of results. A file in it is there as a whole, or not at all."""

    def __init__(self, url: str) -> None:
        """A folder by URL or path; it is made at the first writing."""
        with told(url):
            self._system, self._path = system_of(url)
            self.url = str(self._system.unstrip_protocol(self._path))
        self.name = url
        protocol = self._system.protocol
        self.protocols: tuple[str, ...] = (protocol,) if isinstance(protocol, str) else tuple(protocol)
        self._local = "file" in self.protocols

    def sizes(self) -> dict[str, int]:
        """The size in bytes of each file in the folder, by its name; empty where the folder is not there."""
        with told(self.name):
            try:
                self._system.invalidate_cache(self._path)
                if not self._system.exists(self._path):
                    return {}
                found = self._system.find(self._path, detail=True)
            except FileNotFoundError:
                return {}
        start = len(self._path.rstrip("/")) + 1
        return {path[start:]: int(info["size"]) for path, info in found.items()}

    def read(self, name: str) -> bytes:
        """A file."""
        with told(self._place(name)):
            return bytes(self._system.cat_file(self._place(name)))

    def find(self, name: str) -> bytes | None:
        """A file; ``None`` where there is none."""
        with told(self._place(name)):
            try:
                return bytes(self._system.cat_file(self._place(name)))
            except FileNotFoundError:
                return None

    def remove(self, names: Sequence[str]) -> None:
        """Remove files."""
        with told(self.name):
            for name in names:
                self._system.rm_file(self._place(name))

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """Write a file; it takes its name when all is written, and replaces the one that had it.

        Raises:
            InputError: ``unwritable``, with the reason; then nothing has changed.
        """
        aside = self._aside(name)
        try:
            with self._unwritable(name, OSError), aside.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            with self._unwritable(name, Exception):
                if self._local:
                    aside.replace(self._place(name))
                else:
                    self._system.put_file(str(aside), self._place(name))
        finally:
            with suppress(OSError):
                aside.unlink(missing_ok=True)

    @contextmanager
    def _unwritable(self, name: str, errors: type[Exception]) -> Iterator[None]:
        try:
            yield
        except InputError:
            raise
        except errors as error:
            values = {"path": self._place(name), "reason": _reason(error)}
            raise InputError([Problem("output-unwritable", values=values)]) from error

    def _aside(self, name: str) -> Path:
        """Where a file is written first: beside its place, from where it can be renamed, else on the machine's disk."""
        if not any(scheme in WITHOUT_FOLDERS for scheme in self.protocols):
            with told(self.name):
                self._system.makedirs(self._path, exist_ok=True)
        folder = self._path if self._local else tempfile.gettempdir()
        return Path(folder) / f".{name}.{uuid4().hex}{UNFINISHED}"

    def _place(self, name: str) -> str:
        return f"{self._path.rstrip('/')}/{name}"
