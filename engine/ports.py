"""What the engine asks of the outside: analyzers of a language. Features come in through a ``Registry``.

The engine imports no plugin; ``plugins.load_engine`` injects what implements these protocols.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a token.

    ``tag`` is a Universal Dependencies word class, ``lemma`` in lower case (names as written),
    ``marks`` those of the rule language: ``inf part fin sing plur def ind rel dem pers poss``.
    """

    tag: str
    lemma: str
    marks: frozenset[str] = field(default_factory=frozenset)


Readings = tuple[Reading, ...]
"""All readings an analyzer holds possible for one token. Empty: it knows nothing, so anything is possible."""


@runtime_checkable
class Analyzer(Protocol):
    """Word classes and lemmas of one language.

    Attributes: ``name`` (unique), ``language`` (BCP 47), ``digest`` (``sha256:…`` over all that decides its answers).
    """

    @property
    def name(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def digest(self) -> str: ...

    def analyse(self, texts: Sequence[Sequence[str]]) -> list[tuple[Readings, ...]]:
        """Readings for every token of every text, in context; takes batches. Tokens as written."""
        ...

    def lemmas(self, word: str) -> frozenset[str]:
        """All lemmas the word form can have, out of context; empty if unknown."""
        ...

    def forms(self, lemma: str, tag: str | None = None) -> frozenset[str]:
        """All word forms of a lemma (of one word class, if ``tag`` is given), in lower case, the lemma included."""
        ...


@runtime_checkable
class TellsLanguage(Protocol):
    """What an analyzer may offer besides: whether a text is in its language at all."""

    def other_language(self, words: Sequence[str]) -> str | None:
        """The language (BCP 47) that the tokens of a text are certainly written in, if it is not the analyzer's own."""
        ...
