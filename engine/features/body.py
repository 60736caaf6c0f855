"""Where a definition really begins: the lead-in (``begrip:``, ``Een begrip is een``) and the body after it.

The term may stand in quotation marks, after an article or ``het begrip``, with an abbreviation in brackets behind it,
and in the plural. An article right behind the lead-in belongs to it. A bare article or copula is no lead-in: rules
about beginnings must see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from engine.features.tokens import Tokens
from engine.spans import DEFINITIE, Span

QUOTES: Final = frozenset("\"'")
ARTICLES: Final = frozenset({"de", "het", "een", "'t", "'n", "één"})
SEPARATORS: Final = frozenset(":-–—=")
PLURALS: Final = ("", "s", "'s", "en", "n", "e", "ën", "es", "eren")
HEADS: Final = (("het", "begrip"), ("de", "term"), ("het", "woord"))
COPULAS: Final = (
    ("wordt", "gedefinieerd", "als"), ("worden", "gedefinieerd", "als"), ("is", "gedefinieerd", "als"),
    ("wordt", "omschreven", "als"), ("worden", "omschreven", "als"), ("kan", "worden", "gedefinieerd", "als"),
    ("wordt", "verstaan", "als"), ("wil", "zeggen"), ("houdt", "in"), ("houden", "in"), ("staat", "voor"),
    ("is",), ("zijn",), ("betreft",), ("betreffen",), ("betekent",),
)  # fmt: skip
FRAMES: Final = (("onder", frozenset({"verstaan", "verstaat", "begrepen"})), ("met", frozenset({"bedoeld", "bedoelt"})))
"""A preposition before the term, and the verb that closes the frame (``Onder begrip wordt verstaan``)."""
MAX_INSERTION: Final = 8
"""Most tokens between the term and that verb, and most tokens of brackets behind the term."""


def split_lead_in(definition_tokens: Tokens, term_tokens: Tokens, text: str) -> tuple[Span | None, Span]:
    """The lead-in, if one is recognised, and the body.

    Args:
        definition_tokens: the tokens of the definition.
        term_tokens: the tokens of its term.
        text: the normalised text that ``definition_tokens`` belong to.

    Returns:
        Spans in ``/definitie``. The body is empty, at the end of the text, where the text ends with the lead-in;
        opening quotation marks belong to neither.
    """
    words = [word.lower() for word in definition_tokens.words]
    term = [word.lower() for word in term_tokens.words if word not in QUOTES]
    end = _lead_in_end(words, term) if term else 0
    first = _skip_quotes(words, end)
    if end and first < len(words) and words[first] in ARTICLES:
        end = first = first + 1
    lead_in = Span(DEFINITIE, definition_tokens.starts[0], definition_tokens.ends[end - 1]) if end else None
    if first < len(words):
        return lead_in, Span(DEFINITIE, definition_tokens.starts[first], len(text))
    return lead_in, Span(DEFINITIE, len(text) if end else 0, len(text))


def _lead_in_end(words: Sequence[str], term: Sequence[str]) -> int:
    """Index of the first token after the lead-in, its closing article left out; 0 if there is none."""
    framed = _framed(words, term)
    if framed:
        return framed
    end = _stated(words, 0, term)
    if end and words[end - 1] in SEPARATORS:
        return _stated(words, end, term) or end
    return end


def _stated(words: Sequence[str], start: int, term: Sequence[str]) -> int:
    """``[article] term`` and a separator or copula."""
    at = _subject(words, start, term)
    if not at or at == len(words):
        return 0
    if words[at] in SEPARATORS:
        return at + 1
    for copula in COPULAS:
        if tuple(words[at : at + len(copula)]) == copula:
            return _skip_colon(words, at + len(copula))
    return 0


def _framed(words: Sequence[str], term: Sequence[str]) -> int:
    """``Onder [article] term wordt … verstaan`` and ``Met [article] term wordt … bedoeld``."""
    start = _skip_quotes(words, 0)
    for preposition, verbs in FRAMES:
        if start < len(words) and words[start] == preposition:
            at = _subject(words, start + 1, term)
            for place in range(at, min(at + MAX_INSERTION, len(words))) if at else ():
                if words[place] in verbs:
                    return _skip_colon(words, place + 1)
    return 0


def _subject(words: Sequence[str], start: int, term: Sequence[str]) -> int:
    """Index after the term with what may stand around it; 0 if the term does not stand there."""
    at = _skip_quotes(words, start)
    for head in HEADS:
        if tuple(words[at : at + 2]) == head and not _is_term(words[at : at + len(term)], term):
            at = _skip_quotes(words, at + 2)
            break
    if not _is_term(words[at : at + len(term)], term):
        if at >= len(words) or words[at] not in ARTICLES:
            return 0
        at = _skip_quotes(words, at + 1)
        if not _is_term(words[at : at + len(term)], term):
            return 0
    at = _skip_quotes(words, at + len(term))
    if at < len(words) and words[at] == "(" and ")" in words[at : at + MAX_INSERTION]:
        at = words.index(")", at) + 1
    return at


def _is_term(words: Sequence[str], term: Sequence[str]) -> bool:
    return len(words) == len(term) and all(
        word.startswith(part) and word[len(part) :] in PLURALS for word, part in zip(words, term, strict=True)
    )


def _skip_quotes(words: Sequence[str], at: int) -> int:
    while at < len(words) and words[at] in QUOTES:
        at += 1
    return at


def _skip_colon(words: Sequence[str], at: int) -> int:
    return at + 1 if at < len(words) and words[at] == ":" else at
