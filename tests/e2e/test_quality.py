"""``definitie bench quality``: what is in a report, what changed since another, and what it says of bad input."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli import bench
from cli.quality import making
from tests.e2e.command import PACK, definitie

SCHEME = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <urn:kader/> .
:s a skos:ConceptScheme ; skos:prefLabel "Kader <b>bouw</b>"@nl ; dct:creator "Gemeente" .
:k a skos:Concept ; skos:inScheme :s ; skos:prefLabel "kazerne"@nl ; skos:definition "eigenlijk een groot gebouw"@nl .
:l a skos:Concept ; skos:inScheme :s ; skos:prefLabel "leegte"@nl .
:m a skos:Concept ; skos:inScheme :s ; skos:prefLabel "muur"@nl ; dct:creator "Afdeling Bouw" ;
   skos:definition "staand deel van een gebouw"@nl .
:c a skos:Collection ; skos:prefLabel "Gebouwen"@nl ; skos:member :k, :m .
"""
LATER = SCHEME.replace("eigenlijk een groot", "groot stenen").replace("staand deel", "eigenlijk staand deel")
FILES = ["rapport.html", "rapport.json", "definities.csv", "bevindingen.csv", "regels.csv", "groepen.csv"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "kader.ttl").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "later.ttl").write_text(LATER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def quality(*arguments: str, code: int = 0) -> tuple[str, str]:
    """Make a report with the pack of these tests; what went to standard output and to standard error."""
    result = definitie("bench", "quality", "--pack", PACK, *arguments)
    assert result.exit_code == code, result.stderr
    return result.stdout, result.stderr


def report(folder: Path, name: str = "kwaliteit") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / name / "rapport.json").read_text(encoding="utf-8"))
    return found


def test_a_report_is_written_as_page_data_tables_and_pictures(folder: Path) -> None:
    printed, said = quality("kader.ttl")
    files = [f"kwaliteit/{name}" for name in FILES]
    assert printed.splitlines() == [*files, *(f"kwaliteit/{name}.png" for name in ("scores", "decisions", "findings"))]
    assert "2 definities beoordeeld" in said
    found = report(folder)
    assert found["title"] == "Kwaliteit van Kader <b>bouw</b>"
    assert found["undefined"] == ["leegte"]
    assert found["figures"]["definitions"] == 2
    assert found["figures"]["findings"] == sum(len(row["findings"]) for row in found["definitions"])
    assert sum(found["figures"]["histogram"]) == 2
    assert [(group["kind"], group["name"], group["figures"]["definitions"]) for group in found["groups"]] == [
        ("collection", "Gebouwen", 2),
        ("owner", "Afdeling Bouw", 1),
        ("owner", "Gemeente", 1),
    ]
    word = next(rule for rule in found["rules"] if rule["code"] == "WOORD-01")
    assert (word["findings"], word["examples"][0]["begrip"]) == (1, "kazerne")
    assert (word["examples"][0]["start"], word["examples"][0]["end"]) == (0, 9)


@pytest.mark.parametrize(
    ("count", "title"), [(2, "Kwaliteit van a.csv en nog 1 kader"), (3, "Kwaliteit van a.csv en nog 2 kaders")]
)
def test_a_report_on_several_schemes_says_how_many(count: int, title: str, folder: Path) -> None:
    names = ["a.csv", "b.csv", "c.csv"][:count]
    for name in names:
        (folder / name).write_text("begrip,definitie\nmuur,deel van een gebouw\n", encoding="utf-8")
    quality(*names, "--out", "r", "--format", "json")
    assert json.loads((folder / "r" / "rapport.json").read_text(encoding="utf-8"))["title"] == title


def test_the_page_needs_nothing_else_and_shows_data_as_text(folder: Path) -> None:
    quality("kader.ttl", "--format", "html")
    page = (folder / "kwaliteit/rapport.html").read_text(encoding="utf-8")
    assert "<mark>eigenlijk</mark> een groot gebouw" in page
    assert "Kader &lt;b&gt;bouw&lt;/b&gt;" in page
    assert not re.search(r"<(?:script|link|img|iframe)|(?:src|href)=|url\(", page)
    assert page.count("<svg ") == page.count('role="img"') == page.count("<details><summary>Als tabel</summary>") == 3
    assert sorted(path.name for path in (folder / "kwaliteit").iterdir()) == ["rapport.html"]


def test_the_same_input_gives_the_same_bytes_apart_from_the_stamp(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, moment in (("een", "1000000000"), ("twee", "1100000000")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        quality("kader.ttl", "--compare", "later.ttl", "--out", name)
    names = sorted(path.name for path in (folder / "een").iterdir())
    assert names == sorted(path.name for path in (folder / "twee").iterdir())
    one, two = ({name: (folder / out / name).read_bytes() for name in names} for out in ("een", "twee"))
    stamps = {b"2001-09-09 01:46 UTC": one, b"2004-11-09 11:33 UTC": two}
    for stamp, files in stamps.items():
        assert sum(data.count(stamp) for data in files.values()) == 2
        files.update({name: data.replace(stamp, b"STAMP") for name, data in files.items()})
    assert [name for name in names if one[name] != two[name]] == []
    assert any(name.endswith(".png") for name in names)


def test_what_changed_since_an_earlier_report(folder: Path) -> None:
    extra = (
        ':n a skos:Concept ; skos:inScheme :s ; skos:prefLabel "nok"@nl ; skos:definition "hoogste deel van dak"@nl .\n'
    )
    (folder / "later.ttl").write_text(LATER + extra, encoding="utf-8")
    quality("kader.ttl", "--out", "toen", "--format", "json")
    quality("later.ttl", "--previous", "toen/rapport.json", "--out", "nu")
    changes = report(folder, "nu")["comparison"]
    assert [(each["kind"], each["begrip"]) for each in changes["changes"]] == [
        ("worse", "muur"), ("better", "kazerne"), ("new", "nok"),
    ]  # fmt: skip
    assert changes["changes"][0]["arisen"] == ["WOORD-01"]
    assert changes["changes"][1]["solved"] == ["WOORD-01"]
    assert changes["same_rules"] is True
    assert report(folder, "nu")["notes"] == []
    with (folder / "nu/verschillen.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["begrip"] for row in csv.DictReader(stream)] == ["muur", "kazerne", "nok"]
    assert "Verschil met rapport.json" in (folder / "nu/rapport.html").read_text(encoding="utf-8")


def test_the_files_of_an_earlier_date_can_be_given_themselves(folder: Path) -> None:
    quality("kader.ttl", "--compare", "later.ttl", "--format", "json")
    changes = report(folder)["comparison"]
    assert (changes["name"], changes["better"], changes["worse"], changes["same"]) == ("later.ttl", 1, 1, 0)


@pytest.mark.parametrize(
    ("edit", "code", "note"),
    [
        (
            lambda text: text.replace("definitie-quality/1", "definitie-quality/9"),
            2,
            "heeft een andere vorm (definitie-",
        ),
        (
            lambda text: text.replace('"verdict_digest": "sha256:', '"verdict_digest": "sha256:0'),
            0,
            "met andere regels",
        ),
        (
            lambda text: text.replace("eigen/standaard", "eigen/streng"),
            0,
            "met een ander profiel gemaakt (eigen/streng",
        ),
        (lambda text: text.replace('"key"', '"sleutel"'), 2, "is geen kwaliteitsrapport (/definitions/0"),
        (lambda text: text[:-20], 2, "is geen kwaliteitsrapport (JSON"),
        (lambda text: text.replace("urn:kader/", "urn:ander/"), 0, "Geen enkele definitie staat ook"),
    ],
    ids=["format", "rules", "profile", "shape", "json", "scheme"],
)
def test_a_report_says_what_is_wrong_with_the_earlier_one(folder: Path, edit: Any, code: int, note: str) -> None:
    quality("kader.ttl", "--out", "toen", "--format", "json")
    earlier = folder / "toen/rapport.json"
    earlier.write_text(edit(earlier.read_text(encoding="utf-8")), encoding="utf-8")
    _, said = quality("kader.ttl", "--previous", str(earlier), "--format", "json", "--format", "html", code=code)
    assert note in said
    assert any(note in each for each in report(folder)["notes"])
    assert (report(folder)["comparison"] is None) is (code == 2)
    assert "Let op" in (folder / "kwaliteit/rapport.html").read_text(encoding="utf-8")


def test_an_earlier_report_that_is_not_there_is_said_and_the_report_is_made(folder: Path) -> None:
    _, said = quality("kader.ttl", "--previous", "zoek.json", "--format", "json", code=2)
    assert "‘zoek.json’ is geen kwaliteitsrapport" in said
    assert report(folder)["figures"]["definitions"] == 2


@pytest.mark.parametrize(
    ("path", "text", "note"),
    [
        ("leeg.jsonl", "", "geen enkele definitie"),
        ("kapot.jsonl", "{", "Niet alles kon worden gelezen (1)"),
        ("zoek.ttl", None, "Niet alles kon worden gelezen (1)"),
    ],
)
def test_a_report_on_unusable_files_says_so(folder: Path, path: str, text: str | None, note: str) -> None:
    if text is not None:
        (folder / path).write_text(text, encoding="utf-8")
    quality(path, "--format", "json", "--format", "html", code=2)
    assert any(note in each for each in report(folder)["notes"])
    assert "geen enkele definitie" in (folder / "kwaliteit/rapport.html").read_text(encoding="utf-8")


def test_the_good_records_of_a_file_are_reported_beside_the_bad(folder: Path) -> None:
    lines = [
        '{"begrip": "a", "definitie": "eigenlijk een gebouw"}',
        "{",
        '{"begrip": "a", "definitie": "groot gebouw"}',
    ]
    (folder / "kader.jsonl").write_text("\n".join(lines), encoding="utf-8")
    _, said = quality("kader.jsonl", "--lang", "en", code=2)
    assert "kader.jsonl:2" in said
    assert [row["key"] for row in report(folder)["definitions"]] == ["a", "a (2)"]
    assert "Not all could be read (1)" in (folder / "kwaliteit/rapport.html").read_text(encoding="utf-8")


def test_without_the_extra_the_data_can_still_be_had(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "NEEDED", {"html": "er_is_geen_html", "png": "er_is_geen_png"})
    _, said = quality("kader.ttl", code=2)
    assert "definitie[reports]" in said
    quality("kader.ttl", "--format", "csv", "--format", "json")
    assert report(folder)["figures"]["definitions"] == 2


def test_a_spreadsheet_shows_texts_and_computes_none(folder: Path) -> None:
    record = {"begrip": "=1+1", "definitie": "gebouw", "context": {"organizational": ["OM"]}}
    (folder / "kader.jsonl").write_text(json.dumps(record), encoding="utf-8")
    quality("kader.jsonl", "--format", "csv", "--format", "json")
    with (folder / "kwaliteit/definities.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["begrip"] for row in csv.DictReader(stream)] == ["'=1+1"]
    assert [(group["kind"], group["name"]) for group in report(folder)["groups"]] == [("context", "OM")]


def test_one_earlier_moment_is_compared_with(folder: Path) -> None:
    _, said = quality("kader.ttl", "--previous", "a.json", "--compare", "b.ttl", code=2)
    assert "niet allebei" in said


@pytest.mark.parametrize("what", ["speed", "scale", "accuracy"])
def test_measurements_say_that_they_need_a_checkout(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "CHECKOUT", tmp_path)
    result = definitie("bench", what)
    assert result.exit_code == 2
    assert "checkout" in result.stderr
