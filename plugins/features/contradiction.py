"""``contradicting``: what a definition says that cannot be true of a kind of its base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.features.tokens import Kind
from engine.model import ReasonCode
from engine.spans import BEGRIP, DEFINITIE, Span
from plugins.features.base import base_entry, entry_view
from plugins.features.catalog import REGISTRY
from plugins.features.opposites import OPPOSITES, PHRASES, SAFE
from plugins.features.quantities import disjoint, quantities

if TYPE_CHECKING:
    from engine.features.view import View
    from engine.ports import Readings

TURNS: Final = {
    "voor": ("na",), "na": ("voor",), "boven": ("onder", "beneden"), "onder": ("boven",), "beneden": ("boven",),
    "binnen": ("buiten",), "buiten": ("binnen",), "met": ("zonder",), "zonder": ("met",),
}  # fmt: skip
"""Prepositions and those that say the opposite of the same noun."""
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


@dataclass(frozen=True, slots=True)
class Said:
    """One word of a text.

    Its lemmas, token and word classes; whether it is denied; the lemmas of the noun it stands before; whether the text
    says that something has it (``owned``) or that there is none (``lacked``); whether it stands in a clause that begins
    with ``die`` or ``dat`` (``direct``), or before any clause, where the genus stands (``leading``).
    """

    lemmas: frozenset[str]
    at: int
    denied: bool
    noun: frozenset[str]
    tags: frozenset[str]
    owned: bool
    lacked: bool
    direct: bool
    leading: bool


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
    told = [*other.tokens(DEFINITIE).folded, ",", *other.tokens(BEGRIP).folded]
    places |= set(_phrases(tokens.folded, told))
    places |= set(_turned(view, other))
    places |= {(one.at, one.end) for one in disjoint(quantities(view), quantities(other))}
    variables = {"other": found[1].begrip}
    return [Span(DEFINITIE, tokens.starts[at], tokens.ends[end - 1], variables=variables) for at, end in sorted(places)]


def _turned(view: View, other: View) -> Iterator[tuple[int, int]]:
    """``vóór de pensioendatum`` against ``na de pensioendatum``: the same noun with the opposite preposition."""
    theirs = {(word, noun) for word, noun, _, _ in _placed(other)}
    own = [*_placed(view)]
    said = {(word, noun) for word, noun, _, _ in own}
    for word, noun, start, end in own:
        turned = [(one, noun) for one in TURNS.get(word, ())]
        if any(pair in theirs and pair not in said for pair in turned) and (word, noun) not in theirs:
            yield start, end


def _placed(view: View) -> Iterator[tuple[str, str, int, int]]:
    """Prepositions that have an opposite, with the lemma of their noun and the tokens of both."""
    tokens, readings = view.tokens(DEFINITIE), view.readings(DEFINITIE)
    for at, written in enumerate(tokens.folded):
        word = "voor" if written == "vóór" else written
        if word not in TURNS:
            continue
        for place in range(at + 1, min(at + 4, len(tokens))):
            nouns = [reading.lemma for reading in readings[place] if reading.tag == "NOUN"]
            if nouns:
                yield word, min(nouns), at, place + 1
                break
            if tokens.kinds[place] is not Kind.WORD:
                break


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
            direct=start > first and words[start - 1] in ("die", "dat"), leading=start == first,
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
    ``niet`` in its own clause; an adjective where one text says it before its genus (``openbare bijeenkomst``) and the
    other in a clause of the genus (``die niet openbaar is``).
    """
    if "ADJ" in one.tags & other.tags and one.direct and not one.noun and other.leading and other.noun:
        return True
    if one.tags == other.tags == {"NOUN"}:
        return one.lacked if one.denied else one.owned and other.lacked
    return one.tags <= VERBAL and other.tags <= VERBAL and not one.lemmas & LIGHT_VERBS and one.direct and other.direct
