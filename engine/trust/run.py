"""A pack under the strict test: the scores of its rules, over several processes where asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final

from engine.compile.cache_forms import KnownForms
from engine.engine import Engine
from engine.features.view import Resources, View
from engine.model import Definition
from engine.trust.score import RuleScore, Scorer

Load = Callable[[], Engine]
"""Makes the engine of the pack; must be known by name to other processes."""
_SCORER: Final[list[Scorer]] = []
"""Of a process that scores: filled when it starts."""


def scorer_of(engine: Engine) -> Scorer:
    """The scorer of an engine's main pack."""
    pack, analyzer = engine.packs[0], engine.analyzer
    resources = Resources(pack.language, pack.abbreviations)

    def view_of(definition: Definition) -> View:
        corpus = None if definition.corpus is None else engine.index(definition.corpus)
        return View(definition, resources=resources, analyzer=analyzer, corpus=corpus)

    return Scorer(pack, engine.registry, None if analyzer is None else KnownForms(analyzer), view_of)


def scores(engine: Engine, codes: Iterable[str], load: Load, jobs: int = 1) -> Iterator[RuleScore]:
    """The score of each rule, in the order of the codes.

    Args:
        engine: of the pack.
        codes: of rules of its main pack, whatever their status.
        load: makes the same engine in another process.
        jobs: processes.
    """
    wanted = list(codes)
    if jobs <= 1 or len(wanted) < 2:
        scorer = scorer_of(engine)
        rules = {rule.code: rule for rule in engine.packs[0].rules}
        yield from (scorer.score(rules[code]) for code in wanted)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _open, (load,)) as pool:
        try:
            yield from pool.map(_score, wanted)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _open(load: Load) -> None:
    _SCORER.append(scorer_of(load()))


def _score(code: str) -> RuleScore:
    scorer = _SCORER[-1]
    return scorer.score(next(rule for rule in scorer.pack.rules if rule.code == code))
