"""The verdict table: one readable line a finding, each place once, and no text of the schemes beyond a few words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.verdicts import LONGEST_MATCH, TABLE, Place, Verdict, count, read_verdicts, verdict_line

PLACE = Place("kader.ttl", "urn:x:brug", "ESS-04", "frequentie", 4, 8)
LONGEST_WHY = 12
"""Words."""


def test_a_line_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.jsonl"
    path.write_text(verdict_line(PLACE, "vaak", Verdict.RIGHT, "niet te meten") + "\n", encoding="utf-8")

    assert read_verdicts(path) == {PLACE: Verdict.RIGHT}


def test_without_a_table_nothing_was_read(tmp_path: Path) -> None:
    assert read_verdicts(tmp_path / "verdicts.jsonl") == {}


def test_a_line_that_is_no_verdict_is_named(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.jsonl"
    path.write_text(verdict_line(PLACE, "vaak", Verdict.RIGHT, "").replace("right", "goed"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"verdicts\.jsonl:1"):
        read_verdicts(path)


def test_findings_are_counted_by_verdict_and_unread_ones_apart() -> None:
    other = Place("kader.ttl", "urn:x:sluis", "ESS-04", "frequentie", 0, 4)

    assert count([PLACE, other], {PLACE: Verdict.FALSE}) == {
        Verdict.RIGHT: 0, Verdict.FALSE: 1, Verdict.ARGUABLE: 0, None: 1,
    }  # fmt: skip


def test_the_table_has_each_place_once_with_a_short_reason_and_a_short_match() -> None:
    lines = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]

    assert len(read_verdicts()) == len(lines) >= 220
    assert all(0 < len(line["why"].split()) <= LONGEST_WHY for line in lines)
    assert all(len(line["match"]) <= LONGEST_MATCH for line in lines)
