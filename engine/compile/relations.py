"""Relations between places: ``before``, ``after`` (directly next to), ``in``, ``overlapping``.

Within one field position decides. Across fields (``match in term``) the words decide: the words of the one stand,
in the same order and side by side, in the text of the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.compile.asking import Relate, Search, Searches
from engine.compile.found import Edges, Found
from engine.compile.patterns import PatternCompiler
from engine.compile.program import Program
from engine.compile.run import Run, Scan
from engine.compile.said import silent
from engine.compile.shapes import is_pattern
from engine.features.tokens import tokenize
from engine.features.view import View
from engine.language import tree
from engine.spans import Span
from engine.truth import NO_ANALYZER, OPEN, MissingInputError, Truth, any_of, negate

MANY = 16
"""More places than this are looked through by bisection."""


class RelationCompiler:
    """Compiles one relation."""

    def __init__(self, searches: Searches) -> None:
        self.searches = searches

    def relation(self, relation: tree.Relation) -> Relate:
        """The truth of the relation for a span (and the match at hand, for labels in the target)."""
        if relation.kind in ("in", "overlapping"):
            holds = self._place(relation)
        else:
            holds = self._adjacent(relation)
        return (lambda run, span, match: negate(holds(run, span, match))) if relation.negated else holds

    def _place(self, relation: tree.Relation) -> Relate:
        search = self.searches.sequence(relation.target)
        inside = relation.kind == "in"
        everywhere = is_pattern(relation.target, self.searches.selectors)
        filtering = everywhere and not self.searches.watching
        trigger = self.searches.triggers.search(tree.Related(relation.target)) if filtering else ()

        def holds(run: Run, span: Span, match: Span | None) -> Truth:
            if trigger and (said := run.said_in(span.field)) is not None and silent(trigger, said):
                return False
            region = run.view.whole(span.field) if everywhere else None
            found = search(run, region, match)
            truths: list[Truth] = [] if found.missing is None else [found.missing]
            for place in _near(run, found, span):
                related = _within(run.view, span, place) if inside else place.overlaps(span)
                if related:
                    truths.append(True if place.unknown is None else place.unknown)
            return any_of(truths)

        return holds

    def _adjacent(self, relation: tree.Relation) -> Relate:
        before = relation.kind == "before"
        if is_pattern(relation.target, self.searches.selectors):
            return _adjacent_pattern(PatternCompiler(self.searches).program(relation.target), before=before)
        return _adjacent_place(self.searches.sequence(relation.target), before=before)


def _near(run: Run, found: Found, span: Span) -> Sequence[Span]:
    """The places that can touch a span: of many places, those around it; else all of them."""
    if len(found.spans) <= MANY or span.start == span.end:
        return found.spans
    edges = run.edges
    if edges is None or edges.found is not found:
        edges = run.edges = Edges(found)
    return edges.around(span)


def _adjacent_pattern(program: Program, *, before: bool) -> Relate:
    def holds(run: Run, span: Span, _match: Span | None) -> Truth:
        try:
            scan = run.scan(_region(run.view, span))
            start, end = scan.tokens.covering(span.start, span.end)
            scan.doubt = False
            matches, place = (program.match_at, end) if before else (program.match_until, start)
            certain = matches(scan, place, certain=True)
            possible = certain or (program.three_valued and scan.doubt and matches(scan, place, certain=False))
        except MissingInputError as error:
            return error.missing
        if certain or not possible:
            return certain
        return NO_ANALYZER if run.view.analyzer is None else OPEN

    return holds


def _region(view: View, span: Span) -> Span:
    """Neighbours are looked for in the body if the span lies in it, else in the whole field."""
    if span.field == view.body.field and view.body.contains(span):
        return view.body
    return view.whole(span.field)


def _adjacent_place(search: Search, *, before: bool) -> Relate:
    def holds(run: Run, span: Span, match: Span | None) -> Truth:
        found = search(run, None, match)
        truths: list[Truth] = [] if found.missing is None else [found.missing]
        for place in found.spans:
            first, second = (span, place) if before else (place, span)
            if first.field == second.field and _side_by_side(run.scan(run.view.whole(span.field)), first, second):
                truths.append(True if place.unknown is None else place.unknown)
        return any_of(truths)

    return holds


def _side_by_side(scan: Scan, first: Span, second: Span) -> bool:
    return scan.tokens.covering(first.start, first.end)[1] == scan.tokens.covering(second.start, second.end)[0]


def _within(view: View, span: Span, place: Span) -> bool:
    if span.field == place.field:
        return place.contains(span)
    inner, outer = _words(view, span), _words(view, place)
    size = len(inner)
    return size > 0 and any(outer[start : start + size] == inner for start in range(len(outer) - size + 1))


def _words(view: View, span: Span) -> tuple[str, ...]:
    text = view.text(span.field).text[span.start : span.end]
    return tuple(word.casefold() for word in tokenize(text).words)
