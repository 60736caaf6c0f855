"""Patterns as programs find what a regular expression over the same letters finds, and never run away."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.features.builtin import BUILTIN
from engine.language import tree
from engine.language.environment import Environment
from engine.language.print import print_expression
from engine.language.typecheck import check_search
from engine.model import Definition, Outcome, ReasonCode
from tests.rules import Names, judge, make_engine, make_rule

LETTERS = "xyz"


def related(items: list[tree.Item]) -> tree.Related:
    return tree.Related(tree.Sequence(tuple(items)))


def group(parts: list[tree.Related]) -> tree.Group:
    return tree.Group(parts[0] if len(parts) == 1 else tree.Or(tuple(parts)))


def items(depth: int) -> st.SearchStrategy[tree.Item]:
    words = st.sampled_from(LETTERS).map(tree.Text)
    tokens = st.lists(words, min_size=1, max_size=2).map(lambda parts: tree.Token(tuple(parts)))
    bounds = st.sampled_from([(1, 1), (0, None), (1, None), (0, 1), (2, 3)])
    plain = st.one_of(
        st.builds(tree.Item, words), st.builds(lambda atom, b: tree.Item(atom, *b), tokens, bounds),
        st.builds(lambda limit: tree.Item(tree.Gap(limit)), st.none() | st.integers(1, 3)),
    )  # fmt: skip
    if depth == 0:
        return plain
    inner = st.lists(items(depth - 1), min_size=1, max_size=2).map(related)
    groups = st.lists(inner, min_size=1, max_size=2).map(group)
    return plain | st.builds(lambda atom, b: tree.Item(atom, *b), groups, bounds)


def pattern(node: object) -> str:
    """The regular expression for letters instead of words."""
    match node:
        case tree.Related(sequence=tree.Sequence(items=parts)):
            return "".join(map(pattern, parts))
        case tree.Or(parts=parts):
            return "|".join(map(pattern, parts))
        case tree.Item(atom=atom, minimum=low, maximum=high):
            return (
                f"(?:{pattern(atom)}){{{low},{'' if high is None else high}}}"
                if (low, high) != (1, 1)
                else pattern(atom)
            )
        case tree.Group(inner=inner):
            return f"(?:{pattern(inner)})"
        case tree.Token(alternatives=parts):
            return f"[{''.join(map(pattern, parts))}]"
        case tree.Text(value=value):
            return value
        case tree.Gap(limit=limit):
            return f".{{0,{'' if limit is None else limit}}}?"
    raise TypeError(node)


@given(st.lists(items(2), min_size=1, max_size=4).map(related), st.text(LETTERS, max_size=12))
def test_a_pattern_over_words_is_a_regex_over_letters(search: tree.Related, letters: str) -> None:
    assume(not check_search(search, Environment(BUILTIN)).problems)
    compiled = re.compile(pattern(search))
    outcome = judge(f"forbid {print_expression(search)}", " ".join(f"{letter}" for letter in letters) or "w")

    found = [(finding.start, finding.end) for finding in outcome.findings]
    assert found == [(2 * hit.start(), 2 * hit.end() - 1) for hit in compiled.finditer(letters)]


@pytest.mark.parametrize(
    ("check", "text", "found"),
    [
        ('forbid "a" … "b"', "a c b b", ["a c b"]),
        ('forbid "a" …2 "b"', "a c c b", ["a c c b"]),
        ('forbid "a" …1 "b"', "a c c b", []),
        ('forbid "a" … "b"', "a c. b", []),
        ('forbid "a" … "b"', "a, zo nodig, b", ["a, zo nodig, b"]),
        ('forbid "a" … "b"', "a (zo nodig) b", ["a (zo nodig) b"]),
        ('forbid "a" … "b"', "a, c b", []),
        ('forbid "a" … "b"', "a “c” b", ["a “c” b"]),
        ('forbid ("a" or "a" "b") "c"', "a b c a c", ["a b c", "a c"]),
        ('forbid "a" "b" or "b" "c" "d"', "a b c d", ["a b"]),
        ('forbid "b" "c" or "a" "b" "c"', "a b c", ["a b c"]),
        ('forbid any of lijst', "in de kern kernwaarde", ["in de kern"]),
        ('forbid start "a"', "a b a", ["a"]),
        ('forbid "a" end', "a b a", ["a"]),
        (r'forbid /\d+/ "km"', "5 km en 6 m", ["5 km"]),
        (r"forbid /\d{2}/", "1234 5", ["12", "34"]),
        ('forbid ("a") as x ("b" as y)?', "a b a", ["a b", "a"]),
        ('forbid "OM"', "om OM Om", ["OM"]),
        ('forbid "om"', "om OM Om", ["om", "Om"]),
        ('forbid "om"', "OM TE", ["OM"]),
        ('forbid "x" before "y"', "x y x", ["x"]),
        ('forbid "x" not before "y"', "x y x", ["x"]),
        ('forbid "x" after ("y" …2)', "y a b x", ["x"]),
        ('forbid "x" after ("y" …1)', "y a b x", []),
        ('forbid "x" in ("(" … ")")', "x ( x )", ["x"]),
        ('forbid words overlapping ("b" "c")', "a b c d", ["b", "c"]),
        ('forbid words where match is ["a" | not "d"]', "a d b", ["a", "b"]),
    ],
)  # fmt: skip
def test_searches(check: str, text: str, found: list[str]) -> None:
    outcome = judge(check, text, Names({"lijst": ["kern", "in de kern"]}))

    assert [finding.match for finding in outcome.findings] == found


@pytest.mark.parametrize(
    "check",
    [
        'forbid "a"+ … ("a")* … "b"'.replace('"a"+', '("a")+'),
        'forbid ("a" "a")* ("a")* "b"',
        'forbid ["a" | "b"]{1,50} "c"',
    ],
)
def test_a_greedy_pattern_on_a_long_text_ends(check: str) -> None:
    outcome = judge(check, "a " * 5000)

    assert outcome.outcome in (Outcome.PASS, Outcome.NOT_EVALUATED)


def test_more_work_than_the_budget_is_a_limit_and_no_silent_pass() -> None:
    engine = make_engine([make_rule('forbid ["a"] ["a"]* ["a"]* ["a"]* "b"'), make_rule("forbid words", code="T-2")])

    greedy, everywhere = engine.implied(engine.validate(Definition("proef", "a " * 39_000)))

    assert greedy.outcome is Outcome.PASS
    assert everywhere.outcome is Outcome.NOT_EVALUATED
    assert everywhere.reason is not None
    assert everywhere.reason.code is ReasonCode.LIMIT


def test_a_part_of_a_word_can_be_compared_with_a_list_and_with_the_term() -> None:
    check = r"forbid /[A-Z]{2,}/ unless match is any of literal lijst or match in term"
    names = Names({"lijst": ["EU"]})

    assert judge(check, "gast uit een EU-land", names).outcome is Outcome.PASS
    assert judge(check, "gast uit een VN-land", names).outcome is Outcome.FAIL
    assert judge(check, Definition("de VN in het kort", "gast uit een VN-land"), names).outcome is Outcome.PASS
