"""Needs analysis: which layers, features and fields a clause asks for, read off its syntax tree.

The plan uses it to compute nothing that no rule needs; the digest of a verdict and the rule for empty definitions
use the fields.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.compile.shapes import is_pattern
from engine.features.registry import Need, Type
from engine.language import tree
from engine.language.environment import Environment, meaning_of, unwrap
from engine.spans import DEFINITIE


@dataclass(frozen=True, slots=True)
class Needs:
    """``layers`` to compute, ``features`` to call, ``fields`` (first step of a JSON pointer) the answer depends on."""

    layers: frozenset[Need] = frozenset()
    features: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()

    @property
    def definition(self) -> bool:
        """Whether the text of the definition is looked at."""
        return DEFINITIE in self.fields


def merged(parts: Iterable[Needs]) -> Needs:
    """Everything that any of the parts needs; fields in order of first use."""
    seen = list(parts)
    return Needs(
        frozenset[Need]().union(*(part.layers for part in seen)),
        frozenset[str]().union(*(part.features for part in seen)),
        tuple(dict.fromkeys(field for part in seen for field in part.fields)),
    )


def needs_of(clause: tree.Clause, environment: Environment) -> Needs:
    """What one clause needs."""
    walker = _Walker(environment)
    walker.expression(clause.subject)
    walker.expression(clause.guard)
    for suffix in clause.suffixes:
        walker.expression(suffix.expression)
    return Needs(frozenset(walker.layers), frozenset(walker.features), tuple(dict.fromkeys(walker.fields)))


class _Walker:
    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.layers: set[Need] = {Need.TEXT}
        self.features: set[str] = set()
        self.fields: list[str] = []

    def expression(self, node: tree.Expression | None) -> None:
        match node:
            case tree.And() | tree.Or():
                for part in node.parts:
                    self.expression(part)
            case tree.Not():
                self.expression(node.inner)
            case tree.Compare():
                self.expression(node.left)
                self.expression(node.right)
            case tree.Between():
                for value in (node.value, node.low, node.high):
                    self.expression(value)
            case tree.Is():
                self.expression(node.left)
                self._beside(node.right)
            case tree.Quantified():
                self.expression(node.search)
            case tree.Related():
                self._related(node)

    def _related(self, node: tree.Related) -> None:
        pattern = node.sequence is not None and is_pattern(node.sequence, self.environment.selectors)
        contained = any(relation.kind == "in" and not relation.negated for relation in node.relations)
        if node.sequence is not None:
            self._sequence(node.sequence)
            values = all(isinstance(item.atom, tree.Number) for item in node.sequence.items)
            if pattern and not contained and not values and isinstance(unwrap(node), tree.Related):
                self._in_definition(node.sequence)
        for relation in node.relations:
            self._sequence(relation.target)

    def _in_definition(self, sequence: tree.Sequence) -> None:
        """A pattern without a container looks in the body; a group brings its own searches."""
        if not (len(sequence.items) == 1 and isinstance(sequence.items[0].atom, tree.Group)):
            self.fields.append(DEFINITIE)

    def _beside(self, node: tree.Expression) -> None:
        """A search compared with a place that is already found: it adds no field of its own."""
        inner = unwrap(node)
        for part in inner.parts if isinstance(inner, tree.Or) else (inner,):
            if isinstance(part, tree.Related) and part.sequence is not None:
                self._sequence(part.sequence)
            else:
                self.expression(part)

    def _sequence(self, sequence: tree.Sequence) -> None:
        for item in sequence.items:
            self._atom(item.atom)

    def _atom(self, atom: tree.Atom) -> None:
        match atom:
            case tree.Group():
                self.expression(atom.inner)
            case tree.Token():
                self.layers.add(Need.TOKENS)
                for alternative in atom.alternatives:
                    self._alternative(alternative)
            case tree.Name() | tree.Call():
                self._named(atom)
            case tree.AnyOf():
                self.layers.add(Need.TOKENS)
                self._feature(atom.name)
            case tree.Text() | tree.Lemma() | tree.Gap():
                self.layers.add(Need.TOKENS)

    def _alternative(self, alternative: tree.Alternative) -> None:
        match alternative:
            case tree.NotAlternative():
                self._alternative(alternative.inner)
            case tree.TagAlternative():
                self.layers.add(Need.MORPHOLOGY)
            case tree.AnyOf():
                self._feature(alternative.name)

    def _named(self, atom: tree.Name | tree.Call) -> None:
        if atom.name in self.environment.selectors:
            self.expression(self.environment.selectors[atom.name])
            return
        self._feature(atom.name)
        if isinstance(atom, tree.Call):
            meaning = meaning_of(atom.name, self.environment)
            parameters = meaning.feature.parameters if meaning is not None and meaning.feature is not None else ()
            types = {parameter.name: parameter.type for parameter in parameters}
            given = [*zip(types.values(), atom.arguments, strict=False)]
            given += [(types.get(name, Type.SEARCH), value) for name, value in atom.keywords]
            for kind, argument in given:
                if kind not in (Type.TEXT, Type.NUMBER):
                    self.expression(argument)

    def _feature(self, name: str) -> None:
        feature = self.environment.registry.get(name)
        if feature is not None:
            self.features.add(name)
            self.layers |= feature.needs
            self.fields += feature.fields
