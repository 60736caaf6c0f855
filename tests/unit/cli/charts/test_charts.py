"""Plots: numbers as readers write them, axes with round numbers, and drawings that say what they show."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from cli.charts.model import Bars, Chart, Curve, Lines, Series, number, ticks
from cli.charts.png import write_png
from cli.charts.svg import svg

BARS = Bars("b", "Staven", "Drie en vijf.", "Wat", ("een & ander", "twee"), (
    Series("goed", (3.0, 0.0), "#000000"), Series("fout", (0.0, 5.0), "#ffffff"),
))  # fmt: skip
COLUMNS = Bars("c", "Kolommen", "Een.", "Wat", ("een",), (Series("aantal", (1234.0,), "#000000"),), upright=True)
LINES = Lines(
    "l", "Lijnen", "Omhoog.", "regels", "µs", (Curve("hier", ((50.0, 20.0), (5000.0, 35.0)), "#000000"),), log_x=True
)
LOG = Lines("g", "Log", "Omlaag.", "n", "s", (Curve("hier", ((1.0, 0.01), (2.0, 100.0)), "#000000"),), log_y=True)


@pytest.mark.parametrize(
    ("value", "language", "decimals", "said"),
    [(1234.5, "nl", 1, "1.234,5"), (1234.5, "en", 1, "1,234.5"), (7, "nl", 0, "7"), (-0.5, "nl", 2, "-0,50")],
)
def test_numbers_are_written_as_readers_do(value: float, language: str, decimals: int, said: str) -> None:
    assert number(value, language, decimals) == said


@pytest.mark.parametrize(
    ("low", "high", "log", "marks"),
    [
        (0, 40, False, [0, 10, 20, 30, 40]),
        (0, 1, False, [0, 0.25, 0.5, 0.75, 1]),
        (0.02, 90, True, [0.01, 0.1, 1, 10, 100]),
    ],
)
def test_ticks_are_round_and_cover_the_values(low: float, high: float, log: bool, marks: list[float]) -> None:
    assert list(ticks(low, high, log=log)) == pytest.approx(marks)


@pytest.mark.parametrize("chart", [BARS, COLUMNS, LINES, LOG], ids=lambda chart: chart.key)
def test_a_drawing_is_well_formed_and_described(chart: Chart) -> None:
    root = ElementTree.fromstring(svg(chart, "nl"))  # noqa: S314 - made by us
    assert root.attrib["aria-labelledby"] == f"{chart.key}-t {chart.key}-d"
    assert [root[0].text, root[1].text] == [chart.title, chart.about]


def test_bars_are_as_long_as_their_values() -> None:
    root = ElementTree.fromstring(svg(BARS, "nl"))  # noqa: S314
    drawn = [float(each.attrib["width"]) for each in root.iter("rect") if float(each.attrib["height"]) > 12]
    assert drawn[0] / drawn[1] == pytest.approx(3 / 5, rel=0.01)
    assert "een & ander" in [text.text for text in root.iter("text")]


@pytest.mark.parametrize("chart", [BARS, COLUMNS, LINES, LOG], ids=lambda chart: chart.key)
def test_a_picture_is_the_same_each_time(chart: Chart, tmp_path: Path) -> None:
    for name in ("een", "twee"):
        write_png(chart, tmp_path / f"{name}.png", "nl")
    assert (tmp_path / "een.png").read_bytes() == (tmp_path / "twee.png").read_bytes()
    assert (tmp_path / "een.png").read_bytes().startswith(b"\x89PNG")
