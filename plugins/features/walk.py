"""The walk over a beginning, from left to right, to its head.

A preposition owes a noun; a noun that no preposition is owed is the head, unless a participle with a noun of its own
follows (``water zuiverende installatie``). After a preposition phrase only a noun with an attribute directly before it
is the head: ``door de rechter opgelegde straf``. The order of words in Dutch noun phrases is that of the Algemene
Nederlandse Spraakkunst, chapter 14.
"""

from __future__ import annotations

from plugins.features.lookahead import (
    fixed_phrase,
    goes_on,
    is_demonstrative,
    leads_participle,
    list_ahead,
    object_ahead,
    reads_as_noun,
)
from plugins.features.opening_kinds import Opening, Start
from plugins.features.opening_words import (
    ARTICLES,
    AUXILIARIES,
    CLAUSE_WORDS,
    DETERMINER_OR_PRONOUN,
    PARTIAL,
    PERSONAL,
    PRONOUNS,
    QUOTES,
    REFLEXIVE,
    RELATIVES,
)
from plugins.features.walk_nouns import NounWalk
from plugins.features.word_bits import (
    ADP,
    ADV,
    ATTRIBUTE,
    CCONJ,
    DET,
    FIN,
    FIN_PLUR,
    INF,
    NOUN,
    NUM,
    PART,
    POSS,
    PRON,
    PUNCT,
    REL,
    SCONJ,
    VERB,
)


class Walk(NounWalk):
    """One walk; each method reads one kind of word, and goes on or says what it found."""

    def read(self) -> Opening:
        """Walk to the head, or to where it is clear that there is none."""
        while self.at < self.end:
            found = self._step()
            if found is not None:
                return found
        return self._none()

    def _step(self) -> Opening | None:
        words, at = self.words, self.at
        word = words.word(at)
        if words.must(at, PUNCT):
            return self._pass() if word in QUOTES else self._mark(word)
        fixed = fixed_phrase(words, at)
        if fixed:
            self.bare = False
            self.loose = self.loose or words.may(at, ADP)
            return self._pass(fixed)
        if word in PARTIAL and words.word(at + 1) == "of":
            return self._pass(3)
        if word in REFLEXIVE:
            self.bare = False
            return self._pass()
        if word in RELATIVES or (word not in ARTICLES and words.must(at, REL)):
            return self._relative(word)
        if (
            (word in CLAUSE_WORDS and not (word == "noch" and at > self.first))
            or words.must(at, SCONJ)
            or (at == self.first and (word in ("en", "of") or words.must(at, CCONJ)))
        ):
            return self._clause(word)
        if word in ARTICLES or word in DETERMINER_OR_PRONOUN or words.must(at, DET | POSS | NUM):
            return self._determiner(word)
        if word == "zijn" and at == self.first:
            after = words.word(at + 1)
            predicate = words.must(at + 1, ATTRIBUTE | ADP | ADV) and not after.endswith("e")
            return self._finite(at) if predicate or after in ARTICLES else self._pass()
        if word in PRONOUNS or word in PERSONAL or words.must(at, PRON):
            return self._pronoun(word)
        return self._content(word)

    def _content(self, word: str) -> Opening | None:
        """Words of the open classes, prepositions, ``te`` and conjunctions inside a noun phrase."""
        words, at = self.words, self.at
        if word == "te":
            return self._te()
        if word.endswith("-"):
            self.attribute, self.bare = True, False
            return self._pass()
        if word in ("en", "of", "noch") or words.must(at, CCONJ):
            return self._coordinator()
        particle = self.phrase and not self.owed and words.may(at, ADV) and words.must(at + 1, ATTRIBUTE)
        if words.may(at, ADP) and not words.may(at, NOUN | ATTRIBUTE) and not words.must(at, ADV) and not particle:
            self.owed += 1
            self.led = self.led or (self.adjective and not self.phrase)
            self.bare = self.attribute = False
            return self._pass()
        if words.must(at, FIN):
            return self._finite(at)
        if particle or words.must(at, ADV) or (words.must(at, ADV | ADP | CCONJ | SCONJ) and words.may(at, ADV)):
            self.bare = False
            return self._pass()
        if words.must(at, VERB | PART) and words.may(at, INF):
            return self._verb()
        if words.may(at, NOUN) and reads_as_noun(words, at, owed=self.owed > 0):
            return self._noun()
        if words.may(at, ATTRIBUTE | ADV):
            return self._attribute()
        return self._finite(at, certain=False) if words.may(at, FIN) else self._none()

    # --- marks, fixed phrases and clauses --------------------------------------------------------------

    def _mark(self, word: str) -> Opening | None:
        """Brackets are skipped, a comma joins attributes or phrases; any other mark ends the phrase."""
        if word == "(":
            for end in range(self.at + 1, min(self.end, self.at + 8)):
                if self.words.lower[end] == ")":
                    return self._pass(end + 1 - self.at)
        if word == "," and self.phrase and not self.owed and not self.attribute and list_ahead(self.words, self.at):
            self.owed += 1
            return self._pass()
        if word == "," and (self.attribute or (self.phrase and self.words.may(self.at + 1, ADP))):
            return self._pass()
        return self._pass() if word == "/" and self.attribute else self._none()

    def _relative(self, word: str) -> Opening | None:
        """A relative word begins a clause, unless it is a demonstrative before a noun without a verb after it."""
        words, at = self.words, self.at
        if self.owed or self.phrase or self.adjective:
            return self._none()
        if at > self.first and words.must(at - 1, ADV) and word not in CLAUSE_WORDS:
            return self._found(Start.NOUN, at - 1, certain=False)
        if words.word(at + 1) in ("wat", "hetgeen"):
            return self._found(Start.PRONOUN, at)
        return self._pass() if is_demonstrative(words, at) else self._found(Start.CLAUSE)

    def _clause(self, word: str) -> Opening | None:
        compares = word == "dan" and (self.phrase or self.adjective) and not self.owed
        if compares or (word == "als" and leads_participle(self.words, self.at)):
            self.owed += 1
            return self._pass()
        if self.phrase or self.owed or self.adjective:
            return self._none()
        return self._found(Start.CLAUSE)

    # --- determiners and pronouns ----------------------------------------------------------------------

    def _determiner(self, word: str) -> Opening | None:
        words, at = self.words, self.at
        if word in DETERMINER_OR_PRONOUN and not goes_on(words, at + 1):
            return self._pronoun(word)
        other = word == "ander" and self.owed and words.may(at + 1, ATTRIBUTE) and not words.may(at + 1, NOUN)
        if other or (word in PARTIAL and words.word(at + 1) in ("van", "der", "dezer")):
            return self._pronoun(word)
        if word in ("voldoende", "genoeg", "andere", "beide") and self.phrase and not self.owed:
            return self._attribute()
        if (
            at > self.first
            and word in ARTICLES
            and not self.owed
            and (self.led or self.phrase)
            and (
                words.may(self.first, FIN)  # bewaakt in een zaal de schilderijen
            )
        ):
            self.doubt = False
            return self._finite(self.first)
        if self.owed and words.must(at, NUM) and len(word) == 4 and word.isdigit():
            self.owed -= 1
            self.phrase = True
            return self._pass()
        if word == "het":
            self.nominal = True
        self.attribute = False
        return self._pass()

    def _pronoun(self, word: str) -> Opening | None:
        words, at = self.words, self.at
        if self.owed:
            self.owed -= 1
            self.phrase = True
            return self._pass()
        if words.must(at + 1, FIN) and word not in ("degene", "datgene"):
            return self._finite(at + 1)
        return self._found(Start.PRONOUN, at)

    # --- verbs -------------------------------------------------------------------------------------------

    def _te(self) -> Opening | None:
        """``te`` with an infinitive is an attribute before a noun (``te betalen bedrag``), else a clause."""
        words, at = self.words, self.at
        if words.may(at + 1, INF):
            if words.may(at + 2, NOUN | ATTRIBUTE) and not words.must(at + 2, VERB | ADV):
                self.attribute = True
                self.bare = False
                return self._pass(2)
            passed = self.phrase or self.owed or self.adjective or self.loose
            return self._none() if passed else self._found(Start.CLAUSE)
        self.bare = False
        return self._pass()

    def _verb(self) -> Opening | None:
        """A form that can be an infinitive: nominalised, or the plural of a main clause."""
        words, at = self.words, self.at
        if self.owed:
            if words.may(at, PART) and goes_on(words, at + 1):
                return self._attribute()
            self.owed -= 1
            self.phrase = True
            return self._pass()
        if words.may(at, PART) and words.may(at + 1, NOUN | ATTRIBUTE) and not self.nominal:
            return self._attribute()
        if self.phrase and not self.nominal and words.word(at) in AUXILIARIES and words.may(at + 1, NOUN | DET):
            return self._finite(at)
        if self.attribute and self.declined and not self.nominal:
            return self._found(Start.NOUN, at)
        if words.must(at, INF) or self.nominal or words.word(at + 1) in ("van", "door"):
            return self._found(Start.INFINITIVE, at)
        if at == self.first and words.must(at + 1, DET | POSS) and words.may(at, FIN_PLUR):
            return self._finite(at, certain=words.must(at, VERB))
        if at == self.first and words.may(at, FIN_PLUR) and object_ahead(words, at + 1):
            return self._finite(at, certain=words.must(at, VERB))
        return self._found(Start.INFINITIVE, at, certain=False)
