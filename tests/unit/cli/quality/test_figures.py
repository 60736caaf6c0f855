"""What definitions add up to, and how it is said: nothing looks better than it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cli.quality.compare import compare
from cli.quality.figures import figures_of, groups_of, worst_of
from cli.quality.model import Found, Row
from cli.quality.page import marked
from cli.quality.texts import percent, score

FOUND = Found("R-1", "1", "error", "bericht", "/definitie", 0, 1, "a")
ROW = Row("a", "a", "a", "aa bb cc", "s", (), (), (), None, None, 100, "accepted", 1.0, (), ())


def rows(*scores: int | None) -> list[Row]:
    return [replace(ROW, key=str(at), score=each) for at, each in enumerate(scores)]


@pytest.mark.parametrize(
    ("scores", "mean", "median", "lowest"),
    [((100, 90), 95.0, 95.0, 90), ((100, 100, 99), 99.6, 100.0, 99), ((0,), 0.0, 0.0, 0), ((None,), None, None, None)],
)
def test_figures(scores: tuple[int | None, ...], mean: float | None, median: float | None, lowest: int | None) -> None:
    found = figures_of(rows(*scores))
    assert (found.mean, found.median, found.lowest) == (mean, median, lowest)


def test_a_score_of_one_has_a_column_of_its_own() -> None:
    assert figures_of(rows(100, 99, 90, 89, 0)).histogram == (1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1)


@pytest.mark.parametrize(("value", "said"), [(99.9, "0,99"), (100, "1,00"), (None, "–"), (0, "0,00")])
def test_a_score_is_rounded_down(value: float | None, said: str) -> None:
    assert score(value, "nl") == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(1, 3, "33\u202f%"), (1, 30, "3.3\u202f%"), (9999, 10000, "99.9\u202f%"), (2, 2, "100\u202f%"), (0, 0, "–")],
)
def test_a_share_looks_like_all_only_when_it_is(part: int, whole: int, said: str) -> None:
    assert percent(part, whole, "en") == said


def test_the_worst_come_first_and_the_faultless_never() -> None:
    bad = [
        replace(row, findings=(FOUND,) * many) for row, many in zip(rows(90, 50, 90, 100), (1, 1, 2, 0), strict=True)
    ]
    assert [row.key for row in worst_of(bad, 5)] == ["1", "2", "0"]


def test_groups_are_made_only_where_they_divide() -> None:
    members = [replace(ROW, collections=("x", "y")), replace(ROW, key="b", collections=("x",))]
    assert [(group.kind, group.name, group.figures.definitions) for group in groups_of(members)] == [
        ("collection", "x", 2),
        ("collection", "y", 1),
    ]
    assert [group.name for group in groups_of([ROW, replace(ROW, key="b", scheme="t")])] == ["s", "t"]


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        ({"score": 90}, "worse"),
        ({"score": 90, "definitie": "x"}, "worse"),
        ({"decision": "open"}, "other"),
        ({"definitie": "x"}, "other"),
        ({"findings": (FOUND,)}, "other"),
        ({"begrip": "anders", "file": "b", "line": 3}, None),
    ],
)
def test_what_counts_as_a_change(edit: dict[str, object], kind: str | None) -> None:
    found = compare([ROW], [replace(ROW, **edit)], name="toen", made=None, same_rules=True)  # type: ignore[arg-type]
    assert [change.kind for change in found.changes] == ([kind] if kind else [])
    assert found.same == (0 if kind else 1)


def test_marks_that_overlap_are_one() -> None:
    assert marked("a<b cd", [(0, 2), (1, 3), (4, 5)]) == "<mark>a&lt;b</mark> <mark>c</mark>d"
