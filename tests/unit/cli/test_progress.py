"""The progress bar: on a terminal only, only after a second, and gone when something else is written."""

from __future__ import annotations

import io

import pytest

from cli.progress import ProgressBar


class Screen(io.StringIO):
    """A stream that is, or is not, a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in seconds, as the only item."""
    now = [100.0]
    monkeypatch.setattr("cli.progress.time.monotonic", lambda: now[0])
    return now


def test_nothing_is_shown_before_a_second_of_work(clock: list[float]) -> None:
    screen = Screen(terminal=True)
    bar = ProgressBar(screen, "controleren")
    clock[0] += 0.9
    bar.show(1, 10)
    assert screen.getvalue() == ""
    clock[0] += 0.2
    bar.show(2, 10)
    bar.clear()
    assert "controleren" in screen.getvalue()
    assert "2/10" in screen.getvalue()


def test_it_is_drawn_at_most_ten_times_a_second(clock: list[float]) -> None:
    screen = Screen(terminal=True)
    bar = ProgressBar(screen, "controleren")
    clock[0] += 2
    bar.show(1, 10)
    before = screen.getvalue()
    clock[0] += 0.05
    bar.show(2, 10)
    assert screen.getvalue() == before
    bar.clear()


def test_a_pipe_never_sees_it(clock: list[float]) -> None:
    screen = Screen(terminal=False)
    bar = ProgressBar(screen, "controleren")
    clock[0] += 60
    bar.show(5, None)
    bar.clear()
    assert screen.getvalue() == ""
