"""Whatever goes wrong: one clear message, the right exit status, the good records still reported, no traceback."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.e2e.command import PACK, check, definitie, start

GOOD = '{"begrip": "kazerne", "definitie": "gebouw van het leger"}\n'
TURTLE = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <urn:x:> .\n"
CONCEPT = ':k a skos:Concept ; skos:prefLabel "kazerne"@nl ; skos:definition "gebouw van het leger"@nl .\n'

# File, its bytes, the places that are complained about, and how many records are reported all the same.
FILES: list[tuple[str, bytes, list[str], int]] = [
    ("leeg.jsonl", b"", ["1:1: het bestand is leeg"], 0),
    ("leeg.ttl", b"", ["1:1: het bestand is leeg"], 0),
    ("latin.jsonl", GOOD.encode() + b'{"begrip": "caf\xe9"}\n', ["2:16: geen UTF-8: byte 0xE9 past niet"], 1),
    ("latin.csv", b"begrip;definitie\ncaf\xe9;x\nkazerne;gebouw\n", ["2:4: geen UTF-8"], 1),
    ("kapot.ttl", (TURTLE + ":x a :y\n  :z 1 .\n" + CONCEPT).encode(), ["4:3: vóór deze plaats ontbreekt"], 1),
    ("kapot.jsonl", (GOOD + '{"begrip": }\n' + GOOD).encode(), ["2:12: hier hoort een waarde te staan"], 2),
    ("term.jsonl", (GOOD + '{"definitie": "x"}\n').encode(), ["2:1: het veld ‘/begrip’ ontbreekt"], 1),
    ("tekst.jsonl", (GOOD + '{"begrip": "x"}\n').encode(), ["2:1: het veld ‘/definitie’ ontbreekt"], 1),
    (
        "soort.jsonl",
        (GOOD + '{"begrip": "x", "definitie": "y", "category": "prces"}\n').encode(),
        ["2:1: onbekende categorie ‘prces’ in ‘/category’", "Bedoelde u ‘proces’?"],
        1,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "complaints", "good"), FILES, ids=[case[0] for case in FILES])
def test_a_bad_file_is_named_with_its_place_and_the_good_records_are_reported(
    tmp_path: Path, name: str, data: bytes, complaints: list[str], good: int
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = check(path, "--format", "jsonl")
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == good
    assert f"{path}:{complaints[0]}" in result.stderr
    assert all(complaint in result.stderr for complaint in complaints)
    assert (f"{good} record" in result.stderr) is (good > 0)  # a summary of nothing says nothing


def test_bad_input_goes_before_findings_in_the_exit_status(tmp_path: Path) -> None:
    (tmp_path / "kader.jsonl").write_text('{"begrip": "x", "definitie": "eigenlijk niets"}\nkapot\n')
    result = check(tmp_path / "kader.jsonl")
    assert result.exit_code == 2
    assert "WOORD-01" in result.stdout
    assert "1 fout in de invoer" in result.stdout


ARGUMENTS: list[tuple[list[str], str]] = [
    (["check"], "noem bestanden"),
    (["check", "kader.ttl", "--begrip", "x", "--definitie", "y"], "noem bestanden"),
    (["check", "--begrip", "x"], "horen bij elkaar"),
    (["check", "bestaat-niet.ttl", "--pack", PACK], "het bestand ‘bestaat-niet.ttl’ is er niet"),
    (["check", "/", "--pack", PACK], "is een map, geen bestand"),
    (["check", __file__, "--pack", PACK], "geen bekende bestandssoort"),
    (["check", "-", "--pack", "eigenn"], "‘eigenn’"),
    (["check", "-", "--pack", PACK, "--profile", "strenk"], "Bedoelde u ‘streng’?"),
    (["check", "-", "--pack", PACK, "--only", "WORD-01"], "Bedoelde u ‘WOORD-01’?"),
    (["check", "-", "--pack", PACK, "--only", "PROEF-01"], "staat niet aan in profiel eigen/standaard"),
    (["check", "-", "--pack", PACK, "--fail-level", "fout"], "'fout' is not one of"),
    (["explain", "WOORD-01"], "noem een bestand met --id"),
    (["explain", "WORD-1", "--begrip", "x", "--definitie", "y", "--pack", PACK], "Bedoelde u ‘WOORD-01’?"),
    (["rules", "show", "KORT-1", "--pack", PACK], "Bedoelde u ‘KORT-01’?"),
]


@pytest.mark.parametrize(("arguments", "message"), ARGUMENTS)
def test_arguments_that_will_not_do_are_explained(arguments: list[str], message: str) -> None:
    result = definitie(*arguments, stdin=GOOD)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def pack_with(folder: Path, **changed: str) -> Path:
    """A pack in a new folder, with some lines of its manifest replaced or added."""
    lines = {
        "name": "klein", "version": "1.0.0", "title": "Klein", "engine": '">=1,<2"', "licence": "EUPL-1.2",
        "themes": "{vorm: Vorm}", "profiles": "{standaard: {}}", **changed,
    }  # fmt: skip
    pack = folder / "klein"
    pack.mkdir()
    (pack / "pack.yaml").write_text("".join(f"{key}: {value}\n" for key, value in lines.items()))
    return pack


BOMB = '["x", "x"]\n' + "".join(f"b{number}: &b{number} [*b{number - 1}, *b{number - 1}]\n" for number in range(1, 40))


@pytest.mark.parametrize(
    ("changed", "place", "message"),
    [
        ({"engine": '">=7"'}, "4:", ">=7"),
        ({"title": "&b0 " + BOMB}, "3:", "&b0"),
        ({"titel": "x"}, "8:1:", "‘titel’"),
        ({"themes": "{vorm: Vorm"}, "6:", "themes"),
    ],
)
def test_a_pack_that_does_not_load_is_named_with_its_place(
    tmp_path: Path, changed: dict[str, str], place: str, message: str
) -> None:
    pack = pack_with(tmp_path, **changed)
    for arguments in (["check", "-", "--pack", f"{pack}/"], ["test", f"{pack}/"], ["packs", "validate", f"{pack}/"]):
        result = definitie(*arguments, stdin=GOOD)
        assert result.exit_code == 2
        assert f"{pack}/pack.yaml:{place}" in result.stderr
        assert message in result.stderr


def test_ctrl_c_reports_what_was_done(tmp_path: Path) -> None:
    (tmp_path / "kader.jsonl").write_text(GOOD)
    process = start("check", tmp_path / "kader.jsonl", "-", "--pack", PACK, "--format", "jsonl")
    assert process.stdout is not None
    first = process.stdout.readline()  # then it waits for standard input, which stays open
    process.send_signal(signal.SIGINT)
    rest, complaints = process.communicate(timeout=60)
    assert json.loads(first)["begrip"] == "kazerne"
    assert rest == ""
    assert "Onderbroken: 1 van 1 gelezen records gecontroleerd." in complaints
    assert "1 record gecontroleerd" in complaints
    assert "Traceback" not in complaints
    assert process.returncode == 130


@pytest.mark.parametrize("output", ["text", "jsonl", "json"])
def test_a_closed_pipe_ends_the_run_silently(tmp_path: Path, output: str) -> None:
    path = tmp_path / "kader.jsonl"
    path.write_text('{"begrip": "kazerne", "definitie": "eigenlijk een gebouw"}\n' * 2000)
    process = start("check", path, "--pack", PACK, "--format", output)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.close()
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


def test_a_fault_of_the_program_is_one_line_and_a_traceback_only_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEFINITIE_DEBUG", raising=False)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("dat kan niet")

    monkeypatch.setattr("cli.engines.load_engine", broken)
    quiet = check("-", stdin=GOOD)
    monkeypatch.setenv("DEFINITIE_DEBUG", "1")
    loud = check("-", stdin=GOOD)
    assert (quiet.exit_code, loud.exit_code) == (2, 2)
    assert "ZeroDivisionError: dat kan niet" in quiet.stderr
    assert "--debug" in quiet.stderr
    assert "Traceback" not in quiet.stderr
    assert "Traceback" in loud.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_output_that_cannot_be_written_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "kader.jsonl").write_text(GOOD)
    with Path("/dev/full").open("w") as full:
        process = start("check", tmp_path / "kader.jsonl", "--pack", PACK, stdout=full)
        _, complaints = process.communicate(timeout=60)
    assert process.returncode == 2
    assert complaints.startswith("lezen of schrijven lukte niet: ")
    assert "Traceback" not in complaints


def test_a_file_name_that_is_no_text_is_read_and_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.jsonl"
    Path(os.fsdecode(path)).write_text(GOOD)
    process = start("check", os.fsdecode(path), "--pack", PACK, "--format", "jsonl", LC_ALL="C")
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert json.loads(output)["origin"]["file"].endswith("caf\udce9.jsonl")
