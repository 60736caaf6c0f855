"""The engine as callers use it: load, judge, restrict, explain; and its answer when asked for what is not there."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import engine
from engine import Definition, Engine, Entry, Outcome, PackError, Severity
from engine.explain import Node
from engine.features.builtin import BUILTIN
from engine.language.reference import ebnf, reference_page
from plugins.features import REGISTRY
from tests.rules import ROOT, Names, make_engine, make_rule

RULES = [
    make_rule('forbid "om" … "te"\nforbid any of lidwoorden at start', code="A-1"),
    make_rule("applies when some synonyms\nforbid duplicate(similarity: 90)", code="A-2", severity="warning"),
]
SMALL = make_engine(RULES, Names({"lidwoorden": ["de", "een"]}))


def nodes(roots: tuple[Node, ...] | list[Node]) -> list[Node]:
    """All nodes of an explanation."""
    return [each for root in roots for each in (root, *nodes(root.children))]


def test_one_engine_serves_all_threads() -> None:
    records = [Definition("p", f"ruimte om {number} te zien") for number in range(200)]
    alone = [SMALL.validate(record) for record in records]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(SMALL.validate, records)) == alone


def test_a_rule_is_found_by_code_or_name_whatever_the_case() -> None:
    assert SMALL.rule("a-1") is SMALL.rule("A-1")
    with pytest.raises(KeyError):
        SMALL.rule("B-9")


@pytest.mark.parametrize(
    ("arguments", "code", "meant"),
    [
        ({"only": ["ESS-1"]}, "unknown-rule", "ESS-01"),
        ({"profile": "standard"}, "unknown-profile", "standaard"),
    ],
)
def test_what_is_not_there_is_named_with_what_was_meant(arguments: dict[str, object], code: str, meant: str) -> None:
    with pytest.raises(PackError) as raised:
        Engine.load([ROOT / "tests/e2e/packs/eigen"], **arguments)  # type: ignore[arg-type]

    (problem,) = raised.value.problems
    assert problem.code == code
    if code == "unknown-profile":
        assert problem.suggestion == meant


def test_an_own_corpus_comes_before_the_one_given() -> None:
    given = SMALL.index([Entry("q", "ruimte")])
    record = Definition("p", "ruimte", id="1", synonyms=("r",), corpus=(Entry("s", "iets"),))

    assert SMALL.validate(record, given).outcomes == ()
    assert SMALL.validate(Definition("p", "ruimte", synonyms=("r",)), given).outcomes[0].outcome is Outcome.FAIL


def test_explain_shows_what_every_part_saw_also_without_a_match() -> None:
    fails = SMALL.explain(Definition("p", "ruimte om iets te zien"), "A-1")
    silent = SMALL.explain(Definition("p", "ruimte"), "A-1")
    gated = SMALL.explain(Definition("p", "ruimte", synonyms=()), "A-2")

    assert [clause.verdict for clause in fails.clauses] == ["fails", "holds"]
    places = [place.text for node in nodes(list(fails.clauses[0].nodes)) for place in node.places]
    assert places[0] == "om iets te"
    assert [clause.verdict for clause in silent.clauses] == ["holds", "holds"]
    assert silent.outcome.outcome is Outcome.PASS
    assert [clause.verdict for clause in gated.clauses] == ["no"]
    assert gated.outcome.outcome is Outcome.NOT_APPLICABLE


def test_explain_agrees_with_validate() -> None:
    for text in ("", "ruimte", "een ruimte", "om iets te zien"):
        record = Definition("p", text)
        report = SMALL.implied(SMALL.validate(record))
        assert [SMALL.explain(record, rule.code).outcome for rule in SMALL.rules] == list(report)


def test_the_package_offers_its_words_and_no_others() -> None:
    assert engine.Severity is Severity
    with pytest.raises(AttributeError):
        engine.Motor  # noqa: B018
    assert all(hasattr(engine, name) for name in engine.__all__)


def test_reading_records_does_not_load_the_compiler() -> None:
    code = "import sys, engine.record; print('engine.compile.plan' in sys.modules, 'lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.split() == ["False", "False"]


def test_the_reference_page_is_the_one_in_the_docs() -> None:
    page = Path(ROOT / "docs/reference/rule-language.md").read_text(encoding="utf-8")

    assert page == reference_page(BUILTIN.merged(REGISTRY)), "run: python -m plugins.reference"


def test_the_grammar_is_shown_as_authors_write_it() -> None:
    assert '"forbid" or_expr suffix*' in ebnf()
    assert "/\\b" not in ebnf().replace("REGEX", "")
