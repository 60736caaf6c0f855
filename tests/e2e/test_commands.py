"""The commands of a rule author: explain, test, rules, packs; and what help costs."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
import rfc8785

from engine.packs.archive import archive_digest
from engine.packs.digest import digest
from tests.e2e.command import PACK, PROGRAM, ROOT, definitie, start

SCHEME = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <urn:kader/> .
:k a skos:Concept ; skos:prefLabel "kazerne"@nl ; skos:definition "eigenlijk een gebouw"@nl .
:l a skos:Concept ; skos:prefLabel "leegte"@nl .
"""
EXPLAINED = """\
WOORD-01 Geen ‘eigenlijk’: bezwaar
  kader.ttl:3: kazerne: eigenlijk een gebouw

1: bezwaar
  forbid "eigenlijk"
    "eigenlijk" → 1
      0-9 ‘eigenlijk’

0-9  ‘eigenlijk’ zegt niets over ‘kazerne’.
  → Laat het weg.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a scheme."""
    (tmp_path / "kader.ttl").write_text(SCHEME)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("record", ["kazerne", "urn:kader/k", "k", "KAZERNE"])
def test_explain_shows_what_every_part_saw(folder: Path, record: str) -> None:
    result = definitie("explain", "w-1", "kader.ttl", "--id", record, "--pack", PACK)
    assert result.stdout == EXPLAINED
    assert result.exit_code == 0


def test_explain_shows_why_a_rule_is_silent() -> None:
    arguments = ["--begrip", "kazerne", "--definitie", "eigenlijk een gebouw", "--lang", "en", "--pack", PACK]
    output = definitie("explain", "KORT-01", *arguments).stdout
    assert output.startswith("KORT-01 Not too short: pass\n  kazerne: eigenlijk een gebouw\n\n1: holds\n")
    assert "    count(words) >= config.woorden → yes\n" in output


def test_explain_tells_once_what_is_asked_twice() -> None:
    arguments = ["--begrip", "meldkamer", "--definitie", "ruimte om noodoproepen te ontvangen"]
    lines = definitie("explain", "ESS-01", *arguments).stdout.splitlines()
    asked = [line for line in lines if line.strip().startswith("/") and "verplichting" in line]
    assert len(asked) == 1


def test_a_pack_beside_is_probably_meant(folder: Path) -> None:
    definitie("packs", "new", "mijn-pakket", "--in", str(folder))
    assert "‘mijn-pakket’" in definitie("test", "mijn-paket").stderr


def test_explain_runs_a_draft_rule(folder: Path) -> None:
    result = definitie("explain", "PROEF-01", "kader.ttl", "--id", "k", "--pack", PACK)
    assert result.stdout.startswith("PROEF-01 Alleen op proef: in orde\n")


@pytest.mark.parametrize(
    ("record", "message"),
    [("leegte", "heeft geen definitie"), ("kazern", "Bedoelde u ‘kazerne’?"), ("x", "geen record ‘x’")],
)
def test_explain_says_which_record_it_cannot_find(folder: Path, record: str, message: str) -> None:
    result = definitie("explain", "WOORD-01", "kader.ttl", "--id", record, "--pack", PACK)
    assert result.exit_code == 2
    assert message in result.stderr


def test_explain_takes_a_corpus(folder: Path) -> None:
    arguments = ["--begrip", "post", "--definitie", "eigenlijk een gebouw", "--pack", PACK]
    without = definitie("explain", "DUBBEL-01", *arguments)
    within = definitie("explain", "DUBBEL-01", *arguments, "--corpus", "kader.ttl")
    assert "niet beoordeeld" in without.stdout
    assert "er zijn geen andere begrippen om mee te vergelijken" in without.stdout
    assert "Deze tekst staat ook bij ‘kazerne’." in within.stdout


def test_the_examples_of_a_pack_run_both_ways_and_conflicts_are_shown() -> None:
    result = definitie("test", PACK)
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "eigen 1.2.0: regels: 5; voorbeelden beoordeeld: 5 goede, 5 foute, 0 bij instructies\n"
    )
    assert "KORT-01 bij een voorbeeld van LEEG-01" in result.stdout
    assert result.stdout.endswith("Alle voorbeelden kloppen.\n")


def test_rules_are_listed_with_those_that_do_not_run_marked() -> None:
    lines = definitie("rules", "list", "--pack", PACK).stdout.splitlines()
    assert lines[-1] == "WOORD-01   error    vorm  Geen ‘eigenlijk’"
    assert lines[3] == "PROEF-01   info     vorm  Alleen op proef [draft: niet actief in eigen/standaard]"
    assert len(lines) == 5


def test_the_page_of_a_rule_is_markdown_in_a_pipe() -> None:
    result = definitie("rules", "show", "geen-eigenlijk", "--pack", PACK, "--lang", "en")
    assert result.stdout.startswith("# WOORD-01 No “eigenlijk”\n\n`error` · `stable` · (nl) Vorm · woord\n")
    assert '```\nforbid "eigenlijk"\n```' in result.stdout
    assert "- **kazerne**: eigenlijk een gebouw → ‘eigenlijk’" in result.stdout
    page = definitie("rules", "show", "KORT-01", "--pack", PACK).stdout
    assert "- `woorden` (integer, standaard 3, ≥ 1): Kleinste aantal woorden." in page


def test_a_new_pack_and_a_new_rule_work_at_once_and_are_edited_in_yaml_only(folder: Path) -> None:
    assert definitie("packs", "new", "mijn-pakket").exit_code == 0
    assert definitie("rules", "new", "MIJN-02", "--pack", "mijn-pakket", "--theme", "eigen").exit_code == 0
    tested = definitie("test", "mijn-pakket")
    assert (tested.exit_code, tested.stderr) == (0, "")
    assert "regels: 2; voorbeelden beoordeeld: 2 goede, 2 foute" in tested.stdout

    path = folder / "mijn-pakket/rules/eigen/MIJN-02.yaml"
    edited = path.read_text().replace("voorbeeldwoord", "eigenlijk").replace("status: draft ", "status: stable")
    path.write_text(edited)
    checked = definitie("check", "kader.ttl", "--pack", "mijn-pakket/", "--only", "MIJN-02")
    assert "warning  MIJN-02      0-9      ‘eigenlijk’ hoort niet in een definitie." in checked.stdout
    assert "‘eigenlijk’" in definitie("rules", "show", "MIJN-02", "--pack", "mijn-pakket").stdout
    assert "bezwaar" in definitie("explain", "MIJN-02", "kader.ttl", "--id", "k", "--pack", "mijn-pakket").stdout

    path.write_text(edited.replace("match: eigenlijk", "match: zogenaamd"))
    broken = definitie("packs", "validate", "mijn-pakket")
    assert broken.exit_code == 2
    assert "mijn-pakket/rules/eigen/MIJN-02.yaml:" in broken.stderr
    assert definitie("test", "mijn-pakket").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["packs", "new", "Mijn Pakket"], "geen naam voor een pakket"),
        (["packs", "new", "kader.ttl"], "geen naam voor een pakket"),
        (["packs", "new", "bestaat"], "bestaat al"),
        (["rules", "new", "mijn 2", "--pack", "bestaat", "--theme", "eigen"], "Bedoelde u ‘MIJN-2’?"),
        (["rules", "new", "MIJN-2", "--pack", ".", "--theme", "eigen"], "geen regelpakket"),
        (["rules", "new", "MIJN-2", "--pack", "bestaat", "--theme", "vorm"], "geen thema ‘vorm’"),
        (["rules", "new", "EIGEN-01", "--pack", "bestaat", "--theme", "eigen"], "bestaat al"),
        (["packs", "validate", "."], "pack.yaml"),
    ],
)
def test_nothing_is_made_in_a_wrong_place_or_over_something_else(
    folder: Path, arguments: list[str], message: str
) -> None:
    definitie("packs", "new", "bestaat")
    result = definitie(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_pack_is_built_into_canonical_data_and_an_archive(folder: Path) -> None:
    first = definitie("packs", "build", PACK, "--out", "dist/a")
    definitie("packs", "build", PACK, "--out", "dist/b")
    assert first.exit_code == 0
    data = (folder / "dist/a/eigen-1.2.0.json").read_bytes()
    assert data == (folder / "dist/b/eigen-1.2.0.json").read_bytes()
    pack = json.loads(data)
    assert rfc8785.dumps(pack) + b"\n" == data
    assert [rule["code"] for rule in pack["rules"]] == ["DUBBEL-01", "KORT-01", "LEEG-01", "PROEF-01", "WOORD-01"]
    assert pack["verdict_digest"] in first.stdout
    assert len(digest(pack)) == len(pack["content_digest"])
    names = ["eigen-1.2.0.json", "eigen-1.2.0.pack.tar"]
    assert sorted(path.name for path in (folder / "dist/a").iterdir()) == names
    archives = [(folder / "dist" / made / names[1]).read_bytes() for made in "ab"]
    assert archives[0] == archives[1]
    assert archive_digest(archives[0]) in first.stdout


def test_a_pack_that_cannot_be_written_is_a_message(folder: Path) -> None:
    result = definitie("packs", "build", PACK, "--out", "kader.ttl")
    assert result.exit_code == 2
    assert "kan niet worden geschreven" in result.stderr


def test_the_version_names_the_packs_with_their_digests() -> None:
    result = definitie("--version")
    assert result.exit_code == 0
    assert re.search(
        r"^astra-nl \d+\.\d+\.\d+\n  verdict sha256:[0-9a-f]{64}\n  content sha256:[0-9a-f]{64}$", result.stdout, re.M
    )


COMMANDS = [
    [], ["check"], ["explain"], ["test"], ["rules"], ["rules", "list"], ["rules", "show"], ["rules", "new"],
    ["packs"], ["packs", "new"], ["packs", "validate"], ["packs", "build"], ["packs", "diff"], ["packs", "lock"],
    ["packs", "keygen"], ["packs", "sign"], ["packs", "verify"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_of_every_command_has_examples(command: list[str]) -> None:
    result = definitie(*command, "--help")
    assert result.exit_code == 0
    examples = result.stdout.partition("Examples")[2]
    assert f"definitie {' '.join(command)}".rstrip() in " ".join(examples.split())


def test_help_loads_no_engine_no_pack_and_no_format() -> None:
    program = (
        "import sys, runpy; from cli.main import app\n"
        "from typer.testing import CliRunner\n"
        "assert CliRunner().invoke(app, ['check', '--help']).exit_code == 0\n"
        "print(*sorted({'rdflib', 'lark', 'engine.engine', 'engine.record', 'plugins', 'yaml'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout, done.stderr) == ("\n", "")


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What a terminal of sixty columns is sent."""
    ours, theirs = pty.openpty()
    variables = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "CI")}
    process = subprocess.Popen(
        [*PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
        env={**variables, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "xterm", "COLUMNS": "60", **environment},
    )  # fmt: skip
    os.close(theirs)
    sent = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            piece = b""
        if not piece:
            break
        sent += piece
    os.close(ours)
    process.wait(timeout=60)
    return sent.decode("utf-8")


def test_a_terminal_gets_colours_and_wrapping_unless_no_color_is_set() -> None:
    arguments = [
        "check",
        "--pack",
        PACK,
        "--begrip",
        "kazerne",
        "--definitie",
        "eigenlijk een groot gebouw van het leger",
    ]
    colourful = on_a_terminal(*arguments)
    plain = on_a_terminal(*arguments, NO_COLOR="1")
    assert "\x1b[1;31merror" in colourful
    assert not re.search(r"\x1b\[[\d;]*3[0-7]m", plain)
    assert max(len(line) for line in re.sub(r"\x1b\[[\d;]*m", "", plain).splitlines()) <= 60


def test_a_pipe_is_never_wrapped_or_coloured() -> None:
    process = start(
        "check", "--pack", PACK, "--begrip", "kazerne", "--definitie", "eigenlijk " * 15, COLUMNS="40", TERM="xterm"
    )
    output, _ = process.communicate(timeout=60)
    assert "\x1b" not in output
    assert max(len(line) for line in output.splitlines()) > 100
