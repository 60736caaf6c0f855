"""The regular expression that a person would write for a clause: exact where it can be, else without grammar.

Word classes become "any word" (an infinitive: a word in *-en*), and what ``unless`` and ``where`` exclude is not
excluded: that is what a loop over regular expressions can say, and why it finds more.
"""

from __future__ import annotations

import re

from engine.language import tree
from engine.language.environment import unwrap
from engine.packs.model import Pack
from engine.ports import Analyzer

WORD = r"[\w-]+"
GAP = r"(?:\s+[\w-]+){0,8}?"


def pattern_of(clause: tree.Clause, pack: Pack, analyzer: Analyzer | None) -> str | None:
    """A pattern for a ``forbid`` of words and gaps; ``None`` for what only features can find."""
    if clause.verb != "forbid" or clause.subject is None:
        return None
    said = _Writer(pack, analyzer).expression(clause.subject)
    return None if said is None else rf"(?i)(?<![\w-])(?:{said})(?![\w-])"


class _Writer:
    def __init__(self, pack: Pack, analyzer: Analyzer | None) -> None:
        self.pack = pack
        self.analyzer = analyzer

    def expression(self, expression: tree.Expression) -> str | None:
        inner = unwrap(expression)
        parts = inner.parts if isinstance(inner, tree.Or) else (inner,)
        said = [self._sequence(part.sequence) for part in parts if isinstance(part, tree.Related) and part.sequence]
        if len(said) < len(parts) or any(part is None for part in said):
            return None
        return "|".join(part for part in said if part)

    def _sequence(self, sequence: tree.Sequence) -> str | None:
        said = ""
        for item in sequence.items:
            part = self._item(item)
            if part is None:
                return None
            glue = "" if not said or isinstance(item.atom, tree.Gap) or part == "" else r"\s+"
            said += glue + part
        return said

    def _item(self, item: tree.Item) -> str | None:
        if (item.minimum, item.maximum) != (1, 1):
            return None  # repetition inside repetition would make the loop run for minutes on one text
        return self._atom(item.atom)

    def _atom(self, atom: tree.Atom) -> str | None:
        match atom:
            case tree.Text():
                return self._phrase(atom.value, inflected=False)
            case tree.Lemma():
                return self._phrase(atom.value, inflected=True)
            case tree.Gap():
                return GAP
            case tree.Edge():
                return r"(?:^|\A)" if atom.side == "start" else r"\Z"
            case tree.AnyOf() if atom.name in self.pack.lexicons:
                return self._lexicon(atom)
            case tree.Group():
                inner = self.expression(atom.inner)
                return None if inner is None else f"(?:{inner})"
            case tree.Name() if atom.name in self.pack.selectors:
                inner = self.expression(self.pack.selectors[atom.name].syntax)
                return None if inner is None else f"(?:{inner})"
            case tree.Token():
                return self._token(atom)
        return None

    def _token(self, token: tree.Token) -> str:
        said = []
        for part in token.alternatives:
            if isinstance(part, tree.Text):
                said.append(re.escape(part.value))
            elif isinstance(part, tree.AnyOf) and part.name in self.pack.lexicons:
                said.append(self._lexicon(part))
            else:
                said.append(r"[\w-]+en" if isinstance(part, tree.TagAlternative) and "inf" in part.marks else WORD)
        return f"(?:{'|'.join(said)})"

    def _lexicon(self, atom: tree.AnyOf) -> str:
        entries = self.pack.lexicons[atom.name].entries
        words = (self._phrase(entry.text, inflected=not atom.literal) for entry in entries)
        return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"

    def _phrase(self, text: str, *, inflected: bool) -> str:
        return r"\s+".join(self._word(word) if inflected else re.escape(word) for word in text.split())

    def _word(self, word: str) -> str:
        if self.analyzer is None or word != word.lower():
            return re.escape(word)
        forms = self.analyzer.forms(word) | {word}
        return f"(?:{'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))})"
