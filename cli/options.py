"""Options that several commands share: one spelling, one text, one place."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

DEFAULT_PACK = "astra-nl"


class Language(StrEnum):
    """Languages of messages."""

    NL = "nl"
    EN = "en"


Lang = Annotated[
    Language, typer.Option("--lang", help="Language of messages; a text without an English version is marked (nl).")
]
Packs = Annotated[
    list[str],
    typer.Option("--pack", metavar="NAME|DIR", help="Rule pack, by name or folder; may be given more than once."),
]
ProfileName = Annotated[str | None, typer.Option("--profile", metavar="NAME", help="Profile of the pack.")]
Begrip = Annotated[str | None, typer.Option("--begrip", metavar="TERM", help="Term of a single definition.")]
Definitie = Annotated[str | None, typer.Option("--definitie", metavar="TEXT", help="Text of a single definition.")]


def examples(*lines: str) -> str:
    """Examples of a command, for below its help."""
    return "\n\n".join(["[bold]Examples[/bold]", *(f"  {line}" for line in lines)])
