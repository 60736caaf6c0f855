"""Turn a parser's surprise into words that a terminologist can act on: the word, what was expected, an example."""

from __future__ import annotations

from lark import Token, UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from engine.errors import Mark, Problem
from engine.language.nearest import closest

KEYWORDS = (
    "forbid", "require", "judge", "applies when", "when", "unless", "where", "at", "else judge", "or", "and", "not",
    "between", "is", "some", "no", "exactly", "at least", "at most", "more than", "fewer than", "before", "after",
    "in", "overlapping", "as", "lemma", "any of", "literal", "start", "end",
)  # fmt: skip
VERBS = ("forbid", "require", "judge", "when", "applies when")


def problem(code: str, line: int, column: int, length: int, text: str, suggestion: str | None = None,
            **values: str) -> Problem:  # fmt: skip
    """A problem inside the text of a check; the file is filled in by who knows it."""
    lines = text.split("\n")
    line_text = lines[line - 1] if 0 < line <= len(lines) else None
    return Problem(code, Mark("", line, column, max(1, length)), line_text, values, suggestion)


def complain(error: UnexpectedInput, text: str) -> Problem:
    """The problem behind a syntax error."""
    if isinstance(error, UnexpectedEOF) or (isinstance(error, UnexpectedToken) and error.token.type == "$END"):
        return _unfinished(error, text)
    line, column = error.line, error.column
    word = _word_at(text, line, column)
    if isinstance(error, UnexpectedCharacters):
        return _strange_character(text, line, column, word)
    token = error.token if isinstance(error, UnexpectedToken) else None
    return _strange_word(text, line, column, word, token, getattr(error, "accepts", None) or set())


def _word_at(text: str, line: int, column: int) -> str:
    rest = text.split("\n")[line - 1][column - 1 :]
    word = ""
    for character in rest:
        if not (character.isalnum() or character == "_"):
            break
        word += character
    return word or rest[:1]


def _unfinished(error: UnexpectedInput, text: str) -> Problem:
    lines = text.rstrip().split("\n")
    return problem("unfinished-check", len(lines), max(1, len(lines[-1])), 1, "\n".join(lines))


def _strange_character(text: str, line: int, column: int, word: str) -> Problem:
    rest = text.split("\n")[line - 1][column - 1 :]
    if rest[:1] in ('"', "“"):
        return problem("unclosed-text", line, column, len(rest.rstrip()), text)
    if rest[:1] in "'‘’`":
        return problem("wrong-quotes", line, column, 1, text, found=rest[:1])
    if rest[:1] == "/":
        return problem("unclosed-regex", line, column, len(rest.rstrip()), text)
    return _strange_word(text, line, column, word, None, set())


def _strange_word(text: str, line: int, column: int, word: str, token: Token | None, accepts: set[str]) -> Problem:
    if token is not None and token.type in ("STRING", "REGEX"):
        word = token.value
    at_start = text.split("\n")[line - 1][: column - 1].strip() == "" or "FORBID" in accepts
    if at_start and word not in KEYWORDS and word[:1].isalpha():
        near = closest(word, VERBS)
        if near is not None or not text[: _offset(text, line, column)].strip():
            return problem("unknown-verb", line, column, len(word), text, near, word=word)
    if token is not None and token.type == "TAG":
        return problem("tag-outside-brackets", line, column, len(word), text, f"[{word}]", word=word)
    if token is not None and token.type in ("REPEAT",):
        return problem("repetition-of-word", line, column, len(word), text, word=word)
    return problem("unexpected-word", line, column, len(word), text, closest(word, KEYWORDS), word=word)


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(part) + 1 for part in text.split("\n")[: line - 1]) + column - 1
