"""The engine: packs loaded, compiled and ready; immutable, so one object serves all threads.

``Engine.load`` builds it from what it is given; ``plugins.load_engine`` also finds installed analyzers and features
and is what callers use.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from engine.caps import caps
from engine.compile.plan import Plan, PlannedRule, RuleCompiler, make_plan
from engine.errors import PackError, Problem
from engine.evaluate import evaluate, is_empty
from engine.explain import Explanation, Watcher, explain_rule
from engine.features.builtin import BUILTIN
from engine.features.corpus import CorpusIndex
from engine.features.registry import Need, Registry
from engine.features.view import Resources, View
from engine.fix import Fixed, fix_definition
from engine.language.complain import closest
from engine.model import Definition, Entry, Outcome, Report, RuleOutcome
from engine.packs.examples import check_examples
from engine.packs.load import find_pack, load_pack
from engine.packs.model import Pack, Profile, Rule, Status
from engine.ports import Analyzer
from engine.score import capped, coverage, decide, deductions, score
from engine.spans import DEFINITIE
from engine.truth import MissingInputError

BATCH = 64
"""Records analysed together: enough to spread the fixed cost of a call, few enough to answer soon."""
DEFAULT_PROFILE = "standaard"


class Engine:
    """Judges records by the rules of one or more packs. Use :meth:`load`; the first pack is the main one."""

    def __init__(
        self, packs: Sequence[Pack], profile: Profile, plan: Plan, registry: Registry, analyzer: Analyzer | None,
        *, only: Collection[str] = (),
    ) -> None:  # fmt: skip
        self.packs = tuple(packs)
        self.profile = profile
        self.profile_name = f"{packs[0].name}/{profile.name}"
        self.plan = plan
        self.registry = registry
        self.analyzer = analyzer
        self.partial = bool(only)
        self.rules: tuple[Rule, ...] = tuple(planned.rule for planned in plan.rules)
        self._planned = {planned.rule.code: planned for planned in plan.rules}
        self._names = {
            name.upper(): rule for rule in self.rules for name in (*rule.aliases, rule.name, rule.code)
        }  # fmt: skip
        self._severities = {rule.code: rule.severity for rule in self.rules}
        self._resources = Resources(packs[0].language, packs[0].abbreviations)
        self._needs_readings = Need.MORPHOLOGY in plan.needs.layers and analyzer is not None

    @classmethod
    def load(
        cls,
        paths: Sequence[Path | str],
        *,
        profile: str | None = None,
        only: Collection[str] = (),
        analyzers: Sequence[Analyzer] = (),
        features: Sequence[Registry] = (),
        search: Sequence[Path] = (),
        verify: bool = True,
    ) -> Engine:
        """Load packs (folders, or names looked for in ``search``) and compile their active rules.

        ``profile`` names a profile of the main pack, ``only`` restricts the plan to these rules (codes, names or
        aliases). ``verify`` runs all examples first. Raises ``PackError`` with every mistake found.
        """
        registry = BUILTIN.merged(*features)
        packs = [load_pack(find_pack(path, search), registry, search=search) for path in paths]
        chosen = _profile(packs[0], profile or DEFAULT_PROFILE)
        analyzer = next((each for each in analyzers if each.language == packs[0].language), None)
        planned = [rule for pack in packs for rule in _compile(pack, chosen, registry, analyzer)]
        engine = cls(packs, chosen, make_plan(planned), registry, analyzer)
        if verify:
            problems = [problem for problem in check_examples(engine).problems if not problem.warning]
            if problems:
                raise PackError(problems)
        return engine.restricted(only) if only else engine

    def restricted(self, only: Collection[str]) -> Engine:
        """The same engine with a plan of these rules only; its reports have no decision."""
        codes = set()
        for name in only:
            try:
                codes.add(self.rule(name).code)
            except KeyError:
                known = [rule.code for rule in self.rules]
                values = {"code": name, "known": ", ".join(known)}
                raise PackError(
                    [Problem("unknown-rule", values=values, suggestion=closest(name.upper(), known))]
                ) from None
        plan = make_plan(planned for planned in self.plan.rules if planned.rule.code in codes)
        return Engine(self.packs, self.profile, plan, self.registry, self.analyzer, only=only)

    def with_profile(self, name: str) -> Engine:
        """The same packs under another profile; raises ``PackError`` for an unknown one."""
        return self._with(_profile(self.packs[0], name), drafts=False)

    def with_drafts(self) -> Engine:
        """The same packs and profile, with the rules of status ``draft`` active too."""
        return self._with(self.profile, drafts=True)

    def _with(self, profile: Profile, *, drafts: bool) -> Engine:
        planned = [
            rule for pack in self.packs for rule in _compile(pack, profile, self.registry, self.analyzer, drafts=drafts)
        ]
        return Engine(self.packs, profile, make_plan(planned), self.registry, self.analyzer)

    def rule(self, code: str) -> Rule:
        """An active rule by code, name or alias; raises ``KeyError``."""
        return self._names[code.upper()]

    def index(self, entries: Sequence[Entry]) -> CorpusIndex:
        """Index a corpus for ``validate``."""
        return CorpusIndex.build(entries, self.analyzer)

    # --- judging -------------------------------------------------------------------------------------

    def validate(self, definition: Definition, corpus: CorpusIndex | None = None) -> Report:
        """Judge one record. Its own ``corpus`` comes before the one given."""
        return self._report(self._view(definition, corpus))

    def validate_many(self, definitions: Iterable[Definition], corpus: CorpusIndex | None = None) -> Iterator[Report]:
        """Judge records as they come, in order; the analyzer sees them in batches of ``BATCH``."""
        source = iter(definitions)
        while batch := list(islice(source, BATCH)):
            views = [self._view(definition, corpus) for definition in batch]
            if self._needs_readings:
                self._analyse(views)
            yield from map(self._report, views)

    def _view(self, definition: Definition, corpus: CorpusIndex | None) -> View:
        own = self.index(definition.corpus) if definition.corpus is not None else corpus
        return View(definition, resources=self._resources, analyzer=self.analyzer, corpus=own)

    def _analyse(self, views: Sequence[View]) -> None:
        if self.analyzer is None:
            return
        ready = []
        for view in views:
            try:
                ready.append((view, view.tokens(DEFINITIE).words))
            except MissingInputError:
                continue
        for (view, _), readings in zip(ready, self.analyzer.analyse([words for _, words in ready]), strict=True):
            view.preset_readings(DEFINITIE, readings)

    def _report(self, view: View) -> Report:
        outcomes = evaluate(self.plan, view)
        parameters = self.packs[0].score
        taken = deductions(self.plan, outcomes, parameters)
        found = any(outcome.outcome is Outcome.FAIL for outcome in outcomes)
        bounds = caps(view, self.registry, parameters, readings=self._needs_readings)
        points, bounded = capped(score(taken, findings=found, empty=is_empty(view)), bounds)
        decision = None if self.partial else decide(self.plan, outcomes, self.profile)
        revision = view.corpus.revision if view.has_corpus else None
        return Report(
            view.definition, outcomes, points, coverage(self.plan, outcomes), decision, (*taken, *bounded), revision
        )

    # --- help for authors ----------------------------------------------------------------------------

    def explain(self, definition: Definition, code: str, corpus: CorpusIndex | None = None) -> Explanation:
        """Why a rule did or did not object to a record; raises ``KeyError`` for an unknown rule."""
        rule = self.rule(code)
        pack = next(pack for pack in self.packs if rule in pack.rules)
        watcher = Watcher()
        compiler = RuleCompiler(pack, self.registry, self.analyzer, {})
        planned = compiler.rule(rule, self.profile.config.get(rule.code, {}), watcher.wrap)
        return explain_rule(planned, self._view(definition, corpus), watcher)

    def fix(self, definition: Definition, corpus: CorpusIndex | None = None) -> Fixed:
        """Apply the fixes of all findings to a fixed point."""
        return fix_definition(definition, lambda record: self.validate(record, corpus), self._severities)

    def implied(self, report: Report) -> tuple[RuleOutcome, ...]:
        """All outcomes in the order of the plan, the plain passes included."""
        stored = {outcome.code: outcome for outcome in report.outcomes}
        return tuple(stored.get(rule.code) or RuleOutcome(rule.code, Outcome.PASS) for rule in self.rules)


def _profile(pack: Pack, name: str) -> Profile:
    plain = name.removeprefix(f"{pack.name}/")
    if plain not in pack.profiles:
        values = {"profile": plain, "pack": pack.name, "known": ", ".join(sorted(pack.profiles))}
        raise PackError([Problem("unknown-profile", values=values, suggestion=closest(plain, pack.profiles))])
    return pack.profiles[plain]


def _active(rule: Rule, profile: Profile, *, drafts: bool) -> bool:
    if rule.code in profile.disable:
        return False
    return drafts or rule.status is not Status.DRAFT or rule.code in profile.enable


def _compile(
    pack: Pack, profile: Profile, registry: Registry, analyzer: Analyzer | None, *, drafts: bool = False
) -> list[PlannedRule]:
    own = pack.profiles.get(profile.name, pack.profiles.get(DEFAULT_PROFILE, profile))
    themes = list(pack.themes)
    compiler = RuleCompiler(pack, registry, analyzer, {})
    active = sorted(
        (rule for rule in pack.rules if _active(rule, own, drafts=drafts)),
        key=lambda rule: (rule.code != pack.empty_rule, themes.index(rule.theme), rule.code),
    )
    return [compiler.rule(rule, own.config.get(rule.code, {})) for rule in active]
