"""What must be in the words of a definition before a search can match there: read off its syntax tree.

A trigger is necessary, never sufficient. It holds for possible matches too (unknown readings allow everything), and it
is silent about whatever could lack its input: a search that might answer *missing* is never filtered for another reason
than it would have been anyway. So with the filter on or off every report is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engine.compile.regexparts import Shape, required_pieces
from engine.compile.said import Mark, Trigger, either
from engine.compile.shapes import is_pattern
from engine.compile.words import Phrase, WordTable, lemma_phrase, literal_phrase
from engine.features.registry import Feature, Need
from engine.language import tree
from engine.language.environment import MATCH, single_atom, unwrap
from engine.model import ReasonCode
from engine.ports import Analyzer
from engine.spans import DEFINITIE

ALWAYS_THERE = frozenset({Need.TEXT, Need.TOKENS})
"""What every record has."""
ALWAYS_TOLD = ALWAYS_THERE | {Need.MORPHOLOGY}
"""What every record has that is in the language of the analyzer that is there."""
IN_MATCH = tree.Sequence((tree.Item(tree.Name(MATCH)),))


@dataclass(frozen=True, slots=True)
class Triggers:
    """Reads triggers. ``lexicon`` gives the table of a lexicon; ``feature`` the specification of a feature."""

    selectors: Mapping[str, tree.Expression]
    analyzer: Analyzer | None
    lexicon: Callable[[tree.AnyOf], WordTable | None]
    feature: Callable[[str], Feature | None]

    def forbidden(self, part: tree.Expression, where: Sequence[tree.Expression]) -> Trigger:
        """The trigger of a part of a ``forbid``: of its search, and of the conditions that a match must pass."""
        trigger = self.search(part)
        inner = unwrap(part)
        inside = isinstance(inner, tree.Related) and any(relation.kind == "in" for relation in inner.relations)
        if not inside and self._pure(inner) and self._of_tokens(inner):
            trigger += tuple(mark for condition in where for mark in self.condition(condition))
        return tuple(dict.fromkeys(trigger))

    def _of_tokens(self, expression: tree.Expression) -> bool:
        """Whether matches begin and end with tokens: a regular expression by itself may cut one."""
        inner = unwrap(expression)
        if isinstance(inner, tree.Or):
            return all(map(self._of_tokens, inner.parts))
        if not isinstance(inner, tree.Related) or inner.sequence is None:
            return False
        atom = single_atom(tree.Related(inner.sequence))
        if isinstance(atom, tree.Group):
            return self._of_tokens(atom.inner)
        if isinstance(atom, tree.Name):
            return atom.name in self.selectors and self._of_tokens(self.selectors[atom.name])
        return not isinstance(atom, tree.Regex | tree.Call)

    def condition(self, expression: tree.Expression) -> Trigger:
        """What must be said for a condition on a match in the definition not to be certainly false."""
        match expression:
            case tree.And():
                return tuple(mark for part in expression.parts for mark in self.condition(part))
            case tree.Or():
                return either([self.condition(part) for part in expression.parts])
            case tree.Quantified(quantity="some"):
                inner = unwrap(expression.search)
                inside = isinstance(inner, tree.Related) and any(_in_match(each) for each in inner.relations)
                return self._one_or_pattern(inner) if isinstance(inner, tree.Related) and inside else ()
            case tree.Related(sequence=None):
                targets = [each.target for each in expression.relations if each.kind != "in" and not each.negated]
                pure = [each for each in targets if is_pattern(each, self.selectors) and self._pure_sequence(each)]
                return tuple(mark for target in pure for mark in self.sequence(target))
            case tree.Related() if unwrap(expression) is not expression:
                return self.condition(unwrap(expression))
        return ()

    def _one_or_pattern(self, inner: tree.Related) -> Trigger:
        """The trigger of a pattern that is looked for inside a match."""
        sequence = inner.sequence
        if sequence is None or not is_pattern(sequence, self.selectors) or not self._pure_sequence(sequence):
            return ()
        return self._one(sequence) or self.sequence(sequence)

    def search(self, expression: tree.Expression) -> Trigger:
        """The trigger of a search in the body."""
        inner = unwrap(expression)
        if isinstance(inner, tree.Or):
            return either([self.search(part) for part in inner.parts])
        if not isinstance(inner, tree.Related) or inner.sequence is None:
            return ()
        sequence, relations = inner.sequence, [each for each in inner.relations if not each.negated]
        if not is_pattern(sequence, self.selectors):
            return self._one(sequence)
        inside = next((relation for relation in relations if relation.kind == "in"), None)
        if inside is not None and not self._in_definition(inside.target):
            return ()
        trigger = self._one(sequence) or self.sequence(sequence)
        if self._pure_sequence(sequence):
            targets = [each.target for each in relations if is_pattern(each.target, self.selectors)]
            trigger += tuple(
                mark for target in targets if self._pure_sequence(target) for mark in self.sequence(target)
            )
        return tuple(dict.fromkeys(trigger))

    def _in_definition(self, target: tree.Sequence) -> bool:
        """Whether a place to look in certainly lies in the definition."""
        if is_pattern(target, self.selectors):
            return self._pure_sequence(target)
        atom = target.items[0].atom
        feature = self.feature(atom.name) if isinstance(atom, tree.Name | tree.Call) else None
        return feature is not None and set(feature.fields) == {DEFINITIE} and feature.needs <= ALWAYS_THERE

    def _one(self, sequence: tree.Sequence) -> Trigger:
        """The trigger of a sequence of one group, selector or feature."""
        item = sequence.items[0]
        if len(sequence.items) > 1 or (item.minimum, item.maximum) != (1, 1):
            return ()
        atom = item.atom
        match atom:
            case tree.Group():
                return self.search(atom.inner)
            case tree.Name() if atom.name in self.selectors:
                return self.search(self.selectors[atom.name])
            case tree.Name() | tree.Call():
                return self.signs(atom.name)
        return ()

    def signs(self, name: str) -> Trigger:
        """What a feature says it needs to see, where it has its inputs and would look."""
        feature = self.feature(name)
        if feature is None or not feature.signs:
            return ()
        if Need.CORPUS in feature.needs or (Need.MORPHOLOGY in feature.needs and self.analyzer is None):
            return ()
        return tuple(Mark(frozenset(words)) for words in feature.signs)

    # --- patterns ------------------------------------------------------------------------------------

    def sequence(self, sequence: tree.Sequence) -> Trigger:
        """The trigger of a pattern."""
        pure = self._pure_sequence(sequence)
        marks = [mark for item in sequence.items if item.minimum > 0 for mark in self._atom(item.atom, pure=pure)]
        return tuple(dict.fromkeys(marks))

    def _atom(self, atom: tree.Atom, *, pure: bool) -> Trigger:
        match atom:
            case tree.Text():
                return _of_phrase(literal_phrase(atom.value))
            case tree.Lemma():
                return _of_phrase(lemma_phrase(atom.value, None, self.analyzer))
            case tree.AnyOf():
                table = self.lexicon(atom)
                if table is None:
                    return ()
                return _of_table(table) if pure else (Mark(table.first_words),)
            case tree.Token():
                return self._token(atom)
            case tree.Regex() if pure:
                return _of_regex(atom.pattern)
            case tree.Group() if pure:
                return self.search(atom.inner)
            case tree.Name() if pure and atom.name in self.selectors:
                return self.search(self.selectors[atom.name])
        return ()

    def _token(self, token: tree.Token) -> Trigger:
        words: frozenset[str] = frozenset()
        for alternative in token.alternatives:
            match alternative:
                case tree.Text():
                    words |= WordTable([literal_phrase(alternative.value)]).first_words
                case tree.Lemma():
                    words |= WordTable([lemma_phrase(alternative.value, None, self.analyzer)]).first_words
                case tree.AnyOf() if (table := self.lexicon(alternative)) is not None:
                    words |= table.first_words
                case _:
                    return ()
        return (Mark(words),)

    def total(self, condition: tree.Expression) -> bool:
        """Whether a condition asks for nothing that a record may lack: it can be unknown, never missing."""
        match condition:
            case tree.And() | tree.Or():
                return all(map(self.total, condition.parts))
            case tree.Not():
                return self.total(condition.inner)
            case tree.Quantified():
                return self.analyzer is not None and self._told(condition.search)
            case tree.Compare() | tree.Is():
                return self.analyzer is not None and self._told(condition.left) and self._told(condition.right)
            case tree.Between():
                return self.analyzer is not None and all(
                    map(self._told, (condition.value, condition.low, condition.high))
                )
            case tree.Related() if unwrap(condition) is not condition:
                return self.total(unwrap(condition))
            case tree.Related():
                return self.analyzer is not None and self._told(condition)
        return False

    def _told(self, expression: tree.Expression) -> bool:
        """Whether a search or value asks for nothing that a record may lack that is in the analyzer's language."""
        inner = unwrap(expression)
        if isinstance(inner, tree.Or):
            return all(map(self._told, inner.parts))
        if not isinstance(inner, tree.Related):
            return self.total(inner)
        sequences = [relation.target for relation in inner.relations]
        sequences += [] if inner.sequence is None else [inner.sequence]
        return all(self._told_atom(item.atom) for sequence in sequences for item in sequence.items)

    def _told_atom(self, atom: tree.Atom) -> bool:
        match atom:
            case tree.Group():
                return self._told(atom.inner)
            case tree.Name() if atom.name in self.selectors:
                return self._told(self.selectors[atom.name])
            case tree.Name() | tree.Call():
                feature = self.feature(atom.name)
                if feature is None:
                    return isinstance(atom, tree.Name)
                arguments = [] if isinstance(atom, tree.Name) else [*atom.arguments, *dict(atom.keywords).values()]
                plain = feature.needs <= ALWAYS_TOLD and set(feature.reasons) <= {ReasonCode.NO_ANALYZER}
                return plain and all(map(self._told, arguments))
        return self._pure_atom(atom)

    # --- what could lack its input -------------------------------------------------------------------

    def _pure_sequence(self, sequence: tree.Sequence) -> bool:
        """Whether a sequence asks for nothing that a record may lack."""
        return all(self._pure_atom(item.atom) for item in sequence.items)

    def _pure_atom(self, atom: tree.Atom) -> bool:
        match atom:
            case tree.Group():
                return self._pure(atom.inner)
            case tree.Name() if atom.name in self.selectors:
                return self._pure(self.selectors[atom.name])
            case tree.AnyOf():
                return self.lexicon(atom) is not None
            case tree.Token():
                return all(self._pure_alternative(part) for part in atom.alternatives)
        return not isinstance(atom, tree.Name | tree.Call)

    def _pure_alternative(self, alternative: tree.Alternative) -> bool:
        if isinstance(alternative, tree.NotAlternative):
            return self._pure_alternative(alternative.inner)
        return not isinstance(alternative, tree.AnyOf) or self.lexicon(alternative) is not None

    def _pure(self, expression: tree.Expression) -> bool:
        inner = unwrap(expression)
        if isinstance(inner, tree.Or):
            return all(map(self._pure, inner.parts))
        if not isinstance(inner, tree.Related) or inner.sequence is None:
            return False
        return self._pure_sequence(inner.sequence) and all(
            self._pure_sequence(relation.target) for relation in inner.relations
        )


def _in_match(relation: tree.Relation) -> bool:
    """Whether a relation is ``in match``."""
    return relation.kind == "in" and not relation.negated and relation.target == IN_MATCH


def _of_regex(pattern: str) -> Trigger:
    shape = Shape.of(pattern)
    if shape is not None:
        return (Mark(shapes=(shape,)),)
    pieces = required_pieces(pattern)
    return (Mark(pieces=pieces),) if pieces else ()


def _of_phrase(phrase: Phrase) -> Trigger:
    """Every word of a phrase, in one of its forms. A phrase without a word matches nothing."""
    return tuple(Mark(forms) for forms in phrase.forms) or (Mark(),)


def _of_table(table: WordTable) -> Trigger:
    """The rarest word of each phrase."""
    return either([_of_phrase(phrase) for phrase in table.phrases]) or (Mark(),)
