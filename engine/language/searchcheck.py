"""The type checker's half for searches and values: names, arguments, patterns, and what can match nothing."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from engine.errors import Problem
from engine.features.registry import Feature, Parameter, Type
from engine.language import tree
from engine.language.complain import problem
from engine.language.environment import MARKS, TAGS, Environment, Meaning, meaning_of, single_atom
from engine.language.nearest import closest
from engine.language.print import print_expression
from engine.language.regexes import regex_problem
from engine.language.size import MOST_STEPS, steps_of

SEARCHES = (Type.SEARCH, Type.WORD)
MAX_REPEAT = 50
"""Upper bound of ``{n,m}`` and of ``…n``: every step is a state of the automaton."""


class SearchChecker:
    """Collects the problems of searches and values. ``labels`` are names given by the clause's own search."""

    def __init__(
        self, environment: Environment, text: str, labels: Collection[str] = (), *, about_match: bool = False
    ) -> None:
        self.environment = environment
        self.text = text
        self.labels = frozenset(labels)
        self.about_match = about_match
        self.problems: list[Problem] = []

    def complain(self, code: str, node: tree.Node, suggestion: str | None = None, **values: str) -> None:
        """One more problem, at the place of ``node``."""
        at = node.at
        self.problems.append(problem(code, at.line, at.column, at.length, self.text, suggestion, **values))

    def meaning(self, name: str) -> Meaning | None:
        """What a name means here."""
        return meaning_of(name, self.environment, self.labels)

    def bounded(self, node: tree.Node) -> None:
        """A clause or search that is not too large to compile."""
        if steps_of(node, self.environment.selectors) > MOST_STEPS:
            self.complain("search-too-large", node, limit=str(MOST_STEPS))

    # --- searches ------------------------------------------------------------------------------------

    def search(self, expression: tree.Expression) -> None:
        """An expression in the role of a search."""
        match expression:
            case tree.Or():
                for part in expression.parts:
                    self.search(part)
            case tree.Related(sequence=None):
                self.complain("relation-about-nothing", expression)
                self.relations(expression.relations)
            case tree.Related():
                self._sequence(expression.sequence)
                self.relations(expression.relations)
                self._not_empty(expression.sequence)
            case _:
                self.complain("search-expected", expression, found=print_expression(expression))

    def relations(self, relations: tuple[tree.Relation, ...]) -> None:
        """The targets of relations."""
        for relation in relations:
            self._sequence(relation.target)
            if not any(isinstance(item.atom, tree.Edge) for item in relation.target.items):
                self._not_empty(relation.target)

    def _not_empty(self, sequence: tree.Sequence | None) -> None:
        if sequence is not None and all(_can_be_empty(item) for item in sequence.items):
            self.complain("matches-nothing", sequence, search=print_expression(sequence))

    def _sequence(self, sequence: tree.Sequence | None) -> None:
        items = sequence.items if sequence is not None else ()
        for item in items:
            self._item(item)
        for first, second in pairwise(items):
            names = (first.atom, second.atom)
            if all(isinstance(atom, tree.Name) for atom in names) and first.label is None:
                self.complain(
                    "names-side-by-side", second, first=print_expression(first), second=print_expression(second)
                )

    def _item(self, item: tree.Item) -> None:
        if item.maximum is not None and (item.maximum > MAX_REPEAT or item.maximum < max(1, item.minimum)):
            self.complain("repeat-bounds", item, limit=str(MAX_REPEAT))
        if (item.minimum, item.maximum) != (1, 1) and _repeats(item.atom):
            self.complain("repeat-of-repeat", item)
        if item.label is not None:
            taken = meaning_of(item.label, self.environment)
            if taken is not None:
                self.complain("label-taken", item, name=item.label, kind=taken.kind)
        self._atom(item.atom)

    def _atom(self, atom: tree.Atom) -> None:  # noqa: C901 - one case for each kind of atom
        match atom:
            case tree.Group():
                self.search(atom.inner)
            case tree.Token():
                for alternative in atom.alternatives:
                    self._alternative(alternative)
            case tree.AnyOf():
                self._any_of(atom)
            case tree.Regex():
                found = regex_problem(atom.pattern)
                if found is not None:
                    code, _, detail = found
                    self.complain(code, atom, detail=detail, pattern=atom.pattern)
            case tree.Text() | tree.Lemma():
                if not any(character.isalnum() for character in atom.value) and not atom.value.strip():
                    self.complain("empty-text", atom)
            case tree.Gap():
                if atom.limit is not None and not 0 < atom.limit <= MAX_REPEAT:
                    self.complain("repeat-bounds", atom, limit=str(MAX_REPEAT))
            case tree.Name() | tree.Call():
                if self._named(atom) not in (*SEARCHES, None):
                    self.complain("search-expected", atom, found=print_expression(atom))
            case tree.Number():
                self.complain("search-expected", atom, found=str(atom.value))

    def _alternative(self, alternative: tree.Alternative) -> None:
        match alternative:
            case tree.NotAlternative():
                self._alternative(alternative.inner)
            case tree.AnyOf():
                self._any_of(alternative)
            case tree.TagAlternative():
                if alternative.tag not in TAGS:
                    self.complain(
                        "unknown-tag", alternative, closest(alternative.tag, TAGS), tag=alternative.tag,
                        tags=" ".join(sorted(TAGS)),
                    )  # fmt: skip
                for mark in alternative.marks:
                    if mark not in MARKS:
                        self.complain(
                            "unknown-mark", alternative, closest(mark, MARKS), mark=mark,
                            marks=" ".join(sorted(MARKS)),
                        )  # fmt: skip

    def _any_of(self, atom: tree.AnyOf) -> None:
        meaning = self.meaning(atom.name)
        if meaning is None:
            lists = [*self.environment.lexicons, *(f.name for f in self.environment.registry if f.type is Type.WORDS)]
            self.complain("unknown-lexicon", atom, closest(atom.name, lists), name=atom.name)
        elif meaning.kind != "lexicon" and meaning.type is not Type.WORDS:
            self.complain("not-a-lexicon", atom, name=atom.name, kind=meaning.kind)

    # --- values --------------------------------------------------------------------------------------

    def value(self, expression: tree.Expression) -> Type | None:
        """An expression in the role of a value; its type, ``None`` after a mistake (which is reported)."""
        atom = single_atom(expression)
        match atom:
            case tree.Number():
                return Type.NUMBER
            case tree.Text():
                return Type.TEXT
            case tree.Name() | tree.Call():
                return self._named(atom)
            case tree.Group():
                return self.value(atom.inner)
        if isinstance(expression, tree.Related | tree.Or):
            self.search(expression)
            return Type.SEARCH
        self.complain("value-expected", expression, found=print_expression(expression))
        return None

    def type_of(self, expression: tree.Expression) -> Type | None:
        """The type that an expression would have as a value, without reporting anything."""
        atom = single_atom(expression)
        match atom:
            case tree.Number():
                return Type.NUMBER
            case tree.Name() | tree.Call():
                meaning = self.meaning(atom.name)
                return meaning.type if meaning is not None else None
            case tree.Group():
                return self.type_of(atom.inner)
        return Type.SEARCH if isinstance(expression, tree.Related) else None

    def _named(self, atom: tree.Name | tree.Call) -> Type | None:
        meaning = self.meaning(atom.name)
        if meaning is None:
            names = [*self.environment.known_names(), *self.labels]
            self.complain("unknown-name", atom, closest(atom.name, names), name=atom.name)
            return None
        if meaning.kind == "lexicon" or meaning.type is Type.WORDS:
            self.complain("lexicon-without-any-of", atom, f"any of {atom.name}", name=atom.name)
            return None
        if meaning.feature is not None:
            self._arguments(atom, meaning.feature)
        elif isinstance(atom, tree.Call):
            self.complain("not-a-function", atom, name=atom.name)
        return meaning.type

    def _arguments(self, atom: tree.Name | tree.Call, feature: Feature) -> None:
        positional = atom.arguments if isinstance(atom, tree.Call) else ()
        keywords = atom.keywords if isinstance(atom, tree.Call) else ()
        parameters = {parameter.name: parameter for parameter in feature.parameters}
        given: list[tuple[Parameter, tree.Expression]] = list(zip(feature.parameters, positional, strict=False))
        if len(positional) > len(parameters):
            self.complain("too-many-arguments", atom, name=feature.name, number=str(len(parameters)))
        for name, argument in keywords:
            if name not in parameters or any(parameter.name == name for parameter, _ in given):
                self.complain("unknown-argument", argument, closest(name, parameters), name=name, feature=feature.name)
            else:
                given.append((parameters[name], argument))
        named = {parameter.name for parameter, _ in given}
        for parameter in feature.parameters:
            if parameter.default is None and parameter.name not in named:
                self.complain("missing-argument", atom, feature.example, name=parameter.name, feature=feature.name)
        for parameter, argument in given:
            self._argument(parameter, argument)

    def _argument(self, parameter: Parameter, argument: tree.Expression) -> None:
        if parameter.type in SEARCHES:
            self.search(argument)
            return
        found = self.value(argument)
        if found is not None and found is not parameter.type:
            self.complain("argument-type", argument, name=parameter.name, type=str(parameter.type), found=str(found))


def _can_be_empty(item: tree.Item) -> bool:
    if item.minimum == 0 or isinstance(item.atom, tree.Gap | tree.Edge):
        return True
    if isinstance(item.atom, tree.Group):
        inner = item.atom.inner
        parts = inner.parts if isinstance(inner, tree.Or) else (inner,)
        return any(
            isinstance(part, tree.Related)
            and part.sequence is not None
            and all(map(_can_be_empty, part.sequence.items))
            for part in parts
        )
    return False


def _repeats(atom: tree.Atom) -> bool:
    if not isinstance(atom, tree.Group):
        return isinstance(atom, tree.Gap)
    inner = atom.inner
    parts = inner.parts if isinstance(inner, tree.Or) else (inner,)
    sequences = [part.sequence for part in parts if isinstance(part, tree.Related) and part.sequence is not None]
    return any(
        (item.minimum, item.maximum) != (1, 1) or _repeats(item.atom)
        for sequence in sequences
        for item in sequence.items
    )
