"""Turtle with line numbers: rdflib's parser, watched, so that every statement is known by the line it starts on.

A statement is taken over whole or not at all: after a mistake reading goes on at the next line that starts a
statement, so that one broken concept does not cost the others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax, RDFSink, SinkParser
from rdflib.term import Node

from engine.errors import Mark, Problem

MOST_ERRORS = 20
"""Broken statements named before the rest of a file is given up: by then it is hardly Turtle."""

MISTAKES: Mapping[str, str] = {
    "newline found in string": "turtle-newline", "unterminated string": "turtle-quote", "not bound": "turtle-prefix",
    "at end of statement": "turtle-stop", "expected directive or statement": "turtle-statement",
    "objectList expected": "turtle-value", "expected propertylist": "turtle-value",
    "EOF found": "turtle-end", "unexpected end": "turtle-end", "expected '.' at the end": "turtle-end",
}  # fmt: skip
"""Words in rdflib's message for a mistake, and the code of our problem for it."""

NEXT_STATEMENT = re.compile(r"\.[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?=[^\s#])")
"""A line that ends with a full stop, followed by one (after blank lines and comments) that starts at its beginning."""


@dataclass(slots=True)
class Triples:
    """What a Turtle file says: triples with the line on which their statement starts (from 1), and its mistakes."""

    triples: list[tuple[Node, Node, Node, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def parse_turtle(text: str, file: str, base: str) -> Triples:
    """Read Turtle.

    Args:
        text: the text of the file.
        file: its name, for the marks of problems.
        base: the IRI that relative IRIs are resolved against where the file gives no ``@base``.

    Returns:
        The triples of all statements that could be read, and a problem for each that could not.
    """
    return _WatchedParser(text, file, base).run()


class _Sink(RDFSink):
    """Where rdflib's parser puts the triples of a list, which it makes itself; ``take`` is to have them all."""

    take: Callable[[tuple[Any, Node, Node, Node]], None]

    def makeStatement(self, quadruple: tuple[Any, Node, Node, Node], why: object = None) -> None:  # noqa: N802
        self.take(quadruple)


class _WatchedParser(SinkParser):
    """rdflib's parser, with the place of each statement, and a way to go on after a mistake."""

    def __init__(self, text: str, file: str, base: str) -> None:
        sink = _Sink(Graph())
        sink.take = self.makeStatement
        super().__init__(sink, baseURI=base, turtle=True)
        self._text = text
        self._file = file
        self._line_starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]
        self._found = Triples()
        self._pending: list[tuple[Node, Node, Node]] = []

    def run(self) -> Triples:
        self.startDoc()
        at = 0
        while at >= 0:
            start = self.skipSpace(self._text, at)
            if start < 0:
                break
            self._pending = []
            try:
                at = self._statement(start)
            except (BadSyntax, AssertionError, IndexError, ValueError, RecursionError) as error:
                # rdflib meets some mistakes with a failed assertion or an index past the end.
                self._found.problems.append(self._problem(error, start))
                at = self._after(start)
                if len(self._found.problems) >= MOST_ERRORS and at >= 0:
                    mark = Mark(self._file, self._line(at), 1)
                    self._found.problems.append(Problem("too-many-errors", mark, values={"count": str(MOST_ERRORS)}))
                    break
        return self._found

    def makeStatement(self, quadruple: tuple[Any, Node, Node, Node]) -> None:  # noqa: N802 - rdflib's name
        _, predicate, subject, object_ = quadruple
        sink = self._store
        self._pending.append(
            (sink.normalise(None, subject), sink.normalise(None, predicate), sink.normalise(None, object_))
        )

    def _statement(self, start: int) -> int:
        at: int = self.directiveOrStatement(self._text, start)
        if at < 0 and self.skipSpace(self._text, start) >= 0 and not self._pending:
            self.BadSyntax(self._text, start, "expected directive or statement")
        if at < 0:
            self.BadSyntax(self._text, len(self._text.rstrip()) - 1, "expected '.' at the end")
        line = self._line(start)
        self._found.triples += [(*triple, line) for triple in self._pending]
        return at

    def _after(self, start: int) -> int:
        found = NEXT_STATEMENT.search(self._text, start)
        return found.end() if found else -1

    def _line(self, at: int) -> int:
        return bisect_right(self._line_starts, at)

    def _problem(self, error: Exception, start: int) -> Problem:
        at, reason = start, str(error)
        if isinstance(error, IndexError):
            at, reason = len(self._text.rstrip()) - 1, "unexpected end"
        if isinstance(error, BadSyntax):
            at, reason = max(error._i, 0), error._why
        code = next((code for words, code in MISTAKES.items() if words in reason), "broken-turtle")
        if code == "turtle-quote":
            at = start  # where the text ends that was never closed says nothing
        line = self._line(at)
        first = self._line_starts[line - 1]
        text = self._text[first:].split("\n", 1)[0].rstrip("\r")
        return Problem(code, Mark(self._file, line, at - first + 1), text, {"reason": reason})
