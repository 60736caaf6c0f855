"""Reports as text: a line for the record, a line for each finding, its advice below. Records without are silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import StringIO

from cli.output import STYLES, Output, shortened, visible
from cli.texts import say
from engine.messages.reasons import reason_text
from engine.model import Definition, Finding, ReasonCode, Report, RuleOutcome, Severity
from engine.render import Renderer

LONGEST_MATCH = 80
"""Code points of a matched text that are shown."""

WIDTHS = (2, 9, 13, 9)
"""Characters for the indent, the severity, the code and the place of a finding."""


@dataclass(frozen=True, slots=True)
class TextReport:
    """Writes reports for people."""

    output: Output
    renderer: Renderer
    severities: dict[str, Severity]

    def start(self) -> None:
        """Nothing stands above the first record."""

    def add(self, report: Report, before: Callable[[], None]) -> None:
        """Write one report, if there is anything to say."""
        rows = list(self._rows(report))
        if not rows:
            return
        before()
        self.output.line(*self._head(report))
        for style, word, code, place, text in rows:
            self.output.row([("", ""), (word, style), (code, "bold"), (place, "")], WIDTHS, text)

    def text(self, report: Report) -> str:
        """The lines of one report; empty where there is nothing to say."""
        stream = StringIO()
        replace(self, output=Output(stream)).add(report, _at_once)
        return stream.getvalue()

    def add_text(self, text: str) -> None:
        """Write lines that are rendered already."""
        self.output.write(text)

    def end(self) -> None:
        """Nothing stands below the last record but the summary."""

    def _head(self, report: Report) -> Iterator[tuple[str, str]]:
        language = self.renderer.language
        place = place_of(report.definition)
        if place:
            yield place + ": ", "dim"
        yield visible(report.definition.begrip), "bold"
        said = []
        if report.score is not None:
            said.append(say("score", language, score=f"{report.score / 100:.2f}"))
        if report.decision is not None:
            said.append(say(report.decision.value, language))
        if said:
            yield f" ({', '.join(said)})", ""

    def _rows(self, report: Report) -> Iterator[tuple[str, str, str, str, str]]:
        begrip = report.definition.begrip
        ranked = sorted(report.outcomes, key=lambda outcome: self.severities[outcome.code].rank)
        for outcome in ranked:
            severity = self.severities[outcome.code].value
            advice = [self.renderer.suggestion(outcome.code, finding, begrip) for finding in outcome.findings]
            for position, finding in enumerate(outcome.findings):
                message = self.renderer.message(outcome.code, finding, begrip)
                yield STYLES[severity], severity, outcome.code, span_of(finding), with_match(message, finding)
                # Neighbours with the same advice share it.
                if advice[position] and advice[position] not in advice[position + 1 : position + 2]:
                    yield "", "", "", "", "→ " + visible(advice[position] or "")
            yield from self._questions(outcome)
        yield from self._bounds(report)
        yield from self._other_language(report)

    def _bounds(self, report: Report) -> Iterator[tuple[str, str, str, str, str]]:
        """What bounds the score without being a finding of a rule."""
        for deduction in report.deductions:
            if not deduction.codes:
                yield (
                    "",
                    say("score-word", self.renderer.language),
                    "",
                    "",
                    say(deduction.family, self.renderer.language),
                )

    def _other_language(self, report: Report) -> Iterator[tuple[str, str, str, str, str]]:
        """Said once for the record, however many rules it keeps from judging."""
        said = [
            outcome.reason
            for outcome in report.outcomes
            if outcome.reason is not None and outcome.reason.code is ReasonCode.OTHER_LANGUAGE
        ]
        if said:
            language = self.renderer.language
            count = say("rules-kept-from-judging", language, count=len(said))
            yield (
                STYLES["question"],
                say("language-word", language),
                "",
                "",
                f"{reason_text(said[0], language)}: {count}",
            )

    def _questions(self, outcome: RuleOutcome) -> Iterator[tuple[str, str, str, str, str]]:
        word = say("question", self.renderer.language)
        for judgement in outcome.judgements:
            yield STYLES["question"], word, outcome.code, "", visible(judgement.question)


def place_of(definition: Definition) -> str:
    """``file:line`` of a record, as editors read it; empty where it does not come from a file."""
    origin = definition.origin
    if origin is None or origin.file is None:
        return ""
    return origin.file if origin.line is None else f"{origin.file}:{origin.line}"


def span_of(finding: Finding) -> str:
    """Where in the field a finding is, in code points from 0; the field itself where it is not the definition."""
    if finding.start is None:
        return "" if finding.field in ("", "/definitie") else finding.field
    place = f"{finding.start}-{finding.end}"
    return place if finding.field == "/definitie" else f"{finding.field} {place}"


def with_match(message: str, finding: Finding) -> str:
    """The message, with the matched text in front where the message does not name it."""
    message = visible(message)
    if not finding.match or finding.start is None:
        return message
    match = visible(finding.match)
    if match in message:
        return message if len(match) <= LONGEST_MATCH else message.replace(match, shortened(match, LONGEST_MATCH))
    return f"‘{shortened(match, LONGEST_MATCH)}’ {message}"


def _at_once() -> None:
    """Nothing has to be taken away before."""
