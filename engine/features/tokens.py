"""Tokens of a normalised text: what patterns, boundaries and spans are counted in.

Positions are half-open code points of the normalised text. Case is folded token by token, never in the text that
positions refer to; a word in capitals keeps them, so that the preposition ``om`` is never the organisation ``OM``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import regex

from engine.features.abbreviations import DOTTED


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    PUNCT = "punct"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel tuples, one item a token; ``starts`` and ``ends`` are code points of the normalised text."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kinds: tuple[Kind, ...]

    def __len__(self) -> int:
        return len(self.words)

    def first_from(self, char: int) -> int:
        """Index of the first token that starts at or after the code point ``char``; ``len`` if there is none."""
        return bisect_left(self.starts, char)

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Half-open range of the tokens that lie wholly inside ``start:end`` (code points)."""
        first = bisect_left(self.starts, start)
        return first, max(first, bisect_right(self.ends, end))


_ADDRESS: Final = (
    r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\"'.,;:!?)\]]"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:nl|eu|com|org|net)(?![\w-])"
)
_DOTTED: Final = r"(?:\p{L}\.){2,}+(?:\p{L}(?!\w)\.?+)?|\p{L}\.\p{L}(?![\w.])"
_NUMBER: Final = r"\d++(?:[.,:/-]\d++)*(?:e|de|ste)?(?!\w|-\p{L})"
_WORD: Final = r"(?:-(?=\p{L})|'(?=(?:[stnmrk]|ie)\b(?!')))?[^\W_]\w*+(?:['-][^\W_]\w*+)*+(?:-(?![\w-]))?"
_PUNCT: Final = r"\.{2,}|[….,;:()!?\"'\[\]{}/\\`´|•·‣▪–—‐‑‒―-]"
_TOKEN: Final = regex.compile(rf"({_ADDRESS}|{_DOTTED})|({_NUMBER})|({_WORD})|({_PUNCT})|(\S)")
_KIND_OF_GROUP: Final = (Kind.SYMBOL, Kind.WORD, Kind.NUMBER, Kind.WORD, Kind.PUNCT, Kind.SYMBOL)


def tokenize(text: str) -> Tokens:
    """The tokens of a normalised text, in linear time. No token holds a blank, so each run between blanks stands alone.

    One token each: a word with its inner hyphens and apostrophes, an abbreviation with its stops, a number, date or
    time, an address of a site or person, a mark of punctuation (an ellipsis is one), any other symbol.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[Kind] = []
    end = 0
    for run in text.split():
        start = text.index(run, end)
        end = start + len(run)
        if run.isalpha():
            words.append(run)
            starts.append(start)
            ends.append(end)
            kinds.append(Kind.WORD)
            continue
        if run[-1] in ",.;:" and run[:-1].isalpha() and run[:-1].lower() not in DOTTED:
            words += (run[:-1], run[-1])
            starts += (start, end - 1)
            ends += (end - 1, end)
            kinds += (Kind.WORD, Kind.PUNCT)
            continue
        for match in _TOKEN.finditer(run):
            word, group = match.group(), match.lastindex or 0
            if word == "." and words and ends[-1] == start + match.start() and words[-1].lower() in DOTTED:
                words[-1] += "."
                ends[-1] += 1
                continue
            words.append(word)
            starts.append(start + match.start())
            ends.append(start + match.end())
            kinds.append(_KIND_OF_GROUP[group])
    return Tokens(tuple(words), _fold(text, words), tuple(starts), tuple(ends), tuple(kinds))


def _fold(text: str, words: list[str]) -> tuple[str, ...]:
    """Lower case, but for words in capitals inside a text that has other letters too."""
    if text.islower():
        return tuple(words)
    if text.isupper():
        return tuple(word.lower() for word in words)
    return tuple([word if word.isupper() and is_capitals(word) else word.lower() for word in words])


def is_capitals(word: str) -> bool:
    """Whether a word has at least two letters and all of them are capitals."""
    return word.isupper() and sum(map(str.isalpha, word)) > 1
