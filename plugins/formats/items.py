"""What a reader hands over: records, concepts without a definition and problems, in order, grouped by scheme.

A file may be larger than memory, so a reader promises only that its items can be walked through, and walked
through again: once for the corpus, once for the records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.errors import Problem
from engine.model import Definition, Entry, Origin


@dataclass(frozen=True, slots=True)
class Undefined:
    """A concept without a definition: a term of its scheme, counted and named, but no record to judge."""

    begrip: str
    origin: Origin
    synonyms: tuple[str, ...] = ()


Item = Definition | Undefined | Problem
"""One thing a reader found, in the order of the file."""

Items = Callable[[], Iterator[Item]]
"""Starts a walk through the items; may be called more than once."""


class Reader(Protocol):
    """Reads one format whose files are each a corpus of their own."""

    def __call__(self, source: Source) -> Iterator[Item]:
        """All items of one file, lazily and in order."""
        ...


class Source(Protocol):
    """A file that can be opened more than once, as standard input cannot."""

    @property
    def name(self) -> str:
        """The name a person knows the file by."""
        ...

    def lines(self) -> Iterator[bytes]:
        """The lines of the file, with their line ends, from the start."""
        ...

    def read(self) -> bytes:
        """The whole file."""
        ...


@dataclass(frozen=True, slots=True)
class Belonging:
    """The collections that a concept is in, and who owns it, by their names."""

    collections: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """Records that are each other's corpus, with the entries of their scheme.

    ``name`` is the file or the IRI of the scheme. ``walk`` starts a walk through the items. ``related`` gives the
    entries of the scheme; ``None`` means: the entries are those of the items themselves. ``title`` is what people call
    it, where the data says so; ``belonging`` gives the collections and owners of its concepts, by id.
    """

    name: str
    walk: Items
    related: Callable[[], tuple[Entry, ...]] | None = None
    title: str | None = None
    belonging: Callable[[], Mapping[str, Belonging]] | None = None

    def items(self) -> Iterator[Item]:
        """Definitions, concepts without definition and problems, in order."""
        return self.walk()

    def entries(self) -> tuple[Entry, ...]:
        """The corpus of these records. A single record has none: then it is empty."""
        entries = self.members()
        return entries if len(entries) > 1 or self.related is not None else ()

    def members(self) -> tuple[Entry, ...]:
        """All that is in the scheme, also where it is a single record."""
        if self.related is not None:
            return self.related()
        return tuple(entry_of(item) for item in self.walk() if not isinstance(item, Problem))


def entry_of(item: Definition | Undefined) -> Entry:
    """A record or concept as an entry of its corpus."""
    if isinstance(item, Undefined):
        return Entry(item.begrip, None, item.origin.iri, item.synonyms)
    return Entry(item.begrip, item.definitie, item.id, item.synonyms or ())
