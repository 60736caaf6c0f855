"""What an analyzer that reads words in their context leaves to the one that knows them alone."""

from __future__ import annotations

from collections.abc import Sequence

from engine.ports import Analyzer, TellsLanguage


class OverLexical:
    """Answers out of context, from a lexical analyzer.

    Args:
        lexical: knows lemmas, forms and languages.
    """

    def __init__(self, lexical: Analyzer) -> None:
        self._lexical = lexical
        self._language = lexical.other_language if isinstance(lexical, TellsLanguage) else None
        """Asked of the analyzer once: asking a protocol takes some microseconds."""

    def lemmas(self, word: str) -> frozenset[str]:
        """All lemmas the word form can have, out of context; empty if unknown."""
        return self._lexical.lemmas(word)

    def other_language(self, words: Sequence[str]) -> str | None:
        """The language (BCP 47) that a text is certainly written in, if that is not Dutch."""
        return None if self._language is None else self._language(words)

    def forms(self, lemma: str, tag: str | None = None) -> frozenset[str]:
        """All forms of a lemma (of word class ``tag``, if given), in lower case, the lemma included."""
        return self._lexical.forms(lemma, tag)
