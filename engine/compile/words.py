"""Lists of words and phrases as tables that find, at a token, every phrase that starts there.

Lexicons are expanded to surface forms when a pack is compiled, with the forms that the analyzer knows; at run
time only tokens are compared. An entry with a word class also asks the readings of its token.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.features.tokens import tokenize
from engine.ports import Analyzer

if TYPE_CHECKING:
    from engine.compile.run import Scan

NONE: Final[Set[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Phrase:
    """The surface forms of each word of a phrase; ``exact`` words are compared with capitals."""

    forms: tuple[frozenset[str], ...]
    exact: tuple[bool, ...]
    tag: str | None = None


class WordTable:
    """Phrases by the forms of their first word. Immutable once built."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = tuple(phrases)
        self._by_first: dict[str, tuple[list[Phrase], dict[str, list[Phrase]]]] = {}
        """By their first word: phrases of that word alone, and the longer ones by their second word."""
        for phrase in self.phrases:
            for form in phrase.forms[0]:
                alone, longer = self._by_first.setdefault(form, ([], {}))
                if len(phrase.forms) == 1:
                    alone.append(phrase)
                for second in phrase.forms[1] if len(phrase.forms) > 1 else ():
                    longer.setdefault(second, []).append(phrase)
        self.has_tags = any(phrase.tag is not None for phrase in self.phrases)
        self.single = not self.has_tags and all(len(phrase.forms) == 1 for phrase in self.phrases)
        """Whether it holds only words by themselves, which nothing but their letters decides."""
        self.first_words = frozenset(self._by_first)
        """The words that a phrase can start with."""

    def words(self, *, exact: bool) -> frozenset[str]:
        """The forms of the words that stand by themselves and ask no word class, those matched as written or others."""
        single = (phrase for phrase in self.phrases if len(phrase.forms) == 1 and phrase.tag is None)
        return frozenset[str]().union(*(phrase.forms[0] for phrase in single if phrase.exact[0] == exact))

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def ends(self, scan: Scan, index: int, certain: bool) -> Sequence[int]:
        """Token indexes where phrases that start at ``index`` end, longest first."""
        if index >= scan.high:
            return ()
        tokens = scan.tokens
        word, folded = tokens.words[index], tokens.folded[index]
        found = self._starting(scan, index, folded, certain)
        if word is not folded and word != folded:
            found = found | self._starting(scan, index, word, certain)
        return sorted(found, reverse=True) if len(found) > 1 else tuple(found)

    def _starting(self, scan: Scan, index: int, first: str, certain: bool) -> Set[int]:
        """The ends of phrases that have ``first`` among the forms of their first word."""
        candidates = self._by_first.get(first)
        if candidates is None:
            return NONE
        phrases, by_second = candidates
        if by_second and index + 1 < scan.high:
            word, folded = scan.tokens.words[index + 1], scan.tokens.folded[index + 1]
            phrases = [*phrases, *by_second.get(folded, ())]
            if word is not folded and word != folded:
                phrases += by_second.get(word, ())
        return {index + len(phrase.forms) for phrase in phrases if _stands(scan, index, phrase, certain)}


def _stands(scan: Scan, index: int, phrase: Phrase, certain: bool) -> bool:
    """Whether a phrase stands at a token."""
    if index + len(phrase.forms) > scan.high:
        return False
    tokens = scan.tokens
    for step, forms in enumerate(phrase.forms):
        if (tokens.words if phrase.exact[step] else tokens.folded)[index + step] not in forms:
            return False
    return phrase.tag is None or _has_tag(scan, index, phrase, certain)


def _has_tag(scan: Scan, index: int, phrase: Phrase, certain: bool) -> bool:
    """Whether a word of the phrase can (or, if ``certain``, must) be read in the phrase's word class."""
    tags = {reading.tag for reading in scan.readings(index + len(phrase.forms) - 1)}
    if tags == {phrase.tag}:
        return True
    if tags and phrase.tag not in tags:
        return False
    scan.doubt = True
    return not certain


def literal_phrase(text: str) -> Phrase:
    """A phrase matched as written: without capitals case is ignored, a word with capitals is exact."""
    words = tokenize(text).words
    exact = tuple(word != word.lower() for word in words)
    return Phrase(tuple(frozenset({word}) for word in words), exact)


def name_phrase(text: str) -> Phrase:
    """A phrase matched as written, case ignored also where it has capitals (given names)."""
    words = tokenize(text).words
    return Phrase(tuple(frozenset({word, word.lower()}) for word in words), (False,) * len(words))


def lemma_phrase(text: str, tag: str | None, analyzer: Analyzer | None) -> Phrase:
    """A phrase of which every word matches in all its forms, as far as the analyzer knows them."""
    words = tokenize(text).words
    if len(words) > 1 and tag is None:
        forms = tuple(_inflected(word, None, analyzer) for word in words)
    else:
        forms = tuple(
            _inflected(word, tag if step == len(words) - 1 else None, analyzer) for step, word in enumerate(words)
        )
    exact = tuple(word != word.lower() for word in words)
    return Phrase(forms, exact, tag)


def _inflected(word: str, tag: str | None, analyzer: Analyzer | None) -> frozenset[str]:
    if word != word.lower() or analyzer is None:
        return frozenset({word})
    return analyzer.forms(word, tag) | {word}


def table_of(texts: Sequence[str], *, literal: bool) -> WordTable:
    """A table of words given with a record; ``literal`` keeps capitals exact."""
    make = literal_phrase if literal else name_phrase
    return WordTable(make(text) for text in texts if tokenize(text).words)
