"""Where sentences end, decided over tokens: abbreviations, initials, list numbers and quotations end none.

A sentence is missed rather than invented: an author who sees one sentence called two stops trusting the rule.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from engine.features.abbreviations import CLOSERS
from engine.features.tokens import Kind, Tokens, is_capitals

STOPS: Final = frozenset({".", "!", "?", "…"})
OPENERS: Final = {"(": ")", "[": "]", "{": "}"}
CONTINUES: Final = frozenset({":", ";", ","})
"""Marks after which a blank line only sets off the items of a list."""
NUMBERED: Final = frozenset("artikel artikelen art. artt. lid nr. nrs. nummer onder stb. blz.".split())
STARTERS: Final = frozenset(
    """
    de het een deze dit die dat hij zij ze er daar dan als indien in op bij voor na met zo hierbij hiermee hieronder
    daarbij daarmee ook niet wie wat dergelijke zulke zo'n iedere elke alle
    """.split()
)
"""Words with which a sentence begins after the number of an article; a name may follow such a number too."""
_VOWEL: Final = re.compile(r"[aeiouyáàâäéèêëíìîïóòôöúùûü]", re.IGNORECASE)
_ANY_STOP: Final = re.compile(r"[.!?…\n]")


def split_sentences(
    tokens: Tokens, text: str, start_char: int, end_char: int, breaks: Collection[int] = ()
) -> list[tuple[int, int]]:
    """The sentences inside ``text[start_char:end_char]``, as half-open ranges of code points.

    Args:
        tokens: the tokens of the whole text.
        text: the normalised text.
        start_char: where to begin, in code points.
        end_char: where to stop, in code points.
        breaks: where tokens start before which the text as given has a line break that normalisation took away.

    Returns:
        Ranges without surrounding blanks, each with a letter or digit; empty if the region has none.
    """
    first, last = tokens.covering(start_char, end_char)
    if first == last or not any(kind in (Kind.WORD, Kind.NUMBER) for kind in tokens.kinds[first:last]):
        return []
    if not breaks and not _ANY_STOP.search(text, start_char, tokens.ends[last - 1] - 1):
        return [(tokens.starts[first], tokens.ends[last - 1])]
    return _Splitter(tokens, text, first, last, breaks).split()


class _Splitter:
    """One pass over the tokens ``first:last``, with the place where the present sentence began."""

    def __init__(self, tokens: Tokens, text: str, first: int, last: int, breaks: Collection[int]) -> None:
        self.breaks = breaks
        self.tokens = tokens
        self.text = text
        self.offset = first
        self.first = first
        self.last = last
        self.inside = _enclosed(tokens, first, last)

    def split(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        at = self.first
        while at < self.last:
            closing = self._closing(at)
            if closing + 1 == self.last or self._ends(at, closing):
                self._add(found, closing + 1)
            at = closing + 1
        return found

    def _add(self, found: list[tuple[int, int]], end: int) -> None:
        """Close a sentence; what holds neither word nor number belongs to the sentence before it."""
        tokens = self.tokens
        if any(kind in (Kind.WORD, Kind.NUMBER) for kind in tokens.kinds[self.first : end]):
            found.append((tokens.starts[self.first], tokens.ends[end - 1]))
        elif found:
            found[-1] = (found[-1][0], tokens.ends[end - 1])
        self.first = end

    def _closing(self, at: int) -> int:
        """Index of the last token that belongs to the mark at ``at``: quotes and brackets directly behind it."""
        tokens = self.tokens
        if tokens.words[at] in STOPS or tokens.words[at].startswith(".."):
            while (
                at + 1 < self.last
                and tokens.starts[at + 1] == tokens.ends[at]
                and (tokens.words[at + 1] in ")]}\"'" or tokens.words[at + 1] in STOPS)
            ):
                at += 1
        return at

    def _ends(self, at: int, closing: int) -> bool:
        """Whether a sentence ends with the tokens ``at:closing``."""
        tokens = self.tokens
        following = closing + 1
        gap = self.text[tokens.ends[closing] : tokens.starts[following]]
        if "\n" in gap:
            return tokens.words[closing] not in CONTINUES and self._starts_item(following)
        word = tokens.words[at]
        if self.inside[closing - self.offset]:
            return False
        if tokens.starts[following] in self.breaks and self._new_line(closing, following):
            return True
        if word in STOPS or word.startswith(".."):
            return self._after_stop(at, following, gap)
        return word.lower() in CLOSERS and gap != "" and self._starts_upper(following)

    def _after_stop(self, at: int, following: int, gap: str) -> bool:
        tokens = self.tokens
        if at == self.first:
            return False
        before, mark, after = tokens.words[at - 1], tokens.words[at], tokens.words[following]
        if not gap:
            return mark == "." and _ordinary(before) and _ordinary(after) and after[0].isupper()
        upper = self._starts_upper(following)
        if mark not in STOPS or mark == "…":
            return upper
        if mark in "!?":
            return upper or after[0].isalnum()
        return self._after_full_stop(at, after, upper=upper, closed=following > at + 1)

    def _after_full_stop(self, at: int, after: str, *, upper: bool, closed: bool) -> bool:
        tokens = self.tokens
        before = tokens.words[at - 1]
        starts = upper or after[0].isdigit()
        if len(before) == 1 and before.isalpha() and before.islower():
            return upper and after.lower() in STARTERS
        if tokens.kinds[at - 1] is Kind.NUMBER or len(before) == 1:
            if at - 1 == self.first or not starts or before.isupper():
                return False
            numbered = at - 2 >= self.first and tokens.words[at - 2].lower() in NUMBERED
            return not numbered or after.lower() in STARTERS
        if tokens.kinds[at - 1] is not Kind.WORD:
            return starts
        if is_capitals(before):
            return starts
        if not _VOWEL.search(before):
            return False
        return starts or (not closed and _ordinary(before) and after[0].isalpha())

    def _starts_item(self, at: int) -> bool:
        """Whether what follows a blank line can stand by itself: anything but a word in lower case."""
        return self._starts_upper(at) or self.tokens.kinds[at] is not Kind.WORD

    def _new_line(self, closing: int, following: int) -> bool:
        """Whether a new line begins a sentence: a capital on a word that has one nowhere else (``De meeste``)."""
        before, after = self.tokens.words[closing], self.tokens.words[following]
        return before not in CONTINUES and after[0].isupper() and not is_capitals(after) and after.lower() in STARTERS

    def _starts_upper(self, at: int) -> bool:
        """Whether a new sentence can begin here: a capital, possibly after an opening quote or bracket."""
        words = self.tokens.words
        while at + 1 < self.last and words[at] in "\"'([":
            at += 1
        return words[at][0].isupper()


def _ordinary(word: str) -> bool:
    """A word of at least three letters, no abbreviation."""
    return len(word) > 2 and word.isalpha() and not is_capitals(word) and _VOWEL.search(word) is not None


def _enclosed(tokens: Tokens, first: int, last: int) -> list[bool]:
    """For each token, whether a pair of brackets or double quotes encloses it; what is unpaired does not count."""
    inside = [0] * (last - first + 1)
    open_brackets: list[tuple[str, int]] = []
    quote: int | None = None
    for at in range(first, last):
        word = tokens.words[at]
        if word in OPENERS:
            open_brackets.append((OPENERS[word], at))
        elif open_brackets and word == open_brackets[-1][0]:
            _cover(inside, open_brackets.pop()[1] - first, at - first)
        elif word == '"':
            if quote is not None:
                _cover(inside, quote - first, at - first)
            quote = at if quote is None else None
    depth, result = 0, []
    for change in inside[:-1]:
        depth += change
        result.append(depth > 0)
    return result


def _cover(changes: list[int], start: int, end: int) -> None:
    changes[start] += 1
    changes[end] -= 1
