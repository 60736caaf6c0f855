"""What is judged at once: some lines of a JSON Lines file, another file as a whole, or all RDF files together.

Only JSON Lines can be cut without reading what comes before. A partition keeps where its first line stands in the
file, so that what is said of it points to the same line as without a cluster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from cli.cluster.storage import StoredFile, StoredSource
from engine.errors import Mark, Problem
from engine.model import Entry
from plugins.formats.items import Scheme
from plugins.formats.jsonl import read_jsonl
from plugins.formats.reading import RDF_SUFFIXES, READERS, Walk

RECORDS: Final = 4096
"""Lines of a partition: some seconds of work."""
BYTES: Final = 16 << 20
"""Bytes after which a partition is full: it is in memory while it is judged."""
LINES_SUFFIX: Final = ".jsonl"


@dataclass(frozen=True, slots=True)
class Partition:
    """One piece of the work.

    ``start`` and ``end`` are bytes of the only file; ``end`` is ``None`` where files are read as a whole. ``line`` is
    the number of the first line, ``records`` how many there are, where that is known. ``cut`` tells that the file
    has other partitions too, with which its records are compared.
    """

    number: int
    files: tuple[StoredFile, ...]
    start: int = 0
    end: int | None = None
    line: int = 1
    records: int | None = None
    cut: bool = False

    @property
    def mark(self) -> Mark:
        """Where it begins."""
        return Mark(self.files[0].name, self.line, 1)

    def to_data(self) -> dict[str, Any]:
        """This partition as plain data, its files by name, address, size and version."""
        files = [file_to_data(file) for file in self.files]
        return {
            "number": self.number, "files": files, "start": self.start, "end": self.end, "line": self.line,
            "records": self.records, "cut": self.cut,
        }  # fmt: skip

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Partition:
        """What :meth:`to_data` was made from."""
        return cls(**{**data, "files": tuple(StoredFile(**file) for file in data["files"])})

    def schemes(self, language: str) -> Iterator[Scheme | Problem]:
        """What is in it, as ``plugins.formats.reading`` gives it."""
        file = self.files[0]
        if file.suffix in RDF_SUFFIXES:
            yield from _rdf(self.files, language)
        elif self.end is None:
            yield Scheme(file.name, Walk(READERS[file.suffix], StoredSource(file)))
        else:
            reader = partial(read_jsonl, first=self.line)
            yield Scheme(file.name, Walk(reader, StoredSource(file, self.start, self.end)))


def file_to_data(file: StoredFile) -> dict[str, Any]:
    """A file as plain data."""
    return {"name": file.name, "url": file.url, "size": file.size, "version": file.version}


def partitions_of(
    files: Sequence[StoredFile], records: int | None = None, size: int | None = None
) -> Iterator[Partition]:
    """The partitions of some files, in order. Files of JSON Lines are read once to see where lines begin.

    Args:
        files: as found.
        records: most lines of a partition; ``RECORDS`` if not given.
        size: bytes after which it is full; ``BYTES`` if not given.

    Raises:
        InputError: a file cannot be read.
    """
    number = 0
    rdf = tuple(file for file in files if file.suffix in RDF_SUFFIXES)
    for file in files:
        if file.suffix == LINES_SUFFIX:
            pieces = list(_cut(file, records or RECORDS, size or BYTES))
            for start, end, line, filled in pieces:
                yield Partition(number, (file,), start, end, line, filled, cut=len(pieces) > 1)
                number += 1
        elif file not in rdf or file == rdf[0]:
            yield Partition(number, rdf if file in rdf else (file,))
            number += 1


def scheme_of(file: StoredFile) -> Scheme:
    """All of a file that was cut: its records are each other's corpus."""
    return Scheme(file.name, Walk(read_jsonl, StoredSource(file)))


def entries_of(files: Sequence[StoredFile], language: str) -> tuple[tuple[Entry, ...], list[Problem]]:
    """All entries in some files, for ``--corpus``, with the problems met on the way."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    uncut = sum(file.size for file in files) + 1
    for whole in partitions_of(files, records=uncut, size=uncut):
        for scheme in whole.schemes(language):
            if isinstance(scheme, Problem):
                problems.append(scheme)
                continue
            problems += [item for item in scheme.items() if isinstance(item, Problem)]
            entries += scheme.members()
    return tuple(dict.fromkeys(entries)), problems


def _cut(file: StoredFile, records: int, size: int) -> Iterator[tuple[int, int, int, int]]:
    """Start, end, number of the first line and of filled lines of each piece; blank lines at its end go along."""
    start = at = filled = 0
    first = 1
    for number, line in enumerate(StoredSource(file).whole_lines(), start=1):
        blank = line.isspace()
        if not blank and (filled == records or (filled and at - start >= size)):
            yield start, at, first, filled
            start, first, filled = at, number, 0
        at += len(line)
        filled += not blank
    yield start, at, first, filled


def _rdf(files: Sequence[StoredFile], language: str) -> Iterator[Scheme | Problem]:
    from plugins.formats.rdf import read_graph  # noqa: PLC0415 - rdflib is loaded for such files only
    from plugins.formats.skos import read_schemes  # noqa: PLC0415

    described = read_graph([(StoredSource(file), Path(file.url).suffix.lower()) for file in files])
    yield from described.problems
    schemes = list(read_schemes(described, language))
    yield from schemes
    if not schemes and not described.problems:
        yield Problem("no-concepts", Mark(files[0].name, 1, 1), values={"language": language})
