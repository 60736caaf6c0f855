"""What a run spent its time on: a table of rules and one of features, dearest first, for ``check --timings``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from cli.output import Output
from cli.texts import say

HEAD = ("timings-time", "timings-share", "timings-candidates", "timings-evaluations", "timings-findings")
WIDTH = 13
"""Characters of a column of figures."""


class Timed(Protocol):
    """What was measured of one rule or feature."""

    @property
    def seconds(self) -> float: ...
    @property
    def candidates(self) -> int: ...
    @property
    def evaluations(self) -> int: ...
    @property
    def findings(self) -> int: ...


def write_timings(
    output: Output, rules: Mapping[str, Timed], features: Mapping[str, Timed], records: int, language: str
) -> None:
    """Write both tables.

    Args:
        output: where to.
        rules: measurements by code.
        features: measurements by name; their time is part of that of the rules that asked them.
        records: how many records were judged.
        language: language of the headings.
    """
    for title, measured in (("timings-rules", rules), ("timings-features", features)):
        if not measured:
            continue
        total = sum(each.seconds for each in measured.values())
        output.line((say(title, language, records=records), "bold"))
        _row(output, [say(key, language) for key in HEAD], "")
        for name, each in sorted(measured.items(), key=lambda pair: (-pair[1].seconds, pair[0])):
            share = each.seconds / total if total else 0.0
            _row(
                output,
                [*_times(each.seconds, share), *map(str, (each.candidates, each.evaluations, each.findings))],
                name,
            )
    output.flush()


def _times(seconds: float, share: float) -> tuple[str, str]:
    return f"{1000 * seconds:.1f} ms", f"{share:.1%}"


def _row(output: Output, cells: list[str], name: str) -> None:
    output.write("".join(cell.rjust(WIDTH) for cell in cells) + f"  {name}".rstrip() + "\n")
