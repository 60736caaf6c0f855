"""The JSON Schemas for editors are those of the models, and accept what the loader accepts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from engine.packs.scaffold import new_pack
from engine.packs.schema_export import MODELS, pack_schema, schema_file, schema_text
from tests.unit.engine.packs.mistakes import RULE
from tests.unit.engine.packs.proef import FILES, changed


def errors(kind: str, text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(pack_schema(kind)).iter_errors(as_an_editor_sees(text))]


def as_an_editor_sees(text: str) -> Any:
    return yaml.safe_load(text)


@pytest.mark.parametrize("kind", MODELS)
def test_the_files_are_current(kind: str) -> None:
    assert schema_file(kind).read_text(encoding="utf-8") == schema_text(kind), (
        "run python -m engine.packs.schema_export"
    )


@pytest.mark.parametrize("kind", MODELS)
def test_they_are_schemas(kind: str) -> None:
    Draft202012Validator.check_schema(pack_schema(kind))


def test_they_accept_sound_files(tmp_path: Path) -> None:
    kinds = {"pack.yaml": "pack", "ESS-01.yaml": "rule", "LEN-01.yaml": "rule", "doelwoorden.yaml": "lexicon"}
    for name, text in FILES.items():
        assert errors(kinds[Path(name).name], text) == [], name
    pack = new_pack(tmp_path / "eigen", "eigen")
    assert errors("rule", (pack / "rules/algemeen/ALG-01.yaml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("severity: error", "serverity: error"),
        ("severity: error", "severity: eror"),
        ("severity: error", "severity: error\npenalty: twintig"),
        ("code: ESS-01", "code: ess-01"),
        ("definitie: ruimte teneinde", "definition: ruimte teneinde"),
    ],
)
def test_they_refuse_what_the_loader_refuses(old: str, new: str) -> None:
    assert errors("rule", changed(RULE, old, new)[RULE])


@pytest.mark.parametrize("piece", ["fix: {delete: match}", "fix: {'2': {delete: match}}", "penalty: 12", "note: 12:30"])
def test_they_accept_every_way_of_writing(piece: str) -> None:
    assert errors("rule", changed(RULE, "severity: error", f"severity: error\n{piece}")[RULE]) == []
