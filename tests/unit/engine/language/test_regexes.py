"""Regular expressions of rules: what is refused, and that what is accepted stays fast on hostile text."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from engine.language.regexes import regex_problem

REFUSED = [
    (r"(a+)+$", "regex-nested-repetition"),
    (r"(a|a)*b", "regex-nested-repetition"),
    (r"(.*)*", "regex-empty"),
    (r"x(.*)*", "regex-nested-repetition"),
    (r"(?:a?a)*b", "regex-nested-repetition"),
    (r"(?:ab|a)+c", "regex-nested-repetition"),
    (r"(?:Ab|ac)+d", "regex-nested-repetition"),
    (r"(\w+\s?)*$", "regex-empty"),
    (r"(?:\w+){2,9}x", "regex-nested-repetition"),
    (r"\d+\d+x", "regex-rival-repetitions"),
    (r".*om.*te", "regex-rival-repetitions"),
    (r"x.{0,500}.{0,500}y", "regex-rival-repetitions"),
    (r"[α-ω]+[β-γ]+x", "regex-rival-repetitions"),
    (r"[^\x00-\u0250]+[^\x00-\u0250]+x", "regex-rival-repetitions"),
    (r"[^\W\x00-\u0250]+[^\W\x00-\u0251]+x", "regex-rival-repetitions"),
    (r"(?:[^\x00-\u0250]|[^\x00-\u0251])+x", "regex-nested-repetition"),
    (r"a(?=b)", "regex-look-around"),
    (r"(?<!a)b", "regex-look-around"),
    (r"(a)\1", "regex-back-reference"),
    (r"(?P<x>a)(?P=x)", "regex-back-reference"),
    (r"(a)?(?(1)b|c)", "regex-back-reference"),
    (r"a++b", "regex-atomic"),
    (r"(?>a|b)c", "regex-atomic"),
    (r"a{1001}", "regex-many-repetitions"),
    (r"a{3,2000}", "regex-many-repetitions"),
    (r"a*", "regex-empty"),
    ("(" * 480 + "a" + ")" * 480, "regex-invalid"),
    (r"(", "regex-invalid"),
    (r"[a", "regex-invalid"),
    (r"\p{Lu}", "regex-invalid"),
    (r"(?:foo){e<=1}", "regex-invalid"),
    (r"[[a]b]", "regex-invalid"),
    ("a" * 1001, "regex-too-long"),
]
ACCEPTED = [
    r"en/of", r"\bart\.\s*\d+", r"\d+\.\d+", r"[A-Z]{2,6}", r"\w+\s+\w+", r"(?:ja|nee)+", r"(?:[a-z][0-9])*x",
    r"(?:a+)?b", r"(?i:stb)\.?", r"\{\}", r"ECLI:[A-Z]{2}:[A-Z]+:\d{4}:[0-9A-Z.]+", r"https?://\S+", r"[^()]+\)",
    r"“[^”]*”", r"o.k.", r"\d{1,3}(?:\.\d{3})*",
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "code"), REFUSED)
def test_refuses(pattern: str, code: str) -> None:
    problem = regex_problem(pattern)
    assert problem is not None
    assert problem[0] == code


@pytest.mark.parametrize("pattern", ACCEPTED)
def test_accepts(pattern: str) -> None:
    assert regex_problem(pattern) is None


def test_points_at_the_place() -> None:
    assert regex_problem(r"abc(?=d)") == ("regex-look-around", 3, "(?=")
    assert regex_problem(r"(a)b\1") == ("regex-back-reference", 4, r"\1")
    assert regex_problem(r"ab)") == ("regex-invalid", 2, "unbalanced parenthesis")


PIECES = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", ".", r"\w", "ab"]),
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds("(?:{}){}".format, inner, st.sampled_from(["*", "+", "?", "{2}", "{0,30}"])),
    ),
    max_leaves=8,
)


@given(PIECES, st.sampled_from(["a", "b", "ab", "aab", "ba"]))
def test_what_is_accepted_does_not_explode(pattern: str, unit: str) -> None:
    pattern += "!"
    if regex_problem(pattern) is None:
        assert regex.search(pattern, unit * 100, timeout=2) is None
