"""RDF files of one command, read into one graph that still knows where each concept was described.

Nothing is fetched: imports are not followed, and a JSON-LD context on the internet is a problem, not a download.
"""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax import SAXParseException

from rdflib import Graph
from rdflib.exceptions import ParserError
from rdflib.namespace import SKOS
from rdflib.term import Node

from engine.errors import InputError, Mark, Problem
from engine.model import Origin
from plugins.formats.items import Source
from plugins.formats.jsonl import json_problem
from plugins.formats.rdfxml import check_bounds
from plugins.formats.sources import decode
from plugins.formats.turtle import parse_turtle

NAMES: Mapping[str, str] = {".rdf": "RDF/XML", ".jsonld": "JSON-LD"}
PARSERS: Mapping[str, str] = {".rdf": "xml", ".jsonld": "json-ld"}
SUFFIXES = (".ttl", *NAMES)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was described: ``file`` is the number of the file in the command, ``line`` counts from 1."""

    file: int
    name: str
    line: int | None

    @property
    def order(self) -> tuple[int, int]:
        """Sorts places as a reader meets them; what has no line comes last in its file."""
        return self.file, self.line if self.line is not None else 1 << 60

    def origin(self, iri: str | None) -> Origin:
        """The place as the origin of a record."""
        return Origin(self.name, self.line, iri)


@dataclass(slots=True)
class Described:
    """A graph, with the first place that describes each subject and the place of each of its definitions."""

    graph: Graph = field(default_factory=Graph)
    subjects: dict[Node, Place] = field(default_factory=dict)
    definitions: dict[tuple[Node, Node], Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, subject: Node, predicate: Node, object_: Node, place: Place) -> None:
        """Take over one triple."""
        self.graph.add((subject, predicate, object_))
        self.subjects.setdefault(subject, place)
        if predicate == SKOS.definition:
            self.definitions.setdefault((subject, object_), place)


def read_graph(sources: Sequence[tuple[Source, str]]) -> Described:
    """Read RDF files into one graph.

    Args:
        sources: files with their suffixes (one of ``SUFFIXES``), in the order of the command.

    Returns:
        The graph of all that could be read, with a problem for all that could not.
    """
    described = Described()
    # rdflib logs every literal it cannot convert, with a traceback; only their text matters here.
    log = logging.getLogger("rdflib")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        _read_all(described, sources)
    finally:
        log.setLevel(level)
    return described


def _read_all(described: Described, sources: Sequence[tuple[Source, str]]) -> None:
    for number, (source, suffix) in enumerate(sources):
        try:
            text = decode(source)
            base = Path(source.name).absolute().as_uri()
            if suffix == ".ttl":
                _turtle(described, text, source.name, base, number)
            else:
                _other(described, text, source.name, base, number, suffix)
        except InputError as error:
            described.problems += error.problems


def _turtle(described: Described, text: str, name: str, base: str, number: int) -> None:
    found = parse_turtle(text, name, base)
    described.problems += found.problems
    places: dict[int, Place] = {}
    for subject, predicate, object_, line in found.triples:
        place = places.setdefault(line, Place(number, name, line))
        described.add(subject, predicate, object_, place)


def _other(described: Described, text: str, name: str, base: str, number: int, suffix: str) -> None:
    if suffix == ".jsonld":
        _refuse_remote(text, name)
    graph = Graph()
    try:
        if suffix == ".rdf":
            check_bounds(text, name)
        graph.parse(data=text, format=PARSERS[suffix], publicID=base)
    except SAXParseException as error:
        mark = Mark(name, error.getLineNumber() or 1, (error.getColumnNumber() or 0) + 1)
        raise InputError([_broken(mark, suffix, error.getMessage())]) from None
    except (ParserError, ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError) as error:
        # What rdflib raises for JSON-LD and RDF/XML that parse but make no sense is not one class of error.
        raise InputError([_broken(Mark(name, 1, 1), suffix, str(error) or type(error).__name__)]) from error
    place = Place(number, name, None)
    for subject, predicate, object_ in graph:
        described.add(subject, predicate, object_, place)


def _broken(mark: Mark, suffix: str, reason: str) -> Problem:
    return Problem("broken-rdf", mark, values={"format": NAMES[suffix], "reason": reason.splitlines()[0]})


def _refuse_remote(text: str, name: str) -> None:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError([json_problem(error, name, 1)]) from None
    except RecursionError:
        raise InputError([Problem("json-too-deep", Mark(name, 1, 1))]) from None
    address = next(_addresses(data), None)
    if address is not None:
        raise InputError([Problem("remote-context", Mark(name, 1, 1), values={"address": address})])


def _addresses(data: object) -> Iterator[str]:
    """Addresses that the contexts in a JSON-LD document refer to: texts where a context may stand, however nested."""
    waiting = deque([(data, False)])
    while waiting:
        part, context = waiting.popleft()
        if isinstance(part, dict):
            waiting.extend((value, key in {"@context", "@import"}) for key, value in part.items())
        elif isinstance(part, list):
            waiting.extend((each, context) for each in part)
        elif context and isinstance(part, str):
            yield part
