"""The shape of an entry in the catalogue of problems: the sentence and the hint, in Dutch and English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a person reads for one problem code. ``{name}`` is filled from ``Problem.values``."""

    nl: str
    en: str
    hint_nl: str = ""
    hint_en: str = ""
