"""Version numbers: which one comes next, and whether a number says enough."""

from __future__ import annotations

import pytest

from engine.packs.step import Step, next_version, says

NEXT = [
    ("1.2.3", Step.NONE, "1.2.3"), ("1.2.3", Step.PATCH, "1.2.4"), ("1.2.3", Step.MINOR, "1.3.0"),
    ("1.2.3", Step.MAJOR, "2.0.0"), ("0.1.0", Step.PATCH, "0.1.1"), ("0.1.0", Step.MINOR, "0.1.1"),
    ("0.1.0", Step.MAJOR, "0.2.0"), ("2.0.0-rc.1", Step.MAJOR, "2.0.0"), ("1.2.3+build.5", Step.PATCH, "1.2.4"),
]  # fmt: skip


@pytest.mark.parametrize(("version", "step", "expected"), NEXT)
def test_the_version_that_says_a_step(version: str, step: Step, expected: str) -> None:
    assert next_version(version, step) == expected
    assert says(version, expected, step)


SAYS = [
    ("1.0.0", "1.0.0", Step.NONE, True), ("1.0.0", "0.9.0", Step.NONE, False), ("1.0.0", "1.0.0", Step.PATCH, False),
    ("1.0.0", "1.0.1", Step.PATCH, True), ("1.0.0", "1.0.1", Step.MINOR, False), ("1.0.0", "1.1.0", Step.MINOR, True),
    ("1.0.0", "3.0.0", Step.MINOR, True), ("1.9.0", "2.0.0", Step.MAJOR, True), ("1.9.0", "1.10.0", Step.MAJOR, False),
    ("1.10.0", "1.9.0", Step.PATCH, False), ("0.1.0", "0.1.1", Step.MINOR, True), ("0.1.0", "0.1.1", Step.MAJOR, False),
    ("0.1.0", "0.2.0", Step.MAJOR, True), ("1.0.0", "2.0.0-rc.1", Step.MAJOR, True),
    ("2.0.0-rc.1", "2.0.0-rc.2", Step.MAJOR, True), ("2.0.0-rc.2", "2.0.0-rc.1", Step.PATCH, False),
    ("2.0.0-rc.2", "2.0.0-rc.10", Step.PATCH, True), ("2.0.0-rc.1", "2.0.0", Step.PATCH, True),
    ("2.0.0", "2.0.0-rc.1", Step.PATCH, False), ("1.0.0", "1.0.0+2", Step.PATCH, False),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "step", "enough"), SAYS)
def test_whether_a_number_says_enough(old: str, new: str, step: Step, enough: bool) -> None:
    assert says(old, new, step) is enough


def test_what_is_no_version_is_refused() -> None:
    with pytest.raises(ValueError, match="no version"):
        next_version("1.0", Step.PATCH)
