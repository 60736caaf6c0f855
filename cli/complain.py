"""Complaints: problems of packs and input on standard error, in the reader's language, counted for the exit status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cli.output import Output
from engine.errors import Problem
from engine.messages import render_problem


@dataclass(slots=True)
class Complaints:
    """Writes problems as they come, and knows how many were no mere warnings."""

    output: Output
    language: str
    errors: int = 0

    def add(self, problems: Iterable[Problem]) -> None:
        """Write problems."""
        for problem in problems:
            text = render_problem(problem, self.language)
            self.output.line((text, ""))
            self.errors += not problem.warning
        self.output.flush()
