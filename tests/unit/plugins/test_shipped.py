"""Compiled packs as data: whoever receives them judges as the sender does, without the folders of the packs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from engine.errors import PackError
from engine.model import Definition
from plugins import load_engine
from plugins.shipped import ship, unship

PACK = Path(__file__).resolve().parents[2] / "e2e" / "packs" / "eigen"
RECORDS = [Definition("post", "eigenlijk een gebouw"), Definition("wacht", "persoon die de post bewaakt")]


@pytest.mark.parametrize(("profile", "only"), [(None, ()), ("streng", ()), ("eigen/streng", ("WOORD-01",))])
def test_what_arrives_judges_the_same(tmp_path: Path, profile: str | None, only: tuple[str, ...]) -> None:
    pack = tmp_path / "eigen"
    shutil.copytree(PACK, pack)
    here = load_engine([pack], profile=profile, only=only)
    content = ship([pack])
    shutil.rmtree(pack)
    there = unship(content, profile, only)
    assert there.profile_name == here.profile_name
    assert [rule.code for rule in there.rules] == [rule.code for rule in here.rules]
    assert [there.validate(record) for record in RECORDS] == [here.validate(record) for record in RECORDS]


def test_what_another_program_made_is_refused_with_what_differs() -> None:
    body = json.loads(ship([PACK]))
    body["made_with"]["code"] = "sha256:0"
    with pytest.raises(PackError) as raised:
        unship(json.dumps(body).encode())
    (problem,) = raised.value.problems
    assert (problem.code, problem.values["differs"]) == ("other-program", "code")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"made_with": {}}', b"\xff"])
def test_what_is_no_pack_is_refused(content: bytes) -> None:
    with pytest.raises(PackError):
        unship(content)
