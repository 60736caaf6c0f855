"""What is made to measure on: the same each time, readable by the loader, and found alike by every alternative."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import alternatives, madepacks
from benchmarks.corpora import made_entries
from benchmarks.report import BenchReport, Section, page, text_of
from benchmarks.timing import quantile
from cli.charts.model import Bars, Series
from plugins import load_engine

TEXTS = ["Een zaak die op korte termijn en in principe telt.", "een korte weg, op korte termijn", "niets"]
PHRASES = ["in principe", "korte", "op korte termijn"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(madepacks, "FOLDER", tmp_path)
    return tmp_path


def test_a_made_corpus_is_the_same_each_time_and_uses_its_own_terms() -> None:
    entries = made_entries(200)
    assert entries == made_entries(200)
    assert len({entry.begrip for entry in entries}) == 200
    terms = {entry.begrip for entry in entries}
    assert sum((entry.definitie or "").split()[0] in terms for entry in entries) == 199


@pytest.mark.parametrize("kind", ["literal", "lexicon", "require"])
def test_a_made_pack_loads(kind: str) -> None:
    assert len(load_engine([str(madepacks.made_pack(kind, 3))], verify=False).rules) == 3


def test_alternatives_answer_the_same_question() -> None:
    pack = madepacks.phrase_pack(PHRASES)
    tried = [alternatives.engine(pack, TEXTS), alternatives.regex_loop(PHRASES, TEXTS)]
    assert [each.run() for each in tried if each.run is not None] == [6, 6]
    union = alternatives.regex_union(PHRASES, TEXTS).run
    assert union is not None
    assert union() == 4  # of phrases that overlap only one


def test_conditions_answer_the_same_question() -> None:
    limits = (1, 4)
    pack = madepacks.write_pack("getallen", [f"require count(words) >= {limit}" for limit in limits], {})
    tried = [alternatives.engine(pack, TEXTS), alternatives.python_conditions(limits, TEXTS)]
    assert [each.run() for each in tried if each.run is not None] == [1, 1]


def test_a_benchmark_report_is_read_as_page_and_as_text() -> None:
    chart = Bars("b", "Balken", "Over <b>.", "wat", ("een",), (Series("/s", (1234.0,), "#000"),))
    report = BenchReport(
        "Titel <x>", "Over", {"python": "3", "leeg": ""}, {},
        [Section("Tabel", header=("naam", "aantal"), rows=[("a", 1200), ("b", None)]), Section("Plaat", chart=chart)],
    )  # fmt: skip
    assert text_of(report).splitlines()[3:] == [
        "Tabel", "  naam  aantal", "  a     1.200", "  b     –", "", "Plaat", "  wat  /s", "  een  1.234",
    ]  # fmt: skip
    shown = page(report)
    assert "Titel &lt;x&gt;" in shown
    assert "Over &lt;b&gt;." in shown
    assert '<td class="n">1.200</td>' in shown


def test_a_quantile_is_a_value_that_was_measured() -> None:
    assert [quantile([3.0, 1.0, 2.0], share) for share in (0.0, 0.5, 1.0)] == [1.0, 2.0, 3.0]
