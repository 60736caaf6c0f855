"""``definitie generate`` with a model behind a real HTTP endpoint of this machine: refining, money, faults."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.command import PROGRAM, ROOT
from tests.integration.generator.scripted import Reply, Scripted, fails, says

PURPOSE = "ruimte om noodoproepen te ontvangen"
GOOD = "ruimte waar noodoproepen binnenkomen en worden doorgezet"
SETTINGS = """
providers:
  - name: hoofd
    base_url: {url}
    models: [{{name: klein, prices: {{input: "1", output: "2"}}}}]
    resilience: {{retries: 0}}
cache: {{answers: 0}}
"""


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what the model was asked."""

    status: int
    data: dict[str, Any]
    errors: str
    prompts: list[str]


async def generated(tmp_path: Path, script: list[Reply], *options: str) -> Done:
    """Run ``generate`` in a process of its own against a server that does what the script says."""
    async with Scripted(script) as server:
        settings = tmp_path / "modellen.yaml"
        settings.write_text(SETTINGS.format(url=server.url), encoding="utf-8")
        arguments = [
            "generate",
            "meldkamer",
            "--category",
            "type",
            "--candidates",
            "1",
            "--seed",
            "1",
            "--format",
            "json",
        ]
        process = await asyncio.create_subprocess_exec(
            *(PROGRAM[0], *PROGRAM[1:], *arguments, "--models", str(settings), *options),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        )  # fmt: skip
        output, errors = await process.communicate()
        prompts = [received.prompt for received in server.received]
    assert output, errors.decode()
    return Done(process.returncode or 0, json.loads(output), errors.decode(), prompts)


async def test_a_model_is_told_what_is_wrong_until_its_text_is_accepted(tmp_path: Path) -> None:
    script = [says(f"Definitie: **{PURPOSE}**", tokens=(1000, 20)), says(f"“{GOOD}”", tokens=(1100, 15))]
    done = await generated(tmp_path, script)
    assert (done.status, done.errors) == (0, "")
    assert done.data["definition"]["definitie"] == GOOD
    assert (done.data["best"]["provider"], done.data["best"]["model"]) == ("hoofd", "scripted-1")
    assert done.data["spent"] == {"input_tokens": 2100, "output_tokens": 35, "cost": "0.00217"}
    first, second = done.prompts
    assert "noem geen doel" in first
    assert "bezwaren" not in first
    assert "zegt waarvoor" in second


async def test_sources_come_first_and_the_model_refines_what_they_have(tmp_path: Path) -> None:
    statute = tmp_path / "wet.txt"
    statute.write_text(f"Wet x\n\nArtikel 1\nOnder meldkamer wordt verstaan: {PURPOSE}.\n", encoding="utf-8")
    done = await generated(tmp_path, [says(GOOD)], "--source", str(statute))
    assert done.status == 0
    assert (done.data["rounds"], done.data["best"]["generator"], done.data["best"]["round"]) == (2, "openai", 2)
    assert PURPOSE in done.prompts[0]
    assert done.data["definition"]["sources"] == [{"title": "Wet x"}]


async def test_a_budget_of_nothing_calls_nobody(tmp_path: Path) -> None:
    for budget in (("--budget-tokens", "0"), ("--budget-money", "0"), ("--rounds", "0"), ("--budget-seconds", "0")):
        done = await generated(tmp_path, [says(GOOD)], *budget)
        assert (done.status, done.data["stop"], done.data["definition"]) == (1, "budget_exhausted", None)
        assert done.prompts == []


async def test_a_model_that_fails_is_named_and_the_money_it_took_is_not_hidden(tmp_path: Path) -> None:
    done = await generated(tmp_path, [says(PURPOSE, tokens=(1000, 20)), fails(500, words="geheim")])
    assert (done.status, done.data["stop"], done.data["definition"]) == (1, "provider_unavailable", None)
    assert done.data["best"]["text"] == PURPOSE
    assert "openai: unavailable" in done.data["detail"]
    assert "geheim" not in json.dumps(done.data) + done.errors
    assert done.data["spent"]["input_tokens"] >= 1000
