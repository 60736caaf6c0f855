"""Whether a text is certainly in another language than Dutch, so that no rule reads foreign words as Dutch ones.

Nearly every Dutch definition holds a word that only Dutch has, and is done after one look at a set. Only where it
holds none, words are weighed: function words of other languages against all that the Dutch tables know. Names, terms
of art and Latin phrases are no function words, so that a Dutch noun phrase full of them stays Dutch (decision 0012).
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent / "data" / "other-languages.txt"
ONLY_DUTCH: Final = frozenset(
    """
    een het wordt worden zijn bij naar niet voor zonder door deze tot waarbij waarvan waarop waardoor heeft hebben
    zoals tegen tussen andere alle wie
    """.split()
)
"""Frequent Dutch words that no language of the table has but by way of exception: one of them makes a text Dutch."""
LETTERS: Final[Mapping[str, frozenset[str]]] = {
    "de": frozenset("ß"), "fr": frozenset("œ"), "da": frozenset("øåæ"), "sv": frozenset("å"), "pt": frozenset("ãõ"),
    "pl": frozenset("łąęćżźńś"), "tr": frozenset("ışğ"), "ro": frozenset("șțăşţ"), "es": frozenset("ñ"),
}  # fmt: skip
"""Letters that Dutch words do not have, by language."""
ALL_LETTERS: Final = frozenset[str]().union(*LETTERS.values())
ELIDED: Final = ("d'", "l'", "qu'", "s'", "n'", "j'", "un'", "all'", "dall'", "dell'", "nell'", "sull'")
"""Function words of French and Italian that are written against the next word."""
SCRIPTS: Final[Mapping[str, str]] = {
    "ARABIC": "und-Arab", "ARMENIAN": "und-Armn", "CJK": "und-Hani", "CYRILLIC": "und-Cyrl", "DEVANAGARI": "und-Deva",
    "ETHIOPIC": "und-Ethi", "GEORGIAN": "und-Geor", "GREEK": "und-Grek", "HANGUL": "und-Kore", "HEBREW": "und-Hebr",
    "HIRAGANA": "und-Jpan", "KATAKANA": "und-Jpan", "TAMIL": "und-Taml", "THAI": "und-Thai",
}  # fmt: skip
"""Scripts by the first word of the names of their letters, as BCP 47 tags of an unknown language in that script."""
MAX_WORDS: Final = 100
"""Words looked at, so that the work is bounded."""
SCRIPT_SHARE: Final = 0.6
"""Share of the words wholly in one other script from which on a text is not Dutch."""
MIN_FUNCTION: Final = 1.0
"""Least weight of function words of one language; a word that Dutch has too weighs half, a function word of it 0."""
MIN_LEAD: Final = 1.5
"""By how much function words and unknown words must outweigh Dutch ones (decision 0012 has the measurements)."""
UNKNOWN: Final = 0.5
CLOSED: Final = 1.5
CONTENT: Final = 0.5
"""Weights of a word that no table has, of a Dutch function word, and of another Dutch word."""
NEAR: Final = frozenset({"af", "fy"})
"""Languages so near to Dutch that its content words tell nothing against them."""


class OtherLanguage:
    """Recognises other languages by their function words. Immutable: safe to share between threads."""

    __slots__ = ("_closed", "_doubtful", "_known", "_languages")

    def __init__(self, known: Callable[[str], Collection[str]], closed: Collection[str], table: Path = TABLE) -> None:
        """Read the table.

        ``known`` gives the lemmas of a Dutch word in lower case (none: it is no Dutch word); ``closed`` has the words
        of the closed classes of Dutch. Raises ``OSError`` if the table cannot be read.
        """
        self._known = known
        self._closed = closed
        self._languages: dict[str, tuple[str, ...]] = {}
        self._doubtful: set[tuple[str, str]] = set()
        found: dict[str, list[str]] = defaultdict(list)
        for line in table.read_text(encoding="utf-8").splitlines():
            tag, sign, *words = line.split()
            if sign == "~":
                self._doubtful.update((tag, word) for word in words)
            if sign in ("|", "~"):
                for word in words:
                    found[word].append(tag)
        self._languages = {word: tuple(dict.fromkeys(tags)) for word, tags in found.items()}

    def of(self, words: Sequence[str]) -> str | None:
        """The language of a text, from its tokens as written, as a BCP 47 tag; ``None`` if it can be Dutch."""
        if not ONLY_DUTCH.isdisjoint(words):
            return None
        capitals = all(word == word.upper() for word in words)
        seen = [word for word in words if word[:1].isalpha() or word[:1] == "'"][:MAX_WORDS]
        lowered = [word.lower().replace("’", "'") for word in seen]
        if not seen or not ONLY_DUTCH.isdisjoint(lowered):
            return None
        return _script(lowered) or self._by_words(list(self._parts(lowered if capitals else seen)))

    def _by_words(self, words: Sequence[tuple[str, bool]]) -> str | None:
        """The language whose function words outweigh what is Dutch, if any does."""
        lowered = [word for word, _ in words]
        tags = Counter(tag for word in lowered for tag in self._tags(word))
        best, lead = None, MIN_LEAD
        for tag in tags:
            ahead = self._lead(tag, words)
            if ahead is not None and ahead >= lead and (best is None or ahead > lead):
                best, lead = tag, ahead
        return best

    def _parts(self, words: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """Each word in lower case with whether it may be a name; an elided function word by itself."""
        for number, word in enumerate(words):
            lower = word.lower().replace("’", "'")
            name = word[:1].isupper() and (number > 0 or lower not in self._languages)
            start = next((start for start in ELIDED if lower.startswith(start) and word[len(start) :].islower()), "")
            if start:
                yield start, False
            yield lower[len(start) :], name

    def _tags(self, word: str) -> Iterator[str]:
        yield from self._languages.get(word, ())
        if not ALL_LETTERS.isdisjoint(word):
            yield from (tag for tag, letters in LETTERS.items() if not letters.isdisjoint(word))

    def _lead(self, tag: str, words: Sequence[tuple[str, bool]]) -> float | None:
        """By how much the text looks more like ``tag`` than like Dutch; ``None`` where it is not seen enough."""
        function = other = dutch = 0.0
        for word, name in words:
            closed = word in self._closed
            if tag in self._languages.get(word, ()) and not name:
                doubtful = (tag, word) in self._doubtful
                function += 0.5 if doubtful else 0 if closed else 0.5 if self._known(word) else 1
            elif closed:
                dutch += CLOSED
            elif self._known(word):
                dutch += 0 if tag in NEAR else CONTENT if len(word) > 3 else CONTENT / 2
            elif not name and not LETTERS.get(tag, frozenset()).isdisjoint(word):
                function += 1
                other += UNKNOWN
            elif not name or tag == "de":
                other += UNKNOWN
        return function + other - dutch if function >= MIN_FUNCTION and other else None


def _script(words: Sequence[str]) -> str | None:
    """The script that most words are wholly written in, if it is not the Latin one."""
    foreign = [word for word in words if word and not word.isascii() and len(word) > 1]
    if len(foreign) < SCRIPT_SHARE * len(words):
        return None
    scripts = Counter(found for word in foreign if (found := _script_of(word)))
    tag, number = scripts.most_common(1)[0] if scripts else ("", 0)
    return tag if number >= SCRIPT_SHARE * len(words) else None


def _script_of(word: str) -> str | None:
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha()}
    return SCRIPTS.get(names.pop()) if len(names) == 1 else None
