"""Phrases of one definition that say the same of one thing, or exclude each other (``claim_words``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from plugins.features.claim_words import CONTRARY, Claim
from plugins.features.same_words import SAME
from plugins.features.syntax import NOMINAL, Part, Syntax

TURNING: Final = frozenset(
    """
    niet geen zonder nooit tenzij maar doch of behalve ongeacht noch na nadat totdat voordat voorheen vroeger later
    daarna voormalig voormalige gewezen nadien eerder deel gedeelte hetzij dan alsnog tegen overdag nachts avonds
    ochtends middags anderzijds daarentegen terwijl
    """.split()
)
"""Between two phrases these words tell of another time, thing or case."""
COUNTED: Final = frozenset({"één", "1", "twee", "enkele"})
TURNED_BEHIND: Final = frozenset({"meer", "alsnog", "geweest"})
REACH: Final = 25
"""Tokens between two phrases that can still be of one thing."""
Found = tuple[int, int]
Entered = Sequence[tuple[Claim, int, int]]
"""Phrases, each with its line and side."""


class Claims:
    """Lines of phrases that meet in one text: ``by_first`` word to read them, ``by_rarest`` to see whether they can."""

    def __init__(self, lines: Sequence[tuple[tuple[Claim, ...], tuple[Claim, ...]]]) -> None:
        first: dict[str, list[tuple[Claim, int, int]]] = {}
        rarest: dict[str, list[tuple[Claim, int, int]]] = {}
        for number, sides in enumerate(lines):
            for side, phrases in enumerate(sides):
                for phrase in phrases:
                    first.setdefault(phrase[0], []).append((phrase, number, side))
                    rarest.setdefault(max(phrase, key=len), []).append((phrase, number, side))
        self.rarest = frozenset(rarest)
        self.by_first: Mapping[str, Entered] = first
        self.by_rarest: Mapping[str, Entered] = rarest
        """By the longest word: short words are in most texts."""


_SAME: Final = Claims(SAME)
_CONTRARY: Final = Claims(CONTRARY)


def same_claims(syntax: Syntax) -> Iterator[tuple[Found, Found]]:
    """Two phrases of one thing that say the same, as tokens."""
    return _claims(syntax, _SAME)


def contrary_claims(syntax: Syntax) -> Iterator[tuple[Found, Found]]:
    """Two phrases of one thing that exclude each other, as tokens."""
    return _claims(syntax, _CONTRARY)


def _claims(syntax: Syntax, claims: Claims) -> Iterator[tuple[Found, Found]]:
    if not _may_meet(syntax.said, claims):
        return
    table = claims.by_first
    open_: dict[tuple[int, int], Found] = {}
    for at in range(syntax.first, syntax.last):
        here = [
            (line, side, (at, at + len(phrase)))
            for word in syntax.forms(at)
            for phrase, line, side in table.get(word, ())
            if _stands(syntax, at, phrase)
        ]
        for line, side, place in here:
            before = open_.get((line, 1 - side))
            if before is not None and before[1] <= at and one_thing(syntax, before, place):
                yield before, place
        for line, side, place in here:
            open_.setdefault((line, side), place)


def _may_meet(said: frozenset[str], claims: Claims) -> bool:
    """Whether the words of a phrase of each side of one line are all said, wherever they stand."""
    sides: dict[int, set[int]] = {}
    for word in said & claims.rarest:
        for phrase, line, side in claims.by_rarest[word]:
            if said.issuperset(phrase):
                sides.setdefault(line, set()).add(side)
    return any(len(found) > 1 for found in sides.values())


def _stands(syntax: Syntax, at: int, phrase: Claim) -> bool:
    if at + len(phrase) > syntax.last:
        return False
    return len(phrase) == 1 or all(word in syntax.forms(at + step) for step, word in enumerate(phrase) if step)


def one_thing(syntax: Syntax, one: Found, two: Found) -> bool:
    """Whether the second phrase is said of what the first is said of, in the same breath."""
    between = range(one[1], two[0])
    if len(between) > REACH or any(_turns(syntax, at) for at in between):
        return False
    if syntax.word(one[0] - 1) in TURNING or syntax.word(two[1]) in TURNED_BEHIND:
        return False
    if _two_acts(syntax, between, two[1]):
        return False
    nouns = [at for at in range(one[0], two[0]) if syntax.is_(at, *NOMINAL)]
    single = two[1] - two[0] == 1
    if single and syntax.is_(two[0], Part.ADJ, Part.PARTICIPLE, Part.ADV) and nouns and _attribute(syntax, two[0]):
        return False
    if single and syntax.is_(two[0], *NOMINAL) and nouns and syntax.is_(two[0] - 1, Part.ADP):
        return syntax.word(two[0] - 1) in ("met", "van", "in", "per", "onder", "voor", "op") and len(nouns) == 1
    if not nouns and any(syntax.word(at) == "," for at in between):
        return False
    if not nouns and any(syntax.is_(at, Part.CCONJ) for at in between):
        return not single or any(syntax.is_(at, Part.VERB) for at in range(one[0], two[0]))
    relatives = [at for at in between if syntax.is_(at, Part.REL)]
    if not relatives:
        return len(nouns) < 3 and not (syntax.word(two[0] - 1) == "en" and single)
    last = relatives[-1]
    owner = last - 1
    while owner > one[0] and (syntax.is_(owner, Part.ADP) or syntax.word(owner) in (",", "en")):
        owner -= 1
    return not nouns or owner <= nouns[0] or not syntax.is_(owner, *NOMINAL)


def _two_acts(syntax: Syntax, between: range, behind: int) -> bool:
    """``langs elektronische weg verzonden en op papier bevestigd``: each phrase tells of an act of its own."""
    joined = next((at for at in between if syntax.is_(at, Part.CCONJ)), None)
    if joined is None or not any(syntax.is_(at, Part.PARTICIPLE) for at in range(between.start, joined)):
        return False
    return any(syntax.is_(at, Part.PARTICIPLE) for at in range(behind, min(behind + 3, syntax.last)))


def _turns(syntax: Syntax, at: int) -> bool:
    """Whether a word leads to another time, thing or case; ``maar één`` only counts."""
    word = syntax.word(at)
    return word == ";" or (word in TURNING and not (word == "maar" and syntax.word(at + 1) in COUNTED))


def _attribute(syntax: Syntax, at: int) -> bool:
    """Whether an adjective stands before a noun, with other attributes between."""
    place = at + 1
    while syntax.is_(place, Part.ADJ, Part.PARTICIPLE):
        place += 1
    return syntax.is_(place, *NOMINAL)
