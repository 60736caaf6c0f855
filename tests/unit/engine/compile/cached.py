"""Engines whose packs are kept compiled, for the tests of that cache."""

from __future__ import annotations

from pathlib import Path

from engine.compile.cache import PackCache
from engine.engine import Engine
from engine.model import Definition

RECORDS = (
    Definition("meldkamer", "ruimte om oproepen te ontvangen"),
    Definition("meldkamer", "ruimte waar noodoproepen binnenkomen"),
    Definition("zaal", ""),
)
ENVIRONMENT = {"code": "1"}


def engine(pack: Path, folder: Path, **settings: object) -> Engine:
    return Engine.load([pack], verify=False, cache=PackCache(folder, ENVIRONMENT), **settings)  # type: ignore[arg-type]


def outcomes(engine: Engine) -> list[object]:
    return [engine.validate(record).outcomes for record in RECORDS]


def entry_in(folder: Path) -> Path:
    (found,) = folder.glob("*.json")
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
