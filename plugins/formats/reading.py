"""The files of one command: each read by the reader of its suffix, RDF files together, good records always.

A new format is a module beside this one and an entry in ``READERS``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from engine.errors import InputError, Mark, Problem
from engine.model import Entry
from plugins.formats.csv_file import read_csv
from plugins.formats.items import Item, Reader, Scheme, Source
from plugins.formats.json_file import read_json
from plugins.formats.jsonl import read_jsonl
from plugins.formats.sources import StreamSource, open_source

READERS: Mapping[str, Reader] = {".jsonl": read_jsonl, ".json": read_json, ".csv": read_csv}
"""Formats whose files are each a corpus, by suffix."""

RDF_SUFFIXES = (".ttl", ".rdf", ".jsonld")
"""Formats whose files are read as one graph. Named here, so that rdflib is loaded only for such files."""

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Walk:
    """A reader with its file: walking starts when it is called."""

    reader: Reader
    source: Source

    def __call__(self) -> Iterator[Item]:
        return self.reader(self.source)


def read_schemes(
    paths: Sequence[str], *, language: str = "nl", stdin: BinaryIO | None = None, again: bool = True
) -> Iterator[Scheme | Problem]:
    """The schemes in some files, lazily and in their order; RDF files stand where the first of them does.

    Args:
        paths: files by name; ``-`` is JSON Lines on ``stdin``.
        language: BCP 47 code of the pack, for labels and definitions in RDF.
        stdin: the stream that ``-`` stands for.
        again: whether a scheme is walked through more than once: then standard input is kept in memory.

    Yields:
        Schemes (see there), and a problem for every file that cannot be read at all.
    """
    rdf = [path for path in paths if Path(path).suffix.lower() in RDF_SUFFIXES]
    for position, path in enumerate(paths):
        suffix = Path(path).suffix.lower()
        if path == STANDARD_INPUT and stdin is not None:
            yield Scheme("<stdin>", Walk(read_jsonl, StreamSource("<stdin>", stdin, keep=again)))
        elif suffix in RDF_SUFFIXES:
            if position == paths.index(rdf[0]):
                yield from _rdf(rdf, language)
        else:
            yield from _file(path, suffix)


def read_entries(paths: Sequence[str], *, language: str = "nl") -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """All entries in some files, for ``--corpus``, with the problems met on the way."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for scheme in read_schemes(paths, language=language):
        if isinstance(scheme, Problem):
            problems.append(scheme)
            continue
        for item in scheme.items():
            if isinstance(item, Problem):
                problems.append(item)
        entries += scheme.members()
    return tuple(dict.fromkeys(entries)), tuple(problems)


def _file(path: str, suffix: str) -> Iterator[Scheme | Problem]:
    try:
        source = open_source(path)
    except InputError as error:
        yield from error.problems
        return
    readers = READERS if suffix in READERS else {**READERS, **_of_plugins()}
    if suffix not in readers:
        known = ", ".join(dict.fromkeys((*readers, *RDF_SUFFIXES)))
        yield Problem("unknown-format", None, values={"path": path, "known": known})
        return
    yield Scheme(path, Walk(readers[suffix], source))


def _of_plugins() -> Mapping[str, Reader]:
    from plugins.manager import formats  # noqa: PLC0415 - plugins are looked for only where no reader of ours is

    return formats()


def _rdf(paths: Sequence[str], language: str) -> Iterator[Scheme | Problem]:
    from plugins.formats.rdf import read_graph  # noqa: PLC0415 - rdflib costs 0.1 s, and most formats do not need it
    from plugins.formats.skos import read_schemes as schemes_of  # noqa: PLC0415

    sources: list[tuple[Source, str]] = []
    for path in dict.fromkeys(paths):
        try:
            sources.append((open_source(path), Path(path).suffix.lower()))
        except InputError as error:
            yield from error.problems
    described = read_graph(sources)
    yield from described.problems
    schemes = list(schemes_of(described, language))
    yield from schemes
    if sources and not schemes and not described.problems:
        yield Problem("no-concepts", Mark(sources[0][0].name, 1, 1), values={"language": language})
