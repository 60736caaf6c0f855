"""What plugins may offer for parts that come later: where a term can be looked up, and who answers a judge's question.

The shapes stand here so that a plugin can be written against them; nothing asks them yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from engine.model import Definition
from plugins.generating import SourceText


@runtime_checkable
class Lookup(Protocol):
    """Finds texts about a term: a register, a dictionary, a site."""

    @property
    def name(self) -> str:
        """How it is chosen."""
        ...

    async def look_up(self, begrip: str, language: str) -> Sequence[SourceText]:
        """Texts that speak of a term, best first; none where it knows nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Opinion:
    """An answer to the question of a clause that asks for a judgement; ``holds`` is ``None``: it cannot be told."""

    holds: bool | None
    reason: str = ""


@runtime_checkable
class Judge(Protocol):
    """Answers the questions of rules that software cannot decide."""

    @property
    def name(self) -> str:
        """How it is chosen."""
        ...

    async def judge(self, question: str, definition: Definition) -> Opinion:
        """What it thinks of one question about one definition."""
        ...
