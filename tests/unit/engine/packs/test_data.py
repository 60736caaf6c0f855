"""A pack as plain data and back: nothing is lost, and nothing else than packs gets in."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given

from engine import errors, model
from engine.features.builtin import BUILTIN
from engine.language import tree
from engine.language.parse import parse_check
from engine.packs import model as packs
from engine.packs.data import CHOICES, CLASSES, from_data, to_data
from engine.packs.load import load_pack
from tests.unit.engine.language.trees import checks
from tests.unit.engine.packs.proef import FILES, write


def test_a_pack_comes_back_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    pack = load_pack(tmp_path / "proef", BUILTIN)
    again = from_data(json.loads(json.dumps(to_data(pack))))
    assert again == pack
    assert again.rules[0].clauses[0].syntax.at == pack.rules[0].clauses[0].syntax.at
    assert hash(again.rules[0].mark) == hash(pack.rules[0].mark)


@given(checks)
def test_every_syntax_tree_comes_back(check: tree.Check) -> None:
    assert from_data(json.loads(json.dumps(to_data(check)))) == check


def test_positions_come_back_too() -> None:
    check = parse_check('forbid "om" … "te" unless after ("moet" …6)')
    assert repr(_places(from_data(to_data(check)))) == repr(_places(check))


def _places(node: object) -> list[tree.At]:
    if isinstance(node, tuple):
        return [place for part in node for place in _places(part)]
    if not isinstance(node, tree.Node):
        return []
    parts = [getattr(node, field.name) for field in dataclasses.fields(node) if field.name != "at"]
    return [node.at, *(place for part in parts for place in _places(part))]


def test_all_that_packs_are_made_of_is_known() -> None:
    """A class or choice that is added to the models has to be added to the tables as well."""
    made = {each for module in (packs, tree) for each in vars(module).values() if isinstance(each, type)}
    own = {each for each in made if each.__module__ in (packs.__name__, tree.__name__)}
    classes = {each for each in own if dataclasses.is_dataclass(each)} - {tree.Node}
    assert classes <= set(CLASSES)
    assert {errors.Mark, model.Definition, model.Entry, model.Context, model.Source, model.Origin} <= set(CLASSES)
    assert own - classes - {tree.Node} <= set(CHOICES)


@pytest.mark.parametrize("value", [object(), b"bytes", 1.5, {"a": model.Reason(model.ReasonCode.LIMIT)}])
def test_what_is_no_part_of_a_pack_is_refused(value: object) -> None:
    with pytest.raises((TypeError, KeyError)):
        to_data(value)


@pytest.mark.parametrize("data", [[0], [0, 1], [999, 1], [-99, "x"], [-4, "no such choice"], [-3, "a"], ["text"], []])
def test_data_of_another_making_is_refused(data: list[object]) -> None:
    with pytest.raises((ValueError, TypeError, IndexError)):
        from_data(data)
