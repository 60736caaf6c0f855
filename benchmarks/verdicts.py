"""The verdict table: what a reader, as a terminologist, said of findings in real concept schemes.

One line a finding: where it is (file, concept, rule, clause, start and end in the definition as given), the verdict and
why. No text of the schemes is in it but a few words of the match, so that a line can be read. A verdict counts as long
as the finding is made; a finding that moved or went away leaves its line behind, which then counts for nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

TABLE = Path(__file__).resolve().parent / "accuracy" / "verdicts.jsonl"
LONGEST_MATCH = 40
"""Code points of a match that a line repeats."""


class Verdict(StrEnum):
    """What a reader said: right, false (a false alarm), or arguable (terminologists could differ)."""

    RIGHT = "right"
    FALSE = "false"
    ARGUABLE = "arguable"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a finding is: what verdict and finding are matched by. ``start`` is -1 for a finding about the record."""

    file: str
    concept: str
    code: str
    clause: str
    start: int
    end: int


def read_verdicts(path: Path = TABLE) -> dict[Place, Verdict]:
    """The verdicts by place; empty where there is no table. Raises ``ValueError`` for a line that is none."""
    return dict(_lines(path)) if path.exists() else {}


def _lines(path: Path) -> Iterator[tuple[Place, Verdict]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            data = json.loads(line)
            start, end = data["place"]
            place = Place(data["file"], data["concept"], data["code"], data["clause"], start, end)
            yield place, Verdict(data["verdict"])
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}:{number}: {error}") from error


def verdict_line(place: Place, match: str | None, verdict: Verdict, why: str) -> str:
    """A line of the table, without its end."""
    shown = (match or "")[:LONGEST_MATCH]
    return json.dumps(
        {
            "file": place.file, "concept": place.concept, "code": place.code, "clause": place.clause,
            "place": [place.start, place.end], "match": shown, "verdict": verdict.value, "why": why,
        },
        ensure_ascii=False,
    )  # fmt: skip


def count(places: Iterable[Place], verdicts: dict[Place, Verdict]) -> dict[Verdict | None, int]:
    """How many of these findings have each verdict; ``None``: nobody read them."""
    found: dict[Verdict | None, int] = dict.fromkeys((*Verdict, None), 0)
    for place in places:
        found[verdicts.get(place)] += 1
    return found
