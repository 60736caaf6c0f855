"""Every code that the source can raise has words in both languages, and every word has a use."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from engine.errors import Mark, Problem
from engine.messages import catalogue, render_problem

ROOT = Path(__file__).parents[4]
CODE = re.compile(r'"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"')
RAISING = re.compile(
    r"(?:\bProblem|\.problem|\.problem_at|\bproblem|complain|_problem|_claim|_complain|PydanticCustomError|_RefusedError|_wrong|refused)"
    r'\(\s*(?:(?:case|document|files\.manifest|self|mark|place)[\w.]*,\s*)*f?"([a-z][a-z0-9{}-]+)"'
)
LAYERS = ("engine", "cli", "plugins")
SOURCES = [path for layer in LAYERS for path in (ROOT / layer).rglob("*.py") if path.parent.name != "messages"]


def raised() -> dict[str, str]:
    """Codes that stand where a problem is made, with a file that does."""
    return {
        code: str(path.relative_to(ROOT))
        for path in SOURCES
        for code in RAISING.findall(path.read_text(encoding="utf-8"))
        if "{" not in code
    }


def test_every_code_has_words() -> None:
    missing = {code: path for code, path in raised().items() if code not in catalogue()}
    assert missing == {}


def test_codes_are_found_at_all() -> None:
    assert {"unknown-verb", "duplicate-key", "unknown-pack", "example-fixed", "fix-shape"} <= raised().keys()


def test_every_word_has_a_use() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    forms = {f"form-{kind}" for kind in ("code", "identifier", "language", "name", "version", "clause")}
    unused = [code for code in catalogue() if f'"{code}"' not in text and code not in forms]
    assert unused == []


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_words_in_both_languages_ask_for_the_same_values(code: str) -> None:
    words = catalogue()[code]
    assert words.nl
    assert words.en
    assert bool(words.hint_nl) == bool(words.hint_en)
    assert fields(words.nl) | fields(words.hint_nl) == fields(words.en) | fields(words.hint_en)
    assert not re.search(r"\b(je|jij|jouw)\b", words.nl + words.hint_nl), "u-vorm"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


# --- the layout of a message ----------------------------------------------------------------------------------


def lines(line: str, column: int, length: int) -> list[str]:
    return render_problem(Problem("yaml-tab", Mark("f.yaml", 3, column, length), line)).split("\n")


@pytest.mark.parametrize(
    ("line", "column", "length", "carets"),
    [
        ("name: x", 1, 4, "^^^^"),
        ("a\tb: x", 3, 1, "  ^"),
        ("e\u0301e\u0301n: x", 3, 3, " ^^"),
        ("表題: x", 2, 1, "  ^^"),
        ("kort", 9, 4, "    ^"),
    ],
)
def test_carets_stand_under_the_word(line: str, column: int, length: int, carets: str) -> None:
    assert lines(line, column, length)[2] == "      | " + carets


def test_a_long_line_is_cut_around_the_place() -> None:
    shown, carets = lines("a" * 300 + "fout" + "b" * 300, 301, 4)[1:3]
    assert shown.startswith("    3 | …")
    assert shown.endswith("…")
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "fout"


def test_nothing_in_a_file_can_command_a_terminal() -> None:
    message = render_problem(
        Problem("unknown-clause", Mark("f", 1, 1), "\x1b[31m", {"clause": "\x1b[2J", "known": "\x07"})
    )
    assert "\x1b" not in message
    assert "\x07" not in message


def test_a_warning_says_so() -> None:
    assert "f:1:1: let op: " in render_problem(Problem("yaml-tab", Mark("f", 1, 1), warning=True))
    assert "f:1:1: warning: " in render_problem(Problem("yaml-tab", Mark("f", 1, 1), warning=True), "en")


def test_a_reason_is_spelled_out() -> None:
    problem = Problem("example-unjudged", values={"code": "DUP-01", "reason": "no_corpus"})
    assert "geen andere begrippen" in render_problem(problem, "nl")
    assert "no other entries" in render_problem(problem, "en")
