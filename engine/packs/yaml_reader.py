"""Read YAML so that it cannot surprise (DESIGN §4): texts only, no duplicate keys, anchors, aliases or tags.

Built on PyYAML's events, not on its loader: the loader would make ``on`` a boolean and ``12:30`` a number, and would
expand aliases. Whatever is wrong with a file becomes a problem with its place; reading goes on where it can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from engine.errors import Problem
from engine.packs.nodes import Document, Map, Node, Place, Scalar, Seq
from engine.packs.yaml_errors import LOADER, syntax_problem

MAX_BYTES = 1_000_000
"""Largest file that is read."""
MAX_DEPTH = 30
"""Deepest nesting that is read."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_COMMENT_IN_TEXT = re.compile(r"[ \t]+(#\w.*)")
"""Behind a bare text: a comment without a space after its mark, which its author probably meant as text."""


class _StopError(Exception):
    """Reading cannot go on; carries the last problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


def read_file(path: Path, name: str) -> Document:
    """Read one file of a pack.

    Args:
        path: the file.
        name: what messages call it.

    Returns:
        The document; with problems and perhaps without content where the file is wrong. Never raises for its content.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Document(
            name, problems=(Document(name).problem_at("unreadable-file", Place(1, 1), detail=_reason(error)),)
        )
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Document:
    """The same for what stands in a file."""
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        return Document(name, problems=(Document(name).problem_at("file-too-large", Place(1, 1), limit=limit),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _undecodable(data, error.start, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    document = Document(name, tuple(text.split("\n")))
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        place = Place(line, control.start() - text.rfind("\n", 0, control.start()))
        character = f"U+{ord(control.group()):04X}"
        return _failed(document, document.problem_at("control-character", place, character=character))
    return _Reader(document).read(text)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _failed(document: Document, *problems: Problem) -> Document:
    return Document(document.file, document.lines, None, problems)


def _undecodable(data: bytes, offset: int, name: str) -> Document:
    before = data[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    document = Document(name, () if utf16 else tuple(data.decode("utf-8", "replace").split("\n")))
    found = "UTF-16" if utf16 else f"byte 0x{data[offset]:02X}"
    return _failed(document, document.problem_at("not-utf8", Place(line, column), found=found))


def _bounds(event: Event) -> tuple[int, int, int, int]:
    """Line and column of the start and of the end of an event, counted from 0."""
    start, end = event.start_mark, event.end_mark
    assert start is not None  # noqa: S101 - PyYAML leaves marks out only for events made by hand
    assert end is not None  # noqa: S101
    return start.line, start.column, end.line, end.column


def _written_tag(event: Event) -> str:
    return str(getattr(event, "tag", "")).replace("tag:yaml.org,2002:", "!!")


class _Reader:
    """Builds the nodes of one file from PyYAML's events."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def read(self, text: str) -> Document:
        try:
            root = self._root(yaml.parse(text, Loader=LOADER))
        except _StopError as stop:
            self.problems.append(stop.problem)
            root = None
        except yaml.YAMLError as error:
            self.problems.append(syntax_problem(error, self.document))
            root = None
        return Document(self.document.file, self.document.lines, root, tuple(self.problems))

    def _root(self, events: Iterator[Event]) -> Map | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _StopError(self._problem("several-documents", event))
            elif isinstance(event, ScalarEvent | AliasEvent | MappingStartEvent | SequenceStartEvent):
                root = self._node(event, events, 1)
        if root is None or (isinstance(root, Scalar) and not root.text):
            raise _StopError(self.document.problem_at("empty-file", Place(1, 1)))
        if not isinstance(root, Map):
            raise _StopError(self.document.problem_at("not-a-map", root.place))
        return root

    def _node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _StopError(self._problem("too-deep", event, limit=str(MAX_DEPTH)))
        if isinstance(event, AliasEvent):
            raise _StopError(self._problem("yaml-alias", event, alias=str(event.anchor)))
        if getattr(event, "anchor", None) is not None:
            self.problems.append(self._problem("yaml-anchor", event, anchor=str(getattr(event, "anchor", ""))))
        if getattr(event, "tag", None) is not None:
            self.problems.append(self._problem("yaml-tag", event, tag=_written_tag(event)))
        if isinstance(event, SequenceStartEvent):
            return self._seq(event, events, depth)
        if isinstance(event, MappingStartEvent):
            return self._map(event, events, depth)
        return self._scalar(event)

    def _seq(self, start: Event, events: Iterator[Event], depth: int) -> Seq:
        items: list[Node] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, events, depth + 1))
        return Seq(self._place(start), tuple(items))

    def _map(self, start: Event, events: Iterator[Event], depth: int) -> Map:
        values: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            if not isinstance(key, Scalar):
                raise _StopError(self._problem("key-not-text", event))
            value_event = next(events)
            value = self._node(value_event, events, depth + 1)
            if _bounds(value_event)[:2] == _bounds(event)[2:]:
                code = "comma-splits-text" if keys else "brace-starts-text"
                self.problems.append(self.document.problem_at(code, key.place, text=key.text))
            elif key.text == "<<":
                self.problems.append(self.document.problem_at("yaml-merge", key.place))
            elif key.text in values:
                first = str(keys[key.text].line)
                self.problems.append(self.document.problem_at("duplicate-key", key.place, key=key.text, first=first))
            else:
                values[key.text], keys[key.text] = value, key.place
        return Map(self._place(start), values, keys)

    def _scalar(self, event: Event) -> Scalar:
        assert isinstance(event, ScalarEvent)  # noqa: S101 - the only kind of event that is left
        place, style = self._place(event), event.style or ""
        control = _CONTROL.search(event.value)
        if control is not None:
            character = f"U+{ord(control.group()):04X}"
            self.problems.append(self.document.problem_at("control-character", place, character=character))
        lines = _bounds(event)[2] - place.line + 2
        if style in ("|", ">"):
            first, indent = self._block(event)
            return Scalar(place, event.value, style, first, indent, lines)
        if not style:
            self._comment_in_text(event)
        shift = 1 if style else 0
        return Scalar(place, event.value, style, Place(place.line, place.column + shift), 0, lines)

    def _comment_in_text(self, event: ScalarEvent) -> None:
        """A bare text that ‘ #1’ cuts off loses its end in silence; a real comment has a space after its ``#``."""
        _, _, last, stop = _bounds(event)
        cut = _COMMENT_IN_TEXT.match(self.document.line(last + 1) or "", stop)
        if event.value and cut is not None:
            place = Place(last + 1, cut.start(1) + 1)
            self.problems.append(self.document.problem_at("comment-cuts-text", place, lost=cut.group(1)))

    def _block(self, event: ScalarEvent) -> tuple[Place, int]:
        """Where the text of a block begins, and its indent: what the file has on a line more than the text."""
        header = _bounds(event)[0] + 1
        for number, line in enumerate(event.value.split("\n"), start=header + 1):
            in_file = self.document.line(number) or ""
            if line.strip() and in_file.endswith(line):
                indent = len(in_file) - len(line)
                return Place(header + 1, indent + 1), indent
        return Place(header + 1, 1), 0

    def _place(self, event: Event) -> Place:
        first, column, last, stop = _bounds(event)
        length = 1
        if isinstance(event, ScalarEvent):
            line = self.document.line(first + 1) or ""
            length = max(1, len(line[column : stop if last == first else len(line)].rstrip()))
        return Place(first + 1, column + 1, length)

    def _problem(self, code: str, event: Event, **values: str) -> Problem:
        return self.document.problem_at(code, self._place(event), **values)
