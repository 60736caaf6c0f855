"""What kind of noun heads a member of a coordination, as ``scope`` and ``governing`` ask it."""

from __future__ import annotations

from plugins.features.nouns import is_activity, is_person, is_relational
from plugins.features.phrases import Phrase
from plugins.features.syntax import Syntax


def ends_in(syntax: Syntax, phrase: Phrase, words: frozenset[str]) -> bool:
    """Whether the head, or the last part of a compound head, is one of the words."""
    return any(lemma.endswith(tuple(words)) for lemma in syntax.lemmas(phrase.head, "NOUN"))


def is_in(syntax: Syntax, phrase: Phrase, words: frozenset[str]) -> bool:
    """Whether the head is one of the words."""
    return not syntax.lemmas(phrase.head, "NOUN").isdisjoint(words)


def own_article(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether the phrase has ``de`` or ``het``."""
    return phrase.determiner is not None and syntax.word(phrase.determiner) in ("de", "het")


def activity(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether the head names something that is done, an infinitive with article included."""
    infinitive = phrase.determiner is not None and syntax.has(phrase.head, "VERB", "inf")
    return infinitive or all(map(is_activity, syntax.lemmas(phrase.head, "NOUN")))


def person(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether the head is a human being."""
    return all(map(is_person, syntax.lemmas(phrase.head, "NOUN")))


def quality(syntax: Syntax, phrase: Phrase) -> bool:
    """An act or a quality: what stands behind it tells of what, and is shared."""
    lemmas = syntax.lemmas(phrase.head, "NOUN")
    return any(is_activity(lemma) or lemma.endswith(("heid", "teit")) for lemma in lemmas)


def relational(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether the head asks to be told of what."""
    return any(
        is_relational(lemma) or is_relational(syntax.word(phrase.head)) for lemma in syntax.lemmas(phrase.head, "NOUN")
    )
