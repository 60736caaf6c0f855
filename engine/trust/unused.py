"""What in a pack's lexicons can never matter: lists that no rule asks for, and words that another entry covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.compile.words import Phrase, lemma_phrase
from engine.packs.digest import names_leaned_on
from engine.packs.model import Lexicon, LexiconEntry, Pack
from engine.ports import Analyzer


@dataclass(frozen=True, slots=True)
class Unused:
    """A lexicon (``entry`` is nothing) or an entry that never decides anything; ``covered_by`` says why."""

    lexicon: str
    entry: str | None = None
    covered_by: str | None = None


def unused(pack: Pack, analyzer: Analyzer | None) -> list[Unused]:
    """All of them, by lexicon.

    Args:
        pack: as loaded.
        analyzer: of its language, for the forms of words that are not matched as written.
    """
    asked: set[str] = set()
    for rule in pack.rules:
        asked |= names_leaned_on(rule, pack)
        asked |= {example.each.lexicon for example in (*rule.passing, *rule.failing) if example.each is not None}
    found = [Unused(name) for name in pack.lexicons if name not in asked]
    for name, lexicon in pack.lexicons.items():
        if name in asked:
            found += _covered(lexicon, analyzer)
    return found


def _covered(lexicon: Lexicon, analyzer: Analyzer | None) -> Iterator[Unused]:
    """Entries with the words of another one (case apart), where all their forms are forms of that one too."""
    by_first: dict[str, list[tuple[LexiconEntry, Phrase]]] = {}
    phrases = [(entry, lemma_phrase(entry.text, entry.tag, analyzer)) for entry in lexicon.entries]
    for entry, phrase in phrases:
        for form in phrase.forms[0] if phrase.forms else ():
            by_first.setdefault(form, []).append((entry, phrase))
    for entry, phrase in phrases:
        if not phrase.forms:
            continue
        for other, wider in by_first[next(iter(phrase.forms[0]))]:
            if other is not entry and _within(entry, phrase, other, wider):
                yield Unused(lexicon.name, entry.text, other.text)
                break


def _within(entry: LexiconEntry, phrase: Phrase, other: LexiconEntry, wider: Phrase) -> bool:
    """Whether all that the phrase matches is matched by the other, which is matched as written in the same way."""
    if entry.text.casefold() != other.text.casefold() or len(phrase.forms) != len(wider.forms):
        return False
    if other.tag is not None and other.tag != entry.tag:
        return False
    return all(mine <= theirs for mine, theirs in zip(phrase.forms, wider.forms, strict=True))
