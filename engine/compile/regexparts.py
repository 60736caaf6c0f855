r"""What can be told of a regular expression without running it on a text: for the filter, which must be quick.

Many expressions of rules take only letters and digits (``\w*(?:plicht|taak)\b``). Such a *shape* fits a text exactly
where it fits one of its runs of letters and digits by itself, so its answer is remembered for each run. Of any other
expression, some *piece* of plain text may be needed wherever it matches.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

import regex

_parser: Any = importlib.import_module("re._parser")
_RUN: Final = regex.compile(r"\w+")
REMEMBERED: Final = 20_000
"""Most runs of letters that one shape remembers its answer for."""
WIDE: Final = 1_000
"""A range of more characters than this is not looked through."""
_INSIDE_WORDS: Final = ("CATEGORY_WORD", "CATEGORY_DIGIT")
_REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def runs_of(text: str, start: int = 0) -> list[str]:
    """The runs of letters, digits and underscores of a text from a code point on."""
    return _RUN.findall(text, start)


class Shape:
    """A regular expression that fits inside one run of letters and digits; ``None`` from :meth:`of` for any other."""

    __slots__ = ("_known", "_regex", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._regex = regex.compile(pattern)
        self._known: dict[str, bool] = {}

    @classmethod
    def of(cls, pattern: str) -> Shape | None:
        """The shape of a pattern that takes nothing but letters, digits and underscores."""
        parsed = _parsed(pattern)
        return cls(pattern) if parsed is not None and all(map(_inside_word, parsed)) else None

    def fits(self, run: str) -> bool:
        """Whether the pattern fits somewhere in a run. Its surroundings are never letters, so it stands by itself."""
        known = self._known.get(run)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[run] = self._regex.search(run) is not None
        return known

    def absent(self, runs: Iterable[str]) -> bool:
        """Whether the pattern fits none of these runs."""
        known = self._known
        for run in runs:
            fits = known.get(run)
            if fits or (fits is None and self.fits(run)):
                return False
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shape) and other.pattern == self.pattern

    def __hash__(self) -> int:
        return hash(self.pattern)


def required_pieces(pattern: str) -> tuple[str, ...]:
    """Texts of which every match holds at least one; empty where none are known."""
    parsed = _parsed(pattern)
    if parsed is None or parsed.state.flags & re.IGNORECASE:
        return ()
    return _pieces(list(parsed))


def _parsed(pattern: str) -> Any:
    """The pattern as ``re`` reads it, ``None`` for what only ``regex`` understands."""
    try:
        return _parser.parse(pattern)
    except re.error:
        return None


def _pieces(items: Sequence[Any]) -> tuple[str, ...]:
    """The best choice among what must be there: the longest piece, or the alternatives with the longest ones."""
    choices: list[tuple[str, ...]] = []
    plain = ""
    for operator, argument in items:
        if str(operator) == "LITERAL":
            plain += chr(argument)
            continue
        if str(operator) == "AT":
            continue
        choices += [(plain,)] if plain else []
        plain = ""
        choices.append(_inner_pieces(str(operator), argument))
    choices += [(plain,)] if plain else []
    return max(choices, key=lambda choice: min(map(len, choice), default=0), default=())


def _inner_pieces(operator: str, argument: Any) -> tuple[str, ...]:
    if operator == "SUBPATTERN" and not argument[1]:
        return _pieces(list(argument[3]))
    if operator == "BRANCH":
        branches = [_pieces(list(branch)) for branch in argument[1]]
        return tuple(piece for branch in branches for piece in branch) if all(branches) else ()
    if operator in _REPEATS and argument[0] > 0:
        return _pieces(list(argument[2]))
    return ()


def _inside_word(item: Any) -> bool:
    """Whether a piece of a parsed pattern takes only characters of words (or none)."""
    operator, argument = str(item[0]), item[1]
    if operator == "AT":
        return True
    if operator == "LITERAL":
        return _RUN.fullmatch(chr(argument)) is not None
    if operator == "IN":
        return _set_inside_word(argument)
    if operator == "SUBPATTERN":
        return all(map(_inside_word, argument[3]))
    if operator == "BRANCH":
        return all(_inside_word(piece) for branch in argument[1] for piece in branch)
    return operator in _REPEATS and all(map(_inside_word, argument[2]))


def _set_inside_word(parts: Any) -> bool:
    kinds = [(str(kind), value) for kind, value in parts]
    if ("NEGATE", None) in kinds:
        return any(kind == "CATEGORY" and str(value) == "CATEGORY_NOT_WORD" for kind, value in kinds)
    for kind, value in kinds:
        if kind == "CATEGORY":
            inside = str(value) in _INSIDE_WORDS
        elif kind == "RANGE":
            low, high = value
            inside = high - low <= WIDE and all(_RUN.fullmatch(chr(code)) for code in range(low, high + 1))
        else:
            inside = kind == "LITERAL" and _RUN.fullmatch(chr(value)) is not None
        if not inside:
            return False
    return True
