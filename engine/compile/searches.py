"""From expressions of the rule language to searches: closures that yield spans for one record.

A search is called with the run, the region to look in (``None``: the body of the definition, or for a feature the
fields it speaks of) and the match at hand (for labels). It never raises for missing input; the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import regex

from engine.compile.asking import Relate, Search
from engine.compile.found import Found, touches, union
from engine.compile.patterns import PatternCompiler
from engine.compile.program import Hit, Program
from engine.compile.relations import RelationCompiler
from engine.compile.run import Run, Scan
from engine.compile.shapes import is_pattern
from engine.compile.words import WordTable, lemma_phrase, literal_phrase, table_of
from engine.features.registry import Registry, Type
from engine.language import tree
from engine.language.environment import MATCH, single_atom, unwrap
from engine.language.print import print_expression
from engine.model import ReasonCode
from engine.packs.model import Lexicon
from engine.ports import Analyzer
from engine.spans import Span
from engine.truth import NO_ANALYZER, OPEN, Missing, MissingInputError

Wrap = Callable[[tree.Node, Callable[..., object]], Callable[..., object]]
REGEX_SECONDS = 2.0
"""Last defence only; patterns are held to a linear subset when the pack loads."""


class SearchCompiler:
    """Compiles searches against the names of one rule. ``wrap`` lets ``explain`` watch every node."""

    def __init__(
        self,
        *,
        registry: Registry,
        lexicons: Mapping[str, Lexicon],
        selectors: Mapping[str, tree.Expression],
        config: Mapping[str, int | bool | str],
        analyzer: Analyzer | None = None,
        tables: dict[tuple[str, bool], WordTable] | None = None,
        wrap: Wrap | None = None,
    ) -> None:
        self.registry = registry
        self.lexicons = lexicons
        self.selectors = selectors
        self.config = config
        self.analyzer = analyzer
        self._tables = tables if tables is not None else {}
        self._wrap = wrap

    def watched(self, node: tree.Node, closure: Callable[..., Found]) -> Search:
        """The closure itself, or the one that ``explain`` put around it."""
        return closure if self._wrap is None else self._wrap(node, closure)  # type: ignore[return-value]

    # --- searches ------------------------------------------------------------------------------------

    def search(self, expression: tree.Expression) -> Search:
        """The search that an expression stands for."""
        return self.watched(expression, self._search(expression))

    def _search(self, expression: tree.Expression) -> Search:
        if isinstance(expression, tree.Or):
            parts = [self.search(part) for part in expression.parts]
            return lambda run, region, match: union(part(run, region, match) for part in parts)
        if not isinstance(expression, tree.Related) or expression.sequence is None:
            raise TypeError(f"not a search: {print_expression(expression)}")
        base = self.sequence(expression.sequence)
        if not expression.relations:
            return base
        looks = is_pattern(expression.sequence, self.selectors)
        container = next((r for r in expression.relations if looks and r.kind == "in" and not r.negated), None)
        filters = [self.relation(r) for r in expression.relations if r is not container]
        if container is not None:
            base = self._inside(base, self.sequence(container.target))
        return lambda run, region, match: _filtered(base(run, region, match), filters, run, match)

    def _inside(self, base: Search, container: Search) -> Search:
        """A pattern looked for inside every match of another search, in whatever field that lies."""

        def inside(run: Run, _region: Span | None, match: Span | None) -> Found:
            places = container(run, None, match)
            parts = [Found((), places.missing)]
            for place in places.spans:
                found = base(run, place, match)
                doubt = [span if place.certain else span.but(span.unknown or place.unknown) for span in found.spans]
                parts.append(Found(tuple(doubt), found.missing))
            return union(parts)

        return inside

    def relation(self, relation: tree.Relation) -> Relate:
        """The truth of a relation for one span."""
        return RelationCompiler(self).relation(relation)

    def sequence(self, sequence: tree.Sequence) -> Search:
        """A sequence: a named search, a group, a regex on its own, or a pattern over tokens."""
        if len(sequence.items) == 1:
            item = sequence.items[0]
            if (item.minimum, item.maximum) == (1, 1):
                single = self._single(item.atom)
                if single is not None:
                    return single if item.label is None else _labelled(single, item.label)
        program = PatternCompiler(self).program(sequence)
        key = ("program", print_expression(sequence))
        return lambda run, region, _match: run.once((key, region), lambda: run_program(program, run, region))

    def _single(self, atom: tree.Atom) -> Search | None:
        match atom:
            case tree.Group():
                return self.search(unwrap(atom.inner))
            case tree.Regex():
                return _regex_search(atom.pattern)
            case tree.Name() if atom.name in self.selectors:
                return self.search(self.selectors[atom.name])
            case tree.Name() if self.is_label(atom.name):
                return _label(atom.name)
            case tree.Name() | tree.Call():
                return self.feature_search(atom)
        return None

    def feature_search(self, atom: tree.Name | tree.Call) -> Search:
        """A feature of type search or word."""
        call = self.call(atom)
        text = print_expression(atom)

        def search(run: Run, _region: Span | None, match: Span | None) -> Found:
            key = ("feature", text, match if uses_match else None)
            return run.once(key, lambda: run.search(lambda: call(run, match)))

        uses_match = isinstance(atom, tree.Call)
        return self.watched(atom, search)

    def is_label(self, name: str) -> bool:
        """Whether a name stands for the match or a labelled piece of it."""
        known = name in self.selectors or name in self.lexicons or name.startswith("config.")
        return not known and self.registry.get(name) is None

    # --- features and words --------------------------------------------------------------------------

    def call(self, atom: tree.Name | tree.Call) -> Callable[[Run, Span | None], Any]:
        """Call a feature with its arguments resolved; missing arguments raise ``MissingInputError``."""
        feature = self.registry.get(atom.name)
        if feature is None:
            raise LookupError(atom.name)
        positional = atom.arguments if isinstance(atom, tree.Call) else ()
        given = dict(zip((p.name for p in feature.parameters), positional, strict=False))
        given.update(atom.keywords if isinstance(atom, tree.Call) else ())
        types = {parameter.name: parameter.type for parameter in feature.parameters}
        arguments = {name: self.argument(value, types[name]) for name, value in given.items()}
        defaults = {p.name: p.default for p in feature.parameters if p.default is not None and p.name not in given}
        function = feature.function

        def call(run: Run, match: Span | None) -> Any:  # what a feature gives depends on its type
            return function(run.view, **defaults, **{name: value(run, match) for name, value in arguments.items()})

        return call

    def argument(self, expression: tree.Expression, kind: Type) -> Callable[[Run, Span | None], object]:
        """An argument of a feature: a number, a text, or the spans of a search."""
        if kind in (Type.SEARCH, Type.WORD):
            return self._spans(expression)
        atom = single_atom(unwrap(expression))
        if isinstance(atom, tree.Number | tree.Text):
            constant = atom.value
            return lambda _run, _match: constant
        if isinstance(atom, tree.Name) and atom.name.startswith("config."):
            configured = self.config[atom.name.removeprefix("config.")]
            return lambda _run, _match: configured
        if not isinstance(atom, tree.Name | tree.Call):
            raise TypeError(f"no {kind}: {print_expression(expression)}")
        return self.call(atom)

    def _spans(self, expression: tree.Expression) -> Callable[[Run, Span | None], tuple[Span, ...]]:
        search = self.search(expression)

        def spans(run: Run, match: Span | None) -> tuple[Span, ...]:
            found = search(run, None, match)
            if found.missing is not None:
                raise MissingInputError(found.missing.reason.code, found.missing.reason.detail)
            return found.spans

        return spans

    def lexicon(self, atom: tree.AnyOf) -> WordTable | None:
        """The table of a lexicon, ``None`` if the name is a list given with the record."""
        lexicon = self.lexicons.get(atom.name)
        if lexicon is None:
            return None
        key = (atom.name, atom.literal)
        if key not in self._tables:
            phrases = [
                literal_phrase(entry.text) if atom.literal else lemma_phrase(entry.text, entry.tag, self.analyzer)
                for entry in lexicon.entries
            ]
            self._tables[key] = WordTable(phrase for phrase in phrases if phrase.forms)
        return self._tables[key]

    def words(self, atom: tree.AnyOf) -> Callable[[Run], WordTable]:
        """The table of a list that is given with the record; built once for each record."""
        feature = self.registry.get(atom.name)
        if feature is None:
            raise LookupError(atom.name)
        function, literal, name = feature.function, atom.literal, atom.name
        return lambda run: run.once(
            ("words", name, literal), lambda: table_of(tuple(function(run.view)), literal=literal)
        )


def run_program(program: Program, run: Run, region: Span | None) -> Found:
    """All matches of a pattern in a region; possible ones beside the certain ones where a test can be unknown."""
    missing: Missing | None = None

    def spans() -> list[Span]:
        nonlocal missing
        scan = run.scan(region)
        scan.missing = None
        hits = [_span(scan, hit) for hit in program.search(scan, certain=True)]
        if program.three_valued:
            doubt = NO_ANALYZER if run.view.analyzer is None else OPEN
            possible = [_span(scan, hit).but(doubt) for hit in program.search(scan, certain=False)]
            hits += [span for span in possible if not touches(span, hits)]
        missing = scan.missing
        return hits

    found = run.search(spans)
    return found if missing is None else Found(found.spans, missing)


def _span(scan: Scan, hit: Hit) -> Span:
    span = scan.span(hit.start, hit.end)
    if not hit.labels:
        return span
    return replace(span, labels={label: scan.span(start, end) for label, start, end in hit.labels})


def _filtered(found: Found, filters: list[Relate], run: Run, match: Span | None) -> Found:
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
    return Found(tuple(kept), found.missing)


def _labelled(search: Search, label: str) -> Search:
    def labelled(run: Run, region: Span | None, match: Span | None) -> Found:
        found = search(run, region, match)
        spans = tuple(replace(span, labels={**span.labels, label: span}) for span in found.spans)
        return Found(spans, found.missing)

    return labelled


def _label(name: str) -> Search:
    def label(_run: Run, _region: Span | None, match: Span | None) -> Found:
        if match is None:
            return Found()
        place = match if name == MATCH else match.labels.get(name)
        return Found(() if place is None else (place.but(None),))

    return label


def _regex_search(pattern: str) -> Search:
    compiled = regex.compile(pattern)

    def look(run: Run, region: Span | None) -> Found:
        def spans() -> list[Span]:
            place = region if region is not None else run.view.body
            text = run.view.text(place.field).text
            run.budget.charge(place.end - place.start)
            try:
                matches = compiled.finditer(text, place.start, place.end, timeout=REGEX_SECONDS)
                return [Span(place.field, *hit.span()) for hit in matches if hit.start() < hit.end()]
            except TimeoutError as error:
                raise MissingInputError(ReasonCode.LIMIT, f"/{pattern}/") from error

        return run.search(spans)

    return lambda run, region, _match: run.once(("regex", pattern, region), lambda: look(run, region))
