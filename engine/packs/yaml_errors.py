"""What PyYAML says of broken YAML, as problems whose words tell an author what to do.

PyYAML and libyaml word the same mistake differently; both are recognised. What is not recognised keeps the
parser's own words under the code ``yaml-syntax``.
"""

from __future__ import annotations

import re

import yaml

from engine.errors import Problem
from engine.packs.nodes import Document, Place

_CODES: tuple[tuple[str, str, str], ...] = (
    ("scanning a quoted scalar", "unexpected end of stream|document separator", "yaml-unclosed-quote"),
    ("", "mapping values are not allowed|unexpected ':'", "yaml-colon"),
    ("", "unknown escape character", "yaml-escape"),
    ("scanning a double-quoted scalar|parsing a quoted scalar", "", "yaml-escape"),
    ("scanning a simple key", "could not find expected ':'", "yaml-no-colon"),
    ("flow (sequence|mapping)", "", "yaml-brackets"),
    ("block scalar", "tab character", "yaml-tab"),
    ("block scalar", "", "yaml-block"),
    ("block (mapping|collection|sequence)", "", "yaml-structure"),
    ("alias|anchor|tag", "", "yaml-special"),
)
"""Pattern of the context, pattern of the problem, code: the first that fits."""
LOADER = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
_AT_START = ("yaml-unclosed-quote", "yaml-brackets", "yaml-block", "yaml-no-colon")
"""What is to be mended where it begins, not where the parser gave up."""


def syntax_problem(error: yaml.YAMLError, document: Document) -> Problem:
    """The problem behind a syntax error, at the place where the author can mend it."""
    context, words = (str(getattr(error, name, None) or "") for name in ("context", "problem"))
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    place = Place(mark.line + 1, mark.column + 1) if mark is not None else Place(1, 1)
    if "cannot start any token" in words:
        return _strange_start(document, place)
    for context_pattern, problem_pattern, code in _CODES:
        if re.search(context_pattern, context) and re.search(problem_pattern, words):
            if code == "yaml-structure" and (running_on := _text_that_runs_on(document, place)) is not None:
                return document.problem_at("yaml-quote-runs-on", running_on, last=str(place.line))
            if code in _AT_START and start is not None:
                place = Place(start.line + 1, start.column + 1)
            return document.problem_at(code, place)
    return document.problem_at("yaml-syntax", place, detail=words or str(error))


def _text_that_runs_on(document: Document, place: Place) -> Place | None:
    """Where a quoted text begins that ends on the line of an error, lines later: it was probably never closed."""
    try:
        for token in yaml.scan("\n".join(document.lines), Loader=LOADER):
            if not isinstance(token, yaml.ScalarToken) or token.plain:
                continue
            first, last = token.start_mark.line + 1, token.end_mark.line + 1
            if first < last == place.line and token.style in ("'", '"'):
                return Place(first, token.start_mark.column + 1)
    except yaml.YAMLError:  # the scanner got as far as the parser
        pass
    return None


def _strange_start(document: Document, place: Place) -> Problem:
    line = document.line(place.line) or ""
    character = line[place.column - 1 : place.column]
    if character == "\t" or "\t" in line[: len(line) - len(line.lstrip())]:
        return document.problem_at("yaml-tab", Place(place.line, line.find("\t") + 1))
    return document.problem_at("yaml-needs-quotes", place, character=character)
