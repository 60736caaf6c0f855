"""A pack and a rule made by the program load, and their examples pass, before anyone edits them."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.engine import Engine
from engine.errors import PackError
from engine.model import Definition, Outcome
from engine.packs.examples import check_examples
from engine.packs.model import Status
from engine.packs.scaffold import new_pack, new_rule


def test_a_new_pack_works(tmp_path: Path) -> None:
    engine = Engine.load([new_pack(tmp_path / "eigen-regels", "eigen-regels")])
    report = engine.validate(Definition("vergunning", "iets dat een handeling toestaat"))
    assert [(outcome.code, outcome.outcome) for outcome in report.outcomes] == [("ALG-01", Outcome.FAIL)]


def test_a_new_rule_works_as_a_draft(tmp_path: Path) -> None:
    pack = new_pack(tmp_path / "eigen", "eigen")
    path = new_rule(pack, "ALG-02", "algemeen")
    assert path == pack / "rules/algemeen/ALG-02.yaml"
    engine = Engine.load([pack])
    result = check_examples(engine, ["ALG-02"])
    assert (result.problems, result.unjudged) == ((), ())
    assert result.counts == {"pass": 1, "fail": 1, "good": 1}
    assert [rule.code for rule in engine.rules] == ["ALG-01"]
    assert [rule.status for rule in engine.packs[0].rules] == [Status.STABLE, Status.DRAFT]


@pytest.mark.parametrize(
    ("code", "theme", "problem", "suggestion"),
    [
        ("alg 2", "algemeen", "form-code", None),
        ("ALG-01", "algemeen", "rule-exists", None),
        ("ALG-02", "algemen", "unknown-theme", "algemeen"),
    ],
)
def test_what_a_new_rule_may_not_be(
    code: str, theme: str, problem: str, suggestion: str | None, tmp_path: Path
) -> None:
    pack = new_pack(tmp_path / "eigen", "eigen")
    with pytest.raises(PackError) as caught:
        new_rule(pack, code, theme)
    assert [(found.code, found.suggestion) for found in caught.value.problems] == [(problem, suggestion)]


def test_a_pack_is_never_made_over_another(tmp_path: Path) -> None:
    new_pack(tmp_path / "eigen", "eigen")
    with pytest.raises(PackError, match="folder-not-empty"):
        new_pack(tmp_path / "eigen", "eigen")


def test_a_pack_has_a_proper_name(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="form-name"):
        new_pack(tmp_path / "eigen", "Eigen regels")
