"""The table of ``check --timings``: dearest first, shares of the whole, nothing where nothing was measured."""

from __future__ import annotations

import io
from dataclasses import dataclass

from cli.output import Output
from cli.timing_table import write_timings


@dataclass(frozen=True)
class Measured:
    seconds: float
    candidates: int = 0
    evaluations: int = 0
    findings: int = 0


def table(rules: dict[str, Measured], features: dict[str, Measured], language: str = "nl") -> list[str]:
    stream = io.StringIO()
    write_timings(Output(stream), rules, features, 10, language)
    return stream.getvalue().splitlines()


def test_the_dearest_comes_first_and_equals_by_name() -> None:
    rules = {"B-01": Measured(0.001), "C-01": Measured(0.006, 7, 6, 5), "A-01": Measured(0.001)}
    lines = table(rules, {})
    assert lines[0] == "Tijd per regel, over 10 records"
    assert [line.split()[-1] for line in lines[2:]] == ["C-01", "A-01", "B-01"]
    assert lines[2].split() == ["6.0", "ms", "75.0%", "7", "6", "5", "C-01"]


def test_columns_stand_below_their_heads() -> None:
    lines = table({"A-01": Measured(1234.5678, 1_000_000, 999_999, 12)}, {}, "en")
    assert lines[1].split() == ["time", "share", "candidates", "evaluated", "findings"]
    assert lines[1].index("findings") + len("findings") == lines[2].index("12  A-01") + 2


def test_features_have_a_table_of_their_own() -> None:
    lines = table({"A-01": Measured(0.002)}, {"genus": Measured(0.001, 0, 3, 0)})
    assert any(line.startswith("Tijd per kenmerk") for line in lines)
    assert lines[-1].endswith("genus")


def test_what_was_not_measured_is_not_shown() -> None:
    assert table({}, {}) == []


def test_no_time_at_all_has_no_share() -> None:
    assert table({"A-01": Measured(0.0)}, {})[-1].split() == ["0.0", "ms", "0.0%", "0", "0", "0", "A-01"]
