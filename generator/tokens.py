"""How many tokens a text may take, without a tokenizer: each model has its own, and staying within bounds needs none.

Vocabularies of today (o200k and those of its size) take about four letters of Dutch a token. Counted here are three
letters a token, fewer for capitals and digits, and every byte of any other sign, which is more than they take for text
that people write; ``tests/unit/generator/test_tokens.py`` compares it with real vocabularies, an older one among them.
"""

from __future__ import annotations

import re

LONGEST_TOKEN = 6
"""Letters of a text for each token that is looked at when it is cut: more than the estimate ever allows."""

_PIECES = re.compile(r"[A-Z]{2,}|[A-Za-z][a-z]*|[0-9]+|\s+|.", re.DOTALL)


def estimate_tokens(text: str) -> int:
    """Tokens that a text takes at most, for text in words."""
    return sum(map(_tokens, _PIECES.findall(text)))


def _tokens(piece: str) -> int:
    if piece == " ":
        return 0  # it is part of the word that follows
    if not piece.isascii():
        return len(piece.encode("utf-8", "replace"))
    if piece.isdigit():
        return 1 + -(-len(piece) // 3)
    if piece.isalpha():
        return (len(piece) * 2 + 2) // 3 if len(piece) > 1 and piece.isupper() else -(-len(piece) // 3)
    return 1 if piece.isspace() else len(piece)


def fitting(text: str, tokens: int) -> str:
    """The text if it takes at most so many tokens, else its beginning, cut between words if it can be, and ``…``."""
    text = text if len(text) <= LONGEST_TOKEN * tokens else text[: LONGEST_TOKEN * tokens] + "…"
    if estimate_tokens(text) <= tokens:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if estimate_tokens(text[:middle] + "…") <= tokens else (low, middle - 1)
    cut = text[:low]
    blank = cut.rfind(" ")
    return (cut[:blank] if blank > len(cut) // 2 else cut).rstrip() + "…" if low else ""
