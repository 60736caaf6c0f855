"""Laws of parser and printer, and the grammar's own: no conflicts, keywords that are whole words."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark

from engine.errors import LanguageError
from engine.language import tree
from engine.language.parse import parse_check, parse_target
from engine.language.print import print_check, print_expression
from tests.unit.engine.language.trees import checks


@given(checks)
def test_parse_after_print_is_identity(check: tree.Check) -> None:
    assert parse_check(print_check(check)) == check


@given(st.text(max_size=60))
def test_any_text_parses_or_is_refused_with_a_place(text: str) -> None:
    try:
        parsed = parse_check(text)
    except LanguageError as error:
        marks = [problem.mark for problem in error.problems]
    else:
        assert parse_check(print_check(parsed)) == parsed
        return
    assert all(mark is not None and mark.line >= 1 for mark in marks)


def test_grammar_has_no_conflicts() -> None:
    grammar = files("engine.language").joinpath("grammar.lark").read_text(encoding="utf-8")

    Lark(grammar, parser="lalr", lexer="contextual", start=["check", "target"], strict=True)


def test_positions_point_into_the_text() -> None:
    check = parse_check('forbid "om"\n  unless after (any of plichten …6)')

    suffix = check.clauses[0].suffixes[0]
    assert (suffix.at.line, suffix.at.column) == (2, 3)


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("any of lidwoorden at start", "start (any of lidwoorden)"),
        ("any of sluiters at end", "(any of sluiters) end"),
        ("“om”", '"om"'),
        ('"a" ... "b"', '"a" … "b"'),
        ("exactly  one x", "exactly 1 x"),
        ("x # toelichting", "x"),
    ],
)
def test_other_spellings(written: str, means: str) -> None:
    assert print_expression(parse_target(written)) == means
