"""How many steps a search has once its selectors are written out in it and its repetitions one after the other.

Selectors may use selectors. Sixteen of them, each naming the one before twice, are half a kilobyte in ``pack.yaml`` and
a hundred thousand steps when they are compiled; so what grows like that is refused when the pack loads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from engine.language import tree

MOST_STEPS = 5_000
"""Of one clause or selector; the largest one of astra-nl has some hundreds."""


def steps_of(node: object, selectors: Mapping[str, tree.Expression], known: dict[str, int] | None = None) -> int:
    """The steps of a piece of syntax, at least.

    Args:
        node: a node, or several.
        selectors: that it may name; one that leads back to itself counts once.
        known: the steps of selectors that were counted before; is filled.
    """
    known = {} if known is None else known
    if isinstance(node, tuple):
        return sum(steps_of(part, selectors, known) for part in node)
    if isinstance(node, tree.Name) and node.name in selectors:
        if node.name not in known:
            known[node.name] = 1
            known[node.name] = steps_of(selectors[node.name], selectors, known)
        return known[node.name]
    if not isinstance(node, tree.Node):
        return 0
    inside = sum(steps_of(getattr(node, part.name), selectors, known) for part in fields(node) if part.name != "at")
    if isinstance(node, tree.Item):
        return inside * max(1, node.minimum + 1 if node.maximum is None else node.maximum)
    return max(1, inside)
