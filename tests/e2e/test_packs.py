"""The life of a pack in git: what a change does before it is merged, and how a version is locked, built and signed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import PACK, definitie, start
from tests.unit.engine.packs.proef import FILES, changed, write

GIT = shutil.which("git") or "git"
RULE = "proef/rules/essentie/ESS-01.yaml"
WORDS = "proef/lexicons/doelwoorden.yaml"
SCHEME = """\
{"begrip": "zaal", "definitie": "ruimte zodat men kan zitten"}
{"begrip": "hal", "definitie": "ruimte opdat men kan wachten"}
{"begrip": "kamer", "definitie": "ruimte om in te wonen, @admin <b>|x|</b>"}
{"begrip": "gang", "definitie": "ruimte tussen twee kamers"}
"""
CHANGED = changed(WORDS, "opdat", "zodat")


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody without settings of their own."""
    environment = {
        **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }  # fmt: skip
    done = subprocess.run(
        [GIT, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "x") -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two packs in it, a change that is not committed yet, and a scheme beside it."""
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    write(folder / "packs", FILES)
    commit(folder)
    git(folder, "tag", "v1.0.0")
    write(folder / "packs", CHANGED)
    (tmp_path / "kader.jsonl").write_text(SCHEME, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def diff(*arguments: str, code: int = 0) -> str:
    result = definitie("packs", "diff", *arguments)
    assert result.exit_code == code, result.stderr
    return result.stdout


def data(*arguments: str, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(diff(*arguments, "--format", "json", code=code))
    return found


CORPUS = ("--corpus", "../kader.jsonl")
CHANGE = ("HEAD:packs/proef", "packs/proef")


# --- the story -----------------------------------------------------------------------------------------------


def test_a_changed_rule_is_shown_with_what_it_does_before_it_is_merged(repository: Path) -> None:
    text = diff(*CHANGE, *CORPUS, "--check", code=1)
    assert text == (Path(__file__).parent / "packdiff.txt").read_text(encoding="utf-8")


def test_the_check_is_content_with_the_version_it_asked_for(repository: Path) -> None:
    diff(*CHANGE, "--check", code=1)
    write(repository / "packs", changed("proef/pack.yaml", "1.0.0", "1.0.1", CHANGED))
    assert "Nodig is ten minste versie 1.1.0" in diff(*CHANGE, "--check", code=1)
    write(repository / "packs", changed("proef/pack.yaml", "1.0.0", "1.1.0", CHANGED))
    assert "Versie 1.1.0 zegt dat." in diff(*CHANGE, "--check")
    write(repository / "packs", changed("proef/pack.yaml", "1.0.0", "0.9.0", CHANGED))
    diff(*CHANGE, "--check", code=1)


def test_nothing_of_the_repository_is_touched(repository: Path) -> None:
    before = git(repository, "status", "--porcelain", "--ignored")
    diff("v1.0.0:packs/proef", "packs/proef", *CORPUS)
    assert git(repository, "status", "--porcelain", "--ignored") == before
    assert git(repository, "worktree", "list").count("\n") == 0


def test_the_data_says_what_the_text_says(repository: Path) -> None:
    found = data(*CHANGE, *CORPUS)
    assert found["steps"]["asked"] == "minor"
    assert not found["steps"]["said"]
    assert [(rule["code"], rule["kind"], rule["verdict_changed"]) for rule in found["rules"]] == [
        ("ESS-01", "changed", True)
    ]
    assert [(each["name"], each["added"], each["removed"], each["rules"]) for each in found["lexicons"]] == [
        ("doelwoorden", ["zodat"], ["opdat"], ["ESS-01"])
    ]
    impact = found["impact"]
    assert (impact["definitions"], impact["touched"], impact["unread"]) == (4, 2, 0)
    assert {row["begrip"]: [effect["kind"] for effect in row["effects"]] for row in impact["rows"]} == {
        "zaal": ["fails"], "hal": ["passes"]
    }  # fmt: skip
    assert [(each["before"], each["after"], each["count"]) for each in impact["decisions"]] == [
        ("accepted", "rejected", 1), ("rejected", "accepted", 1)
    ]  # fmt: skip
    assert impact["work"] == {"run": ["ESS-01"], "shared": 1, "evaluations": 2 * 4 + 2, "whole": 2 * 2 * 4}


# --- what can be compared ------------------------------------------------------------------------------------


def test_both_sides_can_be_named_in_every_way(repository: Path, tmp_path: Path) -> None:
    commit(repository)
    definitie("packs", "build", "packs/proef", "--out", "../dist")
    shutil.copytree(repository / "packs" / "proef", tmp_path / "map")
    head = git(repository, "rev-parse", "HEAD")[:9]
    new = [
        "packs/proef", "git:HEAD:packs/proef", "HEAD:packs/proef", "main:./packs/proef", "../dist/proef-1.0.0.pack.tar",
        f"main:{repository}/packs/proef", str(tmp_path / "map"), f"{head}:packs/proef",
    ]  # fmt: skip
    digests = {data("v1.0.0:packs/proef", each)["new"]["content_digest"] for each in new}
    assert len(digests) == 1
    assert data("HEAD~1:packs/proef", "v1.0.0:packs/proef")["rules"] == []


def test_a_pack_of_the_program_has_a_name() -> None:
    assert data("astra-nl", "astra-nl")["rules"] == []


def test_the_extended_packs_of_a_revision_are_those_of_that_revision(repository: Path) -> None:
    found = data("HEAD:packs/kind", "packs/kind")
    assert [rule["code"] for rule in found["rules"]] == ["ESS-01"]


def test_a_folder_that_is_gone_is_found_in_the_revision_that_had_it(repository: Path) -> None:
    shutil.rmtree(repository / "packs" / "kind")
    assert data("HEAD:packs/kind", "packs/proef")["old"]["name"] == "kind"


def test_a_pack_at_the_root_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, FILES)
    git(tmp_path / "proef", "init", "--quiet")
    commit(tmp_path / "proef")
    monkeypatch.chdir(tmp_path / "proef")
    write(tmp_path, CHANGED)
    assert [rule["code"] for rule in data("HEAD:", ".")["rules"]] == ["ESS-01"]
    assert [rule["code"] for rule in data("HEAD:.", ".")["rules"]] == ["ESS-01"]


def test_git_is_asked_in_the_repository_that_the_pack_lies_in(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert [rule["code"] for rule in data("HEAD:repo/packs/proef", "repo/packs/proef")["rules"]] == ["ESS-01"]


# --- what cannot -----------------------------------------------------------------------------------------------

WRONG: dict[str, tuple[Sequence[str], str]] = {
    "no such revision": (["nooit:packs/proef", "packs/proef"], "er is geen revisie ‘nooit’"),
    "an option for a revision": (["--output=x:packs/proef", "packs/proef"], "No such option"),
    "an option behind git": (["git:--output=x:packs/proef", "packs/proef"], "er is geen revisie ‘--output=x’"),
    "no revision": ([":packs/proef", "packs/proef"], "er is geen revisie ‘’"),
    "no pack at that revision": (["HEAD:elders", "packs/proef"], "geen regelpakket in ‘elders’"),
    "above the repository": (["HEAD:../proef", "packs/proef"], "geen regelpakket in"),
    "a folder without a pack": (["packs", "packs/proef"], "geen regelpakket"),
    "an unknown name": (["asta-nl", "packs/proef"], "asta-nl"),
    "a file that is no archive": (["../kader.jsonl", "packs/proef"], "geen archief"),
    "a stored version without a database": (["proef@1.0.0", "packs/proef"], "de database van de dienst"),
    "an unknown profile": (["packs/proef", "packs/proef", "--profile", "soepel"], "soepel"),
    "a corpus that is not there": (["packs/proef", "packs/proef", "--corpus", "geen.jsonl"], "geen.jsonl"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_compared_is_said(name: str, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("DATABASE_URL", "DEFINITIE_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    arguments, said = WRONG[name]
    result = definitie("packs", "diff", *arguments)
    assert result.exit_code == 2
    assert said in " ".join(re.sub(r"[│\n]+", " ", result.stderr).split())
    assert "Traceback" not in result.stderr


def test_outside_a_repository_git_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    result = definitie("packs", "diff", "HEAD:proef", "proef")
    assert result.exit_code == 2
    assert "git kan dit niet geven: fatal: not a git repository" in result.stderr


def test_without_git_it_is_named(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    result = definitie("packs", "diff", *CHANGE)
    assert result.exit_code == 2
    assert "git is niet gevonden" in result.stderr


def test_a_link_in_a_revision_is_not_followed(repository: Path) -> None:
    secret = repository.parent / "geheim.yaml"
    secret.write_text("words: [wachtwoord]\n")
    (repository / "packs" / "proef" / "lexicons" / "extra.yaml").symlink_to(secret)
    commit(repository)
    result = definitie("packs", "diff", "HEAD:packs/proef", "packs/proef")
    assert result.exit_code == 2
    assert "packs/proef/lexicons/extra.yaml" in result.stderr
    assert "wachtwoord" not in result.stderr


def test_nothing_that_the_repository_configures_is_run(repository: Path) -> None:
    """A filter that git would apply when it writes files, and a monitor it would start."""
    mark = repository.parent / "gedraaid"
    git(repository, "config", "filter.val.smudge", f"touch {mark} && cat")
    git(repository, "config", "core.fsmonitor", f"touch {mark}")
    (repository / ".gitattributes").write_text("*.yaml filter=val export-subst\n")
    commit(repository)
    mark.unlink(missing_ok=True)
    assert data("HEAD:packs/proef", "packs/proef")["rules"] == []
    assert not mark.exists()


def test_a_pack_that_does_not_load_is_named_with_its_place(repository: Path) -> None:
    write(repository / "packs", changed(RULE, "severity: error", "severity: ernstig", CHANGED))
    result = definitie("packs", "diff", *CHANGE)
    assert result.exit_code == 2
    assert "packs/proef/rules/essentie/ESS-01.yaml:6" in result.stderr


def test_records_that_cannot_be_read_are_named_beside_the_report(repository: Path) -> None:
    scheme = repository.parent / "kader.jsonl"
    scheme.write_text(scheme.read_text() + "geen json\n")
    result = definitie("packs", "diff", *CHANGE, *CORPUS, "--format", "json")
    assert result.exit_code == 2
    assert "kader.jsonl:5" in result.stderr
    assert json.loads(result.stdout)["impact"]["unread"] == 1
    assert json.loads(result.stdout)["impact"]["touched"] == 2


# --- forms ---------------------------------------------------------------------------------------------------


def test_markdown_shows_data_as_text_and_folds_what_is_long(repository: Path) -> None:
    write(repository / "packs", changed(RULE, '"om" … "te"', '"om" …1 "te"', CHANGED))
    scheme = repository.parent / "kader.jsonl"
    scheme.write_text(scheme.read_text().replace("om in te wonen", "om heel veel in te wonen"))
    text = diff(*CHANGE, *CORPUS, "--format", "md")
    assert text.startswith(
        "## Wijziging van proef: 1.0.0 → 1.0.0\n\n❌ Deze wijziging vraagt om een stap: middel (minor)."
    )
    assert (
        "<b>kamer</b>: ruimte <b>om heel veel in te</b> wonen, &#64;\u200badmin &#60;b&#62;&#124;x&#124;&#60;/b&#62;"
        in text
    )
    assert "@admin" not in text
    assert text.count("<details>") == text.count("</details>") >= 3
    for line in text.splitlines():
        assert not line.startswith(("/", "#1", "@", "> /"))


def test_markdown_never_grows_too_long_to_post(repository: Path) -> None:
    words = ", ".join(f"woord{number}x" for number in range(400))
    write(repository / "packs", {**CHANGED, WORDS: f"words: [teneinde, {words}]\n"})
    rows = [{"begrip": f"b{n}", "definitie": f"{'lang ' * 60} woord{n}x {'| ' * 200}"} for n in range(400)]
    (repository / "kader.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    text = diff(*CHANGE, "--corpus", "kader.jsonl", "--format", "md")
    assert len(text) < 65_536
    assert "en 380 andere" in text or "en 360 andere" in text


def test_the_page_needs_nothing_else_and_shows_data_as_text(repository: Path) -> None:
    page = diff(*CHANGE, *CORPUS, "--format", "html")
    assert "ruimte <mark>zodat</mark> men kan zitten" in page
    assert "<del>opdat</del> <ins>zodat</ins>" in page
    assert not re.search(r"<(?:script|link|img|iframe)|(?:src|href)=|url\(", page)
    assert page.count("<table") == page.count("</table>")


def test_every_form_is_there_in_english(repository: Path) -> None:
    for form in ("text", "md", "html"):
        text = diff(*CHANGE, *CORPUS, "--format", form, "--lang", "en")
        assert "This change asks for a step: minor. It needs at least version 1.1.0." in text
        assert "newly fails" in text


def test_a_terminal_is_sent_nothing_that_could_command_it(repository: Path) -> None:
    scheme = repository.parent / "kader.jsonl"
    scheme.write_text(SCHEME.replace('"zaal"', '"za\\u001b[31mal"'))
    text = diff(*CHANGE, *CORPUS)
    assert "za<U+001B>[31mal" in text
    assert "\x1b" not in text


def test_without_the_extra_for_pages_it_is_named(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    result = definitie("packs", "diff", *CHANGE, "--format", "html")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "definitie[reports]" in result.stderr


def test_several_processes_find_what_one_finds(repository: Path) -> None:
    rows = [
        {"begrip": f"b{n}", "definitie": ["zaal zodat men zit", "hal opdat men zit", "kamer"][n % 3]}
        for n in range(900)
    ]
    (repository / "kader.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    one, two = (data(*CHANGE, "--corpus", "kader.jsonl", "--jobs", jobs) for jobs in ("1", "2"))
    assert one == two
    assert one["impact"]["touched"] == 600


def test_a_run_can_be_interrupted(repository: Path) -> None:
    fifo = repository / "kader.jsonl"
    os.mkfifo(fifo)
    process = start("packs", "diff", *CHANGE, "--corpus", "kader.jsonl")
    with fifo.open("w") as stream:  # open: the program reads by now
        stream.write(SCHEME)
        stream.flush()
        process.send_signal(2)
        assert process.wait(timeout=60) == 130
    _, said = process.communicate()
    assert said.strip() == "Onderbroken."


# --- lock, build, sign, verify -------------------------------------------------------------------------------


def test_a_locked_pack_does_not_load_on_another_version(repository: Path) -> None:
    assert definitie("packs", "lock", "packs/kind", "--check").exit_code == 1
    assert not (repository / "packs/kind/pack.lock.yaml").exists()
    assert definitie("packs", "lock", "packs/kind").exit_code == 0
    assert definitie("packs", "lock", "packs/kind", "--check").exit_code == 0
    assert definitie("packs", "validate", "packs/kind").exit_code == 0
    write(repository / "packs", changed("proef/pack.yaml", "1.0.0", "1.1.0", CHANGED))
    stale = definitie("packs", "validate", "packs/kind")
    assert stale.exit_code == 2
    assert "dit pakket is gemaakt met proef 1.0.0; gevonden is proef 1.1.0" in stale.stderr
    assert definitie("packs", "lock", "packs/kind", "--check").exit_code == 1
    assert definitie("packs", "lock", "packs/kind").exit_code == 0
    assert definitie("packs", "validate", "packs/kind").exit_code == 0


def test_a_cached_pack_does_not_outlive_its_lock(repository: Path) -> None:
    record = ["--begrip", "zaal", "--definitie", "ruimte voor velen", "--pack", "packs/kind"]
    assert definitie("check", *record).exit_code == 0
    (repository / "packs/kind/pack.lock.yaml").write_text("packs: []\n")
    assert definitie("check", *record).exit_code == 2


def test_what_is_built_is_signed_and_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert definitie("packs", "build", PACK, "--out", "dist").exit_code == 0
    archive = "dist/eigen-1.2.0.pack.tar"
    assert definitie("packs", "keygen", "uitgever").exit_code == 0
    assert (tmp_path / "uitgever").stat().st_mode & 0o777 == 0o600
    unsigned = definitie("packs", "verify", archive, "--key", "uitgever.pub")
    assert (unsigned.exit_code, "geen handtekening" in unsigned.stderr) == (2, True)
    assert definitie("packs", "sign", archive, "--key", "uitgever", "--days", "30").exit_code == 0
    good = definitie("packs", "verify", archive, "--key", "uitgever.pub")
    assert good.exit_code == 0
    assert "eigen 1.2.0: ondertekend met ‘uitgever’" in good.stdout
    (tmp_path / "sleutels").mkdir()
    shutil.copy("uitgever.pub", "sleutels")
    assert definitie("packs", "verify", archive, "--trusted", "sleutels").exit_code == 0
    shutil.copy(archive + ".sig", "los.sig")
    Path(archive).write_bytes(Path(archive).read_bytes()[:-1] + b"x")
    other = definitie("packs", "verify", archive, "--trusted", "sleutels", "--signature", "los.sig")
    assert (other.exit_code, "bij een ander bestand" in other.stderr) == (2, True)


SIGNING = {
    "no key to trust": (["verify", "a.pack.tar"], "geen publieke sleutel"),
    "a key that is there": (["keygen", "sleutel"], "‘sleutel.pub’ bestaat al"),
    "a folder": (["sign", ".", "--key", "sleutel"], "packs build"),
    "no archive": (["sign", "kader.txt", "--key", "sleutel"], "geen archief"),
    "no file": (["sign", "geen.pack.tar", "--key", "sleutel"], "geen.pack.tar"),
    "no key": (["sign", "a.pack.tar", "--key", "geen"], "is er niet: geen"),
    "the public key": (["sign", "a.pack.tar", "--key", "sleutel.pub"], "publieke sleutel"),
    "the private key": (["verify", "a.pack.tar", "--key", "sleutel", "--signature", "a.sig"], "geheime sleutel"),
    "a signature that is none": (["verify", "a.pack.tar", "--key", "sleutel.pub", "--signature", "kader.txt"],
                                 "geen handtekening"),
}  # fmt: skip


@pytest.mark.parametrize("name", SIGNING)
def test_what_cannot_be_signed_or_verified_is_said(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    definitie("packs", "build", PACK)
    Path("eigen-1.2.0.pack.tar").rename("a.pack.tar")
    Path("kader.txt").write_text("x")
    definitie("packs", "keygen", "sleutel")
    definitie("packs", "sign", "a.pack.tar", "--key", "sleutel")
    Path("a.pack.tar.sig").rename("a.sig")
    arguments, said = SIGNING[name]
    result = definitie("packs", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
