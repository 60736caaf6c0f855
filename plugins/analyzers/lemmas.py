"""Lemmas for words that no table holds: regular inflection read backwards, else the form itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from engine.ports import Reading
from plugins.analyzers import inflect

DOUBLED: Final = "bdfgklmnprstz"
SHORT_STEM: Final = 3


def lemma(word: str, reading: Reading, known: Callable[[str], bool]) -> str:
    """The lemma of ``word`` as the class and form of ``reading``; ``known`` tells a word that a table holds.

    Of several possible lemmas the first that is known is taken, else the first.
    """
    tag, marks = reading.tag, reading.marks
    if tag == "PROPN":
        return word
    lower = word.lower()
    if tag == "NOUN" and "plur" in marks:
        candidates = [base for base in _singulars(lower) if len(base) > 1 and lower in inflect.plurals(base)]
    elif tag == "ADJ" and lower.endswith("e"):
        candidates = [base for base in _bases(lower[:-1]) if len(base) > 1 and lower in inflect.declined(base)]
    elif tag in ("VERB", "AUX") and "inf" not in marks:
        candidates = [base for base in _infinitives(lower) if len(base) > 1 and lower in inflect.conjugate(base)]
    else:
        return lower
    return next((base for base in candidates if known(base)), next(iter(candidates), lower))


def _bases(opened: str) -> Iterator[str]:
    """Closed spellings of a stem that stands before a vowel: *bom(m)*, *boo(m)*, *brie(v)*."""
    if opened[-1:] in DOUBLED and opened[-2:-1] == opened[-1:]:
        yield opened[:-1]
    hard = {"v": "f", "z": "s"}.get(opened[-1:], opened[-1:])
    if len(opened) >= 2 and opened[-2] in "aeou" and opened[-3:-2] not in tuple("aeiou"):
        yield opened[:-2] + 2 * opened[-2] + hard
    yield opened[:-1] + hard


def _singulars(plural: str) -> Iterator[str]:
    if plural.endswith("heden"):
        yield plural[:-5] + "heid"
    elif plural.endswith("'s"):
        yield plural[:-2]
    elif plural.endswith("s"):
        yield plural[:-1]
    elif plural.endswith("ën"):
        yield from (plural[:-2], plural[:-2] + "e")
    elif plural.endswith("en"):
        yield from _bases(plural[:-2])
        yield plural[:-1]
    elif plural.endswith("n"):
        yield plural[:-1]


def _infinitives(form: str) -> Iterator[str]:
    """Infinitives whose regular forms may include a form: *kwalificeert*, *gekwalificeerd*, *kwalificerende*."""
    if form.endswith(("ende", "end")):
        yield form.removesuffix("e")[:-1]
    stems = {form, form[:-1] if form.endswith(("t", "d")) else form}
    for ending in ("te", "de", "ten", "den"):
        if form.endswith(ending):
            stems.add(form.removesuffix(ending))
    for stem in sorted(stems, key=len):
        for start in dict.fromkeys((stem.removeprefix("ge"), stem)):
            if len(start) >= SHORT_STEM:
                yield from (base + "en" for base in _before_vowel(start))


def _before_vowel(stem: str) -> Iterator[str]:
    """Spellings that a stem may have before *-en*: *bepaal* → *bepal*, *zet* → *zett*, *reis* → *reiz*."""
    short = stem[:-3] + stem[-2:] if stem[-3:-1] in ("aa", "ee", "oo", "uu") else stem
    yield short
    if short[-1] in "fs":
        yield short[:-1] + {"f": "v", "s": "z"}[short[-1]]
    if stem[-1] in DOUBLED:
        yield stem + stem[-1]
