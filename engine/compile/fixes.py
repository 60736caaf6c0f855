"""What the fix of a clause would change for one finding, in code points of the field as given."""

from __future__ import annotations

from collections.abc import Callable

from engine.compile.run import Run
from engine.compile.searches import SearchCompiler
from engine.model import Fix
from engine.packs.model import FixSpec
from engine.spans import Span

FixFinder = Callable[[Run, Span], "Fix | None"]


def compile_fix(spec: FixSpec, searches: SearchCompiler) -> FixFinder:
    """The fix of a clause. Only certain matches are changed; a deletion takes one adjoining blank with it."""
    target = searches.search(spec.target) if spec.target is not None else None

    def find(run: Run, match: Span) -> Fix | None:
        place: Span | None = match
        if target is not None:
            place = next((span for span in target(run, None, match).spans if span.certain), None)
        if place is None or place.whole or place.field != match.field:
            return None
        text = run.view.text(place.field)
        start, end = text.to_raw(place.start, place.end)
        if not spec.replacement:
            start, end = _with_blank(text.raw, start, end)
        return Fix(start, end, spec.replacement)

    return find


def _with_blank(raw: str, start: int, end: int) -> tuple[int, int]:
    """The range with the blanks after it, or at the end of the text with those before it."""
    last = end
    while last < len(raw) and raw[last].isspace():
        last += 1
    if last > end or last == len(raw):
        while last == len(raw) and start > 0 and raw[start - 1].isspace():
            start -= 1
        return start, last
    return start, end
