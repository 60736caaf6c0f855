"""What differs between two pieces of JSON data."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.packs.fields import FieldChange, differences

A, B, C = {"t": "a"}, {"t": "b"}, {"t": "c"}
CASES: list[tuple[Any, Any, list[tuple[str, Any, Any]]]] = [
    (1, 1, []),
    (1, 2, [("", 1, 2)]),
    (1, True, [("", 1, True)]),
    ({"a": 1}, {"a": 1, "b": None}, []),
    ({"a": 1}, {"b": 2}, [("/a", 1, None), ("/b", None, 2)]),
    ({"a": {"x": 1}}, {}, [("/a/x", 1, None)]),
    ({"a": {}}, {}, []),
    ({"a/b": {"c~d": 1}}, {"a/b": {"c~d": 2}}, [("/a~1b/c~0d", 1, 2)]),
    ([1, 2], [2, 1], [("", [1, 2], [2, 1])]),
    ([A, B], [A, B], []),
    ([A, B], [C, A, B], [("/0/t", None, "c")]),
    ([A, B, A], [A], [("/1/t", "b", None), ("/2/t", "a", None)]),
    ([A, B], [A, C], [("/1/t", "b", "c")]),
    ([A, B], [B, A], [("", [A, B], [B, A])]),
    ({"a": [A]}, {"a": "text"}, [("/a", [A], "text")]),
    ({"a": [A]}, {}, [("/a", [A], None)]),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_differences_have_a_path(old: Any, new: Any, expected: list[tuple[str, Any, Any]]) -> None:
    assert list(differences(old, new)) == [FieldChange(*change) for change in expected]


LEAF = st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab~/", max_size=2)
DATA = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab/", max_size=2), inner, max_size=3)
)


@given(DATA, DATA)
def test_exchanging_the_two_swaps_old_and_new(one: Any, other: Any) -> None:
    swapped = [FieldChange(change.path, change.new, change.old) for change in differences(other, one)]
    assert list(differences(one, other)) == swapped
    assert list(differences(one, one)) == []
