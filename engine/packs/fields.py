"""What differs between two pieces of JSON data, field by field, with a path to each.

Exchanging the two swaps old and new and changes nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import rfc8785


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: its path (a JSON pointer, RFC 6901), what it was and what it is; ``None`` where it is not there."""

    path: str
    old: Any
    new: Any


def differences(old: Any, new: Any, path: str = "") -> Iterator[FieldChange]:
    """Every field that differs.

    Maps are walked through; an absent map is an empty one. Of lists of maps, equal items are left out wherever they
    stand, and the others are compared by their place; other lists are compared whole.

    Args:
        old: JSON data.
        new: the same, later.
        path: where both stand.
    """
    if _maps(old, new):
        before, after = old or {}, new or {}
        for key in sorted({*before, *after}):
            yield from differences(before.get(key), after.get(key), f"{path}/{pointer(key)}")
    elif _records(old) and _records(new):
        yield from _of_lists(old, new, path)
    elif rfc8785.dumps(old) != rfc8785.dumps(new):
        yield FieldChange(path, old, new)


def pointer(key: str) -> str:
    """A key as a step of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def reordered(old: Sequence[str], new: Sequence[str], path: str) -> Iterator[FieldChange]:
    """The change of order, where names that both have stand in another one."""
    if [name for name in old if name in new] != [name for name in new if name in old]:
        yield FieldChange(path, list(old), list(new))


def _maps(old: Any, new: Any) -> bool:
    """Whether one is a map and the other too, or absent."""
    return isinstance(old, Mapping | None) and isinstance(new, Mapping | None) and old is not new


def _records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def _of_lists(old: Sequence[Any], new: Sequence[Any], path: str) -> Iterator[FieldChange]:
    left, right = _without_equals(old, new)
    for place in sorted({*left, *right}):
        yield from differences(left.get(place), right.get(place), f"{path}/{place}")
    if not left and not right and list(old) != list(new):
        yield FieldChange(path, list(old), list(new))


def _without_equals(old: Sequence[Any], new: Sequence[Any]) -> tuple[dict[int, Any], dict[int, Any]]:
    """The items of both, by place, that have no equal in the other."""
    places: dict[bytes, list[int]] = {}
    for place, item in enumerate(new):
        places.setdefault(rfc8785.dumps(item), []).append(place)
    left: dict[int, Any] = {}
    right = dict(enumerate(new))
    for place, item in enumerate(old):
        equals = places.get(rfc8785.dumps(item))
        if equals:
            del right[equals.pop(0)]
        else:
            left[place] = item
    return left, right
