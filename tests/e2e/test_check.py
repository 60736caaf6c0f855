"""``definitie check``: what a person and a program get to see, and with which exit status."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine.schema_export import REPORT_SCHEMA
from tests.e2e.command import PACK, check

DATA = Path(os.environ.get("DEFINITIE_DATA", Path(__file__).parents[2] / "../shared/data")) / "begrippenkaders"
VALIDATOR = Draft202012Validator(json.loads(REPORT_SCHEMA.read_text(encoding="utf-8")))

RECORDS = """\
{"id": "1", "begrip": "kazerne", "definitie": "eigenlijk een gebouw, eigenlijk van het leger"}
{"id": "2", "begrip": "post", "definitie": "gebouw"}
{"id": "3", "begrip": "wacht", "definitie": "gebouw"}
{"id": "4", "begrip": "leegte", "definitie": " "}
{"id": "5", "begrip": "schildwacht", "definitie": "persoon die de wacht houdt"}
"""
TEXT = """\
kader.jsonl:1: kazerne (score 0.60, afgekeurd)
  error    WOORD-01     0-9      ‘eigenlijk’ zegt niets over ‘kazerne’.
  error    WOORD-01     22-31    ‘eigenlijk’ zegt niets over ‘kazerne’.
                                 → Laat het weg.
kader.jsonl:2: post (score 0.90, geaccepteerd)
  warning  KORT-01               1 woorden; het moeten er ten minste 3 zijn.
  info     DUBBEL-01             Deze tekst staat ook bij ‘wacht’.
kader.jsonl:3: wacht (score 0.90, geaccepteerd)
  warning  KORT-01               1 woorden; het moeten er ten minste 3 zijn.
  info     DUBBEL-01             Deze tekst staat ook bij ‘post’.
kader.jsonl:4: leegte (score 0.00, afgekeurd)
  error    LEEG-01               De definitie van ‘leegte’ is leeg.

5 records gecontroleerd, 4 met bevindingen; 3 geaccepteerd, 2 afgekeurd
  error        3  WOORD-01 2, LEEG-01 1
  warning      2  KORT-01 2
  info         2  DUBBEL-01 2
Laagste score
  0.00  leegte  kader.jsonl:4
  0.60  kazerne  kader.jsonl:1
  0.90  post  kader.jsonl:2
  0.90  wacht  kader.jsonl:3
Verder: definitie explain LEEG-01 kader.jsonl --id 4 --pack {pack}
"""
ENGLISH = """\
kazerne (score 0.80, rejected)
  error    WOORD-01     0-9      “eigenlijk” says nothing about “kazerne”.
                                 → (nl) Laat het weg.

1 record checked, 1 with findings
  error        1  WOORD-01 1
Not evaluated
  there are no other entries to compare with (no_corpus): DUBBEL-01 1
    Check a whole concept scheme, or give one with --corpus.
Next: definitie explain WOORD-01 --begrip kazerne --definitie 'eigenlijk een gebouw' --pack {pack}
"""


@pytest.fixture
def scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scheme of five records, in the working folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("kader.jsonl")
    path.write_text(RECORDS)
    return path


def test_findings_per_record_then_a_summary_with_the_next_step(scheme: Path) -> None:
    result = check(scheme)
    assert result.stdout == TEXT.replace("{pack}", PACK)
    assert (result.exit_code, result.stderr) == (1, "")


def test_a_single_definition_in_english() -> None:
    result = check("--begrip", "kazerne", "--definitie", "eigenlijk een gebouw", "--lang", "en")
    assert result.stdout == ENGLISH.replace("{pack}", PACK)
    assert result.exit_code == 1


def test_a_good_definition_is_told_in_a_line() -> None:
    result = check("--begrip", "schildwacht", "--definitie", "persoon die de wacht houdt", "--only", "WOORD-01")
    assert result.stdout == "1 record gecontroleerd, geen bevindingen\n"
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 1),
        (["--fail-level", "never"], 0),
        (["--only", "DUBBEL-01"], 0),
        (["--only", "dubbel-01", "--fail-level", "info"], 1),
        (["--only", "KORT-01,DUBBEL-01", "--fail-level", "error"], 0),
        (["--only", "KORT-01", "--only", "DUBBEL-01", "--fail-level", "warning"], 1),
        (["--only", "KORT-01", "--profile", "streng"], 1),
    ],
)
def test_the_fail_level_decides_the_exit_status(scheme: Path, options: list[str], status: int) -> None:
    assert check(scheme, *options).exit_code == status


def test_json_lines_go_out_alone_and_fit_the_schema(scheme: Path) -> None:
    result = check(scheme, "--format", "jsonl")
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert [report["id"] for report in reports] == ["1", "2", "3", "4", "5"]
    assert [error.message for report in reports for error in VALIDATOR.iter_errors(report)] == []
    assert [len(report["outcomes"]) for report in reports] == [4] * 5
    assert "5 records gecontroleerd" in result.stderr
    (first, second) = reports[0]["outcomes"][-1]["findings"]
    for finding in (first, second):
        assert json.loads(RECORDS.splitlines()[0])["definitie"][finding["start"] : finding["end"]] == finding["match"]


def test_json_is_one_array_of_the_same_reports(scheme: Path, tmp_path: Path) -> None:
    lines = check(scheme, "--format", "jsonl").stdout.splitlines()
    assert json.loads(check(scheme, "--format", "json").stdout) == [json.loads(line) for line in lines]
    (tmp_path / "leeg.json").write_text("[]")
    assert json.loads(check("leeg.json", "--format", "json").stdout) == []


def test_with_only_nothing_is_decided(scheme: Path) -> None:
    result = check(scheme, "--only", "W-1", "--format", "jsonl")
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert {report["decision"] for report in reports} == {None}
    assert [[outcome["code"] for outcome in report["outcomes"]] for report in reports] == [["WOORD-01"]] * 5


def test_standard_input_is_a_corpus_too() -> None:
    result = check("-", "--format", "jsonl", stdin=RECORDS)
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert reports[0]["origin"] == {"file": "<stdin>", "line": 1, "iri": None}
    assert "DUBBEL-01 2" in result.stderr
    assert "definitie explain LEEG-01 - --id 4" in result.stderr


def test_a_single_record_has_no_corpus_unless_one_is_given_or_it_brings_its_own(scheme: Path, tmp_path: Path) -> None:
    def outcome(*arguments: str | Path, stdin: str) -> str:
        (line,) = check(*arguments, "--only", "DUBBEL-01", "--format", "jsonl", stdin=stdin).stdout.splitlines()
        return str(json.loads(line)["outcomes"][0]["outcome"])

    record = '{"begrip": "barak", "definitie": "gebouw"}'
    with_corpus = '{"begrip": "barak", "definitie": "gebouw", "corpus": [{"begrip": "x", "definitie": "huis"}]}'
    assert outcome("-", stdin=record) == "not_evaluated"
    assert outcome("-", "--corpus", scheme, stdin=record) == "fail"
    assert outcome("-", "--corpus", scheme, stdin=with_corpus) == "pass"


def test_what_acts_on_a_terminal_is_shown_and_never_sent() -> None:
    result = check("--begrip", "\x1b[31mrood", "--definitie", "eigenlijk\neen \u202egebouw")
    assert "\u202e" not in result.stdout
    assert "\x1b" not in result.stdout
    assert "<U+001B>[31mrood (score" in result.stdout


def test_a_megabyte_is_judged_within_the_budget_or_said_not_to_be() -> None:
    record = json.dumps({"begrip": "groot", "definitie": "eigenlijk een gebouw, " * 50_000})
    result = check("-", "--format", "jsonl", "--fail-level", "never", stdin=record)
    (report,) = [json.loads(line) for line in result.stdout.splitlines()]
    outcomes = {outcome["code"]: outcome for outcome in report["outcomes"]}
    assert result.exit_code == 0
    assert outcomes["WOORD-01"]["reason"]["code"] == "limit"
    assert "limit" in result.stderr


def test_a_real_scheme_is_checked_and_its_one_concept_without_definition_named() -> None:
    path = DATA / "energiesysteembeheer.ttl"
    if not path.exists():
        pytest.skip(f"no concept schemes in {DATA}: set DEFINITIE_DATA to the folder with the data")
    result = check(path, "--format", "jsonl")
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(reports) == 235
    assert [error.message for report in reports for error in VALIDATOR.iter_errors(report)] == []
    assert "Zonder definitie (1)\n  opregel- of afregelaanbod" in result.stderr
