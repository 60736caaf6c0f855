"""Abbreviations that the text itself explains: ``long name (LN)``, ``LN (long name)`` or ``LN, voluit long name``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.features.sameness import FUNCTION_WORDS
from engine.features.tokens import Kind, Tokens
from engine.spans import BEGRIP, DEFINITIE, Span, in_order
from plugins.features.abbreviations import parts
from plugins.features.catalog import REGISTRY

if TYPE_CHECKING:
    from engine.features.view import View

SMALL: Final = frozenset("van de het een der den des en of voor in op aan bij te ten ter tot met over uit".split())
"""Words of a name that an abbreviation may leave out."""
ANNOUNCE: Final = frozenset("hierna : afgekort als tot te noemen ook wel kortweg of \" ' de het".split())
"""What may stand beside the abbreviation in its brackets (``hierna: OM``)."""
IN_SHORT: Final = frozenset("afgekort verkort kortweg hierna noemen".split())
"""Before an abbreviation these say that its full name precedes them (``hierna te noemen LN``)."""
BETWEEN: Final = frozenset('tot als met de het wat dat , : " ('.split())
"""What may stand between an abbreviation and those words."""
MAX_LETTERS: Final = 10
SPARE: Final = 4
"""A name has at most this many words more than its abbreviation has letters."""


@REGISTRY.feature(
    "explained",
    Type.SEARCH,
    text={
        "nl": "Een afkorting die de tekst zelf uitlegt: ‘basisregistratie personen (BRP)’, ‘BRP (basisregistratie "
        "personen)’, ‘BRP, voluit basisregistratie personen’, ‘…, afgekort BRP’. Ook elke andere plaats waar die "
        "afkorting in de tekst staat, en de afkorting van het begrip zelf tussen haakjes.",
        "en": "An abbreviation that the text itself explains: ‘long name (LN)’, ‘LN (long name)’, ‘LN, voluit long "
        "name’ (in full), ‘…, afgekort LN’ (in short). Also every other place where that abbreviation stands in the "
        "text, and the abbreviation of the term itself in brackets.",
    },
    example="forbid abbreviation unless in explained",
    needs=(Need.TOKENS,),
    fields=("/definitie", "/begrip"),
    limits="The letters must be initials of the words, or follow in the same order inside a compound; small words may "
    "be skipped.",
)
def explained(view: View) -> Sequence[Span]:
    """Names with their abbreviation, brackets included, and the other occurrences of those abbreviations."""
    tokens = view.tokens(DEFINITIE)
    spans: list[Span] = []
    known: set[str] = set()
    for opening, closing in _brackets(tokens):
        found = (
            _name_before(tokens, opening, closing)
            or _name_inside(tokens, opening, closing)
            or _of_term(view, opening, closing)
        )
        if found is not None:
            start, short = found
            known.add(short)
            spans.append(Span(DEFINITIE, tokens.starts[start], tokens.ends[closing]))
    for at, word in enumerate(tokens.words):
        for start, end in parts(word):
            if _announced(tokens, at):
                known.add(word[start:end])
    for at, word in enumerate(tokens.words) if known else ():
        for start, end in ((0, len(word)), *parts(word)):
            place = Span(DEFINITIE, tokens.starts[at] + start, tokens.starts[at] + end)
            if word[start:end] in known and not any(span.contains(place) for span in spans):
                spans.append(place)
    return in_order(spans)


def _brackets(tokens: Tokens) -> list[tuple[int, int]]:
    """Opening and closing token of each pair of round brackets without brackets inside."""
    pairs, opening = [], -1
    for at, word in enumerate(tokens.words):
        if word == "(":
            opening = at
        elif word == ")" and opening >= 0:
            pairs.append((opening, at))
            opening = -1
    return pairs


def _name_before(tokens: Tokens, opening: int, closing: int) -> tuple[int, str] | None:
    """``long name (LN)``: the first token of the name and the abbreviation."""
    inside = [word for word in tokens.words[opening + 1 : closing] if word.lower() not in ANNOUNCE]
    if len(inside) != 1:
        return None
    short, letters = _short(inside[0])
    if not 1 < len(letters) <= MAX_LETTERS:
        return None
    for start in range(opening - 1, max(-1, opening - 1 - len(letters) - SPARE), -1):
        if tokens.kinds[start] is not Kind.WORD:
            return None
        if fits(letters, tuple(word.lower() for word in tokens.words[start:opening])):
            return start, short
    return None


def _name_inside(tokens: Tokens, opening: int, closing: int) -> tuple[int, str] | None:
    """``LN (long name)``: the token of the abbreviation and the abbreviation itself."""
    if not opening:
        return None
    short, letters = _short(tokens.words[opening - 1])
    name = tuple(word.lower() for word in tokens.words[opening + 1 : closing])
    while name and name[0] in SMALL:
        name = name[1:]
    if 1 < len(letters) <= MAX_LETTERS and len(name) <= len(letters) + SPARE and fits(letters, name):
        return opening - 1, short
    return None


def _of_term(view: View, opening: int, closing: int) -> tuple[int, str] | None:
    """``(LN)`` where LN abbreviates the term itself; of three letters or more in lower case only if no word."""
    tokens = view.tokens(DEFINITIE)
    if closing != opening + 2:
        return None
    short, letters = _short(tokens.words[opening + 1])
    term = tuple(word.lower() for word in view.tokens(BEGRIP).words if word[0].isalpha())
    if not 1 < len(letters) <= MAX_LETTERS or sum(map(len, term)) < 3 * len(letters) or short in FUNCTION_WORDS:
        return None
    if len(short) > 2 and short.islower() and (view.analyzer is None or view.analyzer.lemmas(short)):
        return None
    return (opening, short) if fits(letters, term) else None


def _announced(tokens: Tokens, at: int) -> bool:
    """Whether words beside an abbreviation give its full name: ``LN, voluit …``, ``afgekort tot LN``."""
    behind = [word.lower() for word in tokens.words[at + 1 : at + 4] if word not in BETWEEN]
    before = [word.lower() for word in tokens.words[max(0, at - 3) : at] if word not in BETWEEN]
    return behind[:1] == ["voluit"] or behind[:2] == ["staat", "voor"] or before[-1:] in ([word] for word in IN_SHORT)


def _short(word: str) -> tuple[str, str]:
    """An abbreviation without the ending of a plural, and its letters."""
    place = next(parts(word), (0, len(word)))
    short = word[place[0] : place[1]]
    return short, "".join(filter(str.isalpha, short)).lower()


def fits(letters: str, words: tuple[str, ...]) -> bool:
    """Whether letters (lower case) abbreviate words (lower case).

    Each word but a small one gives its first letter, and then any further letters in order (``basisregistratie
    personen``: b, r, p). The first word must give one.
    """

    @cache
    def fit(letter: int, word: int) -> bool:
        if word == len(words):
            return letter == len(letters)
        if words[word] in SMALL and word and fit(letter, word + 1):
            return True
        if letter == len(letters) or words[word][0] != letters[letter]:
            return False
        place = 0
        while True:
            letter += 1
            if fit(letter, word + 1):
                return True
            if letter == len(letters):
                return False
            place = words[word].find(letters[letter], place + 1)
            if place < 0:
                return False

    return bool(words) and fit(0, 0)
