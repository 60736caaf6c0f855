"""Values of the rule language: numbers (as a range where a count is uncertain), texts, choices, words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.compile.found import Found
from engine.compile.run import Run
from engine.compile.searches import SearchCompiler
from engine.features.registry import Type
from engine.language import tree
from engine.language.environment import single_atom
from engine.language.print import print_expression
from engine.spans import Span
from engine.truth import OPEN, Missing, MissingInputError, Open, Truth


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number that lies between ``low`` and ``high``; the two differ where a count is uncertain."""

    low: int
    high: int

    def compared(self, sign: Callable[[int, int], bool], other: Number) -> Truth:
        """The truth of a comparison: known where all numbers in both ranges agree."""
        if self.low == self.high and other.low == other.high:
            return sign(self.low, other.low)
        answers = {sign(a, b) for a in self._edges(other) for b in other._edges(self)}
        return answers.pop() if len(answers) == 1 else OPEN

    def _edges(self, other: Number) -> set[int]:
        """The numbers that can decide: both ends, and what of the other range falls between them."""
        inner = {
            number
            for number in (other.low - 1, other.low, other.low + 1, other.high)
            if self.low <= number <= self.high
        }
        return {self.low, self.high} | inner


Answer = Number | str | bool | Found | Open | Missing
Value = Callable[[Run, "Span | None"], Answer]


class ValueCompiler:
    """Compiles expressions in the role of a value."""

    def __init__(self, searches: SearchCompiler) -> None:
        self.searches = searches

    def type_of(self, atom: tree.Name | tree.Call) -> Type | None:
        """The type of a named value."""
        if atom.name.startswith("config."):
            value = self.searches.config[atom.name.removeprefix("config.")]
            return Type.YES_NO if isinstance(value, bool) else Type.NUMBER if isinstance(value, int) else Type.TEXT
        feature = self.searches.registry.get(atom.name)
        return feature.type if feature is not None else None

    def value(self, expression: tree.Expression) -> Value:
        """The value that an expression stands for."""
        atom = single_atom(expression)
        match atom:
            case tree.Number():
                number = Number(atom.value, atom.value)
                return lambda _run, _match: number
            case tree.Text():
                text = atom.value
                return lambda _run, _match: text
            case tree.Group():
                return self.value(atom.inner)
            case tree.Name() if atom.name.startswith("config."):
                configured = _answer(self.searches.config[atom.name.removeprefix("config.")])
                return lambda _run, _match: configured
            case tree.Name() | tree.Call() if self.type_of(atom) not in (Type.SEARCH, Type.WORD, None):
                return self._feature(atom)
        search = self.searches.search(expression)
        return lambda run, match: search(run, None, match)

    def _feature(self, atom: tree.Name | tree.Call) -> Value:
        return self.searches.shared("value", print_expression(atom), lambda: self._asked(atom))

    def _asked(self, atom: tree.Name | tree.Call) -> Value:
        call = self.searches.call(atom)

        def ask(run: Run, match: Span | None) -> Answer:
            try:
                return _answer(call(run, match))
            except MissingInputError as error:
                return error.missing

        if self.searches.about_match(atom):
            return ask

        def once(run: Run, match: Span | None) -> Answer:
            known: Answer | None = run.known.get(once)
            if known is None:
                known = run.known[once] = ask(run, match)
            return known

        return once


def _answer(value: object) -> Answer:
    if isinstance(value, bool | Open | Missing):
        return value
    if isinstance(value, int):
        return Number(value, value)
    if isinstance(value, tuple) and len(value) == 2:
        return Number(*value)
    return str(value)


def equal(run: Run, left: Answer, right: Answer) -> Truth:
    """Texts are compared after normalisation and case folding; words by their lemmas."""
    if isinstance(left, Found) and isinstance(right, Found):
        return _equal_words(run, left, right)
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold() == right.casefold()
    return left == right


def _equal_words(run: Run, left: Found, right: Found) -> Truth:
    unknown = left.missing or right.missing
    if not left.spans or not right.spans:
        return unknown or OPEN
    first, second = left.spans[0], right.spans[0]
    doubt = first.unknown or second.unknown
    if doubt is not None:
        return doubt
    one, other = text_of(run, first).casefold(), text_of(run, second).casefold()
    if one == other:
        return True
    analyzer = run.view.analyzer
    return bool(analyzer is not None and analyzer.lemmas(one) & analyzer.lemmas(other))


def text_of(run: Run, span: Span) -> str:
    """The normalised text of a span."""
    return run.view.text(span.field).text[span.start : span.end]


def describe(run: Run, answer: Answer) -> str:
    """What a message shows for a value."""
    match answer:
        case Number():
            return str(answer.low) if answer.low == answer.high else f"{answer.low}–{answer.high}"
        case Found():
            return ", ".join(text_of(run, span) for span in answer.spans)
    return str(answer)
