"""Content words of a text in order, and the longest run of them that two texts share.

Words are compared by one lemma each, so that ``gepleegd`` and ``pleegt`` are the same word. Function words do not
count: neither article nor auxiliary makes two texts alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.features.sameness import FUNCTION_WORDS, token_keys
from engine.features.text import Text
from engine.features.tokens import tokenize

if TYPE_CHECKING:
    from engine.features.sameness import Lemmas
    from engine.features.tokens import Tokens

SHORT: Final = 4
LIGHT: Final = FUNCTION_WORDS | frozenset(
    """
    is zijn was waren wordt worden werd werden geworden geweest heeft hebben had hadden gehad kan kunnen kon konden
    moet moeten mag mogen zal zullen zou wil willen hoeft hoeven er daar hier waar waarin waarbij waarvan waarop
    waaraan waarmee waardoor waarover waaronder waarvoor waarmede waaruit waartoe daarbij daarvan daarin daarop
    daaraan daaruit daardoor daarmee hiervan hierin ervan erin eraan ook niet geen wel al nog zo zich zelf eigen
    deze dit zijn haar hun hem hen zij hij ze men iemand iets welke welk hetgeen wiens wier zowel alsmede alsook
    evenals dan wel anderen allen beide beiden als indien wanneer zoals omdat zodat doordat om tijdens gedurende
    krachtens ingevolge binnen mits tenzij een één te ene andere ander elk elke ieder iedere alle
    """.split()
)
"""Words that do not make two texts alike."""

AGENTS: Final = ("er", "aar", "eur", "ier")
"""A noun with such an ending is seldom the stem of a verb (``burger``–``burgeren``)."""


@dataclass(frozen=True, slots=True)
class Content:
    """The content words of a text: one lemma each, with the index of its token."""

    words: tuple[str, ...]
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Content words ``start:end`` of one text that stand in the same order in another; ``shared`` of them are there."""

    start: int
    end: int
    other_start: int
    other_end: int
    shared: int


def content_of(keys: Sequence[str], lemmas: Lemmas, first: int = 0) -> Content:
    """The content words among the keys of a text; ``first`` is the index of the token that the first key belongs to."""
    told = [
        (word_of(key, lemmas), at)
        for at, key in enumerate(keys, first)
        if any(map(str.isalnum, key)) and key not in LIGHT
    ]
    return Content(tuple(word for word, _ in told), tuple(at for _, at in told))


def content_of_text(text: str, lemmas: Lemmas) -> Content:
    """The content words of a text as given."""
    tokens: Tokens = tokenize(Text(text).text)
    return content_of(token_keys(tokens), lemmas)


def word_of(key: str, lemmas: Lemmas) -> str:
    """One lemma for a word: of several that of the verb, so that all forms of one verb are the same word.

    The ending *-e* of an adjective or participle is taken off too, also where nothing is known of the word.
    """
    found = lemmas.of(key)
    plain = key.removesuffix("e")
    if plain != key and len(plain) > SHORT and key not in found:
        found = found | lemmas.of(plain) or frozenset({plain})
    if key in found and key.endswith(AGENTS):
        return key
    verbs = [lemma for lemma in found if lemma.endswith("en")]
    return min(verbs or found or [key])


def places(words: Sequence[str]) -> Mapping[str, list[int]]:
    """Where each word of a text stands."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        found.setdefault(word, []).append(at)
    return found


def longest_run(own: Sequence[str], other: Sequence[str], gap: int = 0) -> Run | None:
    """The longest run of shared words in the same order.

    Args:
        own: the content words of the text that is judged.
        other: those of the text it may repeat.
        gap: most words of either text that a run may skip at a time.

    Returns:
        The run with most shared words, the first of several; ``None`` if no word is shared. Takes time in the product
        of how often the shared words occur.
    """
    where = places(other)
    best: Run | None = None
    done: set[tuple[int, int]] = set()
    for start, word in enumerate(own):
        for at in where.get(word, ()):
            if (start, at) in done:
                continue
            run = _extended(own, other, start, at, gap, done)
            if best is None or run.shared > best.shared:
                best = run
    return best


def _extended(
    own: Sequence[str], other: Sequence[str], start: int, at: int, gap: int, done: set[tuple[int, int]]
) -> Run:
    mine, theirs, shared = start, at, 1
    done.add((mine, theirs))
    while True:
        step = _next(own, other, mine, theirs, gap)
        if step is None:
            return Run(start, mine + 1, at, theirs + 1, shared)
        mine, theirs = step
        shared += 1
        done.add(step)


def _next(own: Sequence[str], other: Sequence[str], mine: int, theirs: int, gap: int) -> tuple[int, int] | None:
    """The next shared pair, nearest first."""
    for skipped in range(gap + 1):
        for left in range(skipped + 1):
            one, two = mine + 1 + left, theirs + 1 + skipped - left
            if one < len(own) and two < len(other) and own[one] == other[two]:
                return one, two
    return None
