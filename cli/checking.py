"""The run behind ``definitie check``: read, validate, report and add up, one scheme after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol, TextIO

from cli.complain import Complaints
from cli.engines import engine_for
from cli.guard import FINDINGS, INTERRUPTED, SUCCESS, UNUSABLE
from cli.json_report import JsonReport
from cli.output import Output
from cli.progress import ProgressBar
from cli.request import Request
from cli.summary import write_summary
from cli.tally import Tally
from cli.text_report import TextReport
from cli.texts import say
from engine.engine import Engine
from engine.errors import Problem
from engine.model import Definition, Report, Severity
from engine.render import Renderer
from plugins.formats.items import Scheme, Undefined
from plugins.formats.reading import read_entries, read_schemes


class Writer(Protocol):
    """Writes reports in one format."""

    def start(self) -> None:
        """Before the first report."""
        ...

    def add(self, report: Report, before: Callable[[], None]) -> None:
        """One report; ``before`` is called before anything is written to a terminal."""
        ...

    def end(self) -> None:
        """After the last report, also after an interruption."""
        ...


def run_check(request: Request, *, stdin: BinaryIO, stdout: TextIO, stderr: TextIO) -> int:
    """Run a check and return its exit status.

    Raises:
        PackError: a pack does not load.
        InputError: ``--only`` names an unknown rule.
        BrokenPipeError: the reader of ``stdout`` went away.
    """
    engine = engine_for(request.packs, request.profile, request.only)
    run = _Run(request, engine, stdout, stderr)
    status = run.work(stdin)
    run.summarise()
    return status


class _Run:
    """One check: the engine, where words go, and what was counted."""

    def __init__(self, request: Request, engine: Engine, stdout: TextIO, stderr: TextIO) -> None:
        self.request = request
        self.engine = engine
        self.output = Output(stdout)
        self.errors = Output(stderr)
        self.complaints = Complaints(self.errors, request.language)
        severities = {rule.code: rule.severity for rule in engine.rules}
        self.tally = Tally(severities)
        self.bar = ProgressBar(stderr, say("checking", request.language))
        self.read = 0
        renderer = Renderer(engine, language=request.language, all_outcomes=request.all_outcomes)
        self.writer: Writer = (
            TextReport(self.output, renderer, severities)
            if request.format == "text"
            else JsonReport(self.output, renderer, array=request.format == "json")
        )

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
        level = self._fail_level()
        return FINDINGS if level is not None and self.tally.at_or_above(level) else SUCCESS

    def summarise(self) -> None:
        """Write what the run adds up to: below text reports, beside others on standard error."""
        output = self.output if self.request.format == "text" else self.errors
        write_summary(output, self.tally, self.request, self.complaints.errors)
        self.output.flush()

    def _fail_level(self) -> Severity | None:
        if self.request.fail_level is None:
            return self.engine.profile.block_at
        return None if self.request.fail_level == "never" else Severity(self.request.fail_level)

    def _check_all(self, stdin: BinaryIO) -> None:
        index = None
        language = self.engine.packs[0].language
        if self.request.corpus:
            entries, problems = read_entries(self.request.corpus, language=language)
            self.complaints.add(problems)
            index = self.engine.index(entries)
        if self.request.begrip is not None:
            definition = Definition(self.request.begrip, self.request.definitie or "")
            self._report(self.engine.validate(definition, index))
            return
        for scheme in read_schemes(self.request.paths, language=language, stdin=stdin):
            if isinstance(scheme, Problem):
                self._complain(scheme)
                continue
            members = scheme.entries()
            self.read += sum(entry.definitie is not None for entry in members)
            corpus = index if index is not None or not members else self.engine.index(members)
            for report in self.engine.validate_many(self._records(scheme), corpus):
                self._report(report)
            self.output.flush()

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
        self.bar.show(self.tally.records, self.read)
