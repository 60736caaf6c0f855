"""``contradicting``: what a definition says that cannot be true of a kind of its base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.features.tokens import Kind
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span
from plugins.features.base import base_entry, entry_view
from plugins.features.catalog import REGISTRY
from plugins.features.opposites import LEAST, MOST, NUMBERS, OPPOSITES, PHRASES, SAFE, STRICT, UNITS

if TYPE_CHECKING:
    from engine.features.view import View
    from engine.ports import Readings

DENYING: Final = frozenset({"geen", "zonder", "niet", "nooit", "nimmer"})
STOPS: Final = frozenset({",", ";", ".", ":", "en", "of", "die", "dat", "waarbij", "waarin", "waarop", "maar"})
OWNING: Final = frozenset({"met", "heeft", "hebben", "had", "bezit", "draagt", "bevat"})
"""Words that say that a thing has what the noun beside them names."""
VERBAL: Final = frozenset({"VERB", "ADJ", "AUX"})
LIGHT_VERBS: Final = frozenset(
    """
    zijn hebben worden kunnen mogen moeten zullen willen gelden bestaan staan nemen doen maken gaan
    """.split()
)
REACH: Final = 4
"""Tokens before a word in which a denial still concerns it."""
PREFIXES: Final = ("on", "niet-", "niet")
REACH_OF_BOUND: Final = 3
UNBOUNDED: Final = 10**15


@dataclass(frozen=True, slots=True)
class Said:
    """One word of a text.

    Its lemmas, token and word classes; whether it is denied; the lemmas of the noun it stands before; whether the text
    says that something has it (``owned``) or that there is none (``lacked``); whether it stands in a clause that begins
    with ``die`` or ``dat`` (``direct``).
    """

    lemmas: frozenset[str]
    at: int
    denied: bool
    noun: frozenset[str]
    tags: frozenset[str]
    owned: bool
    lacked: bool
    direct: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, in the smallest unit of its kind, as the range it allows; tokens ``at:end``."""

    measure: str
    low: int
    high: int
    at: int
    end: int


@REGISTRY.feature(
    "contradicting",
    Type.SEARCH,
    text={
        "nl": "Een kenmerk dat de definitie van het basisbegrip tegenspreekt: het tegendeel "
        "(schriftelijk–mondeling), een "
        "ontkenning, of een andere maat. {other} noemt het basisbegrip.",
        "en": "A characteristic that contradicts the definition of the base term: its opposite, a denial, or another "
        "measure. {other} names the base term.",
    },
    example="forbid contradicting",
    needs=(Need.TOKENS, Need.MORPHOLOGY, Need.CORPUS),
    fields=("/definitie", "/begrip", "/synonyms"),
    variables=("other",),
    reasons=(ReasonCode.NO_CORPUS, ReasonCode.NO_ANALYZER),
    limits="Opposites are known from a list and from the prefix ‘on-’; most of them count only before the same noun. A "
    "measure counts only where each text has one of its kind.",
)
def contradicting(view: View) -> Sequence[Span]:
    """Each contradicting word or measure, with the variable ``other``.

    Raises:
        MissingInputError: without a corpus, or without an analyzer.
    """
    found = base_entry(view)
    if found is None or found[1].definitie is None:
        return []
    other = entry_view(view, found[1])
    own, theirs = list(_said(view)), list(_said(other))
    tokens = view.tokens(DEFINITIE)
    places = {(one.at, one.at + 1) for one in own if any(_excludes(one, each) for each in theirs)}
    places -= {
        (one.at, one.at + 1)
        for one in own
        if any(one.lemmas & each.lemmas and not each.denied for each in theirs if not one.denied)
    }
    places |= set(_phrases(tokens.folded, other.tokens(DEFINITIE).folded))
    places |= {(one.at, one.end) for one in _disjoint(_quantities(view), _quantities(other))}
    variables = {"other": found[1].begrip}
    return [Span(DEFINITIE, tokens.starts[at], tokens.ends[end - 1], variables=variables) for at, end in sorted(places)]


def _phrases(own: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of a phrase whose opposite the other text has, and this one has not."""
    text, other = f" {' '.join(own)} ", f" {' '.join(theirs)} "
    for phrase, opposite in PHRASES:
        at = text.find(f" {phrase} ")
        if at >= 0 and f" {opposite} " in other and f" {opposite} " not in text and f" {phrase} " not in other:
            start = text.count(" ", 0, at + 1) - 1
            yield start, start + len(phrase.split())


def _said(view: View) -> Iterator[Said]:
    """The content words of the body."""
    tokens, readings = view.tokens(DEFINITIE), view.readings(DEFINITIE)
    words = [word.lower() for word in tokens.words]
    first, last = tokens.covering(view.body.start, view.body.end)
    for at in range(first, last):
        tags = frozenset(reading.tag for reading in readings[at])
        if tokens.kinds[at] is not Kind.WORD or not tags & {"NOUN", "ADJ", "VERB", "ADV"}:
            continue
        lemmas = frozenset(reading.lemma for reading in readings[at]) | {words[at].removesuffix("e")}
        noun: frozenset[str] = frozenset()
        if at + 1 < last and any(reading.tag == "NOUN" for reading in readings[at + 1]):
            noun = frozenset(reading.lemma for reading in readings[at + 1])
        start = _segment(words, at, first)
        before = words[start:at]
        yield Said(
            lemmas, at, bool(DENYING & set(before[-REACH:])), noun, tags,
            owned=bool(OWNING & {*before[-3:], *words[at + 1 : at + 3]}), lacked=_lacked(words, readings, at, first),
            direct=start > first and words[start - 1] in ("die", "dat"),
        )  # fmt: skip


def _lacked(words: Sequence[str], readings: Sequence[Readings], at: int, first: int) -> bool:
    """Whether ``geen`` or ``zonder`` stands right before a noun or its adjective: not ``bij geen andere rechtbank``."""
    step = at - 1
    if (
        step > first
        and any(reading.tag == "ADJ" for reading in readings[step])
        and words[step] not in ("ander", "andere")
    ):
        step -= 1
    if step < first or words[step] not in ("geen", "zonder"):
        return False
    return words[step] == "zonder" or step == first or not any(reading.tag == "ADP" for reading in readings[step - 1])


def _segment(words: Sequence[str], at: int, first: int) -> int:
    """Where the clause or phrase of a token begins: after the nearest conjunction, relative word or comma."""
    return next((step + 1 for step in range(at - 1, first - 1, -1) if words[step] in STOPS), first)


def _excludes(one: Said, other: Said) -> bool:
    """Whether two words cannot both be true of one thing."""
    if one.denied != other.denied:
        return bool(one.lemmas & other.lemmas) and _denies(one, other)
    if one.denied:
        return False
    safe = bool(one.lemmas & SAFE) and bool(other.lemmas & SAFE)
    same_noun = bool(one.noun & other.noun)
    verbs = one.tags <= VERBAL and other.tags <= VERBAL and one.direct and other.direct
    for mine in one.lemmas:
        for theirs in other.lemmas:
            if frozenset({mine, theirs}) in OPPOSITES and (safe or same_noun or verbs):
                return True
            if same_noun and any(mine == prefix + theirs or theirs == prefix + mine for prefix in PREFIXES):
                return True
    return False


def _denies(one: Said, other: Said) -> bool:
    """Whether the same word, denied in one text and said in the other, makes a contradiction.

    A noun does with ``zonder`` or ``geen`` right before it, where the other text says ``met`` or has it; a verb with
    ``niet`` in its own clause.
    """
    if one.tags == other.tags == {"NOUN"}:
        return one.lacked if one.denied else one.owned and other.lacked
    return one.tags <= VERBAL and other.tags <= VERBAL and not one.lemmas & LIGHT_VERBS and one.direct and other.direct


def _quantities(view: View) -> list[Quantity]:
    tokens, readings = view.tokens(DEFINITIE), view.readings(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    words = [word.lower() for word in tokens.words]
    found = []
    for at in range(first, last - 1):
        number = _number(words[at])
        place = at + 3 if words[at + 1] == "of" and at + 3 < last and words[at + 2] in LEAST | MOST else at + 1
        names = [words[place], *(reading.lemma for reading in readings[place])]
        if words[at - 1] == "dan" and at - 2 >= first and words[at - 2] in ("jonger", "ouder"):
            names.append("jaar")
        unit = next((UNITS[name] for name in names if name in UNITS), None)
        if number is None or number < 0 or unit is None or (number == 1 and words[at] == "een"):
            continue
        low, high, start, step = _bounds(words, at, first, last, number)
        low, high = low * unit[1] + max(step, 0), high * unit[1] + min(step, 0)
        found.append(Quantity(unit[0], low, high, start, at + 2))
    return found


def _bounds(words: Sequence[str], at: int, first: int, last: int, number: int) -> tuple[int, int, int, int]:
    """The least and the greatest that a number allows with the words around it, and the token where that begins.

    Last: 1 where the least itself is left out (``boven``), -1 where the greatest is, else 0.
    """
    lower = _number(words[at - 2]) if at - 3 >= first and words[at - 1] in ("en", "tot") else None
    if lower is not None and words[at - 3] in ("tussen", "van") and 0 <= lower <= number:
        return lower, number, at - 3, 0
    near = range(max(first, at - REACH_OF_BOUND), at)
    start = next((step for step in near if words[step] in LEAST | MOST), at)
    behind = next((words[step + 1] for step in (at + 1, at + 2) if step + 1 < last and words[step] == "of"), "")
    told = next((word for word in (*words[start:at], behind) if word in LEAST | MOST), "")
    flipped = start > first and words[start - 1] in ("niet", "geen")
    step = 1 if told in STRICT and not flipped and told != behind else 0
    if not told:
        return number, number, start, 0
    return (0, number, start, -step) if (told in MOST) != flipped else (number, UNBOUNDED, start, step)


def _number(word: str) -> int | None:
    if word in NUMBERS:
        return NUMBERS[word]
    plain = word.replace(".", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 13 else None


def _disjoint(own: Sequence[Quantity], theirs: Sequence[Quantity]) -> Iterator[Quantity]:
    """Quantities that no quantity of the other text allows, where each text has one of that measure."""
    for one in own:
        others = [each for each in theirs if each.measure == one.measure]
        alone = len(others) == 1 and sum(each.measure == one.measure for each in own) == 1
        if alone and (one.high < others[0].low or one.low > others[0].high):
            yield one
