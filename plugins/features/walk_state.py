"""What a walk over a beginning remembers, and what it can conclude from that."""

from __future__ import annotations

from plugins.features.opening_kinds import MAX_WALK, Opening, Start
from plugins.features.word_bits import ADP, ADV, NOUN, PROPN, Words


class WalkState:
    """The state of one walk: nouns owed to prepositions, and what has been passed since the last noun.

    ``phrase``: a preposition phrase has been passed; ``attribute``: the last word was one (``declined``: in *-e*);
    ``adjective``: one was passed at all, ``led`` one before the first phrase; ``loose``: a fixed adverbial phrase;
    ``nominal``: behind ``het``; ``bare``: nothing but determiners yet; ``doubt``: a reading had to be guessed.
    """

    def __init__(self, words: Words, first: int) -> None:
        self.words = words
        self.first = self.at = first
        self.end = min(words.last, first + MAX_WALK)
        self.owed = 0
        self.phrase = False
        self.attribute = False
        self.declined = False
        self.adjective = False
        self.led = False
        self.loose = False
        self.nominal = False
        self.bare = True
        self.doubt = False

    def _found(self, start: Start, head: int | None = None, *, certain: bool = True) -> Opening:
        return Opening(start, self.first, head, None, certain and not self.doubt, self.bare, self.at)

    def _finite(self, at: int, *, certain: bool = True) -> Opening:
        return Opening(Start.FINITE, self.first, None, at, certain and not self.doubt, end=self.at)

    def _none(self) -> Opening:
        """What there is without a head."""
        if (self.phrase or self.owed or self.loose) and not self.led:
            return self._found(Start.PHRASE)
        if self.adjective:
            return self._found(Start.ADJECTIVE)
        return self._found(Start.NOTHING)

    def _pass(self, count: int = 1) -> Opening | None:
        self.at += count
        return None

    def _pass_name(self, after: int) -> Opening | None:
        """Go on behind a noun and the numbers and names that belong to it."""
        while after < self.end and (self.words.must(after, PROPN) or self.words.lower[after].isdigit()):
            after += 1
        return self._pass(after - self.at)

    def _coordinator(self) -> Opening | None:
        """``en`` joins prepositions, attributes, or nouns; only of these another one is owed."""
        words, at = self.words, self.at
        if self.owed and words.may(at - 1, ADP) and not words.may(at - 1, NOUN):
            self.owed -= 1
        elif not self.attribute and self.phrase and not words.must(at + 1, ADP | ADV):
            self.owed += 1
        return self._pass()
