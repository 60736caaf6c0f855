"""Mistakes in packs, rules and input: what, where, and what to do. One value, one exception, one catalogue.

Every mistake is a :class:`Problem` with a stable code; ``engine.messages`` holds the words for each code in
Dutch and English. Readers collect problems and raise them together in one :class:`PackError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.model import EMPTY


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text file: ``line`` and ``column`` count from 1, ``length`` in code points (at least 1)."""

    file: str
    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. ``values`` fill the words of the catalogue; ``suggestion`` is the word that was probably meant."""

    code: str
    mark: Mark | None = None
    line_text: str | None = None
    values: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    suggestion: str | None = None
    warning: bool = False


class DefinitieError(Exception):
    """The base of everything this project raises on purpose."""


class ProblemsError(DefinitieError):
    """One or more problems, reported together."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


class PackError(ProblemsError):
    """A pack that does not load."""


class LanguageError(ProblemsError):
    """A check that does not parse or does not type-check. Marks count from the start of the check's own text."""


class InputError(ProblemsError):
    """Input that cannot be read: a file, a line or a record."""
