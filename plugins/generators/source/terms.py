"""Whether a name in a text is the asked term: the same words, or the same word in another form.

``voertuigen`` is the term ``voertuig``; ``motorvoertuig`` and ``zwaar voertuig`` are other terms.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final

from engine.ports import Analyzer
from plugins.generators.source.tidy import tidy

LONGEST: Final = 160
"""Characters of what may be a name; more is a sentence."""

_MARKS: Final = re.compile(r"(?<!\w)[‘’“”„\"'`«»*_]+|[‘’“”„\"'`«»*_]+(?!\w)")
_EDGES: Final = " \t,;:.–—"
_ARTICLE: Final = re.compile(
    r"(?:de|het) (?:term|begrip|woord|uitdrukking)(?:en)?\s+(?=\S)|(?:de|het|een|’t|'t|elke?|iedere?|alle)\s+(?=\S)",
    re.IGNORECASE,
)
_CALLED: Final = re.compile(
    r",?\s*(?:\(?(?:hierna|verder|ook|in het vervolg)(?: ook)?(?: wel)?(?: te noemen| genoemd| aangeduid als)?:?|"
    r"\(?(?:ofwel|oftewel|of wel|afgekort(?: als| tot)?|kortweg|synoniem(?:en)?)(?: ook)?:?)\s+",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(r"\s+(?:genoemd|te noemen)\s*\)?$|\)$")
_OR: Final = re.compile(
    r"\s*(?:,|/|;)\s*(?:of |dan wel |onderscheidenlijk |respectievelijk )?|"
    r"(?<!-)\s+(?:of|dan wel|danwel|onderscheidenlijk|respectievelijk|oftewel|ofwel)\s+"
)
_BRACKETS: Final = re.compile(r"\s*\(([^()]{1,80})\)")
_SPACE: Final = re.compile(r"\s+")


class Match(IntEnum):
    """How a name answers to the term; the smaller the better."""

    SAME = 0
    FORM = 1
    NONE = 2


def bare(name: str) -> str:
    """A name as it is compared: without quotes, article and capitals."""
    name = _SPACE.sub(" ", _MARKS.sub("", tidy(name))).strip(_EDGES)
    return _ARTICLE.sub("", name, count=1).casefold() if _ARTICLE.match(name) else name.casefold()


def names(text: str) -> tuple[str, ...]:
    """The names that stand before a definition: the whole, and each of ``bijenkast, korf`` or ``energie (E)``."""
    if not text.strip() or len(text) > LONGEST:
        return ()
    found = [bare(text)]
    inner = [piece for match in _BRACKETS.finditer(text) for piece in [_CALLED.sub("", match[1] + " ").strip()]]
    outer = _BRACKETS.sub("", text)
    called = _CALLED.split(outer)
    for piece in (*called, *inner):
        cut = _TAIL.sub("", piece.strip(_EDGES))
        found.append(bare(cut))
        parts = _OR.split(cut)
        if len(parts) > 1 and not any(part.strip().endswith("-") for part in parts):
            found += [bare(part) for part in parts]
    return tuple(dict.fromkeys(name for name in found if name))


class Term:
    """The asked term, with the forms that its words can have."""

    def __init__(self, begrip: str, analyzer: Analyzer | None) -> None:
        self.name = bare(begrip)
        self._words = self.name.split(" ")
        self._analyzer = analyzer
        self._keys = lru_cache(maxsize=4096)(self._lemmas)

    def match(self, names_: tuple[str, ...]) -> Match:
        """The best of how some names answer to the term."""
        return min((self._one(name) for name in names_), default=Match.NONE)

    def _one(self, name: str) -> Match:
        if name == self.name:
            return Match.SAME
        words = name.split(" ")
        if self._analyzer is None or len(words) != len(self._words) or not self.name:
            return Match.NONE
        return Match.FORM if all(map(self._same, words, self._words)) else Match.NONE

    def _same(self, word: str, own: str) -> bool:
        if word == own:
            return True
        if word[:2] != own[:2]:
            return False
        return bool(self._keys(word) & self._keys(own))

    def _lemmas(self, word: str) -> frozenset[str]:
        """Lemmas of a word; for a compound that no table holds, what regular inflection leaves."""
        assert self._analyzer is not None  # noqa: S101 - asked only where there is one
        found = self._analyzer.lemmas(word)
        return found or frozenset({word, *_singulars(word)})


def _singulars(word: str) -> set[str]:
    """What an unknown word may be the plural or inflected form of (Woordenlijst: endings -en, -s, -’s, -e)."""
    found: set[str] = set()
    for ending in ("’s", "'s", "s", "en", "n", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            base = word[: -len(ending)]
            found.add(base)
            if ending in ("en", "e"):
                if len(base) > 2 and base[-1] == base[-2]:
                    found.add(base[:-1])
                elif len(base) > 2 and base[-2] in "aeou" and base[-1] not in "aeiou":
                    found.add(base[:-1] + base[-2] + base[-1])
                found |= {stem[:-1] + {"v": "f", "z": "s"}[stem[-1]] for stem in set(found) if stem[-1] in "vz"}
    return found
