"""A definition that stands in a text: its names, its words, its place and how sure its place makes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from plugins.generators.source.places import Place


class Kind(IntEnum):
    """Where definitions stand, the surest first."""

    ARTICLE = 1
    GLOSSARY = 2
    RUNNING = 3


@dataclass(frozen=True, slots=True)
class Found:
    """One definition.

    Attributes:
        names: what it defines, as ``terms.names`` gives them.
        text: the definition, out of its place.
        kind: of the place.
        place: where it stands.
        order: number of its block in the text.
        subject: verb and article of the name (``is een``, ``zijn``), for a sentence with *is* that has still to
            prove itself a definition; ``None`` for all others.
    """

    names: tuple[str, ...]
    text: str
    kind: Kind
    place: Place
    order: int
    subject: str | None = None
