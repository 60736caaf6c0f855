"""Reports for programs: one JSON object a line (``jsonl``), or the same objects in an array (``json``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cli.output import Output
from engine.model import Report
from engine.render import Renderer


@dataclass(slots=True)
class JsonReport:
    """Writes every report; the array of ``json`` is complete also after an interruption."""

    output: Output
    renderer: Renderer
    array: bool
    _written: int = 0

    def start(self) -> None:
        """Open the array."""
        if self.array:
            self.output.write("[")

    def add(self, report: Report, before: Callable[[], None]) -> None:
        """Write one report."""
        if self.output.is_terminal:
            before()
        self.add_text(self.text(report))

    def text(self, report: Report) -> str:
        """One report as a line, without the line break."""
        return self.renderer.to_line(report)

    def add_text(self, text: str) -> None:
        """Write one report that is rendered already."""
        if self.array:
            self.output.write(",\n" if self._written else "\n")
            self.output.write(text)
        else:
            self.output.write(text + "\n")
        self._written += 1

    def end(self) -> None:
        """Close the array."""
        if self.array:
            self.output.write("\n]\n" if self._written else "]\n")
