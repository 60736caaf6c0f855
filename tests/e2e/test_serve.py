"""``definitie serve`` on a bare machine: a process of its own, real HTTP, and an end by Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from tests.e2e.command import PACK, check, start

RECORD = {"begrip": "kazerne", "definitie": "gebouw van het leger"}
PATIENCE = 60


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The service in a process; its addresses, and that of its figures."""
    process = start(
        "serve", "--port", "0", "--data", folder, *options,
        stdout=subprocess.PIPE, DEFINITIE_PACKS=PACK, DEFINITIE_METRICS_PORT="0", DEFINITIE_PROCESSES="1",
        **environment,
    )  # fmt: skip
    errors: list[str] = []
    assert process.stderr is not None
    stderr = process.stderr
    reader = threading.Thread(target=lambda: errors.extend(stderr), daemon=True)
    reader.start()
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    try:
        assert process.stdout is not None
        first = process.stdout.readline()
        found = re.findall(r"http://[\d.:]+", first)
        assert len(found) == 2, (first, errors[-5:])
        yield process, found[0], found[1]
    finally:
        timer.cancel()
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
        reader.join(PATIENCE)
        for pipe in (process.stdin, process.stdout, process.stderr):
            assert pipe is not None
            pipe.close()


def stop(process: subprocess.Popen[str], number: signal.Signals) -> str:
    """End the service with a signal; what it still said on standard output."""
    process.send_signal(number)
    assert process.stdout is not None
    rest = process.stdout.read()
    assert process.wait(PATIENCE) == 0
    return rest


def test_one_command_gives_a_service_that_judges_as_the_command_does(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, address, figures):
        answer = httpx.post(f"{address}/api/v1/validate", json=RECORD, timeout=PATIENCE)
        said = json.loads(check("-", "--format", "jsonl", stdin=json.dumps(RECORD) + "\n").stdout)
        assert answer.json() == said | {"origin": None}
        assert "server" not in answer.headers
        assert httpx.get(f"{address}/ready").json()["status"] == "ready"
        assert 'definitie_reports_total{decision="accepted"} 1.0' in httpx.get(f"{figures}/metrics").text
        assert httpx.get(f"{address}/metrics").status_code == 404
        rest = stop(process, signal.SIGINT)
    assert "definitie users add" in rest
    assert rest.endswith("De dienst is gestopt.\n")


def test_several_workers_share_port_and_figures_and_go_with_the_one_that_started_them(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2", "--lang", "en") as (process, address, figures):
        workers = [
            each for each in psutil.Process(process.pid).children(recursive=True) if "spawn_main" in str(each.cmdline())
        ]
        assert len(workers) == 2
        for _ in range(10):  # a connection for each, so that both have their part
            assert httpx.post(f"{address}/api/v1/validate", json=RECORD, timeout=PATIENCE).status_code == 200
        assert 'definitie_reports_total{decision="accepted"} 10.0' in httpx.get(f"{figures}/metrics").text
        os.kill(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)
        assert psutil.wait_procs(workers, timeout=PATIENCE)[1] == []
    with serving(tmp_path) as (process, address, _):  # the database it left is taken over
        assert httpx.get(f"{address}/ready", timeout=PATIENCE).status_code == 200
        assert "gestopt" in stop(process, signal.SIGTERM)


@pytest.mark.parametrize(
    ("options", "environment", "said"),
    [
        (["--workers", "0"], {}, "DEFINITIE_WORKERS"),
        ([], {"DEFINITIE_PACKS": "bestaat-niet"}, "bestaat-niet"),
        ([], {"DEFINITIE_PROFILE": "bestaat-niet"}, "bestaat-niet"),
    ],
)
def test_what_cannot_be_served_is_told(
    tmp_path: Path, options: list[str], environment: dict[str, str], said: str
) -> None:
    given = {"DEFINITIE_PACKS": PACK, "DEFINITIE_METRICS_PORT": "0"} | environment
    process = start("serve", "--port", "0", "--data", tmp_path, *options, stdout=subprocess.PIPE, **given)
    out, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (2, "")
    assert said in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("setting", ["DEFINITIE_PORT", "DEFINITIE_METRICS_PORT"])
def test_a_port_that_is_taken_is_told(tmp_path: Path, setting: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ports = {"DEFINITIE_PORT": "0", "DEFINITIE_METRICS_PORT": "0"} | {setting: port}
        process = start("serve", "--data", tmp_path, stdout=subprocess.PIPE, **ports)
        out, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (2, "")
    assert f":{port}" in errors
    assert setting in errors
    assert list(tmp_path.iterdir()) == []
