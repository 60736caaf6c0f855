"""Word forms that were asked of an analyzer once, kept: expanding the lexicons of a pack is most of compiling it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from engine.compile.words import lemma_phrase
from engine.language import tree
from engine.language.placeholders import walk
from engine.packs.model import Pack
from engine.ports import Analyzer, Readings

Asked = tuple[str, str | None]
"""A word with its word class, as ``Analyzer.forms`` is asked."""


class KnownForms:
    """An analyzer that remembers the forms it gave. It answers as the analyzer itself does, which it asks the rest."""

    def __init__(self, analyzer: Analyzer, known: Mapping[Asked, frozenset[str]] | None = None) -> None:
        self._analyzer = analyzer
        self.known: dict[Asked, frozenset[str]] = dict(known or {})

    @property
    def name(self) -> str:
        """The name of the analyzer."""
        return self._analyzer.name

    @property
    def language(self) -> str:
        """The language of the analyzer."""
        return self._analyzer.language

    @property
    def digest(self) -> str:
        """The digest of the analyzer."""
        return self._analyzer.digest

    def analyse(self, texts: Sequence[Sequence[str]]) -> list[tuple[Readings, ...]]:
        """What the analyzer says of texts."""
        return self._analyzer.analyse(texts)

    def lemmas(self, word: str) -> frozenset[str]:
        """What the analyzer says of a word."""
        return self._analyzer.lemmas(word)

    def forms(self, lemma: str, tag: str | None = None) -> frozenset[str]:
        """The forms of a lemma, known or asked now."""
        asked = (lemma, tag)
        found = self.known.get(asked)
        if found is None:
            found = self.known[asked] = self._analyzer.forms(lemma, tag)
        return found


def expand(packs: Iterable[Pack], forms: KnownForms) -> None:
    """Ask for all forms that compiling the rules of packs will need, whatever the profile."""
    for pack in packs:
        for text, tag in _by_lemma(pack):
            lemma_phrase(text, tag, forms)


def _by_lemma(pack: Pack) -> Iterator[Asked]:
    """The words and phrases that are looked for by lemma: in checks, and the lexicons that they name."""
    for node in _trees(pack):
        for part in walk(node):
            if isinstance(part, tree.Lemma):
                yield part.value, None
            elif isinstance(part, tree.AnyOf) and not part.literal and part.name in pack.lexicons:
                for entry in pack.lexicons[part.name].entries:
                    yield entry.text, entry.tag


def _trees(pack: Pack) -> Iterator[tree.Node]:
    for rule in pack.rules:
        for clause in rule.clauses:
            yield clause.syntax
            if clause.fix is not None and clause.fix.target is not None:
                yield clause.fix.target
    for selector in pack.selectors.values():
        yield selector.syntax


def forms_to_data(known: Mapping[Asked, frozenset[str]]) -> list[list[str | None]]:
    """Known forms as plain data: word, word class, forms."""
    return [[word, tag, *sorted(forms)] for (word, tag), forms in sorted(known.items(), key=_order)]


def forms_from_data(data: Any) -> dict[Asked, frozenset[str]]:
    """The forms that :func:`forms_to_data` wrote."""
    return {(row[0], row[1]): frozenset(row[2:]) for row in data}


def _order(pair: tuple[Asked, frozenset[str]]) -> tuple[str, str]:
    return pair[0][0], pair[0][1] or ""
