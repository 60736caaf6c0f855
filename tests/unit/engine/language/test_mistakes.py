"""Every mistake an author can make in a check is named, pointed at, and answered with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from engine.errors import LanguageError, Problem
from engine.features.builtin import BUILTIN
from engine.language.environment import Environment
from engine.language.parse import parse_check, parse_target
from engine.language.typecheck import check_clause
from engine.messages import render_problem
from engine.messages.language import CATALOGUE

CASES = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text(encoding="utf-8"))
ENVIRONMENT = Environment(
    BUILTIN,
    {"doelwoorden"},
    {
        "ontkenning": parse_target('"niet" or "geen"'),
        "opsomming": parse_target("(" + '"en" ' * 101 + "){50}"),
    },
    {"woorden": "integer", "streng": "yes/no"},
)


def problems(check: str) -> list[Problem]:
    """All problems of a check."""
    try:
        clauses = parse_check(check).clauses
    except LanguageError as error:
        return list(error.problems)
    return [problem for clause in clauses for problem in check_clause(clause, ENVIRONMENT, check).problems]


@pytest.mark.parametrize("case", CASES, ids=[case["check"] for case in CASES])
def test_mistake(case: dict[str, str]) -> None:
    found = problems(case["check"])

    assert case["code"] in [problem.code for problem in found]
    problem = next(problem for problem in found if problem.code == case["code"])
    assert problem.mark is not None
    start = problem.mark.column - 1
    assert case["check"][start : start + problem.mark.length] == case["at"]
    assert problem.suggestion == case.get("meant")
    for language in ("nl", "en"):
        message = render_problem(problem, language)
        assert "^" * len(case["at"]) in message
        assert "{" not in message.splitlines()[0]


def test_every_code_of_the_language_has_a_case() -> None:
    unreachable = {"search-expected", "value-expected", "unclosed-regex", "empty-text"}

    assert set(CATALOGUE) - {case["code"] for case in CASES} <= unreachable


@pytest.mark.parametrize(
    "check",
    [
        'forbid "om" … "te" as einde unless einde in body or after start or some words',
        "require category is proces and not (count(words) > config.woorden or config.streng)",
        'forbid (ontkenning or any of doelwoorden) as eerste where eerste is not "nooit" at eerste',
        'when config.streng: judge "Klopt het?"',
        "applies when no synonyms\nrequire some term",
    ],
)
def test_correct_checks_have_no_problems(check: str) -> None:
    assert problems(check) == []
