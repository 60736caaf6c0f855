"""``definitie check --ray`` on a real cluster of two machines with a worker each, one of which is killed in mid-run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cli.cluster import partitions
from cli.cluster.manifest import Manifest
from cli.cluster.storage import Folder
from tests.e2e.command import ROOT, check
from tests.integration.cluster.here import reports

NUMBER = 400
LINES = [
    json.dumps({"id": str(number), "begrip": f"begrip {number}", "definitie": text})
    for number in range(NUMBER)
    for text in [["eigenlijk een gebouw", "gebouw", "persoon die de wacht houdt"][number % 3]]
]


@dataclass
class Machines:
    """The machines of a cluster that are alive."""

    cluster: Any
    alive: list[Any]

    def kill(self) -> None:
        """Kill one, with the worker on it."""
        self.cluster.remove_node(self.alive.pop(), allow_graceful=False)


@pytest.fixture
def machines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    """A cluster of a head without workers and two machines with room for one each, as processes of this machine."""
    pytest.importorskip("ray", reason="needs the extra ‘ray’: pip install 'definitie[ray]'")
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - loading Ray takes a second

    cluster: Any = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    try:
        nodes = [cluster.add_node(num_cpus=1), cluster.add_node(num_cpus=1)]
        monkeypatch.setenv("RAY_ADDRESS", cluster.address)
        yield Machines(cluster, nodes)
    finally:
        cluster.shutdown()


@pytest.mark.filterwarnings("default")  # what Ray warns of in our process is not ours
def test_a_machine_that_is_killed_changes_nothing(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "RECORDS", 20)
    scheme, out = tmp_path / "kader.jsonl", tmp_path / "uit"
    scheme.write_text("\n".join([*LINES[:50], '{"begrip": "kapot"', *LINES[50:], ""]))
    plain = check(scheme, "--format", "jsonl")
    add = Manifest.add

    def add_and_kill(self: Manifest, result: dict[str, Any], folder: Folder) -> None:
        add(self, result, folder)
        if len(self.finished) == 2:
            machines.kill()

    monkeypatch.setattr(Manifest, "add", add_and_kill)
    ran = check(scheme, "--ray", "--output", out)
    assert len(machines.alive) == 1, "the machine was killed while there was work left"
    assert reports(out) == plain.stdout.splitlines()
    assert len(reports(out)) == NUMBER
    assert sorted(path.name for path in out.iterdir()) == [
        "manifest.json", *(f"part-{number:06d}.jsonl" for number in range(21)),
    ]  # fmt: skip
    assert ran.exit_code == plain.exit_code == 2
    assert f"{scheme}:51:" in ran.stderr
    assert "raylet" not in ran.stdout, "only our own words stand on standard output"
    assert [line for line in ran.stdout.splitlines() if line][:-1] == plain.stderr[
        plain.stderr.index("400 ") :
    ].splitlines()
    assert json.loads((out / "manifest.json").read_text())["complete"] is True


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["kader.jsonl", "--ray"], "noem die met --output"),
        (["-", "--ray", "--output", "uit"], "--ray leest bestanden"),
        (["kader.jsonl", "--ray", "--output", "uit", "--timings"], "--timings werkt niet met --ray"),
        (["kader.jsonl", "--ray", "--output", "uit", "--format", "jsonl"], "--format jsonl werkt niet met --ray"),
        (["kader.jsonl", "--output", "uit"], "--output en --restart werken alleen met --ray"),
        (["kader.jsonl", "--restart"], "--output en --restart werken alleen met --ray"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_that_do_not_go_together(
    options: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kader.jsonl").write_text(LINES[0])
    ran = check(*options)
    assert ran.exit_code == 2
    assert said in ran.stderr
    assert not Path("uit").exists()


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.cluster.asking.find_spec", lambda name: None if name == "ray" else object())
    ran = check("kader.jsonl", "--ray", "--output", tmp_path / "uit")
    assert ran.exit_code == 2
    assert "pip install 'definitie[ray]'" in ran.stderr


def test_ray_is_not_loaded_without_ray(tmp_path: Path) -> None:
    path = tmp_path / "kader.jsonl"
    path.write_text(LINES[0])
    code = (
        "import sys\nfrom cli.main import app\n"
        f"try: app(['check', {str(path)!r}, '--pack', 'tests/e2e/packs/eigen', '--jobs', '2'])\n"
        "except SystemExit: pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} & {'ray', 'fsspec', 'pyarrow', 'pandas'}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ
    )
    assert ran.stdout.splitlines()[-1] == ""


def test_ray_tells_nobody_that_it_is_used() -> None:
    pytest.importorskip("ray", reason="needs the extra ‘ray’: pip install 'definitie[ray]'")
    from cli.cluster.ray_data import SETTINGS  # noqa: PLC0415 - the extra may be absent

    code = "from ray._common.usage.usage_lib import usage_stats_enabled; print(usage_stats_enabled())"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, **SETTINGS}
    )
    assert ran.stdout.strip() == "False"
