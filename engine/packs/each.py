"""Examples for every word of a lexicon (``each:``): one sentence, written once, that tests hundreds of entries.

A pack is loaded with the first word filled in, which costs one example; ``definitie test --strict`` runs them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.model import Definition
from engine.packs.model import EachWord, Example, Lexicon
from engine.record import parse_record, record_to_dict

WORD = "{woord}"
"""Stands for the word, in every text of the record, in ``match`` and in ``fixed``."""


def with_word(example: Example, word: str) -> Example:
    """An example of ``each:`` with a word filled in; any other as it is."""
    each = example.each
    if each is None:
        return example
    return replace(
        example,
        definition=parse_record(_filled(record_to_dict(each.definition), word)),
        match=None if each.match is None else each.match.replace(WORD, word),
        fixed=None if each.fixed is None else each.fixed.replace(WORD, word),
    )


def made_each(example: Example, lexicon: Lexicon, excluded: Iterable[str] = ()) -> Example:
    """An example whose texts hold ``{woord}``, as one for every word of a lexicon but those excluded."""
    each = EachWord(lexicon.name, example.definition, example.match, example.fixed, tuple(excluded))
    return with_word(replace(example, each=each), next(_words(each, lexicon), ""))


def all_words(example: Example, lexicons: Mapping[str, Lexicon]) -> Iterator[Example]:
    """The example with every word of its lexicon in turn; any other once, as it is."""
    if example.each is None or example.each.lexicon not in lexicons:
        yield example
        return
    for word in _words(example.each, lexicons[example.each.lexicon]):
        yield with_word(example, word)


def _words(each: EachWord, lexicon: Lexicon) -> Iterator[str]:
    """The words in their order; one that stands there for two word classes comes once."""
    left_out = set(each.excluded)
    for word in dict.fromkeys(entry.text for entry in lexicon.entries):
        if word not in left_out:
            yield word


def has_word(definition: Definition) -> bool:
    """Whether there is a place for the word in a record."""
    plain = record_to_dict(definition)
    return bool(_filled(plain, "") != plain)


def _filled(value: Any, word: str) -> Any:
    if isinstance(value, str):
        return value.replace(WORD, word)
    if isinstance(value, dict):
        return {key: _filled(child, word) for key, child in value.items()}
    return [_filled(child, word) for child in value] if isinstance(value, list) else value
