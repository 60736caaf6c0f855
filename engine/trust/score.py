"""Which mistakes the examples of a rule would notice: the mutation score.

A mutant is noticed when an example of its rule no longer shows what its place says. Readings and features of a record
do not depend on the rules, so that each example is analysed once and judged by many mutants. A dropped entry is tried
only against examples that have one of its forms; the others cannot tell.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from engine.compile.plan import Config, PlannedRule, RuleCompiler
from engine.compile.run import Run
from engine.compile.words import lemma_phrase, literal_phrase
from engine.evaluate import evaluate_rule, is_empty
from engine.features.registry import Registry
from engine.features.view import View
from engine.model import Definition, Outcome
from engine.packs.each import all_words
from engine.packs.examples import Kind as Place
from engine.packs.examples import broken
from engine.packs.model import DEFAULT_PROFILE, Example, LexiconEntry, Pack, Rule
from engine.ports import Analyzer
from engine.record import record_to_dict
from engine.trust.mutants import Kind, Mutant, mutants

ViewOf = Callable[[Definition], View]


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mistake that no example noticed."""

    code: str
    kind: Kind
    place: str
    change: str


@dataclass(frozen=True, slots=True)
class RuleScore:
    """Of one rule: how many mistakes of each kind were tried and noticed, and those that were not.

    ``wrong``: examples of ``each:`` that do not hold for a word (the word, and the code of the problem).
    """

    code: str
    tried: Mapping[Kind, int]
    noticed: Mapping[Kind, int]
    survivors: tuple[Survivor, ...]
    wrong: tuple[tuple[Example, str], ...] = ()

    @property
    def score(self) -> float | None:
        """The part that was noticed; ``None`` where nothing could be tried."""
        tried = sum(self.tried.values())
        return sum(self.noticed.values()) / tried if tried else None


@dataclass(frozen=True)
class _Case:
    """An example, analysed once."""

    example: Example
    place: Place
    view: View

    @cached_property
    def text(self) -> str:
        """All its words, folded: to see at once whether a word can be in it."""
        return repr(record_to_dict(self.example.definition)).casefold()


class Scorer:
    """Scores the rules of one pack.

    Args:
        pack: as loaded.
        registry: of features.
        analyzer: of its language, if there is one; it should remember the forms that it gave.
        view_of: makes the view of a record, with readings where there is an analyzer.
    """

    def __init__(self, pack: Pack, registry: Registry, analyzer: Analyzer | None, view_of: ViewOf) -> None:
        self.pack = pack
        self._analyzer = analyzer
        self._view_of = view_of
        self._base = RuleCompiler(pack, registry, analyzer, {})

    def score(self, rule: Rule, kinds: Collection[Kind] = tuple(Kind)) -> RuleScore:
        """Try the mistakes of these kinds in one rule."""
        by_profile: dict[str | None, list[_Case]] = {}
        wrong = []
        for case in self._cases(rule):
            held = self._problem(self._planned(self._base, rule, case.example.profile), case)
            if held is None:
                by_profile.setdefault(case.example.profile, []).append(case)
            elif case.example.each is not None:
                wrong.append((case.example, held))
        tried, noticed = dict.fromkeys(kinds, 0), dict.fromkeys(kinds, 0)
        survivors = []
        for mutant in mutants(rule, self.pack):
            if mutant.kind not in tried:
                continue
            tried[mutant.kind] += 1
            if any(self._notices(mutant, profile, cases) for profile, cases in by_profile.items()):
                noticed[mutant.kind] += 1
            else:
                survivors.append(Survivor(rule.code, mutant.kind, mutant.place, mutant.change))
        return RuleScore(rule.code, tried, noticed, tuple(survivors), tuple(wrong))

    def _cases(self, rule: Rule) -> Iterator[_Case]:
        for place, examples in ((Place.FAILING, rule.failing), (Place.PASSING, rule.passing)):
            for example in examples:
                for each in all_words(example, self.pack.lexicons):
                    yield _Case(each, place, self._view_of(each.definition))

    def _notices(self, mutant: Mutant, profile: str | None, cases: Sequence[_Case]) -> bool:
        if mutant.entry is not None:
            forms = self._forms(mutant.entry)
            cases = [case for case in cases if any(form in case.text for form in forms)]
        else:
            cases = [case for case in cases if case.example.each is None or _is_first(case.example, self.pack)]
        if not cases:
            return False
        planned = self._planned(self._compiler(mutant), mutant.rule, profile)
        return any(self._problem(planned, case) is not None for case in cases)

    def _compiler(self, mutant: Mutant) -> RuleCompiler:
        if mutant.lexicon is None:
            return self._base
        name = mutant.lexicon.name
        kept = {key: table for key, table in self._base.tables.items() if key[0] != name}
        pack = replace(self.pack, lexicons={**self.pack.lexicons, name: mutant.lexicon})
        return replace(self._base, pack=pack, tables=kept, shared={})

    def _planned(self, compiler: RuleCompiler, rule: Rule, profile: str | None) -> PlannedRule:
        found = self.pack.profiles.get(profile or DEFAULT_PROFILE)
        config: Config = {} if found is None else found.config.get(rule.code, {})
        return compiler.rule(rule, config)

    def _problem(self, planned: PlannedRule, case: _Case) -> str | None:
        found = evaluate_rule(planned, Run(case.view), empty=is_empty(case.view))
        if found.outcome is Outcome.NOT_EVALUATED and case.place is Place.PASSING:
            return None  # what lacks an analyzer or a field is told elsewhere
        return broken(case.example, case.place, found)

    def _forms(self, entry: LexiconEntry) -> frozenset[str]:
        """Forms of the first word of an entry, folded: a text without any of them does not have the entry."""
        phrases = (literal_phrase(entry.text), lemma_phrase(entry.text, entry.tag, self._analyzer))
        return frozenset(form.casefold() for phrase in phrases if phrase.forms for form in phrase.forms[0])


def _is_first(example: Example, pack: Pack) -> bool:
    """Whether an example of ``each:`` is the one with the first word, which stands for the others."""
    each = example.each
    if each is None:
        return True
    return next(all_words(example, pack.lexicons)) == example
