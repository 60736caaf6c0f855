"""A YAML file as this project sees it: texts, lists and maps with their places, and nothing else.

Every scalar is a text; what it means is decided by the model of the file (``engine.packs.manifest`` and others).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engine.errors import Mark, Problem
from engine.packs.model import CheckText

Plain = str | list["Plain"] | dict[str, "Plain"]
"""The same without places, as models are validated from."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node begins in its file, and how long it is on that line: lines and columns count from 1."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. ``style`` is ``""`` (plain), ``'``, ``"``, ``|`` or ``>``.

    ``first`` is the place of the first character of the text itself (past the quote or the block's header), ``indent``
    what is left out at the beginning of each line of a block.
    """

    place: Place
    text: str
    style: str
    first: Place
    indent: int = 0
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Seq:
    """A list."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """A map of key to value, in the order of the file, with the place of each key."""

    place: Place
    values: dict[str, Node]
    keys: dict[str, Place]


Node = Scalar | Seq | Map
Path = Sequence[str | int]
"""Keys and positions from the root to a node."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its name for messages, its lines, its content (``None`` if broken) and what is wrong."""

    file: str
    lines: tuple[str, ...] = ()
    root: Map | None = None
    problems: tuple[Problem, ...] = field(default=())

    def node(self, path: Path) -> Node | None:
        """The node at a path, ``None`` if there is none."""
        found, rest = self._walk(path)
        return None if rest else found

    def place(self, path: Path, *, key_only: bool = False) -> Place:
        """The place of a node, or of its key alone. If there is no such node: the key of the nearest one above it."""
        found, rest = self._walk(path)
        done = self.reached(path)
        if (key_only or rest) and done:
            owner, _ = self._walk(done[:-1])
            if isinstance(owner, Map) and isinstance(done[-1], str):
                return owner.keys[done[-1]]
        return found.place if found is not None else Place(1, 1)

    def reached(self, path: Path) -> list[str | int]:
        """The steps of a path that exist, without the empty ones."""
        _, rest = self._walk(path)
        return [step for step in path[: len(path) - len(rest)] if step != ""]

    def problem(
        self, code: str, path: Path, suggestion: str | None = None, /, *, key_only: bool = False, **values: str
    ) -> Problem:
        """A problem at a node (or its key alone), with the line it stands on."""
        return self.problem_at(code, self.place(path, key_only=key_only), suggestion, **values)

    def problem_at(self, code: str, place: Place, suggestion: str | None = None, /, **values: str) -> Problem:
        """A problem at a place, with the line it stands on."""
        mark = Mark(self.file, place.line, place.column, place.length)
        return Problem(code, mark, self.line(place.line), values, suggestion)

    def mark(self, path: Path, *, key_only: bool = False) -> Mark:
        """The place of a node (or its key alone) as a mark."""
        place = self.place(path, key_only=key_only)
        return Mark(self.file, place.line, place.column, place.length)

    def line(self, number: int) -> str | None:
        """A line by its number, counted from 1."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else None

    def check_text(self, path: Path) -> CheckText:
        """The text at a path with what is needed to find places in it back in the file; it must be a text."""
        found = self.node(path)
        if not isinstance(found, Scalar):
            raise TypeError(f"no text at {list(path)}")
        return CheckText(found.text, self.file, found.first.line, found.first.column, found.indent)

    def _walk(self, path: Path) -> tuple[Node | None, Path]:
        """The deepest node on the way, and the steps left over. Empty steps (what models add) are passed over."""
        found: Node | None = self.root
        for position, step in enumerate(path):
            if step == "" and not (isinstance(found, Map) and "" in found.values):
                continue
            if isinstance(found, Map) and step in found.values:
                found = found.values[str(step)]
            elif isinstance(found, Seq) and isinstance(step, int) and step < len(found.items):
                found = found.items[step]
            else:
                return found, path[position:]
        return found, ()


def plain(node: Node) -> Plain:
    """The node without places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Seq):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.values.items()}


def scalars(node: Node) -> Iterator[Scalar]:
    """All texts below a node, keys left out."""
    if isinstance(node, Scalar):
        yield node
    else:
        for child in node.items if isinstance(node, Seq) else node.values.values():
            yield from scalars(child)
