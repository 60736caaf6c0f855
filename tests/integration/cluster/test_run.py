"""``definitie check --ray`` without Ray: the same answer in partitions, a run that goes on, and what can go wrong."""

from __future__ import annotations

import errno
import json
import os
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import fsspec
import pyarrow.parquet
import pytest

from cli.cluster import partitions
from cli.cluster.judge import PartitionJudge
from cli.cluster.partitions import Partition, partitions_of
from cli.cluster.storage import Folder, find_files
from engine.errors import InputError
from tests.e2e.command import PACK, check
from tests.integration.cluster.here import reports, request, run

NUMBER = 25
TEXTS = ["eigenlijk een gebouw", "gebouw", "persoon die de wacht houdt", " "]
LINES = [
    json.dumps({"id": str(number), "begrip": f"begrip {number}", "definitie": TEXTS[number % 4]})
    for number in range(NUMBER)
]
BAD = '{"begrip": "zonder definitie"'
TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:k> a skos:ConceptScheme .
<urn:a> a skos:Concept ; skos:inScheme <urn:k> ; skos:prefLabel "post"@nl ; skos:definition "eigenlijk een gebouw"@nl .
<urn:b> a skos:Concept ; skos:inScheme <urn:k> ; skos:prefLabel "wacht"@nl .
"""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "RECORDS", 10)


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """A file of three partitions, with a bad line in the first, and blank lines where partitions meet."""
    path = tmp_path / "kader.jsonl"
    path.write_text("\n".join([*LINES[:5], BAD, *LINES[5:9], "", "", *LINES[9:], ""]))
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "uit"


def parts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# --- the same answer -------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [[], ["--only", "WOORD-01"], ["--corpus", "oud.csv"]], ids=" ".join)
def test_partitions_say_the_same(
    options: list[str], scheme: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("oud.csv").write_text("begrip,definitie\ngebouw,zaak\npost,gebouw\n")
    Path("b.csv").write_text("begrip;definitie\npost;gebouw\nwacht;gebouw\n")
    Path("c.json").write_text('[{"begrip": "post", "definitie": "gebouw"}]')
    Path("d.ttl").write_text(TURTLE)
    names = ["kader.jsonl", "b.csv", "c.json", "d.ttl"]
    plain = check(*names, "--format", "jsonl", *options)
    corpus = options[1:] if "--corpus" in options else []
    only = options[1:] if "--only" in options else []
    ran = run(request(*names, corpus=corpus, only=only), out)
    assert reports(out) == plain.stdout.splitlines()
    assert len(reports(out)) == NUMBER + 4
    assert ran.status == plain.exit_code == 2
    assert (
        ran.stdout.split("Rapporten en manifest")[0].split() == plain.stderr[plain.stderr.index("29 records") :].split()
    )
    assert ran.stderr == plain.stderr[: plain.stderr.index("29 records")].rstrip() + "\n"


def test_findings_alone_give_status_1_and_none_0(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"begrip": "post", "definitie": "eigenlijk een gebouw"}\n')
    assert run(request(path), out).status == 1
    path.write_text('{"begrip": "post", "definitie": "gebouw waar iemand de wacht houdt"}\n')
    assert run(request(path), tmp_path / "uit2").status == 0


def test_same_input_same_bytes(scheme: Path, tmp_path: Path) -> None:
    for name in ("een", "twee"):
        run(request(scheme), tmp_path / name)
    assert parts(tmp_path / "een") == parts(tmp_path / "twee")


def test_parquet_holds_the_reports_with_columns(scheme: Path, out: Path, tmp_path: Path) -> None:
    run(request(scheme), tmp_path / "regels")
    run(request(scheme), out, format="parquet")
    rows = pyarrow.parquet.read_table(out / "part-000000.parquet").to_pylist()
    assert [row["report"] for row in rows] == reports(tmp_path / "regels")[: len(rows)]
    assert (rows[0]["begrip"], rows[0]["decision"], rows[0]["line"]) == ("begrip 0", "rejected", 1)
    found = next(each for each in rows[0]["findings"] if each["code"] == "WOORD-01")
    assert (found["severity"], found["match"]) == ("error", "eigenlijk")


def test_urls_folders_and_patterns_name_files(scheme: Path, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    for name in ("b.jsonl", "a.jsonl", "lees.mij"):
        shutil.copy(scheme, tmp_path / "x" / name)
    url = f"file://{tmp_path}/x"
    for given in (url, f"{url}/*.jsonl", str(tmp_path / "x")):
        files, problems = find_files([given, f"{url}/a.jsonl"])
        assert [file.name for file in files] == [f"{url}/a.jsonl", f"{url}/b.jsonl"]
        assert not problems


def test_files_in_an_object_store(scheme: Path) -> None:
    """``memory://`` stands for all that is no disk: it is written by other ways."""
    store = fsspec.filesystem("memory")
    store.pipe_file("/in/kader.jsonl", scheme.read_bytes())
    ran = run(request("memory://in/kader.jsonl"), "memory://uit")
    assert ran.judged == [0, 1, 2]
    names = [path.rsplit("/", 1)[1] for path in store.find("/uit")]
    assert names == ["manifest.json", *(f"part-{number:06d}.jsonl" for number in range(3))]
    assert run(request("memory://in/kader.jsonl"), "memory://uit").judged == []
    with pytest.raises(InputError) as raised:
        run(request("memory://in/kader.jsonl"), "memory://uit", remote=True)
    assert {problem.code for problem in raised.value.problems} == {"memory-on-ray"}


@pytest.mark.parametrize(("records", "size"), [(1, 10**6), (3, 10**6), (100, 1), (100, 90), (1000, 10**6)])
def test_partitions_are_the_file(records: int, size: int, scheme: Path) -> None:
    content = scheme.read_bytes()
    found = list(partitions_of(find_files([str(scheme)])[0], records, size))
    assert b"".join(content[each.start : each.end] for each in found) == content
    assert sum(each.records or 0 for each in found) == NUMBER + 1
    assert [each.line for each in found] == [content[: each.start].count(b"\n") + 1 for each in found]
    assert all(each.cut is (len(found) > 1) and each.records for each in found)


# --- a run that goes on ----------------------------------------------------------------------------------


def test_ctrl_c_keeps_what_is_finished_and_the_same_command_goes_on(scheme: Path, out: Path, tmp_path: Path) -> None:
    def before(partition: Partition) -> None:
        if partition.number == 1:
            raise KeyboardInterrupt

    ran = run(request(scheme), out, before=before)
    assert (ran.status, ran.judged) == (130, [0])
    assert "Onderbroken: 1 van 3 partities zijn klaar" in ran.stderr
    assert json.loads((out / "manifest.json").read_text())["complete"] is False
    again = run(request(scheme), out)
    assert (again.status, again.judged) == (2, [1, 2])
    assert "1 van 3 partities waren klaar" in again.stderr
    assert "kader.jsonl:6:" in again.stderr, "problems of what was finished are told again"
    run(request(scheme), tmp_path / "heel")
    assert parts(out) == parts(tmp_path / "heel")


def test_what_is_finished_is_not_done_again_unless_its_file_is_gone_or_cut_short(scheme: Path, out: Path) -> None:
    first = run(request(scheme), out)
    content = parts(out)
    assert run(request(scheme), out) == type(first)(2, first.stdout, f"{RESUMED.format(3)}{first.stderr}", [])
    (out / "part-000001.jsonl").unlink()
    (out / "part-000002.jsonl").write_bytes(b"{")
    assert run(request(scheme), out).judged == [1, 2]
    assert parts(out) == content


RESUMED = "Verder met de eerdere run: {} van 3 partities waren klaar.\n"


def test_a_changed_input_pack_or_option_does_not_go_on_unless_restarted(
    scheme: Path, out: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "pak"
    shutil.copytree(PACK, pack)
    run(request(scheme, pack=str(pack)), out)
    before = parts(out)
    manifest = (pack / "pack.yaml").read_text()

    def changed(**options: object) -> str:
        with pytest.raises(InputError) as raised:
            run(request(scheme, pack=str(pack), **options), out)  # type: ignore[arg-type]
        (problem,) = raised.value.problems
        assert problem.code == "resume-changed"
        assert parts(out) == before
        return problem.values["changed"]

    assert changed(only=["WOORD-01"]).startswith("only")
    assert changed(corpus=[scheme]) == f"corpus ({scheme})"
    (pack / "pack.yaml").write_text(manifest.replace("version: ", "version: 9", 1))
    assert changed().startswith("packs (")
    (pack / "pack.yaml").write_text(manifest)
    scheme.write_text("\n".join(LINES[:12]))
    assert changed() == f"inputs ({scheme})"
    assert run(request(scheme, pack=str(pack)), out, restart=True).judged == [0, 1]
    assert sorted(parts(out)) == ["manifest.json", "part-000000.jsonl", "part-000001.jsonl"]


# --- bad input -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("restart", [False, True])
def test_a_folder_with_something_else_is_left_alone(restart: bool, scheme: Path, out: Path) -> None:
    out.mkdir()
    (out / "brief.txt").write_text("van mij")
    with pytest.raises(InputError) as raised:
        run(request(scheme), out, restart=restart)
    assert raised.value.problems[0].code == "output-not-empty"
    assert raised.value.problems[0].values["name"] == "brief.txt"
    assert list(parts(out)) == ["brief.txt"]


@pytest.mark.parametrize("content", ["{", "[]", '{"format": 99}', '{"format": 1, "partitions": [{}]}'])
def test_a_damaged_manifest_is_said_and_can_be_restarted(content: str, scheme: Path, out: Path) -> None:
    out.mkdir()
    (out / "manifest.json").write_text(content)
    with pytest.raises(InputError) as raised:
        run(request(scheme), out)
    assert raised.value.problems[0].code == "manifest-damaged"
    assert run(request(scheme), out, restart=True).judged == [0, 1, 2]


def test_a_url_whose_driver_is_missing_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"class": "geenpakket.Geen", "err": "install it"}
    monkeypatch.setitem(import_module("fsspec.registry").known_implementations, "geen", known)
    (problem,) = find_files(["geen://emmer/kader.jsonl"])[1]
    assert (problem.code, problem.values["package"]) == ("no-driver", "geenpakket")
    (problem,) = find_files(["onzin://emmer/kader.jsonl"])[1]
    assert problem.code == "unknown-scheme"


def test_a_url_that_cannot_be_reached_is_named_and_the_others_are_judged(
    scheme: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionError(errno.ECONNREFUSED, "Connection refused")

    monkeypatch.setattr("fsspec.implementations.memory.MemoryFileSystem.info", refuse)
    ran = run(request("memory://emmer/kader.jsonl", scheme, f"{scheme}x"), out)
    assert (ran.status, ran.judged) == (2, [0, 1, 2])
    assert "‘memory://emmer/kader.jsonl’ is niet te bereiken: Connection refused" in ran.stderr
    assert f"het bestand ‘{scheme}x’ is er niet" in ran.stderr


def test_nothing_to_read_leaves_no_folder(tmp_path: Path, out: Path) -> None:
    assert run(request(tmp_path / "weg.jsonl"), out).status == 2
    assert not out.exists()


def test_an_input_that_changes_during_the_run_is_named_and_the_others_go_on(scheme: Path, out: Path) -> None:
    other = scheme.with_name("ander.jsonl")
    other.write_text(LINES[0])

    def before(partition: Partition) -> None:
        if partition.number == 1:
            scheme.write_text("anders")

    ran = run(request(scheme, other), out, before=before)
    assert ran.status == 2
    assert ran.stderr.count("het bestand is tijdens de run veranderd") == 2
    assert sorted(parts(out)) == ["manifest.json", "part-000000.jsonl", "part-000003.jsonl"]


def test_a_full_disk_ends_the_run_with_what_was_finished(
    scheme: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = False
    sync = os.fsync

    def fsync(handle: int) -> None:
        if full:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    def before(partition: Partition) -> None:
        nonlocal full
        full = partition.number == 1

    def judged(self: PartitionJudge, partition: Partition) -> dict[str, Any]:
        nonlocal full
        result = judge(self, partition)
        full = False  # for the manifest a few bytes are left
        return result

    judge = PartitionJudge.__call__
    monkeypatch.setattr(PartitionJudge, "__call__", judged)
    monkeypatch.setattr(os, "fsync", fsync)
    ran = run(request(scheme), out, before=before)
    assert (ran.status, ran.judged) == (2, [0, 1])
    assert "kan niet worden geschreven: No space left on device" in ran.stderr
    assert sorted(parts(out)) == ["manifest.json", "part-000000.jsonl"]
    assert run(request(scheme), out).judged == [1, 2]


def test_a_partition_that_was_begun_three_times_is_given_up_and_named(scheme: Path, out: Path) -> None:
    """What a worker leaves that dies: how often a partition was begun. It is forgotten at the next run."""

    def before(partition: Partition) -> None:
        if partition.number == 1:
            (out / ".part-000001.attempts").write_text("3")
        if partition.number == 2:
            (out / ".part-000002.attempts").write_text("1")
            (out / ".part-000002.jsonl.0123.new").write_text("half")

    ran = run(request(scheme), out, before=before)
    assert ran.status == 2
    assert f"{scheme}:13:1: de partitie die hier begint (1) is niet beoordeeld" in ran.stderr
    assert "1 partities opnieuw gedaan" in ran.stderr
    assert sorted(parts(out)) == ["manifest.json", "part-000000.jsonl", "part-000002.jsonl"]
    assert run(request(scheme), out).judged == [1]


def test_partitions_that_a_cluster_gives_up_are_named(scheme: Path, out: Path) -> None:
    ran = run(request(scheme), out, lost=[1])
    assert (ran.status, ran.judged) == (2, [0, 2])
    assert f"{scheme}:13:1: de partitie die hier begint (1) is niet beoordeeld" in ran.stderr
    assert run(request(scheme), out).judged == [1]


def test_a_worker_with_another_program_is_refused(scheme: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"code": "sha256:hier"}

    def before(_: Partition) -> None:
        monkeypatch.setattr("plugins.shipped.made_with", lambda: {"code": "sha256:daar"})

    monkeypatch.setattr("plugins.shipped.made_with", lambda: here)
    ran = run(request(scheme), out, before=before)
    assert (ran.status, ran.judged) == (2, [0])
    assert "een ander programma dan hier (verschil: code)" in ran.stderr


def test_a_folder_that_cannot_be_written_is_said_before_anything_is_judged(scheme: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(InputError) as raised:
        run(request(scheme), tmp_path / "bestand" / "uit")
    assert raised.value.problems[0].code in ("storage-unreachable", "output-unwritable")


def test_a_file_is_replaced_as_a_whole_or_not_at_all(out: Path) -> None:
    folder = Folder(str(out))
    with folder.writing("a") as stream:
        stream.write(b"oud")
    with pytest.raises(ZeroDivisionError), folder.writing("a") as stream:
        stream.write(b"half" * (1 // 0))
    assert parts(out) == {"a": b"oud"}
