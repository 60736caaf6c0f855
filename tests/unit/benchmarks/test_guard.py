"""The regression guard compares ratios with its baseline; the measuring itself is no test."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks import guard
from benchmarks.guard import Ratio, compared, main, read_baseline, worse


def ratios(*values: float) -> Callable[[], float]:
    """A measurement that gives one value after the other."""
    left: Iterator[float] = iter(values)
    return lambda: next(left)


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps({"machine": "m", "figures": {"snel": 2.0, "oud": 1.0}}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("before", "now", "is_worse"), [(2.0, 2.5, False), (2.0, 2.51, True), (2.0, 1.0, False), (None, 9.0, False)]
)
def test_a_figure_is_worse_beyond_its_tolerance(before: float | None, now: float, is_worse: bool) -> None:
    assert worse(before, now, 0.25) is is_worse


@pytest.mark.parametrize(
    ("measured", "status", "said"),
    [
        ((2.1,), 0, "Niets is trager"),
        ((3.0, 2.2), 0, "Niets is trager"),
        ((3.0, 2.9), 1, "Trager geworden: snel."),
    ],
    ids=["goed", "eenmalig", "trager"],
)
def test_what_is_worse_twice_fails(
    baseline: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    measured: tuple[float, ...], status: int, said: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(guard, "RATIOS", (Ratio("snel", "a / b", ratios(*measured)),))
    assert main(["--baseline", str(baseline)]) == status
    assert said in capsys.readouterr().out


def test_a_baseline_is_renewed_and_keeps_what_was_not_measured(baseline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "RATIOS", (Ratio("snel", "a / b", ratios(9.0)),))
    assert main(["--baseline", str(baseline), "--update"]) == 0
    assert read_baseline(baseline) == {"snel": 9.0, "oud": 1.0}


def test_a_new_figure_has_nothing_to_be_worse_than(tmp_path: Path) -> None:
    assert read_baseline(tmp_path / "zoek.json") == {}
    assert compared({}, {"nieuw": 3.0}) == [("nieuw", "–", "3", "–", "nieuw")]


def test_every_ratio_has_a_baseline() -> None:
    assert {ratio.name for ratio in guard.RATIOS} <= read_baseline(guard.BASELINE).keys()
