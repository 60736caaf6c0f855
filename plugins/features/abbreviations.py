"""Abbreviations in a definition, by the shape of the word: capitals, mixed capitals, stops, or no vowel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import regex

from engine.features.registry import Need, Type
from engine.features.tokens import Kind
from engine.spans import DEFINITIE, Span
from plugins.features.catalog import REGISTRY

if TYPE_CHECKING:
    from engine.features.view import View
    from engine.ports import Analyzer

UNITS: Final = frozenset(
    """
    kW MW GW TW kWh MWh GWh TWh Wh kV MV kVA MVA mA kA MHz GHz kHz Hz kB MB GB TB PB Mbit Gbit Mb Gb kPa MPa hPa kJ
    MJ GJ TJ kN MN dB dBA Mt Gt km cm mm kg mg ml cl dl ha pH VA Nm Ah mAh PJ
    """.split()
)
"""Units of measure are symbols, not abbreviations to explain."""
STATUTES: Final = frozenset("Awb Awbz Awir Abw Avg Bopz Wabo Wao Wia Wjsg Wmo Wob Woo Wor Wpg Wro".split())
"""Abbreviations of Dutch statutes that look like ordinary words with a capital."""
NAME_PREFIXES: Final = frozenset("van de den der ter ten te von vom du 't".split())
"""Between the initials of a person and the name."""
MAX_SHOUT: Final = 6
"""A word in capitals of at least this many letters, with a vowel, may be an emphasised word; without an analyzer it is
taken for one."""
LONGEST: Final = 8
"""An unknown word in capitals of more letters, with a vowel, is a name or an emphasised word (``RIJKSWATERSTAAT``)."""
_ROMAN: Final = regex.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ORDINAL: Final = regex.compile(r"(?<=[IVXLC])(?:e|de|ste)$")
_VOWEL: Final = regex.compile(r"[aeiouyAEIOUYáéíóúàèëïöüê]")
_NAME: Final = regex.compile(r"\p{Ll}{3}")
_STOPPED: Final = regex.compile(r"(?:\p{L}\.)+\p{L}?\.?|\p{L}+\.")
_SUFFIX: Final = regex.compile(r"'(?:s|er|ers|je|jes|en)$")
_INITIALS: Final = regex.compile(r"(?:\p{Lu}\.)+")


@REGISTRY.feature(
    "abbreviation",
    Type.SEARCH,
    text={
        "nl": "Een afkorting: een woord in hoofdletters (BRP), met hoofdletters binnenin (AMvB), met punten (m.b.t.), "
        "of met een hoofdletter en zonder klinker (Wlz). Van een samenstelling alleen het afgekorte deel.",
        "en": "An abbreviation: a word in capitals (BRP), with inner capitals (AMvB), with stops (m.b.t.), or with a "
        "capital and no vowel (Wlz). Of a compound only the part that is abbreviated.",
    },
    example="forbid abbreviation unless in explained",
    needs=(Need.TOKENS,),
    fields=("/definitie", "/begrip"),
    limits="Abbreviations in lower case without stops (btw) are not seen. In a text wholly in capitals nothing is "
    "found. Not seen as abbreviations: units, Roman numerals, initials of persons, parts of an address, and words of "
    "four letters or more in capitals that the analyzer knows as ordinary words.",
)
def abbreviation(view: View) -> Sequence[Span]:
    """The abbreviations of the body."""
    tokens = view.tokens(DEFINITIE)
    if view.text(DEFINITIE).text.isupper() and len(tokens) > 1:
        return []
    first, last = tokens.covering(view.body.start, view.body.end)
    found = []
    for at in range(first, last):
        if tokens.kinds[at] is not Kind.WORD or (tokens.words[at].islower() and "." not in tokens.words[at]):
            continue
        following = tokens.words[at + 1] if at + 1 < last else ""
        if _INITIALS.fullmatch(tokens.words[at]) and (following[:1].isupper() or following in NAME_PREFIXES):
            continue
        for start, end in parts(tokens.words[at], view.analyzer):
            found.append(Span(DEFINITIE, tokens.starts[at] + start, tokens.starts[at] + end))
    return found


def parts(word: str, analyzer: Analyzer | None = None) -> Iterator[tuple[int, int]]:
    """The places of abbreviations in one token, the ending of a plural or derivation left out."""
    if "." in word:
        if _STOPPED.fullmatch(word):
            yield 0, len(word)
        return
    start = 0
    for part in word.split("-"):
        stem = _SUFFIX.sub("", part)
        if _is_abbreviation(stem, analyzer):
            yield start, start + len(stem)
        start += len(part) + 1


def _is_abbreviation(word: str, analyzer: Analyzer | None) -> bool:
    if word in STATUTES:
        return True
    letters = [letter for letter in word if letter.isalpha()]
    capitals = sum(map(str.isupper, letters))
    if len(letters) < 2 or not capitals or word in UNITS or _ROMAN.fullmatch(_ORDINAL.sub("", word)):
        return False
    if capitals == len(letters):
        return not _is_shout(word, analyzer)
    if capitals == 1:
        return word[0].isupper() and not _VOWEL.search(word)
    return _NAME.search(word) is None


def _is_shout(word: str, analyzer: Analyzer | None) -> bool:
    """Whether a word in capitals is an ordinary word that is emphasised."""
    if len(word) >= 4 and analyzer is not None and analyzer.lemmas(word.lower()):
        return True
    shortest = MAX_SHOUT if analyzer is None else LONGEST + 1
    return len(word) >= shortest and _VOWEL.search(word) is not None
