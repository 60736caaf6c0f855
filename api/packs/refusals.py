"""Why a version of a pack is not activated: one table of codes with their words, and what the engine says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.problems import FieldError
from api.records import field_error_of
from engine.errors import PackError, Problem

MOST = 20
"""Problems of a pack that are told; more say nothing new."""

WORDS: Mapping[str, tuple[str, str]] = {
    "not-loadable": ("het pakket laadt niet", "the pack does not load"),
    "examples-fail": ("een voorbeeld van een regel klopt niet", "an example of a rule does not hold"),
    "proof-died": (
        "het proces dat het pakket beproefde is geëindigd (te weinig geheugen?)",
        "the process that proved the pack ended (too little memory?)",
    ),
    "not-readable": ("de bestanden zijn niet te lezen: {detail}", "the files cannot be read: {detail}"),
    "other-pack": ("dit is het pakket {detail}, niet dit", "this is the pack {detail}, not this one"),
    "code-reused": (
        "een code is aan een andere regel gegeven: {detail}",
        "a code was given to another rule: {detail}",
    ),
    "signature-missing": (
        "deze dienst neemt alleen ondertekende pakketten aan, en dit heeft geen handtekening",
        "this service takes signed packs only, and this one has no signature",
    ),
    "signature-wrong": (
        "de handtekening wordt niet aanvaard",
        "the signature is not accepted",
    ),
    "source-gone": ("de bron is weg: {detail}", "the source is gone: {detail}"),
    "source-rewritten": (
        "de geschiedenis van de bron is herschreven ({detail}): activeer zelf, als dat de bedoeling is",
        "the history of the source was rewritten ({detail}): activate it by hand, if that is meant",
    ),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not: ``said`` in Dutch and English, ``problems`` of single places."""

    code: str
    said: tuple[str, str]
    problems: tuple[FieldError, ...] = ()

    @classmethod
    def of(cls, code: str, detail: str = "") -> Reason:
        """The reason with this code of the table."""
        dutch, english = WORDS[code]
        return cls(code, (dutch.format(detail=detail), english.format(detail=detail)))

    def document(self) -> dict[str, Any]:
        """As it is stored."""
        problems = [
            {"code": each.code, "pointer": each.pointer, "nl": each.shown(0)["detail"], "en": each.shown(1)["detail"]}
            for each in self.problems
        ]
        return {"code": self.code, "nl": self.said[0], "en": self.said[1], "problems": problems}


class RefusedError(Exception):
    """A version that is not activated; what was active stays."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def told_by(error: PackError | Sequence[Problem], code: str, folder: Path) -> Reason:
    """What the engine says of a pack.

    Args:
        error: that it raised, or problems.
        code: of the table.
        folder: that the pack was unpacked in; places are told from there.
    """
    problems = error.problems if isinstance(error, PackError) else tuple(error)
    told = tuple(field_error_of(each, _place(each, folder)) for each in problems[:MOST])
    more = len(problems) - 1
    dutch, english = (f"{words}{_first(told, index)}" for index, words in enumerate(WORDS[code]))
    if more > 0:
        dutch, english = f"{dutch} (en nog {more})", f"{english} (and {more} more)"
    return Reason(code, (dutch, english), told)


def _first(told: Sequence[FieldError], index: int) -> str:
    if not told:
        return ""
    detail = told[0].shown(index)["detail"]
    return f": {told[0].pointer} {detail}" if told[0].pointer else f": {detail}"


def _place(problem: Problem, folder: Path) -> str:
    mark = problem.mark
    if mark is None:
        return ""
    try:
        name = Path(mark.file).relative_to(folder).as_posix()
    except ValueError:
        name = Path(mark.file).name
    return f"{name}:{mark.line}:{mark.column}"
