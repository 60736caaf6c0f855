"""What a search comes to once its selectors and repetitions are written out, and that what explodes does not load."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import PackError
from engine.features.builtin import BUILTIN
from engine.language.parse import parse_target
from engine.language.size import MOST_STEPS, steps_of
from engine.packs.load import load_pack
from engine.packs.scaffold import new_pack

SELECTORS = {"paar": parse_target('"a" "b"'), "vier": parse_target("(paar) (paar)"), "rond": parse_target("(rond)")}


@pytest.mark.parametrize(
    ("search", "steps"),
    [
        ('"a"', 1),
        ('"a" ("b")? "c"', 3),
        ('["a" | "b"]', 2),
        ('("a" "b"){3}', 6),
        ('("a" "b"){2,}', 6),
        ("any of woorden", 1),
        ("paar", 2),
        ("(vier){5} or vier", 24),
        ("rond", 1),
    ],
)
def test_selectors_and_repetitions_are_written_out(search: str, steps: int) -> None:
    assert steps_of(parse_target(search), SELECTORS) == steps


def test_selectors_that_double_each_other_do_not_load(tmp_path: Path) -> None:
    pack = new_pack(tmp_path / "proef", "proef")
    names = [f"keer_{number}" for number in range(40)]
    doubled = [f"  {name}: (keer_{number}) (keer_{number})\n" for number, name in enumerate(names[1:])]
    with (pack / "pack.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write('selectors:\n  keer_0: "\\"a\\""\n' + "".join(doubled))
    with pytest.raises(PackError) as caught:
        load_pack(pack, BUILTIN)
    problems = {(problem.code, problem.values["limit"]) for problem in caught.value.problems}
    assert problems == {("search-too-large", str(MOST_STEPS))}
    assert len(caught.value.problems) == len([name for name in range(40) if 2**name > MOST_STEPS])
