"""The statutes of the tests, in each format: every definition found, with its place, and none invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.sources import Statute, judge, statutes
from plugins.analyzers.morphology import MorphologyAnalyzer
from plugins.generators.source import SourceGenerator, read_source
from tests.unit.plugins.generators.source.documents import as_html, write_docx, write_pdf

STATUTES = statutes()
PLAIN = [each for each in STATUTES if each.path.suffix == ".txt"]


@pytest.fixture(scope="module")
def generator() -> SourceGenerator:
    analyzer = MorphologyAnalyzer.load()
    return SourceGenerator(lambda: [analyzer])


def test_the_statutes_are_enough_to_measure_by() -> None:
    assert len(STATUTES) >= 10
    assert sum(len(each.expected) for each in STATUTES) >= 150
    assert sum(len(each.mentioned) for each in STATUTES) >= 150


@pytest.mark.parametrize("statute", STATUTES, ids=lambda each: each.path.stem)
def test_every_definition_is_found_with_its_place_and_none_invented(
    statute: Statute, generator: SourceGenerator
) -> None:
    result = judge(statute, read_source(statute.path), generator)
    assert (result.missed, result.miscited, result.invented) == ([], [], [])


def html(text: str, path: Path) -> None:
    path.write_text(as_html(text), encoding="utf-8")


@pytest.mark.parametrize("statute", PLAIN, ids=lambda each: each.path.stem)
@pytest.mark.parametrize(
    ("suffix", "write"), [(".html", html), (".docx", write_docx), (".pdf", write_pdf)], ids=lambda each: str(each)[:5]
)
def test_the_format_makes_no_difference(
    statute: Statute, suffix: str, write: Callable[[str, Path], None], generator: SourceGenerator, tmp_path: Path
) -> None:
    path = tmp_path / f"document{suffix}"
    write(statute.path.read_text(encoding="utf-8"), path)
    result = judge(statute, read_source(path), generator)
    assert (result.missed, result.miscited, result.invented) == ([], [], [])
