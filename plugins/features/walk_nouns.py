"""The part of the walk over a beginning that reads nouns and their attributes."""

from __future__ import annotations

from plugins.features.lookahead import ends_here, has_object, has_participle, object_ahead, particle_ahead, shown_noun
from plugins.features.opening_kinds import Opening, Start
from plugins.features.opening_words import ARTICLES, MEASURES, REFLEXIVE
from plugins.features.walk_state import WalkState
from plugins.features.word_bits import (
    ADP,
    ADV,
    ATTRIBUTE,
    CCONJ,
    FIN,
    INF,
    NOUN,
    OPEN_CLASS,
    PART,
    PLUR,
    POSS,
    PUNCT,
    REL,
    SCONJ,
    VERB,
)


class NounWalk(WalkState):
    """Reads a noun, and what stands before one."""

    def _noun(self) -> Opening | None:
        words, at, after = self.words, self.at, self.at + 1
        if words.may(at, FIN) and not words.must(at, NOUN) and not self.owed:
            if words.word(after) in ARTICLES or words.must(after, POSS) or words.word(after) in REFLEXIVE:
                return self._finite(at, certain=words.must(at, NOUN | VERB))
            if at == self.first and (particle_ahead(words, after) or object_ahead(words, after, article=True)):
                return self._finite(at, certain=words.must(at, NOUN | VERB))
            if words.must(after, NOUN) and words.word(at) not in MEASURES:
                self.doubt = True
        before_article = at == self.first and not self.owed and words.word(after) in ("de", "het", "een")
        if before_article or (words.bits[at] == OPEN_CLASS and not shown_noun(words, at, attribute=self.attribute)):
            self.doubt = True
        if self.owed:
            self.owed -= 1
            self.phrase = True
            self.attribute = False
            return self._pass_name(after)
        if has_participle(words, at):
            self.bare = False
            return self._pass()
        if self.nominal and words.must(at, PLUR) and words.may(after, INF):
            return self._pass()
        if self.phrase and not self.attribute:
            return self._found(Start.NOUN, at, certain=False)
        return self._found(Start.NOUN, at)

    def _attribute(self) -> Opening | None:
        """An adjective or participle: passed before more of the phrase, else a noun made of it or a loose one."""
        words, at, after = self.words, self.at, self.at + 1
        word = words.word(at)
        self.bare = False
        if words.must(after, FIN):
            return self._finite(after)
        if at == self.first and words.word(after) in ARTICLES and word.endswith(("t", "d")):
            self.doubt = False
            return self._finite(at)
        if at == self.first and words.may(at, FIN) and has_object(words, at):
            return self._finite(at, certain=words.must(at, FIN | ATTRIBUTE | INF))
        made_of = word.endswith("e") or (word.endswith("en") and (words.may(at, NOUN) or not words.may(at, PART)))
        if made_of and ends_here(words, at) and not words.must(at, ADV):
            if self.owed:
                self.owed -= 1
                self.phrase = True
                return self._pass()
            made = words.may(at, NOUN) or (word.endswith("e") and words.must(after, REL | PUNCT))
            return self._found(Start.NOUN, at, certain=made)
        if (
            self.declined
            and not word.endswith("e")
            and words.must(after, ADP | REL | PUNCT | SCONJ)
            and (not self.owed and words.word(after) != "te")
        ):
            return self._found(Start.NOUN, at)
        self.attribute = words.may(at, ATTRIBUTE)
        self.declined = self.attribute and word.endswith("e")
        self.adjective = True
        if words.may(at, NOUN) and not words.may(after, NOUN | ATTRIBUTE | CCONJ) and words.word(after) != "dan":
            self.doubt = True
        return self._pass()
