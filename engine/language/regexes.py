"""Hold regular expressions of rules to a subset that runs in time bounded by the text (DESIGN §3).

A backtracking matcher explodes where a text can be matched in more than one way inside a repetition. So at load:
no look-around, no back-references, no repetition of something that itself varies in length, no alternatives that
start alike inside a repetition, and no two long repetitions that can share the same characters. What is left has
one way to go at each character. See James Kirrage et al., "Static Analysis for Regular Expression Denial-of-Service
Attacks" (2013), for the two sources of trouble; the rules here are stricter and simpler than theirs.

The pattern is parsed by the parser of ``re``, so that only what ``re`` and ``regex`` read alike is accepted.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

MAX_REPEAT = 1000
"""Most repetitions that a bounded quantifier may ask for."""
LONG_REPEAT = 16
"""A repetition of at most this many can be tried against another one at little cost."""
MAX_PATTERN = 1000
"""Longest pattern in code points."""

RegexProblem = tuple[str, int, str]
"""Code of the problem, offset in the pattern, and the offending piece (or the parser's words)."""

_parser: Any = importlib.import_module("re._parser")
_SAMPLE = frozenset(range(0x250)) | frozenset(map(ord, "αя中٠—\u2003🙂"))
"""Latin, and of the rest of Unicode a letter of either kind, a sign, a digit, a mark, a blank and a picture."""
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_PLACES = {
    "regex-look-around": r"\(\?<?[=!]",
    "regex-back-reference": r"\\[1-9]|\(\?P=|\(\?\(",
    "regex-atomic": r"\(\?>|[*+?}]\+",
}
_BRACE = re.compile(r"\{(?!\d+(?:,\d*)?\})")
_CATEGORIES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w",
               "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_NOT_SPACE": r"\S", "CATEGORY_NOT_WORD": r"\W"}  # fmt: skip


class _RefusedError(Exception):
    """A pattern outside the subset; carries the code of the problem."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a piece of pattern can do: its characters, those it can begin with, and whether it can be empty."""

    characters: frozenset[int]
    first: frozenset[int]
    nullable: bool
    varies: bool
    long: bool = False


_NOTHING = _Shape(frozenset(), frozenset(), nullable=True, varies=False)


def regex_problem(pattern: str) -> RegexProblem | None:
    """What is wrong with a regular expression of a rule, or ``None``.

    Args:
        pattern: as written between the slashes.

    Returns:
        A code (``regex-…``), an offset in code points, and a detail to show; ``None`` for a pattern that is fine.
    """
    if len(pattern) > MAX_PATTERN:
        return "regex-too-long", 0, str(MAX_PATTERN)
    brace = _BRACE.search(re.sub(r"\\.|\[[^\]]*\]", lambda piece: "_" * len(piece.group()), pattern))
    if brace is not None:
        return "regex-invalid", brace.start(), "{"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parsed = _parser.parse(pattern)
    except re.error as error:
        return "regex-invalid", error.pos or 0, error.msg
    except (Warning, RecursionError, OverflowError) as error:
        return "regex-invalid", 0, str(error)
    if parsed.getwidth()[0] == 0:
        return "regex-empty", 0, pattern
    try:
        _sequence(list(parsed), _alphabet(parsed))
    except RecursionError:
        return "regex-invalid", 0, "too many groups inside one another"
    except _RefusedError as refused:
        code = str(refused)
        place = re.search(_PLACES[code], pattern) if code in _PLACES else None
        return code, place.start() if place else 0, place.group() if place else pattern
    return None


def _alphabet(parsed: Any) -> frozenset[int]:
    """Characters enough to see whether two sets overlap: a sample, and every character and bound that is named.

    Their neighbours too: a set that leaves out what is named (``[^a-z]``) begins beside it.
    """
    named = {code + step for code in _named(parsed) for step in (-1, 0, 1)}
    return _SAMPLE | frozenset(code for code in named if 0 <= code <= 0x10FFFF)


def _named(node: Any) -> Iterator[int]:
    if isinstance(node, int) and not isinstance(node, bool) and 0 <= node <= 0x10FFFF:
        yield node
    elif isinstance(node, (tuple, list)) or type(node).__name__ == "SubPattern":
        for child in node:
            yield from _named(child)


def _closed(codes: Iterable[int]) -> frozenset[int]:
    """With upper and lower case, since words of a text are compared without case."""
    found = set(codes)
    for code in tuple(found):
        found.update(ord(form) for form in (chr(code).lower(), chr(code).upper()) if len(form) == 1)
    return frozenset(found)


def _sequence(items: list[Any], alphabet: frozenset[int]) -> _Shape:
    parts = [_element(item, alphabet) for item in items]
    for position, part in enumerate(parts):
        if part.long:
            _no_rival(part, parts[position + 1 :])
    first: frozenset[int] = frozenset()
    for part in parts:
        first |= part.first
        if not part.nullable:
            break
    return _Shape(
        frozenset().union(*(part.characters for part in parts)), first, all(part.nullable for part in parts),
        any(part.varies for part in parts), any(part.long for part in parts),
    )  # fmt: skip


def _no_rival(part: _Shape, following: list[_Shape]) -> None:
    """Refuse a second long repetition that could take over characters of the first one."""
    for other in following:
        shared = part.characters & other.characters
        if other.long and shared:
            raise _RefusedError("regex-rival-repetitions")
        if not other.nullable and not shared:
            return


def _element(item: Any, alphabet: frozenset[int]) -> _Shape:
    operator, argument = str(item[0]), item[1]
    if operator in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
        codes = _characters(operator, argument, alphabet)
        return _Shape(codes, codes, nullable=False, varies=False)
    if operator == "AT":
        return _NOTHING
    if operator == "SUBPATTERN":
        return _sequence(list(argument[3]), alphabet)
    if operator == "BRANCH":
        return _branch([_sequence(list(branch), alphabet) for branch in argument[1]])
    if operator in _REPEATS:
        return _repeat(argument, alphabet)
    refused = {"ASSERT": "regex-look-around", "ASSERT_NOT": "regex-look-around", "GROUPREF": "regex-back-reference",
               "GROUPREF_EXISTS": "regex-back-reference"}  # fmt: skip
    raise _RefusedError(refused.get(operator, "regex-atomic"))


def _characters(operator: str, argument: Any, alphabet: frozenset[int]) -> frozenset[int]:
    if operator == "ANY":
        return alphabet
    if operator == "LITERAL":
        return _closed([argument])
    if operator == "NOT_LITERAL":
        return alphabet - {argument}
    negated, found = False, set[int]()
    for kind, value in argument:
        match str(kind):
            case "NEGATE":
                negated = True
            case "LITERAL":
                found.add(value)
            case "RANGE":
                found.update(code for code in alphabet if value[0] <= code <= value[1])
            case _:
                category = re.compile(_CATEGORIES[str(value)])
                found.update(code for code in alphabet if category.match(chr(code)))
    return alphabet - found if negated else _closed(found)


def _branch(branches: list[_Shape]) -> _Shape:
    """The alternatives together; ``varies`` where the next character does not tell which one is meant."""
    ambiguous, seen = False, frozenset[int]()
    for branch in branches:
        ambiguous = ambiguous or branch.nullable or bool(seen & branch.first)
        seen |= branch.first
    return _Shape(
        frozenset().union(*(branch.characters for branch in branches)), seen,
        any(branch.nullable for branch in branches), ambiguous or any(branch.varies for branch in branches),
        any(branch.long for branch in branches),
    )  # fmt: skip


def _repeat(argument: Any, alphabet: frozenset[int]) -> _Shape:
    low, high, body = argument
    unbounded = str(high) == "MAXREPEAT"
    inner = _sequence(list(body), alphabet)
    if low > MAX_REPEAT or (not unbounded and high > MAX_REPEAT):
        raise _RefusedError("regex-many-repetitions")
    repeats = unbounded or high > 1
    if repeats and (inner.varies or inner.nullable):
        raise _RefusedError("regex-nested-repetition")
    long = inner.long or unbounded or high > LONG_REPEAT
    varies = inner.varies or unbounded or low != high
    return _Shape(inner.characters, inner.first, low == 0 or inner.nullable, varies, long and varies)
