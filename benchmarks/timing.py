"""Measuring time: the fastest of some rounds, since everything else a machine does only makes a round slower."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence

ROUNDS = 3


def best(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of processor time of the fastest of ``rounds`` runs, without the garbage collector in between."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def alternately(runs: Sequence[Callable[[], object]], rounds: int = ROUNDS) -> list[float]:
    """The fastest of each of some runs, taken in turn, so that a slow spell of the machine meets them all."""
    times = [float("inf")] * len(runs)
    for _ in range(rounds):
        for at, run in enumerate(runs):
            times[at] = min(times[at], best(run, 1))
    return times


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
