"""Enumerations: coordinated lists (``a, b en c``), lists after a colon or an introducing word, lettered lists.

Decided over tokens, with word classes only to tell a list of things from a coordination of verbs. That is enough to
see that something is listed; where the first or last member exactly ends is for the statistical analysis to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.features.sameness import FUNCTION_WORDS
from engine.features.tokens import Kind, Tokens
from engine.model import ReasonCode
from engine.spans import DEFINITIE, Span
from engine.truth import NO_ANALYZER, OPEN, Unknown
from plugins.features.catalog import REGISTRY

if TYPE_CHECKING:
    from engine.features.view import View
    from engine.ports import Readings

COORDINATORS: Final = frozenset({"en", "of", "alsmede", "alsook", "/"})
SEPARATORS: Final = COORDINATORS | {",", "dan"}
NO_MEMBERS: Final = frozenset({"meer", "minder", "gelijk", "anders", "niet", "wel"})
"""What follows ``of`` or ``en`` without being a member of a list (``één of meer``)."""
CLOSERS: Final = frozenset(
    "enz. enz enzovoort enzovoorts etc. etc etcetera e.d. e.a. e.v.a. … ... dergelijke dergelijken anderszins".split()
)
"""Words that end a list by leaving it open; they belong to it."""
INTRODUCERS: Final = frozenset(
    """
    zoals waaronder bijvoorbeeld bijv. bv. o.a. o.m. m.n. i.h.b. namelijk vooral voornamelijk hoofdzakelijk
    inzonderheid bovenal allereerst :
    """.split()
)
INTRODUCING: Final = (
    ("onder", "andere"), ("onder", "meer"), ("met", "name"), ("te", "weten"), ("in", "het", "bijzonder"),
    ("in", "ieder", "geval"), ("in", "elk", "geval"), ("in", "hoofdzaak"), ("in", "de", "eerste", "plaats"),
)  # fmt: skip
"""What announces a list; it does not belong to it, and after a comma it begins another list."""
DETERMINERS: Final = frozenset("de het een elk elke ieder iedere alle andere ander geen zijn haar hun".split())
STOPPERS: Final = frozenset(
    """
    die dat wie wat waar waarin waarbij waarvan waarop waarmee waardoor waarvoor waartoe waaruit is zijn wordt worden
    werd werden was waren heeft hebben had kan kunnen moet moeten mag mogen zal zullen wil willen te om als indien
    waarbinnen waarover waaraan waarna waarnaar waartegen waartussen bedoeld genoemd vermeld omschreven dan
    wanneer mits tenzij zodat doordat omdat terwijl er hij zij men niet
    """.split()
)
"""A member of a list holds none of these: with them a clause begins."""
MAX_MEMBER: Final = 4
"""Most tokens of a member between two separators."""
MARKERS: Final = frozenset({"-", "–", "•", "·", "‣", "▪"})


@REGISTRY.feature(
    "enumeration",
    Type.SEARCH,
    text={
        "nl": "Een opsomming van twee of meer leden: ‘a, b en c’, ‘a of b’, een rij na een dubbele punt, of een lijst "
        "met letters, cijfers of streepjes. Een woord als ‘zoals’ ervoor hoort er niet bij, ‘enz.’ erachter wel.",
        "en": "An enumeration of two or more members: ‘a, b and c’, ‘a or b’, a series after a colon, or a list with "
        "letters, numbers or dashes. An introducing word does not belong to it, a closing ‘etc.’ does.",
    },
    example="forbid any of open_slot in enumeration",
    needs=(Need.TOKENS, Need.MORPHOLOGY),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="Members of more than four words are not seen, but in a lettered list. Without an introducing word the "
    "first member is one word; the last member ends at its first noun. A pair (‘a of b’) is certain only if an "
    "analyzer says that no side is a verb.",
)
def enumeration(view: View) -> Sequence[Span]:
    """The enumerations of the body, from the first member to the last with its closer; they do not overlap."""
    tokens = view.tokens(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    listed = _lettered(tokens, view.text(DEFINITIE).text, first, last)
    if listed is not None:
        return [Span(DEFINITIE, tokens.starts[listed], tokens.ends[last - 1])]
    readings = view.readings(DEFINITIE) if view.analyzer is not None else None
    found: list[Span] = []
    at = first
    while at < last:
        if not _separator(tokens, at, last):
            at += 1
            continue
        series = _Series(tokens, first, last, readings)
        if series.read(at):
            place = Span(DEFINITIE, tokens.starts[series.start], tokens.ends[series.end - 1], series.doubt)
            found.append(place)
            first = at = series.end
        else:
            at = max(at, series.seen) + 1
    return found


def _lettered(tokens: Tokens, text: str, first: int, last: int) -> int | None:
    """The first token after the first marker of a list with at least two markers."""
    places = [
        at
        for at in range(first, last - 1)
        if (tokens.words[at] in MARKERS or (_is_marker(tokens.words[at]) and tokens.words[at + 1] in (".", ")", "°")))
        and (at == first or _item_may_begin(tokens, text, at))
    ]
    if len(places) < 2:
        return None
    return places[0] + (1 if tokens.words[places[0]] in MARKERS else 2)


def _item_may_begin(tokens: Tokens, text: str, at: int) -> bool:
    return tokens.words[at - 1] in (":", ";", "en", "of") or "\n" in text[tokens.ends[at - 1] : tokens.starts[at]]


def _is_marker(word: str) -> bool:
    return (len(word) == 1 and word.isalnum()) or (word.isdigit() and len(word) == 2)


def _separator(tokens: Tokens, at: int, last: int) -> int:
    """How many tokens a separator takes here: ``,`` and ``en`` one, ``, en`` and ``dan wel`` two, ``en/of`` three."""
    if tokens.folded[at] not in SEPARATORS:
        return 0
    words = [word.lower() for word in tokens.words[at : min(at + 3, last)]]
    if words == ["en", "/", "of"]:
        return 3
    if words[:2] == ["dan", "wel"] or (words[:1] == [","] and words[1:2] and words[1] in COORDINATORS):
        return 2
    return 1 if words[0] == "," or words[0] in COORDINATORS else 0


class _Series:
    """One coordinated list, read from its first separator on; ``start:end`` are its tokens."""

    def __init__(self, tokens: Tokens, first: int, last: int, readings: Sequence[Readings] | None) -> None:
        self.tokens = tokens
        self.first = first
        self.last = last
        self.readings = readings
        self.start = self.end = self.seen = first
        self.introduced = self.closed = self.doubtful = False
        self.members = 1

    def read(self, at: int) -> bool:
        """Whether a list has its first separator at ``at``; fills ``start`` and ``end``."""
        if not self._begins(at):
            return False
        coordinated = False
        while True:
            self.seen = at
            width = _separator(self.tokens, at, self.last)
            coordinated = any(self._word(at + step) != "," for step in range(width))
            if self._closes(at + width):
                self.closed = True
                self.members += 1
                return True
            end = self._member(at + width)
            if end == at + width or self._word(at + width) in NO_MEMBERS:
                return False
            self.doubtful = self.doubtful or self._word(at + width) in FUNCTION_WORDS - DETERMINERS
            self.members += 1
            following = self._next_separator(at + width)
            if coordinated or following is None:
                break
            at = following
        self.end = self._noun_end(at + width)
        if self.end < self.last and _separator(self.tokens, self.end, self.last):
            self._closes(self.end + _separator(self.tokens, self.end, self.last))
        elif self._closes(self.end):
            self.closed = True
        return coordinated or self.closed or (self.introduced and self.members > 2)

    @property
    def doubt(self) -> Unknown | None:
        """Why the list is only possible: a pair whose members may be verbs."""
        if self.members > 2 or self.introduced or self.closed:
            return None
        if self.readings is None:
            return NO_ANALYZER
        return OPEN if self.doubtful else None

    def _word(self, at: int) -> str:
        return self.tokens.words[at].lower() if at < self.last else ""

    def _begins(self, at: int) -> bool:
        """Find the first member: all of it after an introducing word, else one word."""
        if at == self.first or not self._is_part(at - 1) or self._is_verb(at - 1):
            return False
        self.start = at - 1
        for start in range(at - 1, max(self.first, at - MAX_MEMBER) - 1, -1):
            if not self._is_part(start):
                break
            if start > self.first and self._is_introducer(start - 1):
                self.start, self.introduced = start, True
                break
        return True

    def _is_part(self, at: int) -> bool:
        word = self._word(at)
        return self.tokens.kinds[at] in (Kind.WORD, Kind.NUMBER) and word not in STOPPERS and word not in INTRODUCERS

    def _is_introducer(self, at: int) -> bool:
        return self._word(at) in INTRODUCERS or any(self._stands(words, at + 1 - len(words)) for words in INTRODUCING)

    def _stands(self, words: tuple[str, ...], at: int) -> bool:
        """Whether these words stand at a token."""
        return at >= self.first and all(self._word(at + step) == word for step, word in enumerate(words))

    def _is_verb(self, at: int) -> bool:
        """Whether a word is certainly a verb; one that may be a verb makes the list doubtful."""
        if self.readings is None or not self.readings[at]:
            self.doubtful = self.doubtful or self.readings is not None
            return False
        verbs = [reading.tag in ("VERB", "AUX") and "part" not in reading.marks for reading in self.readings[at]]
        self.doubtful = self.doubtful or any(verbs)
        return all(verbs)

    def _closes(self, at: int) -> bool:
        """Whether a closer stands here; the list then ends behind it."""
        if self._word(at) in CLOSERS:
            self.end = at + 1
            return True
        return False

    def _member(self, start: int) -> int:
        """Index after the member that begins here; ``start`` itself if none does."""
        if any(self._stands(words, start) for words in INTRODUCING):
            return start
        at = start
        limit = min(self.last, start + MAX_MEMBER)
        while at < limit and self._is_part(at) and not _separator(self.tokens, at, self.last):
            at += 1
        return start if at == start or self._is_verb(start) else at

    def _next_separator(self, start: int) -> int | None:
        end = self._member(start)
        return end if end < self.last and _separator(self.tokens, end, self.last) else None

    def _noun_end(self, start: int) -> int:
        """Index after the first noun of the last member; its first word that is no determiner if that is unknown."""
        end = self._member(start)
        for at in range(start, end):
            tags = {reading.tag for reading in self.readings[at]} if self.readings is not None else set()
            if self._word(at) not in DETERMINERS and not (tags and tags <= {"ADJ", "NUM", "DET", "ADV"}):
                return at + 1
        return end
