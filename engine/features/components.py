"""Strongly connected components: which entries of a corpus lead to each other through the terms they use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Edges = Sequence[Sequence[int]]


def components(edges: Edges) -> list[int]:
    """The number of the strongly connected component of each node (Tarjan 1972, without recursion)."""
    count = len(edges)
    order, low, component = [-1] * count, [0] * count, [-1] * count
    stack: list[int] = []
    seen = found = 0
    for root in range(count):
        if order[root] >= 0:
            continue
        work = [(root, iter(edges[root]))]
        order[root] = low[root] = seen
        seen += 1
        stack.append(root)
        while work:
            node, targets = work[-1]
            target = next((t for t in targets if order[t] < 0 or component[t] < 0), None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == order[node]:
                    while component[node] < 0:
                        component[stack.pop()] = found
                    found += 1
            elif order[target] < 0:
                order[target] = low[target] = seen
                seen += 1
                stack.append(target)
                work.append((target, iter(edges[target])))
            else:
                low[node] = min(low[node], order[target])
    return component


def renewed(before: Sequence[int], edges: Edges, changed: Iterable[int]) -> list[int]:
    """The components after some edges changed, found anew only where they can differ.

    A component without a changed node was one before; any other lies wholly in what can be reached from the changed
    nodes, or in what was one component with them. Only that part is walked.

    Args:
        before: the component of each node before the change; later nodes are new.
        edges: the edges after the change.
        changed: the nodes whose edges differ.
    """
    start = {*changed, *range(len(before), len(edges))}
    numbers = {before[node] for node in start if node < len(before)}
    part = reach(edges, start) | {node for node, number in enumerate(before) if number in numbers}
    nodes = sorted(part)
    local = {node: at for at, node in enumerate(nodes)}
    inner = [[local[target] for target in edges[node] if target in local] for node in nodes]
    first = max(before, default=-1) + 1
    after = [*before, *[-1] * (len(edges) - len(before))]
    for node, number in zip(nodes, components(inner), strict=True):
        after[node] = first + number
    return after


def reach(edges: Edges, starts: Iterable[int], steps: int | None = None) -> set[int]:
    """All nodes within ``steps`` steps of ``starts`` (``None``: any number of steps), these included."""
    seen = set(starts)
    front = list(seen)
    while front and steps != 0:
        front = list({target for node in front for target in edges[node]} - seen)
        seen.update(front)
        steps = None if steps is None else steps - 1
    return seen
