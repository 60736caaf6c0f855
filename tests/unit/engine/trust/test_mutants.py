"""Which mistakes are made on purpose in a check, and which of them its examples notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from engine.engine import Engine
from engine.packs.model import Rule
from engine.trust.mutants import Kind, Mutant, mutants
from engine.trust.overlap import overlaps
from engine.trust.run import scorer_of, scores
from engine.trust.unused import unused

RULE = """
code: {code}
name: {name}
title: Proef
theme: vorm
family: proef
severity: warning
status: stable
question: Klopt het?
check: |
{check}
message: Dit klopt niet.
examples:
  pass:
{passing}
  fail:
{failing}
"""
PACK = """
name: proefpakket
version: 1.0.0
language: nl
engine: ">=1,<2"
title: Proef
licence: CC0-1.0
themes: {vorm: Vorm}
profiles: {standaard: {text: Alles.}}
"""


def lines(texts: Sequence[str], indent: int) -> str:
    return "\n".join(" " * indent + text for text in texts)


class Pack:
    """A pack on disk, made of the rules that a test gives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "rules" / "vorm").mkdir(parents=True)
        (folder / "lexicons").mkdir()
        (folder / "pack.yaml").write_text(PACK, encoding="utf-8")

    def rule(
        self, check: Sequence[str], passing: Sequence[str], failing: Sequence[str], code: str = "PROEF-01"
    ) -> None:
        text = RULE.format(
            code=code, name=code.lower(), check=lines(check, 2), passing=lines(passing, 4), failing=lines(failing, 4)
        )
        (self.folder / "rules" / "vorm" / f"{code}.yaml").write_text(text, encoding="utf-8")

    def lexicon(self, name: str, words: Sequence[str]) -> None:
        text = "words:\n" + lines([f"- {word}" for word in words], 2) + "\n"
        (self.folder / "lexicons" / f"{name}.yaml").write_text(text, encoding="utf-8")

    def engine(self, *, verify: bool = True) -> Engine:
        return Engine.load([self.folder], verify=verify)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return Pack(tmp_path / "proefpakket")


def example(text: str, **more: str) -> str:
    return (
        "- {begrip: iets, definitie: '" + text + "'" + "".join(f", {key}: {value}" for key, value in more.items()) + "}"
    )


def made(engine: Engine) -> list[Mutant]:
    return list(mutants(engine.rules[0], engine.packs[0]))


def survivors(engine: Engine, kind: Kind) -> list[str]:
    found = scorer_of(engine).score(engine.rules[0], (kind,))
    return [each.change for each in found.survivors]


def test_every_kind_of_mistake_is_made(pack: Pack) -> None:
    pack.lexicon("vaag", ["soms", "vaak"])
    pack.rule(
        ["forbid any of literal vaag unless some \"regel\"", "require count(words) >= 2"],
        [example("een ding")], [example("ding dat soms kan")],
    )  # fmt: skip
    engine = pack.engine()
    assert [(each.kind, each.change) for each in made(engine)] == [
        (Kind.CLAUSE, 'forbid any of literal vaag unless some "regel"'),
        (Kind.EXCEPTION, 'unless some "regel"'),
        (Kind.BOUND, 'some "regel" → no "regel"'),
        (Kind.CLAUSE, "require count(words) >= 2"),
        (Kind.BOUND, "count(words) >= 2 → count(words) > 2"),
        (Kind.BOUND, "2 → 3"),
        (Kind.BOUND, "2 → 1"),
        (Kind.ENTRY, "‘soms’"),
        (Kind.ENTRY, "‘vaak’"),
    ]
    assert len({repr((each.rule, each.lexicon)) for each in made(engine)}) == 9


def test_a_mutant_never_is_the_rule_itself(pack: Pack) -> None:
    pack.rule(["require count(words) between 2 and 5"], [example("een ding")], [example("ding")])
    rule = pack.engine().rules[0]
    assert all(each.rule != rule for each in made(pack.engine()))


@pytest.mark.parametrize(
    ("passing", "failing", "left"),
    [
        # A text at the bound and one beyond it on either side notice every shift.
        (["een twee"], ["een"], []),
        (["een twee drie"], ["een"], ["count(words) >= 2 → count(words) > 2", "2 → 3"]),
    ],
)
def test_a_bound_is_noticed_by_examples_on_either_side_of_it(
    pack: Pack, passing: list[str], failing: list[str], left: list[str]
) -> None:
    pack.rule(["require count(words) >= 2"], [example(text) for text in passing], [example(text) for text in failing])
    assert survivors(pack.engine(), Kind.BOUND) == left


def test_an_exception_needs_a_passing_example(pack: Pack) -> None:
    check = ['forbid "soms" unless some "regel"']
    failing = [example("ding dat soms kan")]
    pack.rule(check, [example("een ding")], failing)
    assert survivors(pack.engine(), Kind.EXCEPTION) == ['unless some "regel"']
    pack.rule(check, [example("regel die soms geldt")], failing)
    assert survivors(pack.engine(), Kind.EXCEPTION) == []


def test_one_sentence_tries_every_word_of_a_lexicon(pack: Pack) -> None:
    pack.lexicon("vaag", ["soms", "vaak", "nu en dan"])
    check, passing = ["forbid any of literal vaag"], [example("een ding")]
    pack.rule(check, passing, [example("ding dat soms kan")])
    assert survivors(pack.engine(), Kind.ENTRY) == ["‘vaak’", "‘nu en dan’"]
    pack.rule(check, passing, [example("ding dat {woord} kan", each="vaag", match="'{woord}'")])
    assert survivors(pack.engine(), Kind.ENTRY) == []
    pack.rule(check, passing, [example("ding dat {woord} kan", each="vaag", **{"except": "[vaak]"})])
    assert survivors(pack.engine(), Kind.ENTRY) == ["‘vaak’"]


def test_a_sentence_that_does_not_hold_for_a_word_is_named(pack: Pack) -> None:
    pack.lexicon("vaag", ["soms", "vaak"])
    pack.rule(
        ['forbid any of literal vaag unless some "vaak"'],
        [example("een ding")], [example("ding dat {woord} kan", each="vaag")],
    )  # fmt: skip
    engine = pack.engine()
    assert engine.rules[0].failing[0].definition.definitie == "ding dat soms kan"
    found = scorer_of(engine).score(engine.rules[0])
    assert [(each.definition.definitie, problem) for each, problem in found.wrong] == [
        ("ding dat vaak kan", "example-silent")
    ]


def test_scores_are_the_same_from_several_processes(pack: Pack) -> None:
    for code in ("PROEF-01", "PROEF-02"):
        pack.rule(["require count(words) >= 2"], [example("een twee drie")], [example("een")], code)
    engine = pack.engine()
    codes = [rule.code for rule in engine.rules]
    alone = list(scores(engine, codes, pack.engine))
    assert [each.score for each in alone] == [pytest.approx(0.5)] * 2
    assert list(scores(engine, codes, pack.engine, jobs=2)) == alone


def test_what_never_matters_in_a_lexicon(pack: Pack) -> None:
    pack.lexicon("vaag", ["soms", "Soms"])
    pack.lexicon("nergens", ["ooit"])
    pack.rule(["forbid any of literal vaag"], [example("een ding")], [example("ding dat soms kan")])
    engine = pack.engine()
    found = unused(engine.packs[0], None)
    assert [(each.lexicon, each.entry) for each in found] == [("nergens", None)]


def test_rules_that_see_the_same_thing(pack: Pack) -> None:
    failing = [example(f"ding dat soms {word}") for word in ("kan", "mag", "moet")]
    for code, check in (
        ("PROEF-01", 'forbid "soms"'),
        ("PROEF-02", 'forbid "dat" "soms"'),
        ("PROEF-03", 'forbid "ding"'),
    ):
        pack.rule([check], [example("iets anders")], failing, code)
    found = [(each.code, each.other, each.shared, each.examples, each.family) for each in overlaps(pack.engine())]
    assert found == [("PROEF-01", "PROEF-02", 3, 3, "proef"), ("PROEF-02", "PROEF-01", 3, 3, "proef")]


def test_a_rule_without_what_can_be_changed_has_no_score(pack: Pack) -> None:
    pack.rule(["require count(words) >= 2"], [example("een twee")], [example("een")])
    engine = pack.engine()
    bare: Rule = replace(engine.rules[0], clauses=())
    assert scorer_of(engine).score(bare).score is None
