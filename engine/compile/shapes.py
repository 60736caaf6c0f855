"""Shapes of searches: is it looked for in a region (a pattern), or does a feature say where it stands?"""

from __future__ import annotations

from collections.abc import Mapping

from engine.language import tree
from engine.language.environment import unwrap

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
