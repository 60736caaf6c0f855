"""What the reading of a beginning yields: its kind, its head, and how certain it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MAX_WALK: Final = 400
"""Most tokens looked at for a head; no noun phrase is that long, and the walk is done for several features."""


class Start(StrEnum):
    """What a text begins with."""

    NOUN = "noun"
    PRONOUN = "pronoun"
    INFINITIVE = "infinitive"
    FINITE = "finite"
    CLAUSE = "clause"
    PHRASE = "phrase"
    ADJECTIVE = "adjective"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a text, by token index.

    ``first`` is the first word, ``head`` the head of what the text begins with (behind a bare copula too), ``finite`` a
    finite verb that stands where a noun should or makes a main clause. ``certain`` is false where readings differ.
    """

    start: Start
    first: int
    head: int | None = None
    finite: int | None = None
    certain: bool = True
    bare: bool = True
    """Whether nothing but determiners precedes the head."""
    end: int = 0
    """The token where the walk ended; of a loose phrase the one behind it."""
