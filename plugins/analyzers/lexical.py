"""``nl-lexical``: word classes and lemmas of Dutch from tables; the neighbours of a word decide what they settle.

It says nothing of a word it does not know, and keeps all readings that its neighbours leave possible: in the rule
language both are *unknown*, which raises no finding. It keeps no state but memory of words looked up.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from engine.ports import Reading, Readings
from plugins.analyzers import inflect
from plugins.analyzers.closed import closed_words, forms_by_lemma
from plugins.analyzers.compounds import LONGEST, analyse_compound
from plugins.analyzers.entries import MARK, PROPN, STEM, STEM_MARKS, Entry, kind, merged
from plugins.analyzers.lexicon import DATA, Lexicon
from plugins.analyzers.other_language import OtherLanguage
from plugins.analyzers.settle import settle

MEMORY: Final = 1 << 16
"""Words remembered, none longer than ``LONGEST``; about 40 MB when full."""
SENTENCE_END: Final = frozenset(".!?:;…")
OPENING: Final = frozenset("'\"‘’“”„«»([{-–—•*")
NUMBER: Final = re.compile(r"\d+([.,:/-]\d+)*%?")
ORDINAL: Final = re.compile(r"\d+(e|de|ste)")
SYMBOLS: Final = frozenset("%€$£§°+=<>&@#×±^~|/\\_`´©®")
NAME_LINKS: Final = frozenset({"van", "der", "den", "'t", "ter", "ten", "la", "von", "du", "di", "des", "de"})
"""Words in lower case inside names. *de* at the start of a sentence is the article all the same."""
DASHES: Final = frozenset("-–—/")
CODE: Final = (
    "closed.py",
    "compounds.py",
    "entries.py",
    "function_words.py",
    "inflect.py",
    "lexical.py",
    "lexicon.py",
    "other_language.py",
    "settle.py",
    "data/nl-closed.txt",
    "data/other-languages.txt",
)
"""Files beside the lexicon that decide an answer."""


class LexicalAnalyzer:
    """Word classes, lemmas and forms of Dutch, from tables and neighbours. Safe to share between threads."""

    name: Final = "nl-lexical"
    language: Final = "nl"

    def __init__(self, data: Path = DATA) -> None:
        """Open the lexicon at ``data``; ``OSError`` or ``ValueError`` if it cannot be read."""
        content = data.read_bytes()
        digest = hashlib.sha256(content)
        for name in CODE:
            digest.update((Path(__file__).parent / name).read_bytes())
        self.digest = f"sha256:{digest.hexdigest()}"
        self._lexicon = Lexicon(content)
        self._closed = closed_words()
        self._closed_forms = forms_by_lemma(self._closed)
        self._links = {word: self._named(word, word) for word in NAME_LINKS}
        self._look = lru_cache(MEMORY)(self._entry)
        self._lemmas = lru_cache(MEMORY)(lambda word: _lemmas_of(self._look(word)))
        self._other = OtherLanguage(self.lemmas, self._closed)

    @classmethod
    def load(cls) -> LexicalAnalyzer:
        """The analyzer with the lexicon that comes with it."""
        return cls(DATA)

    def analyse(self, texts: Sequence[Sequence[str]]) -> list[tuple[Readings, ...]]:
        """Readings of every token of every text: ``()`` where nothing is known, several where it is open."""
        return [self._analyse(text) for text in texts]

    def lemmas(self, word: str) -> frozenset[str]:
        """All lemmas the word form can have, out of context; empty if unknown."""
        lower = word.lower()
        return self._lemmas(lower) if len(lower) <= LONGEST else _lemmas_of(self._entry(lower))

    def other_language(self, words: Sequence[str]) -> str | None:
        """The language (BCP 47) that a text is certainly written in, if that is not Dutch."""
        return self._other.of(words)

    def forms(self, lemma: str, tag: str | None = None) -> frozenset[str]:
        """All forms of a lemma (of word class ``tag``, if given), in lower case, the lemma included.

        Known forms where the tables have any; else those that regular inflection gives with certainty.
        """
        lemma = lemma.lower()
        own = {reading.tag for reading in self._look(lemma).readings if reading.lemma == lemma}
        found = {lemma}
        for each in own if tag is None else {tag}:
            found |= self._forms(lemma, each)
        return frozenset(found)

    def _forms(self, lemma: str, tag: str) -> set[str]:
        listed = self._closed_forms.get((lemma, tag), set())
        if listed and tag in ("AUX", "VERB"):
            return listed
        candidates = {*inflect.inflected(lemma, tag), *self._lexicon.irregular(lemma, tag), *listed}
        known = {form for form in candidates if self._belongs(form, lemma, tag)} - {lemma}
        return known or self._regular(lemma, tag)

    def _belongs(self, form: str, lemma: str, tag: str) -> bool:
        return any(reading.lemma == lemma and reading.tag == tag for reading in self._look(form).readings)

    def _regular(self, lemma: str, tag: str) -> set[str]:
        if tag == "NOUN":
            compound = analyse_compound(lemma, self._lexicon)
            if compound is not None and compound.head != lemma:
                return {compound.first + form for form in self._forms(compound.head, "NOUN")}
            plural = inflect.regular_plural(lemma)
            return {plural} if plural else set()
        if tag == "ADJ":
            return set(inflect.declined(lemma))
        return set(inflect.regular_verb(lemma)) if tag == "VERB" else set()

    def _analyse(self, text: Sequence[str]) -> tuple[Readings, ...]:
        look = self._look
        if text and text[0].isupper() and all(token == token.upper() for token in text):
            text = [token.lower() for token in text]
        entries = [look(token) if len(token) <= LONGEST else self._entry(token) for token in text]
        previous = "."
        in_name = False
        for number, entry in enumerate(entries):
            token = text[number]
            if entry.initial is not None:
                if previous in SENTENCE_END and self._plain_start(entries, number):
                    entries[number] = entry.initial
                in_name = True
            elif in_name:
                in_name = token in self._links
                if in_name and self._goes_on(entries, number):
                    entries[number] = self._links[token]
            if token not in OPENING:
                previous = token
        return tuple(entry.readings for entry in settle(entries))

    def _plain_start(self, entries: list[Entry], number: int) -> bool:
        """Whether a capital at the start of a sentence tells nothing: no name that goes on with a capital."""
        word = entries[number].word
        if number + 1 == len(entries) or word == "de" or (word in self._closed and word not in self._links):
            return True
        after = entries[number + 1]
        return after.initial is None and not (word in self._links and after.word in self._links)

    def _goes_on(self, entries: list[Entry], number: int) -> bool:
        """Whether a capital follows, directly or after more words that link the parts of a name."""
        for after in entries[number + 1 : number + 3]:
            if after.initial is not None:
                return True
            if after.word not in self._links:
                return False
        return False

    def _entry(self, token: str) -> Entry:
        """The entry of a token as written."""
        lower = token.lower().replace("’", "'")
        if token == lower or token.replace("’", "'") == lower:
            return Entry(lower, *merged(self._readings(lower)))
        plain = merged(self._readings(lower))
        listed = lower in self._closed or self._lexicon.rows(lower)
        initial = Entry(lower, *plain) if listed or not plain[0] else self._named(token, lower)
        if not plain[0]:
            return Entry(lower, (), (), initial)
        if token.isupper() and len(token) > 1:
            return Entry(lower, (), (), initial)
        if len(lower) == 1 and lower != "u":
            return Entry(lower, (), (), initial)
        return self._named(token, lower, initial)

    def _named(self, token: str, lower: str, initial: Entry | None = None) -> Entry:
        """The entry of a word that may be (part of) a name as well."""
        return Entry(lower, *merged([*self._readings(lower), (Reading("PROPN", token), PROPN)]), initial)

    def _readings(self, word: str) -> list[tuple[Reading, int]]:
        closed = self._closed.get(word)
        if closed is not None:
            return [(reading, kind(reading)) for reading in closed]
        if len(word) == 1 and word.isalpha():
            return []
        rows = self._lexicon.rows(word)
        if not rows:
            return _by_shape(word) or self._compound(word)
        return [_reading(row.tag, row.marks, row.lemma) for row in rows]

    def _compound(self, word: str) -> list[tuple[Reading, int]]:
        found = analyse_compound(word, self._lexicon)
        return [_reading(row.tag, row.marks, row.lemma) for row in found.rows] if found else []


def _lemmas_of(entry: Entry) -> frozenset[str]:
    return frozenset(reading.lemma for reading in entry.readings)


def _reading(tag: str, marks: str, lemma: str) -> tuple[Reading, int]:
    if marks == "stem":
        return Reading(tag, lemma, STEM_MARKS), STEM
    reading = Reading(tag, lemma, frozenset(marks.split()))
    return reading, kind(reading)


def _by_shape(token: str) -> list[tuple[Reading, int]]:
    """Numbers, signs and punctuation marks."""
    if NUMBER.fullmatch(token):
        return [_reading("NUM", "", token)]
    if ORDINAL.fullmatch(token):
        return [_reading("ADJ", "", token)]
    if any(letter.isalnum() for letter in token):
        return []
    if token in DASHES:
        return [(Reading("PUNCT", token), MARK), (Reading("SYM", token), MARK)]
    if set(token) <= SYMBOLS:
        return [(Reading("SYM", token), MARK)]
    return [(Reading("PUNCT", token), MARK)]
