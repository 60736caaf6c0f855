"""``definitie generate``, ``replay`` and ``plugins list`` as a user runs them, without a service, model or network."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.command import ROOT, definitie, start

STATUTE = """Wet veiligheidsmeldingen

Artikel 1
In deze wet wordt verstaan onder:
a. meldkamer: ruimte waar noodoproepen binnenkomen en worden doorgezet;
b. noodverordening: verordening om de openbare orde te handhaven.

Artikel 2
De meldkamer is dag en nacht bezet.
"""


@pytest.fixture
def statute(tmp_path: Path) -> Path:
    path = tmp_path / "wet.txt"
    path.write_text(STATUTE, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEFINITIE_MODELS_FILE", raising=False)


def test_a_definition_is_taken_from_a_statute_with_its_place(statute: Path) -> None:
    done = definitie("generate", "meldkamer", "--category", "type", "--source", statute)
    assert done.exit_code == 0
    assert done.stdout.startswith("Geaccepteerd")
    assert "meldkamer: ruimte waar noodoproepen binnenkomen en worden doorgezet" in done.stdout
    assert "artikel 1, onderdeel a" in done.stdout


def test_what_is_not_accepted_is_never_shown_as_if_it_were(statute: Path) -> None:
    done = definitie("generate", "noodverordening", "--source", statute)
    assert done.exit_code == 1
    assert done.stdout.startswith("Niet geaccepteerd")
    assert "Beste kandidaat" in done.stdout
    assert "ESS-01 ‘om de openbare orde te handhaven’ zegt waarvoor" in done.stdout
    data = json.loads(definitie("generate", "noodverordening", "--source", statute, "--format", "json").stdout)
    assert data["definition"] is None
    assert data["stop"] == "best_effort"
    assert data["best"]["decision"] == "rejected"


def test_a_term_that_no_source_defines_gives_nothing(statute: Path) -> None:
    done = definitie("generate", "fiets", "--source", statute, "--lang", "en")
    assert done.exit_code == 1
    assert "There is no candidate at all." in done.stdout
    assert "source: knows nothing (more)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["fiets"], "Er is niets om uit te putten"),
        ([" ", "--generator", "source"], "Het begrip is leeg"),
        (["fiets", "--generator", "orakel"], "Er is geen generator ‘orakel’. Er zijn: source."),
        (["fiets", "--source", "bestaat-niet.txt"], "bestaat-niet.txt"),
        (["fiets", "--models", "bestaat-niet.yaml"], "bestaat-niet.yaml"),
        (["fiets", "--generator", "source", "--pack", "bestaat-niet"], "bestaat-niet"),
        (["fiets", "--budget-money", "veel"], "budget-money"),
        (["fiets", "--generator", "source", "--out", "geen-map/run.json"], "geen-map"),
    ],
)
def test_what_cannot_be_done_says_why(arguments: list[str], says: str) -> None:
    done = definitie("generate", *arguments)
    assert done.exit_code == 2
    assert says in done.stderr


@pytest.mark.parametrize("budget", [("--rounds", "0"), ("--budget-seconds", "0")])
def test_a_budget_of_zero_asks_nobody(statute: Path, budget: tuple[str, str]) -> None:
    done = definitie("generate", "meldkamer", "--source", statute, *budget)
    assert done.exit_code == 1
    assert done.stdout.startswith("Niet geaccepteerd: het budget is op.")
    assert "0 ronden, 0 kandidaten" in done.stdout


def test_a_run_is_kept_and_replayed_under_other_rules(statute: Path, tmp_path: Path) -> None:
    run = tmp_path / "run.json"
    definitie("generate", "noodverordening", "--source", statute, "--out", run)
    same = definitie("replay", run)
    assert same.exit_code == 1
    assert "Gekozen blijft dezelfde kandidaat (1.1)." in same.stdout
    assert "de run zou doorgaan" in same.stdout
    pack = Path(__file__).parent / "packs" / "eigen"
    other = definitie("replay", run, "--pack", pack, "--format", "json")
    data = json.loads(other.stdout)
    assert data["then"]["best"] == "1.1"
    assert list(data["packs"]) == ["eigen"]
    assert data["candidates"][0]["then"]["decision"] == "rejected"
    assert (data["now"]["stop"] == "accepted") is (other.exit_code == 0)


def test_a_file_that_is_no_run_is_refused(statute: Path) -> None:
    done = definitie("replay", statute)
    assert done.exit_code == 2
    assert "geen bestand van een run" in done.stderr


@pytest.fixture(scope="module")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example plugin, installed in a folder of its own, as its page says but without a network."""
    target = tmp_path_factory.mktemp("plugin")
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "definitie_woordenlijst.py"):
        (source / name).write_bytes((ROOT / "examples" / "generator-plugin" / name).read_bytes())
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--target", str(target)]
    built = subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, str(source)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    return target


def path_with(*folders: Path) -> str:
    return os.pathsep.join(str(folder) for folder in (*folders, ROOT))


def test_the_example_plugin_writes_and_is_refined(plugin: Path) -> None:
    process = start(
        "generate", "noodverordening", "--generator", "woordenlijst", "--format", "json", PYTHONPATH=path_with(plugin)
    )
    output, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (0, "")
    data = json.loads(output)
    assert data["stop"] == "accepted"
    assert (data["best"]["generator"], data["best"]["round"]) == ("woordenlijst", 2)


def test_plugins_are_listed_with_what_failed_and_why(plugin: Path, tmp_path: Path) -> None:
    (tmp_path / "kapot.py").write_text("raise RuntimeError('geen licentie')", encoding="utf-8")
    info = tmp_path / "kapot-0.3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: kapot\nVersion: 0.3\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[definitie]\nkapot = kapot\n", encoding="utf-8")
    process = start("plugins", "list", PYTHONPATH=path_with(plugin, tmp_path))
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "plugin kapot: RuntimeError: geen licentie" in errors
    assert output.splitlines()[-5:] == [
        "  generators: source",
        "kapot  kapot 0.3",
        "  mislukt: RuntimeError: geen licentie",
        "woordenlijst  definitie-woordenlijst 1.0.0",
        "  generators: woordenlijst",
    ]


def test_the_list_of_a_bare_installation_says_so() -> None:
    done = definitie("plugins", "list")
    assert done.exit_code == 0
    assert done.stdout.endswith("Er zijn geen plugins geïnstalleerd.\n")


HANGING = """
import os, threading
import pluggy

hookimpl = pluggy.HookimplMarker("definitie")


class Hanging:
    name = "hangt"

    async def propose(self, ask, calls):
        if ask.round == 1:
            return ["ruimte om noodoproepen te ontvangen"]
        with open(os.environ["HANGING"], "w") as pipe:
            pipe.write("asked")
        threading.Event().wait()


@hookimpl
def definitie_generators():
    return [Hanging()]
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are needed to know when it hangs")
def test_ctrl_c_ends_a_run_with_the_best_so_far(tmp_path: Path) -> None:
    (tmp_path / "hangt.py").write_text(HANGING, encoding="utf-8")
    info = tmp_path / "hangt-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: hangt\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[definitie]\nhangt = hangt\n", encoding="utf-8")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = start("generate", "meldkamer", "--generator", "hangt", PYTHONPATH=path_with(tmp_path), HANGING=str(pipe))
    assert pipe.read_text() == "asked"
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "")
    assert output.startswith("Afgebroken.")
    assert "meldkamer: ruimte om noodoproepen te ontvangen" in output
