"""What searches do once they are compiled: walk a program, fit a regular expression, name and filter what was found."""

from __future__ import annotations

from dataclasses import replace

import regex

from engine.compile.asking import Relate, Search
from engine.compile.found import NOTHING, Found, touches
from engine.compile.program import Hit, Program
from engine.compile.regexparts import Shape
from engine.compile.run import Run, Scan
from engine.language.environment import MATCH
from engine.model import ReasonCode
from engine.spans import Span
from engine.truth import NO_ANALYZER, OPEN, Missing, MissingInputError

REGEX_SECONDS = 2.0
"""Last defence only; patterns are held to a linear subset when the pack loads."""
SHORT = 1_000
"""In so few characters no such pattern can take long: looking at the clock would be what costs most."""


def run_program(program: Program, run: Run, region: Span | None) -> Found:
    """All matches of a pattern in a region; possible ones beside the certain ones where a test can be unknown."""
    try:
        scan = run.scan(region)
        scan.missing = None
        scan.doubt = False
        spans = [_span(scan, hit) for hit in program.search(scan, certain=True)]
        if program.three_valued and (scan.doubt or not run.filtered):
            doubt = NO_ANALYZER if run.view.analyzer is None else OPEN
            possible = [_span(scan, hit).but(doubt) for hit in program.search(scan, certain=False)]
            spans += [span for span in possible if not touches(span, spans)]
    except MissingInputError as error:
        return Found((), error.missing)
    return Found(tuple(spans), scan.missing) if spans or scan.missing is not None else NOTHING


def _span(scan: Scan, hit: Hit) -> Span:
    span = scan.span(hit.start, hit.end)
    if not hit.labels:
        return span
    return replace(span, labels={label: scan.span(start, end) for label, start, end in hit.labels})


def filtered(found: Found, filters: list[Relate], run: Run, match: Span | None) -> Found:
    """Matches of which the relations hold; where that is unknown, the match is only possible."""
    kept = []
    for span in found.spans:
        unknown = span.unknown
        for holds in filters:
            truth = holds(run, span, match)
            if truth is False:
                break
            if truth is not True:
                unknown = truth if unknown is None or isinstance(truth, Missing) else unknown
        else:
            kept.append(span if unknown is span.unknown else span.but(unknown))
    return Found(tuple(kept), found.missing) if kept or found.missing is not None else NOTHING


def labelled(search: Search, label: str) -> Search:
    """A search whose matches carry themselves under a label."""

    def named(run: Run, region: Span | None, match: Span | None) -> Found:
        found = search(run, region, match)
        spans = tuple(replace(span, labels={**span.labels, label: span}) for span in found.spans)
        return Found(spans, found.missing)

    return named


def label_search(name: str) -> Search:
    """The match at hand, or a labelled piece of it."""

    def label(_run: Run, _region: Span | None, match: Span | None) -> Found:
        if match is None:
            return Found()
        place = match if name == MATCH else match.labels.get(name)
        return Found(() if place is None else (place.but(None),))

    return label


def regex_search(pattern: str) -> Search:
    """A regular expression on the text of a region."""
    compiled, shape = regex.compile(pattern), Shape.of(pattern)

    def look(run: Run, region: Span | None) -> list[Span]:
        place = region if region is not None else run.view.body
        text = run.view.text(place.field).text
        run.budget.charge(place.end - place.start)
        limit = None if place.end - place.start <= SHORT else REGEX_SECONDS
        try:
            matches = compiled.finditer(text, place.start, place.end, timeout=limit)
            return [Span(place.field, *hit.span()) for hit in matches if hit.start() < hit.end()]
        except TimeoutError as error:
            raise MissingInputError(ReasonCode.LIMIT, f"/{pattern}/") from error

    def search(run: Run, region: Span | None, _match: Span | None) -> Found:
        if shape is not None and run.said is not None:
            if region is None or region is run.view.body:
                if shape.absent(run.said.runs):
                    return NOTHING
                region = None
            elif (region.start, region.end) == (0, run.view.whole(region.field).end) and shape.absent(
                run.runs(region.field)
            ):
                return NOTHING
        key = (look,) if region is None else (look, region.field, region.start, region.end)
        return run.once(key, lambda: run.search(look, region))

    return search
