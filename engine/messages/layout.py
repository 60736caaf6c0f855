"""One problem as a message: place, sentence, code, the line with a caret under the words, and what to do."""

from __future__ import annotations

import unicodedata

from engine.errors import Mark, Problem
from engine.messages.catalogue import catalogue
from engine.messages.reasons import reason_words
from engine.model import ReasonCode

WIDTH = 100
"""Most of a line that is shown, in characters."""
_REASONS = frozenset(code.value for code in ReasonCode)
_MEANT = {"nl": "Bedoelde u ‘{}’?", "en": "Did you mean ‘{}’?"}
_WARNING = {"nl": "let op: ", "en": "warning: "}


def render_problem(problem: Problem, language: str = "nl") -> str:
    """The whole message of a problem, without a line break at its end.

    A hint that lists what is allowed is left out where one word of the list was probably meant.

    Args:
        problem: what is wrong; its code must be in the catalogue.
        language: ``nl`` or ``en``.

    Raises:
        KeyError: for a code without words, or a value that the words need and the problem lacks.
    """
    words = catalogue()[problem.code]
    language = "en" if language == "en" else "nl"
    sentence, hint = (words.en, words.hint_en) if language == "en" else (words.nl, words.hint_nl)
    values = {name: _visible(_spoken(value, language)) for name, value in problem.values.items()}
    mark = problem.mark
    place = f"{mark.file}:{mark.line}:{mark.column}: " if mark is not None else ""
    warning = _WARNING[language] if problem.warning else ""
    lines = [f"{place}{warning}{sentence.format_map(values)} [{problem.code}]"]
    if mark is not None and problem.line_text is not None and problem.line_text.strip():
        lines += _excerpt(problem.line_text, mark)
    if problem.suggestion is not None:
        lines.append("   " + _MEANT[language].format(_visible(problem.suggestion)))
    if hint and not (problem.suggestion is not None and "{allowed}" in hint):
        lines.append("   " + hint.format_map(values))
    return "\n".join(lines)


def _spoken(value: str, language: str) -> str:
    """A value in words: reason codes are spelled out, all else stands as it is."""
    return reason_words(ReasonCode(value), language) if value in _REASONS else value


def _excerpt(line: str, mark: Mark) -> list[str]:
    """The line, cut around the place if it is long, and a caret under every character meant."""
    start = min(mark.column - 1, len(line))
    cut = max(0, start - WIDTH // 2) if len(line) > WIDTH else 0
    shown = line[cut : cut + WIDTH]
    before, after = "…" if cut else "", "…" if len(line) > cut + WIDTH else ""
    length = max(1, min(mark.length, len(shown) - (start - cut)))
    blank = " " * _columns(before + shown[: start - cut])
    carets = "^" * max(1, _columns(shown[start - cut : start - cut + length]))
    number = f"{mark.line:>5}"
    return [f"{number} | {before}{_visible(shown)}{after}", f"{' ' * len(number)} | {blank}{carets}"]


def _visible(text: str) -> str:
    """Without characters that a terminal would act upon; a tab becomes a blank so that carets stay in place."""
    return "".join(
        " " if character in "\t\n\r" else "�" if unicodedata.category(character) in ("Cc", "Cs") else character
        for character in text
    )


def _columns(text: str) -> int:
    """Columns that a text takes on a terminal: combining characters none, wide ones two."""
    return sum(
        0 if unicodedata.combining(character) or unicodedata.category(character) == "Cf"
        else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )  # fmt: skip
