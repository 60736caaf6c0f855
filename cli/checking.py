"""The run behind ``definitie check``: read, validate, report and add up, one scheme after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, TextIO

from cli.complain import Complaints
from cli.engines import engine_for
from cli.guard import FINDINGS, INTERRUPTED, SUCCESS, UNUSABLE
from cli.output import Output
from cli.progress import ProgressBar
from cli.request import Request
from cli.summary import write_summary
from cli.tally import Tally
from cli.texts import say
from cli.writer import writer_for
from engine.engine import BATCH, Engine
from engine.errors import Mark, Problem
from engine.features.corpus import CorpusIndex
from engine.model import Definition, Report
from engine.render import Renderer
from engine.timings import Timings
from plugins.formats.items import Scheme, Undefined

if TYPE_CHECKING:
    from cli.judging import Judged


def run_check(request: Request, *, stdin: BinaryIO, stdout: TextIO, stderr: TextIO) -> int:
    """Run a check and return its exit status.

    Raises:
        PackError: a pack does not load.
        InputError: ``--only`` names an unknown rule.
        BrokenPipeError: the reader of ``stdout`` went away.
    """
    engine = engine_for(request.packs, request.profile, request.only, verify=True)
    run = _Run(request, engine, stdout, stderr)
    status = run.work(stdin)
    run.summarise()
    return status


class _Run:
    """One check: the engine, where words go, and what was counted."""

    def __init__(self, request: Request, engine: Engine, stdout: TextIO, stderr: TextIO) -> None:
        self.request = request
        self.plain = engine
        self.timings = Timings()
        self.engine = engine.timed(self.timings) if request.timings else engine
        self.output = Output(stdout)
        self.errors = Output(stderr)
        self.complaints = Complaints(self.errors, request.language)
        severities = {rule.code: rule.severity for rule in engine.rules}
        self.tally = Tally(severities)
        self.bar = ProgressBar(stderr, say("checking", request.language))
        self.read = 0
        renderer = Renderer(engine, language=request.language, all_outcomes=request.all_outcomes)
        self.writer = writer_for(request, renderer, self.output, severities)

    def work(self, stdin: BinaryIO) -> int:
        """Check all there is; the exit status."""
        interrupted = False
        self.writer.start()
        try:
            self._check_all(stdin)
        except KeyboardInterrupt:
            interrupted = True
        self.bar.clear()
        self.writer.end()
        if interrupted:
            total = max(self.read, self.tally.records)
            said = say("interrupted", self.request.language, done=self.tally.records, total=total)
            self.errors.line((said, "bold"))
            return INTERRUPTED
        if self.complaints.errors:
            return UNUSABLE
        level = self.request.fails_at(self.engine.profile.block_at)
        return FINDINGS if level is not None and self.tally.at_or_above(level) else SUCCESS

    def summarise(self) -> None:
        """Write what the run adds up to: below text reports, beside others on standard error."""
        output = self.output if self.request.format == "text" else self.errors
        write_summary(output, self.tally, self.request, self.complaints.errors)
        if self.request.timings:
            from cli.timing_table import write_timings  # noqa: PLC0415 - only where it is asked for

            self.output.flush()
            measured = self.timings
            write_timings(self.errors, measured.rules, measured.features, self.tally.records, self.request.language)
        self.output.flush()

    def _check_all(self, stdin: BinaryIO) -> None:
        index = None
        language = self.engine.packs[0].language
        if self.request.corpus:
            from plugins.formats.reading import read_entries  # noqa: PLC0415 - readers load pydantic, which takes 0.1 s

            entries, problems = read_entries(self.request.corpus, language=language)
            self.complaints.add(problems)
            index = self.engine.index(entries)
        if self.request.begrip is not None:
            self._report(self.engine.validate(Definition(self.request.begrip, self.request.definitie or ""), index))
            return
        from plugins.formats.reading import read_schemes  # noqa: PLC0415 - as above

        schemes = read_schemes(
            self.request.paths, language=language, stdin=stdin, again=self.engine.compares and index is None
        )
        for scheme in schemes:
            if isinstance(scheme, Problem):
                self._complain(scheme)
            else:
                self._check_scheme(scheme, index)

    def _check_scheme(self, scheme: Scheme, index: CorpusIndex | None) -> None:
        """Judge one scheme. Its entries are gathered only where a rule compares: then the file is read twice."""
        if index is None and self.engine.compares:
            members = scheme.entries()
            self.read += sum(entry.definitie is not None for entry in members)
            index = self.engine.index(members) if members else None
        records = self._records(scheme)
        first = list(islice(records, BATCH if self.request.jobs > 1 else 0))
        records = chain(first, records)
        if len(first) == BATCH:
            self._in_parallel(records, index)
        else:
            for report in self.engine.validate_many(records, index):
                self._report(report)
        self.output.flush()

    def _in_parallel(self, records: Iterator[Definition], index: CorpusIndex | None) -> None:
        """Judge in several processes. They share our memory, so all that they read of the corpus is made before."""
        from cli.judging import Judging, batches, prepare  # noqa: PLC0415 - loaded where there is more than one job
        from cli.workers import Lost, Workers  # noqa: PLC0415

        if index is not None:
            prepare(index)
        judging = Judging(self.request, self.plain, index, rendered=not self.output.is_terminal)
        with Workers(judging, self.request.jobs) as workers:
            for done in workers.run(batches(records)):
                for part in done.parts:
                    if isinstance(part, Lost):
                        self._complain(lost_problem(part.piece, part.reason))
                    else:
                        self._judged(part)
                if done.again and not any(isinstance(part, Lost) for part in done.parts):
                    self._complain(Problem("worker-died", warning=True))

    def _judged(self, judged: Judged) -> None:
        self.tally.merge(judged.tally)
        self.timings.merge(judged.timings)
        for text in judged.texts:
            self.writer.add_text(text)
        for report in judged.reports:
            self.writer.add(report, self.bar.clear)
        self.bar.show(self.tally.records, self.read or None)

    def _records(self, scheme: Scheme) -> Iterator[Definition]:
        """The records of a scheme; what is none is said or counted on the way."""
        for item in scheme.items():
            if isinstance(item, Problem):
                self._complain(item)
            elif isinstance(item, Undefined):
                self.tally.undefined.append(item)
            else:
                yield item

    def _complain(self, problem: Problem) -> None:
        self.bar.clear()
        self.output.flush()
        self.complaints.add([problem])

    def _report(self, report: Report) -> None:
        self.tally.add(report)
        self.writer.add(report, self.bar.clear)
        self.bar.show(self.tally.records, self.read or None)


def lost_problem(record: Definition, reason: str) -> Problem:
    """A record that could not be judged, because the process that judged it ended each time."""
    origin = record.origin
    mark = None if origin is None or origin.file is None else Mark(origin.file, origin.line or 1, 1)
    return Problem("record-ends-worker", mark, values={"begrip": record.begrip, "reason": reason})
