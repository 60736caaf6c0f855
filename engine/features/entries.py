"""What the corpus index keeps of one entry: the analysis of its text, and the keys by which it is looked up."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from engine.features.body import split_lead_in
from engine.features.sameness import normal_key, text_key, token_keys
from engine.features.text import Text
from engine.features.tokens import tokenize
from engine.model import Entry

GONE: Final = Entry("")
"""What stands at the place of an entry that was removed, so that the others keep theirs. It has no term and no text."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """One text of the corpus: its tokens, as keys, from the body on, and the key of the body as a whole."""

    keys: tuple[str, ...]
    text_key: str


def word_counts(keys: Iterable[str]) -> Counter[str]:
    """How often each word or number occurs among the keys of a text."""
    return Counter(key for key in keys if any(map(str.isalnum, key)))


def similarity(one: Counter[str], other: Counter[str]) -> int:
    """Per cent of words that two texts share: Dice's coefficient over bags of words, rounded down.

    Twice the number of shared words, divided by the number of words of both (Dice 1945). Order does not count; two
    texts without words are not similar.
    """
    total = one.total() + other.total()
    return 200 * (one & other).total() // total if total else 0


def ids_of(entry: Entry) -> Iterable[str]:
    """The id of an entry, if it has one."""
    return () if entry.id is None else (entry.id,)


def term_keys(entry: Entry) -> Iterable[str]:
    """The key of an entry’s term; none of one that is gone."""
    return () if entry == GONE else (text_key(entry.begrip),)


def statement_key(begrip: str, definitie: str) -> bytes:
    """The key of a term with exactly its text (normalised), short because texts are not."""
    said = f"{text_key(begrip)}\0{Text(definitie).text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=16).digest()


def statement_keys(entry: Entry) -> Iterable[bytes]:
    """The :func:`statement_key` of an entry with a definition."""
    return () if entry.definitie is None else (statement_key(entry.begrip, entry.definitie),)


def synonym_keys(entry: Entry) -> Iterable[str]:
    """The keys of an entry’s synonyms."""
    return dict.fromkeys(key for key in map(text_key, entry.synonyms) if key)


def text_keys(one: Analysed | None) -> Iterable[str]:
    """The key of a text that says something."""
    return () if one is None or not one.text_key else (one.text_key,)


def labels_of(entry: Entry) -> list[str]:
    """The term and the synonyms of an entry."""
    return [entry.begrip, *entry.synonyms]


def digest_of(entry: Entry) -> bytes:
    """SHA-256 over all of an entry; empty for one that is gone."""
    if entry == GONE:
        return b""
    row = [entry.id, entry.begrip, entry.definitie, list(entry.synonyms)]
    canonical = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return hashlib.sha256(canonical).digest()


def analyse_entry(entry: Entry, words: dict[str, str]) -> Analysed | None:
    """The analysis of one entry; ``words`` lets equal words of many texts be one object in memory."""
    if entry.definitie is None:
        return None
    text = Text(entry.definitie).text
    tokens = tokenize(text)
    body = split_lead_in(tokens, tokenize(Text(entry.begrip).text), text)[1]
    first, last = tokens.covering(body.start, body.end)
    keys = tuple(words.setdefault(key, key) for key in token_keys(tokens)[first:last])
    return Analysed(keys, normal_key(text[body.start : body.end]))
