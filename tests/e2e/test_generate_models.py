"""``definitie generate`` with models, against the scripted server: what a person gets to see, and what never shows."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
import stamina

from generator.models_read import settings_of
from tests.e2e.command import PACK, ROOT, definitie
from tests.integration.generator.scripted import Reply, Scripted, fails, says

SECRET = "sk-proef-0123456789"
GOOD = "ruimte waar noodoproepen binnenkomen en worden doorgezet"
BAD = "eigenlijk een ruimte waar noodoproepen binnenkomen"


@contextmanager
def serving(script: Sequence[Reply]) -> Iterator[Scripted]:
    """The scripted server on a thread of its own, since the command has an event loop of its own."""
    server, loop = Scripted(script), asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result(10)
        yield server
        asyncio.run_coroutine_threadsafe(server.__aexit__(None, None, None), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@pytest.fixture(autouse=True)
def _key_and_no_waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PROEF_SLEUTEL", SECRET)
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


def settings(folder: Path, url: str, more: str = "") -> Path:
    file = folder / "modellen.yaml"
    file.write_text(
        "providers:\n"
        f"  - name: proef\n    base_url: {url}\n    key: {{env: PROEF_SLEUTEL}}\n"
        f"    models: [{{name: klein, prices: {{input: '0.15', output: '0.60'}}}}]\n{more}",
        encoding="utf-8",
    )
    return file


def test_a_definition_is_written_mended_and_paid_for(tmp_path: Path) -> None:
    with serving([fails(500), says(BAD), says(GOOD)]) as server:
        result = definitie(
            "generate", "meldkamer", "--pack", PACK, "--category", "type", "--models", settings(tmp_path, server.url),
            "--candidates", "1", "--format", "json", "--out", tmp_path / "run.json",
        )  # fmt: skip
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["stop"] == "accepted"
    assert found["definition"]["definitie"] == GOOD
    assert BAD in server.received[2].prompt  # the best text so far, to be mended
    everything = result.output + (tmp_path / "run.json").read_text(encoding="utf-8")
    assert not re.search(f"{SECRET}|PROEF_SLEUTEL", everything)
    assert all(SECRET not in received.prompt for received in server.received)


def test_when_nobody_can_answer_it_says_who_and_why(tmp_path: Path) -> None:
    with serving([fails(401, "invalid_api_key", f"Incorrect API key: {SECRET}")]) as server:
        result = definitie(
            "generate", "meldkamer", "--pack", PACK, "--models", settings(tmp_path, server.url), "--candidates", "1"
        )
    assert result.exit_code == 1
    assert "proef/klein: authentication" in result.output
    assert SECRET not in result.output


def test_a_budget_of_nothing_calls_nobody(tmp_path: Path) -> None:
    with serving([says(GOOD)]) as server:
        file = settings(tmp_path, server.url, "budgets: {run: {money: 0}}\n")
        result = definitie("generate", "meldkamer", "--pack", PACK, "--models", file)
    assert (result.exit_code, server.received) == (1, [])


def test_settings_that_cannot_be_used_are_named_with_their_place(tmp_path: Path) -> None:
    file = settings(tmp_path, "http://modellen.example.org/v1")
    result = definitie("generate", "meldkamer", "--pack", PACK, "--models", file)
    assert result.exit_code == 2
    assert "modellen.yaml:2:5: providers.0: base_url must begin with https://" in result.output


def test_the_settings_in_the_documentation_can_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "how-to" / "model-providers.md").read_text(encoding="utf-8")
    files = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "sleutel").write_text(SECRET, encoding="utf-8")
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    assert len(files) >= 2
    for number, text in enumerate(files):
        file = tmp_path / f"{number}.yaml"
        file.write_text(text.replace("/run/secrets/modellen", str(tmp_path / "sleutel")), encoding="utf-8")
        assert settings_of(file) is not None
