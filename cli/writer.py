"""Writers of reports: what the formats have in common, and which one is meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from cli.json_report import JsonReport
from cli.output import Output
from cli.request import Request
from cli.text_report import TextReport
from engine.model import Report, Severity
from engine.render import Renderer


class Writer(Protocol):
    """Writes reports in one format."""

    def start(self) -> None:
        """Before the first report."""
        ...

    def add(self, report: Report, before: Callable[[], None]) -> None:
        """One report; ``before`` is called before anything is written to a terminal."""
        ...

    def text(self, report: Report) -> str:
        """What :meth:`add` would write of one report into a pipe, without what stands between reports."""
        ...

    def add_text(self, text: str) -> None:
        """One report as :meth:`text` gave it, perhaps in another process."""
        ...

    def end(self) -> None:
        """After the last report, also after an interruption."""
        ...


def writer_for(request: Request, renderer: Renderer, output: Output, severities: dict[str, Severity]) -> Writer:
    """The writer for the format that was asked for."""
    if request.format == "text":
        return TextReport(output, renderer, severities)
    return JsonReport(output, renderer, array=request.format == "json")
