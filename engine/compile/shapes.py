"""Shapes of searches: is it looked for in a region (a pattern), or does a feature say where it stands?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from engine.language import tree
from engine.language.environment import single_atom, unwrap

Selectors = Mapping[str, tree.Expression]


def is_pattern(sequence: tree.Sequence, selectors: Selectors) -> bool:
    """Whether a sequence is looked for in a region (a pattern), or stands where a feature or label says."""
    atom = sequence.items[0].atom
    if len(sequence.items) > 1:
        return True
    if isinstance(atom, tree.Name) and atom.name in selectors:
        return all_patterns(selectors[atom.name], selectors)
    if isinstance(atom, tree.Group):
        return all_patterns(atom.inner, selectors)
    return not isinstance(atom, tree.Name | tree.Call)


def all_patterns(expression: tree.Expression, selectors: Selectors) -> bool:
    """Whether every search of a union is a pattern without a container of its own."""
    inner = unwrap(expression)
    if isinstance(inner, tree.Or):
        return all(all_patterns(part, selectors) for part in inner.parts)
    if not isinstance(inner, tree.Related) or inner.sequence is None:
        return False
    contained = any(relation.kind == "in" and not relation.negated for relation in inner.relations)
    return is_pattern(inner.sequence, selectors) and not contained


def single(expression: tree.Expression) -> tree.Sequence | None:
    """The sequence of a search without relations."""
    inner = unwrap(expression)
    return inner.sequence if isinstance(inner, tree.Related) and not inner.relations else None


def parts_of(expression: tree.Expression, selectors: Selectors) -> tuple[tree.Expression, ...]:
    """The searches whose union a search is, as far as they can be told apart from outside."""
    inner = unwrap(expression)
    if isinstance(inner, tree.Or):
        return inner.parts
    atom = single_atom(inner)
    if isinstance(atom, tree.Name) and atom.name in selectors:
        return parts_of(selectors[atom.name], selectors)
    return (inner,)


def names_in(node: object) -> Iterator[str]:
    """All names of features, selectors, labels and answers in a piece of syntax, as written."""
    if isinstance(node, tree.Name | tree.Call):
        yield node.name
    if isinstance(node, tuple):
        for part in node:
            yield from names_in(part)
    elif isinstance(node, tree.Node):
        for part in fields(node):
            yield from names_in(getattr(node, part.name))
