"""What the parts of a pack are checked against, and the list its problems are collected in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from engine.errors import Mark, Problem
from engine.features.registry import Registry
from engine.language import tree
from engine.language.environment import Environment
from engine.packs.model import CheckText, Lexicon, Localised, Selector
from engine.packs.nodes import Document


@dataclass(slots=True)
class Scope:
    """Names known while a pack is read. ``problems`` grows; the rest is filled from the bottom up.

    ``codes`` holds the codes of all rules, also of those whose file is wrong, so that one mistake is not told twice.
    """

    registry: Registry
    language: str
    problems: list[Problem] = field(default_factory=list)
    themes: dict[str, Localised] = field(default_factory=dict)
    families: dict[str, Localised] = field(default_factory=dict)
    lexicons: dict[str, Lexicon] = field(default_factory=dict)
    broken_lexicons: set[str] = field(default_factory=set)
    selectors: dict[str, Selector] = field(default_factory=dict)
    broken_selectors: dict[str, tree.Expression] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    profiles: set[str] = field(default_factory=set)
    _told: set[tuple[str, Mark | None]] = field(default_factory=set)

    def report(self, *problems: Problem) -> None:
        """Add problems; the same complaint about the same place is made once."""
        for problem in problems:
            if (problem.code, problem.mark) not in self._told:
                self._told.add((problem.code, problem.mark))
                self.problems.append(problem)

    def environment(self, config: Mapping[str, str] | None = None) -> Environment:
        """The names a check may use; ``config`` maps a name to its type."""
        selectors = {name: selector.syntax for name, selector in self.selectors.items()}
        return Environment(
            self.registry, {*self.lexicons, *self.broken_lexicons}, {**self.broken_selectors, **selectors}, config or {}
        )

    def taken(self, name: str) -> str | None:
        """What a name already stands for in checks: ``feature``, ``lexicon``, ``selector``, or nothing."""
        if name in self.registry:
            return "feature"
        if name in self.lexicons or name in self.broken_lexicons:
            return "lexicon"
        return "selector" if name in self.selectors or name in self.broken_selectors else None


def placed(problems: Iterable[Problem], source: CheckText, document: Document) -> list[Problem]:
    """Problems whose marks count within a check's text, moved to their place in the file."""
    moved = []
    for problem in problems:
        mark = problem.mark
        if mark is None:
            moved.append(problem)
            continue
        here = source.mark(tree.At(mark.line, mark.column, mark.length))
        moved.append(replace(problem, mark=here, line_text=document.line(here.line)))
    return moved
