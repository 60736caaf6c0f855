"""``definitie test --strict``: a small pack whose examples let some mistakes pass, told as text and as data."""

from __future__ import annotations

import json

import pytest

from tests.e2e.command import PACK, definitie


def strict(*arguments: str) -> tuple[int, str, str]:
    done = definitie("test", PACK, "--strict", *arguments)
    return done.exit_code, done.stdout, done.stderr


def test_a_whole_pack_is_put_to_the_ordinary_test_first() -> None:
    code, out, said = strict("--lang", "en")
    assert (code, said) == (1, "")
    first, *_ = out.splitlines()
    assert first.startswith("eigen 1.2.0")
    assert out.count("All examples hold") == 1
    assert out.splitlines()[-1].startswith("Noticed: ")


def test_one_rule_shows_every_mistake_that_is_not_noticed() -> None:
    code, out, _ = strict("--rule", "KORT-01")
    assert code == 1
    assert out.splitlines()[0].startswith("KORT-01")
    assert ["config.woorden: 3 → 4" in out, "config.woorden: 3 → 2" in out] == [True, True]


def test_a_low_bar_is_met() -> None:
    assert strict("--rule", "KORT-01", "--min-score", "0.1")[0] == 0


@pytest.mark.parametrize("option", [("--rule", "KORT-01"), ("--json",), ("--jobs", "2"), ("--min-score", "0.1")])
def test_what_only_a_strict_test_does_is_not_passed_over(option: tuple[str, ...]) -> None:
    done = definitie("test", PACK, *option)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--strict" in done.stderr


def test_as_data_it_says_the_same() -> None:
    code, out, _ = strict("--json", "--jobs", "2")
    found = json.loads(out)
    assert code == 1
    rules = {each["code"]: each for each in found["rules"]}
    kinds = found["kinds"].values()
    assert sum(each["tried"] for each in kinds) == sum(sum(each["tried"].values()) for each in rules.values())
    assert {"code": "KORT-01", "kind": "bound", "place": "config.woorden", "change": "3 → 2"} in rules["KORT-01"][
        "survivors"
    ]


def test_a_rule_that_is_not_there_is_named() -> None:
    code, out, said = strict("--rule", "KORT-02")
    assert (code, out) == (2, "")
    assert "KORT-01" in said
