"""A run goes into JSON and comes out of it the same."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from engine.model import Context, Source
from generator.data import DataError, from_data, to_data
from generator.judging import Jury
from generator.model import Candidate, Limits, Request, Result, Round
from generator.outcome import outcome_of
from generator.runfile import read_run, write_run
from plugins.generating import Proposal, SourceText, UnavailableError, Usage
from tests.unit.generator.writers import GOOD, PURPOSE, RECORD, Writer, run


async def a_run(jury: Jury) -> Result:
    costly = Proposal(
        "Een " + PURPOSE, (Source("Wet", "artikel 1"),), "here", "model-1", Usage(10, 20), Decimal("0.0001230")
    )
    record = replace(RECORD, context=Context(legal=("strafrecht",), statutory=()), synonyms=("centrale",))
    return await run(
        jury,
        Writer([[UnavailableError("busy")]], name="first"),
        Writer([[costly], [GOOD]]),
        limits=Limits(money=Decimal("1.50"), seconds=30),
        record=record,
        sources=(SourceText("Wet", "tekst", "https://example.org"),),
    )


async def test_values_of_a_run_survive_json(jury: Jury) -> None:
    result = await a_run(jury)
    again = from_data(Result, json.loads(json.dumps(to_data(result))))
    assert again == result
    assert again.accepted == result.accepted
    for kind, value in ((Round, result.rounds[0]), (Candidate, result.best), (Request, result.request)):
        assert from_data(kind, json.loads(json.dumps(to_data(value)))) == value


async def test_a_run_is_written_and_read(jury: Jury, tmp_path: Path) -> None:
    result = await a_run(jury)
    write_run(result, tmp_path / "run.json")
    assert read_run(tmp_path / "run.json") == result


@pytest.mark.parametrize(
    ("text", "says"),
    [("{", "JSON"), ("[]", "run"), ('{"run": 2}', "run"), ('{"run": 1, "result": {"stop": "won"}}', "Result/")],
)
def test_a_file_that_is_no_run_says_so(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=says):
        read_run(tmp_path / "run.json")


async def test_the_outcome_gives_a_definition_only_where_it_was_accepted(jury: Jury) -> None:
    good = outcome_of(await a_run(jury))
    assert good["definition"]["definitie"] == GOOD
    assert (good["stop"], good["rounds"], good["prompt_version"]) == ("accepted", 2, "1")
    bad = outcome_of(await run(jury, Writer([[PURPOSE]])))
    assert bad["definition"] is None
    assert bad["best"]["text"] == PURPOSE
    assert bad["best"]["decision"] == "rejected"
    json.dumps([good, bad])
