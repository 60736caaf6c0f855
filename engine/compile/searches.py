"""From expressions of the rule language to searches: closures that yield spans for one record.

A search is called with the run, the region to look in (``None``: the body of the definition, or for a feature the
fields it speaks of) and the match at hand (for labels). It never raises for missing input; the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from engine.compile.asking import Relate, Search
from engine.compile.calls import caller, plain_function
from engine.compile.found import NOTHING, Found, joined, union
from engine.compile.lookups import filtered, label_search, labelled, regex_search, run_program
from engine.compile.patterns import PatternCompiler
from engine.compile.relations import RelationCompiler
from engine.compile.run import Run
from engine.compile.said import silent
from engine.compile.shapes import is_pattern, names_in
from engine.compile.triggers import Triggers
from engine.compile.words import WordTable, lemma_phrase, literal_phrase, table_of
from engine.features.registry import Registry, Type
from engine.language import tree
from engine.language.environment import single_atom, unwrap
from engine.language.print import print_expression
from engine.packs.model import Lexicon
from engine.ports import Analyzer
from engine.spans import DEFINITIE, Span
from engine.truth import MissingInputError

Wrap = Callable[[tree.Node, Callable[..., object]], Callable[..., object]]
Closure = TypeVar("Closure")


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
        shared: dict[object, Any] | None = None,
        wrap: Wrap | None = None,
    ) -> None:
        self.registry = registry
        self.lexicons = lexicons
        self.selectors = selectors
        self.config = config
        self.analyzer = analyzer
        self._tables = tables if tables is not None else {}
        self._shared = shared if shared is not None else {}
        self._wrap = wrap

        self.triggers = Triggers(selectors, analyzer, self.lexicon, registry.get)

    @property
    def watching(self) -> bool:
        """Whether ``explain`` watches every node."""
        return self._wrap is not None

    def shared(self, kind: str, text: str, make: Callable[[], Closure]) -> Closure:
        """One closure for all that is written alike: what it finds is then found once for a record.

        The values of ``config`` are those of a rule, so what uses them is shared only where they are equal.
        """
        if self._wrap is not None:
            return make()
        given = {name: value for name, value in self.config.items() if f"config.{name}" in text}
        key = (kind, text, *sorted(given.items()))
        if key not in self._shared:
            self._shared[key] = make()
        closure: Closure = self._shared[key]
        return closure

    def watched(self, node: tree.Node, closure: Callable[..., Found]) -> Search:
        """The closure itself, or the one that ``explain`` put around it."""
        return closure if self._wrap is None else self._wrap(node, closure)  # type: ignore[return-value]

    # --- searches ------------------------------------------------------------------------------------

    def search(self, expression: tree.Expression) -> Search:
        """The search that an expression stands for."""
        return self.watched(expression, self._search(expression))

    def _search(self, expression: tree.Expression) -> Search:
        if isinstance(expression, tree.Or):
            return self._union([self.search(part) for part in expression.parts], expression)
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

        def related(run: Run, region: Span | None, match: Span | None) -> Found:
            found = base(run, region, match)
            return filtered(found, filters, run, match) if found.spans and filters else found

        return related

    def _union(self, parts: Sequence[Search], expression: tree.Or) -> Search:
        """Several searches together; made once for a region where the match at hand does not matter."""

        def search(run: Run, region: Span | None, match: Span | None) -> Found:
            return union(part(run, region, match) for part in parts)

        if self._names_match(expression):
            return search
        return lambda run, region, match: run.once((search, region), lambda: search(run, region, match))

    def _inside(self, base: Search, container: Search) -> Search:
        """A pattern looked for inside every match of another search, in whatever field that lies."""

        def inside(run: Run, _region: Span | None, match: Span | None) -> Found:
            places = container(run, None, match)
            parts = [] if places.missing is None else [Found((), places.missing)]
            for place in places.spans:
                found = base(run, place, match)
                if place.unknown is not None and found.spans:
                    doubt = [span.but(span.unknown or place.unknown) for span in found.spans]
                    found = Found(tuple(doubt), found.missing)
                parts.append(found)
            return parts[0] if len(parts) == 1 and len(parts[0].spans) < 2 else joined(parts)

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
                    return single if item.label is None else labelled(single, item.label)
        return self.shared("pattern", print_expression(sequence), lambda: self._pattern(sequence))

    def _pattern(self, sequence: tree.Sequence) -> Search:
        program = PatternCompiler(self).program(sequence)
        required = program.required

        def search(run: Run, region: Span | None, _match: Span | None) -> Found:
            if run.said is not None and (region is None or region.field == DEFINITIE):
                words = run.said.words
                for needed in required:
                    if words.isdisjoint(needed):
                        return NOTHING
            key = program if region is None else (program, region.field, region.start, region.end)
            known: Found | None = run.known.get(key)
            if known is None:
                known = run.known[key] = run_program(program, run, region)
            return known

        return search

    def _single(self, atom: tree.Atom) -> Search | None:
        match atom:
            case tree.Group():
                return self.search(unwrap(atom.inner))
            case tree.Regex():
                return self.shared("regex", atom.pattern, lambda: regex_search(atom.pattern))
            case tree.Name() if atom.name in self.selectors:
                return self.search(self.selectors[atom.name])
            case tree.Name() if self.is_label(atom.name):
                return label_search(atom.name)
            case tree.Name() | tree.Call():
                return self.feature_search(atom)
        return None

    def feature_search(self, atom: tree.Name | tree.Call) -> Search:
        """A feature of type search or word."""
        return self.watched(atom, self.shared("feature", print_expression(atom), lambda: self._feature(atom)))

    def _feature(self, atom: tree.Name | tree.Call) -> Search:
        call, about_match = self.call(atom), self.about_match(atom)
        signs = self.triggers.signs(atom.name)
        plain = plain_function(atom, self.registry.get(atom.name))

        def search(run: Run, _region: Span | None, match: Span | None) -> Found:
            key = (search, match) if about_match else search
            known: Found | None = run.known.get(key)
            if known is not None:
                return known
            if signs and run.said is not None and silent(signs, run.said):
                found = NOTHING
            elif plain is None:
                found = run.search(call, match)
            else:
                try:
                    spans = tuple(plain(run.view))
                    found = Found(spans) if spans else NOTHING
                except MissingInputError as error:
                    found = Found((), error.missing)
            run.known[key] = found
            return found

        return search

    def about_match(self, atom: tree.Name | tree.Call) -> bool:
        """Whether the answer of a feature depends on the match at hand."""
        return isinstance(atom, tree.Call) and self._names_match(atom)

    def _names_match(self, node: tree.Node) -> bool:
        """Whether an expression may name the match at hand or a labelled piece of it."""
        return any(
            self._names_match(self.selectors[name]) if name in self.selectors else self.is_label(name)
            for name in names_in(node)
        )

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
        return caller(feature.function, arguments, defaults)

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
