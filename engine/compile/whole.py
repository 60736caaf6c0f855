"""``is``: does a span as a whole match a search?"""

from __future__ import annotations

from engine.compile.asking import Search
from engine.compile.patterns import PatternCompiler
from engine.compile.program import Program
from engine.compile.run import Run
from engine.compile.searches import SearchCompiler
from engine.compile.shapes import is_pattern
from engine.language import tree
from engine.language.environment import unwrap
from engine.spans import Span
from engine.truth import NO_ANALYZER, OPEN, MissingInputError, Truth, any_of


class WholeMatch:
    """A search, asked whether it covers a given span from its first to its last word."""

    def __init__(self, searches: SearchCompiler, expression: tree.Expression) -> None:
        inner = unwrap(expression)
        parts = inner.parts if isinstance(inner, tree.Or) else (inner,)
        self._programs: list[Program] = []
        self._searches: list[Search] = []
        for part in parts:
            sequence = part.sequence if isinstance(part, tree.Related) and not part.relations else None
            if sequence is not None and is_pattern(sequence, searches.selectors):
                self._programs.append(PatternCompiler(searches).program(sequence))
            else:
                self._searches.append(searches.search(part))

    def matches(self, run: Run, span: Span, match: Span | None) -> Truth:
        """Whether the search matches exactly this span."""
        try:
            truths = [_exactly(program, run, span) for program in self._programs]
        except MissingInputError as error:
            truths = [error.missing]
        for search in self._searches:
            found = search(run, None, match)
            truths += [] if found.missing is None else [found.missing]
            truths += [
                True if place.unknown is None else place.unknown for place in found.spans if _same(run, span, place)
            ]
        return any_of(truths)


def _exactly(program: Program, run: Run, span: Span) -> Truth:
    scan, start, end = run.scan(run.view.whole(span.field)).piece(span)
    scan.doubt = False
    if program.match_exactly(scan, start, end, certain=True):
        return True
    if program.three_valued and scan.doubt and program.match_exactly(scan, start, end, certain=False):
        return NO_ANALYZER if run.view.analyzer is None else OPEN
    return False


def _same(run: Run, span: Span, place: Span) -> bool:
    if span.field == place.field:
        return (span.start, span.end) == (place.start, place.end)
    text, other = (run.view.text(each.field).text[each.start : each.end] for each in (span, place))
    return text.casefold() == other.casefold()
