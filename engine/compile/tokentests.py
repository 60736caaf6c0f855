"""Tests of one token, ``[DET def | "ieder" | any of lexicon]``: what its letters tell, and what its readings tell.

Where only letters matter, a test is a list of words. Where readings do, the answer for one set of readings is
remembered: analyzers give the same set for the same word again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.compile.asking import Searches
from engine.compile.instructions import TokenTest
from engine.compile.run import Scan
from engine.compile.words import WordTable, lemma_phrase, literal_phrase
from engine.language import tree
from engine.ports import Reading, Readings

Letters = Callable[[Scan, int], bool | None]
"""What an alternative answers whatever the readings are."""
Wanted = Callable[[Reading], bool]
"""What an alternative answers for one reading."""
REMEMBERED = 512
"""Most sets of readings that one test remembers its answer for."""


class TokenTests:
    """Compiles tests of one token."""

    def __init__(self, searches: Searches) -> None:
        self.searches = searches

    def listed(self, token: tree.Token) -> tuple[frozenset[str], frozenset[str]] | None:
        """The words (case folded, as written) that a token can be, if nothing but its letters matters."""
        tables = [self._table(alternative) for alternative in token.alternatives]
        known = [table for table in tables if table is not None and not table.has_tags]
        if len(known) < len(tables):
            return None
        loose = frozenset[str]().union(*(table.words(exact=False) for table in known))
        return loose, frozenset[str]().union(*(table.words(exact=True) for table in known))

    def starts(self, token: tree.Token) -> frozenset[str] | None:
        """The words that a token can be, where all its alternatives list them (of some word class, perhaps)."""
        tables = [self._table(alternative) for alternative in token.alternatives]
        known = [table.first_words for table in tables if table is not None]
        return frozenset[str]().union(*known) if len(known) == len(tables) else None

    def asks_readings(self, token: tree.Token) -> bool:
        """Whether an answer may be unknown."""
        return any(isinstance(_plain(part), tree.TagAlternative | tree.AnyOf) for part in token.alternatives)

    def asks_record(self, token: tree.Token) -> bool:
        """Whether an answer depends on a list that is given with the record, and may be missing."""
        return any(
            isinstance(part, tree.AnyOf) and self.searches.lexicon(part) is None
            for part in map(_plain, token.alternatives)
        )

    def test(self, token: tree.Token) -> TokenTest:
        """The test that a token stands for."""
        letters = [self._letters(part) for part in token.alternatives if not _by_reading(part)]
        wanted = [_wanted(part) for part in token.alternatives if _by_reading(part)]
        by_readings = _remembered(wanted) if wanted else None
        if by_readings is not None and not letters:
            return lambda scan, index: by_readings(scan.readings(index))

        def test(scan: Scan, index: int) -> bool | None:
            unknown = False
            for spelled in letters:
                answer = spelled(scan, index)
                if answer:
                    return True
                unknown = unknown or answer is None
            if by_readings is not None:
                answer = by_readings(scan.readings(index))
                if answer is not None:
                    return None if unknown and not answer else answer
                unknown = True
            return None if unknown else False

        return test

    def _letters(self, alternative: tree.Alternative) -> Letters:
        if isinstance(alternative, tree.NotAlternative):
            inner = self._letters(alternative.inner)

            def negated(scan: Scan, index: int) -> bool | None:
                answer = inner(scan, index)
                return None if answer is None else not answer

            return negated
        table = self._table(alternative)
        if table is not None:
            return _of_table(table)
        if not isinstance(alternative, tree.AnyOf):
            raise TypeError("a word class is no matter of letters")
        words = self.searches.words(alternative)
        return lambda scan, index: index + 1 in words(scan.run).ends(scan, index, True)

    def _table(self, alternative: tree.Alternative) -> WordTable | None:
        """The words that an alternative lists, ``None`` where it lists none."""
        if isinstance(alternative, tree.AnyOf):
            return self.searches.lexicon(alternative)
        if isinstance(alternative, tree.Lemma):
            return WordTable([lemma_phrase(alternative.value, None, self.searches.analyzer)])
        if isinstance(alternative, tree.Text):
            return WordTable([literal_phrase(alternative.value)])
        return None


def _plain(alternative: tree.Alternative) -> tree.Alternative:
    """The alternative without its negation."""
    return _plain(alternative.inner) if isinstance(alternative, tree.NotAlternative) else alternative


def _of_table(table: WordTable) -> Letters:
    if not table.has_tags:
        loose, exact = table.words(exact=False), table.words(exact=True)
        return lambda scan, index: scan.tokens.folded[index] in loose or scan.tokens.words[index] in exact

    def listed(scan: Scan, index: int) -> bool | None:
        if index + 1 in table.ends(scan, index, True):
            return True
        return None if index + 1 in table.ends(scan, index, False) else False

    return listed


def _remembered(wanted: Sequence[Wanted]) -> Callable[[Readings], bool | None]:
    """The answer for a set of readings: known where it is the same for each of them; unknown where nothing is known."""
    known: dict[int, tuple[Readings, bool | None]] = {}

    def answer(readings: Readings) -> bool | None:
        found = known.get(id(readings))
        if found is not None and found[0] is readings:
            return found[1]
        seen = {any(holds(reading) for holds in wanted) for reading in readings}
        said = seen.pop() if len(seen) == 1 else None
        if len(known) >= REMEMBERED:
            known.clear()
        known[id(readings)] = (readings, said)
        return said

    return answer


def _wanted(alternative: tree.Alternative) -> Wanted:
    if isinstance(alternative, tree.NotAlternative):
        inner = _wanted(alternative.inner)
        return lambda reading: not inner(reading)
    if not isinstance(alternative, tree.TagAlternative):
        raise TypeError("letters are no matter of readings")
    tag, marks = alternative.tag, frozenset(alternative.marks)
    return lambda reading: reading.tag == tag and marks <= reading.marks


def _by_reading(alternative: tree.Alternative) -> bool:
    """Whether the readings decide, and not the letters."""
    return isinstance(_plain(alternative), tree.TagAlternative)
