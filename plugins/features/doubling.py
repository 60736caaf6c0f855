"""Words that say the same twice, and qualities that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import regex

from engine.features.registry import Need, Type
from engine.model import ReasonCode
from engine.spans import Span, in_order
from plugins.features.catalog import REGISTRY
from plugins.features.claims import contrary_claims, same_claims
from plugins.features.clash_words import CLASHES, OPPOSITES
from plugins.features.counts import clashing_counts
from plugins.features.doubling_words import PLEONASMS
from plugins.features.synonym_words import SYNONYMS
from plugins.features.syntax import BEFORE_NOUN, NOMINAL, Part, Syntax, syntax_of

if TYPE_CHECKING:
    from engine.features.view import View

FREQUENCIES: Final = ("jaarlijks", "maandelijks", "wekelijks", "dagelijks")
EACH: Final = frozenset({"elk", "elke", "ieder", "iedere", "per"})
"""``jaarlijks … elk jaar``: the two may stand far apart."""
DENYING: Final = frozenset("niet geen zonder nooit tenzij maar doch of behalve ongeacht noch na nadat later".split())
MAX_ATTRIBUTES: Final = 12
MADE_OF_NOUN: Final = regex.compile(r"(\w{4,}?)(?:e?lijk|ig|isch)e?")
LACKING: Final = regex.compile(r"(\w{4,}?)(?:e?loos|eloze|loze|vrij|vrije)")
HOLDING: Final = frozenset({"met", "heeft", "bevat", "draagt", "voert", "bezit", "hebben", "bevatten"})
"""Words by which a thing has what the noun beside them names."""
CLASHING: Final = frozenset(one for one, _ in CLASHES)
"""The first words of the pairs that say the reverse of each other."""
REACH: Final = 6
"""The two words stand at most this many tokens apart."""


@REGISTRY.feature(
    "pleonasm",
    Type.SEARCH,
    text={
        "nl": "Twee woorden bij elkaar die hetzelfde zeggen (‘ronde cirkel’, ‘nodig en noodzakelijk’, ‘jaarlijks elk "
        "jaar’). `{first}` en `{second}` zijn die woorden.",
        "en": "Two words together that say the same (‘ronde cirkel’, ‘nodig en noodzakelijk’). `{first}` and "
        "`{second}` are those words.",
    },
    example="forbid pleonasm",
    needs=(Need.MORPHOLOGY,),
    variables=("first", "second"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="The pairs are a list, but for an attribute made of its own noun (‘gevaarlijk gevaar’); a pair in two "
    "segments of the sentence is left alone.",
)
def pleonasm(view: View) -> Sequence[Span]:
    """From the first of the two words to the second."""
    syntax = syntax_of(view)
    side_by_side = [span for span in _pairs(syntax, SYNONYMS, joined=True) if _side_by_side(syntax, span)]
    close = {*_pairs(syntax, PLEONASMS, joined=True), *side_by_side, *_same_stem(syntax)}
    far = {_claimed(syntax, one, two) for one, two in same_claims(syntax)}
    return in_order(close or set(list(in_order(far))[:1]))


@REGISTRY.feature(
    "contradiction",
    Type.SEARCH,
    text={
        "nl": "Twee kenmerken van één zaak die elkaar uitsluiten (‘permanente tijdelijke opslag’, ‘verplichte "
        "melding die vrijwillig is’). `{first}` en `{second}` zijn die kenmerken.",
        "en": "Two qualities of one thing that exclude each other. `{first}` and `{second}` are those qualities.",
    },
    example="forbid contradiction",
    needs=(Need.MORPHOLOGY,),
    variables=("first", "second"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="The pairs are a list. A conjunction or preposition between two qualities, or another noun, makes them "
    "qualities of two things.",
)
def contradiction(view: View) -> Sequence[Span]:
    """From the first quality to the second."""
    syntax = syntax_of(view)
    found = {*_pairs(syntax, OPPOSITES, joined=False), *_clashes(syntax), *_denied(syntax), *_without(syntax)}
    if not found:
        claims = [*contrary_claims(syntax), *clashing_counts(syntax)]
        found = {_claimed(syntax, one, two) for one, two in claims}
    return in_order(found)[:1]


def _claimed(syntax: Syntax, one: tuple[int, int], two: tuple[int, int]) -> Span:
    """The place of two phrases, with the phrases."""
    span = syntax.span(one[0], two[1])
    words = {"first": " ".join(syntax.tokens.words[slice(*one)]), "second": " ".join(syntax.tokens.words[slice(*two)])}
    return Span(span.field, span.start, span.end, None, {}, words)


def _side_by_side(syntax: Syntax, span: Span) -> bool:
    """Whether only a conjunction, or nothing, stands between the two words."""
    first, last = syntax.place(span)
    return last - first == 2 or (last - first == 3 and syntax.word(first + 1) in ("en", "of", ",", "/"))


def _pairs(syntax: Syntax, pairs: frozenset[tuple[str, str]], *, joined: bool) -> Iterator[Span]:
    said = syntax.said & _words_of(pairs)
    if not any((one, two) in pairs for one in said for two in said):
        return
    known = _words_of(pairs)
    places = [(at, found) for at in range(syntax.first, syntax.last) if (found := syntax.forms(at) & known)]
    for number, (at, one) in enumerate(places):
        for other, two in places[number + 1 :]:
            if other - at > REACH * 2:
                break
            if not any((first, second) in pairs or (second, first) in pairs for first in one for second in two):
                continue
            if _together(syntax, at, other) if joined else _same_thing(syntax, at, other):
                yield _pair(syntax, at, other)
                break


@lru_cache(maxsize=8)
def _words_of(pairs: frozenset[tuple[str, str]]) -> frozenset[str]:
    return frozenset(word for pair in pairs for word in pair)


def _clashes(syntax: Syntax) -> Iterator[Span]:
    """An attribute of the core, and a word behind it that says the reverse and is not denied."""
    for at in _core_attributes(syntax):
        if syntax.forms(at).isdisjoint(CLASHING):
            continue
        for place in range(at + 1, syntax.last):
            if syntax.word(place) in DENYING:
                break
            attribute = syntax.is_(place, Part.ADJ, Part.PARTICIPLE) and syntax.is_(place + 1, *NOMINAL, Part.ADJ)
            pairs = ((one, two) for one in syntax.forms(at) for two in syntax.forms(place))
            if any(pair in CLASHES for pair in pairs) and not (attribute and place > at + 2):
                yield _pair(syntax, at, place)
                return


def _denied(syntax: Syntax) -> Iterator[Span]:
    """``openbaar register dat niet openbaar is``, ``bevoegd persoon die onbevoegd is``: an attribute and its denial."""
    for at in _core_attributes(syntax):
        own = syntax.forms(at)
        for place in range(at + 2, syntax.last):
            if syntax.is_(place, Part.CCONJ) or syntax.is_(place + 1, *NOMINAL):
                continue
            other = syntax.forms(place)
            negated = syntax.word(place - 1) in ("niet", "nooit") and own & other
            if negated or any("on" + word in other or "niet-" + word in other for word in own if len(word) > 3):
                yield _pair(syntax, at, place)
                return


def _same_stem(syntax: Syntax) -> Iterator[Span]:
    """``uitzonderlijke uitzondering``, ``gevaarlijk gevaar``: an attribute made of the noun behind it."""
    for at in range(syntax.first, syntax.last - 1):
        if not syntax.is_(at, Part.ADJ) or not syntax.is_(at + 1, Part.NOUN):
            continue
        match = MADE_OF_NOUN.fullmatch(syntax.word(at))
        if match is None:
            continue
        stem = match[1]
        if any(lemma in (stem, stem + "e", stem + "en", stem + "ing") for lemma in syntax.lemmas(at + 1, "NOUN")):
            yield _pair(syntax, at, at + 1)


def _without(syntax: Syntax) -> Iterator[Span]:
    """``alcoholvrije drank met alcohol``, ``motorloos toestel dat een motor heeft``: what the attribute shuts out."""
    for at in _core_attributes(syntax):
        match = LACKING.fullmatch(syntax.word(at))
        if match is None:
            continue
        for place in range(at + 2, syntax.last):
            if syntax.word(place) in DENYING:
                break
            if match[1] not in (syntax.word(place), *syntax.lemmas(place)):
                continue
            before = {syntax.word(step) for step in range(max(at, place - 3), place)}
            if before & HOLDING or syntax.word(place + 1) in HOLDING:
                yield _pair(syntax, at, place)
                return


def _core_attributes(syntax: Syntax) -> range:
    """The attributes before the first noun."""
    at = syntax.first
    end = min(syntax.last, syntax.first + MAX_ATTRIBUTES)
    while at < end and syntax.is_(at, *BEFORE_NOUN, Part.ADV) and not syntax.is_(at, *NOMINAL):
        at += 1
    return range(syntax.first, at if syntax.is_(at, *NOMINAL) else syntax.first)


def _pair(syntax: Syntax, at: int, other: int) -> Span:
    """The place of two words, with the words."""
    span = syntax.span(at, other + 1)
    words = {"first": syntax.tokens.words[at], "second": syntax.tokens.words[other]}
    return Span(span.field, span.start, span.end, None, {}, words)


def _together(syntax: Syntax, at: int, other: int) -> bool:
    """Side by side, joined by ``en``, or with a few small words between."""
    between = range(at + 1, other)
    if len(between) > REACH:
        return False
    if syntax.word(at).startswith(FREQUENCIES) and syntax.word(other - 1) in EACH:
        return not any(syntax.word(place) in ("of", "niet", "geen", ";") for place in between)
    return not any(
        (syntax.word(place) in (",", ";", ":", "of", "niet", "geen") and other - at > 2) or syntax.is_(place, Part.NOUN)
        for place in between
    )


def _same_thing(syntax: Syntax, at: int, other: int) -> bool:
    """Two attributes of one noun, or an attribute and what a relative clause says of that same noun."""
    between = range(at + 1, other)
    if any(
        syntax.is_(place, Part.CCONJ, Part.ADP, Part.SCONJ) or syntax.word(place) in ("niet", "geen", "nooit", ";")
        for place in between
    ):
        return False
    goes_on = any(syntax.word(place) in (",", "of", "en") for place in range(other + 1, other + 4))
    listed = goes_on and any(syntax.word(place) == "," for place in between)
    if listed:
        return False
    nouns = [place for place in between if syntax.is_(place, *NOMINAL)]
    if not nouns:
        return not any(syntax.is_(place, Part.DET, Part.REL) or syntax.word(place) in ";:()" for place in between)
    relative = [place for place in between if syntax.is_(place, Part.REL) and syntax.word(place) in ("die", "dat")]
    if len(nouns) != 1 or len(relative) != 1 or relative[0] not in (nouns[0] + 1, nouns[0] + 2):
        return False
    return syntax.is_(other + 1, Part.VERB) or not any(syntax.is_(place, *NOMINAL) for place in range(syntax.first, at))
