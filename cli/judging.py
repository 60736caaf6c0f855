"""Judging some records away from where they are read and written: what one worker of ``check --jobs`` does.

Reports are rendered where they are made, since rendering is a good part of the work and texts are cheap to send back.
Only a terminal, which wraps lines to its own width, gets the reports themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, partial
from io import StringIO
from multiprocessing.reduction import ForkingPickler
from operator import attrgetter
from typing import Any, Final

from cli.engines import engine_for
from cli.output import Output
from cli.request import Request
from cli.tally import Tally
from cli.writer import writer_for
from engine.engine import Engine
from engine.features.corpus import CorpusIndex
from engine.model import Context, Definition, Entry, Origin, Report, Source
from engine.render import Renderer
from engine.timings import Timings

RECORDS: Final = 256
"""Records of a batch: some tenths of a second of work."""
CHARACTERS: Final = 200_000
"""Code points of definitions after which a batch is full."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of some records: a text for each or (for a terminal) a report for each, and what they add up to."""

    texts: tuple[str, ...]
    reports: tuple[Report, ...]
    tally: Tally
    timings: Timings


class Judging:
    """An engine with its corpus, ready to judge; who shares no memory with us makes it anew from the request."""

    def __init__(self, request: Request, engine: Engine, index: CorpusIndex | None, *, rendered: bool = True) -> None:
        self.request = request
        self._timings = Timings()
        self.engine = engine.timed(self._timings) if request.timings else engine
        self.index = index
        self.rendered = rendered
        self._severities = {rule.code: rule.severity for rule in engine.rules}
        renderer = Renderer(engine, language=request.language, all_outcomes=request.all_outcomes)
        self._writer = writer_for(request, renderer, Output(StringIO()), self._severities)

    def __call__(self, records: Sequence[Definition]) -> Judged:
        """Judge some records, in their order."""
        tally = Tally(self._severities)
        texts: list[str] = []
        reports: list[Report] = []
        for report in self.engine.validate_many(records, self.index):
            tally.add(report)
            if self.rendered:
                texts.append(self._writer.text(report))
            else:
                reports.append(report)
        return Judged(tuple(texts), tuple(reports), tally, self._timings.taken())

    def __reduce__(self) -> tuple[Callable[..., Judging], tuple[Any, ...]]:
        """A process that does not share our memory gets the recipe, and finds the packs compiled in the cache."""
        entries = None if self.index is None else self.index.entries
        return _again, (self.request, entries, self.rendered)


def _again(request: Request, entries: tuple[Entry, ...] | None, rendered: bool) -> Judging:
    engine = engine_for(request.packs, request.profile, request.only)
    return Judging(request, engine, None if entries is None else engine.index(entries), rendered=rendered)


def send_fields(*classes: type[Any]) -> None:
    """Let objects of some classes travel between processes as their fields, in a fifth of the time it takes else."""
    for each in classes:
        fields_of = attrgetter(*(field.name for field in fields(each)))
        ForkingPickler.register(each, partial(_by_fields, each, fields_of))


def _by_fields(made: type[Any], fields_of: Callable[[Any], Any], value: Any) -> tuple[type[Any], Any]:
    return made, fields_of(value)


send_fields(Context, Definition, Entry, Origin, Source)


def batches(records: Iterator[Definition]) -> Iterator[list[Definition]]:
    """Records in batches: many, so that sending costs little; fewer where they are long, so that memory is bounded."""
    batch: list[Definition] = []
    size = 0
    for record in records:
        batch.append(record)
        size += len(record.definitie)
        if len(batch) == RECORDS or size > CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def prepare(index: CorpusIndex) -> None:
    """Make all tables of an index, which otherwise every process would make for itself."""
    for name, member in vars(CorpusIndex).items():
        if isinstance(member, cached_property):
            getattr(index, name)
