"""The engine: packs loaded, compiled and ready; immutable, so one object serves all threads.

``Engine.load`` builds it from what it is given; ``plugins.load_engine`` also finds installed analyzers and features
and is what callers use.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal

from engine.active import compile_active, profile_of
from engine.caps import caps, caps_compare
from engine.compile.cache import PackCache, Wanted, compiled_packs
from engine.compile.cache_forms import KnownForms
from engine.compile.cache_verdicts import VerdictCache, Verdicts
from engine.compile.plan import Plan, PlannedRule, RuleCompiler, make_plan
from engine.compile.run import Run
from engine.errors import PackError, Problem
from engine.evaluate import evaluate, evaluate_rule, in_order, is_empty
from engine.explain import Explanation, Watcher, explain_rule
from engine.features.builtin import BUILTIN
from engine.features.corpus import CorpusIndex
from engine.features.registry import Need, Registry
from engine.features.view import Resources, View
from engine.fix import Fixed, fix_definition
from engine.language.nearest import closest
from engine.model import Definition, Entry, Known, Outcome, Report, RuleOutcome
from engine.packs.find import find_pack
from engine.packs.model import DEFAULT_PROFILE, Pack, Profile, Rule
from engine.ports import Analyzer
from engine.score import capped, coverage, decide, deductions, score
from engine.timings import ANALYSIS, Timings
from engine.truth import MissingInputError

BATCH = 64
"""Records analysed together: enough to spread the fixed cost of a call, few enough to answer soon."""
FEW = 4
"""A rule by itself is judged without the filter; one in so many of them costs about what the whole plan does."""


class Engine:
    """Judges records by the rules of one or more packs. Use :meth:`load`; the first pack is the main one."""

    def __init__(
        self, packs: Sequence[Pack], profile: Profile, plan: Plan, registry: Registry, analyzer: Analyzer | None,
        *, only: Collection[str] = (), compilers: Sequence[RuleCompiler] = (),
    ) -> None:  # fmt: skip
        self.packs = tuple(packs)
        self.profile = profile
        self.profile_name = f"{packs[0].name}/{profile.name}"
        self.plan = plan
        self.registry = registry
        self.analyzer = analyzer
        self.partial = bool(only)
        self._filtered = True
        self._verdicts: Verdicts | None = None
        self._timings: Timings | None = None
        self._compilers = tuple(compilers) or tuple(RuleCompiler(pack, registry, analyzer, {}) for pack in packs)
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
        verify: bool | Literal["once"] = True,
        cache: PackCache | None = None,
    ) -> Engine:
        """Load packs (folders, or names looked for in ``search``) and compile their active rules.

        ``profile`` names a profile of the main pack, ``only`` restricts the plan to these rules (codes, names or
        aliases). ``verify`` runs all examples first, unless ``cache`` knows that they hold; ``"once"`` only where it
        can remember that. ``cache`` keeps what was compiled for the next start. Raises ``PackError`` with every
        mistake found.
        """
        registry = BUILTIN.merged(*features)
        folders = tuple(find_pack(path, search) for path in paths)
        wanted = Wanted(folders, tuple(search), registry, tuple(analyzers))
        compiled = compiled_packs(wanted, cache)
        packs = compiled.packs
        chosen = profile_of(packs[0], profile or DEFAULT_PROFILE)
        analyzer = wanted.analyzer(packs)
        forms = KnownForms(analyzer, compiled.forms) if analyzer is not None else None
        compilers = [RuleCompiler(pack, registry, forms, {}) for pack in packs]
        plan = make_plan(rule for compiler in compilers for rule in compile_active(compiler, chosen))
        engine = cls(packs, chosen, plan, registry, analyzer, compilers=compilers)
        if not compiled.verified and (verify is True or (verify == "once" and compiled.kept)):
            engine.verify()
            if cache is not None and compiled.kept:
                cache.put(wanted, replace(compiled, verified=True))
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
        return Engine(
            self.packs, self.profile, plan, self.registry, self.analyzer, only=only, compilers=self._compilers
        )

    def verify(self) -> None:
        """Run the examples of all rules; raises ``PackError`` with every one that does not show what it should."""
        from engine.packs.examples import check_examples  # noqa: PLC0415 - only where there is no verified entry

        problems = [problem for problem in check_examples(self).problems if not problem.warning]
        if problems:
            raise PackError(problems)

    def with_profile(self, name: str) -> Engine:
        """The same packs under another profile; raises ``PackError`` for an unknown one."""
        return self._with(profile_of(self.packs[0], name), drafts=False)

    def with_drafts(self) -> Engine:
        """The same packs and profile, with the rules of status ``draft`` active too."""
        return self._with(self.profile, drafts=True)

    def _with(self, profile: Profile, *, drafts: bool) -> Engine:
        plan = make_plan(
            rule for compiler in self._compilers for rule in compile_active(compiler, profile, drafts=drafts)
        )
        return Engine(self.packs, profile, plan, self.registry, self.analyzer, compilers=self._compilers)

    def rule(self, code: str) -> Rule:
        """An active rule by code, name or alias; raises ``KeyError``."""
        return self._names[code.upper()]

    @property
    def compares(self) -> bool:
        """Whether what it says of a record can depend on the other entries of its scheme."""
        by_rules = Need.CORPUS in self.plan.needs.layers
        return by_rules or caps_compare(self.registry, readings=self._needs_readings)

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
            if self._needs_readings and self._verdicts is None:
                self._analyse(views)
            yield from map(self._report, views)

    def judge_again(self, records: Iterable[Known], corpus: CorpusIndex | None = None) -> Iterator[Report]:
        """Judge records of which most is known: only some rules are asked, the score is made of what all said."""
        source = iter(records)
        while batch := list(islice(source, BATCH)):
            views = [self._view(known.definition, corpus) for known in batch]
            if self._needs_readings:
                self._analyse(views)
            for view, known in zip(views, batch, strict=True):
                asked = [rule for rule in self.plan.rules if rule.rule.code in known.asked]
                said = {outcome.code: outcome for outcome in (*known.outcomes, *self._evaluate(view, asked))}
                yield self._report(view, in_order(self.plan, said))

    def _view(self, definition: Definition, corpus: CorpusIndex | None) -> View:
        own = self.index(definition.corpus) if definition.corpus is not None else corpus
        return View(definition, resources=self._resources, analyzer=self.analyzer, corpus=own)

    def _analyse(self, views: Sequence[View]) -> None:
        if self.analyzer is None:
            return
        ready: list[tuple[View, str]] = []
        for view in views:
            try:
                if view.other_language is None:
                    ready += ((view, field) for field in view.unread)
            except MissingInputError:
                continue
        texts = [view.tokens(field).words for view, field in ready]
        if self._timings is None:
            found = self.analyzer.analyse(texts)
        else:
            found = self._timings.measure(ANALYSIS, partial(self.analyzer.analyse, texts))
        for (view, field), readings in zip(ready, found, strict=True):
            view.preset_readings(field, readings)

    def remembering(self, cache: VerdictCache, *, code: str = "") -> Engine:
        """The same engine, that asks ``cache`` first what a rule said; see ``engine.compile.cache_verdicts``.

        ``code``: a digest of the code of features, where the cache outlives the process.
        """
        made = copy(self)
        analyzer = None if self.analyzer is None else self.analyzer.digest
        made._verdicts = Verdicts(self.plan, analyzer, cache, code)
        return made

    def unfiltered(self) -> Engine:
        """The same engine without its filter, which says the same: to test that, and to see what it is worth."""
        made = copy(self)
        made._filtered = False
        return made

    def timed(self, timings: Timings) -> Engine:
        """The same engine, that measures each rule and feature into ``timings``; for one thread."""
        compilers = [replace(each, registry=timings.registry(each.registry), shared={}) for each in self._compilers]
        planned = (
            next(each for each in compilers if rule.rule in each.pack.rules).rule(rule.rule, rule.config)
            for rule in self.plan.rules
        )
        made = copy(self)
        made.registry, made.plan, made._timings = timings.registry(self.registry), make_plan(planned), timings
        return made

    def _outcomes(self, view: View) -> tuple[RuleOutcome, ...]:
        if self._verdicts is None:
            judge = None if self._timings is None else self._timings.evaluate_rule
            return evaluate(self.plan, view, filtered=self._filtered, judge=judge)
        revision = view.corpus.revision if view.has_corpus else None
        return self._verdicts.outcomes(view.definition, revision, lambda rules: self._evaluate(view, rules))

    def _evaluate(self, view: View, rules: Sequence[PlannedRule]) -> list[RuleOutcome]:
        """The outcomes of some rules: one by one where they are few, else of the whole plan, which is filtered."""
        if len(rules) * FEW <= len(self.plan.rules):
            run = Run(view)
            outcomes = [evaluate_rule(rule, run, empty=is_empty(view)) for rule in rules]
            run.end()
            return outcomes
        said = {outcome.code: outcome for outcome in evaluate(self.plan, view)}
        codes = [rule.rule.code for rule in rules]
        return [said.get(code) or RuleOutcome(code, Outcome.PASS) for code in codes]

    def _report(self, view: View, known: tuple[RuleOutcome, ...] | None = None) -> Report:
        outcomes = self._outcomes(view) if known is None else known
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
        compiler = next(compiler for compiler in self._compilers if rule in compiler.pack.rules)
        watcher = Watcher()
        watched = RuleCompiler(compiler.pack, compiler.registry, compiler.analyzer, compiler.tables)
        planned = watched.rule(rule, self.profile.config.get(rule.code, {}), watcher.wrap)
        return explain_rule(planned, self._view(definition, corpus), watcher)

    def fix(self, definition: Definition, corpus: CorpusIndex | None = None) -> Fixed:
        """Apply the fixes of all findings to a fixed point."""
        return fix_definition(definition, lambda record: self.validate(record, corpus), self._severities)

    def implied(self, report: Report) -> tuple[RuleOutcome, ...]:
        """All outcomes in the order of the plan, the plain passes included."""
        stored = {outcome.code: outcome for outcome in report.outcomes}
        return tuple(stored.get(rule.code) or RuleOutcome(rule.code, Outcome.PASS) for rule in self.rules)
