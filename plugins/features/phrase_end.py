"""What stands around the head of the first noun phrase: further heads, and the verb of a main clause."""

from __future__ import annotations

from typing import Final

from plugins.features.opening import MAX_WALK, Opening, Start, opening_at
from plugins.features.opening_words import TRANSPARENT
from plugins.features.word_bits import (
    ADP,
    ADV,
    ATTRIBUTE,
    CCONJ,
    DET,
    FIN,
    NOUN,
    NUM,
    POSS,
    PROPN,
    PUNCT,
    REL,
    SCONJ,
    Words,
)

COORDINATORS: Final = frozenset({"en", "of", "alsmede", "alsook", "dan wel", "respectievelijk", "dan", "/", "en/of"})
MAX_MEMBERS: Final = 12
"""Most heads of one coordination."""


def coordinated(words: Words, head: int) -> list[int]:
    """The noun at ``head`` and the heads that are coordinated with it directly: ``stof, mengsel of voorwerp``."""
    heads, found, at = [head], [head], head + 1
    while len(heads) < MAX_MEMBERS:
        width = _separator(words, at)
        if not width:
            break
        closing = words.word(at + width - 1) != ","
        member = opening_at(words, at + width)
        if member.start is not Start.NOUN or member.head is None or not member.certain or not _near(words, member):
            break
        heads.append(member.head)
        at = member.head + 1
        if closing:
            found = list(heads)
    return found


def _near(words: Words, member: Opening) -> bool:
    """Whether a member begins with its noun or with attributes in agreement, not with a loose participle phrase."""
    return member.bare or all(
        words.may(at, ATTRIBUTE | DET | NUM | ADV) and not words.may(at, ADP)
        for at in range(member.first, member.head or member.first)
    )


def _separator(words: Words, at: int) -> int:
    """How many tokens separate two members here; 0 if none do."""
    three = [words.word(at + step) for step in range(3)]
    if three == ["en", "/", "of"]:
        return 3
    if three[:2] == ["dan", "wel"] or (three[0] == "," and three[1] in COORDINATORS):
        return 2 if three[1:] != ["dan", "wel"] else 3
    return 1 if three[0] == "," or three[0] in COORDINATORS - {"dan"} else 0


def looked_through(words: Words, head: int) -> int:
    """The genus behind a noun that only announces it (``soort besluit``, ``vorm van samenwerking``), else ``head``."""
    if words.word(head) not in TRANSPARENT:
        return head
    at = head + 2 if words.word(head + 1) == "van" else head + 1
    if not words.may(at, NOUN | ATTRIBUTE) or words.must(at, DET | REL | PUNCT | ADP | FIN | CCONJ):
        return head
    behind = opening_at(words, at)
    return behind.head if behind.start is Start.NOUN and behind.certain and behind.head is not None else head


def phrase_end(words: Words, head: int) -> int:
    """The token after a noun and the preposition phrases that follow it, without clauses."""
    at, owed = head + 1, 0
    while at < min(words.last, head + MAX_WALK):
        if words.may(at, REL) or words.must(at, SCONJ | PUNCT | CCONJ):
            break
        if words.must(at, ADP) and not words.may(at + 1, REL) and words.word(at) not in ("te", "om"):
            owed = 1
        elif not owed and not words.must(at, PROPN | NUM):
            break
        elif words.must(at, NOUN):
            owed = 0
        elif words.must(at, FIN) or not words.may(at, DET | POSS | NUM | ATTRIBUTE | NOUN | ADV):
            break
        at += 1
    return at


def main_verb(words: Words, last: int) -> int | None:
    """The finite verb behind the head at ``last`` that makes a main clause: ``gemeente verleent vergunning``."""
    for place in (last + 1, phrase_end(words, last)):
        at = place
        while words.must(at, ADV):
            at += 1
        if at < words.last and words.must(at, FIN):
            return at
    return None
